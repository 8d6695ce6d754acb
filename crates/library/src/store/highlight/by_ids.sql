SELECT h.id, h.article, s.capture, h.color, h.created, h.modified,
       s.quote, s.prefix, s.suffix, s.start, s."end",
       x.state, x.start, x."end", x.method, x.score, x.decided_by,
       n.id, n.markdown, n.created, n.modified,
       o.number, o.places
FROM json_each(?1) wanted
JOIN highlight h ON h.id = unhex(wanted.value)
JOIN selector_origin s ON s.highlight = h.id
LEFT JOIN selector_occurrence o ON o.highlight = h.id
JOIN article a ON a.id = h.article
LEFT JOIN anchor x ON x.highlight = h.id AND x.capture = a.capture
LEFT JOIN note n ON n.highlight = h.id AND n.deleted IS NULL
WHERE h.deleted IS NULL
ORDER BY wanted.key
