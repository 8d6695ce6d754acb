SELECT 'A highlight has no selector', h.id
FROM highlight h LEFT JOIN selector_origin s ON s.highlight = h.id
WHERE s.highlight IS NULL
UNION ALL
SELECT 'An article reads a capture of another article', a.id
FROM article a JOIN capture c ON c.id = a.capture
WHERE c.article <> a.id
UNION ALL
SELECT 'A highlight has a place without an end', x.highlight
FROM anchor x
WHERE (x.start IS NULL) <> (x."end" IS NULL) OR x.start >= x."end"
UNION ALL
SELECT 'A place of a highlight lies outside the text', x.highlight
FROM anchor x JOIN capture c ON c.id = x.capture
WHERE x."end" > length(c.text)
LIMIT 200
