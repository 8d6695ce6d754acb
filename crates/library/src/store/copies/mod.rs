//! Copies of an article among the others: finding them, keeping them apart, making two into one.

use super::{Progress, anchor, article, capture, uuid_of};
use crate::Error;
use commonplace_core::sentence;
use commonplace_core::{
    likeness,
    model::{ArticleId, CaptureId, Millis},
};
use rusqlite::Connection;

/// Articles that share a key with one and are read for comparison, at most.
const COMPARED: u32 = 12;

/// Takes the sketches of current captures that have none yet, `limit` of them; gives how many were taken.
pub(crate) fn take_sketches(connection: &Connection, limit: u32) -> Result<u32, Error> {
    let mut statement = connection.prepare_cached(include_str!("without_sketch.sql"))?;
    let rows = statement.query_map([limit], |row| uuid_of(row, 0))?;
    let captures = rows.collect::<Result<Vec<_>, _>>()?;
    for id in &captures {
        let id = CaptureId::new(*id);
        let text = capture::text(connection, id)?;
        let mut add = connection.prepare_cached(
            "INSERT OR IGNORE INTO sketch (band, key, capture) VALUES (?1, ?2, ?3)",
        )?;
        for (band, key) in (0_i64..).zip(likeness::sketch(&text).into_iter().flatten()) {
            add.execute((band, key, &id.as_bytes()[..]))?;
        }
        connection
            .prepare_cached("INSERT OR IGNORE INTO sketched (capture) VALUES (?1)")?
            .execute([&id.as_bytes()[..]])?;
    }
    Ok(u32::try_from(captures.len()).unwrap_or(u32::MAX))
}

/// Whether every current capture was looked at for its sketch.
pub(crate) fn all_sketched(connection: &Connection) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(include_str!("without_sketch.sql"))?;
    Ok(!statement.exists([1])?)
}

/// The article that is most likely a copy of this one, with how much of the shorter of the two stands in the longer;
/// none that a person wants to keep apart from it.
pub(crate) fn find(
    connection: &Connection,
    id: ArticleId,
) -> Result<Option<(ArticleId, f64)>, Error> {
    let own = capture::text(connection, article::get(connection, id)?.capture)?;
    let mut statement = connection.prepare_cached(include_str!("sharing.sql"))?;
    let rows = statement.query_map((&id.as_bytes()[..], COMPARED), |row| {
        Ok((ArticleId::new(uuid_of(row, 0)?), CaptureId::new(uuid_of(row, 1)?)))
    })?;
    let mut best: Option<(ArticleId, f64)> = None;
    for row in rows {
        let (other, its) = row?;
        let shared = likeness::copies(&own, &capture::text(connection, its)?);
        if let Some(shared) = shared.filter(|shared| best.is_none_or(|best| *shared > best.1)) {
            best = Some((other, shared));
        }
    }
    Ok(best)
}

/// Articles outside the Trash that share a key with an older one, those saved last first.
pub(crate) fn suspects(connection: &Connection) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare_cached(include_str!("suspects.sql"))?;
    let rows = statement.query_map((), |row| uuid_of(row, 0))?;
    rows.map(|id| Ok(ArticleId::new(id?))).collect()
}

/// Keeps that two articles are not one, whatever they look like.
pub(super) fn keep_apart(connection: &Connection, a: ArticleId, b: ArticleId) -> Result<(), Error> {
    let (one, other) = (a.min(b), a.max(b));
    connection
        .prepare_cached("INSERT OR IGNORE INTO kept_apart (one, other) VALUES (?1, ?2)")?
        .execute((&one.as_bytes()[..], &other.as_bytes()[..]))?;
    Ok(())
}

/// Makes `other` a part of `into`: its captures become versions of it, and all that a person made on it is on it from
/// now on, followed into the version that is read.
pub(super) fn merge(
    connection: &Connection,
    into: ArticleId,
    other: ArticleId,
    now: Millis,
    progress: Progress<'_>,
) -> Result<(), Error> {
    if into == other {
        return Err(Error::Invalid(sentence!(
            "merge-itself",
            "An article cannot be merged with itself."
        )));
    }
    let (target, gone) = (article::get(connection, into)?, article::get(connection, other)?);
    anchor::follow(connection, other, gone.capture, target.capture, progress)?;
    // Rows move one table at a time; what refers to what is looked at when all have.
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    connection.execute("INSERT INTO permit (id, reason) VALUES (1, 'merge')", ())?;
    let (into_bytes, other_bytes) = (&into.as_bytes()[..], &other.as_bytes()[..]);
    for statement in include_str!("merge.sql").split_inclusive(";\n") {
        if !statement.trim().is_empty() {
            connection.prepare_cached(statement)?.execute((into_bytes, other_bytes))?;
        }
    }
    connection.prepare_cached(include_str!("remember.sql"))?.execute((
        into_bytes,
        other_bytes,
        now.0,
    ))?;
    for statement in
        ["DELETE FROM article_author WHERE article = ?1", "DELETE FROM article WHERE id = ?1"]
    {
        connection.prepare_cached(statement)?.execute([other_bytes])?;
    }
    connection.execute("DELETE FROM permit", ())?;
    Ok(())
}
