DELETE FROM article_tag
WHERE article = ?1 AND tag IN (SELECT id FROM tag WHERE key = ?2)
