DELETE FROM tag
WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag = ?1)
  AND NOT EXISTS (SELECT 1 FROM highlight_tag WHERE tag = ?1)
