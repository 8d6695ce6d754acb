SELECT article, kind, source, captured, original, text_hash, receipt, text, body
FROM capture
WHERE id = ?1
