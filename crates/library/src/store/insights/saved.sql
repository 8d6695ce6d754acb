SELECT (saved + ?1) / 86400000, count(*)
FROM article
WHERE deleted IS NULL AND saved >= ?2
GROUP BY 1
