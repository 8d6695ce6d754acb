SELECT a.id
FROM capture c JOIN article a ON a.id = c.article
WHERE c.original = ?1
ORDER BY a.deleted IS NOT NULL, a.saved
LIMIT 1
