SELECT DISTINCT m.article
FROM json_each(?1) wanted JOIN collection_article m ON m.collection = unhex(wanted.value)
