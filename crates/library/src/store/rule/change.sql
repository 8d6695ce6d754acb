UPDATE site_rule
SET host = ?2, mark = ?3, keep = ?4, example = CASE ?5 WHEN '' THEN example ELSE ?5 END
WHERE id = ?1
