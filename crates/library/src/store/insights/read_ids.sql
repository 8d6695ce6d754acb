SELECT DISTINCT r.article
FROM read_in r JOIN article a ON a.id = r.article
WHERE a.deleted IS NULL AND r.hour >= ?1 / 3600000 AND r.hour < ?2 / 3600000
