WITH RECURSIVE up (article, path, parent) AS (
  SELECT ca.article, c.name, c.parent
  FROM collection_article ca JOIN collection c ON c.id = ca.collection
  WHERE ca.article IN (SELECT unhex(value) FROM json_each(?1))
  UNION ALL
  SELECT up.article, c.name || '/' || up.path, c.parent
  FROM up JOIN collection c ON c.id = up.parent
)
SELECT article, path
FROM up
WHERE parent IS NULL
ORDER BY path
