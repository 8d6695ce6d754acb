//! What scripts are given. Offsets are **code points** in the canonical text, moments RFC 3339 in UTC.

use commonplace_api::{CaptureInfo, Full};
use commonplace_core::{
    anchor::Possible,
    markdown,
    model::{Article, ArticleId, Highlight, Note, NoteTarget, Receipt},
    sentence::Sentence,
};
use serde_json::{Value, json};

/// A line of `list`.
pub(crate) fn article(article: &Article) -> Value {
    let meta = &article.metadata;
    json!({
        "id": article.id.to_string(),
        "title": meta.title,
        "site": meta.site,
        "authors": meta.authors,
        "published": meta.published,
        "saved": article.saved.to_rfc3339(),
        "words": article.words,
        "language": meta.language,
        "state": article.state.as_str(),
        "tags": article.tags,
        "highlights": article.highlight_colors.len(),
        "undecided": article.undecided,
    })
}

/// The answer of `show`.
pub(crate) fn full(full: &Full) -> Value {
    let meta = &full.article.metadata;
    let mut value = article(&full.article);
    let more = json!({
        "url": meta.url,
        "subtitle": meta.subtitle,
        "excerpt": meta.excerpt,
        "favourite": full.article.favourite,
        "collections": full.article.collections,
        "deleted": full.article.deleted.map(|at| at.to_rfc3339()),
        "markdown": markdown::from_html(&full.capture.body),
        "html": full.capture.body,
        "text": full.text.as_str(),
        "captures": full.captures.iter().map(capture).collect::<Vec<_>>(),
        "highlights": full.highlights.iter().map(highlight).collect::<Vec<_>>(),
        "notes": full.notes.iter().map(|n| note(n, Some(full.article.id))).collect::<Vec<_>>(),
        "receipt": receipt(&full.capture.receipt),
    });
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

fn capture(capture: &CaptureInfo) -> Value {
    json!({
        "id": capture.id.to_string(),
        "kind": capture.kind.as_str(),
        "source": capture.source,
        "captured": capture.captured.to_rfc3339(),
        "original": capture.original,
        "text_hash": capture.text_hash,
        "words": capture.words,
        "current": capture.is_current,
        "doubt": capture.doubt,
    })
}

/// A highlight as it lands in the current capture.
pub(crate) fn highlight(highlight: &Highlight) -> Value {
    json!({
        "id": highlight.id.to_string(),
        "article": highlight.article.to_string(),
        "quote": highlight.selector.quote,
        "prefix": highlight.selector.prefix,
        "suffix": highlight.selector.suffix,
        "start": highlight.anchor.range.map(|range| range.0),
        "end": highlight.anchor.range.map(|range| range.1),
        "state": highlight.anchor.state.as_str(),
        "score": highlight.anchor.score,
        "color": highlight.color.as_str(),
        "note": highlight.note.as_ref().map(|note| &note.markdown),
        "tags": highlight.tags,
        "created": highlight.created.to_rfc3339(),
    })
}

/// A place where a highlight's passage may stand, with what stands before it, at it and after it.
pub(crate) fn place(place: &Possible, [prefix, quote, suffix]: [&str; 3]) -> Value {
    let (start, end) = place.range;
    json!({
        "start": start,
        "end": end,
        "prefix": prefix,
        "quote": quote,
        "suffix": suffix,
        "score": place.score,
    })
}

/// A note; `article` is the one that it, or its highlight, is on.
pub(crate) fn note(note: &Note, article: Option<ArticleId>) -> Value {
    let (highlight, title) = match &note.target {
        NoteTarget::Highlight(id) => (Some(id.to_string()), None),
        NoteTarget::Article(_) => (None, None),
        NoteTarget::Page(title) => (None, Some(title)),
    };
    json!({
        "id": note.id.to_string(),
        "article": article.map(|id| id.to_string()),
        "highlight": highlight,
        "title": title,
        "markdown": note.markdown,
        "created": note.created.to_rfc3339(),
        "modified": note.modified.to_rfc3339(),
    })
}

fn texts(sentences: &[Sentence]) -> Vec<&str> {
    sentences.iter().map(|said| said.text.as_str()).collect()
}

fn receipt(receipt: &Receipt) -> Value {
    let kept = |kept: &commonplace_core::model::Kept| {
        json!({
            "words": kept.words,
            "images": kept.images,
            "tables": kept.tables,
            "code": kept.code,
            "links": kept.links,
            "footnotes": kept.footnotes,
            "formulas": kept.formulas,
        })
    };
    let dropped = |block: &commonplace_core::model::Dropped| json!({ "text": block.text, "reason": block.reason, "times": block.times, "place": block.place, "mark": block.mark });
    json!({
        "source": kept(&receipt.source),
        "kept": kept(&receipt.kept),
        "dropped": receipt.dropped.iter().map(dropped).collect::<Vec<_>>(),
        "restored": receipt.restored,
        "rules": receipt.rules.iter().map(|rule| json!({ "keep": rule.keep, "mark": rule.mark, "words": rule.words })).collect::<Vec<_>>(),
        "doubts": texts(&receipt.doubts),
        "problems": texts(&receipt.problems),
        "details": {
            "role": receipt.details.role,
            "modified": receipt.details.modified,
            "licence": receipt.details.licence,
            "doi": receipt.details.doi,
            "image": receipt.details.image,
        },
    })
}
