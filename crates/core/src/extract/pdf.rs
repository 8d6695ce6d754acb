//! PDF: the words of its pages, with a heading where each page begins. What it looks like stays in the original.

use super::{Draft, Piece, one_line};
use crate::dom;
use crate::model::{Kept, Metadata, Receipt};
use crate::text::count_words;
use crate::{sentence, sentence::Sentence};
use pdf_extract::{Dictionary, Document, PlainTextOutput, decode_text_string, output_doc_page};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pages read at most.
const MAX_PAGES: usize = 5_000;
/// A line at a page's edge that stands on so many pages is no part of the text.
const REPEATED: u32 = 3;

/// Whether these bytes begin as a PDF does; some programs write a few bytes before.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Draft {
    match pages(bytes) {
        Ok((metadata, pages)) => draft(metadata, pages),
        Err(problem) => {
            let receipt = Receipt { problems: vec![problem], ..Receipt::default() };
            Draft { receipt, ..Draft::default() }
        }
    }
}

fn damaged() -> Sentence {
    sentence!(
        "pdf-damaged",
        "This PDF is damaged, so its text could not be read. The original is kept."
    )
}

/// What the file says about itself, and the text of each page; none for a page that cannot be read.
fn pages(bytes: &[u8]) -> Result<(Metadata, Vec<Option<String>>), Sentence> {
    // The reader panics on some damaged files; there is nothing of ours that it could leave half done.
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let mut document = Document::load_mem(bytes).map_err(|_| damaged())?;
        if document.is_encrypted() {
            // Most protected files only forbid printing, and open with no password.
            document.decrypt("").map_err(|_| sentence!("pdf-locked", "This PDF is protected by a password, so its text could not be read. The original is kept."))?;
        }
        Ok(document)
    }));
    let document = opened.unwrap_or_else(|_| Err(damaged()))?;
    let numbers = document.get_pages().into_keys().take(MAX_PAGES);
    let pages = numbers.map(|number| {
        catch_unwind(AssertUnwindSafe(|| {
            let mut text = String::new();
            let mut output = PlainTextOutput::new(&mut text);
            output_doc_page(&document, &mut output, number).ok()?;
            Some(text)
        }))
        .unwrap_or_default()
    });
    Ok((metadata(&document), pages.collect()))
}

fn metadata(document: &Document) -> Metadata {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok()?.1.as_dict().ok());
    let text = |key: &[u8]| {
        let value = document.dereference(info?.get(key).ok()?).ok()?.1;
        let text = one_line(&decode_text_string(value).ok()?);
        (!text.is_empty()).then_some(text)
    };
    let authors = text(b"Author").map(|authors| {
        let names = authors.split([';', '&']).map(one_line);
        names.filter(|name| !name.is_empty()).collect()
    });
    Metadata {
        // Programs put the name of their own file there.
        title: text(b"Title").filter(|title| !is_file_name(title)).unwrap_or_default(),
        authors: authors.unwrap_or_default(),
        excerpt: text(b"Subject").filter(|subject| subject.contains(' ')),
        language: language(document),
        ..Metadata::default()
    }
}

fn language(document: &Document) -> Option<String> {
    let catalog: &Dictionary = document.catalog().ok()?;
    super::language::declared(&decode_text_string(catalog.get(b"Lang").ok()?).ok()?)
}

fn is_file_name(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    lower.starts_with("microsoft word - ")
        || lower == "untitled"
        || [".doc", ".docx", ".pdf", ".tex", ".dvi", ".indd", ".qxd", ".odt"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

fn draft(mut metadata: Metadata, pages: Vec<Option<String>>) -> Draft {
    let unread = pages.iter().filter(|page| page.is_none()).count();
    let pages: Vec<Vec<String>> = pages
        .into_iter()
        .map(|page| page.unwrap_or_default().lines().map(one_line).collect())
        .collect();
    let edges = edges(&pages);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut html = String::new();
    let (mut words, mut empty) = (0, 0);
    for (number, lines) in (1..).zip(&pages) {
        words += lines.iter().map(|line| count_words(line)).sum::<u32>();
        let (first, last) = ends(lines);
        let kept: Vec<&str> = (0..)
            .zip(lines)
            .filter(|(at, line)| {
                let edge = Some(*at) == first || Some(*at) == last;
                let goes = edge && edges.get(&folded(line)).is_some_and(|count| *count >= REPEATED);
                let reason = goes.then_some("repeated");
                pieces.push(Piece::new((*line).clone(), reason));
                !goes
            })
            .map(|(_, line)| line.as_str())
            .collect();
        let paragraphs = paragraphs(&kept);
        empty += usize::from(paragraphs.is_empty());
        if pages.len() > 1 {
            html.push_str(&format!("<h2>Page {number}</h2>"));
        }
        for paragraph in paragraphs {
            html.push_str(&format!("<p>{}</p>", dom::escape(&paragraph)));
        }
    }
    let mut problems = Vec::new();
    if unread > 0 {
        problems.push(sentence!(
            "pdf-pages-unread",
            "{unread} of {pages} pages could not be read.",
            unread = unread,
            pages = pages.len()
        ));
    } else if empty == pages.len() {
        html.clear();
        problems.push(sentence!(
            "pdf-pictures",
            "The pages of this PDF are pictures; there is no text in it."
        ));
    }
    metadata.title = one_line(&metadata.title);
    let source = Kept { words, ..Kept::default() };
    Draft { metadata, html, receipt: Receipt { source, problems, ..Receipt::default() }, pieces }
}

/// The first and the last line of a page with anything on them.
fn ends(lines: &[String]) -> (Option<usize>, Option<usize>) {
    let written = |line: &String| !line.is_empty();
    (lines.iter().position(written), lines.iter().rposition(written))
}

/// How often each line stands at the upper or lower edge of a page, whatever number is in it.
fn edges(pages: &[Vec<String>]) -> HashMap<String, u32> {
    let mut edges = HashMap::new();
    for lines in pages {
        let (first, last) = ends(lines);
        for at in first.into_iter().chain(last.filter(|last| Some(*last) != first)) {
            if let Some(line) = lines.get(at) {
                *edges.entry(folded(line)).or_default() += 1;
            }
        }
    }
    edges
}

/// A line with one mark for each run of digits, so that a page's number makes no other line.
fn folded(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }) {
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    out
}

/// Lines joined to paragraphs: at blank lines, or, where the lines stand so far apart that each seems to be one, where
/// a sentence ends before the edge.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let blocks: Vec<&[&str]> =
        lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).collect();
    let alone = blocks.iter().filter(|block| block.len() == 1).count();
    if blocks.len() < 5 || alone * 5 < blocks.len() * 4 {
        return blocks.into_iter().map(joined).collect();
    }
    let lines: Vec<&str> = blocks.concat();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let mut paragraphs = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for line in lines {
        open.push(line);
        let short = line.chars().count() * 10 < longest * 9;
        if short && line.ends_with(['.', '!', '?', ':', '”', '"', '»'])
            || is_short_line(line, longest)
        {
            paragraphs.push(joined(&open));
            open.clear();
        }
    }
    if !open.is_empty() {
        paragraphs.push(joined(&open));
    }
    paragraphs
}

/// A line so short that it can only be a heading or an item.
fn is_short_line(line: &str, longest: usize) -> bool {
    line.chars().count() * 2 < longest
}

/// Lines as one, with words put together again that were divided at a line's end.
fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let divided = out.ends_with('-')
            && out.chars().rev().nth(1).is_some_and(char::is_lowercase)
            && line.starts_with(char::is_lowercase);
        if divided {
            out.pop();
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs() {
        let lines = ["A word that is di-", "vided at the end", "", "Another one, well-", "Known."];
        assert_eq!(
            paragraphs(&lines),
            ["A word that is divided at the end", "Another one, well- Known."]
        );
        let spaced = [
            "A heading",
            "",
            "A line that goes on and on until it",
            "",
            "ends here.",
            "",
            "And a new one that goes on like the",
            "",
            "first did.",
        ];
        assert_eq!(
            paragraphs(&spaced),
            [
                "A heading",
                "A line that goes on and on until it ends here.",
                "And a new one that goes on like the first did."
            ]
        );
    }

    #[test]
    fn what_stands_on_every_page_is_dropped_once() {
        let page = |number: usize| {
            Some(format!("The Journal of Tables\nWords on page {number} only, so many.\n{number}"))
        };
        let draft = draft(Metadata::default(), (8..12).map(page).collect());
        assert!(
            draft
                .html
                .starts_with("<h2>Page 1</h2><p>Words on page 8 only, so many.</p><h2>Page 2</h2>"),
            "{}",
            draft.html
        );
        let dropped = draft.pieces.iter().filter(|piece| piece.reason.is_some());
        let journal = dropped.clone().filter(|piece| piece.text == "The Journal of Tables");
        assert_eq!((journal.count(), dropped.count()), (4, 8));
    }

    #[test]
    fn damaged_files_say_so() {
        for bytes in [
            &b"%PDF-1.7"[..],
            b"%PDF-1.4\n1 0 obj << /Type /Catalog",
            b"%PDF-1.4\ntrailer << /Root 1 0 R >>",
        ] {
            let draft = read(bytes);
            assert_eq!(draft.receipt.problems.len(), 1, "{:?}", draft.receipt);
        }
    }
}
