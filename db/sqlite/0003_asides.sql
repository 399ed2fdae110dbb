-- What was put aside, by kind: skipped, sent up to a supervisor, taken back after its release.
ALTER TABLE skips ADD COLUMN kind TEXT NOT NULL DEFAULT 'skip';

-- The act of taking a decision back is kept as a decision that names it; it is none of those that are counted.
DROP INDEX decisions_decided;
CREATE INDEX decisions_decided ON decisions (decided_at, state, outcome) WHERE reverses IS NULL;
