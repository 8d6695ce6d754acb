//! Searches that a person keeps: a name and what was typed.

use super::uuid_of;
use crate::Error;
use commonplace_core::model::{Millis, SavedSearch, SavedSearchId};
use commonplace_core::{sentence, sentence::Sentence};
use rusqlite::Connection;
use uuid::Uuid;

/// Every saved search, in the person's order.
pub(crate) fn all(connection: &Connection) -> Result<Vec<SavedSearch>, Error> {
    let sql = "SELECT id, name, query FROM saved_search ORDER BY position, created";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((), |row| {
        Ok(SavedSearch {
            id: SavedSearchId::new(uuid_of(row, 0)?),
            name: row.get(1)?,
            query: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a search, the last of all.
pub(super) fn add(
    connection: &Connection,
    name: &str,
    query: &str,
    now: Millis,
) -> Result<SavedSearchId, Error> {
    let (name, query) = (filled(name, nameless)?, filled(query, empty)?);
    let id = SavedSearchId::new(Uuid::now_v7());
    connection.prepare_cached(include_str!("add.sql"))?.execute((
        &id.as_bytes()[..],
        name,
        query,
        now.0,
    ))?;
    Ok(id)
}

/// Changes the name or the query; what is none stays.
pub(super) fn update(
    connection: &Connection,
    id: SavedSearchId,
    name: Option<&str>,
    query: Option<&str>,
) -> Result<(), Error> {
    let name = name.map(|name| filled(name, nameless)).transpose()?;
    let query = query.map(|query| filled(query, empty)).transpose()?;
    found(connection.prepare_cached(include_str!("update.sql"))?.execute((
        &id.as_bytes()[..],
        name,
        query,
    ))?)
}

/// Forgets a search.
pub(super) fn remove(connection: &Connection, id: SavedSearchId) -> Result<(), Error> {
    found(
        connection
            .prepare_cached("DELETE FROM saved_search WHERE id = ?1")?
            .execute([&id.as_bytes()[..]])?,
    )
}

fn found(rows: usize) -> Result<(), Error> {
    if rows == 0 { Err(Error::NotFound { what: "saved search" }) } else { Ok(()) }
}

fn nameless() -> Sentence {
    sentence!("search-nameless", "A saved search needs a name.")
}

fn empty() -> Sentence {
    sentence!("search-empty", "A saved search needs a query.")
}

fn filled(text: &str, wanting: fn() -> Sentence) -> Result<&str, Error> {
    match text.trim() {
        "" => Err(Error::Invalid(wanting())),
        text => Ok(text),
    }
}
