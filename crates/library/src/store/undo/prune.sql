DELETE FROM undo
WHERE session = ?1 AND undone = 0 AND step <= ?2
