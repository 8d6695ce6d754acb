INSERT INTO capture (id, article, kind, source, captured, original, text_hash, receipt, text, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
