SELECT id, host, mark, keep, example, created
FROM site_rule
ORDER BY host, created, id
