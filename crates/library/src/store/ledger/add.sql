INSERT INTO request (made, host, purpose, outcome, bytes)
VALUES (?1, ?2, ?3, ?4, ?5)
