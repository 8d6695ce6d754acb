SELECT title, language, site, url
FROM article
WHERE id = ?1 AND deleted IS NULL
