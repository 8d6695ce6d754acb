//! Runs a plan and dresses its hits: title, passages, marks, all from SQLite's text.

use super::{
    Answer, Hit, Passage, Reason, Wanted,
    active::Active,
    find::{Finder, Found, Scored},
    forms::{Lookup, io},
    go_on,
    marks::{self, Marker, Snippet},
    plan::{Planned, plan},
    schema::{Fields, HIGH, KIND, KINDS, LENGTH, LOW, PUBLISHED, TIME},
    stems::Stems,
};
use crate::{
    EntityKind, Error,
    store::{
        Store, article, capture, highlight, note,
        search::{places, shown, shown_with_text},
    },
};
use commonplace_core::{
    address,
    model::{ArticleId, Color, HighlightId, NoteId, NoteTarget},
    query::{Order, OrderBy, Query, TextField},
};
use rusqlite::Connection;
use std::sync::Arc;
use tantivy::{DocAddress, Searcher};
use uuid::Uuid;

/// Passages that an article shows.
const PASSAGES: usize = 3;

/// What is asked, and for how long.
pub(super) struct Asked<'a> {
    query: &'a Query,
    /// Hits to skip, and to give.
    page: (u32, u32),
    wanted: Wanted<'a>,
}

impl<'a> Asked<'a> {
    /// Everything that a query finds, unranked.
    pub(super) fn whole(query: &'a Query) -> Self {
        Self { query, page: (0, 0), wanted: &|| true }
    }
}

/// Searches.
pub(super) fn search(
    active: &Active,
    store: &Store,
    query: &Query,
    (offset, limit): (u32, u32),
    wanted: Wanted<'_>,
) -> Result<Answer, Error> {
    let searcher = active.reader.searcher();
    let asked = Asked { query, page: (offset, limit), wanted };
    let (found, planned) = find(&searcher, &active.fields, store, &asked)?;
    let total = found.docs.iter().map(super::sets::Bits::count).sum::<usize>();
    let most = offset as usize + limit as usize;
    let order = query.order.filter(|order| order.by != OrderBy::Relevance);
    let ranked = match order {
        _ if limit == 0 => Vec::new(),
        None if planned.has_words => found.ranked,
        order => {
            let newest = Order { by: OrderBy::Saved, reverse: false };
            sorted(&searcher, store, &found, order.unwrap_or(newest), most)?
        }
    };
    let page: Vec<Scored> = ranked.into_iter().skip(offset as usize).collect();
    let mut marker = Marker::new(query);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    store.read(|connection| {
        let mut hits = Vec::with_capacity(page.len());
        for scored in &page {
            go_on(wanted)?;
            let Some((kind, id)) = identity(&searcher, scored.address)? else { continue };
            hits.extend(hit(connection, kind, id, scored, &mut marker)?);
        }
        Ok(Answer { total: count(total), full: count(found.full), hits })
    })
}

/// Everything that has all that was asked, in no order.
pub(super) fn found(
    active: &Active,
    store: &Store,
    query: &Query,
) -> Result<Vec<(EntityKind, Uuid)>, Error> {
    let searcher = active.reader.searcher();
    let (found, _) = find(&searcher, &active.fields, store, &Asked::whole(query))?;
    let mut ids = Vec::new();
    for (place, bits) in (0..).zip(&found.exact) {
        for doc in bits.iter() {
            ids.extend(identity(&searcher, DocAddress::new(place, doc))?);
        }
    }
    Ok(ids)
}

/// Everything that a query finds, ranked as far as the page needs it.
pub(super) fn find(
    searcher: &Searcher,
    fields: &Fields,
    store: &Store,
    asked: &Asked<'_>,
) -> Result<(Found, Planned), Error> {
    let (query, (offset, limit)) = (asked.query, asked.page);
    let mut lookup = Lookup::new(searcher, fields, languages(searcher, fields)?);
    let planned = plan(&mut lookup, store, query)?;
    let by_relevance = query.order.is_none_or(|order| order.by == OrderBy::Relevance);
    let rank = planned.has_words && by_relevance;
    let most = offset as usize + limit as usize;
    let finder = Finder::new(&lookup, &planned, asked.wanted)?;
    let found = finder.find(most, rank && limit > 0, rank)?;
    Ok((found, planned))
}

/// Stemmers for the languages that the library holds, and English; one for all that have none.
fn languages(searcher: &Searcher, fields: &Fields) -> Result<Vec<Stems>, Error> {
    let mut tags = vec!["en".to_owned()];
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.flag)?;
        let mut stream = index.terms().range().ge("lang:").lt("lang;").into_stream().map_err(io)?;
        while tags.len() < 60 && stream.advance() {
            let tag = std::str::from_utf8(stream.key()).unwrap_or_default();
            let tag = tag.trim_start_matches("lang:").to_owned();
            if !tag.contains('-') && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    let mut stems: Vec<Stems> = Vec::new();
    for tag in &tags {
        let stem = Stems::of(Some(tag));
        if stems.iter().all(|other| other.letter() != stem.letter()) {
            stems.push(stem);
        }
    }
    Ok(stems)
}

/// Everything that was found, in an order that is not relevance. What has no place in it comes last.
fn sorted(
    searcher: &Searcher,
    store: &Store,
    found: &Found,
    order: Order,
    wanted: usize,
) -> Result<Vec<Scored>, Error> {
    let known = match order.by {
        OrderBy::Title | OrderBy::Opened => Some(store.read(|c| places(c, order.by))?),
        _ => None,
    };
    let mut keyed: Vec<(Option<i64>, i64, DocAddress)> = Vec::new();
    for (place, (bits, reader)) in (0..).zip(found.docs.iter().zip(searcher.segment_readers())) {
        let columns = reader.fast_fields();
        let (time, published) = (columns.i64(TIME)?, columns.i64(PUBLISHED)?);
        let (length, kind) = (columns.u64(LENGTH)?, columns.u64(KIND)?);
        let (high, low) = (columns.u64(HIGH)?, columns.u64(LOW)?);
        for doc in bits.iter() {
            let saved = time.first(doc).unwrap_or_default();
            let key = match &known {
                Some(known) => {
                    let id = high.first(doc).zip(low.first(doc));
                    let id = id.filter(|_| kind.first(doc) == Some(0));
                    // The first place is the greatest key.
                    id.and_then(|(h, l)| known.get(&Uuid::from_u64_pair(h, l)))
                        .map(|place| -i64::from(*place))
                }
                None => match order.by {
                    OrderBy::Published => published.first(doc),
                    OrderBy::Words => length.first(doc).map(|words| words as i64),
                    _ => Some(saved),
                },
            };
            let key = if order.reverse { key.map(|key| -key) } else { key };
            keyed.push((key, saved, DocAddress::new(place, doc)));
        }
    }
    let greatest = |a: &(Option<i64>, i64, DocAddress), b: &(Option<i64>, i64, DocAddress)| {
        b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2))
    };
    if wanted < keyed.len() && wanted > 0 {
        keyed.select_nth_unstable_by(wanted - 1, greatest);
        keyed.truncate(wanted);
    }
    keyed.sort_unstable_by(greatest);
    let scored = |(_, _, address)| Scored { score: 0.0, address, partial: false };
    Ok(keyed.into_iter().map(scored).collect())
}

/// What a document stands for.
pub(super) fn identity(
    searcher: &Searcher,
    address: DocAddress,
) -> Result<Option<(EntityKind, Uuid)>, Error> {
    let columns = searcher.segment_reader(address.segment_ord).fast_fields();
    let (high, low) = (columns.u64(HIGH)?, columns.u64(LOW)?);
    let kind = columns.u64(KIND)?.first(address.doc_id);
    let kind = kind.and_then(|kind| KINDS.get(usize::try_from(kind).ok()?));
    let id = high.first(address.doc_id).zip(low.first(address.doc_id));
    Ok(kind.zip(id).map(|(kind, (high, low))| (*kind, Uuid::from_u64_pair(high, low))))
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
    let found = Marker::new(query).find(&text, language, in_body);
    Ok(marks::code_points(&text, &found))
}

/// Why a thing is found: each word that was asked for, wherever it stands.
pub(super) fn why(
    store: &Store,
    query: &Query,
    kind: EntityKind,
    id: Uuid,
) -> Result<Vec<Reason>, Error> {
    let (language, texts) = store.read(|connection| texts(connection, kind, id))?;
    let mut marker = Marker::new(query);
    let mut reasons: Vec<Reason> = Vec::new();
    for (field, text) in texts {
        for mark in marker.find(&text, language.as_deref(), |asked| fits(asked, field, kind)) {
            let word = &marker.patterns[mark.pattern].text;
            let form = text[mark.range].to_owned();
            match reasons.iter_mut().find(|r| r.field == field && r.word == *word) {
                Some(reason) => {
                    reason.times += 1;
                    if reason.forms.len() < 5 && !reason.forms.contains(&form) {
                        reason.forms.push(form);
                    }
                }
                None => {
                    reasons.push(Reason { word: word.clone(), field, times: 1, forms: vec![form] });
                }
            }
        }
    }
    Ok(reasons)
}

fn fits(asked: Option<TextField>, field: TextField, kind: EntityKind) -> bool {
    match asked {
        None => true,
        // A page's title is part of its note.
        Some(TextField::Note) => kind == EntityKind::Note,
        Some(asked) => asked == field,
    }
}

type Texts = (Option<String>, Vec<(TextField, String)>);

/// All texts by which a thing is found, with their language.
fn texts(connection: &Connection, kind: EntityKind, id: Uuid) -> Result<Texts, Error> {
    let mut texts = Vec::new();
    let article = match kind {
        EntityKind::Article => Some(ArticleId::new(id)),
        EntityKind::Highlight => {
            let highlight = highlight::get(connection, HighlightId::new(id))?;
            texts.push((TextField::Quote, highlight.selector.quote));
            Some(highlight.article)
        }
        _ => {
            let note = note::get(connection, NoteId::new(id))?;
            texts.push((TextField::Note, note.markdown));
            match note.target {
                NoteTarget::Article(article) => Some(article),
                NoteTarget::Highlight(id) => Some(highlight::get(connection, id)?.article),
                NoteTarget::Page(title) => {
                    texts.push((TextField::Title, title));
                    None
                }
            }
        }
    };
    let Some(article) = article else { return Ok((None, texts)) };
    let article = article::get(connection, article)?;
    let metadata = article.metadata;
    if kind == EntityKind::Article {
        let title = [Some(metadata.title), metadata.subtitle];
        texts.push((TextField::Title, title.into_iter().flatten().collect::<Vec<_>>().join("\n")));
        texts.push((TextField::Text, capture::text(connection, article.capture)?));
    }
    texts.extend(metadata.authors.into_iter().map(|author| (TextField::Author, author)));
    texts.extend(metadata.site.map(|site| (TextField::Site, site)));
    let host = metadata.url.as_deref().and_then(address::host);
    texts.extend(host.map(|host| (TextField::Site, host)));
    let language = if kind == EntityKind::Note { None } else { metadata.language };
    Ok((language, texts))
}

/// One hit as it is now; none where it is gone and the index does not know yet.
fn hit(
    connection: &Connection,
    kind: EntityKind,
    id: Uuid,
    scored: &Scored,
    marker: &mut Marker,
) -> Result<Option<Hit>, Error> {
    let found = match kind {
        EntityKind::Article => article_hit(connection, ArticleId::new(id), marker),
        EntityKind::Highlight => highlight_hit(connection, HighlightId::new(id), marker),
        _ => note_hit(connection, NoteId::new(id), marker),
    };
    let mut parts = match found {
        Ok(parts) => parts,
        Err(Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let wanted = |field| matches!(field, None | Some(TextField::Title));
    let in_title = marker.find(&parts.title, parts.language.as_deref(), wanted);
    let mut snippets = parts.snippets.drain(..);
    let best = snippets.next().unwrap_or_default();
    let more = snippets.filter_map(|snippet| {
        let range = snippet.passage?;
        Some(Passage { snippet: snippet.text, marks: snippet.marks, range })
    });
    let more = more.collect();
    Ok(Some(Hit {
        kind,
        id,
        article: parts.article,
        title_marks: marks::code_points(&parts.title, &in_title),
        title: parts.title,
        site: parts.site,
        color: parts.color,
        score: f64::from(scored.score),
        partial: scored.partial,
        snippet: best.text,
        marks: best.marks,
        passage: parts.passage.or(best.passage),
        more,
        matches: u32::try_from(parts.matches).unwrap_or(u32::MAX),
        text: parts.text,
    }))
}

#[derive(Default)]
struct Parts {
    article: Option<ArticleId>,
    title: String,
    site: Option<String>,
    color: Option<Color>,
    language: Option<String>,
    snippets: Vec<Snippet>,
    matches: usize,
    passage: Option<(u32, u32)>,
    text: Option<Arc<str>>,
}

fn site(site: Option<String>, url: Option<&str>) -> Option<String> {
    site.or_else(|| url.and_then(address::host))
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
        title: shown.title,
        site: site(shown.site, shown.url.as_deref()),
        language: shown.language,
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
    let wanted = |field| matches!(field, None | Some(TextField::Quote));
    let quote = &highlight.selector.quote;
    let (snippets, matches) = marker.passages(quote, shown.language.as_deref(), 1, wanted);
    Ok(Parts {
        article: Some(highlight.article),
        title: shown.title,
        site: site(shown.site, shown.url.as_deref()),
        color: Some(highlight.color),
        language: shown.language,
        snippets: bare(snippets),
        matches,
        passage: highlight.anchor.range,
        text: None,
    })
}

fn note_hit(connection: &Connection, id: NoteId, marker: &mut Marker) -> Result<Parts, Error> {
    let note = note::get(connection, id)?;
    let wanted = |field| matches!(field, None | Some(TextField::Note));
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
    let site = site(shown.site, shown.url.as_deref());
    Ok(Parts { article: Some(article), title: shown.title, site, passage, ..parts })
}

/// Without places in the article: what was marked is not its text.
fn bare(snippets: Vec<Snippet>) -> Vec<Snippet> {
    snippets.into_iter().map(|snippet| Snippet { passage: None, ..snippet }).collect()
}

pub(super) fn in_body(field: Option<TextField>) -> bool {
    matches!(field, None | Some(TextField::Text))
}
