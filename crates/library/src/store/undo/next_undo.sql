SELECT step, op
FROM undo
WHERE session = ?1 AND undone = 0
ORDER BY step DESC
LIMIT 1
