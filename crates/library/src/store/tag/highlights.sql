SELECT ht.highlight, h.article
FROM highlight_tag ht JOIN highlight h ON h.id = ht.highlight
WHERE ht.tag = ?1
