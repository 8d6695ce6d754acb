SELECT a.title, a.language, a.site, a.url, c.text
FROM article a JOIN capture c ON c.id = a.capture
WHERE a.id = ?1 AND a.deleted IS NULL
