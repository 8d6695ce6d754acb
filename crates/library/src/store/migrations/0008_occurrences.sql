-- Which of several places a highlight was made at, where no context tells them apart.
CREATE TABLE selector_occurrence (
  highlight BLOB PRIMARY KEY NOT NULL REFERENCES highlight (id),
  -- The first is 1.
  number    INTEGER NOT NULL CHECK (number >= 1),
  places    INTEGER NOT NULL CHECK (places >= 2 AND places >= number)
) STRICT;
CREATE TRIGGER selector_occurrence_is_immutable BEFORE UPDATE ON selector_occurrence
BEGIN
  SELECT RAISE(ABORT, 'a selector is never changed');
END;
CREATE TRIGGER selector_occurrence_stays BEFORE DELETE ON selector_occurrence WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN
  SELECT RAISE(ABORT, 'a selector is kept');
END;
CREATE TRIGGER anchoring_adds_no_occurrence BEFORE INSERT ON selector_occurrence WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
CREATE TRIGGER anchoring_removes_no_occurrence BEFORE DELETE ON selector_occurrence WHEN EXISTS (SELECT 1 FROM anchoring)
BEGIN
  SELECT RAISE(ABORT, 'only anchors change here');
END;
