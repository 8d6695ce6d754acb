INSERT OR IGNORE INTO collection_article (collection, article)
VALUES (?1, ?2)
