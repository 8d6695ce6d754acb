INSERT INTO site_rule (id, host, mark, keep, example, created)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
