SELECT h.id
FROM review r JOIN highlight h ON h.id = r.highlight JOIN article a ON a.id = h.article
WHERE r.due <= ?1 AND h.deleted IS NULL AND a.deleted IS NULL
ORDER BY r.due
LIMIT ?2
