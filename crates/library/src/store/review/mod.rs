//! When highlights come back in the daily review.

use super::{count, highlight, uuid_of};
use crate::Error;
use commonplace_core::{
    model::{Highlight, HighlightId, Millis},
    review::{Answer, Review},
};
use rusqlite::{Connection, OptionalExtension};

/// A highlight is left alone for a day before it comes back for the first time.
const DAY: i64 = 86_400_000;

/// How many were looked at since `since`, and what comes back at `now`: first what is due, then what has never come
/// back; at most `limit`.
pub(crate) fn deck(
    connection: &Connection,
    since: Millis,
    now: Millis,
    limit: u32,
) -> Result<(u32, Vec<Highlight>), Error> {
    let seen = connection
        .prepare_cached("SELECT count(*) FROM review WHERE seen >= ?1")?
        .query_row([since.0], |row| row.get(0))?;
    let mut ids = ids(connection, include_str!("due.sql"), now.0, limit)?;
    let left = limit.saturating_sub(u32::try_from(ids.len()).unwrap_or(u32::MAX));
    ids.extend(self::ids(connection, include_str!("fresh.sql"), now.0.saturating_sub(DAY), left)?);
    Ok((count(seen), highlight::by_ids(connection, &ids)?))
}

/// Keeps what a person said to a highlight that came back.
pub(super) fn answer(
    connection: &Connection,
    id: HighlightId,
    answer: Answer,
    now: Millis,
) -> Result<(), Error> {
    if !highlight::is_live(connection, id)? {
        return Err(Error::NotFound { what: "highlight" });
    }
    let before = connection
        .prepare_cached("SELECT step, due FROM review WHERE highlight = ?1")?
        .query_row([&id.as_bytes()[..]], |row| {
            Ok(Review { step: row.get(0)?, due: row.get::<_, Option<i64>>(1)?.map(Millis) })
        })
        .optional()?
        .unwrap_or_default();
    let after = before.answered(answer, now);
    connection.prepare_cached(include_str!("put.sql"))?.execute((
        &id.as_bytes()[..],
        after.step,
        after.due.map(|due| due.0),
        now.0,
    ))?;
    Ok(())
}

fn ids(
    connection: &Connection,
    sql: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<HighlightId>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows =
        statement.query_map((before, limit), |row| Ok(HighlightId::new(uuid_of(row, 0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
