SELECT ht.highlight, t.name
FROM highlight_tag ht JOIN tag t ON t.id = ht.tag
WHERE ht.highlight IN (SELECT unhex(value) FROM json_each(?1))
ORDER BY t.key
