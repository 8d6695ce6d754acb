//! Brings a library's file to the present shape.

use super::APPLICATION_ID;
use crate::{Error, backup};
use rusqlite::{Connection, TransactionBehavior};
use std::{fs::File, io::Read, path::Path};
use uuid::Uuid;

/// Every migration in order; the first makes version 1 out of an empty file. Released ones are never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_captures.sql"),
    include_str!("migrations/0003_organise.sql"),
    include_str!("migrations/0004_review.sql"),
    include_str!("migrations/0005_origins.sql"),
    include_str!("migrations/0006_site_rules.sql"),
    include_str!("migrations/0007_copies.sql"),
    include_str!("migrations/0008_occurrences.sql"),
];

/// The newest version this program knows.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Refuses a file whose header names a newer version, before SQLite has touched it.
pub(super) fn refuse_newer_file(path: &Path) -> Result<(), Error> {
    let mut header = [0_u8; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    // Too short or missing: SQLite decides what that is.
    if read.is_err() {
        return Ok(());
    }
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let ours = number(68) == APPLICATION_ID as u32;
    if ours { refuse_newer(number(60)) } else { Ok(()) }
}

/// Runs what is missing, each migration in a transaction of its own. Gives whether the file was empty before.
pub(super) fn migrate(connection: &mut Connection, backups: &Path) -> Result<bool, Error> {
    let before = version(connection)?;
    refuse_newer(before)?;
    if before == VERSION {
        check_application(connection)?;
        return Ok(false);
    }
    if before > 0 {
        check_application(connection)?;
        backup::before_migration(connection, backups, before)?;
    }
    let mut created = false;
    for (index, sql) in (1_u32..).zip(MIGRATIONS) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been quicker.
        if version(&transaction)? >= index {
            continue;
        }
        if index == 1 {
            let tables: i64 =
                transaction
                    .query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
            if tables > 0 {
                return Err(not_a_library());
            }
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        transaction.execute_batch(sql)?;
        if index == 1 {
            let uuid = Uuid::now_v7();
            transaction.execute(
                "INSERT INTO library (id, uuid, created, revision, pruned) VALUES (1, ?1, ?2, 0, 0)",
                (&uuid.as_bytes()[..], crate::now().0),
            )?;
            created = true;
        }
        transaction.pragma_update(None, "user_version", index)?;
        transaction.commit()?;
    }
    Ok(created)
}

fn version(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.query_row("PRAGMA user_version", (), |row| row.get(0))?)
}

fn refuse_newer(found: u32) -> Result<(), Error> {
    if found > VERSION { Err(Error::TooNew { found, known: VERSION }) } else { Ok(()) }
}

fn check_application(connection: &Connection) -> Result<(), Error> {
    let id: i32 = connection.query_row("PRAGMA application_id", (), |row| row.get(0))?;
    if id == APPLICATION_ID { Ok(()) } else { Err(not_a_library()) }
}

fn not_a_library() -> Error {
    Error::Corrupt("the file library.sqlite was not made by Commonplace".into())
}
