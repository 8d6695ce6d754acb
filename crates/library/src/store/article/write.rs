//! Writing articles; called by [`Writer`](crate::Writer) alone.

use super::NewArticle;
use crate::{Error, store::capture};
use commonplace_core::model::{
    ArticleId, CaptureId, Metadata, Millis, ReadingPosition, ReadingState,
};
use commonplace_core::sentence;
use rusqlite::{Connection, Params};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

/// On so many days an article was read that a person comes back to.
const OFTEN: u32 = 3;

pub(in crate::store) fn add(
    connection: &Connection,
    new: &NewArticle,
    now: Millis,
) -> Result<ArticleId, Error> {
    let metadata = &new.metadata;
    let title = title(&metadata.title)?;
    let id = new.id.unwrap_or_else(|| ArticleId::new(Uuid::now_v7()));
    if exists(connection, id)? {
        return Err(Error::Conflict(sentence!(
            "article-there",
            "The library has an article with this identity."
        )));
    }
    let capture = capture::add(connection, id, &new.capture)?;
    connection.prepare_cached(include_str!("add.sql"))?.execute(rusqlite::params![
        &id.as_bytes()[..],
        &capture.as_bytes()[..],
        title,
        sort_key(title),
        metadata.subtitle,
        metadata.site,
        metadata.url,
        new.canonical_url,
        metadata.published,
        metadata.language,
        metadata.excerpt,
        new.state.as_str(),
        new.favourite,
        new.words,
        new.saved.unwrap_or(now).0,
        new.opened.map(|moment| moment.0),
    ])?;
    set_authors(connection, id, &metadata.authors)?;
    Ok(id)
}

pub(in crate::store) fn set_metadata(
    connection: &Connection,
    id: ArticleId,
    metadata: &Metadata,
) -> Result<(), Error> {
    let title = title(&metadata.title)?;
    change(
        connection,
        include_str!("set_metadata.sql"),
        rusqlite::params![
            &id.as_bytes()[..],
            title,
            sort_key(title),
            metadata.subtitle,
            metadata.site,
            metadata.url,
            metadata.published,
            metadata.language,
            metadata.excerpt,
        ],
    )?;
    set_authors(connection, id, &metadata.authors)
}

pub(in crate::store) fn set_title(
    connection: &Connection,
    id: ArticleId,
    new: &str,
) -> Result<(), Error> {
    let title = title(new)?;
    change(
        connection,
        "UPDATE article SET title = ?2, title_key = ?3 WHERE id = ?1",
        (&id.as_bytes()[..], title, sort_key(title)),
    )
}

pub(in crate::store) fn set_canonical_url(
    connection: &Connection,
    id: ArticleId,
    url: Option<&str>,
) -> Result<(), Error> {
    let sql = "UPDATE article SET canonical_url = ?2 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], url))
}

pub(in crate::store) fn set_capture(
    connection: &Connection,
    id: ArticleId,
    capture: CaptureId,
) -> Result<(), Error> {
    let sql = "UPDATE article SET capture = ?2 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], &capture.as_bytes()[..]))
}

pub(in crate::store) fn set_words(
    connection: &Connection,
    id: ArticleId,
    words: u32,
) -> Result<(), Error> {
    change(connection, "UPDATE article SET words = ?2 WHERE id = ?1", (&id.as_bytes()[..], words))
}

pub(in crate::store) fn set_saved(
    connection: &Connection,
    id: ArticleId,
    saved: Millis,
) -> Result<(), Error> {
    change(connection, "UPDATE article SET saved = ?2 WHERE id = ?1", (&id.as_bytes()[..], saved.0))
}

pub(in crate::store) fn set_state(
    connection: &Connection,
    id: ArticleId,
    state: ReadingState,
) -> Result<(), Error> {
    let sql = "UPDATE article SET state = ?2 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], state.as_str()))
}

pub(in crate::store) fn set_favourite(
    connection: &Connection,
    id: ArticleId,
    favourite: bool,
) -> Result<(), Error> {
    let sql = "UPDATE article SET favourite = ?2 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], favourite))
}

pub(in crate::store) fn set_opened(
    connection: &Connection,
    id: ArticleId,
    opened: Millis,
) -> Result<(), Error> {
    let sql = "UPDATE article SET opened = ?2 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], opened.0))
}

pub(in crate::store) fn set_position(
    connection: &Connection,
    id: ArticleId,
    position: ReadingPosition,
) -> Result<(), Error> {
    let progress =
        if position.progress.is_finite() { position.progress.clamp(0.0, 1.0) } else { 0.0 };
    let sql = "UPDATE article SET position = ?2, progress = ?3 WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], position.offset, progress))
}

/// Keeps that an article was read in the hour of this moment. Gives whether it came to be read often by that.
pub(in crate::store) fn note_reading(
    connection: &Connection,
    id: ArticleId,
    at: Millis,
) -> Result<bool, Error> {
    const HOUR_MS: i64 = 3_600_000;
    let new = connection
        .prepare_cached("INSERT OR IGNORE INTO read_in (hour, article) VALUES (?1, ?2)")?
        .execute((at.0.div_euclid(HOUR_MS), &id.as_bytes()[..]))?;
    let (days, today) = if new == 0 { (0, 0) } else { days_read(connection, id, at.0 / HOUR_MS)? };
    Ok(days == OFTEN && today == 1)
}

/// Whether an article was read on several days.
pub(crate) fn is_read_often(connection: &Connection, id: ArticleId) -> Result<bool, Error> {
    Ok(days_read(connection, id, 0)?.0 >= OFTEN)
}

/// On how many days, in UTC, an article was read, and in how many hours of the day of this one.
fn days_read(connection: &Connection, id: ArticleId, hour: i64) -> Result<(u32, u32), Error> {
    let sql = "SELECT count(DISTINCT hour / 24), count(*) FILTER (WHERE hour / 24 = ?2 / 24) \
               FROM read_in WHERE article = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((&id.as_bytes()[..], hour), |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Puts into the Trash, or takes out of it.
pub(in crate::store) fn set_deleted(
    connection: &Connection,
    id: ArticleId,
    deleted: Option<Millis>,
) -> Result<(), Error> {
    // An article that is in the Trash keeps the moment it came there.
    let sql = "UPDATE article SET deleted = iif(?2 IS NULL, NULL, coalesce(deleted, ?2)) \
               WHERE id = ?1";
    change(connection, sql, (&id.as_bytes()[..], deleted.map(|moment| moment.0)))
}

/// Removes for good what was put into the Trash before `before`; how many articles that were. What hangs on them
/// goes first.
pub(in crate::store) fn purge(connection: &Connection, before: Millis) -> Result<u32, Error> {
    const OLD: &str = "(SELECT id FROM article WHERE deleted < ?1)";
    const THEIRS: &str =
        "(SELECT id FROM highlight WHERE article IN (SELECT id FROM article WHERE deleted < ?1))";
    const CAPTURES: &str =
        "(SELECT id FROM capture WHERE article IN (SELECT id FROM article WHERE deleted < ?1))";
    for (table, condition) in [
        ("note", format!("article IN {OLD} OR highlight IN {THEIRS}")),
        ("highlight_tag", format!("highlight IN {THEIRS}")),
        ("review", format!("highlight IN {THEIRS}")),
        ("anchor", format!("highlight IN {THEIRS}")),
        ("selector_occurrence", format!("highlight IN {THEIRS}")),
        ("selector_origin", format!("highlight IN {THEIRS}")),
        ("highlight", format!("article IN {OLD}")),
        ("article_tag", format!("article IN {OLD}")),
        ("collection_article", format!("article IN {OLD}")),
        ("import_record", format!("article IN {OLD}")),
        ("article_author", format!("article IN {OLD}")),
        ("merged", format!("article IN {OLD}")),
        ("sketch", format!("capture IN {CAPTURES}")),
        ("sketched", format!("capture IN {CAPTURES}")),
        ("capture_doubt", format!("capture IN {CAPTURES}")),
        ("capture_accepted", format!("capture IN {CAPTURES}")),
        ("capture_picture", format!("capture IN {CAPTURES}")),
        ("capture_origin", format!("capture IN {CAPTURES}")),
        ("capture", format!("article IN {OLD}")),
    ] {
        connection.execute(&format!("DELETE FROM {table} WHERE {condition}"), [before.0])?;
    }
    let gone = connection.execute("DELETE FROM article WHERE deleted < ?1", [before.0])?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}

pub(in crate::store) fn exists(connection: &Connection, id: ArticleId) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM article WHERE id = ?1")?;
    Ok(statement.exists([&id.as_bytes()[..]])?)
}

fn change(connection: &Connection, sql: &str, values: impl Params) -> Result<(), Error> {
    match connection.prepare_cached(sql)?.execute(values)? {
        0 => Err(Error::NotFound { what: "article" }),
        _ => Ok(()),
    }
}

fn set_authors(connection: &Connection, id: ArticleId, names: &[String]) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM article_author WHERE article = ?1 AND position >= ?2")?
        .execute((&id.as_bytes()[..], i64::try_from(names.len()).unwrap_or(i64::MAX)))?;
    let mut put = connection.prepare_cached(include_str!("put_author.sql"))?;
    for (position, name) in (0_i64..).zip(names) {
        put.execute((&id.as_bytes()[..], position, name))?;
    }
    Ok(())
}

fn title(text: &str) -> Result<&str, Error> {
    let title = text.trim();
    if title.is_empty() {
        Err(Error::Invalid(sentence!("article-untitled", "An article needs a title.")))
    } else {
        Ok(title)
    }
}

/// What titles are ordered by: letters without case and accents, opening quotation marks and brackets left out.
fn sort_key(title: &str) -> String {
    let bare = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = if bare.is_empty() { title } else { bare };
    bare.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).take(200).collect()
}
