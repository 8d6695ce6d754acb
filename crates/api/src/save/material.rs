//! Bytes on their way to becoming an article, and where their images may be found.

use super::items::Zipped;
use crate::wire::{ErrorKind, WireError};
use commonplace_core::{
    extract::{
        self, Candidate, Source, Wanted,
        images::{self, Resources},
        zip::percent_decoded,
    },
    model::SourceKind,
    sentence,
    sentence::Sentence,
};
use commonplace_library::{Incoming, Library};
use std::{
    collections::HashMap,
    fs::File,
    io::Read,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

/// What a person said about every item of a source.
#[derive(Clone, Default)]
pub(super) struct Given {
    pub(super) kind: Option<SourceKind>,
    pub(super) source_url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) tags: Vec<String>,
}

/// Where the images of a page are that it does not hold itself.
#[derive(Clone, Debug)]
pub(crate) enum Near {
    /// Nowhere.
    Nothing,
    /// In the folder of the page's file.
    Folder(PathBuf),
    /// In the page's zip file.
    Zip(Zipped),
    /// On the web, where the page came from.
    Web,
    /// Among the blobs, from when the source was read before: the name of each by what the source calls it.
    Kept(Arc<HashMap<String, String>>),
}

/// Bytes to make an article of, and what is known about them.
#[derive(Clone, Debug)]
pub(crate) struct Material {
    pub(crate) bytes: Vec<u8>,
    /// Where they came from, for a person.
    pub(crate) label: String,
    pub(crate) kind: Option<SourceKind>,
    /// The name of their file, without folders.
    pub(crate) file_name: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) near: Near,
    /// Sentences for a person about why it may not be the whole article, for the receipt.
    pub(crate) doubts: Vec<Sentence>,
    /// Which reading of them is wanted.
    pub(crate) reading: Candidate,
    /// The images that were brought from elsewhere: what the source calls each, and the hash of its bytes.
    pub(crate) brought: Vec<(String, String)>,
}

impl Material {
    pub(crate) fn new(bytes: Vec<u8>, label: String) -> Self {
        Self {
            bytes,
            label,
            kind: None,
            file_name: None,
            url: None,
            charset: None,
            near: Near::Nothing,
            doubts: Vec::new(),
            reading: Candidate::Best,
            brought: Vec::new(),
        }
    }

    /// The file at `path`, whose images may lie beside it.
    ///
    /// # Errors
    /// `notFound`, `disk`, `tooLarge`.
    pub(crate) fn file(path: &Path) -> Result<Self, WireError> {
        let bytes = super::items::read(path)?;
        Ok(Self {
            file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            near: path.parent().map_or(Near::Nothing, |folder| Near::Folder(folder.to_path_buf())),
            ..Self::new(bytes, path.display().to_string())
        })
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            bytes: &self.bytes,
            kind: self.kind,
            file_name: self.file_name.as_deref(),
            url: self.url.as_deref(),
            charset: self.charset.as_deref(),
        }
    }

    /// The same to be stored.
    pub(crate) fn incoming(&self) -> Incoming<'_> {
        let (reading, brought) = (self.reading, self.brought.as_slice());
        Incoming { reading, brought, ..Incoming::new(self.source(), &self.label) }
    }

    /// Refuses what cannot become an article.
    ///
    /// # Errors
    /// `unreadable`, with a sentence.
    pub(crate) fn check(&self) -> Result<(), WireError> {
        let unreadable = |message| Err(WireError::new(ErrorKind::Unreadable, message));
        if self.bytes.iter().all(u8::is_ascii_whitespace) {
            return unreadable(sentence!("file-empty", "“{label}” is empty.", label = self.label));
        }
        if !extract::is_document(&self.bytes) && !is_text(&self.bytes) {
            return unreadable(sentence!(
                "no-document",
                "“{label}” is not a web page, Markdown, text, PDF or EPUB. Other kinds of files cannot be read.",
                label = self.label
            ));
        }
        Ok(())
    }
}

/// Whether bytes can be text in some encoding: no known mark of another format, and no zero bytes but in UTF-16. A
/// web archive of Safari may be binary, and is known by its mark.
fn is_text(bytes: &[u8]) -> bool {
    const OTHERS: &[&[u8]] = &[b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];
    if [&b"\xff\xfe"[..], b"\xfe\xff", b"bplist"].iter().any(|mark| bytes.starts_with(mark)) {
        return true;
    }
    let head = bytes.get(..8192).unwrap_or(bytes);
    !OTHERS.iter().any(|mark| bytes.starts_with(mark)) && !head.contains(&0)
}

/// The images that lie beside a page's file, in its folder or below.
pub(super) fn beside(folder: &Path, wanted: &[Wanted]) -> Resources {
    let Ok(folder) = folder.canonicalize() else { return Resources::new() };
    limited(wanted, |address, most| {
        let path = percent_decoded(address.split(['?', '#']).next().unwrap_or(address));
        let path = Path::new(&path);
        let inside =
            path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        // A link may lead out of the folder.
        let path =
            folder.join(path).canonicalize().ok().filter(|path| path.starts_with(&folder))?;
        let file = inside.then(|| File::open(path).ok()).flatten()?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    })
}

/// The images that lie beside a page in its zip file.
pub(super) fn zipped(zipped: &Zipped, wanted: &[Wanted]) -> Resources {
    limited(wanted, |address, most| zipped.beside(address, most))
}

/// The images that were kept when the same source was read before.
pub(super) fn kept(
    library: &Library,
    known: &HashMap<String, String>,
    wanted: &[Wanted],
) -> Resources {
    let found = |wanted: &Wanted| {
        let bytes = library.blobs().get(known.get(&wanted.address)?).ok()?;
        Some((wanted.address.clone(), bytes))
    };
    wanted.iter().filter_map(found).collect()
}

/// Reads what lies beside the page, within the limits of an article's images.
fn limited(wanted: &[Wanted], mut read: impl FnMut(&str, u64) -> Option<Vec<u8>>) -> Resources {
    let mut found = Resources::new();
    let mut left = images::MAX_IMAGES;
    for wanted in wanted.iter().take(images::MAX_COUNT) {
        if let Some(address) = wanted.beside.as_deref().filter(|address| !address.contains(':'))
            && let Some(bytes) = read(address, images::MAX_IMAGE as u64)
            && images::media_type(&bytes).is_some()
            && bytes.len() <= left
        {
            left -= bytes.len();
            found.insert(wanted.address.clone(), bytes);
        }
    }
    found
}
