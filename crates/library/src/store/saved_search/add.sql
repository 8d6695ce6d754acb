INSERT INTO saved_search (id, name, query, position, created)
VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM saved_search), ?4)
