//! Bringing files back in: ours without loss, others as articles, every item accounted for.

use crate::{Api, Task, pictures, save, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    extract::Source,
    transfer::{self, Record},
};
use commonplace_library::{
    ImportStatus, Imported, Incoming, Library, Provenance, SaveStatus, Written, sha256_hex,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The formats that `import` reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Auto,
    Markdown,
    JsonLines,
    /// Web Annotations, or what Hypothesis exports.
    Annotations,
}

impl Api {
    pub(crate) async fn import(&self, input: ImportRequest) -> Result<ImportReport, WireError> {
        let task = self.task(input.task.clone());
        self.import_from(input, task).await
    }

    /// Brings files in. One item that cannot be brought in is told in the report and does not keep the others out.
    ///
    /// # Errors
    /// `invalidInput`, `unsupported` for a format that is not read, `cancelled`; what was brought in so far stays.
    pub async fn import_from(
        &self,
        input: ImportRequest,
        task: Task,
    ) -> Result<ImportReport, WireError> {
        let format = match input.format.as_deref().unwrap_or("auto") {
            "auto" => Format::Auto,
            "markdown" => Format::Markdown,
            "jsonl" => Format::JsonLines,
            "jsonld" | "hypothesis" => Format::Annotations,
            other => {
                return Err(WireError::new(
                    ErrorKind::Unsupported,
                    sentence!(
                        "no-import-format",
                        "“{format}” is not a format that can be read; there are auto, markdown, jsonl, jsonld and hypothesis.",
                        format = other
                    ),
                ));
            }
        };
        let api = self.as_one_act();
        api.clone()
            .disk(move |library| {
                let mut run =
                    Run { api: &api, library, task: &task, report: ImportReport::default() };
                let mut files = Vec::new();
                for path in &input.paths {
                    run.find(Path::new(path), &mut files);
                }
                let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
                for (done, file) in (0..).zip(&files) {
                    run.task.step(done, total, file.display().to_string().as_str())?;
                    run.file(file, format)?;
                }
                Ok(run.report)
            })
            .await
    }
}

struct Run<'a> {
    api: &'a Api,
    library: &'a Library,
    task: &'a Task,
    report: ImportReport,
}

impl Run<'_> {
    /// Looks for files to read: the path itself, or every Markdown and JSON lines file below it.
    fn find(&mut self, path: &Path, files: &mut Vec<PathBuf>) {
        if !path.is_dir() {
            files.push(path.to_path_buf());
            return;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                return self
                    .fail(path.display().to_string().as_str(), WireError::file(path, &error));
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            // A link may lead out of the folder, or round in a circle.
            let Ok(kind) = fs::symlink_metadata(&path).map(|meta| meta.file_type()) else {
                continue;
            };
            let known = path.extension().is_some_and(|extension| {
                ["md", "markdown", "jsonl", "ndjson", "jsonld", "json"]
                    .iter()
                    .any(|known| extension.eq_ignore_ascii_case(known))
            });
            if kind.is_dir() {
                self.find(&path, files);
            } else if kind.is_file() && known {
                files.push(path);
            }
        }
    }

    fn file(&mut self, path: &Path, format: Format) -> Result<(), WireError> {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.fail(name.as_str(), WireError::file(path, &error));
                return Ok(());
            }
        };
        let hash = sha256_hex(&bytes);
        let Ok(text) = std::str::from_utf8(&bytes) else {
            self.fail(
                name.as_str(),
                sentence!(
                    "import-not-text",
                    "It is not UTF-8 text, so it is not a file that Commonplace wrote."
                ),
            );
            return Ok(());
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let json = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
            || text.trim_start().starts_with('{');
        let restored = match pictures::bring_back(self.library, text, path) {
            Ok(restored) => restored,
            Err(error) => {
                self.fail(name.as_str(), error);
                return Ok(());
            }
        };
        let text = restored.as_str();
        match format {
            Format::Annotations => self.annotations(text, &name, &hash),
            Format::Auto if transfer::annotations::format(text).is_some() => {
                self.annotations(text, &name, &hash)
            }
            Format::JsonLines => self.lines(text, &name, &hash),
            Format::Auto if json => self.lines(text, &name, &hash),
            Format::Markdown | Format::Auto if transfer::markdown::is_ours(text) => {
                self.report.items += 1;
                match transfer::markdown::read(text) {
                    Ok(record) => {
                        let from = provenance("markdown", &name, &hash, "");
                        self.record(record, name.as_str().into(), from);
                    }
                    Err(said) => self.failed_item(name.as_str(), said),
                }
                Ok(())
            }
            Format::Markdown | Format::Auto => {
                self.foreign(path, &name, &bytes);
                Ok(())
            }
        }
    }

    fn annotations(&mut self, text: &str, name: &str, hash: &str) -> Result<(), WireError> {
        let found = match transfer::annotations::read(text) {
            Ok(found) => found,
            Err(said) => {
                self.fail(name, said);
                return Ok(());
            }
        };
        let format = transfer::annotations::format(text).unwrap_or("jsonld");
        let total = u32::try_from(found.articles.len()).unwrap_or(u32::MAX);
        for (done, article) in (0..).zip(found.articles) {
            self.task.step(done, total, name)?;
            self.report.items += 1;
            let at = article.metadata.url.clone().unwrap_or_else(|| name.to_owned());
            let provenance = provenance(format, name, hash, &at);
            let place = Said::from(format!("{name}, {at}").as_str());
            self.record(Record::Article(Box::new(article)), place, provenance);
        }
        for problem in found.problems {
            let place = match problem.id {
                Some(id) => Said::from(format!("{name}, {id}").as_str()),
                None => sentence!(
                    "import-annotation",
                    "{file}, annotation {number}",
                    file = name,
                    number = problem.number
                )
                .into(),
            };
            self.report.issues.push(ImportIssue { place, said: problem.message.into() });
        }
        Ok(())
    }

    fn lines(&mut self, text: &str, name: &str, hash: &str) -> Result<(), WireError> {
        let total = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            self.task.step(number - 1, total, name)?;
            self.report.items += 1;
            let place =
                sentence!("import-line", "{file}, line {number}", file = name, number = number);
            let at = format!("line {number}");
            match transfer::jsonl::read_line(line) {
                Ok(record) => {
                    self.record(record, place.into(), provenance("jsonl", name, hash, &at))
                }
                Err(said) => self.failed_item(place, said),
            }
        }
        Ok(())
    }

    fn record(&mut self, record: Record, place: Said, provenance: Provenance<'_>) {
        let highlights = match &record {
            Record::Article(article) => u32::try_from(article.highlights.len()).unwrap_or(u32::MAX),
            Record::Page(_) | Record::Rule(..) => 0,
        };
        self.report.highlights += highlights;
        let written: Result<Written<Imported>, _> = match &record {
            Record::Article(article) => self.library.import_article(article, provenance),
            Record::Page(page) => self.library.import_page(page, provenance),
            Record::Rule(rule, example) => self.library.import_rule(rule, example),
        };
        match written {
            Ok(written) => {
                let done = self.api.publish(written);
                self.count(done.status);
                self.report.highlights_created += done.highlights_created;
                self.report.highlights_unchanged += done.highlights_unchanged;
                self.report.anchored += done.anchored;
                self.report.approximate += done.approximate;
                self.report.ambiguous += done.ambiguous;
                self.report.orphans += done.orphans;
                self.report.notes += done.notes;
            }
            Err(error) => self.failed_item(place, WireError::from(error)),
        }
    }

    /// A Markdown or other file that we did not write: an article.
    fn foreign(&mut self, path: &Path, name: &str, bytes: &[u8]) {
        self.report.items += 1;
        if bytes.len() as u64 > save::MAX_BYTES {
            return self
                .failed_item(name, sentence!("import-too-large", "It is larger than 50 MB."));
        }
        let label = path.display().to_string();
        let source = Source { bytes, kind: None, file_name: Some(name), url: None, charset: None };
        let incoming = Incoming::new(source, &label);
        match self.library.save(&incoming) {
            Ok(written) => {
                let (_, status) = self.api.publish(written);
                self.count(match status {
                    SaveStatus::Created => ImportStatus::Created,
                    SaveStatus::Merged => ImportStatus::Merged,
                    SaveStatus::Unchanged => ImportStatus::Unchanged,
                });
            }
            Err(error) => self.failed_item(name, WireError::from(error)),
        }
    }

    fn count(&mut self, status: ImportStatus) {
        match status {
            ImportStatus::Created => self.report.created += 1,
            ImportStatus::Merged => self.report.merged += 1,
            ImportStatus::Unchanged => self.report.unchanged += 1,
        }
    }

    fn fail(&mut self, place: impl Into<Said>, said: impl Into<Said>) {
        self.report.items += 1;
        self.failed_item(place, said);
    }

    fn failed_item(&mut self, place: impl Into<Said>, said: impl Into<Said>) {
        self.report.failed += 1;
        let (place, said) = (place.into(), said.into());
        self.report.issues.push(ImportIssue { place, said });
    }
}

fn provenance<'a>(
    format: &'a str,
    file_name: &'a str,
    file_hash: &'a str,
    place: &'a str,
) -> Provenance<'a> {
    Provenance { format, file_name, file_hash, place }
}
