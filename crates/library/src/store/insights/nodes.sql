SELECT a.id, a.title, a.canonical_url, coalesce(h.n, 0)
FROM article a
LEFT JOIN (
  SELECT article, count(*) AS n FROM highlight WHERE deleted IS NULL GROUP BY article
) h ON h.article = a.id
WHERE a.deleted IS NULL
ORDER BY coalesce(h.n, 0) > 0 DESC, coalesce(a.opened, 0) DESC, a.saved DESC
