SELECT t.name, count(*)
FROM article_tag at JOIN tag t ON t.id = at.tag JOIN article a ON a.id = at.article
WHERE a.deleted IS NULL
GROUP BY t.id
ORDER BY 2 DESC, 1
LIMIT ?1
