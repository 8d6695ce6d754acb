SELECT id
FROM article INDEXED BY article_begun
WHERE deleted IS NULL AND state IN ('inbox', 'reading') AND position > 0 AND progress < 0.97
  AND opened IS NOT NULL
ORDER BY opened DESC
LIMIT ?1
