-- Several captures of an article, and highlights that follow from one to the next.

-- Captures that were kept without being made current, and why. A row goes when a person decides to use the capture.
CREATE TABLE capture_doubt (
  capture BLOB PRIMARY KEY NOT NULL REFERENCES capture (id),
  reason  TEXT NOT NULL
) STRICT;

CREATE INDEX anchor_capture ON anchor (capture);
CREATE INDEX selector_origin_capture ON selector_origin (capture);

-- A capture disappears only with its article, during a purge.
CREATE TRIGGER capture_stays BEFORE DELETE ON capture WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a capture is kept');
END;

-- While a row stands here, highlights are being followed into another capture, and nothing but anchors may change. It
-- cannot go unless there are as many highlights, selectors and notes as before.
CREATE TABLE anchoring (
  id         INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  highlights INTEGER NOT NULL,
  selectors  INTEGER NOT NULL,
  notes      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER anchoring_adds_no_highlight BEFORE INSERT ON highlight WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_changes_no_highlight BEFORE UPDATE ON highlight WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_removes_no_highlight BEFORE DELETE ON highlight WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_adds_no_selector BEFORE INSERT ON selector_origin WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_removes_no_selector BEFORE DELETE ON selector_origin WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_adds_no_note BEFORE INSERT ON note WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_changes_no_note BEFORE UPDATE ON note WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_removes_no_note BEFORE DELETE ON note WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_loses_nothing BEFORE DELETE ON anchoring
WHEN OLD.highlights <> (SELECT count(*) FROM highlight)
  OR OLD.selectors <> (SELECT count(*) FROM selector_origin)
  OR OLD.notes <> (SELECT count(*) FROM note)
BEGIN
  SELECT RAISE(ABORT, 'a highlight or a note was lost');
END;
-- What a person decided is changed by a person alone, or put back by an undo.
CREATE TRIGGER anchor_of_a_person_stays BEFORE UPDATE ON anchor
WHEN OLD.decided_by = 'user' AND NEW.decided_by <> 'user' AND NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a person decided on this anchor');
END;
