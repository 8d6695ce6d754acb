SELECT page, id FROM (
  SELECT 0 AS page, id, saved AS age FROM article WHERE deleted IS NULL AND lower(title) = lower(?1)
  UNION ALL
  SELECT 1, id, modified FROM note WHERE deleted IS NULL AND lower(title) = lower(?1)
)
ORDER BY page, age DESC
LIMIT 1
