SELECT coalesce(n.article, h.article), n.markdown
FROM note n LEFT JOIN highlight h ON h.id = n.highlight
WHERE n.deleted IS NULL AND h.deleted IS NULL AND (instr(n.markdown, '[[') OR instr(n.markdown, '://'))
