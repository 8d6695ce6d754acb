SELECT id, highlight, article, title, markdown, created, modified
FROM note
WHERE id = ?1 AND deleted IS NULL
