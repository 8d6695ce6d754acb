SELECT w.name, count(*)
FROM article_author w JOIN article a ON a.id = w.article
WHERE a.deleted IS NULL
GROUP BY w.name
ORDER BY 2 DESC, 1
LIMIT ?1
