SELECT (h.created + ?1) / 86400000, count(*)
FROM highlight h JOIN article a ON a.id = h.article
WHERE h.deleted IS NULL AND a.deleted IS NULL AND h.created >= ?2
GROUP BY 1
