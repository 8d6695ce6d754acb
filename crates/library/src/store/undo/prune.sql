DELETE FROM undo
WHERE (session = ?1 AND step <= ?2) OR (session <> ?1 AND written < ?3)
