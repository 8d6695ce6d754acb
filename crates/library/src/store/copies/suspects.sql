SELECT DISTINCT a.id
FROM article a
JOIN sketch s ON s.capture = a.capture
JOIN sketch t ON t.band = s.band AND t.key = s.key AND t.capture <> s.capture
JOIN article b ON b.capture = t.capture AND b.deleted IS NULL AND b.id <> a.id
WHERE a.deleted IS NULL AND (b.saved, b.id) < (a.saved, a.id)
  AND NOT EXISTS (
    SELECT 1 FROM kept_apart k WHERE k.one = min(a.id, b.id) AND k.other = max(a.id, b.id)
  )
ORDER BY a.saved DESC, a.id
