-- What the faces of a batch look like, only where its standard profile allows that to be kept (store_embeddings): one for
-- a submission, of the photo it has now. Personal data of the most sensitive kind: it goes with its case.
CREATE TABLE faces (
  row_id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- rises with every write
  submission TEXT    NOT NULL UNIQUE REFERENCES submissions (id) ON DELETE CASCADE,
  version    INTEGER NOT NULL,
  network    TEXT    NOT NULL,
  face       BLOB    NOT NULL  -- 512 numbers of four bytes, lowest byte first
);
CREATE TABLE face_removals (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  removed BIGINT  NOT NULL
);
INSERT INTO face_removals (one, removed) VALUES (1, 0);
CREATE TRIGGER faces_removed AFTER DELETE ON faces
BEGIN
  UPDATE face_removals SET removed = removed + 1;
END;
CREATE TRIGGER faces_purge AFTER UPDATE OF stage ON submissions
WHEN NEW.stage = 'purged' AND OLD.stage <> 'purged'
BEGIN
  DELETE FROM faces WHERE submission = NEW.id;
END;
