//! The ledger of the network: one row for each request that was made.

use super::{Store, count, word};
use crate::Error;
use commonplace_core::model::Millis;
use rusqlite::Connection;

commonplace_core::words! {
    /// What a request was made for.
    Purpose {
        /// A page that a person asked for.
        Page = "page",
        /// An image of such a page.
        Image = "image",
    }
}

commonplace_core::words! {
    /// How a request ended.
    Outcome {
        /// With an answer that was taken.
        Answered = "answered",
        /// With an answer that led elsewhere.
        Redirected = "redirected",
        /// With no answer, or one that was not taken.
        Failed = "failed",
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// When it was made.
    pub made: Millis,
    /// Whom it went to.
    pub host: String,
    /// What for.
    pub purpose: Purpose,
    /// How it ended.
    pub outcome: Outcome,
    /// Bytes that came, unpacked.
    pub bytes: u64,
}

impl Store {
    /// Writes a request down. It is no change of the library, so no revision tells of it.
    pub(crate) fn log_request(&self, request: &Request) -> Result<(), Error> {
        self.in_transaction(|connection| {
            connection.prepare_cached(include_str!("add.sql"))?.execute((
                request.made.0,
                &request.host,
                request.purpose.as_str(),
                request.outcome.as_str(),
                i64::try_from(request.bytes).unwrap_or(i64::MAX),
            ))?;
            Ok(())
        })
    }

    /// Forgets every request.
    pub(crate) fn clear_requests(&self) -> Result<(), Error> {
        self.in_transaction(|connection| {
            connection.execute("DELETE FROM request", ())?;
            Ok(())
        })
    }
}

/// How many requests were made, and a part of them, the last first.
pub(crate) fn page(
    connection: &Connection,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<Request>), Error> {
    let total = connection
        .prepare_cached("SELECT count(*) FROM request")?
        .query_row((), |row| row.get(0))?;
    let mut statement = connection.prepare_cached(include_str!("page.sql"))?;
    let mut rows = statement.query((limit, offset))?;
    let mut requests = Vec::new();
    while let Some(row) = rows.next()? {
        requests.push(Request {
            made: Millis(row.get(0)?),
            host: row.get(1)?,
            purpose: word(row.get_ref(2)?.as_str().unwrap_or_default(), Purpose::parse)?,
            outcome: word(row.get_ref(3)?.as_str().unwrap_or_default(), Outcome::parse)?,
            bytes: row.get::<_, i64>(4)?.unsigned_abs(),
        });
    }
    Ok((count(total), requests))
}
