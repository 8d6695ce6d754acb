SELECT record
FROM undo
WHERE session = ?1 AND step = ?2
ORDER BY seq
