SELECT a.id, a.capture, a.title, a.subtitle, a.site, a.url, a.published, a.language, a.excerpt,
       a.state, a.favourite, a.words, a.saved, a.opened, a.position, a.progress, a.deleted
FROM json_each(?1) wanted JOIN article a ON a.id = unhex(wanted.value)
ORDER BY wanted.key
