//! Collections: an ordered tree of articles.

use super::{count, uuid_of};
use crate::Error;
use commonplace_core::model::{ArticleId, Collection, CollectionId};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

/// Every collection, parents before children, in the person's order.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Collection>, Error> {
    let mut statement = connection.prepare_cached(include_str!("all.sql"))?;
    let rows = statement.query_map((), |row| {
        let parent: Option<[u8; 16]> = row.get(1)?;
        Ok(Collection {
            id: CollectionId::new(uuid_of(row, 0)?),
            parent: parent.map(|id| CollectionId::new(Uuid::from_bytes(id))),
            name: row.get(2)?,
            articles: count(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts an article into the collection at `path` (`Parent/Child`), making what is missing of it.
pub(super) fn put(connection: &Connection, article: ArticleId, path: &str) -> Result<(), Error> {
    let mut parent: Option<Uuid> = None;
    for part in path.split('/') {
        let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() {
            parent = Some(find_or_make(connection, parent, &name)?);
        }
    }
    let Some(collection) = parent else {
        return Err(Error::Invalid("A collection needs a name.".into()));
    };
    connection
        .prepare_cached(include_str!("put.sql"))?
        .execute((&collection.as_bytes()[..], &article.as_bytes()[..]))?;
    Ok(())
}

fn find_or_make(connection: &Connection, parent: Option<Uuid>, name: &str) -> Result<Uuid, Error> {
    let key = name.to_lowercase();
    let parent = parent.as_ref().map(|id| &id.as_bytes()[..]);
    let found = connection
        .prepare_cached("SELECT id FROM collection WHERE parent IS ?1 AND key = ?2")?
        .query_row((parent, &key), |row| uuid_of(row, 0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = Uuid::now_v7();
    connection.prepare_cached(include_str!("add.sql"))?.execute((
        &id.as_bytes()[..],
        parent,
        name,
        key,
    ))?;
    Ok(id)
}
