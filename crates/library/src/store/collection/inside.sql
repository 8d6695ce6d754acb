WITH RECURSIVE inside (id, depth) AS (
  SELECT ?1, 0
  UNION ALL
  SELECT c.id, inside.depth + 1
  FROM inside JOIN collection c ON c.parent = inside.id
)
SELECT id
FROM inside
ORDER BY depth DESC
