//! The one door for writes: a transaction, the record of what it touched, the record for undoing it.

use super::{Store, Writer, change, record, undo};
use crate::{Change, Error, Op, Written, now};
use commonplace_core::model::Millis;
use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

/// Which note a write was about, if it was about one.
pub(super) type Subject = Option<Uuid>;

/// What a write is a part of, for joining what is undone together.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Nothing larger.
    Alone,
    /// A stretch of typing in this note.
    Note(Uuid),
    /// Long work under this identity.
    Act(Uuid),
}

impl Store {
    /// Runs `f` in a transaction; where it fails, nothing has happened.
    pub(crate) fn write<T>(
        &self,
        op: Op,
        act: Option<Uuid>,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, Error>,
    ) -> Result<Written<T>, Error> {
        self.in_transaction(|connection| {
            let mut writer = Writer::new(connection, now());
            let value = f(&mut writer)?;
            let time = writer.now();
            let part = match (act, writer.subject()) {
                (Some(act), _) => Part::Act(act),
                (None, Some(note)) => Part::Note(note),
                (None, None) => Part::Alone,
            };
            let rows = record::take(connection, self.tables())?;
            if rows.is_empty() {
                let revision = change::revision(connection)?;
                return Ok(Written { value, revision, changes: Vec::new() });
            }
            let mut changes = change::of_rows(connection, self.tables(), &rows)?;
            for recorded in &mut changes {
                let article = recorded.change.article;
                recorded.indexed |= article.is_some_and(|id| writer.often().contains(&id));
            }
            let revision = change::record(connection, &changes)?;
            if op.undoable() {
                undo::remember(connection, self.session, op, part, time, &rows)?;
            }
            Ok(Written { value, revision, changes: plain(&changes) })
        })
    }

    /// Undoes this handle's last act, or does the last undone one again; says which it was.
    pub(crate) fn step(&self, redo: bool) -> Result<Option<Written<Op>>, Error> {
        let outcome = self.in_transaction(|connection| {
            let Some(step) = undo::next(connection, self.session, redo)? else {
                return Ok(None);
            };
            // Rows come and go in the order of the record, which is not that of what refers to what.
            connection.pragma_update(None, "defer_foreign_keys", true)?;
            connection.execute("INSERT INTO permit (id, reason) VALUES (1, 'undo')", ())?;
            for rows in &step.records {
                if redo {
                    record::apply(connection, self.tables(), rows)?;
                } else {
                    record::revert(connection, self.tables(), rows)?;
                }
            }
            connection.execute("DELETE FROM permit", ())?;
            undo::mark(connection, self.session, step.number, !redo)?;
            let rows = record::take(connection, self.tables())?;
            let changes = change::of_rows(connection, self.tables(), &rows)?;
            let revision = change::record(connection, &changes)?;
            let value = step.op;
            Ok(Some(Written { value, revision, changes: plain(&changes) }))
        });
        // Something made since refers to what would go.
        let outcome = match outcome {
            Err(Error::Database(error))
                if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) =>
            {
                Err(record::conflict())
            }
            other => other,
        };
        if let Err(Error::Conflict(_)) = outcome {
            // It can never be done; keeping it would bar the way to those before it.
            self.in_transaction(|connection| undo::forget_next(connection, self.session, redo))?;
        }
        outcome
    }

    /// Removes for good the articles that were put into the Trash before `before`.
    pub(crate) fn purge(&self, before: Millis) -> Result<Written<u32>, Error> {
        self.in_transaction(|connection| {
            connection.pragma_update(None, "defer_foreign_keys", true)?;
            connection.execute("INSERT INTO permit (id, reason) VALUES (1, 'purge')", ())?;
            let articles = super::article::purge(connection, before)?;
            connection.execute("DELETE FROM permit", ())?;
            let rows = record::take(connection, self.tables())?;
            if rows.is_empty() {
                let revision = change::revision(connection)?;
                return Ok(Written { value: 0, revision, changes: Vec::new() });
            }
            let changes = change::of_rows(connection, self.tables(), &rows)?;
            let revision = change::record(connection, &changes)?;
            Ok(Written { value: articles, revision, changes: plain(&changes) })
        })
    }

    /// Keeps or removes a setting; not undoable.
    pub(crate) fn put_setting(
        &self,
        name: &str,
        value: Option<&str>,
    ) -> Result<Written<()>, Error> {
        self.in_transaction(|connection| {
            super::setting::put(connection, name, value)?;
            let changes = [change::Recorded::setting()];
            let revision = change::record(connection, &changes)?;
            Ok(Written { value: (), revision, changes: plain(&changes) })
        })
    }

    /// Runs `f` in a transaction that no other program can come between, and rolls back where it fails.
    pub(crate) fn in_transaction<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let connection = self.writer()?;
        if !connection.is_autocommit() {
            // The last writer panicked.
            connection.execute_batch("ROLLBACK")?;
        }
        if self.tables.get().is_none() {
            // The lock is held: nobody was quicker.
            let _ = self.tables.set(record::install(&connection)?);
        }
        // Temporary tables are rolled back too, but not what was noted outside any transaction.
        record::clear(&connection)?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let roll_back = RollBack(&connection);
        let value = f(&connection)?;
        connection.execute_batch("COMMIT")?;
        drop(roll_back);
        Ok(value)
    }
}

/// Rolls back what was not committed, however the scope is left.
struct RollBack<'a>(&'a Connection);

impl Drop for RollBack<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // A failure leaves the transaction open, and the next write rolls it back.
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

fn plain(changes: &[change::Recorded]) -> Vec<Change> {
    changes.iter().map(|recorded| recorded.change).collect()
}
