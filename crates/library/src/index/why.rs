//! Why a thing is found, and where in an article the words stand.

use super::{
    Place, Reason,
    hits::in_body,
    marks::{Marker, code_points},
};
use crate::{
    EntityKind, Error,
    store::{Store, article, capture, highlight, note},
};
use commonplace_core::{
    address,
    model::{ArticleId, HighlightId, NoteId, NoteTarget},
    query::Query,
};
use rusqlite::Connection;
use uuid::Uuid;

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
    Ok(code_points(&text, &found))
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
    for (place, text) in texts {
        let language = place.language(language.as_deref());
        for mark in marker.find(&text, language, |asked| place.answers(asked, kind)) {
            let word = &marker.patterns[mark.pattern].text;
            let form = text[mark.range].to_owned();
            match reasons.iter_mut().find(|r| r.place == place && r.word == *word) {
                Some(reason) => {
                    reason.times += 1;
                    if reason.forms.len() < 5 && !reason.forms.contains(&form) {
                        reason.forms.push(form);
                    }
                }
                None => {
                    reasons.push(Reason { word: word.clone(), place, times: 1, forms: vec![form] });
                }
            }
        }
    }
    Ok(reasons)
}

type Texts = (Option<String>, Vec<(Place, String)>);

/// All texts by which a thing is found, with their language.
fn texts(connection: &Connection, kind: EntityKind, id: Uuid) -> Result<Texts, Error> {
    let mut texts = Vec::new();
    let article = match kind {
        EntityKind::Article => Some(ArticleId::new(id)),
        EntityKind::Highlight => {
            let highlight = highlight::get(connection, HighlightId::new(id))?;
            texts.push((Place::Quote, highlight.selector.quote));
            texts.extend(highlight.tags.into_iter().map(|tag| (Place::Tag, tag)));
            Some(highlight.article)
        }
        _ => {
            let note = note::get(connection, NoteId::new(id))?;
            texts.push((Place::Note, note.markdown));
            match note.target {
                NoteTarget::Article(article) => Some(article),
                NoteTarget::Highlight(id) => Some(highlight::get(connection, id)?.article),
                NoteTarget::Page(title) => {
                    texts.push((Place::Title, title));
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
        texts.push((Place::Title, title.into_iter().flatten().collect::<Vec<_>>().join("\n")));
        texts.push((Place::Text, capture::text(connection, article.capture)?));
        texts.extend(article.tags.into_iter().map(|tag| (Place::Tag, tag)));
    }
    texts.extend(metadata.authors.into_iter().map(|author| (Place::Author, author)));
    let host = metadata.url.as_deref().and_then(address::host);
    let host = host.filter(|host| metadata.site.as_ref() != Some(host));
    texts.extend(metadata.site.into_iter().chain(host).map(|site| (Place::Site, site)));
    let language = if kind == EntityKind::Note { None } else { metadata.language };
    Ok((language, texts))
}
