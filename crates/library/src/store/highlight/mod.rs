//! Highlights: what a person marked, what finds it again, and where it lands.

mod write;

pub(super) use write::*;

use super::{count, id_list, tag, uuid_of, word};
use crate::Error;
use commonplace_core::model::{
    Anchor, AnchorMethod, AnchorState, ArticleId, CaptureId, Color, DecidedBy, Highlight,
    HighlightId, Millis, Note, NoteId, NoteTarget, Occurrence, Selector,
};
use rusqlite::{Connection, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Which highlights to list, newest first.
#[derive(Clone, Debug, Default)]
pub struct HighlightFilter {
    /// Only this colour.
    pub color: Option<Color>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those on this article.
    pub article: Option<ArticleId>,
    /// Only those made at this moment or after it.
    pub since: Option<Millis>,
    /// Only those made before this moment.
    pub until: Option<Millis>,
    /// Only those with all of these words in their passage or their note, whatever the case.
    pub words: Option<String>,
    /// How many to skip.
    pub offset: u32,
    /// How many to give.
    pub limit: u32,
}

/// A highlight to be added.
#[derive(Clone, Debug)]
pub struct NewHighlight {
    /// An identity it had elsewhere; none makes one. That of a deleted highlight brings it back.
    pub id: Option<HighlightId>,
    /// The article it is on.
    pub article: ArticleId,
    /// The capture its selector belongs to.
    pub capture: CaptureId,
    /// What finds it again.
    pub selector: Selector,
    /// Where it lands in that capture.
    pub anchor: Anchor,
    /// Its colour.
    pub color: Color,
    /// When it was made; none is now.
    pub created: Option<Millis>,
    /// When it was changed; none is when it was made.
    pub modified: Option<Millis>,
}

/// Where a highlight stands in the current capture of its article, and nothing more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HighlightPlace {
    /// The highlight.
    pub id: HighlightId,
    /// From one code point of the canonical text up to another.
    pub range: (u32, u32),
    /// Its colour.
    pub color: Color,
}

/// One live highlight.
pub(crate) fn get(connection: &Connection, id: HighlightId) -> Result<Highlight, Error> {
    by_ids(connection, &[id])?.pop().ok_or(Error::NotFound { what: "highlight" })
}

/// The live highlights of an article: orphans, then in document order.
pub(crate) fn of_article(
    connection: &Connection,
    article: ArticleId,
) -> Result<Vec<Highlight>, Error> {
    let mut statement = connection.prepare_cached(include_str!("of_article.sql"))?;
    let rows = statement
        .query_map([&article.as_bytes()[..]], |row| Ok(HighlightId::new(uuid_of(row, 0)?)))?;
    let ids = rows.collect::<Result<Vec<_>, _>>()?;
    by_ids(connection, &ids)
}

/// Where the live highlights of an article stand, in document order; orphans stand nowhere.
pub(crate) fn places(
    connection: &Connection,
    article: ArticleId,
) -> Result<Vec<HighlightPlace>, Error> {
    let mut statement = connection.prepare_cached(include_str!("places.sql"))?;
    let mut rows = statement.query([&article.as_bytes()[..]])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        places.push(HighlightPlace {
            id: HighlightId::new(uuid_of(row, 0)?),
            range: (row.get(1)?, row.get(2)?),
            color: word(row.get_ref(3)?.as_str().unwrap_or_default(), Color::parse)?,
        });
    }
    Ok(places)
}

/// The live highlights of a capture's article as they land in that capture, in document order.
pub(crate) fn of_capture(
    connection: &Connection,
    capture: CaptureId,
) -> Result<Vec<Highlight>, Error> {
    let article = super::capture::get(connection, capture)?.article;
    let mut highlights = of_article(connection, article)?;
    let mut statement = connection.prepare_cached(include_str!("anchors_in.sql"))?;
    let mut rows = statement.query([&capture.as_bytes()[..]])?;
    let mut anchors = HashMap::new();
    while let Some(row) = rows.next()? {
        anchors.insert(HighlightId::new(uuid_of(row, 0)?), read_anchor(row, 1)?);
    }
    for highlight in &mut highlights {
        highlight.anchor = anchors.get(&highlight.id).copied().unwrap_or(ORPHAN);
    }
    highlights.sort_by_key(|highlight| (highlight.anchor.range, highlight.created));
    Ok(highlights)
}

/// Live highlights on live articles, newest first: how many there are, and a part of them.
pub(crate) fn feed(
    connection: &Connection,
    filter: &HighlightFilter,
) -> Result<(u32, Vec<Highlight>), Error> {
    let color = filter.color.map(Color::as_str);
    let tag = filter.tag.as_deref().map(tag::key);
    let article = filter.article.as_ref().map(|id| &id.as_bytes()[..]);
    let since = filter.since.map(|moment| moment.0);
    let until = filter.until.map(|moment| moment.0);
    let words = filter.words.as_deref().map(str::to_lowercase).unwrap_or_default();
    let words: Vec<&str> = words.split_whitespace().collect();
    if !words.is_empty() {
        let mut statement = connection.prepare_cached(include_str!("feed_words.sql"))?;
        let mut rows = statement.query((color, &tag, article, since, until))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (quote, note): (String, String) = (row.get(1)?, row.get(2)?);
            let text = format!("{quote}\n{note}").to_lowercase();
            if words.iter().all(|word| text.contains(word)) {
                found.push(HighlightId::new(uuid_of(row, 0)?));
            }
        }
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (skip, take) = (filter.offset as usize, filter.limit as usize);
        let ids: Vec<HighlightId> = found.into_iter().skip(skip).take(take).collect();
        return Ok((total, by_ids(connection, &ids)?));
    }
    let total = connection
        .prepare_cached(include_str!("feed_count.sql"))?
        .query_row((color, &tag, article, since, until), |row| row.get(0))?;
    let mut statement = connection.prepare_cached(include_str!("feed.sql"))?;
    let values = (color, &tag, article, since, until, filter.limit, filter.offset);
    let rows = statement.query_map(values, |row| Ok(HighlightId::new(uuid_of(row, 0)?)))?;
    let ids = rows.collect::<Result<Vec<_>, _>>()?;
    Ok((count(total), by_ids(connection, &ids)?))
}

/// The live highlights with these identities, in this order.
pub(crate) fn by_ids(
    connection: &Connection,
    ids: &[HighlightId],
) -> Result<Vec<Highlight>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = id_list(ids.iter().map(HighlightId::as_bytes));
    let mut statement = connection.prepare_cached(include_str!("by_ids.sql"))?;
    let mut rows = statement.query([&list])?;
    let mut highlights = Vec::with_capacity(ids.len());
    while let Some(row) = rows.next()? {
        highlights.push(read(row)?);
    }
    let places: HashMap<HighlightId, usize> =
        highlights.iter().enumerate().map(|(place, highlight)| (highlight.id, place)).collect();
    let mut statement = connection.prepare_cached(include_str!("tags.sql"))?;
    let mut rows = statement.query([&list])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = places.get(&HighlightId::new(uuid_of(row, 0)?)) {
            highlights[*place].tags.push(row.get(1)?);
        }
    }
    Ok(highlights)
}

fn read(row: &Row<'_>) -> Result<Highlight, Error> {
    let id = HighlightId::new(uuid_of(row, 0)?);
    let modified = Millis(row.get(5)?);
    let note = match row.get::<_, Option<[u8; 16]>>(17)? {
        Some(note) => Some(Note {
            id: NoteId::new(Uuid::from_bytes(note)),
            target: NoteTarget::Highlight(id),
            markdown: row.get(18)?,
            created: Millis(row.get(19)?),
            modified: Millis(row.get(20)?),
        }),
        None => None,
    };
    let last = note.as_ref().map_or(modified, |note| modified.max(note.modified));
    Ok(Highlight {
        id,
        article: ArticleId::new(uuid_of(row, 1)?),
        origin: CaptureId::new(uuid_of(row, 2)?),
        color: word(row.get_ref(3)?.as_str().unwrap_or_default(), Color::parse)?,
        created: Millis(row.get(4)?),
        modified: last,
        selector: read_selector(row, 6, 21)?,
        anchor: read_anchor(row, 11)?,
        note,
        tags: Vec::new(),
    })
}

/// Reads the five columns of a selector, and the two of its occurrence.
pub(in crate::store) fn read_selector(
    row: &Row<'_>,
    first: usize,
    occurrence: usize,
) -> Result<Selector, Error> {
    let occurrence: (Option<u32>, Option<u32>) = (row.get(occurrence)?, row.get(occurrence + 1)?);
    Ok(Selector {
        quote: row.get(first)?,
        prefix: row.get(first + 1)?,
        suffix: row.get(first + 2)?,
        start: row.get(first + 3)?,
        end: row.get(first + 4)?,
        occurrence: occurrence.0.zip(occurrence.1).and_then(|(n, of)| Occurrence::new(n, of)),
    })
}

/// Reads the six columns of an anchor; a highlight without one in the current capture is an orphan there.
pub(in crate::store) fn read_anchor(row: &Row<'_>, first: usize) -> Result<Anchor, Error> {
    let Some(state) = row.get_ref(first)?.as_str_or_null().unwrap_or_default() else {
        return Ok(ORPHAN);
    };
    let start: Option<u32> = row.get(first + 1)?;
    let end: Option<u32> = row.get(first + 2)?;
    Ok(Anchor {
        state: word(state, AnchorState::parse)?,
        range: start.zip(end),
        method: word(row.get_ref(first + 3)?.as_str().unwrap_or_default(), AnchorMethod::parse)?,
        score: row.get(first + 4)?,
        decided_by: word(row.get_ref(first + 5)?.as_str().unwrap_or_default(), DecidedBy::parse)?,
    })
}

const ORPHAN: Anchor = Anchor {
    state: AnchorState::Orphan,
    range: None,
    method: AnchorMethod::None,
    score: 0.0,
    decided_by: DecidedBy::Machine,
};
