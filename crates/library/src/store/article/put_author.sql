INSERT INTO article_author (article, position, name)
VALUES (?1, ?2, ?3)
ON CONFLICT (article, position) DO UPDATE SET name = excluded.name
