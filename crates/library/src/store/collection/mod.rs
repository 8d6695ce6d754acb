//! Collections: an ordered tree of articles.

use super::{count, uuid_of};
use crate::Error;
use commonplace_core::model::{ArticleId, Collection, CollectionId};
use commonplace_core::sentence;
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
    let Some(collection) = parent else { return Err(nameless()) };
    put_in(connection, article, CollectionId::new(collection))
}

/// Puts an article into a collection; nothing happens where it is in it.
pub(super) fn put_in(
    connection: &Connection,
    article: ArticleId,
    collection: CollectionId,
) -> Result<(), Error> {
    connection
        .prepare_cached(include_str!("put.sql"))?
        .execute((&collection.as_bytes()[..], &article.as_bytes()[..]))?;
    Ok(())
}

/// Takes an article out of a collection and of those that lie in it.
pub(super) fn take_out(
    connection: &Connection,
    article: ArticleId,
    collection: CollectionId,
) -> Result<(), Error> {
    let mut statement = connection
        .prepare_cached("DELETE FROM collection_article WHERE collection = ?1 AND article = ?2")?;
    for id in inside(connection, collection)? {
        statement.execute((&id.as_bytes()[..], &article.as_bytes()[..]))?;
    }
    Ok(())
}

/// Makes a collection, the last among those beside it.
pub(super) fn add(
    connection: &Connection,
    parent: Option<CollectionId>,
    name: &str,
) -> Result<CollectionId, Error> {
    if let Some(parent) = parent {
        need(connection, parent)?;
    }
    let name = clean(name)?;
    let parent = parent.map(|id| Uuid::from_bytes(*id.as_bytes()));
    refuse_taken(connection, parent, &name, None)?;
    Ok(CollectionId::new(make(connection, parent, &name)?))
}

/// Gives a collection another name.
pub(super) fn rename(connection: &Connection, id: CollectionId, name: &str) -> Result<(), Error> {
    let parent = parent_of(connection, id)?;
    let name = clean(name)?;
    refuse_taken(connection, parent, &name, Some(id))?;
    connection
        .prepare_cached("UPDATE collection SET name = ?2, key = ?3 WHERE id = ?1")?
        .execute((&id.as_bytes()[..], &name, name.to_lowercase()))?;
    Ok(())
}

/// Puts a collection into another, or to the top, before one of those there or behind all of them.
pub(super) fn shift(
    connection: &Connection,
    id: CollectionId,
    parent: Option<CollectionId>,
    before: Option<CollectionId>,
) -> Result<(), Error> {
    need(connection, id)?;
    if let Some(parent) = parent {
        need(connection, parent)?;
        if inside(connection, id)?.contains(&parent) {
            return Err(Error::Invalid(sentence!(
                "collection-in-itself",
                "A collection cannot be put into itself."
            )));
        }
    }
    let name: String = connection
        .prepare_cached("SELECT name FROM collection WHERE id = ?1")?
        .query_row([&id.as_bytes()[..]], |row| row.get(0))?;
    let parent = parent.map(|id| Uuid::from_bytes(*id.as_bytes()));
    refuse_taken(connection, parent, &name, Some(id))?;
    let above = parent.as_ref().map(|id| &id.as_bytes()[..]);
    let mut order = connection
        .prepare_cached(include_str!("siblings.sql"))?
        .query_map((above, &id.as_bytes()[..]), |row| Ok(CollectionId::new(uuid_of(row, 0)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let place = before.and_then(|before| order.iter().position(|other| *other == before));
    order.insert(place.unwrap_or(order.len()), id);
    let mut put = connection.prepare_cached(include_str!("shift.sql"))?;
    for (position, sibling) in (1_i64..).zip(order) {
        put.execute((&sibling.as_bytes()[..], above, position))?;
    }
    Ok(())
}

/// Removes a collection with those that lie in it. The articles stay in the library.
pub(super) fn remove(connection: &Connection, id: CollectionId) -> Result<(), Error> {
    need(connection, id)?;
    for one in inside(connection, id)? {
        let one = &one.as_bytes()[..];
        connection
            .prepare_cached("DELETE FROM collection_article WHERE collection = ?1")?
            .execute([one])?;
        connection.prepare_cached("DELETE FROM collection WHERE id = ?1")?.execute([one])?;
    }
    Ok(())
}

/// A collection and all that lie in it, the innermost first.
pub(super) fn inside(
    connection: &Connection,
    id: CollectionId,
) -> Result<Vec<CollectionId>, Error> {
    let mut statement = connection.prepare_cached(include_str!("inside.sql"))?;
    let rows =
        statement.query_map([&id.as_bytes()[..]], |row| Ok(CollectionId::new(uuid_of(row, 0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn need(connection: &Connection, id: CollectionId) -> Result<(), Error> {
    parent_of(connection, id).map(|_| ())
}

fn parent_of(connection: &Connection, id: CollectionId) -> Result<Option<Uuid>, Error> {
    connection
        .prepare_cached("SELECT parent FROM collection WHERE id = ?1")?
        .query_row([&id.as_bytes()[..]], |row| row.get::<_, Option<[u8; 16]>>(0))
        .optional()?
        .map(|parent| parent.map(Uuid::from_bytes))
        .ok_or(Error::NotFound { what: "collection" })
}

/// A name as it is kept. `/` parts the names of a path, so it cannot stand in one.
fn clean(name: &str) -> Result<String, Error> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        Err(nameless())
    } else if name.contains('/') {
        Err(Error::Invalid(sentence!(
            "collection-slash",
            "The name of a collection cannot have a / in it."
        )))
    } else {
        Ok(name)
    }
}

fn nameless() -> Error {
    Error::Invalid(sentence!("collection-nameless", "A collection needs a name."))
}

fn refuse_taken(
    connection: &Connection,
    parent: Option<Uuid>,
    name: &str,
    except: Option<CollectionId>,
) -> Result<(), Error> {
    let found = find(connection, parent, name)?;
    if found.is_some_and(|id| except.is_none_or(|except| id.as_bytes() != except.as_bytes())) {
        return Err(Error::Conflict(sentence!(
            "collection-there",
            "There is a collection “{name}” at this place.",
            name = name
        )));
    }
    Ok(())
}

fn find(connection: &Connection, parent: Option<Uuid>, name: &str) -> Result<Option<Uuid>, Error> {
    let parent = parent.as_ref().map(|id| &id.as_bytes()[..]);
    Ok(connection
        .prepare_cached("SELECT id FROM collection WHERE parent IS ?1 AND key = ?2")?
        .query_row((parent, name.to_lowercase()), |row| uuid_of(row, 0))
        .optional()?)
}

fn make(connection: &Connection, parent: Option<Uuid>, name: &str) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    connection.prepare_cached(include_str!("add.sql"))?.execute((
        &id.as_bytes()[..],
        parent.as_ref().map(|id| &id.as_bytes()[..]),
        name,
        name.to_lowercase(),
    ))?;
    Ok(id)
}

fn find_or_make(connection: &Connection, parent: Option<Uuid>, name: &str) -> Result<Uuid, Error> {
    match find(connection, parent, name)? {
        Some(id) => Ok(id),
        None => make(connection, parent, name),
    }
}
