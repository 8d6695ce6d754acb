SELECT step, op, subject, begun, written
FROM undo
WHERE session = ?1 AND undone = 0
ORDER BY step DESC, seq DESC
LIMIT 1
