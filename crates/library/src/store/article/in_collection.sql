a.id IN (
  WITH RECURSIVE inside (id) AS (
    SELECT ?
    UNION
    SELECT c.id FROM inside JOIN collection c ON c.parent = inside.id
  )
  SELECT ca.article FROM inside JOIN collection_article ca ON ca.collection = inside.id
)
