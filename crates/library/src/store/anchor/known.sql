SELECT x.highlight, x.capture, x.state, x.start, x."end", x.method, x.score, x.decided_by
FROM anchor x
JOIN highlight h ON h.id = x.highlight
JOIN capture c ON c.id = x.capture
WHERE h.article = ?1
ORDER BY c.captured DESC, c.rowid DESC
