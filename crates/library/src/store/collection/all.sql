WITH RECURSIVE
tree (id, parent, name, path) AS (
  SELECT id, parent, name, printf('%08d', position) || key
  FROM collection WHERE parent IS NULL
  UNION ALL
  SELECT c.id, c.parent, c.name, tree.path || '/' || printf('%08d', c.position) || c.key
  FROM collection c JOIN tree ON c.parent = tree.id
),
inside (above, id) AS (
  SELECT id, id FROM collection
  UNION ALL
  SELECT inside.above, c.id
  FROM inside JOIN collection c ON c.parent = inside.id
)
SELECT tree.id, tree.parent, tree.name, (
  SELECT count(DISTINCT ca.article)
  FROM inside
  JOIN collection_article ca ON ca.collection = inside.id
  JOIN article a ON a.id = ca.article
  WHERE inside.above = tree.id AND a.deleted IS NULL
)
FROM tree
ORDER BY tree.path
