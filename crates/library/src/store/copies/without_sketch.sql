SELECT a.capture
FROM article a
WHERE a.deleted IS NULL AND NOT EXISTS (SELECT 1 FROM sketched s WHERE s.capture = a.capture)
ORDER BY a.saved DESC
LIMIT ?1
