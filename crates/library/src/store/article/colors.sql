SELECT h.article, h.color,
       x.state IS NULL OR x.state = 'orphan' OR x.state <> 'exact' AND x.decided_by <> 'user'
FROM highlight h
JOIN article a ON a.id = h.article
LEFT JOIN anchor x ON x.highlight = h.id AND x.capture = a.capture
WHERE h.article IN (SELECT unhex(value) FROM json_each(?1)) AND h.deleted IS NULL
ORDER BY h.article, x.start, x."end", h.created, h.id
