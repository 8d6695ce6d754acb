-- The handles one by one, each by its highest step, so that the records of a long import need not be looked through.
WITH RECURSIVE handle (session) AS (
  SELECT min(session) FROM undo
  UNION ALL
  SELECT (SELECT min(session) FROM undo WHERE session > handle.session)
  FROM handle
  WHERE handle.session IS NOT NULL
)
DELETE FROM undo
WHERE session IN (
  SELECT handle.session
  FROM handle
  WHERE handle.session <> ?1
    AND ?2 > (
      SELECT written
      FROM undo
      WHERE session = handle.session
      ORDER BY undone DESC, step DESC
      LIMIT 1
    )
)
