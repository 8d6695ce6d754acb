INSERT INTO undo (session, step, op, subject, begun, written, undone, record)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)
