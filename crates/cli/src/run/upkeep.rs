//! `backup`, `restore-backup`, `verify`, `sweep`, `reindex` and `stats`.

use crate::print::Printer;
use commonplace_api::{Api, wire::WireError};
use serde_json::json;
use std::path::PathBuf;

pub(crate) async fn backup(api: &Api, file: PathBuf, printer: &Printer) -> Result<bool, WireError> {
    let name = file.display().to_string();
    api.backup(file).await?;
    printer.item(|| json!({ "backup": name }), || name.clone())?;
    Ok(true)
}

pub(crate) async fn restore_backup(
    api: &Api,
    file: PathBuf,
    printer: &Printer,
) -> Result<bool, WireError> {
    let name = file.display().to_string();
    api.restore_backup(file, api.task(Some("restore-backup".into()))).await?;
    printer.item(|| json!({ "restored": name }), || name.clone())?;
    Ok(true)
}

pub(crate) async fn verify(api: &Api, printer: &Printer) -> Result<bool, WireError> {
    let problems = api.verify().await?;
    for problem in &problems {
        printer.item(|| json!({ "problem": problem }), || problem.clone())?;
    }
    if problems.is_empty() {
        printer.remark("The library is sound.")?;
    }
    Ok(problems.is_empty())
}

pub(crate) async fn sweep(
    api: &Api,
    days: u32,
    dry_run: bool,
    printer: &Printer,
) -> Result<bool, WireError> {
    let swept = api.sweep(days, !dry_run).await?;
    printer.item(
        || json!({ "files": swept.files, "bytes": swept.bytes, "removed": !dry_run }),
        || {
            let what = if dry_run { "could be removed" } else { "removed" };
            format!("{} files, {} bytes {what}", swept.files, swept.bytes)
        },
    )?;
    Ok(true)
}

pub(crate) async fn reindex(api: &Api) -> Result<bool, WireError> {
    api.reindex(api.task(Some("reindex".into()))).await?;
    Ok(true)
}

pub(crate) async fn stats(api: &Api, printer: &Printer) -> Result<bool, WireError> {
    let stats = api.stats().await?;
    let counts = &stats.counts;
    let numbers = [
        ("articles", counts.articles),
        ("inbox", counts.inbox),
        ("reading", counts.reading),
        ("finished", counts.finished),
        ("archived", counts.archived),
        ("favourites", counts.favourites),
        ("trash", counts.trash),
        ("highlights", counts.highlights),
        ("notes", counts.notes),
        ("tags", stats.tags),
        ("collections", stats.collections),
    ];
    printer.item(
        || {
            let mut value =
                json!({ "path": stats.path.display().to_string(), "revision": stats.revision });
            if let Some(fields) = value.as_object_mut() {
                fields.extend(
                    numbers.iter().map(|(name, number)| ((*name).to_owned(), (*number).into())),
                );
            }
            value
        },
        || {
            let lines: Vec<String> =
                numbers.iter().map(|(name, number)| format!("{name:12} {number}")).collect();
            format!("{}\n{}", stats.path.display(), lines.join("\n"))
        },
    )?;
    Ok(true)
}
