INSERT INTO note (id, highlight, article, title, markdown, created, modified)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE
SET highlight = excluded.highlight, article = excluded.article, title = excluded.title,
    markdown = excluded.markdown, modified = excluded.modified, deleted = NULL
