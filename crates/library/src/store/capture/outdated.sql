SELECT a.id
FROM article a
LEFT JOIN capture_origin o ON o.capture = a.capture
WHERE a.deleted IS NULL
  AND coalesce(o.version, 0) < ?1
  AND (o.capture IS NOT NULL OR NOT EXISTS (SELECT 1 FROM import_record r WHERE r.article = a.id))
ORDER BY a.saved, a.id
