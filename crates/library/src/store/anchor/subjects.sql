SELECT h.id, h.deleted IS NULL, s.capture, s.quote, s.prefix, s.suffix, s.start, s."end", o.number, o.places
FROM highlight h JOIN selector_origin s ON s.highlight = h.id
LEFT JOIN selector_occurrence o ON o.highlight = h.id
WHERE h.article = ?1
ORDER BY s.start, h.id
