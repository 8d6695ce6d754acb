INSERT OR IGNORE INTO article_tag (article, tag)
SELECT article, ?2
FROM article_tag
WHERE tag = ?1
