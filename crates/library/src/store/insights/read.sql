SELECT (r.hour * 3600000 + ?1) / 86400000, count(DISTINCT r.article)
FROM read_in r JOIN article a ON a.id = r.article
WHERE a.deleted IS NULL AND r.hour >= ?2 / 3600000
GROUP BY 1
