SELECT id
FROM article
WHERE canonical_url = ?1
ORDER BY deleted IS NOT NULL, saved
LIMIT 1
