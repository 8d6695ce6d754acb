//! Runs a plan and dresses its hits: title, passage, marks, all from SQLite's text.

use super::active::Active;
use super::marks::{self, Pattern, Snippet};
use super::plan::plan;
use super::{Answer, Hit};
use crate::{
    EntityKind, Error,
    store::{Store, article, capture, highlight, note},
};
use commonplace_core::{
    model::{Article, ArticleId, HighlightId, NoteId, NoteTarget},
    query::{Query, TextField},
};
use rusqlite::Connection;
use tantivy::{
    DocAddress, Order, Searcher, TantivyDocument,
    collector::{Count, TopDocs},
    query::Query as Search,
    schema::Value,
};
use uuid::Uuid;

/// Fewer hits than this, and any of the words will do.
const FEW: usize = 5;

/// Searches.
pub(super) fn search(
    active: &Active,
    store: &Store,
    query: &Query,
    offset: u32,
    limit: u32,
) -> Result<Answer, Error> {
    let searcher = active.reader.searcher();
    let plan = plan(&searcher, &active.fields, query)?;
    let run = |search: &dyn Search| run(&searcher, search, plan.by_time, offset, limit);
    let (mut total, mut found) = run(&*plan.strict)?;
    if total < FEW
        && let Some(relaxed) = &plan.relaxed
    {
        (total, found) = run(&**relaxed)?;
    }
    let patterns = marks::patterns(query);
    store.read(|connection| {
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in &found {
            let document: TantivyDocument = searcher.doc(*address)?;
            let key = document.get_first(active.fields.key).and_then(|value| value.as_str());
            let Some((kind, id)) = key.and_then(parse) else { continue };
            hits.extend(hit(connection, kind, id, f64::from(*score), &patterns)?);
        }
        Ok(Answer { total: u32::try_from(total).unwrap_or(u32::MAX), hits })
    })
}

/// Where the query's words stand in the text of an article.
pub(super) fn matches(
    store: &Store,
    query: &Query,
    id: ArticleId,
) -> Result<Vec<(u32, u32)>, Error> {
    let (article, text) = store.read(|connection| {
        let article = article::get(connection, id)?;
        let text = capture::text(connection, article.capture)?;
        Ok((article, text))
    })?;
    let language = article.metadata.language.as_deref();
    let found = marks::find(&text, language, &marks::patterns(query), in_body);
    Ok(marks::code_points(&text, &found))
}

type Found = (usize, Vec<(f32, DocAddress)>);

fn run(
    searcher: &Searcher,
    search: &dyn Search,
    by_time: bool,
    offset: u32,
    limit: u32,
) -> Result<Found, Error> {
    if limit == 0 {
        return Ok((searcher.search(search, &Count)?, Vec::new()));
    }
    let top = TopDocs::with_limit(limit as usize).and_offset(offset as usize);
    if by_time {
        let top = top.order_by_fast_field::<i64>("time", Order::Desc);
        let (hits, total) = searcher.search(search, &(top, Count))?;
        Ok((total, hits.into_iter().map(|(_, address)| (0.0, address)).collect()))
    } else {
        let (hits, total) = searcher.search(search, &(top.order_by_score(), Count))?;
        Ok((total, hits))
    }
}

fn parse(key: &str) -> Option<(EntityKind, Uuid)> {
    let (kind, id) = key.split_once(':')?;
    Some((EntityKind::parse(kind)?, Uuid::try_parse(id).ok()?))
}

/// One hit as it is now; none where it is gone and the index does not know yet.
fn hit(
    connection: &Connection,
    kind: EntityKind,
    id: Uuid,
    score: f64,
    patterns: &[Pattern],
) -> Result<Option<Hit>, Error> {
    let found = match kind {
        EntityKind::Article => article_hit(connection, ArticleId::new(id), patterns),
        EntityKind::Highlight => highlight_hit(connection, HighlightId::new(id), patterns),
        _ => note_hit(connection, NoteId::new(id), patterns),
    };
    match found {
        Ok(parts) => Ok(Some(Hit {
            kind,
            id,
            article: parts.article,
            title_marks: title_marks(&parts, patterns),
            title: parts.title,
            score,
            snippet: parts.snippet.text,
            marks: parts.snippet.marks,
            passage: parts.passage,
        })),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

struct Parts {
    article: Option<ArticleId>,
    title: String,
    language: Option<String>,
    snippet: Snippet,
    passage: Option<(u32, u32)>,
}

fn article_hit(
    connection: &Connection,
    id: ArticleId,
    patterns: &[Pattern],
) -> Result<Parts, Error> {
    let article = live(connection, id)?;
    let text = capture::text(connection, article.capture)?;
    let language = article.metadata.language;
    let snippet = marks::snippet(&text, language.as_deref(), patterns, in_body);
    let passage = snippet.passage;
    Ok(Parts { article: Some(id), title: article.metadata.title, language, snippet, passage })
}

fn highlight_hit(
    connection: &Connection,
    id: HighlightId,
    patterns: &[Pattern],
) -> Result<Parts, Error> {
    let highlight = highlight::get(connection, id)?;
    let article = live(connection, highlight.article)?;
    let language = article.metadata.language;
    let wanted = |field| matches!(field, None | Some(TextField::Quote));
    let snippet = marks::snippet(&highlight.selector.quote, language.as_deref(), patterns, wanted);
    let (article, title) = (Some(highlight.article), article.metadata.title);
    Ok(Parts { article, title, language, snippet, passage: highlight.anchor.range })
}

fn note_hit(connection: &Connection, id: NoteId, patterns: &[Pattern]) -> Result<Parts, Error> {
    let note = note::get(connection, id)?;
    let wanted = |field| matches!(field, None | Some(TextField::Note));
    let snippet = marks::snippet(&note.markdown, None, patterns, wanted);
    let (article, title, passage) = match note.target {
        NoteTarget::Page(title) => (None, title, None),
        NoteTarget::Article(id) => (Some(id), live(connection, id)?.metadata.title, None),
        NoteTarget::Highlight(id) => {
            let highlight = highlight::get(connection, id)?;
            let title = live(connection, highlight.article)?.metadata.title;
            (Some(highlight.article), title, highlight.anchor.range)
        }
    };
    Ok(Parts { article, title, language: None, snippet, passage })
}

fn live(connection: &Connection, id: ArticleId) -> Result<Article, Error> {
    let article = article::get(connection, id)?;
    if article.deleted.is_some() { Err(Error::NotFound { what: "article" }) } else { Ok(article) }
}

fn title_marks(parts: &Parts, patterns: &[Pattern]) -> Vec<(u32, u32)> {
    let wanted = |field| matches!(field, None | Some(TextField::Title));
    let found = marks::find(&parts.title, parts.language.as_deref(), patterns, wanted);
    marks::code_points(&parts.title, &found)
}

fn in_body(field: Option<TextField>) -> bool {
    field.is_none()
}
