SELECT c.body FROM article a JOIN capture c ON c.id = a.capture WHERE a.id = ?1
