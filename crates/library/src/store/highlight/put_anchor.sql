INSERT INTO anchor (highlight, capture, state, start, "end", method, score, decided_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (highlight, capture) DO UPDATE
SET state = excluded.state, start = excluded.start, "end" = excluded."end",
    method = excluded.method, score = excluded.score, decided_by = excluded.decided_by
WHERE excluded.decided_by = 'user' OR anchor.decided_by <> 'user'
