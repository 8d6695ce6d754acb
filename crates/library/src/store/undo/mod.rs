//! Acts that can be undone and done again: the records of their rows, one or more to a step.

use super::{record, write::Part};
use crate::{Error, Op};
use commonplace_core::model::Millis;
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

/// Steps that one handle remembers.
const STEPS: i64 = 200;
/// Writes of one stretch of typing are undone together when they follow each other within this time.
const PAUSE_MS: i64 = 10_000;
/// A stretch of typing is cut here, so that undoing never takes back more than a minute of it.
const STRETCH_MS: i64 = 60_000;
/// What a handle remembered is thrown away when it has written nothing for this time.
const FOREIGN_MS: i64 = 24 * 60 * 60 * 1000;
/// Records beyond this size are not kept; no act of a person's hand is near it.
const MAX_BYTES: usize = 64 << 20;

/// What one press of "Undo" takes back.
pub(super) struct Step {
    /// Its number.
    pub(super) number: i64,
    /// Why it was done.
    pub(super) op: Op,
    /// Its records, in the order in which they are to be taken back or done again.
    pub(super) records: Vec<Vec<record::Row>>,
}

/// Remembers a record, joins it to the step that it is a part of, and forgets what could be done again.
pub(super) fn remember(
    connection: &Connection,
    session: Uuid,
    op: Op,
    part: Part,
    now: Millis,
    rows: &[record::Row],
) -> Result<(), Error> {
    let session = &session.as_bytes()[..];
    connection
        .prepare_cached("DELETE FROM undo WHERE session = ?1 AND undone = 1")?
        .execute([session])?;
    let record = record::packed(rows)?;
    if record.len() > MAX_BYTES {
        return Ok(());
    }
    let last = connection
        .prepare_cached(include_str!("last.sql"))?
        .query_row([session], Last::read)
        .optional()?;
    let newest = last.as_ref().map(|last| last.step);
    let (step, begun) = match (part, last) {
        (Part::Act(act), last) => match step_of(connection, session, act)? {
            Some((step, begun)) => (step, begun),
            None => (last.map_or(1, |last| last.step + 1), now.0),
        },
        (Part::Note(note), Some(last)) if last.goes_on(op, note, now) => (last.step, last.begun),
        (_, Some(last)) => (last.step + 1, now.0),
        (_, None) => (1, now.0),
    };
    let subject = match part {
        Part::Alone => None,
        Part::Note(id) | Part::Act(id) => Some(id),
    };
    connection.prepare_cached(include_str!("add.sql"))?.execute((
        session,
        step,
        op.as_str(),
        subject.as_ref().map(|id| &id.as_bytes()[..]),
        begun,
        now.0,
        record,
    ))?;
    // Long work writes thousands of records to one step.
    if newest != Some(step) {
        connection.prepare_cached(include_str!("prune.sql"))?.execute((session, step - STEPS))?;
        connection
            .prepare_cached(include_str!("prune_gone.sql"))?
            .execute((session, now.0 - FOREIGN_MS))?;
    }
    Ok(())
}

struct Last {
    step: i64,
    op: String,
    subject: Option<[u8; 16]>,
    begun: i64,
    written: i64,
}

impl Last {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            step: row.get(0)?,
            op: row.get(1)?,
            subject: row.get(2)?,
            begun: row.get(3)?,
            written: row.get(4)?,
        })
    }

    /// Whether an editor that saves as one types is still at the same note.
    fn goes_on(&self, op: Op, note: Uuid, now: Millis) -> bool {
        op == Op::EditNote
            && self.op == op.as_str()
            && self.subject == Some(note.into_bytes())
            && (0..PAUSE_MS).contains(&(now.0 - self.written))
            && (0..STRETCH_MS).contains(&(now.0 - self.begun))
    }
}

/// The step that long work has begun, with the moment it did; none once it was undone.
fn step_of(
    connection: &Connection,
    session: &[u8],
    act: Uuid,
) -> Result<Option<(i64, i64)>, Error> {
    Ok(connection
        .prepare_cached(include_str!("of_act.sql"))?
        .query_row((session, &act.as_bytes()[..]), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The next step to undo or to do again, ready to be applied.
pub(super) fn next(
    connection: &Connection,
    session: Uuid,
    redo: bool,
) -> Result<Option<Step>, Error> {
    let Some((number, op)) = next_number(connection, session, redo)? else { return Ok(None) };
    let mut statement = connection.prepare_cached(include_str!("records.sql"))?;
    let mut rows = statement.query((&session.as_bytes()[..], number))?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let record: Vec<u8> = row.get(0)?;
        records.push(
            record::unpacked(&record)
                .map_err(|error| Error::Corrupt(format!("undo step {number}: {error}")))?,
        );
    }
    if !redo {
        records.reverse();
    }
    Ok(Some(Step { number, op, records }))
}

/// What the next step is.
pub(crate) fn next_op(
    connection: &Connection,
    session: Uuid,
    redo: bool,
) -> Result<Option<Op>, Error> {
    Ok(next_number(connection, session, redo)?.map(|(_, op)| op))
}

/// Drops the next step because the library has moved on from what it knows.
pub(super) fn forget_next(connection: &Connection, session: Uuid, redo: bool) -> Result<(), Error> {
    if let Some((number, _)) = next_number(connection, session, redo)? {
        connection
            .prepare_cached("DELETE FROM undo WHERE session = ?1 AND step = ?2")?
            .execute((&session.as_bytes()[..], number))?;
    }
    Ok(())
}

/// Marks a step as undone or done.
pub(super) fn mark(
    connection: &Connection,
    session: Uuid,
    step: i64,
    undone: bool,
) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE undo SET undone = ?3 WHERE session = ?1 AND step = ?2")?
        .execute((&session.as_bytes()[..], step, undone))?;
    Ok(())
}

fn next_number(
    connection: &Connection,
    session: Uuid,
    redo: bool,
) -> Result<Option<(i64, Op)>, Error> {
    let sql = if redo { include_str!("next_redo.sql") } else { include_str!("next_undo.sql") };
    let found = connection
        .prepare_cached(sql)?
        .query_row([&session.as_bytes()[..]], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    found.map(|(number, op)| Ok((number, super::word(&op, Op::parse)?))).transpose()
}
