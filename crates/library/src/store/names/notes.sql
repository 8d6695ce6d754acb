SELECT n.id, n.title, substr(n.markdown, 1, 200), a.title
FROM note n
LEFT JOIN highlight h ON h.id = n.highlight
LEFT JOIN article a ON a.id = coalesce(n.article, h.article)
WHERE n.deleted IS NULL AND a.deleted IS NULL AND h.deleted IS NULL
  AND coalesce(n.title, substr(n.markdown, 1, 200)) LIKE ?1 ESCAPE '\'
ORDER BY n.modified DESC
LIMIT ?2
