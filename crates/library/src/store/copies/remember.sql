INSERT OR REPLACE INTO merged (id, article, canonical_url, title, merged)
SELECT id, ?1, canonical_url, title, ?3 FROM article WHERE id = ?2
