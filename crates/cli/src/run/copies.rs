//! `copies` and `merge`.

use crate::{complain, print::Printer};
use commonplace_api::{
    Api,
    wire::{SaveOutcome, WireError},
};
use commonplace_core::model::Article;
use serde_json::{Value, json};

/// New articles for which a copy is looked for right after they were saved, at most; `copies` finds them all.
const LOOKED_AT: usize = 50;

pub(crate) async fn copies(api: &Api, printer: &Printer) -> Result<bool, WireError> {
    let pairs = api.copies(api.task(Some("copies".into()))).await?;
    for (article, copy) in &pairs {
        printer.item(
            || {
                json!({
                    "article": named(article),
                    "copy": named(&copy.article),
                    "shared": (copy.shared * 1000.0).round() / 1000.0,
                })
            },
            || {
                format!(
                    "{}  {}\n{}  {}  ({:.0} % shared)",
                    article.id,
                    article.metadata.title,
                    copy.article.id,
                    copy.article.metadata.title,
                    copy.shared * 100.0
                )
            },
        )?;
    }
    if pairs.is_empty() {
        printer.remark("No two articles look alike.")?;
    }
    Ok(true)
}

fn named(article: &Article) -> Value {
    json!({ "id": article.id.to_string(), "title": article.metadata.title, "url": article.metadata.url })
}

pub(crate) async fn merge(api: &Api, into: &str, other: &str) -> Result<bool, WireError> {
    let (into, other) = (super::id(into, "article")?, super::id(other, "article")?);
    api.merge(into, other, api.task(Some("merge".into()))).await?;
    Ok(true)
}

/// Says which of the articles just saved look like others that were there.
pub(crate) async fn offer(api: &Api, outcomes: &[SaveOutcome]) -> Result<(), WireError> {
    let new = outcomes.iter().filter(|outcome| outcome.status == "created");
    for id in new.filter_map(|outcome| outcome.id.as_deref()).take(LOOKED_AT) {
        if let Some(copy) = api.copy_of(super::id(id, "article")?).await? {
            let (known, title) = (copy.article.id, copy.article.metadata.title);
            complain(&format!(
                "{id} looks like “{title}”. To make them one: commonplace merge {known} {id}"
            ));
        }
    }
    Ok(())
}
