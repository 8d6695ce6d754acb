UPDATE saved_search
SET name = coalesce(?2, name), query = coalesce(?3, query)
WHERE id = ?1
