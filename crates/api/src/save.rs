//! Saving: addresses, files, folders and pasted content, one outcome for each.

use crate::{Api, Task, fetch, wire::*};
use commonplace_core::{address, extract::Source, model::SourceKind};
use commonplace_library::{Incoming, Library};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// No source may be larger, in bytes: what a person reads is smaller, what attacks a parser is not.
pub(crate) const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// Folders below a folder that is saved.
const MAX_DEPTH: usize = 64;
const READABLE: &[&str] = &["html", "htm", "xhtml", "md", "markdown", "txt", "text"];

/// One thing to save, found.
enum Item {
    Url(String),
    File(PathBuf),
    Html(String),
    Text(String),
    Bytes(Vec<u8>),
    /// A path that could not be looked into.
    Failed(String, WireError),
}

impl Item {
    fn label(&self) -> String {
        match self {
            Self::Url(url) => url.clone(),
            Self::File(path) => path.display().to_string(),
            Self::Html(_) => "Pasted page".into(),
            Self::Text(_) => "Pasted text".into(),
            Self::Bytes(_) => "-".into(),
            Self::Failed(label, _) => label.clone(),
        }
    }
}

/// What holds for every item of a source.
#[derive(Clone, Default)]
struct Given {
    kind: Option<SourceKind>,
    source_url: Option<String>,
    title: Option<String>,
    tags: Vec<String>,
}

impl Api {
    pub(crate) async fn article_save(
        &self,
        input: SaveRequest,
    ) -> Result<Vec<SaveOutcome>, WireError> {
        let task = self.task(input.task);
        self.save(input.sources, &task, |_| {}).await
    }

    /// Saves each source, telling each outcome as it comes; one that fails does not keep the others from being saved.
    ///
    /// # Errors
    /// `invalidInput` where a source is none or several things, `cancelled`.
    pub async fn save(
        &self,
        sources: Vec<SaveSource>,
        task: &Task,
        mut each: impl FnMut(&SaveOutcome) + Send,
    ) -> Result<Vec<SaveOutcome>, WireError> {
        let mut items = Vec::new();
        for source in sources {
            let (found, given) = self.disk(move |_| expand(source)).await?;
            items.extend(found.into_iter().map(|item| (item, given.clone())));
        }
        let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let mut outcomes = Vec::with_capacity(items.len());
        for (done, (item, given)) in (0..).zip(items) {
            let label = item.label();
            task.step(done, total, &label)?;
            let outcome = match self.save_item(item, given).await {
                Ok(outcome) => outcome,
                Err(error) => SaveOutcome {
                    source: label,
                    status: "failed".into(),
                    id: None,
                    title: None,
                    error: Some(error.message),
                },
            };
            each(&outcome);
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    async fn save_item(&self, item: Item, given: Given) -> Result<SaveOutcome, WireError> {
        let label = item.label();
        match item {
            Item::Failed(_, error) => Err(error),
            Item::Url(url) => {
                let page = fetch::page(&url).await?;
                self.save_bytes(page.bytes, label, None, Some(page.address), page.charset, given)
                    .await
            }
            Item::File(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                let bytes = self.disk(move |_| read(&path)).await?;
                self.save_bytes(bytes, label, name, None, None, given).await
            }
            Item::Html(html) => {
                let given = Given { kind: Some(SourceKind::Html), ..given };
                self.save_bytes(html.into_bytes(), label, None, None, Some("utf-8".into()), given)
                    .await
            }
            Item::Bytes(bytes) => self.save_bytes(bytes, label, None, None, None, given).await,
            Item::Text(text) => {
                self.save_bytes(text.into_bytes(), label, None, None, Some("utf-8".into()), given)
                    .await
            }
        }
    }

    async fn save_bytes(
        &self,
        bytes: Vec<u8>,
        label: String,
        file_name: Option<String>,
        address: Option<String>,
        charset: Option<String>,
        given: Given,
    ) -> Result<SaveOutcome, WireError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(WireError::new(ErrorKind::Unreadable, format!("“{label}” is empty.")));
        }
        if !is_text(&bytes) {
            return Err(WireError::new(
                ErrorKind::Unreadable,
                format!(
                    "“{label}” is not a web page, Markdown or text. Other kinds of files cannot be read yet."
                ),
            ));
        }
        let (written, title) = self
            .disk(move |library| {
                let incoming = Incoming {
                    source: Source {
                        bytes: &bytes,
                        kind: given.kind,
                        file_name: file_name.as_deref(),
                        url: address.as_deref().or(given.source_url.as_deref()),
                        charset: charset.as_deref(),
                    },
                    label: &label,
                    title: given.title.as_deref(),
                    tags: &given.tags,
                };
                let written = library.save(&incoming)?;
                let title = title(library, &written.value.0)?;
                Ok((written.map(|(id, status)| (id, status, label)), title))
            })
            .await?;
        let (id, status, source) = self.publish(written);
        Ok(SaveOutcome {
            source,
            status: status.as_str().into(),
            id: Some(id.to_string()),
            title: Some(title),
            error: None,
        })
    }

    /// Saves what was dropped on the window and tells it what became of each.
    pub async fn save_dropped(&self, paths: Vec<PathBuf>) {
        let sources = paths
            .iter()
            .map(|path| SaveSource {
                path: Some(path.display().to_string()),
                ..SaveSource::default()
            })
            .collect();
        let task = self.task(Some("drop".into()));
        let mut outcomes = Vec::new();
        let saved = self.save(sources, &task, |outcome| outcomes.push(outcome.clone())).await;
        if let Err(error) = saved {
            outcomes.push(SaveOutcome {
                source: String::new(),
                status: "failed".into(),
                id: None,
                title: None,
                error: Some(error.message),
            });
        }
        self.emit(Event::Dropped { outcomes });
    }

    /// Tells the window that something is being dragged over it, or no longer is.
    pub fn drag(&self, over: bool) {
        self.emit(Event::DragOver { over });
    }

    pub(crate) async fn article_paste(&self, _: Nothing) -> Result<Vec<SaveOutcome>, WireError> {
        let host = self.host.clone();
        let clipboard = self
            .disk(move |_| {
                host.read_clipboard().map_err(|e| {
                    WireError::new(ErrorKind::Unsupported, "The clipboard could not be read.")
                        .with_detail(e)
                })
            })
            .await?;
        let text = clipboard.text.filter(|text| !text.trim().is_empty());
        let lone_address =
            text.as_deref().map(str::trim).filter(|text| !text.contains(char::is_whitespace));
        let mut source = SaveSource::default();
        match (lone_address.and_then(address::web), clipboard.html, &text) {
            (Some(_), _, Some(text)) => source.url = Some(text.trim().to_owned()),
            (_, Some(html), _) if !html.trim().is_empty() => source.html = Some(html),
            (_, _, Some(text)) => source.text = Some(text.clone()),
            _ => {
                return Err(WireError::invalid(
                    "There is no text on the clipboard. Copy a passage, a page or an address first.",
                ));
            }
        }
        self.article_save(SaveRequest { sources: vec![source], task: None }).await
    }
}

fn title(library: &Library, id: &commonplace_core::model::ArticleId) -> Result<String, WireError> {
    Ok(library.article(*id)?.metadata.title)
}

/// What a source stands for: itself, or every readable file below a folder, in the order of names.
fn expand(source: SaveSource) -> Result<(Vec<Item>, Given), WireError> {
    let kind = match source.kind.as_deref() {
        None | Some("auto") => None,
        Some(word) => Some(SourceKind::parse(word).ok_or_else(|| {
            WireError::invalid(format!(
                "“{word}” is not a kind; there are auto, html, markdown and text."
            ))
        })?),
    };
    let given = Given {
        kind,
        source_url: source.source_url,
        title: source.title,
        tags: source.tags.unwrap_or_default(),
    };
    let items = match (source.url, source.path, source.html, source.text, source.bytes) {
        (Some(url), None, None, None, None) => vec![Item::Url(url.trim().to_owned())],
        (None, Some(path), None, None, None) => files(Path::new(&path)),
        (None, None, Some(html), None, None) => vec![Item::Html(html)],
        (None, None, None, Some(text), None) => vec![Item::Text(text)],
        (None, None, None, None, Some(bytes)) => vec![Item::Bytes(bytes)],
        _ => return Err(WireError::invalid("Give one address, path, page or text to save.")),
    };
    Ok((items, given))
}

fn files(path: &Path) -> Vec<Item> {
    if !path.is_dir() {
        return vec![Item::File(path.to_path_buf())];
    }
    let mut found = Vec::new();
    let mut open = vec![(path.to_path_buf(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                let label = folder.display().to_string();
                found.push(Item::Failed(label, WireError::file(&folder, &error)));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            // A link may lead out of the folder, or round in a circle.
            let Ok(kind) = fs::symlink_metadata(&path).map(|meta| meta.file_type()) else {
                continue;
            };
            if kind.is_dir() && depth < MAX_DEPTH {
                open.push((path, depth + 1));
            } else if kind.is_file() && is_readable(&path) {
                found.push(Item::File(path));
            }
        }
    }
    if found.is_empty() {
        let label = path.display().to_string();
        let message = format!("There is no .html, .md or .txt file in “{label}”.");
        found.push(Item::Failed(label, WireError::new(ErrorKind::NotFound, message)));
    }
    found
}

fn is_readable(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| READABLE.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Whether bytes can be text in some encoding: no known mark of another format, and no zero bytes but in UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    const OTHERS: &[&[u8]] =
        &[b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let head = bytes.get(..8192).unwrap_or(bytes);
    !OTHERS.iter().any(|mark| bytes.starts_with(mark)) && !head.contains(&0)
}

/// Reads a file of at most [`MAX_BYTES`].
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, WireError> {
    let size = fs::metadata(path).map_err(|error| WireError::file(path, &error))?.len();
    if size > MAX_BYTES {
        return Err(WireError::new(
            ErrorKind::TooLarge,
            format!(
                "“{}” has {} MB; at most 50 MB can be saved.",
                path.display(),
                size / 1024 / 1024
            ),
        ));
    }
    fs::read(path).map_err(|error| WireError::file(path, &error))
}
