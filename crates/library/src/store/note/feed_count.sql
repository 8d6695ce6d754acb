SELECT count(*)
FROM note n
LEFT JOIN highlight h ON h.id = n.highlight
LEFT JOIN article a ON a.id = coalesce(n.article, h.article)
WHERE n.deleted IS NULL AND a.deleted IS NULL AND (NOT ?1 OR n.title IS NOT NULL)
