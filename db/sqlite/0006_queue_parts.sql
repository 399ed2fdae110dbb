-- The line of those who wait or are being looked at, in parts of a few thousand cases: how many stand from this place on up
-- to the next part. Whoever reads a page far down the line adds up a few hundred parts and walks through one, instead of
-- through half a million cases. By place and not by time alone: everything that is due when a window closes is due at once.
CREATE TABLE queue_parts (
  from_due BIGINT NOT NULL,
  from_id  TEXT   NOT NULL,
  cases    BIGINT NOT NULL,
  PRIMARY KEY (from_due, from_id)
) WITHOUT ROWID;
-- The first part begins before everything and always stays.
INSERT INTO queue_parts (from_due, from_id, cases)
  SELECT CASE place WHEN 0 THEN -9223372036854775808 ELSE due_at END, CASE place WHEN 0 THEN '' ELSE id END,
         min(2048, total - place)
  FROM (SELECT due_at, id, row_number() OVER (ORDER BY due_at, id) - 1 AS place, count(*) OVER () AS total
        FROM submissions WHERE stage IN ('queued', 'leased', 'second_opinion', 'escalated')) AS line
  WHERE place % 2048 = 0;
INSERT INTO queue_parts (from_due, from_id, cases) VALUES (-9223372036854775808, '', 0) ON CONFLICT DO NOTHING;

CREATE TRIGGER queue_parts_add AFTER INSERT ON submissions
WHEN NEW.stage IN ('queued', 'leased', 'second_opinion', 'escalated')
BEGIN
  UPDATE queue_parts SET cases = cases + 1 WHERE (from_due, from_id) = (
    SELECT from_due, from_id FROM queue_parts WHERE (from_due, from_id) <= (NEW.due_at, NEW.id)
    ORDER BY from_due DESC, from_id DESC LIMIT 1);
END;
-- Most steps lead from one stage of the line to another, and change nothing here.
CREATE TRIGGER queue_parts_leave AFTER UPDATE OF stage, due_at ON submissions
WHEN OLD.stage IN ('queued', 'leased', 'second_opinion', 'escalated')
  AND (NEW.due_at <> OLD.due_at OR NEW.stage NOT IN ('queued', 'leased', 'second_opinion', 'escalated'))
BEGIN
  UPDATE queue_parts SET cases = cases - 1 WHERE (from_due, from_id) = (
    SELECT from_due, from_id FROM queue_parts WHERE (from_due, from_id) <= (OLD.due_at, OLD.id)
    ORDER BY from_due DESC, from_id DESC LIMIT 1);
END;
CREATE TRIGGER queue_parts_enter AFTER UPDATE OF stage, due_at ON submissions
WHEN NEW.stage IN ('queued', 'leased', 'second_opinion', 'escalated')
  AND (NEW.due_at <> OLD.due_at OR OLD.stage NOT IN ('queued', 'leased', 'second_opinion', 'escalated'))
BEGIN
  UPDATE queue_parts SET cases = cases + 1 WHERE (from_due, from_id) = (
    SELECT from_due, from_id FROM queue_parts WHERE (from_due, from_id) <= (NEW.due_at, NEW.id)
    ORDER BY from_due DESC, from_id DESC LIMIT 1);
END;
CREATE TRIGGER queue_parts_remove AFTER DELETE ON submissions
WHEN OLD.stage IN ('queued', 'leased', 'second_opinion', 'escalated')
BEGIN
  UPDATE queue_parts SET cases = cases - 1 WHERE (from_due, from_id) = (
    SELECT from_due, from_id FROM queue_parts WHERE (from_due, from_id) <= (OLD.due_at, OLD.id)
    ORDER BY from_due DESC, from_id DESC LIMIT 1);
END;

-- A part that has grown twice as large as a new one becomes two; one that is empty belongs to the one before it.
CREATE TRIGGER queue_parts_split AFTER UPDATE OF cases ON queue_parts WHEN NEW.cases > 4096
BEGIN
  INSERT INTO queue_parts (from_due, from_id, cases)
    SELECT due_at, id, NEW.cases - 2048 FROM (
      SELECT due_at, id FROM submissions WHERE stage = 'queued' AND due_at = NEW.from_due AND id >= NEW.from_id
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'queued' AND due_at > NEW.from_due
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'leased' AND due_at = NEW.from_due AND id >= NEW.from_id
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'leased' AND due_at > NEW.from_due
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'second_opinion' AND due_at = NEW.from_due AND id >= NEW.from_id
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'second_opinion' AND due_at > NEW.from_due
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'escalated' AND due_at = NEW.from_due AND id >= NEW.from_id
      UNION ALL
      SELECT due_at, id FROM submissions WHERE stage = 'escalated' AND due_at > NEW.from_due
      ORDER BY due_at, id LIMIT 1 OFFSET 2048) AS middle;
  UPDATE queue_parts SET cases = 2048 WHERE from_due = NEW.from_due AND from_id = NEW.from_id;
END;
CREATE TRIGGER queue_parts_join AFTER UPDATE OF cases ON queue_parts WHEN NEW.cases = 0 AND NEW.from_id <> ''
BEGIN
  DELETE FROM queue_parts WHERE from_due = NEW.from_due AND from_id = NEW.from_id;
END;
