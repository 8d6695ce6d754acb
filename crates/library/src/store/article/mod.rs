//! Articles: the rows of lists and what is known about each.

mod list;
mod write;

pub(crate) use list::{begun, count_views, ids, page};
pub(crate) use write::is_read_often;
pub(super) use write::*;

use super::{NewCapture, id_list, uuid_of, word};
use crate::Error;
use commonplace_core::model::{
    Article, ArticleId, CaptureId, CollectionId, Color, Metadata, Millis, ReadingPosition,
    ReadingState,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;

commonplace_core::words! {
    /// A part of the library to list.
    View {
        /// Everything outside the Trash.
        All = "all",
        /// Saved, not begun.
        Inbox = "inbox",
        /// Begun.
        Reading = "reading",
        /// Read to the end.
        Finished = "finished",
        /// Put away.
        Archived = "archived",
        /// Marked as favourites.
        Favourites = "favourites",
        /// Put into the Trash.
        Trash = "trash",
    }
}

commonplace_core::words! {
    /// The order of a list. Everything begins with the most recent, longest or most highlighted; titles with A.
    Sort {
        /// When it was saved.
        Saved = "saved",
        /// When it was published.
        Published = "published",
        /// When it was last opened.
        Opened = "opened",
        /// Its title.
        Title = "title",
        /// Its words.
        Length = "length",
        /// How many highlights it has.
        Highlights = "highlights",
    }
}

commonplace_core::words! {
    /// What narrows a list down; several hold together.
    Narrow {
        /// Never opened.
        Unread = "unread",
        /// With a highlight.
        Highlighted = "highlighted",
        /// With a note, on it or on one of its highlights.
        Noted = "noted",
        /// A favourite.
        Favourite = "favourite",
        /// Read in about five minutes.
        Short = "short",
        /// Takes twenty minutes or more.
        Long = "long",
    }
}

/// Which articles to list, in which order, and which part of that list.
#[derive(Clone, Debug)]
pub struct ArticleFilter {
    /// The part of the library.
    pub view: View,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those in this collection, or in one that lies in it.
    pub collection: Option<CollectionId>,
    /// Only those that are all of this.
    pub narrow: Vec<Narrow>,
    /// Only these, as far as they are in the view.
    pub ids: Option<Vec<ArticleId>>,
    /// The order.
    pub sort: Sort,
    /// Turns the order round.
    pub reverse: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to give.
    pub limit: u32,
}

impl Default for ArticleFilter {
    /// Everything outside the Trash, the last saved first.
    fn default() -> Self {
        Self {
            view: View::All,
            tag: None,
            collection: None,
            narrow: Vec::new(),
            ids: None,
            sort: Sort::Saved,
            reverse: false,
            offset: 0,
            limit: u32::MAX,
        }
    }
}

/// How many there are of what the sidebar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles outside the Trash.
    pub articles: u32,
    /// Saved, not begun.
    pub inbox: u32,
    /// Begun.
    pub reading: u32,
    /// Finished.
    pub finished: u32,
    /// Put away.
    pub archived: u32,
    /// Favourites.
    pub favourites: u32,
    /// In the Trash.
    pub trash: u32,
    /// Live highlights on live articles.
    pub highlights: u32,
    /// Live notes, those on articles in the Trash left out.
    pub notes: u32,
}

/// An article to be added, with its first capture.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// An identity it had elsewhere; none makes one.
    pub id: Option<ArticleId>,
    /// Title, authors, origin. The title must not be empty.
    pub metadata: Metadata,
    /// What is read and searched.
    pub capture: NewCapture,
    /// Words in the canonical text.
    pub words: u32,
    /// When it was saved; none is now.
    pub saved: Option<Millis>,
    /// When it was last opened.
    pub opened: Option<Millis>,
    /// Where it is in the person's reading.
    pub state: ReadingState,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// The address that decides whether two saves are the same article.
    pub canonical_url: Option<String>,
}

/// One article, in the Trash or not.
pub(crate) fn get(connection: &Connection, id: ArticleId) -> Result<Article, Error> {
    by_ids(connection, &[id])?.pop().ok_or(Error::NotFound { what: "article" })
}

/// All articles outside the Trash.
pub(crate) fn live(connection: &Connection) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare("SELECT id FROM article WHERE deleted IS NULL")?;
    let rows = statement.query_map((), |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The articles with these identities, in this order; unknown ones are left out.
pub(crate) fn by_ids(connection: &Connection, ids: &[ArticleId]) -> Result<Vec<Article>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = id_list(ids.iter().map(ArticleId::as_bytes));
    let mut statement = connection.prepare_cached(include_str!("by_ids.sql"))?;
    let mut rows = statement.query([&list])?;
    let mut articles = Vec::with_capacity(ids.len());
    while let Some(row) = rows.next()? {
        articles.push(read(row)?);
    }
    add_lists(connection, &list, &mut articles)?;
    Ok(articles)
}

/// The live article with this canonical address, else one in the Trash.
pub(crate) fn find_by_url(
    connection: &Connection,
    canonical: &str,
) -> Result<Option<ArticleId>, Error> {
    find(connection, include_str!("find_by_url.sql"), canonical)
}

/// The article that has a capture of these original bytes.
pub(crate) fn find_by_original(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<ArticleId>, Error> {
    find(connection, include_str!("find_by_original.sql"), sha256)
}

/// The article that has a capture with this text.
pub(crate) fn find_by_text_hash(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<ArticleId>, Error> {
    find(connection, include_str!("find_by_text_hash.sql"), sha256)
}

fn find(connection: &Connection, sql: &str, value: &str) -> Result<Option<ArticleId>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([value], |row| Ok(ArticleId::new(uuid_of(row, 0)?))).optional()?)
}

fn read(row: &Row<'_>) -> Result<Article, Error> {
    Ok(Article {
        id: ArticleId::new(uuid_of(row, 0)?),
        capture: CaptureId::new(uuid_of(row, 1)?),
        metadata: Metadata {
            title: row.get(2)?,
            subtitle: row.get(3)?,
            authors: Vec::new(),
            site: row.get(4)?,
            url: row.get(5)?,
            published: row.get(6)?,
            language: row.get(7)?,
            excerpt: row.get(8)?,
        },
        state: word(row.get_ref(9)?.as_str().unwrap_or_default(), ReadingState::parse)?,
        favourite: row.get(10)?,
        words: super::count(row.get(11)?),
        saved: Millis(row.get(12)?),
        opened: row.get::<_, Option<i64>>(13)?.map(Millis),
        position: ReadingPosition { offset: super::count(row.get(14)?), progress: row.get(15)? },
        deleted: row.get::<_, Option<i64>>(16)?.map(Millis),
        tags: Vec::new(),
        collections: Vec::new(),
        highlight_colors: Vec::new(),
        undecided: 0,
    })
}

/// Fills in authors, tags, collections and colours: one statement each for the whole page.
fn add_lists(connection: &Connection, list: &str, articles: &mut [Article]) -> Result<(), Error> {
    let places: HashMap<ArticleId, usize> =
        articles.iter().enumerate().map(|(place, article)| (article.id, place)).collect();
    let each = |sql: &str, add: &mut dyn FnMut(usize, String) -> Result<(), Error>| {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([list])?;
        while let Some(row) = rows.next()? {
            if let Some(place) = places.get(&ArticleId::new(uuid_of(row, 0)?)) {
                add(*place, row.get(1)?)?;
            }
        }
        Ok::<(), Error>(())
    };
    each(include_str!("authors.sql"), &mut |place, name| {
        articles[place].metadata.authors.push(name);
        Ok(())
    })?;
    each(include_str!("tags.sql"), &mut |place, name| {
        articles[place].tags.push(name);
        Ok(())
    })?;
    each(include_str!("collections.sql"), &mut |place, path| {
        articles[place].collections.push(path);
        Ok(())
    })?;
    let mut statement = connection.prepare_cached(include_str!("colors.sql"))?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = places.get(&ArticleId::new(uuid_of(row, 0)?)) {
            let color = word(row.get_ref(1)?.as_str().unwrap_or_default(), Color::parse)?;
            articles[*place].highlight_colors.push(color);
            articles[*place].undecided += u32::from(row.get::<_, bool>(2)?);
        }
    }
    Ok(())
}
