INSERT INTO highlight (id, article, color, created, modified)
VALUES (?1, ?2, ?3, ?4, ?5)
