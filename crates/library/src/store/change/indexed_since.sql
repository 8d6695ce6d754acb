SELECT kind, id, article, indexed
FROM change
WHERE revision > ?1 AND indexed = 1
ORDER BY seq
