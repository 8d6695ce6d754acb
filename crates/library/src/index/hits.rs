//! Dresses what was found: title, passages, marks, all from SQLite's text.

use super::{
    Hit, Name, Passage, Place,
    find::Scored,
    marks::{Marker, code_points},
    snippets::Snippet,
};
use crate::{
    EntityKind, Error,
    store::{
        highlight, note,
        search::{Shown, names, shown, shown_with_text},
    },
};
use commonplace_core::{
    address,
    model::{ArticleId, Color, HighlightId, NoteId, NoteTarget},
    query::TextField,
};
use rusqlite::Connection;
use std::sync::Arc;
use uuid::Uuid;

/// Passages that an article shows.
const PASSAGES: usize = 3;

/// One hit as it is now; none where it is gone and the index does not know yet.
pub(super) fn hit(
    connection: &Connection,
    kind: EntityKind,
    id: Uuid,
    scored: &Scored,
    marker: &mut Marker,
) -> Result<Option<Hit>, Error> {
    marker.begin();
    let parts = match kind {
        EntityKind::Article => article_hit(connection, ArticleId::new(id), marker),
        EntityKind::Highlight => highlight_hit(connection, HighlightId::new(id), marker),
        _ => note_hit(connection, NoteId::new(id), marker),
    };
    let parts = match parts {
        Ok(parts) => parts,
        Err(Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let (title, language) = match &parts.shown {
        Some(shown) => (&shown.title, shown.language.as_deref()),
        None => (&parts.title, None),
    };
    // The title over a highlight or note is that of its article.
    let whose = if parts.shown.is_some() { EntityKind::Article } else { kind };
    let title_marks = marker.find(title, language, |asked| Place::Title.answers(asked, whose));
    let title_marks = code_points(title, &title_marks);
    let names = if marker.found_all() {
        Vec::new()
    } else {
        names_found(connection, kind, &parts, marker)?
    };
    let mut snippets = parts.snippets.into_iter();
    let best = snippets.next().unwrap_or_default();
    let more = snippets.filter_map(|snippet| {
        let range = snippet.passage?;
        Some(Passage { snippet: snippet.text, marks: snippet.marks, range })
    });
    let (title, site) = match parts.shown {
        Some(Shown { title, site, url, .. }) => {
            (title, site.or_else(|| url.as_deref().and_then(address::host)))
        }
        None => (parts.title, None),
    };
    Ok(Some(Hit {
        kind,
        id,
        article: parts.article,
        title,
        title_marks,
        names,
        site,
        color: parts.color,
        score: f64::from(scored.score),
        partial: scored.partial,
        snippet: best.text,
        marks: best.marks,
        passage: parts.passage.or(best.passage),
        more: more.collect(),
        matches: u32::try_from(parts.matches).unwrap_or(u32::MAX),
        text: parts.text,
    }))
}

#[derive(Default)]
struct Parts {
    /// The article it is in, and how that is shown; none for a page.
    article: Option<ArticleId>,
    shown: Option<Shown>,
    /// A page's title.
    title: String,
    color: Option<Color>,
    /// Names of a highlight's tags.
    tags: Vec<String>,
    snippets: Vec<Snippet>,
    matches: usize,
    passage: Option<(u32, u32)>,
    text: Option<Arc<str>>,
}

fn article_hit(
    connection: &Connection,
    id: ArticleId,
    marker: &mut Marker,
) -> Result<Parts, Error> {
    let (shown, text) = shown_with_text(connection, id)?;
    let (snippets, matches) = marker.passages(&text, shown.language.as_deref(), PASSAGES, in_body);
    Ok(Parts {
        article: Some(id),
        shown: Some(shown),
        snippets,
        matches,
        text: Some(text.into()),
        ..Parts::default()
    })
}

fn highlight_hit(
    connection: &Connection,
    id: HighlightId,
    marker: &mut Marker,
) -> Result<Parts, Error> {
    let highlight = highlight::get(connection, id)?;
    let shown = shown(connection, highlight.article)?;
    let wanted = |asked| Place::Quote.answers(asked, EntityKind::Highlight);
    let quote = &highlight.selector.quote;
    let (snippets, matches) = marker.passages(quote, shown.language.as_deref(), 1, wanted);
    Ok(Parts {
        article: Some(highlight.article),
        shown: Some(shown),
        color: Some(highlight.color),
        tags: highlight.tags,
        snippets: bare(snippets),
        matches,
        passage: highlight.anchor.range,
        ..Parts::default()
    })
}

fn note_hit(connection: &Connection, id: NoteId, marker: &mut Marker) -> Result<Parts, Error> {
    let note = note::get(connection, id)?;
    let wanted = |asked| Place::Note.answers(asked, EntityKind::Note);
    let (snippets, matches) = marker.passages(&note.markdown, None, 1, wanted);
    let parts = Parts { snippets: bare(snippets), matches, ..Parts::default() };
    let (article, passage) = match note.target {
        NoteTarget::Page(title) => return Ok(Parts { title, ..parts }),
        NoteTarget::Article(id) => (id, None),
        NoteTarget::Highlight(id) => {
            let highlight = highlight::get(connection, id)?;
            (highlight.article, highlight.anchor.range)
        }
    };
    let shown = shown(connection, article)?;
    Ok(Parts { article: Some(article), shown: Some(shown), passage, ..parts })
}

/// Names by which a thing is found: those of its article's authors and site, and of its tags.
fn names_found(
    connection: &Connection,
    kind: EntityKind,
    parts: &Parts,
    marker: &mut Marker,
) -> Result<Vec<Name>, Error> {
    let (Some(article), Some(shown)) = (parts.article, &parts.shown) else {
        return Ok(Vec::new());
    };
    let (authors, mut tags) = names(connection, article)?;
    if kind != EntityKind::Article {
        tags.clone_from(&parts.tags);
    }
    let host = shown.url.as_deref().and_then(address::host);
    let sites =
        shown.site.clone().into_iter().chain(host.filter(|h| shown.site.as_ref() != Some(h)));
    let all = authors
        .into_iter()
        .map(|name| (Place::Author, name))
        .chain(sites.map(|name| (Place::Site, name)))
        .chain(tags.into_iter().map(|name| (Place::Tag, name)));
    let found = all.filter_map(|(place, text)| {
        let wanted = |asked| place.answers(asked, kind);
        let marks = marker.find(&text, place.language(None), wanted);
        let marks = code_points(&text, &marks);
        (!marks.is_empty()).then_some(Name { place, text, marks })
    });
    Ok(found.collect())
}

/// Without places in the article: what was marked is not its text.
fn bare(snippets: Vec<Snippet>) -> Vec<Snippet> {
    snippets.into_iter().map(|snippet| Snippet { passage: None, ..snippet }).collect()
}

/// Whether words asked for in this field are looked for in an article's text.
pub(super) fn in_body(asked: Option<TextField>) -> bool {
    Place::Text.answers(asked, EntityKind::Article)
}
