INSERT OR IGNORE INTO highlight_tag (highlight, tag)
SELECT highlight, ?2
FROM highlight_tag
WHERE tag = ?1
