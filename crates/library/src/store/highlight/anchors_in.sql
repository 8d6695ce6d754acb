SELECT x.highlight, x.state, x.start, x."end", x.method, x.score, x.decided_by
FROM anchor x
WHERE x.capture = ?1
