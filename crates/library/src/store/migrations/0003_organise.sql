-- What a person arranges, what was read when, and what was asked of the network.

ALTER TABLE tag ADD COLUMN color TEXT;

-- Articles begun and not finished. The words of the condition must match those of the query.
CREATE INDEX article_begun ON article (opened)
WHERE deleted IS NULL AND state IN ('inbox', 'reading') AND position > 0 AND progress < 0.97;

-- In which hours an article was read, counted since 1970 in UTC. It goes with its article, also when the saving of
-- that is undone.
CREATE TABLE read_in (
  hour    INTEGER NOT NULL,
  article BLOB NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (hour, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX read_in_article ON read_in (article);
INSERT INTO read_in (hour, article)
SELECT opened / 3600000, id FROM article WHERE opened IS NOT NULL;

-- Every request that went to the network.
CREATE TABLE request (
  id      INTEGER PRIMARY KEY NOT NULL,
  made    INTEGER NOT NULL,
  host    TEXT NOT NULL,
  purpose TEXT NOT NULL,
  outcome TEXT NOT NULL,
  bytes   INTEGER NOT NULL
) STRICT;
