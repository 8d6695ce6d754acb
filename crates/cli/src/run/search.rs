//! `search`.

use super::WAIT;
use crate::{arguments::Search, print::Printer};
use commonplace_api::{Api, wire::WireError};
use commonplace_core::sentence;
use serde_json::{Value, json};
use std::{io::BufRead, time::Instant};

pub(crate) async fn search(
    api: &Api,
    arguments: Search,
    printer: &Printer,
) -> Result<bool, WireError> {
    api.catch_up(WAIT).await?;
    if arguments.query == "-" {
        return session(api, &arguments).await;
    }
    let answer = answer(api, &arguments.query, &arguments).await?;
    printer.item(|| answer.clone(), || lines(&answer))?;
    Ok(true)
}

/// One query a line in, one JSON answer a line out, until standard input ends.
async fn session(api: &Api, arguments: &Search) -> Result<bool, WireError> {
    for line in std::io::stdin().lock().lines() {
        let query = line.map_err(|e| {
            WireError::invalid(sentence!("input-no-text", "Standard input is not UTF-8 text."))
                .with_detail(e)
        })?;
        crate::print::out(&answer(api, &query, arguments).await?.to_string())?;
    }
    Ok(true)
}

async fn answer(api: &Api, typed: &str, arguments: &Search) -> Result<Value, WireError> {
    let begun = Instant::now();
    // What the query itself says comes after, and counts.
    let asked = match &arguments.sort {
        Some(sort) => format!("sort:{sort} {typed}"),
        None => typed.to_owned(),
    };
    let shift = asked.len() - typed.len();
    let (query, answer) = api.find(asked, arguments.offset, arguments.limit).await?;
    let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    let code_point = |byte: usize| {
        let before = typed.get(..byte.saturating_sub(shift));
        before.map_or(0, |before| before.chars().count())
    };
    let problems: Vec<Value> = query
        .problems
        .iter()
        .map(|problem| {
            json!({
                "start": code_point(problem.range.start),
                "end": code_point(problem.range.end),
                "message": problem.message.text,
            })
        })
        .collect();
    let hits: Vec<Value> = answer
        .hits
        .iter()
        .map(|hit| {
            let pairs = |marks: &[(u32, u32)]| {
                marks.iter().map(|(start, end)| json!([start, end])).collect::<Vec<_>>()
            };
            let passages = hit.more.iter().map(|passage| {
                json!({
                    "snippet": passage.snippet,
                    "marks": pairs(&passage.marks),
                    "passage": [passage.range.0, passage.range.1],
                })
            });
            let passages: Vec<Value> = passages.collect();
            let names = hit.names.iter().map(|name| {
                json!({
                    "field": name.place.as_str(), "name": name.text, "marks": pairs(&name.marks),
                })
            });
            let names: Vec<Value> = names.collect();
            // What shows the match: a passage of the text, or else the title, or a name.
            let name = hit.names.first().map(|name| (&name.text, &name.marks));
            let title = Some((&hit.title, &hit.title_marks)).filter(|(_, marks)| !marks.is_empty());
            let text = (&hit.snippet, &hit.marks);
            let (snippet, marks) =
                if hit.marks.is_empty() { title.or(name).unwrap_or(text) } else { text };
            json!({
                "kind": hit.kind.as_str(),
                "article": hit.article.map(|id| id.to_string()),
                "id": hit.id.to_string(),
                "title": hit.title,
                "score": hit.score,
                "snippet": snippet,
                "marks": pairs(marks),
                "title_marks": pairs(&hit.title_marks),
                "names": names,
                "passage": hit.passage.map(|(start, end)| [start, end]),
                "partial": hit.partial,
                "passages": passages,
            })
        })
        .collect();
    let (total, full) = (answer.total, answer.full);
    Ok(json!({
        "total": total, "full": full, "took_us": took, "problems": problems, "hits": hits,
    }))
}

fn lines(answer: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = vec![format!("{} found", answer["total"])];
    for hit in answer["hits"].as_array().into_iter().flatten() {
        let snippet = text(&hit["snippet"]).split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(format!(
            "{:9}  {}  {}\n           {snippet}",
            text(&hit["kind"]),
            text(&hit["id"]),
            text(&hit["title"])
        ));
    }
    lines.join("\n")
}
