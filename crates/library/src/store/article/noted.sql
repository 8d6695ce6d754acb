SELECT coalesce(n.article, h.article)
FROM note n LEFT JOIN highlight h ON h.id = n.highlight
WHERE n.deleted IS NULL AND (n.article IS NOT NULL OR h.deleted IS NULL)
