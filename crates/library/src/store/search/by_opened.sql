SELECT id
FROM article
WHERE deleted IS NULL AND opened IS NOT NULL
ORDER BY opened DESC
