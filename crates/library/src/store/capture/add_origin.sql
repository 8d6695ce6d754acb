INSERT INTO capture_origin (capture, version, reading, file_name, url, charset)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
