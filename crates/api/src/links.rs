//! Addresses of what is in the library: where they lead, and what leads there.

use crate::{Api, annotations::note_view, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    address::{self, Inside, Spot},
    model::{ArticleId, HighlightId, NoteId, NoteTarget},
    text::Text,
};
use commonplace_library::{Library, Titled};

impl Api {
    pub(crate) async fn link_resolve(&self, input: Link) -> Result<LinkTarget, WireError> {
        let inside = inside(&input.url)?;
        self.disk(move |library| resolve(library, inside)).await
    }

    pub(crate) async fn link_back(&self, input: Link) -> Result<Vec<NoteView>, WireError> {
        let inside = inside(&input.url)?;
        self.disk(move |library| {
            let (place, title) = match inside {
                Inside::Article(id, _) => {
                    (format!("article/{id}"), Some(library.article(id)?.metadata.title))
                }
                Inside::Highlight(id) => (format!("highlight/{id}"), None),
                Inside::Note(id) => {
                    let title = match library.note(id)?.target {
                        NoteTarget::Page(title) => Some(title),
                        NoteTarget::Article(_) | NoteTarget::Highlight(_) => None,
                    };
                    (format!("note/{id}"), title)
                }
                Inside::Title(title) => (address::of_title(&title), Some(title)),
            };
            let notes = library.notes_linking(&place, title.as_deref())?;
            notes.iter().map(|note| note_view(library, note)).collect()
        })
        .await
    }
}

fn inside(address: &str) -> Result<Inside, WireError> {
    address::inside(address).ok_or_else(|| {
        WireError::invalid(sentence!(
            "link-nowhere",
            "This address does not lead to anything in a library."
        ))
    })
}

fn resolve(library: &Library, inside: Inside) -> Result<LinkTarget, WireError> {
    match inside {
        Inside::Article(id, spot) => in_article(library, id, spot),
        Inside::Highlight(id) => in_highlight(library, id),
        Inside::Note(id) => in_note(library, id),
        Inside::Title(title) => match library.titled(&title)? {
            Titled::Article(id) => in_article(library, id, None),
            Titled::Page(id) => in_note(library, id),
        },
    }
}

const NOWHERE: LinkTarget =
    LinkTarget { article: None, highlight: None, passage: None, note: None };

fn in_article(
    library: &Library,
    id: ArticleId,
    spot: Option<Spot>,
) -> Result<LinkTarget, WireError> {
    let article = library.article(id)?;
    let mut target = LinkTarget { article: Some(id.to_string()), ..NOWHERE };
    match spot {
        Some(Spot::Highlight(highlight)) => target.highlight = Some(highlight.to_string()),
        Some(Spot::Range(start, end)) => {
            let text = Text::new(library.capture(article.capture)?.text);
            target.passage = Some((text.utf16_of(start), text.utf16_of(end)));
        }
        None => {}
    }
    Ok(target)
}

fn in_highlight(library: &Library, id: HighlightId) -> Result<LinkTarget, WireError> {
    let article = library.highlight(id)?.article;
    Ok(LinkTarget {
        article: Some(article.to_string()),
        highlight: Some(id.to_string()),
        ..NOWHERE
    })
}

fn in_note(library: &Library, id: NoteId) -> Result<LinkTarget, WireError> {
    let mut target = match library.note(id)?.target {
        NoteTarget::Highlight(highlight) => in_highlight(library, highlight)?,
        NoteTarget::Article(article) => in_article(library, article, None)?,
        NoteTarget::Page(_) => NOWHERE,
    };
    target.note = Some(id.to_string());
    Ok(target)
}
