//! Rules for the pages of sites.

use super::uuid_of;
use crate::Error;
use commonplace_core::{
    extract::{Rule, rules},
    model::{Millis, RuleId, SiteRule},
};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

/// Code points of an example that are kept.
const EXAMPLE: usize = 200;

/// All rules, by site, the older first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<SiteRule>, Error> {
    let mut statement = connection.prepare_cached(include_str!("all.sql"))?;
    let rows = statement.query_map((), |row| {
        Ok(SiteRule {
            id: RuleId::new(uuid_of(row, 0)?),
            rule: Rule { host: row.get(1)?, mark: row.get(2)?, keep: row.get(3)? },
            example: row.get(4)?,
            created: Millis(row.get(5)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a rule, or changes the one with this identity. A rule for the same blocks of the same site takes its place.
pub(super) fn put(
    connection: &Connection,
    id: Option<RuleId>,
    rule: &Rule,
    example: &str,
    now: Millis,
) -> Result<RuleId, Error> {
    let host = rules::host(&rule.host).map_err(Error::Invalid)?;
    let mark = rules::mark(&rule.mark).map_err(Error::Invalid)?;
    let known = connection
        .prepare_cached("SELECT id FROM site_rule WHERE host = ?1 AND mark = ?2")?
        .query_row((&host, &mark), |row| uuid_of(row, 0))
        .optional()?
        .map(RuleId::new);
    if let (Some(id), Some(known)) = (id, known.filter(|known| Some(*known) != id)) {
        remove(connection, known)?;
        return put(connection, Some(id), rule, example, now);
    }
    let id = id.or(known);
    let example: String = example.trim().chars().take(EXAMPLE).collect();
    match id {
        Some(id) => {
            let changed = connection.prepare_cached(include_str!("change.sql"))?.execute((
                &id.as_bytes()[..],
                host,
                mark,
                rule.keep,
                example,
            ))?;
            if changed == 0 {
                return Err(Error::NotFound { what: "rule" });
            }
            Ok(id)
        }
        None => {
            let id = RuleId::new(Uuid::now_v7());
            connection.prepare_cached(include_str!("add.sql"))?.execute((
                &id.as_bytes()[..],
                host,
                mark,
                rule.keep,
                example,
                now.0,
            ))?;
            Ok(id)
        }
    }
}

pub(super) fn remove(connection: &Connection, id: RuleId) -> Result<(), Error> {
    let gone = connection
        .prepare_cached("DELETE FROM site_rule WHERE id = ?1")?
        .execute([&id.as_bytes()[..]])?;
    if gone == 0 { Err(Error::NotFound { what: "rule" }) } else { Ok(()) }
}
