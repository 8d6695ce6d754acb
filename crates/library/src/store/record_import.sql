INSERT INTO import_record (id, article, format, file_name, file_hash, place, imported)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
