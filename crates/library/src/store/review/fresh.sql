-- The end of an identity is random: so they come in an order that mixes articles and stays the same.
SELECT h.id
FROM highlight h JOIN article a ON a.id = h.article
WHERE h.created <= ?1 AND h.deleted IS NULL AND a.deleted IS NULL
  AND NOT EXISTS (SELECT 1 FROM review r WHERE r.highlight = h.id)
ORDER BY substr(h.id, 11)
LIMIT ?2
