//! Writing Web Annotations.

use super::{CONTEXT, URN};
use crate::{
    anchor::describe,
    model::{Anchor, AnchorState, Article, Color, Highlight, Note, Selector},
    text::Text,
};
use serde_json::{Map, Value, json};

/// An article to write the annotations of.
#[derive(Clone, Copy, Debug)]
pub struct Annotated<'a> {
    /// The article.
    pub article: &'a Article,
    /// The canonical text of its current capture.
    pub text: &'a Text,
    /// Its highlights.
    pub highlights: &'a [Highlight],
    /// Notes on it as a whole.
    pub notes: &'a [Note],
}

/// The annotations of some articles as one Web Annotation collection.
pub fn write(articles: &[Annotated<'_>]) -> String {
    let mut items = Vec::new();
    for article in articles {
        items.extend(article.highlights.iter().map(|h| highlight(article, h)));
        items.extend(article.notes.iter().map(|n| note(article, n)));
    }
    let collection = "tag:commonplace.invalid,2026:annotations";
    let mut value = json!({
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Commonplace",
        "total": items.len(),
    });
    if let (false, Some(fields)) = (items.is_empty(), value.as_object_mut()) {
        let page = json!({
            "id": format!("{collection}/1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        });
        fields.insert("first".into(), page);
    }
    // A value made here has only keys that are texts, which is all that could fail.
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

fn source(article: &Article) -> String {
    article.metadata.url.clone().unwrap_or_else(|| format!("{URN}{}", article.id))
}

fn highlight(on: &Annotated<'_>, highlight: &Highlight) -> Value {
    let mut bodies = Vec::new();
    if let Some(note) = &highlight.note {
        bodies.push(json!({
            "type": "TextualBody",
            "value": note.markdown,
            "format": "text/markdown",
            "purpose": "commenting",
        }));
    }
    bodies.extend(highlight.tags.iter().map(|tag| {
        json!({ "type": "TextualBody", "value": tag, "format": "text/plain", "purpose": "tagging" })
    }));
    let mut value = json!({
        "@context": CONTEXT,
        "id": format!("{URN}{}", highlight.id),
        "type": "Annotation",
        "motivation": if highlight.note.is_some() { "commenting" } else { "highlighting" },
        "created": highlight.created.to_rfc3339(),
        "modified": highlight.modified.to_rfc3339(),
        "stylesheet": { "type": "CssStylesheet", "value": style(highlight.color) },
        "target": {
            "type": "SpecificResource",
            "source": source(on.article),
            "styleClass": highlight.color.as_str(),
            "selector": selectors(on.text, &highlight.selector, &highlight.anchor),
        },
    });
    if let (false, Some(fields)) = (bodies.is_empty(), value.as_object_mut()) {
        fields.insert("body".into(), Value::Array(bodies));
    }
    value
}

fn note(on: &Annotated<'_>, note: &Note) -> Value {
    json!({
        "@context": CONTEXT,
        "id": format!("{URN}{}", note.id),
        "type": "Annotation",
        "motivation": "commenting",
        "created": note.created.to_rfc3339(),
        "modified": note.modified.to_rfc3339(),
        "body": [{
            "type": "TextualBody",
            "value": note.markdown,
            "format": "text/markdown",
            "purpose": "commenting",
        }],
        "target": source(on.article),
    })
}

/// The quote with what stands around it, and its position where it still stands there. Both must mean the same words,
/// so a passage that was edited or is gone has no position.
fn selectors(text: &Text, selector: &Selector, anchor: &Anchor) -> Vec<Value> {
    let place = anchor
        .range
        .filter(|range| text.slice(range.0, range.1) == selector.quote)
        .filter(|_| anchor.state != AnchorState::Ambiguous);
    // An import may have brought the quote alone.
    let bare = selector.prefix.is_empty() && selector.suffix.is_empty();
    let found = place.filter(|_| bare).and_then(|(start, end)| describe(text, start, end));
    let described = found.as_ref().unwrap_or(selector);
    let mut quote = Map::new();
    quote.insert("type".into(), "TextQuoteSelector".into());
    quote.insert("exact".into(), selector.quote.clone().into());
    for (key, words) in [("prefix", &described.prefix), ("suffix", &described.suffix)] {
        if !words.is_empty() {
            quote.insert(key.into(), words.clone().into());
        }
    }
    let mut selectors = vec![Value::Object(quote)];
    if let Some((start, end)) = place {
        selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
    }
    selectors
}

fn style(color: Color) -> String {
    let shade = match color {
        Color::Yellow => "#ffd400",
        Color::Red => "#ff6666",
        Color::Green => "#5fb236",
        Color::Blue => "#2ea8e5",
        Color::Purple => "#a28ae5",
        Color::Magenta => "#e56eee",
        Color::Orange => "#f19837",
        Color::Gray => "#aaaaaa",
    };
    format!(".{} {{ background-color: {shade}; }}", color.as_str())
}
