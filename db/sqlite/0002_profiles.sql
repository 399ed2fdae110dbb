-- What a person ticked with a decision, as a list.
ALTER TABLE decisions ADD COLUMN ticks TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_records ADD COLUMN ticks TEXT NOT NULL DEFAULT '';

-- Every version of a standard profile that was drafted here, whole and for ever. Those that ship with the program are
-- files, not rows.
CREATE TABLE profile_versions (
  profile  TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  based_on INTEGER NOT NULL,  -- the version in force when it was drafted
  body     TEXT    NOT NULL,
  made_by  TEXT    NOT NULL,
  made_at  BIGINT  NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (profile, version)
) WITHOUT ROWID;
CREATE TRIGGER profile_versions_stay BEFORE UPDATE ON profile_versions
BEGIN
  SELECT RAISE (ABORT, 'versions of a profile are never changed');
END;
CREATE TRIGGER profile_versions_remain BEFORE DELETE ON profile_versions
BEGIN
  SELECT RAISE (ABORT, 'versions of a profile are never deleted');
END;

-- Which version is in force: of a profile's rows the newest. Version 0 is the one that ships with the program.
CREATE TABLE profile_releases (
  row_id   INTEGER PRIMARY KEY,
  profile  TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  step     TEXT    NOT NULL,
  done_by  TEXT    NOT NULL,
  done_at  BIGINT  NOT NULL
);
CREATE INDEX profile_releases_profile ON profile_releases (profile, row_id);
CREATE TRIGGER profile_releases_stay BEFORE UPDATE ON profile_releases
BEGIN
  SELECT RAISE (ABORT, 'releases of a profile are never changed');
END;
CREATE TRIGGER profile_releases_remain BEFORE DELETE ON profile_releases
BEGIN
  SELECT RAISE (ABORT, 'releases of a profile are never deleted');
END;
