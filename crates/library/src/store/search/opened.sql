SELECT id
FROM article
WHERE deleted IS NULL AND opened BETWEEN ?1 AND ?2
