//! Builders for tests, named after what they make.

#![allow(dead_code, reason = "each test binary uses a part")]

use commonplace_core::{
    model::{
        Anchor, AnchorMethod, AnchorState, ArticleId, Color, DecidedBy, HighlightId, Metadata,
        Millis, NoteId, NoteTarget, ReadingState, Receipt, Selector, SourceKind,
    },
    text::Text,
};
use commonplace_library::{
    IndexMode, Library, NewArticle, NewCapture, NewHighlight, Op, OpenOptions,
};
use std::path::Path;

/// Opens the library in `dir` the way the command line does.
pub(crate) fn open(dir: &Path) -> Library {
    Library::open(dir, OpenOptions { index: IndexMode::OnDemand }).unwrap()
}

/// Opens the library in `dir` the way the window does.
pub(crate) fn open_window(dir: &Path) -> Library {
    Library::open(dir, OpenOptions { index: IndexMode::Background }).unwrap()
}

/// A capture with this text, its original kept among the blobs.
pub(crate) fn capture(library: &Library, text: &str) -> NewCapture {
    NewCapture {
        kind: SourceKind::Text,
        source: "test".into(),
        original: library.blobs().put(text.as_bytes()).unwrap(),
        body: format!("<p>{text}</p>"),
        text: text.into(),
        text_hash: Text::new(text.into()).hash(),
        receipt: Receipt::default(),
        captured: Millis(1_000),
        origin: None,
    }
}

/// An article with this title and text.
pub(crate) fn new_article(library: &Library, title: &str, text: &str) -> NewArticle {
    NewArticle {
        id: None,
        metadata: Metadata { title: title.into(), ..Metadata::default() },
        capture: capture(library, text),
        words: Text::new(text.into()).words(),
        saved: None,
        opened: None,
        state: ReadingState::Inbox,
        favourite: false,
        canonical_url: None,
    }
}

/// Saves an article.
pub(crate) fn save(library: &Library, title: &str, text: &str) -> ArticleId {
    let new = new_article(library, title, text);
    library.write(Op::Save, |w| w.add_article(new)).unwrap().value
}

/// Highlights the first place where `quote` stands.
pub(crate) fn mark(library: &Library, article: ArticleId, quote: &str) -> HighlightId {
    let capture = library.article(article).unwrap().capture;
    let text = Text::new(library.capture(capture).unwrap().text);
    let start = text.as_str().find(quote).unwrap();
    let range = (text.code_point_of(start), text.code_point_of(start + quote.len()));
    let new = NewHighlight {
        id: None,
        article,
        capture,
        selector: Selector {
            quote: quote.into(),
            start: Some(range.0),
            end: Some(range.1),
            ..Selector::default()
        },
        anchor: Anchor {
            state: AnchorState::Exact,
            range: Some(range),
            method: AnchorMethod::Selected,
            score: 1.0,
            decided_by: DecidedBy::User,
        },
        color: Color::Yellow,
        created: None,
        modified: None,
    };
    library.write(Op::AddHighlight, |w| w.add_highlight(new)).unwrap().value
}

/// Writes a note.
pub(crate) fn note(library: &Library, target: &NoteTarget, markdown: &str) -> NoteId {
    library.write(Op::EditNote, |w| w.put_note(None, target, markdown, None, None)).unwrap().value
}
