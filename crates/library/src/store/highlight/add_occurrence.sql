INSERT INTO selector_occurrence (highlight, number, places) VALUES (?1, ?2, ?3)
