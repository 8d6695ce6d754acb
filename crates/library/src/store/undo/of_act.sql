SELECT step, begun
FROM undo
WHERE session = ?1 AND undone = 0 AND subject = ?2
ORDER BY step DESC
LIMIT 1
