//! Plain text, and text dumps of pages: set as a person would set it.
//!
//! A dump has lost its markup but not its shape. Indentation mirrors the nesting of a page that is gone and means code
//! only where the words look like code; what repeats between paragraphs is advertising; short lines before long
//! paragraphs are headings. Everything else stays letter for letter.

mod blocks;
mod code;
mod front;
mod headings;
mod inline;
mod lines;
mod pieces;
mod repeats;
mod sources;
mod title;

use super::{Candidate, Draft, receipt};
use crate::model::{Details, Kept, Receipt};
use crate::text::count_words;
use blocks::Block;
use url::Url;

/// A line that was left out, and why.
type LeftOut = (String, &'static str);

/// Makes an article of plain text.
pub(super) fn read(text: &str, url: Option<&str>, wanted: Candidate) -> Draft {
    let mut lines = lines::split(text);
    let mut left_out = Vec::new();
    let best = wanted == Candidate::Best;
    let stated = if best { sources::read(&mut lines, &mut left_out) } else { None };
    code::mark(&mut lines);
    let repeats = best && stated.is_none() && repeats::drop(&mut lines);
    let mut blocks = blocks::gather(&lines);
    // A letter and a book end where they say.
    let trailing = best && stated.is_none();
    let (metadata, role) = match stated {
        Some(stated) => (stated, None),
        None => front::read(&mut blocks, &mut left_out),
    };
    if blocks.is_empty() {
        // A single line is a title, and yet somebody kept it to read it.
        blocks = blocks::gather(&lines);
        left_out.clear();
    }
    let details = Details { role, ..Details::default() };
    let dump = repeats || left_out.iter().any(|(_, reason)| *reason == "label");
    headings::find(&mut blocks);
    if trailing {
        headings::drop_trailing(&mut blocks, dump, &mut left_out);
    }

    let base = url.and_then(|url| Url::parse(url).ok());
    let mut inline = inline::Inline::new(base.as_ref());
    let right_to_left = text.chars().any(is_right_to_left);
    let html: String =
        blocks.iter().map(|block| render(block, &mut inline, right_to_left)).collect();
    let marks: Vec<String> = inline.removed().map(|(mark, _)| mark).collect();
    let pieces = pieces::of(&lines, &blocks, &left_out, &marks);
    let counted = receipt::count_elements(&crate::dom::fragment(&html).html_root());
    let source = Kept { words: count_words(text), ..counted };
    Draft { metadata, html, receipt: Receipt { source, details, ..Receipt::default() }, pieces }
}

fn render(block: &Block, inline: &mut inline::Inline<'_>, right_to_left: bool) -> String {
    let dir = if right_to_left { " dir=\"auto\"" } else { "" };
    match block {
        Block::Paragraph(text) => match inline.html(text) {
            html if html.trim().is_empty() => String::new(),
            html => format!("<p{dir}>{html}</p>\n"),
        },
        Block::Verse(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| inline.html(line)).collect();
            format!("<p{dir}>{}</p>\n", lines.join("<br>"))
        }
        Block::Heading(level, text) => format!("<h{level}{dir}>{}</h{level}>\n", inline.html(text)),
        Block::Code { language, text } => {
            let attribute = crate::sanitize::LANGUAGE_ATTRIBUTE;
            let language = match language {
                Some(language) => format!(" {attribute}=\"{language}\""),
                None => String::new(),
            };
            format!("<pre{language}><code>{}</code></pre>\n", crate::dom::escape(text))
        }
        Block::List { start, items } => {
            let items: String =
                items.iter().map(|item| format!("<li{dir}>{}</li>", inline.html(item))).collect();
            match start {
                None => format!("<ul>{items}</ul>\n"),
                Some(1) => format!("<ol>{items}</ol>\n"),
                Some(start) => format!("<ol start=\"{start}\">{items}</ol>\n"),
            }
        }
        Block::Table(rows) => {
            let row = |cells: &Vec<String>, inline: &mut inline::Inline<'_>| {
                let cells: String =
                    cells.iter().map(|cell| format!("<td>{}</td>", inline.html(cell))).collect();
                format!("<tr>{cells}</tr>")
            };
            let rows: String = rows.iter().map(|cells| row(cells, inline)).collect();
            format!("<table><tbody>{rows}</tbody></table>\n")
        }
        Block::Quote(paragraphs) => {
            let inside: String = paragraphs
                .iter()
                .map(|text| format!("<p{dir}>{}</p>", inline.html(text)))
                .collect();
            format!("<blockquote>{inside}</blockquote>\n")
        }
        Block::Rule => "<hr>\n".to_owned(),
    }
}

/// Letters of scripts that run from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
