SELECT id, position
FROM collection
WHERE parent IS ?1 AND id <> ?2
ORDER BY position, key
