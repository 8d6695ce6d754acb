UPDATE capture SET article = ?1 WHERE article = ?2;
UPDATE highlight SET article = ?1 WHERE article = ?2;
UPDATE note SET article = ?1 WHERE article = ?2;
UPDATE import_record SET article = ?1 WHERE article = ?2;
UPDATE merged SET article = ?1 WHERE article = ?2;
INSERT OR IGNORE INTO article_tag (article, tag) SELECT ?1, tag FROM article_tag WHERE article = ?2;
DELETE FROM article_tag WHERE article = ?2 AND ?1 IS NOT NULL;
INSERT OR IGNORE INTO collection_article (collection, article)
  SELECT collection, ?1 FROM collection_article WHERE article = ?2;
DELETE FROM collection_article WHERE article = ?2 AND ?1 IS NOT NULL;
INSERT OR IGNORE INTO read_in (hour, article) SELECT hour, ?1 FROM read_in WHERE article = ?2;
UPDATE article
  SET saved = min(saved, (SELECT saved FROM article WHERE id = ?2)),
      favourite = max(favourite, (SELECT favourite FROM article WHERE id = ?2)),
      canonical_url = coalesce(canonical_url, (SELECT canonical_url FROM article WHERE id = ?2)),
      url = coalesce(url, (SELECT url FROM article WHERE id = ?2))
  WHERE id = ?1;
