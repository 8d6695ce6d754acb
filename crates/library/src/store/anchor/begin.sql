INSERT INTO anchoring (id, highlights, selectors, notes)
SELECT 1, (SELECT count(*) FROM highlight), (SELECT count(*) FROM selector_origin), (SELECT count(*) FROM note)
