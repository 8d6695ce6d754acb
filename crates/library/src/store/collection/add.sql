INSERT INTO collection (id, parent, name, key, position)
VALUES (?1, ?2, ?3, ?4,
  (SELECT coalesce(max(position), 0) + 1 FROM collection WHERE parent IS ?2))
