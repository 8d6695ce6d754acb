-- Articles that are copies of each other: found by sketches of their texts, and merged when a person says so.

-- What copies of a text share one row of at least.
CREATE TABLE sketch (
  band    INTEGER NOT NULL,
  key     INTEGER NOT NULL,
  capture BLOB NOT NULL REFERENCES capture (id),
  PRIMARY KEY (band, key, capture)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_capture ON sketch (capture);

-- Captures that were looked at for their sketch; short texts have none.
CREATE TABLE sketched (
  capture BLOB PRIMARY KEY NOT NULL REFERENCES capture (id)
) STRICT, WITHOUT ROWID;

-- Pairs of articles that a person wants to keep apart, the lesser identity first.
CREATE TABLE kept_apart (
  one   BLOB NOT NULL CHECK (length(one) = 16),
  other BLOB NOT NULL CHECK (length(other) = 16),
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- Articles that became part of another: where what knows them by identity or address belongs now.
CREATE TABLE merged (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  article       BLOB NOT NULL CHECK (length(article) = 16),
  canonical_url TEXT,
  title         TEXT NOT NULL,
  merged        INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_article ON merged (article);
CREATE INDEX merged_canonical_url ON merged (canonical_url) WHERE canonical_url IS NOT NULL;

-- A capture is never changed; when two articles become one, or that is undone, it moves.
DROP TRIGGER capture_is_immutable;
CREATE TRIGGER capture_is_immutable
BEFORE UPDATE OF id, kind, source, captured, original, text_hash, receipt, text, body ON capture
BEGIN
  SELECT RAISE(ABORT, 'a capture is never changed');
END;
CREATE TRIGGER capture_moves_with_its_article
BEFORE UPDATE OF article ON capture WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a capture stays with its article');
END;
