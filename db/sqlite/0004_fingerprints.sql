-- By what each submission's photo is recognised when it is handed in again, by the same student or another. It says who
-- looks like whom as little as a file's size does, and goes with its photo all the same.
CREATE TABLE fingerprints (
  row_id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- rises with every write: what is newer than a number is new
  submission TEXT    NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
  version    INTEGER NOT NULL,
  student    TEXT    NOT NULL,
  photo      BLOB    NOT NULL,
  whole      BIGINT  NOT NULL,  -- 64 bits
  face       BLOB,              -- 256 bits, NULL where no face was found
  UNIQUE (submission, version)
);
CREATE INDEX fingerprints_student ON fingerprints (student);

-- How many were ever taken away: whoever keeps them in memory sees by it that he must read them again.
CREATE TABLE fingerprint_removals (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  removed BIGINT  NOT NULL
);
INSERT INTO fingerprint_removals (one, removed) VALUES (1, 0);
CREATE TRIGGER fingerprints_removed AFTER DELETE ON fingerprints
BEGIN
  UPDATE fingerprint_removals SET removed = removed + 1;
END;
CREATE TRIGGER fingerprints_purge AFTER UPDATE OF stage ON submissions
WHEN NEW.stage = 'purged' AND OLD.stage <> 'purged'
BEGIN
  DELETE FROM fingerprints WHERE submission = NEW.id;
END;
