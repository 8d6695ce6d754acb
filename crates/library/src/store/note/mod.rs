//! Notes: Markdown on a highlight, on an article, or as a page of its own.

use super::{count, highlight, uuid_of};
use crate::Error;
use commonplace_core::model::{ArticleId, HighlightId, Millis, Note, NoteId, NoteTarget};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

/// One live note.
pub(crate) fn get(connection: &Connection, id: NoteId) -> Result<Note, Error> {
    let mut statement = connection.prepare_cached(include_str!("get.sql"))?;
    let mut rows = statement.query([&id.as_bytes()[..]])?;
    read(rows.next()?.ok_or(Error::NotFound { what: "note" })?)
}

/// The live notes on an article as a whole, oldest first.
pub(crate) fn on_article(connection: &Connection, article: ArticleId) -> Result<Vec<Note>, Error> {
    let mut statement = connection.prepare_cached(include_str!("on_article.sql"))?;
    let mut rows = statement.query([&article.as_bytes()[..]])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(read(row)?);
    }
    Ok(notes)
}

/// Live notes, last changed first: how many there are, and a part of them. Those in the Trash with their article are
/// left out.
pub(crate) fn feed(
    connection: &Connection,
    pages_only: bool,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<Note>), Error> {
    let total = connection
        .prepare_cached(include_str!("feed_count.sql"))?
        .query_row([pages_only], |row| row.get(0))?;
    let mut statement = connection.prepare_cached(include_str!("feed.sql"))?;
    let mut rows = statement.query((pages_only, limit, offset))?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(read(row)?);
    }
    Ok((count(total), notes))
}

/// What has a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Titled {
    /// An article.
    Article(ArticleId),
    /// A page of notes.
    Page(NoteId),
}

/// Live notes in which an address stands, or a title in double brackets; last changed first.
pub(crate) fn linking(
    connection: &Connection,
    address: &str,
    title: Option<&str>,
) -> Result<Vec<Note>, Error> {
    let name = title.map(|title| format!("[[{title}"));
    let mut statement = connection.prepare_cached(include_str!("links.sql"))?;
    let mut rows = statement.query((address, name))?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(read(row)?);
    }
    Ok(notes)
}

/// What has exactly this title, whatever its case.
pub(crate) fn titled(connection: &Connection, title: &str) -> Result<Titled, Error> {
    let mut statement = connection.prepare_cached(include_str!("titled.sql"))?;
    let mut rows = statement.query([title.trim()])?;
    let row = rows.next()?.ok_or(Error::NotFound { what: "title" })?;
    let id = uuid_of(row, 1)?;
    Ok(if row.get(0)? {
        Titled::Page(NoteId::new(id))
    } else {
        Titled::Article(ArticleId::new(id))
    })
}

/// The live note on a highlight.
pub(super) fn on_highlight(
    connection: &Connection,
    highlight: HighlightId,
) -> Result<Option<NoteId>, Error> {
    let sql = "SELECT id FROM note WHERE highlight = ?1 AND deleted IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let id = statement
        .query_row([&highlight.as_bytes()[..]], |row| Ok(NoteId::new(uuid_of(row, 0)?)))
        .optional()?;
    Ok(id)
}

/// Writes a note or changes one; that of a deleted note brings it back. A highlight keeps the one note it has.
pub(super) fn put(
    connection: &Connection,
    id: Option<NoteId>,
    target: &NoteTarget,
    markdown: &str,
    created: Millis,
    modified: Millis,
) -> Result<NoteId, Error> {
    let (on_highlight_id, on_article_id, title) = match target {
        NoteTarget::Highlight(highlight) => {
            if !highlight::is_live(connection, *highlight)? {
                return Err(Error::NotFound { what: "highlight" });
            }
            (Some(*highlight), None, None)
        }
        NoteTarget::Article(article) => {
            if !super::article::exists(connection, *article)? {
                return Err(Error::NotFound { what: "article" });
            }
            (None, Some(*article), None)
        }
        NoteTarget::Page(title) => (None, None, Some(title.trim())),
    };
    let present = match on_highlight_id {
        Some(highlight) => on_highlight(connection, highlight)?,
        None => None,
    };
    let id = present.or(id).unwrap_or_else(|| NoteId::new(Uuid::now_v7()));
    connection.prepare_cached(include_str!("put.sql"))?.execute((
        &id.as_bytes()[..],
        on_highlight_id.as_ref().map(|id| &id.as_bytes()[..]),
        on_article_id.as_ref().map(|id| &id.as_bytes()[..]),
        title,
        markdown,
        created.0,
        modified.0,
    ))?;
    Ok(id)
}

/// Marks a note as deleted.
pub(super) fn remove(connection: &Connection, id: NoteId, now: Millis) -> Result<(), Error> {
    let sql = "UPDATE note SET deleted = ?2 WHERE id = ?1 AND deleted IS NULL";
    match connection.prepare_cached(sql)?.execute((&id.as_bytes()[..], now.0))? {
        0 => Err(Error::NotFound { what: "note" }),
        _ => Ok(()),
    }
}

fn read(row: &Row<'_>) -> Result<Note, Error> {
    let uuid = |bytes: Option<[u8; 16]>| bytes.map(Uuid::from_bytes);
    let (highlight, article) = (uuid(row.get(1)?), uuid(row.get(2)?));
    let target = match (highlight, article) {
        (Some(id), _) => NoteTarget::Highlight(HighlightId::new(id)),
        (None, Some(id)) => NoteTarget::Article(ArticleId::new(id)),
        (None, None) => NoteTarget::Page(row.get::<_, Option<String>>(3)?.unwrap_or_default()),
    };
    Ok(Note {
        id: NoteId::new(uuid_of(row, 0)?),
        target,
        markdown: row.get(4)?,
        created: Millis(row.get(5)?),
        modified: Millis(row.get(6)?),
    })
}
