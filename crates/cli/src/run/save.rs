//! `save`.

use crate::{arguments::Save, complain, print::Printer};
use commonplace_api::{
    Api,
    wire::{SaveOutcome, SaveSource, WireError},
};
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
    match failure {
        Some(error) => Err(error),
        None => Ok(outcomes.iter().all(|outcome| outcome.status != "failed")),
    }
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
            WireError::invalid("Standard input cannot be read.").with_detail(error)
        })?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(WireError::invalid("Standard input holds more than 50 MB."));
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
        fields.insert("error".into(), error.as_str().into());
    }
    value
}

fn line(outcome: &SaveOutcome) -> String {
    if let Some(error) = &outcome.error {
        complain(error);
    }
    let (id, title) = (outcome.id.as_deref().unwrap_or("-"), outcome.title.as_deref());
    format!("{:9}  {id}  {}", outcome.status, title.unwrap_or(&outcome.source))
}
