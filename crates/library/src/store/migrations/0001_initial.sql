-- The first shape of a library. Released migrations are never edited; what comes later is a file of its own.
-- Identities are UUIDs as 16 bytes; moments are milliseconds since 1970 in UTC; offsets are code points.

-- One row: which library this is, and its write counter.
CREATE TABLE library (
  id       INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
  created  INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  -- Change rows up to this revision are gone; an index older than it is built anew.
  pruned   INTEGER NOT NULL
) STRICT;

-- A capture does not refer to its article by a constraint: undoing a save takes the article away and leaves the
-- capture, so that doing it again finds it.
CREATE TABLE capture (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  article   BLOB NOT NULL CHECK (length(article) = 16),
  kind      TEXT NOT NULL,
  source    TEXT NOT NULL,
  captured  INTEGER NOT NULL,
  original  TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  receipt   TEXT NOT NULL,
  text      TEXT NOT NULL,
  body      TEXT NOT NULL
) STRICT;
CREATE INDEX capture_article ON capture (article, captured);
CREATE INDEX capture_original ON capture (original);
CREATE INDEX capture_text_hash ON capture (text_hash);
CREATE TRIGGER capture_is_immutable BEFORE UPDATE ON capture
BEGIN
  SELECT RAISE(ABORT, 'a capture is never changed');
END;

CREATE TABLE article (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  capture       BLOB NOT NULL REFERENCES capture (id),
  title         TEXT NOT NULL CHECK (title <> ''),
  title_key     TEXT NOT NULL,
  subtitle      TEXT,
  site          TEXT,
  url           TEXT,
  canonical_url TEXT,
  published     TEXT,
  language      TEXT,
  excerpt       TEXT,
  state         TEXT NOT NULL CHECK (state IN ('inbox', 'reading', 'finished', 'archived')),
  favourite     INTEGER NOT NULL CHECK (favourite IN (0, 1)),
  words         INTEGER NOT NULL,
  saved         INTEGER NOT NULL,
  opened        INTEGER,
  position      INTEGER NOT NULL DEFAULT 0,
  progress      REAL NOT NULL DEFAULT 0,
  deleted       INTEGER
) STRICT;
-- A list is a walk along one of these: each view by each order.
CREATE INDEX article_all_saved ON article (saved) WHERE deleted IS NULL;
CREATE INDEX article_all_published ON article (published) WHERE deleted IS NULL;
CREATE INDEX article_all_opened ON article (opened) WHERE deleted IS NULL;
CREATE INDEX article_all_title ON article (title_key) WHERE deleted IS NULL;
CREATE INDEX article_all_words ON article (words) WHERE deleted IS NULL;
CREATE INDEX article_state_saved ON article (state, saved) WHERE deleted IS NULL;
CREATE INDEX article_state_published ON article (state, published) WHERE deleted IS NULL;
CREATE INDEX article_state_opened ON article (state, opened) WHERE deleted IS NULL;
CREATE INDEX article_state_title ON article (state, title_key) WHERE deleted IS NULL;
CREATE INDEX article_state_words ON article (state, words) WHERE deleted IS NULL;
CREATE INDEX article_favourite ON article (saved) WHERE favourite = 1 AND deleted IS NULL;
CREATE INDEX article_trash ON article (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX article_capture ON article (capture);
CREATE INDEX article_canonical_url ON article (canonical_url) WHERE canonical_url IS NOT NULL;

CREATE TABLE article_author (
  article  BLOB NOT NULL REFERENCES article (id),
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- Identity and looks of a highlight; no automatic process writes here.
CREATE TABLE highlight (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  article  BLOB NOT NULL REFERENCES article (id),
  color    TEXT NOT NULL,
  created  INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  deleted  INTEGER
) STRICT;
CREATE INDEX highlight_article ON highlight (article) WHERE deleted IS NULL;
CREATE INDEX highlight_created ON highlight (created) WHERE deleted IS NULL;
CREATE INDEX highlight_any_article ON highlight (article);

-- What finds the passage again, as it was when the person marked it.
CREATE TABLE selector_origin (
  highlight BLOB PRIMARY KEY NOT NULL REFERENCES highlight (id),
  capture   BLOB NOT NULL REFERENCES capture (id),
  quote     TEXT NOT NULL,
  prefix    TEXT NOT NULL,
  suffix    TEXT NOT NULL,
  start     INTEGER,
  "end"     INTEGER
) STRICT;
CREATE TRIGGER selector_origin_is_immutable BEFORE UPDATE ON selector_origin
BEGIN
  SELECT RAISE(ABORT, 'a selector is never changed');
END;

-- Where a highlight lands in a capture; machines write here and nowhere else.
CREATE TABLE anchor (
  highlight  BLOB NOT NULL REFERENCES highlight (id),
  capture    BLOB NOT NULL REFERENCES capture (id),
  state      TEXT NOT NULL,
  start      INTEGER,
  "end"      INTEGER,
  method     TEXT NOT NULL,
  score      REAL NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (highlight, capture)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  highlight BLOB REFERENCES highlight (id),
  article   BLOB REFERENCES article (id),
  title     TEXT,
  markdown  TEXT NOT NULL,
  created   INTEGER NOT NULL,
  modified  INTEGER NOT NULL,
  deleted   INTEGER,
  -- On a highlight, on an article, or a page of its own with a title.
  CHECK ((highlight IS NOT NULL) + (article IS NOT NULL) + (title IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX note_highlight ON note (highlight) WHERE highlight IS NOT NULL AND deleted IS NULL;
CREATE INDEX note_any_highlight ON note (highlight) WHERE highlight IS NOT NULL;
CREATE INDEX note_article ON note (article) WHERE article IS NOT NULL;
CREATE INDEX note_modified ON note (modified) WHERE deleted IS NULL;

CREATE TABLE tag (
  id   BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  key  TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE article_tag (
  article BLOB NOT NULL REFERENCES article (id),
  tag     BLOB NOT NULL REFERENCES tag (id),
  PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_tag ON article_tag (tag);
CREATE TABLE highlight_tag (
  highlight BLOB NOT NULL REFERENCES highlight (id),
  tag       BLOB NOT NULL REFERENCES tag (id),
  PRIMARY KEY (highlight, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_tag_tag ON highlight_tag (tag);

CREATE TABLE collection (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  parent   BLOB REFERENCES collection (id),
  name     TEXT NOT NULL CHECK (name <> ''),
  key      TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX collection_root_name ON collection (key) WHERE parent IS NULL;
CREATE UNIQUE INDEX collection_child_name ON collection (parent, key) WHERE parent IS NOT NULL;
CREATE TABLE collection_article (
  collection BLOB NOT NULL REFERENCES collection (id),
  article    BLOB NOT NULL REFERENCES article (id),
  PRIMARY KEY (collection, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_article_article ON collection_article (article);

CREATE TABLE saved_search (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name     TEXT NOT NULL,
  query    TEXT NOT NULL,
  position INTEGER NOT NULL,
  created  INTEGER NOT NULL
) STRICT;

-- Where imported things came from.
CREATE TABLE import_record (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  article   BLOB REFERENCES article (id),
  format    TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  place     TEXT NOT NULL,
  imported  INTEGER NOT NULL
) STRICT;
CREATE INDEX import_record_article ON import_record (article);
CREATE INDEX import_record_file ON import_record (file_hash);

-- What each revision touched, written in the transaction that touched it: what windows re-ask by and the index
-- catches up by.
CREATE TABLE change (
  seq      INTEGER PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  id       BLOB NOT NULL,
  article  BLOB,
  -- Whether search is affected.
  indexed  INTEGER NOT NULL CHECK (indexed IN (0, 1))
) STRICT;
CREATE INDEX change_revision ON change (revision);
CREATE INDEX change_indexed ON change (revision) WHERE indexed = 1;

-- Acts that can be undone or done again: rows of one step go together.
CREATE TABLE undo (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  session   BLOB NOT NULL,
  step      INTEGER NOT NULL,
  op        TEXT NOT NULL,
  subject   BLOB,
  begun     INTEGER NOT NULL,
  written   INTEGER NOT NULL,
  undone    INTEGER NOT NULL CHECK (undone IN (0, 1)),
  record BLOB NOT NULL
) STRICT;
CREATE INDEX undo_session ON undo (session, undone, step);

CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person made disappears for good only while a row stands here: during a purge, or when an act of making it
-- is undone. Otherwise a deletion is a mark on the row.
CREATE TABLE permit (
  id     INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER highlight_stays BEFORE DELETE ON highlight WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a highlight is marked as deleted, not removed');
END;
CREATE TRIGGER selector_origin_stays BEFORE DELETE ON selector_origin WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a selector is kept');
END;
CREATE TRIGGER note_stays BEFORE DELETE ON note WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a note is marked as deleted, not removed');
END;
CREATE TRIGGER article_stays BEFORE DELETE ON article WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'an article is marked as deleted, not removed');
END;
