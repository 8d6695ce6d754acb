SELECT step, op
FROM undo
WHERE session = ?1 AND undone = 1
ORDER BY step
LIMIT 1
