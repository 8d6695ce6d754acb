-- What a person wants of a site's pages: blocks that are always kept, or always left out.
CREATE TABLE site_rule (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  host    TEXT NOT NULL CHECK (host <> ''),
  mark    TEXT NOT NULL CHECK (mark <> ''),
  keep    INTEGER NOT NULL CHECK (keep IN (0, 1)),
  -- How such a block begins, for the person.
  example TEXT NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (host, mark)
) STRICT;
