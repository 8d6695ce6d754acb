//! What a source stands for: itself, or every readable file in a folder or a zip file, in the order of names.

use super::material::{Given, Material, Near};
use crate::wire::{ErrorKind, SaveSource, WireError};
use commonplace_core::sentence;
use commonplace_core::{
    extract::{
        self,
        zip::{self, Zip, ZipProblem},
    },
    model::SourceKind,
};
use std::{
    collections::HashSet,
    fmt,
    fs::{self, File},
    io::{BufReader, Cursor, Read, Seek},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// No source may be larger, in bytes: what a person reads is smaller, what attacks a parser is not.
pub(crate) const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// Folders below a folder that is saved.
const MAX_DEPTH: usize = 64;
/// What files that can be saved are named.
const READABLE: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "mht",
    "mhtml",
    "webarchive",
    "eml",
    "md",
    "markdown",
    "txt",
    "text",
    "pdf",
    "epub",
];

/// One thing to save, found.
pub(super) enum Item {
    Url(String),
    File(PathBuf),
    Html(String),
    Text(String),
    Bytes(Vec<u8>),
    /// A file in a zip file, which has this name for a person.
    Zipped(String, Zipped),
    /// What could not be looked into.
    Failed(String, WireError),
}

impl Item {
    pub(super) fn label(&self) -> String {
        match self {
            Self::Url(url) => url.clone(),
            Self::File(path) => path.display().to_string(),
            Self::Html(_) => "Pasted page".into(),
            Self::Text(_) => "Pasted text".into(),
            Self::Bytes(_) => "-".into(),
            Self::Zipped(label, _) | Self::Failed(label, _) => label.clone(),
        }
    }
}

/// A reader that a zip file can be read from.
trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// One file in a zip file that is read through by several.
#[derive(Clone)]
pub(crate) struct Zipped {
    zip: Arc<Mutex<Zip<Box<dyn ReadSeek>>>>,
    name: String,
}

impl fmt::Debug for Zipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zipped").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Zipped {
    fn read(&self, name: &str, max: u64) -> Result<Option<Vec<u8>>, ZipProblem> {
        self.zip.lock().unwrap_or_else(PoisonError::into_inner).read(name, max)
    }

    /// The file that an address in this one means, of at most `max` bytes.
    pub(crate) fn beside(&self, address: &str, max: u64) -> Option<Vec<u8>> {
        self.read(&zip::resolve(&self.name, address)?, max).ok().flatten()
    }

    /// Its bytes as something to save.
    pub(super) fn material(self, label: &str) -> Result<Material, WireError> {
        let found = self.read(&self.name, MAX_BYTES);
        let bytes = found.map_err(|problem| refused(label, &problem))?.unwrap_or_default();
        if is_archive(&bytes) {
            return Err(WireError::new(
                ErrorKind::Unsupported,
                sentence!(
                    "zip-inside",
                    "“{label}” is a zip file inside another. Unpack it and save it by itself.",
                    label = label
                ),
            ));
        }
        let name = self.name.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(Material {
            file_name: Some(name),
            near: Near::Zip(self),
            ..Material::new(bytes, label.to_owned())
        })
    }
}

/// The items of a source, and what holds for each of them.
///
/// # Errors
/// `invalidInput` where the source is none or several things, or of a kind that there is not.
pub(super) fn expand(source: SaveSource) -> Result<(Vec<Item>, Given), WireError> {
    let kind = match source.kind.as_deref() {
        None | Some("auto") => None,
        Some(word) => Some(SourceKind::parse(word).ok_or_else(|| {
            WireError::invalid(sentence!(
                "no-kind",
                "“{word}” is not a kind; there are auto, html, markdown and text.",
                word = word
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
        (None, None, None, None, Some(bytes)) if is_archive(&bytes) => {
            zipped("-", Box::new(Cursor::new(bytes)))
        }
        (None, None, None, None, Some(bytes)) => vec![Item::Bytes(bytes)],
        _ => {
            return Err(WireError::invalid(sentence!(
                "save-nothing",
                "Give one address, path, page or text to save."
            )));
        }
    };
    Ok((items, given))
}

/// Whether these bytes are a zip file of things to save, and not a document that happens to be one.
fn is_archive(bytes: &[u8]) -> bool {
    zip::is_zip(bytes) && !extract::is_epub(bytes)
}

fn files(path: &Path) -> Vec<Item> {
    if !path.is_dir() {
        return file(path);
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
        let pages: HashSet<PathBuf> =
            paths.iter().filter(|path| is_page(path)).map(|path| path.with_extension("")).collect();
        for path in paths {
            // A link may lead out of the folder, or round in a circle.
            let Ok(kind) = fs::symlink_metadata(&path).map(|meta| meta.file_type()) else {
                continue;
            };
            if kind.is_dir() && depth < MAX_DEPTH {
                if !belongs_to_page(&path, &pages) {
                    open.push((path, depth + 1));
                }
            } else if kind.is_file() && (is_readable(&path) || has_extension(&path, &["zip"])) {
                found.extend(file(&path));
            }
        }
    }
    if found.is_empty() {
        found.push(nothing_in(path.display().to_string()));
    }
    found
}

/// A file, or what is in it where it is a zip file.
fn file(path: &Path) -> Vec<Item> {
    let label = path.display().to_string();
    let mut head = [0; 64];
    let opened = File::open(path).and_then(|mut file| {
        let length = file.read(&mut head)?;
        file.rewind()?;
        Ok((file, length))
    });
    match opened {
        Ok((file, length)) if is_archive(head.get(..length).unwrap_or_default()) => {
            zipped(&label, Box::new(BufReader::new(file)))
        }
        // What cannot be opened says so when it is its turn.
        _ => vec![Item::File(path.to_path_buf())],
    }
}

/// The readable files in a zip file.
fn zipped(label: &str, reader: Box<dyn ReadSeek>) -> Vec<Item> {
    let zip = match Zip::open(reader) {
        Ok(zip) => zip,
        Err(problem) => return vec![Item::Failed(label.to_owned(), refused(label, &problem))],
    };
    let names = zip.names();
    let zip = Arc::new(Mutex::new(zip));
    let pages: HashSet<PathBuf> = names
        .iter()
        .map(Path::new)
        .filter(|name| is_page(name))
        .map(|name| name.with_extension(""))
        .collect();
    let items: Vec<Item> = names
        .into_iter()
        .filter_map(|name| {
            let path = Path::new(&name);
            let hidden = name.starts_with("__MACOSX/")
                || path.ancestors().skip(1).any(|folder| belongs_to_page(folder, &pages));
            let readable = is_readable(path) || has_extension(path, &["zip"]);
            (readable && !hidden).then(|| {
                let label = format!("{label}/{}", visible(&name));
                Item::Zipped(label, Zipped { zip: Arc::clone(&zip), name })
            })
        })
        .collect();
    if items.is_empty() { vec![nothing_in(label.to_owned())] } else { items }
}

/// A name out of a file, without what would not show or would turn the line round.
fn visible(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .collect()
}

fn nothing_in(label: String) -> Item {
    let message = sentence!(
        "nothing-in-it",
        "There is nothing in “{label}” that can be saved: no web page, web archive, Markdown, text, PDF or EPUB.",
        label = label
    );
    Item::Failed(label, WireError::new(ErrorKind::NotFound, message))
}

fn refused(label: &str, problem: &ZipProblem) -> WireError {
    let (kind, message) = match problem {
        ZipProblem::TooLarge => (
            ErrorKind::TooLarge,
            sentence!(
                "zip-too-large",
                "“{label}” cannot be read: it unpacks to more than is allowed.",
                label = label
            ),
        ),
        ZipProblem::Damaged => (
            ErrorKind::Unreadable,
            sentence!(
                "zip-damaged",
                "“{label}” cannot be read: it is damaged, or no zip file.",
                label = label
            ),
        ),
        ZipProblem::Encrypted => (
            ErrorKind::Unsupported,
            sentence!(
                "zip-encrypted",
                "“{label}” cannot be read: it is protected by a password.",
                label = label
            ),
        ),
        ZipProblem::Method => (
            ErrorKind::Unsupported,
            sentence!(
                "zip-method",
                "“{label}” cannot be read: it is compressed in a way that is not known here.",
                label = label
            ),
        ),
    };
    WireError::new(kind, message)
}

/// Whether a folder holds the pictures and scripts of a page saved as a whole: `Page_files` beside `Page.html`. What
/// is in it is no article of its own.
fn belongs_to_page(folder: &Path, pages: &HashSet<PathBuf>) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    ["_files", ".files", "-files", "_Dateien", "_fichiers", "_archivos"]
        .iter()
        .filter_map(|ending| name.strip_suffix(ending))
        .any(|stem| pages.contains(&folder.with_file_name(stem)))
}

fn is_page(path: &Path) -> bool {
    has_extension(path, &["html", "htm", "xhtml"])
}

fn is_readable(path: &Path) -> bool {
    has_extension(path, READABLE)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| known.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Reads a file of at most [`MAX_BYTES`], counted as they come.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, WireError> {
    let too_large = || {
        let message = sentence!(
            "file-too-large",
            "“{file}” is larger than 50 MB, which is the most that can be saved.",
            file = path.display()
        );
        WireError::new(ErrorKind::TooLarge, message)
    };
    let file = File::open(path).map_err(|error| WireError::file(path, &error))?;
    let size = file.metadata().map_err(|error| WireError::file(path, &error))?.len();
    if size > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| WireError::file(path, &error))?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}
