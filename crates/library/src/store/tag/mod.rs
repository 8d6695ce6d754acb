//! Tags: flat labels on articles and highlights.

use super::{count, uuid_of};
use crate::Error;
use commonplace_core::model::{ArticleId, Color, HighlightId, Tag, TagId};
use commonplace_core::sentence;
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
            // A colour that this program does not know is none.
            color: row.get::<_, Option<String>>(4)?.as_deref().and_then(Color::parse),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Gives a tag another name; where another tag has that name, both become one. Gives whether they did.
pub(super) fn rename(connection: &Connection, name: &str, to: &str) -> Result<bool, Error> {
    let tag = need(connection, name)?;
    let to = clean(to);
    if to.is_empty() {
        return Err(nameless());
    }
    match find(connection, &to)? {
        Some(other) if other != tag => merge(connection, tag, other).map(|()| true),
        _ => {
            connection
                .prepare_cached("UPDATE tag SET name = ?2, key = ?3 WHERE id = ?1")?
                .execute((&tag.as_bytes()[..], &to, key(&to)))?;
            Ok(false)
        }
    }
}

/// Gives everything that carries the tag `name` the tag `into` instead, which keeps its colour.
pub(super) fn merge_named(connection: &Connection, name: &str, into: &str) -> Result<(), Error> {
    let (tag, into) = (need(connection, name)?, find_or_make(connection, into)?);
    if tag == into { Ok(()) } else { merge(connection, tag, into) }
}

/// Gives a tag a colour, or takes it away.
pub(super) fn set_color(
    connection: &Connection,
    name: &str,
    color: Option<Color>,
) -> Result<(), Error> {
    let tag = need(connection, name)?;
    connection
        .prepare_cached("UPDATE tag SET color = ?2 WHERE id = ?1")?
        .execute((&tag.as_bytes()[..], color.map(Color::as_str)))?;
    Ok(())
}

/// Takes a tag away from everything.
pub(super) fn remove(connection: &Connection, name: &str) -> Result<(), Error> {
    let tag = need(connection, name)?;
    forget(connection, tag)
}

/// Articles, and highlights with the articles they are on.
pub(super) type Carriers = (Vec<ArticleId>, Vec<(Uuid, ArticleId)>);

/// What carries a tag; in the Trash too.
pub(super) fn carriers(connection: &Connection, tag: Uuid) -> Result<Carriers, Error> {
    let articles = connection
        .prepare_cached("SELECT article FROM article_tag WHERE tag = ?1")?
        .query_map([&tag.as_bytes()[..]], |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?
        .collect::<Result<_, _>>()?;
    let highlights = connection
        .prepare_cached(include_str!("highlights.sql"))?
        .query_map([&tag.as_bytes()[..]], |row| {
            Ok((uuid_of(row, 0)?, ArticleId::new(uuid_of(row, 1)?)))
        })?
        .collect::<Result<_, _>>()?;
    Ok((articles, highlights))
}

fn merge(connection: &Connection, tag: TagId, into: TagId) -> Result<(), Error> {
    for sql in [include_str!("merge_articles.sql"), include_str!("merge_highlights.sql")] {
        connection.prepare_cached(sql)?.execute((&tag.as_bytes()[..], &into.as_bytes()[..]))?;
    }
    forget(connection, tag)
}

fn forget(connection: &Connection, tag: TagId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM article_tag WHERE tag = ?1",
        "DELETE FROM highlight_tag WHERE tag = ?1",
        "DELETE FROM tag WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([&tag.as_bytes()[..]])?;
    }
    Ok(())
}

fn need(connection: &Connection, name: &str) -> Result<TagId, Error> {
    find(connection, name)?.ok_or(Error::NotFound { what: "tag" })
}

fn nameless() -> Error {
    Error::Invalid(sentence!("tag-nameless", "A tag needs a name."))
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

fn find(connection: &Connection, name: &str) -> Result<Option<TagId>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM tag WHERE key = ?1")?
        .query_row([key(name)], |row| Ok(TagId::new(uuid_of(row, 0)?)))
        .optional()?)
}

fn find_or_make(connection: &Connection, name: &str) -> Result<TagId, Error> {
    let name = clean(name);
    if name.is_empty() {
        return Err(nameless());
    }
    if let Some(id) = find(connection, &name)? {
        return Ok(id);
    }
    let (id, key) = (TagId::new(Uuid::now_v7()), key(&name));
    connection.prepare_cached("INSERT INTO tag (id, name, key) VALUES (?1, ?2, ?3)")?.execute((
        &id.as_bytes()[..],
        name,
        key,
    ))?;
    Ok(id)
}
