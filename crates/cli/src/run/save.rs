//! `save`.

use crate::{
    arguments::{Kind, Reading, Save},
    complain,
    print::Printer,
};
use commonplace_api::{
    Api, Captured, Doubt, RereadStatus,
    wire::{SaveOutcome, SaveSource, WireError},
};
use commonplace_core::extract::Candidate;
use commonplace_core::sentence;
use serde_json::{Value, json};
use std::io::Read;

/// Bytes taken from standard input at most.
const MAX_BYTES: u64 = 50 * 1024 * 1024;

pub(crate) async fn save(api: &Api, arguments: Save, printer: &Printer) -> Result<bool, WireError> {
    let mut sources = Vec::new();
    for source in &arguments.sources {
        sources.push(described(source, &arguments)?);
    }
    let mut failure = None;
    let task = api.task(Some("save".into()));
    let outcomes = api
        .save(sources, &task, |outcome| {
            let printed = printer.item(|| json(outcome), || line(outcome));
            failure = failure.take().or(printed.err());
        })
        .await?;
    super::copies::offer(api, &outcomes).await?;
    match failure {
        Some(error) => Err(error),
        None => Ok(outcomes.iter().all(|outcome| outcome.status != "failed")),
    }
}

/// `capture`.
pub(crate) async fn capture(
    api: &Api,
    article: &str,
    source: &str,
    kind: Kind,
    url: Option<String>,
    force: bool,
    printer: &Printer,
) -> Result<bool, WireError> {
    let given = Save { sources: Vec::new(), kind, url, title: None, tags: Vec::new() };
    let source = described(source, &given)?;
    let task = api.task(Some("capture".into()));
    let done = api.capture(super::id(article, "article")?, Some(source), force, task).await?;
    print_captured(&done, printer)?;
    Ok(true)
}

/// `reread` with an article.
pub(crate) async fn reread(
    api: &Api,
    article: &str,
    reading: Reading,
    printer: &Printer,
) -> Result<bool, WireError> {
    let reading = match reading {
        Reading::Best => Candidate::Best,
        Reading::Other => Candidate::Other,
        Reading::WholePage => Candidate::WholePage,
    };
    let task = api.task(Some("reread".into()));
    match api.reread(super::id(article, "article")?, None, reading, task).await? {
        Some(done) => print_captured(&done, printer)?,
        None => printer.item(|| json!({ "capture": null }), || "It reads the same.".into())?,
    }
    Ok(true)
}

/// `reread` without one.
pub(crate) async fn read_again(api: &Api, all: bool, printer: &Printer) -> Result<bool, WireError> {
    let task = api.task(Some("reread".into()));
    let (mut failure, mut whole) = (None, true);
    api.read_again(all, &task, |one| {
        whole &= one.status != RereadStatus::Failed;
        let printed = printer.item(
            || {
                let mut value = json!({
                    "id": one.article.to_string(),
                    "title": one.title,
                    "status": one.status.as_str(),
                });
                if let (Some(error), Some(fields)) = (&one.error, value.as_object_mut()) {
                    fields.insert("error".into(), error.message.as_str().into());
                }
                value
            },
            || {
                if let Some(error) = &one.error {
                    complain(&error.message);
                }
                format!("{:8}  {}  {}", one.status.as_str(), one.article, one.title)
            },
        );
        failure = failure.take().or(printed.err());
    })
    .await?;
    failure.map_or(Ok(whole), Err)
}

pub(super) fn print_captured(done: &Captured, printer: &Printer) -> Result<(), WireError> {
    let counts = done.anchors;
    if let Some(doubt) = done.doubt {
        complain(&format!(
            "The new version is kept, but the article still shows the one before: {}. Use --force to read the new one.",
            match doubt {
                Doubt::ErrorPage => "it looks like an error page",
                Doubt::Wall => "it asks to sign in or to subscribe",
                Doubt::Lost => "most of the text is gone",
            }
        ));
    }
    printer.item(
        || {
            let mut value = json!({
                "capture": done.capture.to_string(),
                "anchors": {
                    "exact": counts.exact,
                    "edited": counts.edited,
                    "moved": counts.moved,
                    "ambiguous": counts.ambiguous,
                    "orphan": counts.orphan,
                },
            });
            if let (Some(doubt), Some(fields)) = (done.doubt, value.as_object_mut()) {
                fields.insert("current".into(), false.into());
                fields.insert("doubt".into(), doubt.as_str().into());
            }
            value
        },
        || {
            format!(
                "{}: {} intact, {} edited, {} moved, {} ambiguous, {} without a place",
                done.capture,
                counts.exact,
                counts.edited,
                counts.moved,
                counts.ambiguous,
                counts.orphan
            )
        },
    )
}

fn described(source: &str, arguments: &Save) -> Result<SaveSource, WireError> {
    let mut described = SaveSource {
        kind: Some(arguments.kind.as_str().into()),
        source_url: arguments.url.clone(),
        title: arguments.title.clone(),
        tags: Some(arguments.tags.clone()),
        ..SaveSource::default()
    };
    let scheme = source.get(..8).unwrap_or(source).to_ascii_lowercase();
    if source == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| {
            WireError::invalid(sentence!("input-unread", "Standard input cannot be read."))
                .with_detail(error)
        })?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(WireError::invalid(sentence!(
                "input-too-large",
                "Standard input holds more than 50 MB."
            )));
        }
        described.bytes = Some(bytes);
    } else if scheme.starts_with("http://") || scheme.starts_with("https://") {
        described.url = Some(source.to_owned());
    } else {
        described.path = Some(source.to_owned());
    }
    Ok(described)
}

fn json(outcome: &SaveOutcome) -> Value {
    let mut value = json!({
        "source": outcome.source,
        "status": outcome.status,
        "id": outcome.id,
        "title": outcome.title,
    });
    if let (Some(error), Some(fields)) = (&outcome.error, value.as_object_mut()) {
        fields.insert("error".into(), error.message.as_str().into());
    }
    value
}

fn line(outcome: &SaveOutcome) -> String {
    if let Some(error) = &outcome.error {
        complain(&error.message);
    }
    let (id, title) = (outcome.id.as_deref().unwrap_or("-"), outcome.title.as_deref());
    format!("{:9}  {id}  {}", outcome.status, title.unwrap_or(&outcome.source))
}
