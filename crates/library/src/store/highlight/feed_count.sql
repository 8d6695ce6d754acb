SELECT count(*)
FROM highlight h JOIN article a ON a.id = h.article
WHERE h.deleted IS NULL AND a.deleted IS NULL
  AND (?1 IS NULL OR h.color = ?1)
  AND (?2 IS NULL OR h.id IN (
    SELECT ht.highlight FROM tag t JOIN highlight_tag ht ON ht.tag = t.id WHERE t.key = ?2
  ))
  AND (?3 IS NULL OR h.article = ?3)
  AND (?4 IS NULL OR h.created >= ?4)
  AND (?5 IS NULL OR h.created < ?5)
