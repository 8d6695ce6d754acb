INSERT INTO review (highlight, step, due, seen) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (highlight) DO UPDATE SET step = excluded.step, due = excluded.due, seen = excluded.seen
