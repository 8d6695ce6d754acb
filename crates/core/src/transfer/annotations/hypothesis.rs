//! Reading what Hypothesis exports: the client's file, an answer of its API, or a list of annotations.

use super::{Annotations, Problem, Sources, color, each, no_words, note, nothing, text};
use crate::{
    model::{Millis, Selector},
    sentence,
    transfer::HighlightRecord,
};
use serde_json::Value;
use std::collections::HashMap;

pub(super) fn is(value: &Value) -> bool {
    rows(value).is_some_and(|rows| {
        rows.first().map_or(value.get("export_userid").is_some(), |row| {
            row.get("uri").is_some() && row.get("target").is_some_and(Value::is_array)
        })
    })
}

fn rows(value: &Value) -> Option<&[Value]> {
    let list = match value {
        Value::Array(list) => Some(list),
        _ => value.get("annotations").or_else(|| value.get("rows"))?.as_array(),
    };
    list.map(Vec::as_slice)
}

pub(super) fn read(value: &Value) -> Annotations {
    let rows = rows(value).unwrap_or_default();
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let replies = replies(rows);
    for (number, row) in (1..).zip(rows) {
        if !each(row.get("references")).is_empty() {
            continue;
        }
        let id = text(row, "id");
        let problem = |message| Problem { number, id: id.map(str::to_owned), message };
        let uri = text(row, "uri").unwrap_or_default();
        let Some(article) = sources.article(uri) else {
            problems.push(problem(sentence!(
                "annotation-no-address",
                "“{uri}” is not the address of a page.",
                uri = uri
            )));
            continue;
        };
        let title = row.get("document").and_then(|document| each(document.get("title")).first());
        if let (true, Some(title)) =
            (article.metadata.title.is_empty(), title.and_then(Value::as_str))
        {
            article.metadata.title = title.to_owned();
        }
        let moment = |key| text(row, key).and_then(Millis::parse);
        let mut words: Vec<String> = text(row, "text")
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect();
        words.extend(id.and_then(|id| replies.get(id)).into_iter().flatten().cloned());
        let tags: Vec<String> =
            each(row.get("tags")).iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let targets = each(row.get("target"));
        let quotes: Vec<Selector> = targets.iter().filter_map(quote).collect();
        for selector in &quotes {
            article.highlights.push(HighlightRecord {
                id: None,
                selector: selector.clone(),
                color: color(None),
                note: (!words.is_empty()).then(|| words.join("\n\n")),
                tags: tags.clone(),
                created: moment("created"),
                modified: moment("updated"),
                state: None,
                now: None,
            });
        }
        if quotes.is_empty() {
            if targets.iter().any(|target| !each(target.get("selector")).is_empty()) {
                problems.push(problem(no_words()));
            }
            words.extend(tags.iter().map(|tag| format!("#{}", tag.replace(' ', "_"))));
            if words.is_empty() {
                problems.push(problem(nothing()));
            } else {
                article.notes.push(note(words.join("\n\n"), moment("created"), moment("updated")));
            }
        }
    }
    Annotations { articles: sources.articles, problems }
}

/// What was answered to each annotation, oldest first, as quoted Markdown that says who wrote it. An answer to an
/// answer belongs to the annotation at the root.
fn replies(rows: &[Value]) -> HashMap<&str, Vec<String>> {
    let mut answers: Vec<&Value> =
        rows.iter().filter(|row| !each(row.get("references")).is_empty()).collect();
    answers.sort_by_key(|row| text(row, "created").unwrap_or_default());
    let mut replies: HashMap<&str, Vec<String>> = HashMap::new();
    for row in answers {
        let root = each(row.get("references")).first().and_then(Value::as_str);
        let words = text(row, "text").unwrap_or_default().trim();
        let Some(root) = root.filter(|_| !words.is_empty()) else { continue };
        let user = text(row, "user").unwrap_or_default();
        let name = user.trim_start_matches("acct:").split('@').next().unwrap_or_default();
        let day = text(row, "created").and_then(|moment| moment.get(..10)).unwrap_or_default();
        let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
        replies
            .entry(root)
            .or_default()
            .push(format!("> **{name}**, {day}:\n>\n{}", lines.join("\n")));
    }
    replies
}

/// The quote of a target. Its position counts UTF-16 units in a page's text as Hypothesis sees it, which is not ours:
/// the quote alone tells.
fn quote(target: &Value) -> Option<Selector> {
    let selector = each(target.get("selector"))
        .iter()
        .find(|selector| text(selector, "type") == Some("TextQuoteSelector"))?;
    let word = |key| text(selector, key).unwrap_or_default().to_owned();
    let quote = word("exact");
    (!quote.trim().is_empty()).then(|| Selector {
        quote,
        prefix: word("prefix"),
        suffix: word("suffix"),
        ..Selector::default()
    })
}
