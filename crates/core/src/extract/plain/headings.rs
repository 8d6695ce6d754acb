//! Headings without markup: short lines without an end mark that stand alone before a long paragraph.

use super::LeftOut;
use super::blocks::Block;
use super::lines::{ends_sentence, is_long, is_wide, words};
use crate::extract::one_line;
use std::collections::HashMap;

/// Words and code points of a heading at most.
const MAX_WORDS: usize = 16;
const MAX_LENGTH: usize = 120;

/// Turns the paragraphs that are headings into headings.
pub(super) fn find(blocks: &mut [Block]) {
    let mut times = HashMap::<String, usize>::new();
    for block in blocks.iter() {
        if let Block::Paragraph(text) = block {
            *times.entry(text.clone()).or_default() += 1;
        }
    }
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks.iter().skip(at).take_while(|block| candidate(block).is_some()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        // A short line that is no heading before them makes them part of a list of short lines.
        let listed = before.is_some_and(|block| matches!(block, Block::Paragraph(text) if !is_long(text) && !ends_sentence(text)));
        let introduced = blocks.get(end).is_some_and(introduces);
        let repeated = blocks
            .get(at..end)
            .unwrap_or_default()
            .iter()
            .filter_map(candidate)
            .any(|text| times.get(text).is_some_and(|times| *times >= 3));
        if run <= 2 && introduced && !listed && !repeated {
            for (place, block) in blocks.iter_mut().enumerate().take(end).skip(at) {
                let level = if place == at { 2 } else { 3 };
                if let Block::Paragraph(text) = block {
                    *block = Block::Heading(level, std::mem::take(text));
                }
            }
        }
        at = end;
    }
}

/// The text of a paragraph that could be a heading.
pub(super) fn candidate(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) if could_be(text) => Some(text),
        _ => None,
    }
}

/// Whether a line has the shape of a heading.
pub(super) fn could_be(text: &str) -> bool {
    let question = text.ends_with(['?', '？', '؟', '!']) && words(text) <= 12;
    let shaped =
        (question || !ends_sentence(text)) && !text.contains("://") && !text.contains("](");
    let first = text.chars().find(|c| c.is_alphanumeric());
    let begins = first.is_some_and(|c| !c.is_lowercase());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let wide = text.chars().any(is_wide);
    let short = if wide {
        text.chars().count() <= 30
    } else {
        words(text) <= MAX_WORDS && text.chars().count() <= MAX_LENGTH
    };
    let quoted = text.starts_with(['"', '“', '—', '–', '-', '(', '[', '©']);
    shaped
        && begins
        && short
        && letters >= 2
        && !quoted
        && !text.contains(" | ")
        && !text.contains('@')
}

/// Whether a block is what headings stand before.
fn introduces(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) => {
            is_long(text)
                || (text.chars().filter(|c| is_wide(*c)).count() >= 20 && ends_sentence(text))
        }
        Block::List { items, .. } => items.len() >= 2,
        Block::Code { .. } | Block::Table(_) | Block::Quote(_) => true,
        _ => false,
    }
}

/// Leaves out headings at the end that have nothing under them: marked ones always, short lines in the dump of a page.
pub(super) fn drop_trailing(blocks: &mut Vec<Block>, dump: bool, dropped: &mut Vec<LeftOut>) {
    let mut gone = Vec::new();
    while blocks.len() > 1 {
        let text = match blocks.last() {
            Some(Block::Heading(_, text)) => text,
            Some(Block::Paragraph(text))
                if could_be(text) && words(text) <= 6 && (dump || is_furniture(text)) =>
            {
                text
            }
            _ => break,
        };
        gone.push((one_line(text), "empty"));
        blocks.pop();
    }
    gone.reverse();
    dropped.extend(gone);
}

/// Headings of what follows an article on its page.
fn is_furniture(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "related",
        "related articles",
        "related posts",
        "related stories",
        "recommended",
        "recommended tools",
        "recommended for you",
        "read next",
        "more from",
        "share",
        "share this",
        "comments",
        "leave a comment",
        "tags",
        "latest news",
        "trending",
        "popular",
        "you may also like",
        "newsletter",
    ];
    let text = one_line(text).to_lowercase();
    NAMES.iter().any(|name| *name == text)
}
