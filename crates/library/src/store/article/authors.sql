SELECT article, name
FROM article_author
WHERE article IN (SELECT unhex(value) FROM json_each(?1))
ORDER BY article, position
