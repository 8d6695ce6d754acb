INSERT INTO selector_origin (highlight, capture, quote, prefix, suffix, start, "end")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
