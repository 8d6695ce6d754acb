SELECT n.id, n.highlight, n.article, n.title, n.markdown, n.created, n.modified
FROM note n
LEFT JOIN highlight h ON h.id = n.highlight
LEFT JOIN article a ON a.id = coalesce(n.article, h.article)
WHERE n.deleted IS NULL AND a.deleted IS NULL AND (NOT ?1 OR n.title IS NOT NULL)
ORDER BY n.modified DESC, n.rowid DESC
LIMIT ?2 OFFSET ?3
