SELECT at.tag, t.name, at.article
FROM article_tag at JOIN tag t ON t.id = at.tag JOIN article a ON a.id = at.article
WHERE a.deleted IS NULL AND at.tag IN (
  SELECT few.tag
  FROM article_tag few JOIN article b ON b.id = few.article
  WHERE b.deleted IS NULL
  GROUP BY few.tag
  HAVING count(*) BETWEEN 2 AND ?1
)
ORDER BY at.tag
