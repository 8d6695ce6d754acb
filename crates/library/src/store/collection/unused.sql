DELETE FROM collection
WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM collection_article WHERE collection = ?1)
  AND NOT EXISTS (SELECT 1 FROM collection WHERE parent = ?1)
