SELECT c.id, c.kind, c.source, c.captured, c.original, c.text_hash, c.receipt, a.capture = c.id, d.reason
FROM capture c
JOIN article a ON a.id = c.article
LEFT JOIN capture_doubt d ON d.capture = c.id
WHERE c.article = ?1
ORDER BY c.captured DESC, c.rowid DESC
