-- Times are microseconds since 1970 UTC (BIGINT), yes and no are 1 and 0, hashes are 32 bytes (BLOB).
-- Stages, states and the like are the names the program gives them.

-- A submission and its life with us. What is looked for stands in columns, the whole of it in submission_bodies.
CREATE TABLE submissions (
  row_id          INTEGER PRIMARY KEY,
  id              TEXT    NOT NULL UNIQUE,
  version         INTEGER NOT NULL,
  stage           TEXT    NOT NULL,
  round           TEXT    NOT NULL,
  batch           TEXT    NOT NULL,
  student         TEXT    NOT NULL,
  student_number  TEXT    NOT NULL,
  student_name    TEXT    NOT NULL,
  attempt         INTEGER NOT NULL,
  submitted_at    BIGINT  NOT NULL,
  first_seen      BIGINT  NOT NULL,
  due_at          BIGINT  NOT NULL,
  flags           TEXT    NOT NULL,  -- as a list shows them
  photo           BLOB    NOT NULL,  -- of the submission photo, zeros when there is none
  photos_waiting  INTEGER NOT NULL,  -- how many of its photos are still to be fetched
  epoch           BIGINT  NOT NULL,  -- the fence: rises with each lease
  holder          TEXT,
  lease_station   TEXT,
  lease_until     BIGINT,            -- monotonic time of the boot beside it
  lease_boot      TEXT,
  decision        TEXT,
  revision        BIGINT  NOT NULL
);
CREATE INDEX submissions_queue   ON submissions (stage, due_at, id);
CREATE INDEX submissions_batch   ON submissions (batch, stage, due_at, id);
CREATE INDEX submissions_holder  ON submissions (holder, stage, due_at, id) WHERE holder IS NOT NULL;
CREATE INDEX submissions_student ON submissions (student, submitted_at);
CREATE INDEX submissions_fetched ON submissions (due_at, id) WHERE stage = 'flagged' AND photos_waiting = 0;

CREATE TABLE submission_bodies (
  submission TEXT PRIMARY KEY REFERENCES submissions (id) ON DELETE CASCADE,
  body       TEXT NOT NULL
) WITHOUT ROWID;

-- Who gave an opinion in an earlier round.
CREATE TABLE judges (
  submission TEXT    NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  operator   TEXT    NOT NULL,
  PRIMARY KEY (submission, operator)
) WITHOUT ROWID;

-- The queue once more for each flag, in queue order; follows submissions by trigger.
CREATE TABLE case_flags (
  flag       TEXT   NOT NULL,
  stage      TEXT   NOT NULL,
  due_at     BIGINT NOT NULL,
  submission TEXT   NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
  PRIMARY KEY (flag, stage, due_at, submission)
) WITHOUT ROWID;
CREATE INDEX case_flags_submission ON case_flags (submission);
CREATE TRIGGER case_flags_follow AFTER UPDATE OF stage, due_at ON submissions
WHEN NEW.stage <> OLD.stage OR NEW.due_at <> OLD.due_at
BEGIN
  UPDATE case_flags SET stage = NEW.stage, due_at = NEW.due_at WHERE submission = NEW.id;
END;

-- How many cases stand where: counting a million rows for each list would be slow.
CREATE TABLE queue_counts (
  stage TEXT   NOT NULL,
  batch TEXT   NOT NULL,
  cases BIGINT NOT NULL,
  PRIMARY KEY (stage, batch)
) WITHOUT ROWID;
CREATE TRIGGER queue_counts_add AFTER INSERT ON submissions
BEGIN
  INSERT INTO queue_counts (stage, batch, cases) VALUES (NEW.stage, NEW.batch, 1)
    ON CONFLICT (stage, batch) DO UPDATE SET cases = cases + 1;
END;
CREATE TRIGGER queue_counts_move AFTER UPDATE OF stage, batch ON submissions
WHEN NEW.stage <> OLD.stage OR NEW.batch <> OLD.batch
BEGIN
  UPDATE queue_counts SET cases = cases - 1 WHERE stage = OLD.stage AND batch = OLD.batch;
  INSERT INTO queue_counts (stage, batch, cases) VALUES (NEW.stage, NEW.batch, 1)
    ON CONFLICT (stage, batch) DO UPDATE SET cases = cases + 1;
END;
CREATE TRIGGER queue_counts_remove AFTER DELETE ON submissions
BEGIN
  UPDATE queue_counts SET cases = cases - 1 WHERE stage = OLD.stage AND batch = OLD.batch;
END;

-- For texts too short for the index below: each character of number, name and id that is not ASCII. ("张" must be quick.)
CREATE TABLE case_letters (
  letter TEXT   NOT NULL,
  row_id BIGINT NOT NULL REFERENCES submissions (row_id) ON DELETE CASCADE,
  PRIMARY KEY (letter, row_id)
) WITHOUT ROWID;
CREATE INDEX case_letters_row ON case_letters (row_id);

-- Finds a part of a number, name or id.
CREATE VIRTUAL TABLE submission_search USING fts5 (
  student_number, student_name, id,
  content = 'submissions', content_rowid = 'row_id', tokenize = 'trigram'
);
CREATE TRIGGER submission_search_add AFTER INSERT ON submissions
BEGIN
  INSERT INTO submission_search (rowid, student_number, student_name, id)
    VALUES (NEW.row_id, NEW.student_number, NEW.student_name, NEW.id);
END;
CREATE TRIGGER submission_search_change AFTER UPDATE OF student_number, student_name ON submissions
WHEN NEW.student_number <> OLD.student_number OR NEW.student_name <> OLD.student_name
BEGIN
  INSERT INTO submission_search (submission_search, rowid, student_number, student_name, id)
    VALUES ('delete', OLD.row_id, OLD.student_number, OLD.student_name, OLD.id);
  INSERT INTO submission_search (rowid, student_number, student_name, id)
    VALUES (NEW.row_id, NEW.student_number, NEW.student_name, NEW.id);
END;
CREATE TRIGGER submission_search_remove AFTER DELETE ON submissions
BEGIN
  INSERT INTO submission_search (submission_search, rowid, student_number, student_name, id)
    VALUES ('delete', OLD.row_id, OLD.student_number, OLD.student_name, OLD.id);
END;

-- The bytes of a photo, wherever it is used: content is named by its hash.
CREATE TABLE photo_contents (
  sha256         BLOB    PRIMARY KEY,
  state          TEXT    NOT NULL,
  tries          INTEGER NOT NULL,
  next_try       BIGINT  NOT NULL,
  problem        TEXT    NOT NULL,
  needed_by      BIGINT  NOT NULL,  -- due time of the most urgent case that ever named it
  unneeded_since BIGINT             -- no open case names it any more
) WITHOUT ROWID;
CREATE INDEX photo_contents_wanted ON photo_contents (needed_by)
  WHERE state = 'wanted' AND unneeded_since IS NULL;
CREATE INDEX photo_contents_unneeded ON photo_contents (unneeded_since)
  WHERE state = 'present' AND unneeded_since IS NOT NULL;

CREATE TABLE photo_counts (
  state  TEXT   PRIMARY KEY,
  photos BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER photo_counts_add AFTER INSERT ON photo_contents
BEGIN
  INSERT INTO photo_counts (state, photos) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET photos = photos + 1;
END;
CREATE TRIGGER photo_counts_move AFTER UPDATE OF state ON photo_contents WHEN NEW.state <> OLD.state
BEGIN
  UPDATE photo_counts SET photos = photos - 1 WHERE state = OLD.state;
  INSERT INTO photo_counts (state, photos) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET photos = photos + 1;
END;
CREATE TRIGGER photo_counts_remove AFTER DELETE ON photo_contents
BEGIN
  UPDATE photo_counts SET photos = photos - 1 WHERE state = OLD.state;
END;

CREATE TABLE photos (
  submission TEXT    NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  photo      TEXT    NOT NULL,
  role       TEXT    NOT NULL,
  sha256     BLOB    NOT NULL REFERENCES photo_contents (sha256),
  url        TEXT    NOT NULL,
  bytes      BIGINT,
  width      INTEGER,
  height     INTEGER,
  taken_on   TEXT,
  PRIMARY KEY (submission, position)
) WITHOUT ROWID;
CREATE INDEX photos_content ON photos (sha256, submission);

CREATE TABLE assessments (
  submission TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT    NOT NULL,
  PRIMARY KEY (submission, version)
) WITHOUT ROWID;

CREATE TABLE decisions (
  row_id              INTEGER PRIMARY KEY,
  id                  TEXT    NOT NULL UNIQUE,
  op                  TEXT    NOT NULL UNIQUE,
  submission          TEXT    NOT NULL,
  version             INTEGER NOT NULL,
  photo               BLOB    NOT NULL,
  round               TEXT    NOT NULL,
  outcome             TEXT    NOT NULL,
  identity_first      INTEGER,
  identity_changed_to INTEGER,
  operator            TEXT    NOT NULL,
  station             TEXT    NOT NULL,
  epoch               BIGINT  NOT NULL,
  decided_at          BIGINT  NOT NULL,
  release_at          BIGINT  NOT NULL,
  looked_ms           BIGINT  NOT NULL,
  state               TEXT    NOT NULL,
  reverses            TEXT
);
-- Belt and braces below the fence: one decision in force a round, one reversal a decision.
CREATE UNIQUE INDEX decisions_in_force ON decisions (submission, version, round)
  WHERE state IN ('held', 'released') AND reverses IS NULL;
CREATE UNIQUE INDEX decisions_reverses ON decisions (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX decisions_submission ON decisions (submission, decided_at);
CREATE INDEX decisions_operator   ON decisions (operator, decided_at);
CREATE INDEX decisions_decided    ON decisions (decided_at, state, outcome);
CREATE INDEX decisions_release    ON decisions (release_at) WHERE state = 'held';

CREATE TABLE decision_reasons (
  decision TEXT    NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code     TEXT    NOT NULL,
  note     TEXT    NOT NULL,
  x        DOUBLE PRECISION,
  y        DOUBLE PRECISION,
  w        DOUBLE PRECISION,
  h        DOUBLE PRECISION,
  PRIMARY KEY (decision, position)
) WITHOUT ROWID;

CREATE TABLE skips (
  row_id     INTEGER PRIMARY KEY,
  submission TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  operator   TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  at         BIGINT  NOT NULL
);
CREATE INDEX skips_submission ON skips (submission);

-- `head` marks the first event of a student that is still on its way: only a head may leave. Kept by whoever changes a
-- state, because looking for earlier ones at each claim grows with what is stuck.
CREATE TABLE events (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT    NOT NULL UNIQUE,
  decision       TEXT    NOT NULL UNIQUE,
  submission     TEXT    NOT NULL,
  student        TEXT    NOT NULL,
  type           TEXT    NOT NULL,
  body           TEXT    NOT NULL,
  state          TEXT    NOT NULL,
  attempts       INTEGER NOT NULL,
  next_at        BIGINT  NOT NULL,
  epoch          BIGINT  NOT NULL,
  created_at     BIGINT  NOT NULL,
  last_problem   TEXT    NOT NULL,
  receipt_status TEXT    NOT NULL,
  receipt_code   TEXT    NOT NULL,
  claimed_at     BIGINT,
  head           INTEGER NOT NULL
);
CREATE INDEX events_student  ON events (student, seq) WHERE state IN ('held', 'ready', 'inflight');
CREATE INDEX events_ready    ON events (next_at, seq) WHERE state = 'ready' AND head = 1;
CREATE INDEX events_inflight ON events (claimed_at, seq) WHERE state = 'inflight' AND head = 1;
CREATE INDEX events_state    ON events (state, seq);

CREATE TABLE event_counts (
  state  TEXT   PRIMARY KEY,
  events BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER event_counts_add AFTER INSERT ON events
BEGIN
  INSERT INTO event_counts (state, events) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET events = events + 1;
END;
CREATE TRIGGER event_counts_move AFTER UPDATE OF state ON events WHEN NEW.state <> OLD.state
BEGIN
  UPDATE event_counts SET events = events - 1 WHERE state = OLD.state;
  INSERT INTO event_counts (state, events) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET events = events + 1;
END;
CREATE TRIGGER event_counts_remove AFTER DELETE ON events
BEGIN
  UPDATE event_counts SET events = events - 1 WHERE state = OLD.state;
END;

-- Every attempt to deliver, for ever.
CREATE TABLE event_attempts (
  row_id  INTEGER PRIMARY KEY,
  event   TEXT    NOT NULL,
  epoch   BIGINT  NOT NULL,
  at      BIGINT  NOT NULL,
  status  INTEGER NOT NULL,
  became  TEXT    NOT NULL,
  problem TEXT    NOT NULL
);
CREATE INDEX event_attempts_event ON event_attempts (event);

CREATE TABLE receipts (
  event   TEXT   NOT NULL,
  status  TEXT   NOT NULL,
  channel TEXT   NOT NULL,
  code    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (event, status)
) WITHOUT ROWID;

CREATE TABLE audit_records (
  station  TEXT   NOT NULL,
  seq      BIGINT NOT NULL,
  prev     BLOB   NOT NULL,
  hash     BLOB   NOT NULL,
  kind     TEXT   NOT NULL,
  actor    TEXT   NOT NULL,
  subject  BLOB   NOT NULL,
  epoch    BIGINT NOT NULL,
  outcome  TEXT   NOT NULL,
  reasons  TEXT   NOT NULL,
  decision TEXT   NOT NULL,
  op       TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (station, seq)
) WITHOUT ROWID;
CREATE TRIGGER audit_records_stay BEFORE UPDATE ON audit_records
BEGIN
  SELECT RAISE (ABORT, 'audit records are never changed');
END;
CREATE TRIGGER audit_records_remain BEFORE DELETE ON audit_records
BEGIN
  SELECT RAISE (ABORT, 'audit records are never deleted');
END;

CREATE TABLE case_keys (
  submission TEXT PRIMARY KEY,
  key        BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE operators (
  id     TEXT    PRIMARY KEY,
  name   TEXT    NOT NULL,
  role   TEXT    NOT NULL,
  active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
  operator TEXT NOT NULL,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (operator, key)
) WITHOUT ROWID;

CREATE TABLE feed_cursors (
  feed   TEXT PRIMARY KEY,
  cursor TEXT NOT NULL
) WITHOUT ROWID;

-- What came from the back end and could not be used.
CREATE TABLE quarantine (
  row_id   INTEGER PRIMARY KEY,
  source   TEXT    NOT NULL,
  item_id  TEXT    NOT NULL,
  raw      TEXT    NOT NULL,
  raw_hash BLOB    NOT NULL,
  problem  TEXT    NOT NULL,
  at       BIGINT  NOT NULL,
  UNIQUE (source, raw_hash)
);
