SELECT at.tag, t.name, at.article
FROM article_tag at JOIN tag t ON t.id = at.tag
WHERE at.article IN (SELECT unhex(value) FROM json_each(?1))
ORDER BY at.tag
