//! Taking articles away: Markdown files that read well anywhere, or JSON lines that lose nothing.

use crate::{Api, ArticleFilter, Full, Task, convert, pictures, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    markdown,
    model::{ArticleId, Highlight, NoteTarget, SiteRule},
    query,
    transfer::{self, ArticleRecord, HighlightRecord, NoteRecord, RecordBody, file_name},
};
use commonplace_library::Library;
use std::{
    collections::HashSet,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// Articles or hits asked for at a time.
const BATCH: u32 = 200;

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Markdown file for each article, with front matter, notes, highlights and text.
    Markdown,
    /// One file, a JSON object a line.
    JsonLines,
    /// One file, a W3C Web Annotation collection in JSON-LD: highlights and notes, without the articles' words.
    JsonLd,
}

impl Format {
    /// The format of a word: `markdown`, `jsonl` or `jsonld`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "markdown" => Some(Self::Markdown),
            "jsonl" => Some(Self::JsonLines),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }
}

/// Which articles to take away.
enum Scope {
    Everything,
    These(Vec<ArticleId>),
}

impl Api {
    pub(crate) async fn export(&self, input: ExportRequest) -> Result<ExportReport, WireError> {
        let task = self.task(input.task.clone());
        self.export_to(input, task).await
    }

    /// Writes articles to a file or folder; see [`ExportRequest`].
    ///
    /// # Errors
    /// `invalidInput`, `notFound`, `disk`, `cancelled`. A file that was begun is not left half written.
    pub async fn export_to(
        &self,
        input: ExportRequest,
        task: Task,
    ) -> Result<ExportReport, WireError> {
        let format = Format::parse(&input.format).ok_or_else(|| {
            WireError::new(
                ErrorKind::Unsupported,
                sentence!("no-export-format", "“{format}” is not a format that can be written; there are markdown, jsonl and jsonld.", format = input.format),
            )
        })?;
        if input.path.trim().is_empty() {
            return Err(WireError::invalid(sentence!(
                "export-nowhere",
                "Say where to write: give a file or a folder."
            )));
        }
        let path = PathBuf::from(&input.path);
        self.disk(move |library| {
            let scope = scope(library, input.ids.as_deref(), input.query.as_deref())?;
            match format {
                Format::JsonLines => json_lines(library, &scope, &path, &task),
                Format::JsonLd => json_ld(library, &scope, &path, &task),
                Format::Markdown => markdown_files(library, &scope, &path, &task),
            }
        })
        .await
    }
}

fn scope(
    library: &Library,
    ids: Option<&[String]>,
    typed: Option<&str>,
) -> Result<Scope, WireError> {
    if let Some(ids) = ids {
        return Ok(Scope::These(convert::ids(ids, "article")?));
    }
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else {
        return Ok(Scope::Everything);
    };
    if let Ok(id) = typed.parse() {
        return Ok(Scope::These(vec![id]));
    }
    let query = query::parse(typed, commonplace_library::now());
    let (mut found, mut seen, mut offset) = (Vec::new(), HashSet::new(), 0);
    loop {
        let answer = library.search(&query, offset, BATCH)?;
        // What has only some of the words was not asked for.
        let hits = answer.hits.iter().filter(|hit| !hit.partial);
        found.extend(hits.filter_map(|hit| hit.article).filter(|id| seen.insert(*id)));
        offset += BATCH;
        if offset >= answer.total || answer.hits.is_empty() {
            return Ok(Scope::These(found));
        }
    }
}

impl Scope {
    fn ids(&self, library: &Library) -> Result<Vec<ArticleId>, WireError> {
        if let Self::These(ids) = self {
            return Ok(ids.clone());
        }
        let mut ids = Vec::new();
        loop {
            let filter = ArticleFilter {
                reverse: true,
                offset: u32::try_from(ids.len()).unwrap_or(u32::MAX),
                limit: BATCH,
                ..ArticleFilter::default()
            };
            let (_, page) = library.articles(&filter)?;
            if page.is_empty() {
                return Ok(ids);
            }
            ids.extend(page.iter().map(|article| article.id));
        }
    }

    fn pages(&self, library: &Library) -> Result<Vec<NoteRecord>, WireError> {
        if matches!(self, Self::These(_)) {
            return Ok(Vec::new());
        }
        let (_, pages) = library.note_feed(true, 0, u32::MAX)?;
        Ok(pages
            .into_iter()
            .map(|page| NoteRecord {
                id: Some(page.id),
                title: match page.target {
                    NoteTarget::Page(title) => Some(title),
                    NoteTarget::Article(_) | NoteTarget::Highlight(_) => None,
                },
                markdown: page.markdown,
                created: Some(page.created),
                modified: Some(page.modified),
            })
            .collect())
    }
}

impl Scope {
    /// The rules for sites' pages, where everything goes along.
    fn rules(&self, library: &Library) -> Result<Vec<SiteRule>, WireError> {
        Ok(if matches!(self, Self::Everything) { library.rules()? } else { Vec::new() })
    }
}

/// An article as a record, its body made by `body` from the sealed HTML.
fn record(full: Full, body: impl FnOnce(String) -> RecordBody) -> ArticleRecord {
    let Full { article, capture, text, highlights, notes, .. } = full;
    let now = |highlight: &Highlight| {
        let words = highlight.anchor.range.map(|(start, end)| text.slice(start, end));
        words.filter(|words| *words != highlight.selector.quote).map(str::to_owned)
    };
    ArticleRecord {
        id: Some(article.id),
        metadata: article.metadata,
        body: body(capture.body),
        kind: Some(capture.kind),
        saved: Some(article.saved),
        opened: article.opened,
        state: Some(article.state),
        favourite: article.favourite,
        tags: article.tags,
        collections: article.collections,
        highlights: highlights
            .into_iter()
            .map(|highlight| HighlightRecord {
                id: Some(highlight.id),
                state: Some(highlight.anchor.state),
                now: now(&highlight),
                selector: highlight.selector,
                color: highlight.color,
                note: highlight.note.map(|note| note.markdown),
                tags: highlight.tags,
                created: Some(highlight.created),
                modified: Some(highlight.modified),
            })
            .collect(),
        notes: notes
            .into_iter()
            .map(|note| NoteRecord {
                id: Some(note.id),
                title: None,
                markdown: note.markdown,
                created: Some(note.created),
                modified: Some(note.modified),
            })
            .collect(),
        text_hash: Some(capture.text_hash),
    }
}

fn count(report: &mut ExportReport, full: &Full) {
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    report.articles += 1;
    report.highlights += number(full.highlights.len());
    let on_highlights = full.highlights.iter().filter(|h| h.note.is_some()).count();
    report.notes += number(full.notes.len() + on_highlights);
}

fn json_lines(
    library: &Library,
    scope: &Scope,
    path: &Path,
    task: &Task,
) -> Result<ExportReport, WireError> {
    let mut report = ExportReport { path: path.display().to_string(), ..ExportReport::default() };
    let ids = scope.ids(library)?;
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    write_whole(path, |file| {
        for (done, id) in (0..).zip(ids) {
            let full = Full::read(library, id)?;
            task.step(done, total, full.article.metadata.title.as_str())?;
            count(&mut report, &full);
            let record = record(full, RecordBody::Html);
            let line = transfer::jsonl::write(&record);
            // A program that reads this knows images by their hashes; their files lie beside.
            pictures::take_along(library, &line, path)?;
            writeln!(file, "{line}").map_err(|e| WireError::file(path, &e))?;
        }
        for page in scope.pages(library)? {
            report.notes += 1;
            writeln!(file, "{}", transfer::jsonl::write_page(&page))
                .map_err(|e| WireError::file(path, &e))?;
        }
        for SiteRule { rule, example, .. } in scope.rules(library)? {
            writeln!(file, "{}", transfer::jsonl::write_rule(&rule, &example))
                .map_err(|e| WireError::file(path, &e))?;
        }
        Ok(())
    })?;
    Ok(report)
}

fn json_ld(
    library: &Library,
    scope: &Scope,
    path: &Path,
    task: &Task,
) -> Result<ExportReport, WireError> {
    let mut report = ExportReport { path: path.display().to_string(), ..ExportReport::default() };
    let ids = scope.ids(library)?;
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let mut articles = Vec::new();
    for (done, id) in (0..).zip(ids) {
        let full = Full::read(library, id)?;
        task.step(done, total, full.article.metadata.title.as_str())?;
        if full.highlights.is_empty() && full.notes.is_empty() {
            continue;
        }
        count(&mut report, &full);
        articles.push(full);
    }
    let annotated: Vec<transfer::annotations::Annotated<'_>> = articles
        .iter()
        .map(|full| transfer::annotations::Annotated {
            article: &full.article,
            text: &full.text,
            highlights: &full.highlights,
            notes: &full.notes,
        })
        .collect();
    write_whole(path, |file| {
        writeln!(file, "{}", transfer::annotations::write(&annotated))
            .map_err(|e| WireError::file(path, &e))
    })?;
    Ok(report)
}

fn markdown_files(
    library: &Library,
    scope: &Scope,
    path: &Path,
    task: &Task,
) -> Result<ExportReport, WireError> {
    let mut report = ExportReport { path: path.display().to_string(), ..ExportReport::default() };
    let ids = scope.ids(library)?;
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let one_file = total == 1
        && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md"))
        && !path.is_dir();
    if !one_file {
        fs::create_dir_all(path).map_err(|e| WireError::file(path, &e))?;
    }
    let mut taken = HashSet::new();
    for (done, id) in (0..).zip(ids) {
        let full = Full::read(library, id)?;
        let title = full.article.metadata.title.clone();
        task.step(done, total, title.as_str())?;
        count(&mut report, &full);
        let record = record(full, |html| RecordBody::Markdown(markdown::from_html(&html)));
        let file = if one_file {
            path.to_path_buf()
        } else {
            free_name(path, &title, &id.to_string(), &mut taken)
        };
        let text = transfer::markdown::write(&record);
        write_text(&file, &pictures::take_along(library, &text, &file)?)?;
    }
    for page in scope.pages(library)? {
        report.notes += 1;
        let id = page.id.map(|id| id.to_string()).unwrap_or_default();
        let title = page.title.as_deref().unwrap_or("Note");
        write_text(
            &free_name(path, title, &id, &mut taken),
            &transfer::markdown::write_page(&page),
        )?;
    }
    Ok(report)
}

/// A file in `folder` named after the title; where another article's file has that name, with a part of the id too.
fn free_name(folder: &Path, title: &str, id: &str, taken: &mut HashSet<String>) -> PathBuf {
    let stem = file_name::safe_stem(title);
    let plain = folder.join(format!("{stem}.md"));
    // Case makes no other name on Windows and macOS.
    let free = taken.insert(stem.to_lowercase());
    if free && (!plain.exists() || holds_id(&plain, id)) {
        return plain;
    }
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or(id);
    let longer = format!("{stem} {tail}");
    taken.insert(longer.to_lowercase());
    folder.join(format!("{longer}.md"))
}

/// Whether the file is an earlier export of the same thing, which may be written over.
fn holds_id(path: &Path, id: &str) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    read.is_ok()
        && String::from_utf8_lossy(&head).lines().any(|line| line.trim() == format!("id: {id}"))
}

fn write_text(path: &Path, text: &str) -> Result<(), WireError> {
    write_whole(path, |file| file.write_all(text.as_bytes()).map_err(|e| WireError::file(path, &e)))
}

/// Writes a file under a temporary name beside its place, syncs it and gives it its name, so that there is never half
/// a file.
fn write_whole(
    path: &Path,
    content: impl FnOnce(&mut std::io::BufWriter<&fs::File>) -> Result<(), WireError>,
) -> Result<(), WireError> {
    let failed = |error: std::io::Error| WireError::file(path, &error);
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".commonplace-");
    // A temporary file is its owner's alone; what a person exports is like any file they make, as their umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder.tempfile_in(folder).map_err(failed)?;
    let mut buffer = std::io::BufWriter::new(temporary.as_file());
    content(&mut buffer)?;
    buffer.flush().map_err(failed)?;
    drop(buffer);
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
