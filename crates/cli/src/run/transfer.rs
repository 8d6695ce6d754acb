//! `export` and `import`.

use super::WAIT;
use crate::{arguments, complain, print::Printer};
use commonplace_api::{
    Api,
    wire::{ErrorKind, ExportRequest, ImportRequest, WireError},
};
use commonplace_core::sentence;
use serde_json::json;

pub(crate) async fn export(
    api: &Api,
    arguments: arguments::Export,
    printer: &Printer,
) -> Result<bool, WireError> {
    if arguments.template.is_some() {
        return Err(WireError::new(
            ErrorKind::Unsupported,
            sentence!("no-template", "`export --template` is not yet built."),
        ));
    }
    if arguments.query.is_some() {
        api.catch_up(WAIT).await?;
    }
    let request = ExportRequest {
        format: arguments.format,
        ids: None,
        query: arguments.query,
        path: arguments.out.display().to_string(),
        task: None,
    };
    let report = api.export_to(request, api.task(Some("export".into()))).await?;
    printer.item(
        || {
            json!({
                "path": report.path,
                "articles": report.articles,
                "highlights": report.highlights,
                "notes": report.notes,
            })
        },
        || {
            format!(
                "{}: {} articles, {} highlights, {} notes",
                report.path, report.articles, report.highlights, report.notes
            )
        },
    )?;
    Ok(true)
}

pub(crate) async fn import(
    api: &Api,
    arguments: arguments::Import,
    printer: &Printer,
) -> Result<bool, WireError> {
    let request = ImportRequest {
        paths: arguments.files.iter().map(|path| path.display().to_string()).collect(),
        format: Some(arguments.format),
        task: None,
    };
    let report = api.import_from(request, api.task(Some("import".into()))).await?;
    for issue in &report.issues {
        complain(&format!("{}: {}", issue.place.message, issue.said.message));
    }
    printer.item(
        || {
            json!({
                "items": report.items,
                "created": report.created,
                "merged": report.merged,
                "unchanged": report.unchanged,
                "failed": report.failed,
                "highlights": {
                    "items": report.highlights,
                    "created": report.highlights_created,
                    "unchanged": report.highlights_unchanged,
                    "anchored": report.anchored,
                    "approximate": report.approximate,
                    "ambiguous": report.ambiguous,
                    "orphans": report.orphans,
                },
                "notes": report.notes,
                "issues": report.issues.iter().map(|issue| {
                    json!({ "place": issue.place.message, "message": issue.said.message })
                }).collect::<Vec<_>>(),
            })
        },
        || {
            format!(
                "{} items: {} created, {} merged, {} unchanged, {} failed; {} highlights ({} at one of several places, {} without a place), {} notes",
                report.items,
                report.created,
                report.merged,
                report.unchanged,
                report.failed,
                report.highlights,
                report.ambiguous,
                report.orphans,
                report.notes
            )
        },
    )?;
    Ok(report.failed == 0)
}
