SELECT
  (SELECT count(*) FROM article WHERE deleted IS NULL),
  (SELECT count(*) FROM article WHERE deleted IS NULL AND state = 'inbox'),
  (SELECT count(*) FROM article WHERE deleted IS NULL AND state = 'reading'),
  (SELECT count(*) FROM article WHERE deleted IS NULL AND state = 'finished'),
  (SELECT count(*) FROM article WHERE deleted IS NULL AND state = 'archived'),
  (SELECT count(*) FROM article WHERE deleted IS NULL AND favourite = 1),
  (SELECT count(*) FROM article WHERE deleted IS NOT NULL),
  (SELECT count(*) FROM highlight h JOIN article a ON a.id = h.article
   WHERE h.deleted IS NULL AND a.deleted IS NULL),
  (SELECT count(*) FROM note n
   LEFT JOIN highlight h ON h.id = n.highlight
   LEFT JOIN article a ON a.id = coalesce(n.article, h.article)
   WHERE n.deleted IS NULL AND a.deleted IS NULL)
