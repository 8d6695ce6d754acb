//! The record of what every revision touched.

use super::record::{Row, Table};
use crate::{Change, EntityKind, Error, Revision};
use commonplace_core::model::ArticleId;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use uuid::Uuid;

/// How many revisions the record keeps; an index that is further behind is built anew.
const KEPT: u64 = 50_000;

/// A change with whether search is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Recorded {
    /// What was touched.
    pub(crate) change: Change,
    /// Whether search is affected.
    pub(crate) indexed: bool,
}

impl Recorded {
    /// The library is another one: whoever shows any of it asks anew.
    pub(super) fn everything() -> Self {
        let change = Change { kind: EntityKind::Collection, id: Uuid::nil(), article: None };
        Self { change, indexed: false }
    }

    /// A setting was written.
    pub(super) fn setting() -> Self {
        let change = Change { kind: EntityKind::Setting, id: Uuid::nil(), article: None };
        Self { change, indexed: false }
    }
}

/// The write counter.
pub(crate) fn revision(connection: &Connection) -> Result<Revision, Error> {
    let mut statement = connection.prepare_cached("SELECT revision FROM library WHERE id = 1")?;
    let revision: i64 = statement.query_row((), |row| row.get(0))?;
    Ok(Revision(revision.unsigned_abs()))
}

/// The revision up to which the record was thrown away.
pub(crate) fn pruned(connection: &Connection) -> Result<Revision, Error> {
    let mut statement = connection.prepare_cached("SELECT pruned FROM library WHERE id = 1")?;
    let revision: i64 = statement.query_row((), |row| row.get(0))?;
    Ok(Revision(revision.unsigned_abs()))
}

/// Makes the write counter one greater and writes down what this revision touched.
pub(super) fn record(connection: &Connection, changes: &[Recorded]) -> Result<Revision, Error> {
    let revision: i64 = connection
        .prepare_cached(
            "UPDATE library SET revision = revision + 1 WHERE id = 1 RETURNING revision",
        )?
        .query_row((), |row| row.get(0))?;
    let mut insert = connection.prepare_cached(include_str!("add.sql"))?;
    for Recorded { change, indexed } in changes {
        insert.execute((
            revision,
            change.kind.as_str(),
            &change.id.as_bytes()[..],
            change.article.as_ref().map(|id| &id.as_bytes()[..]),
            indexed,
        ))?;
    }
    let revision = Revision(revision.unsigned_abs());
    if revision.0.is_multiple_of(1024) && revision.0 > KEPT {
        let keep = (revision.0 - KEPT) as i64;
        connection.execute("DELETE FROM change WHERE revision <= ?1", [keep])?;
        connection.execute("UPDATE library SET pruned = max(pruned, ?1) WHERE id = 1", [keep])?;
    }
    Ok(revision)
}

/// The present revision and everything touched after `after`, each once, in order.
pub(crate) fn since(
    connection: &Connection,
    after: Revision,
) -> Result<(Revision, Vec<Change>), Error> {
    let now = revision(connection)?;
    let recorded = read(connection, include_str!("since.sql"), after)?;
    let mut changes: Vec<Change> = recorded.iter().map(|r| r.change).collect();
    changes.sort();
    changes.dedup();
    Ok((now, changes))
}

/// The present revision and what search has to look at again after `after`.
pub(crate) fn indexed_since(
    connection: &Connection,
    after: Revision,
) -> Result<(Revision, Vec<Change>), Error> {
    let now = revision(connection)?;
    let recorded = read(connection, include_str!("indexed_since.sql"), after)?;
    Ok((now, recorded.into_iter().map(|r| r.change).collect()))
}

fn read(connection: &Connection, sql: &str, after: Revision) -> Result<Vec<Recorded>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let after = i64::try_from(after.0).unwrap_or(i64::MAX);
    let mut rows = statement.query([after])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = super::word(row.get_ref(0)?.as_str().unwrap_or_default(), EntityKind::parse)?;
        let article: Option<[u8; 16]> = row.get(2)?;
        let change = Change {
            kind,
            id: super::uuid_of(row, 1)?,
            article: article.map(|id| ArticleId::new(Uuid::from_bytes(id))),
        };
        changes.push(Recorded { change, indexed: row.get(3)? });
    }
    Ok(changes)
}

/// What a record touches: every row is led back to the thing that a person knows.
pub(super) fn of_rows(
    connection: &Connection,
    tables: &[Table],
    rows: &[Row],
) -> Result<Vec<Recorded>, Error> {
    // Where a highlight is among the rows, it may be gone from the table.
    let articles: HashMap<Uuid, Uuid> = rows
        .iter()
        .filter(|row| row.table() == "highlight")
        .filter_map(|row| row.id(0).zip(row.id(1)))
        .collect();
    let article_of = |highlight: Uuid| match articles.get(&highlight) {
        Some(article) => Ok(Some(ArticleId::new(*article))),
        None => article_of_highlight(connection, highlight),
    };
    let mut changes = Vec::new();
    for row in rows {
        let (Some(kind), Some(first)) = (kind_of(row.table()), row.id(0)) else { continue };
        let mut change = Change { kind, id: first, article: None };
        let mut indexed = true;
        match row.table() {
            "article" => {
                indexed = row.is_searched(tables);
                change.article = Some(ArticleId::new(first));
            }
            "article_author" | "article_tag" => change.article = Some(ArticleId::new(first)),
            "collection_article" => {
                let Some(article) = row.id(1) else { continue };
                change.id = article;
                change.article = Some(ArticleId::new(article));
            }
            "note" => {
                change.article = match (row.id(1), row.id(2)) {
                    (_, Some(article)) => Some(ArticleId::new(article)),
                    (Some(highlight), None) => article_of(highlight)?,
                    (None, None) => None,
                };
            }
            "highlight"
            | "selector_origin"
            | "selector_occurrence"
            | "anchor"
            | "highlight_tag" => {
                change.article = article_of(first)?;
            }
            "review" => {
                indexed = false;
                change.article = article_of(first)?;
            }
            "tag" => {
                indexed = false;
                // Search knows a tag by its name in what carries it.
                if row.is_changed(1) {
                    changes.extend(carriers(connection, first)?);
                }
            }
            // Search asks for the tree of collections anew each time.
            _ => indexed = false,
        }
        changes.push(Recorded { change, indexed });
    }
    changes.sort();
    changes.dedup_by(|later, kept| {
        let same = later.change == kept.change;
        kept.indexed |= same && later.indexed;
        same
    });
    Ok(changes)
}

/// What carries a tag, as touched.
fn carriers(connection: &Connection, tag: Uuid) -> Result<Vec<Recorded>, Error> {
    let (articles, highlights) = super::tag::carriers(connection, tag)?;
    let touched = |kind, id, article| {
        let change = Change { kind, id, article: Some(article) };
        Recorded { change, indexed: true }
    };
    let articles = articles
        .into_iter()
        .map(|id| touched(EntityKind::Article, Uuid::from_bytes(*id.as_bytes()), id));
    let highlights =
        highlights.into_iter().map(|(id, article)| touched(EntityKind::Highlight, id, article));
    Ok(articles.chain(highlights).collect())
}

fn kind_of(table: &str) -> Option<EntityKind> {
    Some(match table {
        "article" | "article_author" | "article_tag" | "collection_article" => EntityKind::Article,
        "highlight"
        | "selector_origin"
        | "selector_occurrence"
        | "anchor"
        | "highlight_tag"
        | "review" => EntityKind::Highlight,
        "note" => EntityKind::Note,
        "tag" => EntityKind::Tag,
        "collection" => EntityKind::Collection,
        "saved_search" => EntityKind::SavedSearch,
        "site_rule" => EntityKind::Rule,
        _ => return None,
    })
}

fn article_of_highlight(
    connection: &Connection,
    highlight: Uuid,
) -> Result<Option<ArticleId>, Error> {
    let mut statement = connection.prepare_cached("SELECT article FROM highlight WHERE id = ?1")?;
    let id = statement
        .query_row([&highlight.as_bytes()[..]], |row| super::uuid_of(row, 0))
        .optional()?;
    Ok(id.map(ArticleId::new))
}

/// The last revision that search has to know of.
pub(crate) fn last_indexed(connection: &Connection) -> Result<Revision, Error> {
    let sql = "SELECT coalesce(max(revision), 0) FROM change WHERE indexed = 1";
    let revision: i64 = connection.prepare_cached(sql)?.query_row((), |row| row.get(0))?;
    Ok(Revision(revision.unsigned_abs()))
}
