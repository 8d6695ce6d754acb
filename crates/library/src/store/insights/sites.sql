WITH addresses (site, rest) AS (
  SELECT nullif(site, ''), substr(canonical_url, instr(canonical_url, '//') + 2)
  FROM article
  WHERE deleted IS NULL
),
-- A site without a name goes by its host, as in the list.
named (name) AS (
  SELECT coalesce(site, substr(rest, iif(rest LIKE 'www.%', 5, 1), instr(rest || '/', '/') - iif(rest LIKE 'www.%', 5, 1)))
  FROM addresses
)
SELECT name, count(*)
FROM named
WHERE name IS NOT NULL AND name <> ''
GROUP BY name
ORDER BY 2 DESC, 1
LIMIT ?1
