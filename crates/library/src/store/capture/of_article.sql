SELECT id
FROM capture
WHERE article = ?1
ORDER BY captured DESC, rowid DESC
