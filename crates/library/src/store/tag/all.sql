SELECT t.id, t.name, coalesce(a.n, 0), coalesce(h.n, 0), t.color
FROM tag t
LEFT JOIN (
  SELECT at.tag, count(*) AS n
  FROM article_tag at JOIN article x ON x.id = at.article
  WHERE x.deleted IS NULL
  GROUP BY at.tag
) a ON a.tag = t.id
LEFT JOIN (
  SELECT ht.tag, count(*) AS n
  FROM highlight_tag ht JOIN highlight y ON y.id = ht.highlight JOIN article z ON z.id = y.article
  WHERE y.deleted IS NULL AND z.deleted IS NULL
  GROUP BY ht.tag
) h ON h.tag = t.id
WHERE a.n IS NOT NULL OR h.n IS NOT NULL
ORDER BY t.key
