SELECT at.tag, at.article
FROM article_tag at
WHERE at.tag IN (SELECT few.tag FROM article_tag few GROUP BY few.tag HAVING count(*) BETWEEN 2 AND ?1)
ORDER BY at.tag
