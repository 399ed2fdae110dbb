-- What went wrong as a name the program knows, beside the English words for whoever looks after it. Rows from before keep
-- their words and have no name.
ALTER TABLE quarantine ADD COLUMN fault TEXT NOT NULL DEFAULT '';
ALTER TABLE quarantine ADD COLUMN place TEXT NOT NULL DEFAULT '';  -- 'photos[0].sha256'

-- A key of the text catalogue.
ALTER TABLE events ADD COLUMN last_text TEXT NOT NULL DEFAULT '';
-- What the last attempt says of the events that are still to leave, or were given up.
UPDATE events SET last_text = coalesce((
  SELECT CASE
    WHEN a.status IN (401, 403) THEN 'error.notify.token'
    WHEN a.status = 410 THEN 'error.notify.endpoint_off'
    WHEN a.status BETWEEN 400 AND 499 AND a.status NOT IN (408, 429) THEN 'error.notify.refused'
    WHEN a.status > 0 THEN 'error.notify.busy'
    ELSE 'error.net.unreachable' END
  FROM event_attempts a WHERE a.event = events.id AND a.problem = events.last_problem ORDER BY a.row_id DESC LIMIT 1), '')
  WHERE last_problem <> '' AND state IN ('ready', 'inflight', 'dead');
