SELECT id
FROM article
WHERE deleted IS NULL
ORDER BY title_key
