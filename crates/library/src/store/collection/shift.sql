UPDATE collection
SET parent = ?2, position = ?3
WHERE id = ?1
