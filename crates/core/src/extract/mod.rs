//! Anything becomes an article: bytes in; sealed HTML, metadata and a receipt of what was left out.
//!
//! Nothing here fails. What cannot be understood is kept as text, and the receipt says so.

mod container;
mod dates;
mod decode;
mod epub;
pub(crate) mod guard;
mod html;
pub mod images;
mod known;
mod language;
mod markdown;
mod metadata;
mod pdf;
mod plain;
mod raw;
mod receipt;
mod restore;
pub mod rules;
mod signs;
mod twice;
pub mod zip;

pub use epub::is_epub;
#[cfg(feature = "learn")]
pub use html::study;
pub use known::{Known, Unknown, known_by};
pub use raw::raw;
pub use signs::{Signs, signs};

use crate::dom;
use crate::model::{Metadata, Receipt, SourceKind};
use crate::sanitize;
use crate::sentence;
use crate::text::{Text, ranges_of};
use images::Resources;
use receipt::Piece;
pub use restore::{Restored, put_back, put_back_again};
pub use rules::{Followed, Rule};
use serde::{Deserialize, Serialize};
use url::Url;

/// Version of the rules of extraction, stored with every capture made by them.
pub const VERSION: u32 = 9;

/// Words of a title made from the text itself.
const TITLE_WORDS: usize = 12;
/// Characters of a title, a subtitle or the name of a site at most: what is longer was not written as one.
const MAX_LINE: usize = 500;

/// Bytes to make an article of, and what is known about them.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// What they are; none to find out.
    pub kind: Option<SourceKind>,
    /// The name of the file they came from, without folders.
    pub file_name: Option<&'a str>,
    /// The address they came from.
    pub url: Option<&'a str>,
    /// The encoding that the sender declared, as in a Content-Type header.
    pub charset: Option<&'a str>,
}

/// An article made from bytes.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// What the bytes were.
    pub kind: SourceKind,
    /// What is known about the article. The title is never empty.
    pub metadata: Metadata,
    /// Sealed HTML.
    pub body: String,
    /// The canonical text of the body.
    pub text: Text,
    /// What was kept and what was dropped.
    pub receipt: Receipt,
    /// Passages that the source itself marks (`==like this==` in Markdown), in code points of the canonical text: they
    /// are highlights, not formatting.
    pub marks: Vec<(u32, u32)>,
    /// The images that the body shows.
    pub pictures: Vec<Picture>,
}

/// An image that a body shows, under the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub hash: String,
    /// The image as it came.
    pub bytes: Vec<u8>,
}

/// An article found in its source and not sealed yet: images that the source does not hold can still be brought.
#[derive(Debug)]
pub struct Unsealed {
    kind: SourceKind,
    draft: Draft,
    file_name: Option<String>,
    held: Resources,
    /// The address that relative ones were joined to.
    base: Option<Url>,
}

/// An image that an article shows and its source does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Its address: absolute, or relative where the page's own is not known.
    pub address: String,
    /// The same relative to the page, where it can lie beside it.
    pub beside: Option<String>,
}

crate::words! {
    /// Which reading of a source is wanted.
    Candidate {
        /// The one that is most likely the article.
        Best = "best",
        /// What other rules take for the article.
        Other = "other",
        /// All text of the source.
        WholePage = "whole_page",
    }
}

#[expect(clippy::derivable_impls, reason = "the list of words derives the same for all")]
impl Default for Candidate {
    fn default() -> Self {
        Self::Best
    }
}

impl Candidate {
    /// Whether a source of this kind can be read in several ways.
    pub const fn is_choice(kind: SourceKind) -> bool {
        matches!(kind, SourceKind::Html | SourceKind::Text)
    }
}

/// What one kind of source yields before it is sealed.
#[derive(Debug, Default)]
struct Draft {
    metadata: Metadata,
    /// Markup to seal.
    html: String,
    /// What the source held, and problems; the rest is filled in when the body is sealed.
    receipt: Receipt,
    /// The source in its order, where parts of it were left out.
    pieces: Vec<Piece>,
}

/// Makes an article of any bytes, with those of its images that they hold.
pub fn extract(source: &Source<'_>) -> Extraction {
    extract_as(source, Candidate::Best)
}

/// Makes an article of any bytes in the reading that is wanted.
pub fn extract_as(source: &Source<'_>, candidate: Candidate) -> Extraction {
    begin_as(source, &candidate.into()).seal(&Resources::new())
}

/// Finds the article in any bytes.
pub fn begin(source: &Source<'_>) -> Unsealed {
    begin_as(source, &Wish::default())
}

/// What is wanted of a source.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Which reading.
    pub reading: Candidate,
    /// Rules for the pages of sites; those for others than the source's do not count.
    pub rules: Vec<Rule>,
    /// Whether to find out what blocks are known by that are kept.
    marks: bool,
}

impl Wish {
    /// A reading by these rules.
    pub const fn new(reading: Candidate, rules: Vec<Rule>) -> Self {
        Self { reading, rules, marks: false }
    }
}

impl From<Candidate> for Wish {
    fn from(reading: Candidate) -> Self {
        Self::new(reading, Vec::new())
    }
}

/// Finds the article in any bytes, as it is wanted.
pub fn begin_as(source: &Source<'_>, wish: &Wish) -> Unsealed {
    let mut held = Resources::new();
    let binary = if pdf::is_pdf(source.bytes) {
        Some((SourceKind::Pdf, pdf::read(source.bytes)))
    } else if epub::is_epub(source.bytes) {
        Some((SourceKind::Epub, epub::read(source.bytes, &mut held)))
    } else {
        None
    };
    if let Some((kind, mut draft)) = binary {
        draft.metadata.url = source.url.map(str::to_owned);
        let file_name = source.file_name.map(str::to_owned);
        return Unsealed { kind, draft, file_name, held, base: None };
    }
    match container::open(source.bytes) {
        Some(page) => {
            let inner = Source {
                bytes: &page.html,
                kind: Some(if page.plain { SourceKind::Text } else { SourceKind::Html }),
                file_name: source.file_name,
                url: source.url.or(page.url.as_deref()),
                charset: page.charset.as_deref(),
            };
            let mut read = document(&inner, page.resources, wish);
            complete(&mut read.draft.metadata, page.stated);
            read
        }
        None => document(source, Resources::new(), wish),
    }
}

/// Fills in what a page does not say itself.
fn complete(metadata: &mut Metadata, stated: Metadata) {
    if metadata.title.is_empty() {
        metadata.title = stated.title;
    }
    if metadata.authors.is_empty() {
        metadata.authors = stated.authors;
    }
    metadata.site = metadata.site.take().or(stated.site);
    metadata.published = metadata.published.take().or(stated.published);
}

fn document(source: &Source<'_>, mut held: Resources, wish: &Wish) -> Unsealed {
    let (text, damaged) = decode::decode(source.bytes, source.charset);
    let mended = twice::mended(&text);
    let encoded_twice = mended.is_some();
    let text = mended.unwrap_or(text);
    let kept = guard::cap(&text, guard::MAX_BYTES);
    let kind = source.kind.unwrap_or_else(|| detect(kept, source.file_name));
    let mut base = source.url.map(str::to_owned);
    let mut draft = match kind {
        SourceKind::Html => {
            base = base.or_else(|| container::saved_from(kept));
            let lifted = images::lift(kept, &mut held);
            html::read(lifted.as_deref().unwrap_or(kept), base.as_deref(), wish)
        }
        SourceKind::Markdown => markdown::read(kept, source.url),
        // What calls itself a PDF or a book and is none may still be text.
        SourceKind::Text | SourceKind::Pdf | SourceKind::Epub => {
            plain::read(kept, source.url, wish.reading)
        }
    };
    if damaged {
        draft.receipt.problems.push(sentence!(
            "source-characters",
            "Some characters could not be read in the encoding of the source."
        ));
    }
    if encoded_twice {
        draft.receipt.problems.push(sentence!(
            "source-encoded-twice",
            "The source was encoded twice, so that it showed signs such as “â€™”; they were read as what was meant."
        ));
    }
    if kept.len() < text.len() {
        draft
            .receipt
            .problems
            .push(sentence!("source-cut", "Only the first 50 MB of the source were read."));
    }
    if draft.metadata.url.is_none() {
        draft.metadata.url.clone_from(&base);
    }
    let base = base.and_then(|base| Url::parse(&base).ok());
    Unsealed { kind, draft, file_name: source.file_name.map(str::to_owned), held, base }
}

/// Whether these bytes are a PDF or a book, which take longer than a page and hold more.
pub fn is_document(bytes: &[u8]) -> bool {
    pdf::is_pdf(bytes) || epub::is_epub(bytes)
}

/// Bytes of a source that is light: it is read in a moment, whatever it holds.
const LIGHT: usize = 1024 * 1024;

/// Whether making an article of these bytes could take long or much memory, so that it is better done where it can be
/// stopped: they are many, they nest or crowd as no page does that was made for reading, or their format unfolds.
pub fn is_heavy(bytes: &[u8]) -> bool {
    bytes.len() > LIGHT
        || bytes.starts_with(b"bplist")
        || is_document(bytes)
        || guard::is_suspicious(&String::from_utf8_lossy(bytes))
}

impl Unsealed {
    /// The images that the article shows and its source does not hold, in document order.
    pub fn wanted(&self) -> Vec<Wanted> {
        let addresses = images::addresses(&self.draft.html).into_iter();
        let missing = addresses.filter(|address| !self.held.contains_key(address));
        missing.map(|address| Wanted { beside: self.beside(&address), address }).collect()
    }

    fn beside(&self, address: &str) -> Option<String> {
        match Url::parse(address) {
            Ok(url) => self.base.as_ref()?.make_relative(&url),
            Err(_) => Some(address.to_owned()),
        }
    }

    /// Seals the article with its images: those that its source holds, and those brought by their [`Wanted::address`].
    pub fn seal(self, brought: &Resources) -> Extraction {
        let Self { kind, mut draft, file_name, held, .. } = self;
        let metadata = &mut draft.metadata;
        let lines = [&mut metadata.subtitle, &mut metadata.site].into_iter().flatten();
        lines.chain([&mut metadata.title]).for_each(shorten);
        let get = |address: &str| held.get(address).or_else(|| brought.get(address));
        let placed =
            images::place(std::mem::take(&mut draft.html), |at| get(at).map(Vec::as_slice));
        draft.html = placed.html;
        if kind == SourceKind::Html {
            draft.html = html::without_lost_images(draft.html);
        }
        draft.receipt.problems.extend(placed.problem);
        Extraction { pictures: placed.pictures, ..finish(kind, draft, file_name.as_deref()) }
    }
}

/// Takes HTML that is the article already: it is sanitised, not extracted.
pub fn sealed_article(html: &str, metadata: Metadata) -> Extraction {
    let (_, source) = receipt::read(html);
    let receipt = Receipt { source, ..Receipt::default() };
    let draft = Draft { metadata, html: html.to_owned(), receipt, pieces: Vec::new() };
    finish(SourceKind::Html, draft, None)
}

/// Takes Markdown that is the article already. What it marks becomes [`Extraction::marks`].
pub fn marked_article(markdown: &str, metadata: Metadata) -> Extraction {
    let html = crate::markdown::render(markdown);
    let (_, source) = receipt::read(&html);
    let receipt = Receipt { source, ..Receipt::default() };
    finish(SourceKind::Markdown, Draft { metadata, html, receipt, pieces: Vec::new() }, None)
}

/// Seals the body and fills in what can be told from it.
fn finish(kind: SourceKind, draft: Draft, file_name: Option<&str>) -> Extraction {
    let Draft { mut metadata, html, mut receipt, pieces } = draft;
    let mut body = sanitize::seal(&html);
    let (text, kept) = receipt::read(&body);
    let mut marks = Vec::new();
    if kind == SourceKind::Markdown && body.contains("<mark>") {
        marks = ranges_of(&dom::fragment(&body).html_root(), "mark");
        body = body.replace("<mark>", "").replace("</mark>", "");
    }
    receipt.kept = kept;
    receipt.dropped = receipt::dropped(&pieces, &text);
    if text.as_str().trim().is_empty() {
        receipt.doubts.push(sentence!("doubt-no-text", "No text was found in the source."));
    }
    metadata.title = one_line(&metadata.title);
    if metadata.title.is_empty() {
        metadata.title = title_of_last_resort(&text, file_name);
    }
    if metadata.language.is_none() {
        metadata.language = language::detect(text.as_str());
    }
    Extraction { kind, metadata, body, text, receipt, marks, pictures: Vec::new() }
}

/// A title where the source names none: its first words, else its file's name.
fn title_of_last_resort(text: &Text, file_name: Option<&str>) -> String {
    let stem = file_name.map(|name| {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    });
    let stem = stem.map(|stem| one_line(&stem.replace('_', " "))).unwrap_or_default();
    if !stem.is_empty() {
        return stem;
    }
    let line = text.as_str().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut title: String = line.split_whitespace().take(TITLE_WORDS).collect::<Vec<_>>().join(" ");
    if title.chars().count() > 80 {
        title = title.chars().take(79).collect();
    }
    if title.is_empty() {
        return "Untitled".to_owned();
    }
    if title.chars().count() < line.trim().chars().count() {
        title.push('…');
    }
    title
}

/// Cuts a line that is longer than [`MAX_LINE`], between words where it can be.
fn shorten(line: &mut String) {
    let Some((end, _)) = line.char_indices().nth(MAX_LINE) else { return };
    let cut = line.get(..end).unwrap_or_default();
    let end = cut.rfind(' ').filter(|at| *at > 0).unwrap_or(end);
    line.truncate(end);
    line.push('…');
}

/// Text on one line, with single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What kind of document this is, from its name and its beginning.
fn detect(text: &str, file_name: Option<&str>) -> SourceKind {
    let extension = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml" | "xht" | "shtml") => return SourceKind::Html,
        Some("md" | "markdown" | "mdown" | "mkd" | "mdx") => return SourceKind::Markdown,
        _ => {}
    }
    let head = guard::cap(text, 4096).trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let lower = head.to_ascii_lowercase();
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<h1",
        "<main",
        "<section",
    ];
    if page.iter().any(|tag| lower.starts_with(tag))
        || (lower.starts_with('<')
            && ["<html", "<body", "<p>", "<div"].iter().any(|tag| lower.contains(tag)))
    {
        return SourceKind::Html;
    }
    if markdown::looks_like(text) { SourceKind::Markdown } else { SourceKind::Text }
}
