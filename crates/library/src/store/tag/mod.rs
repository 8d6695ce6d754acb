//! Tags: flat labels on articles and highlights.

use super::{count, uuid_of};
use crate::Error;
use commonplace_core::model::{ArticleId, HighlightId, Tag, TagId};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

/// Every tag that a live article or highlight carries, by name.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Tag>, Error> {
    let mut statement = connection.prepare_cached(include_str!("all.sql"))?;
    let rows = statement.query_map((), |row| {
        Ok(Tag {
            id: TagId::new(uuid_of(row, 0)?),
            name: row.get(1)?,
            articles: count(row.get(2)?),
            highlights: count(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tags an article; nothing happens where it has the tag.
pub(super) fn add_to_article(
    connection: &Connection,
    article: ArticleId,
    name: &str,
) -> Result<(), Error> {
    let tag = find_or_make(connection, name)?;
    connection
        .prepare_cached("INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)")?
        .execute((&article.as_bytes()[..], &tag.as_bytes()[..]))?;
    Ok(())
}

/// Takes a tag away from an article.
pub(super) fn remove_from_article(
    connection: &Connection,
    article: ArticleId,
    name: &str,
) -> Result<(), Error> {
    connection
        .prepare_cached(include_str!("remove_from_article.sql"))?
        .execute((&article.as_bytes()[..], key(name)))?;
    Ok(())
}

/// Gives a highlight exactly these tags; whether anything was changed.
pub(super) fn set_on_highlight(
    connection: &Connection,
    highlight: HighlightId,
    names: &[String],
) -> Result<bool, Error> {
    let mut wanted = Vec::with_capacity(names.len());
    for name in names {
        wanted.push(find_or_make(connection, name)?);
    }
    let mut statement =
        connection.prepare_cached("SELECT tag FROM highlight_tag WHERE highlight = ?1")?;
    let present = statement
        .query_map([&highlight.as_bytes()[..]], |row| Ok(TagId::new(uuid_of(row, 0)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut changed = false;
    let mut delete =
        connection.prepare_cached("DELETE FROM highlight_tag WHERE highlight = ?1 AND tag = ?2")?;
    for tag in present.iter().filter(|tag| !wanted.contains(tag)) {
        delete.execute((&highlight.as_bytes()[..], &tag.as_bytes()[..]))?;
        changed = true;
    }
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO highlight_tag (highlight, tag) VALUES (?1, ?2)")?;
    for tag in wanted.iter().filter(|tag| !present.contains(tag)) {
        insert.execute((&highlight.as_bytes()[..], &tag.as_bytes()[..]))?;
        changed = true;
    }
    Ok(changed)
}

/// What makes two names the same: neither case nor surrounding or repeated white space counts.
pub(crate) fn key(name: &str) -> String {
    clean(name).to_lowercase()
}

fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn find_or_make(connection: &Connection, name: &str) -> Result<TagId, Error> {
    let name = clean(name);
    if name.is_empty() {
        return Err(Error::Invalid("A tag needs a name.".into()));
    }
    let key = key(&name);
    let found = connection
        .prepare_cached("SELECT id FROM tag WHERE key = ?1")?
        .query_row([&key], |row| uuid_of(row, 0))
        .optional()?;
    if let Some(id) = found {
        return Ok(TagId::new(id));
    }
    let id = TagId::new(Uuid::now_v7());
    connection.prepare_cached("INSERT INTO tag (id, name, key) VALUES (?1, ?2, ?3)")?.execute((
        &id.as_bytes()[..],
        name,
        key,
    ))?;
    Ok(id)
}
