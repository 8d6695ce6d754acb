SELECT kind, id, article, indexed
FROM change
WHERE revision > ?1
ORDER BY seq
