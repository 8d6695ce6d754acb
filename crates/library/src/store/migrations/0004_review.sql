-- The daily review: when a highlight comes back. One without a row has not come back yet.
CREATE TABLE review (
  highlight BLOB PRIMARY KEY NOT NULL REFERENCES highlight (id),
  -- Looks in a row, from which the next space follows.
  step      INTEGER NOT NULL CHECK (step >= 0),
  -- When it comes back; none when it does not.
  due       INTEGER,
  -- When it was looked at last.
  seen      INTEGER NOT NULL
) STRICT;
CREATE INDEX review_due ON review (due) WHERE due IS NOT NULL;
CREATE INDEX review_seen ON review (seen);
