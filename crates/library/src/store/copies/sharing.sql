SELECT b.id, b.capture
FROM article a
JOIN sketch s ON s.capture = a.capture
JOIN sketch t ON t.band = s.band AND t.key = s.key AND t.capture <> s.capture
JOIN article b ON b.capture = t.capture AND b.deleted IS NULL AND b.id <> a.id
WHERE a.id = ?1
  AND NOT EXISTS (
    SELECT 1 FROM kept_apart k WHERE k.one = min(a.id, b.id) AND k.other = max(a.id, b.id)
  )
GROUP BY b.id
ORDER BY count(*) DESC, b.saved
LIMIT ?2
