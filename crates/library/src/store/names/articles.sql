SELECT id, title, site, url
FROM article
WHERE deleted IS NULL AND title_key LIKE ?1 ESCAPE '\' AND title_key NOT LIKE ?2 ESCAPE '\'
ORDER BY opened IS NULL, opened DESC, saved DESC
LIMIT ?3
