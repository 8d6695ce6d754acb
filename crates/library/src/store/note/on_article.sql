SELECT id, highlight, article, title, markdown, created, modified
FROM note
WHERE article = ?1 AND deleted IS NULL
ORDER BY created, id
