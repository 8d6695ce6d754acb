WITH RECURSIVE tree (id, parent, name, path) AS (
  SELECT id, parent, name, printf('%08d', position) || key
  FROM collection WHERE parent IS NULL
  UNION ALL
  SELECT c.id, c.parent, c.name, tree.path || '/' || printf('%08d', c.position) || c.key
  FROM collection c JOIN tree ON c.parent = tree.id
)
SELECT tree.id, tree.parent, tree.name, (
  SELECT count(*)
  FROM collection_article ca JOIN article a ON a.id = ca.article
  WHERE ca.collection = tree.id AND a.deleted IS NULL
)
FROM tree
ORDER BY tree.path
