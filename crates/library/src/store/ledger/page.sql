SELECT made, host, purpose, outcome, bytes
FROM request
ORDER BY id DESC
LIMIT ?1 OFFSET ?2
