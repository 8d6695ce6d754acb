//! Anything becomes an article: bytes in; sealed HTML, metadata and a receipt of what was left out.
//!
//! Nothing here fails. What cannot be understood is kept as text, and the receipt says so.

mod dates;
mod decode;
pub(crate) mod guard;
mod html;
mod language;
mod markdown;
mod metadata;
mod plain;
mod receipt;

use crate::model::{Metadata, Receipt, SourceKind};
use crate::sanitize;
use crate::text::Text;

/// Version of the rules of extraction, stored with every capture made by them.
pub const VERSION: u32 = 1;

/// Words of a title made from the text itself.
const TITLE_WORDS: usize = 12;

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
}

/// What one kind of source yields before it is sealed.
#[derive(Default)]
struct Draft {
    metadata: Metadata,
    /// Markup to seal.
    html: String,
    receipt: Receipt,
}

/// Makes an article of any bytes.
pub fn extract(source: &Source<'_>) -> Extraction {
    let (text, damaged) = decode::decode(source.bytes, source.charset);
    let kept = guard::cap(&text, guard::MAX_BYTES);
    let kind = source.kind.unwrap_or_else(|| detect(kept, source.file_name));
    let mut draft = match kind {
        SourceKind::Html => html::read(kept, source.url),
        SourceKind::Markdown => markdown::read(kept, source.url),
        SourceKind::Text => plain::read(kept, source.url),
    };
    if damaged {
        let problem = "Some characters could not be read in the encoding of the source.";
        draft.receipt.problems.push(problem.to_owned());
    }
    if kept.len() < text.len() {
        draft.receipt.problems.push("Only the first 50 MB of the source were read.".to_owned());
    }
    if draft.metadata.url.is_none() {
        draft.metadata.url = source.url.map(str::to_owned);
    }
    finish(kind, draft, source.file_name)
}

/// Takes HTML that is the article already: it is sanitised, not extracted.
pub fn sealed_article(html: &str, metadata: Metadata) -> Extraction {
    let source = receipt::count(html);
    let draft = Draft {
        metadata,
        html: html.to_owned(),
        receipt: Receipt { source, ..Receipt::default() },
    };
    finish(SourceKind::Html, draft, None)
}

/// Seals the body and fills in what can be told from it.
fn finish(kind: SourceKind, draft: Draft, file_name: Option<&str>) -> Extraction {
    let Draft { mut metadata, html, mut receipt } = draft;
    let body = sanitize::seal(&html);
    let text = Text::of_body(&body);
    receipt.kept = receipt::count(&body);
    receipt.dropped.truncate(receipt::MAX_DROPPED);
    if text.as_str().trim().is_empty() {
        receipt.problems.push("No text was found in the source.".to_owned());
    }
    metadata.title = one_line(&metadata.title);
    if metadata.title.is_empty() {
        metadata.title = title_of_last_resort(&text, file_name);
    }
    if metadata.language.is_none() {
        metadata.language = language::detect(text.as_str());
    }
    Extraction { kind, metadata, body, text, receipt }
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
