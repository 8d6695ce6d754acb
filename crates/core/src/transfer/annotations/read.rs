//! Reading Web Annotations: a collection, a page, a list, or one alone.

use super::{Annotations, Problem, Sources, URN, color, each, no_words, note, nothing, text};
use crate::{
    model::{Millis, Selector},
    sentence,
    sentence::Sentence,
    transfer::HighlightRecord,
};
use serde_json::Value;

/// Whether a value is a Web Annotation, or holds some.
pub(super) fn is(value: &Value) -> bool {
    items(value).first().is_some_and(|item| {
        item.get("target").is_some()
            && each(item.get("type")).iter().any(|kind| kind.as_str() == Some("Annotation"))
    }) || ["AnnotationCollection", "AnnotationPage"]
        .contains(&text(value, "type").unwrap_or_default())
}

/// The annotations in a value.
fn items(value: &Value) -> &[Value] {
    if let Some(page) = value.get("first").filter(|page| page.is_object()) {
        return items(page);
    }
    match value.get("items") {
        Some(Value::Array(items)) => items,
        _ => each(Some(value)),
    }
}

pub(super) fn read(value: &Value) -> Annotations {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    for (number, item) in (1..).zip(items(value)) {
        if item.get("target").is_none() {
            continue;
        }
        let id = text(item, "id").map(str::to_owned);
        let said = annotation(item, &mut sources).into_iter();
        problems.extend(said.map(|message| Problem { number, id: id.clone(), message }));
    }
    Annotations { articles: sources.articles, problems }
}

/// Takes one annotation; gives what was not understood of it.
fn annotation(item: &Value, sources: &mut Sources) -> Vec<Sentence> {
    let mut problems = Vec::new();
    let moment = |key| text(item, key).and_then(Millis::parse);
    let (created, modified) = (moment("created"), moment("modified"));
    let (comment, tags) = bodies(item);
    let id = text(item, "id").and_then(|id| id.strip_prefix(URN));
    let targets = each(item.get("target"));
    for target in targets.iter().flat_map(choices) {
        let source = target.as_str().or_else(|| match target.get("source") {
            Some(source) => source.as_str().or_else(|| text(source, "id")),
            None => text(target, "id"),
        });
        let Some(article) = source.and_then(|source| sources.article(source)) else {
            problems.push(sentence!("annotation-nowhere", "It does not say which page it is on."));
            continue;
        };
        let found = each(target.get("selector"));
        let quote = found.iter().find_map(|selector| quote(selector, 0));
        // An identity belongs to one highlight alone.
        let own = if targets.len() == 1 { id } else { None };
        match quote {
            Some(selector) => article.highlights.push(HighlightRecord {
                id: own.and_then(|id| id.parse().ok()),
                selector,
                color: color(text(target, "styleClass")),
                note: comment.clone(),
                tags: tags.clone(),
                created,
                modified,
                state: None,
                now: None,
            }),
            None => {
                if !found.is_empty() {
                    problems.push(no_words());
                }
                let mut words: Vec<String> = comment.iter().cloned().collect();
                words.extend(tags.iter().map(|tag| format!("#{}", tag.replace(' ', "_"))));
                if words.is_empty() {
                    problems.push(nothing());
                } else {
                    let mut record = note(words.join("\n\n"), created, modified);
                    record.id = own.and_then(|id| id.parse().ok());
                    article.notes.push(record);
                }
            }
        }
    }
    problems
}

/// The members of a set or choice, or the thing itself.
fn choices(value: &Value) -> &[Value] {
    match value.get("items") {
        Some(Value::Array(items)) => items,
        _ => std::slice::from_ref(value),
    }
}

/// The quote among a selector and those that refine it, with its position.
fn quote(selector: &Value, depth: u8) -> Option<Selector> {
    if text(selector, "type") == Some("TextQuoteSelector") {
        let quote = text(selector, "exact").filter(|exact| !exact.trim().is_empty())?;
        let word = |key| text(selector, key).unwrap_or_default().to_owned();
        return Some(Selector {
            quote: quote.to_owned(),
            prefix: word("prefix"),
            suffix: word("suffix"),
            ..Selector::default()
        });
    }
    if depth > 8 {
        return None;
    }
    each(selector.get("refinedBy")).iter().find_map(|inner| quote(inner, depth + 1))
}

/// The words and the tags of an annotation's bodies.
fn bodies(item: &Value) -> (Option<String>, Vec<String>) {
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    for body in each(item.get("body")).iter().flat_map(choices) {
        let purpose = text(body, "purpose");
        match body {
            Value::String(link) => words.push(format!("<{link}>")),
            _ => {
                let value = text(body, "value").or_else(|| text(body, "chars"));
                match (value.map(str::trim).filter(|value| !value.is_empty()), purpose) {
                    (Some(value), Some("tagging")) => tags.push(value.to_owned()),
                    (Some(value), _) => words.push(value.to_owned()),
                    (None, _) => {
                        let link = text(body, "source").or_else(|| text(body, "id"));
                        words.extend(link.map(|link| format!("<{link}>")));
                    }
                }
            }
        }
    }
    words.extend(text(item, "bodyValue").map(str::to_owned));
    let words = words.join("\n\n");
    ((!words.is_empty()).then_some(words), tags)
}
