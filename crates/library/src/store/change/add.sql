INSERT INTO change (revision, kind, id, article, indexed)
VALUES (?1, ?2, ?3, ?4, ?5)
