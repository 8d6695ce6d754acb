-- How captures were made, so that they can be made again from their original bytes.

-- `version` is the newest version of the rules of extraction by which the bytes are known to come out like this.
-- Captures that were not extracted have no row.
CREATE TABLE capture_origin (
  capture   BLOB PRIMARY KEY NOT NULL REFERENCES capture (id),
  version   INTEGER NOT NULL,
  reading   TEXT NOT NULL,
  file_name TEXT,
  url       TEXT,
  charset   TEXT
) STRICT;

-- Images that a source does not hold itself: what it calls each, and the name of its bytes among the blobs.
CREATE TABLE capture_picture (
  capture BLOB NOT NULL REFERENCES capture (id),
  address TEXT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (capture, address)
) STRICT, WITHOUT ROWID;

-- Captures that may not be the whole article, and that a person has looked at and finds good.
CREATE TABLE capture_accepted (
  capture BLOB PRIMARY KEY NOT NULL REFERENCES capture (id)
) STRICT;
