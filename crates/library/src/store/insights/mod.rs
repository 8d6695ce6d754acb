//! What numbers tell about a library: what was done when, whom it is from, and how its articles hang together.

mod graph;

pub(crate) use graph::graph;
pub use graph::{Graph, Joint, Link};

use crate::{
    Error,
    store::{count, uuid_of},
};
use commonplace_core::model::ArticleId;
use rusqlite::Connection;

/// Names in a list of the most frequent.
const TOP: u32 = 15;
const DAY_MS: i64 = 86_400_000;

/// What happened on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970 in the person's time zone.
    pub day: i64,
    /// Articles saved.
    pub saved: u32,
    /// Articles read.
    pub read: u32,
    /// Passages highlighted.
    pub highlighted: u32,
}

/// The numbers of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insights {
    /// Days on which something happened, the earliest first.
    pub days: Vec<Day>,
    /// The sites with the most articles.
    pub sites: Vec<(String, u32)>,
    /// The authors with the most articles.
    pub authors: Vec<(String, u32)>,
    /// The tags on the most articles.
    pub tags: Vec<(String, u32)>,
}

/// The numbers since the day `from` (days since 1970), where a day begins `offset` milliseconds before it does in UTC.
pub(crate) fn read(connection: &Connection, from: i64, offset: i64) -> Result<Insights, Error> {
    let mut days: std::collections::BTreeMap<i64, Day> = std::collections::BTreeMap::new();
    let since = from.saturating_mul(DAY_MS).saturating_sub(offset);
    let mut take = |sql: &str, put: fn(&mut Day, u32)| -> Result<(), Error> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query((offset, since))?;
        while let Some(row) = rows.next()? {
            let day: i64 = row.get(0)?;
            if day >= from {
                put(days.entry(day).or_default(), count(row.get(1)?));
            }
        }
        Ok(())
    };
    take(include_str!("saved.sql"), |day, n| day.saved = n)?;
    take(include_str!("read.sql"), |day, n| day.read = n)?;
    take(include_str!("highlighted.sql"), |day, n| day.highlighted = n)?;
    let days = days.into_iter().map(|(day, counts)| Day { day, ..counts }).collect();
    Ok(Insights {
        days,
        sites: top(connection, include_str!("sites.sql"))?,
        authors: top(connection, include_str!("authors.sql"))?,
        tags: top(connection, include_str!("tags.sql"))?,
    })
}

/// Articles read from one moment to another, in milliseconds.
pub(crate) fn read_between(
    connection: &Connection,
    from: i64,
    to: i64,
) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare_cached(include_str!("read_ids.sql"))?;
    let rows = statement.query_map((from, to), |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn top(connection: &Connection, sql: &str) -> Result<Vec<(String, u32)>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([TOP], |row| Ok((row.get(0)?, count(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
