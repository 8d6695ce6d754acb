//! Writing highlights; called by [`Writer`](crate::Writer) alone.

use super::NewHighlight;
use crate::Error;
use commonplace_core::model::{Anchor, CaptureId, Color, HighlightId, Millis};
use commonplace_core::sentence;
use rusqlite::{Connection, OptionalExtension, Params};
use uuid::Uuid;

pub(in crate::store) fn add(
    connection: &Connection,
    new: &NewHighlight,
    now: Millis,
) -> Result<HighlightId, Error> {
    if new.selector.quote.is_empty() {
        return Err(Error::Invalid(sentence!("highlight-empty", "A highlight needs a passage.")));
    }
    let id = new.id.unwrap_or_else(|| HighlightId::new(Uuid::now_v7()));
    let created = new.created.unwrap_or(now);
    let modified = new.modified.unwrap_or(created);
    let deleted: Option<Option<i64>> = connection
        .prepare_cached("SELECT deleted FROM highlight WHERE id = ?1")?
        .query_row([&id.as_bytes()[..]], |row| row.get(0))
        .optional()?;
    match deleted {
        Some(None) => {
            let message =
                sentence!("highlight-there", "The library has a highlight with this identity.");
            return Err(Error::Conflict(message));
        }
        Some(Some(_)) => {
            change(
                connection,
                "UPDATE highlight SET deleted = NULL, color = ?2, modified = ?3 WHERE id = ?1",
                (&id.as_bytes()[..], new.color.as_str(), modified.0),
            )?;
        }
        None => {
            connection.prepare_cached(include_str!("add.sql"))?.execute((
                &id.as_bytes()[..],
                &new.article.as_bytes()[..],
                new.color.as_str(),
                created.0,
                modified.0,
            ))?;
            let selector = &new.selector;
            connection.prepare_cached(include_str!("add_selector.sql"))?.execute((
                &id.as_bytes()[..],
                &new.capture.as_bytes()[..],
                &selector.quote,
                &selector.prefix,
                &selector.suffix,
                selector.start,
                selector.end,
            ))?;
            if let Some(occurrence) = selector.occurrence {
                connection.prepare_cached(include_str!("add_occurrence.sql"))?.execute((
                    &id.as_bytes()[..],
                    occurrence.number,
                    occurrence.of,
                ))?;
            }
        }
    }
    put_anchor(connection, id, new.capture, &new.anchor)?;
    Ok(id)
}

/// Says where a highlight lands in a capture. What a person decided is kept against what a machine finds.
pub(in crate::store) fn put_anchor(
    connection: &Connection,
    id: HighlightId,
    capture: CaptureId,
    anchor: &Anchor,
) -> Result<(), Error> {
    let (start, end) = anchor.range.unzip();
    connection.prepare_cached(include_str!("put_anchor.sql"))?.execute((
        &id.as_bytes()[..],
        &capture.as_bytes()[..],
        anchor.state.as_str(),
        start,
        end,
        anchor.method.as_str(),
        if anchor.score.is_finite() { anchor.score } else { 0.0 },
        anchor.decided_by.as_str(),
    ))?;
    Ok(())
}

/// Puts an anchor in the place of one that a person no longer wants.
pub(in crate::store) fn replace_anchor(
    connection: &Connection,
    id: HighlightId,
    capture: CaptureId,
    anchor: &Anchor,
) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM anchor WHERE highlight = ?1 AND capture = ?2")?
        .execute((&id.as_bytes()[..], &capture.as_bytes()[..]))?;
    put_anchor(connection, id, capture, anchor)
}

pub(in crate::store) fn set_color(
    connection: &Connection,
    id: HighlightId,
    color: Color,
    now: Millis,
) -> Result<(), Error> {
    change(
        connection,
        "UPDATE highlight SET color = ?2, modified = ?3 WHERE id = ?1 AND deleted IS NULL",
        (&id.as_bytes()[..], color.as_str(), now.0),
    )
}

pub(in crate::store) fn touch(
    connection: &Connection,
    id: HighlightId,
    now: Millis,
) -> Result<(), Error> {
    change(
        connection,
        "UPDATE highlight SET modified = ?2 WHERE id = ?1 AND deleted IS NULL",
        (&id.as_bytes()[..], now.0),
    )
}

pub(in crate::store) fn set_times(
    connection: &Connection,
    id: HighlightId,
    created: Millis,
    modified: Millis,
) -> Result<(), Error> {
    change(
        connection,
        "UPDATE highlight SET created = ?2, modified = ?3 WHERE id = ?1 AND deleted IS NULL",
        (&id.as_bytes()[..], created.0, modified.0),
    )
}

/// Marks a highlight and its note as deleted.
pub(in crate::store) fn remove(
    connection: &Connection,
    id: HighlightId,
    now: Millis,
) -> Result<(), Error> {
    change(
        connection,
        "UPDATE highlight SET deleted = ?2 WHERE id = ?1 AND deleted IS NULL",
        (&id.as_bytes()[..], now.0),
    )?;
    connection
        .prepare_cached("UPDATE note SET deleted = ?2 WHERE highlight = ?1 AND deleted IS NULL")?
        .execute((&id.as_bytes()[..], now.0))?;
    Ok(())
}

pub(in crate::store) fn is_live(connection: &Connection, id: HighlightId) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM highlight WHERE id = ?1 AND deleted IS NULL";
    Ok(connection.prepare_cached(sql)?.exists([&id.as_bytes()[..]])?)
}

fn change(connection: &Connection, sql: &str, values: impl Params) -> Result<(), Error> {
    match connection.prepare_cached(sql)?.execute(values)? {
        0 => Err(Error::NotFound { what: "highlight" }),
        _ => Ok(()),
    }
}
