//! Settings: JSON text under a name.

use crate::Error;
use rusqlite::{Connection, OptionalExtension};

/// The value of a setting.
pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Keeps a value, or removes it.
pub(super) fn put(connection: &Connection, name: &str, value: Option<&str>) -> Result<(), Error> {
    match value {
        Some(value) => {
            connection.prepare_cached(include_str!("put.sql"))?.execute((name, value))?
        }
        None => {
            connection.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([name])?
        }
    };
    Ok(())
}
