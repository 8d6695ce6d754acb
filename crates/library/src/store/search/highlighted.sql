SELECT DISTINCT article
FROM highlight
WHERE deleted IS NULL AND created BETWEEN ?1 AND ?2
