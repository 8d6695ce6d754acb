//! The lines of a text as pieces that were kept or left out, in their order.

use super::LeftOut;
use super::blocks::{Block, item_text};
use super::lines::Line;
use crate::extract::html::fold;
use crate::extract::{Piece, one_line};
use std::collections::HashMap;

/// How far ahead in the kept text a line is looked for, in bytes of letters and digits.
const AHEAD: usize = 2000;

/// Every line that says something. What is in no block was taken as the title, the author or the date.
pub(super) fn of(
    lines: &[Line],
    blocks: &[Block],
    left_out: &[LeftOut],
    marks: &[String],
) -> Vec<Piece> {
    let kept: String = blocks.iter().map(words).collect();
    let mut reasons = HashMap::<&str, Vec<&'static str>>::new();
    for (text, reason) in left_out {
        reasons.entry(text).or_default().push(reason);
    }
    let mut reached = 0;
    let mut pieces = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let text = one_line(&line.text);
        let known = || reasons.get(text.as_str()).and_then(|reasons| reasons.first()).copied();
        if line.dropped {
            let reason = known().unwrap_or("repeated");
            pieces.push(Piece::new(text, Some(reason)));
        } else if let Some(next) = stands(&kept, reached, &line.text) {
            reached = next;
            with_marks(&text, marks, &mut pieces);
        } else {
            let reason = known().unwrap_or("title");
            pieces.push(Piece::new(text, Some(reason)));
        }
    }
    pieces
}

/// The place behind a line in the kept text; none when it does not stand there.
fn stands(kept: &str, from: usize, line: &str) -> Option<usize> {
    let find = |text: &str| {
        let words = fold(text);
        if words.is_empty() {
            return Some(from);
        }
        let window = crate::extract::guard::cap(kept.get(from..)?, AHEAD + words.len());
        window.find(&words).map(|at| from + at + words.len())
    };
    find(line).or_else(|| find(item_text(line)?))
}

/// A kept line, less the marks in it that were left out.
fn with_marks(text: &str, marks: &[String], pieces: &mut Vec<Piece>) {
    let mut rest = text;
    loop {
        let first = marks.iter().filter_map(|mark| Some((rest.find(mark.as_str())?, mark))).min();
        let Some((at, mark)) = first else { break };
        let (before, after) = rest.split_at(at);
        if !before.trim().is_empty() {
            pieces.push(Piece::new(before.trim().to_owned(), None));
        }
        pieces.push(Piece::new(mark.clone(), Some("empty")));
        rest = after.get(mark.len()..).unwrap_or_default();
    }
    if !rest.trim().is_empty() {
        pieces.push(Piece::new(rest.trim().to_owned(), None));
    }
}

/// Letters and digits of a block as they stood in the source.
fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Heading(_, text) | Block::Code { text, .. } => fold(text),
        Block::Verse(lines) | Block::Quote(lines) => lines.iter().map(|line| fold(line)).collect(),
        Block::List { items, .. } => items.iter().map(|item| fold(item)).collect(),
        Block::Table(rows) => rows.iter().flatten().map(|cell| fold(cell)).collect(),
        Block::Rule => String::new(),
    }
}
