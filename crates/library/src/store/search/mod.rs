//! What search asks of the truth while it answers: text to be shown, and what changes too often to be indexed.

use super::{id_list, uuid_of};
use crate::Error;
use commonplace_core::{model::ArticleId, query::OrderBy};
use rusqlite::{Connection, OptionalExtension, Params};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// An article as an answer shows it.
pub(crate) struct Shown {
    /// Its title.
    pub(crate) title: String,
    /// BCP 47 tag.
    pub(crate) language: Option<String>,
    /// The site's name.
    pub(crate) site: Option<String>,
    /// The address.
    pub(crate) url: Option<String>,
}

/// An article outside the Trash, without its text.
pub(crate) fn shown(connection: &Connection, id: ArticleId) -> Result<Shown, Error> {
    let mut statement = connection.prepare_cached(include_str!("shown.sql"))?;
    let found = statement.query_row([&id.as_bytes()[..]], read).optional()?;
    found.ok_or(Error::NotFound { what: "article" })
}

/// An article outside the Trash, with the text of its current capture.
pub(crate) fn shown_with_text(
    connection: &Connection,
    id: ArticleId,
) -> Result<(Shown, String), Error> {
    let mut statement = connection.prepare_cached(include_str!("shown_with_text.sql"))?;
    let found = statement
        .query_row([&id.as_bytes()[..]], |row| Ok((read(row)?, row.get(4)?)))
        .optional()?;
    found.ok_or(Error::NotFound { what: "article" })
}

/// The names of an article's authors, and those of its tags.
pub(crate) fn names(
    connection: &Connection,
    id: ArticleId,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let mut statement = connection.prepare_cached(include_str!("names.sql"))?;
    let mut rows = statement.query([&id.as_bytes()[..]])?;
    let (mut authors, mut tags) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let list = if row.get(0)? { &mut tags } else { &mut authors };
        list.push(row.get(2)?);
    }
    Ok((authors, tags))
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Shown> {
    Ok(Shown { title: row.get(0)?, language: row.get(1)?, site: row.get(2)?, url: row.get(3)? })
}

/// Articles in a collection whose path ends with these keys, or in one that lies in it.
pub(crate) fn in_collection(
    connection: &Connection,
    path: &[String],
) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, parent, key FROM collection")?;
    let mut rows = statement.query(())?;
    let mut known = Known::new();
    while let Some(row) = rows.next()? {
        let parent: Option<[u8; 16]> = row.get(1)?;
        known.insert(uuid_of(row, 0)?, (parent.map(Uuid::from_bytes), row.get(2)?));
    }
    let wanted: Vec<Uuid> = known
        .keys()
        .copied()
        .filter(|id| line(&known, *id).into_iter().any(|above| ends_with(&known, above, path)))
        .collect();
    let list = id_list(wanted.iter().map(Uuid::as_bytes));
    articles(connection, include_str!("in_collections.sql"), [list])
}

/// Collections with their parents and keys.
type Known = BTreeMap<Uuid, (Option<Uuid>, String)>;

/// From a collection upwards; a circle, which should not be, ends the walk.
fn line(known: &Known, start: Uuid) -> Vec<Uuid> {
    let mut line = Vec::new();
    let mut next = Some(start);
    while let Some(id) = next.filter(|id| !line.contains(id)) {
        line.push(id);
        next = known.get(&id).and_then(|(parent, _)| *parent);
    }
    line
}

fn ends_with(known: &Known, id: Uuid, path: &[String]) -> bool {
    let line = line(known, id);
    let fits = |(id, key): (&Uuid, &String)| known.get(id).is_some_and(|(_, other)| other == key);
    line.len() >= path.len() && line.iter().zip(path.iter().rev()).all(fits)
}

/// Articles last opened from `from` to `to`, in milliseconds.
pub(crate) fn opened(connection: &Connection, from: i64, to: i64) -> Result<Vec<ArticleId>, Error> {
    articles(connection, include_str!("opened.sql"), [from, to])
}

/// Articles with a highlight made from `from` to `to`, in milliseconds.
pub(crate) fn highlighted(
    connection: &Connection,
    from: i64,
    to: i64,
) -> Result<Vec<ArticleId>, Error> {
    articles(connection, include_str!("highlighted.sql"), [from, to])
}

fn articles(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, |row| uuid_of(row, 0))?;
    rows.map(|id| Ok(ArticleId::new(id?))).collect()
}

/// The place of each article outside the Trash in an order that the index does not know: by title, or the last opened
/// first. Articles that were never opened have none.
pub(crate) fn places(connection: &Connection, by: OrderBy) -> Result<HashMap<Uuid, u32>, Error> {
    let sql = match by {
        OrderBy::Opened => include_str!("by_opened.sql"),
        _ => include_str!("by_title.sql"),
    };
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((), |row| uuid_of(row, 0))?;
    rows.zip(0..).map(|(id, place)| Ok((id?, place))).collect()
}
