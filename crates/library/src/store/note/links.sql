SELECT n.id, n.highlight, n.article, n.title, n.markdown, n.created, n.modified
FROM note n
LEFT JOIN highlight h ON h.id = n.highlight
LEFT JOIN article a ON a.id = coalesce(n.article, h.article)
WHERE n.deleted IS NULL AND h.deleted IS NULL AND a.deleted IS NULL
  AND (instr(n.markdown, ?1) > 0 OR (?2 IS NOT NULL AND instr(lower(n.markdown), lower(?2)) > 0))
ORDER BY n.modified DESC, n.rowid DESC
LIMIT 200
