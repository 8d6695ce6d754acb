//! The model's types as wire types and back.

use crate::wire::*;
use commonplace_core::sentence;
use commonplace_core::{
    address, markdown,
    model::{self, Article, Color, Highlight, Kept, Note, NoteTarget, ReadingState, Receipt},
    text::Text,
};
use commonplace_library::Change;
use std::str::FromStr;

/// Words a practised reader takes in a minute (Brysbaert 2019, <https://doi.org/10.1016/j.jml.2019.104047>: 238 for
/// non-fiction in English).
const WORDS_PER_MINUTE: u32 = 238;

/// Reads the id of a `what`, such as an article, that came from outside.
///
/// # Errors
/// `invalidInput` for what is no id.
pub fn id<T: FromStr>(text: &str, what: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| {
        WireError::invalid(sentence!(
            "no-id",
            "“{text}” is not the id of a {what}.",
            text = text,
            what = what
        ))
    })
}

/// Reads several ids that came from outside.
pub(crate) fn ids<T: FromStr>(texts: &[String], what: &str) -> Result<Vec<T>, WireError> {
    texts.iter().map(|text| id(text, what)).collect()
}

/// Reads a colour that came from outside.
pub(crate) fn color(text: &str) -> Result<Color, WireError> {
    Color::parse(text).ok_or_else(|| {
        let known: Vec<&str> = Color::ALL.iter().map(|c| c.as_str()).collect();
        WireError::invalid(sentence!(
            "no-color",
            "“{text}” is not a colour; there are {known}.",
            text = text,
            known = known.join(", ")
        ))
    })
}

/// Reads a reading state that came from outside.
pub(crate) fn state(text: &str) -> Result<ReadingState, WireError> {
    ReadingState::parse(text).ok_or_else(|| {
        WireError::invalid(sentence!(
            "no-state",
            "“{text}” is not a reading state; there are inbox, reading, finished and archived.",
            text = text
        ))
    })
}

pub(crate) fn row(article: &Article) -> ArticleRow {
    let meta = &article.metadata;
    ArticleRow {
        id: article.id.to_string(),
        title: meta.title.clone(),
        site: meta.site.clone().or_else(|| meta.url.as_deref().and_then(address::host)),
        authors: meta.authors.clone(),
        published: meta.published.clone(),
        saved: article.saved.0,
        opened: article.opened.map(|at| at.0),
        words: article.words,
        minutes: article.words.div_ceil(WORDS_PER_MINUTE).max(1),
        language: meta.language.clone(),
        state: article.state.as_str().into(),
        favourite: article.favourite,
        tags: article.tags.clone(),
        highlight_colors: article.highlight_colors.iter().map(|c| c.as_str().into()).collect(),
        undecided: article.undecided,
        progress: article.position.progress,
        deleted: article.deleted.map(|at| at.0),
    }
}

fn kept(kept: &Kept) -> KeptCounts {
    KeptCounts {
        words: kept.words,
        images: kept.images,
        tables: kept.tables,
        code: kept.code,
        links: kept.links,
        footnotes: kept.footnotes,
        formulas: kept.formulas,
    }
}

/// A receipt; `text` is the canonical text of its capture.
pub(crate) fn receipt(receipt: &Receipt, text: &Text) -> ReceiptView {
    ReceiptView {
        source: kept(&receipt.source),
        kept: kept(&receipt.kept),
        dropped: receipt
            .dropped
            .iter()
            .map(|block| DroppedBlock {
                text: block.text.clone(),
                reason: block.reason.into(),
                times: block.times,
                place: text.utf16_of(block.place),
                mark: block.mark.clone(),
            })
            .collect(),
        restored: receipt.restored.clone(),
        rules: receipt
            .rules
            .iter()
            .map(|rule| FollowedRule {
                keep: rule.keep,
                mark: rule.mark.clone(),
                words: rule.words,
            })
            .collect(),
        doubts: receipt.doubts.iter().cloned().map(Said::from).collect(),
        problems: receipt.problems.iter().cloned().map(Said::from).collect(),
    }
}

/// A note; `article` is the one that its highlight is on.
pub(crate) fn note(note: &Note, article: Option<model::ArticleId>) -> NoteView {
    let (highlight, on, title) = match &note.target {
        NoteTarget::Highlight(id) => (Some(id.to_string()), article, None),
        NoteTarget::Article(id) => (None, Some(*id), None),
        NoteTarget::Page(title) => (None, None, Some(title.clone())),
    };
    NoteView {
        id: note.id.to_string(),
        highlight,
        article: on.map(|id| id.to_string()),
        title,
        markdown: note.markdown.clone(),
        html: markdown::note_html(&note.markdown),
        created: note.created.0,
        modified: note.modified.0,
    }
}

/// A highlight, its place turned into UTF-16 units of its article's current text.
pub(crate) fn highlight(highlight: &Highlight, article_title: &str, text: &Text) -> HighlightView {
    let range = highlight.anchor.range;
    HighlightView {
        id: highlight.id.to_string(),
        article: highlight.article.to_string(),
        article_title: article_title.to_owned(),
        quote: highlight.selector.quote.clone(),
        start: range.map(|(start, _)| text.utf16_of(start)),
        end: range.map(|(_, end)| text.utf16_of(end)),
        state: highlight.anchor.state.as_str().into(),
        prefix: highlight.selector.prefix.clone(),
        suffix: highlight.selector.suffix.clone(),
        now: range
            .map(|(start, end)| text.slice(start, end))
            .filter(|words| *words != highlight.selector.quote)
            .map(str::to_owned),
        decided: highlight.anchor.decided_by == model::DecidedBy::User,
        color: highlight.color.as_str().into(),
        note: highlight.note.as_ref().map(|n| note(n, Some(highlight.article))),
        tags: highlight.tags.clone(),
        created: highlight.created.0,
        modified: highlight.modified.0,
    }
}

pub(crate) fn place(place: &commonplace_library::HighlightPlace, text: &Text) -> HighlightPlace {
    let (start, end) = place.range;
    HighlightPlace {
        id: place.id.to_string(),
        start: text.utf16_of(start),
        end: text.utf16_of(end),
        color: place.color.as_str().into(),
    }
}

pub(crate) fn change(change: &Change) -> ChangeView {
    ChangeView {
        kind: change.kind.as_str().into(),
        id: change.id.to_string(),
        article: change.article.map(|id| id.to_string()),
    }
}

/// Code-point ranges of a short text as UTF-16 ranges.
pub(crate) fn utf16_ranges(text: &Text, ranges: &[(u32, u32)]) -> Vec<[u32; 2]> {
    ranges.iter().map(|&(start, end)| [text.utf16_of(start), text.utf16_of(end)]).collect()
}
