UPDATE article
SET title = ?2, title_key = ?3, subtitle = ?4, site = ?5, url = ?6, published = ?7, language = ?8,
    excerpt = ?9
WHERE id = ?1
