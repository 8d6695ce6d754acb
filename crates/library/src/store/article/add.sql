INSERT INTO article (id, capture, title, title_key, subtitle, site, url, canonical_url, published,
                     language, excerpt, state, favourite, words, saved, opened)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
