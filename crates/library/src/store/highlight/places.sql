SELECT h.id, x.start, x."end", h.color
FROM highlight h
JOIN article a ON a.id = h.article
JOIN anchor x ON x.highlight = h.id AND x.capture = a.capture
WHERE h.article = ?1 AND h.deleted IS NULL AND x.start IS NOT NULL
ORDER BY x.start, x."end", h.created, h.id
