SELECT 0, position, name
FROM article_author
WHERE article = ?1
UNION ALL
SELECT 1, 0, t.name
FROM article_tag m JOIN tag t ON t.id = m.tag
WHERE m.article = ?1
ORDER BY 1, 2, 3
