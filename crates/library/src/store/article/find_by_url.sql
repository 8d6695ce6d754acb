SELECT id
FROM (
  SELECT id, deleted, saved, 0 AS joined FROM article WHERE canonical_url = ?1
  UNION ALL
  SELECT a.id, a.deleted, a.saved, 1
  FROM merged m JOIN article a ON a.id = m.article
  WHERE m.canonical_url = ?1
)
ORDER BY joined, deleted IS NOT NULL, saved
LIMIT 1
