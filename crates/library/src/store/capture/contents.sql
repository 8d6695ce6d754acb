SELECT text_hash,
       coalesce(json_extract(receipt, '$.kept.images'), 0),
       coalesce(json_extract(receipt, '$.kept.code'), 0)
FROM capture
WHERE id = ?1
