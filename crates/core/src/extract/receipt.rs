//! Counting what a source held and what an article keeps, and where each block stood that was left out.

use crate::dom;
use crate::model::{Dropped, Kept};
use crate::sanitize::{LANGUAGE_ATTRIBUTE, MATH_LANGUAGE, NOTE};
use crate::text::Text;
use dom_query::NodeRef;
use std::collections::HashMap;
use std::ops::Range;

/// Characters by which a kept piece is found in the text.
const PROBE: usize = 24;
/// How far ahead a piece is looked for, in characters other than white space.
const AHEAD: usize = 4000;
/// How far back: the marks of footnotes lose their brackets, so a piece may be shorter than it was.
const BACK: usize = 24;

/// A part of a source, in its order: kept, or left out for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Why it was left out; none when it was kept.
    pub(super) reason: Option<&'static str>,
    /// What such pieces are known by on the pages of their site.
    pub(super) mark: Option<String>,
}

impl Piece {
    pub(super) fn new(text: String, reason: Option<&'static str>) -> Self {
        Self { text, reason, mark: None }
    }
}

/// Different marks of one block at most.
const MARKS: usize = 6;

/// The canonical text of sealed markup, and counts over both.
pub(super) fn read(html: &str) -> (Text, Kept) {
    let document = dom::fragment(html);
    let root = document.html_root();
    let text = Text::of_node(&root);
    let kept = Kept { words: text.words(), ..count_elements(&root) };
    (text, kept)
}

/// Counts of elements below a node; words are left at 0.
pub(super) fn count_elements(root: &NodeRef<'_>) -> Kept {
    let mut kept = Kept::default();
    for node in dom::elements(
        root,
        &["img", "table", "pre", "code", "math", "a", "li", "p", "dd", "div", "aside"],
    ) {
        let is_math =
            || dom::attr(&node, LANGUAGE_ATTRIBUTE).is_some_and(|name| name == MATH_LANGUAGE);
        let in_block = || node.parent().is_some_and(|parent| dom::name(&parent) == "pre");
        match dom::name(&node).as_str() {
            "img" => kept.images += 1,
            "table" => kept.tables += 1,
            "pre" if is_math() => kept.formulas += 1,
            "pre" => kept.code += 1,
            "code" => kept.formulas += u32::from(is_math() && !in_block()),
            "math" => kept.formulas += 1,
            "a" => kept.links += u32::from(node.has_attr("href")),
            _ => {
                let note = dom::attr(&node, "id").is_some_and(|id| id.starts_with(NOTE));
                kept.footnotes += u32::from(note);
            }
        }
    }
    kept
}

/// The blocks left out, each with the place in the text after which it stood. Neighbours that were left out for the
/// same reason are one block.
pub(super) fn dropped(pieces: &[Piece], text: &Text) -> Vec<Dropped> {
    let visible = visible(text);
    let mut reached = 0;
    let mut blocks: Vec<Dropped> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let Some(reason) = piece.reason else {
            open = false;
            reached = after(&piece.text, &visible, reached);
            continue;
        };
        let place =
            reached.checked_sub(1).and_then(|last| visible.get(last)).map_or(0, |(_, at)| at + 1);
        match blocks.last_mut().filter(|last| open && last.reason == reason) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(&piece.text);
                add_mark(&mut last.mark, piece.mark.as_deref());
            }
            None => blocks.push(Dropped {
                text: piece.text.clone(),
                reason,
                times: 1,
                place,
                mark: piece.mark.clone(),
            }),
        }
        open = true;
    }
    let mut times = HashMap::<&str, u32>::new();
    for block in &blocks {
        *times.entry(&block.text).or_default() += 1;
    }
    let times: Vec<u32> =
        blocks.iter().map(|block| times.get(block.text.as_str()).copied().unwrap_or(1)).collect();
    for (block, times) in blocks.iter_mut().zip(times) {
        block.times = times;
    }
    blocks
}

/// The pieces that were kept and hold a part of `passage`, a range of code points of the text.
pub(super) fn within<'a>(pieces: &'a [Piece], text: &Text, passage: Range<u32>) -> Vec<&'a Piece> {
    let visible = visible(text);
    let mut reached = 0;
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.reason.is_none()) {
        let end = after(&piece.text, &visible, reached);
        let mut own = visible.get(reached..end).unwrap_or_default().iter();
        if own.any(|(_, at)| passage.contains(at)) {
            found.push(piece);
        }
        reached = end;
    }
    found
}

/// The text without its white space, and the code point at which each character stands.
fn visible(text: &Text) -> Vec<(char, u32)> {
    let all = (0_u32..).zip(text.as_str().chars());
    all.filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| (c, at)).collect()
}

/// Adds what another piece of a block is known by. A block of which a piece is known by nothing is not known by the
/// others.
pub(super) fn add_mark(marks: &mut Option<String>, more: Option<&str>) {
    let Some(known) = marks.as_mut() else { return };
    match more {
        Some(more) if known.split(", ").any(|one| one == more) => {}
        Some(more) if known.split(", ").count() < MARKS => {
            known.push_str(", ");
            known.push_str(more);
        }
        _ => *marks = None,
    }
}

/// The place behind a kept piece. A piece that does not stand in the text as it was moves nothing.
fn after(piece: &str, visible: &[(char, u32)], from: usize) -> usize {
    let wanted: Vec<char> = piece.chars().filter(|c| !c.is_whitespace()).collect();
    let probe = wanted.get(..wanted.len().min(PROBE)).unwrap_or_default();
    if probe.is_empty() {
        return from;
    }
    // Where it should stand, then a little before, then where it may stand.
    let near = visible.len().min(from + BACK);
    let before = (from.saturating_sub(BACK)..from).rev();
    let mut places = (from..near).chain(before).chain(near..visible.len().min(from + AHEAD));
    let Some(start) = places.find(|at| stands(visible, *at, probe)) else { return from };
    let end = start + wanted.len();
    // The last words tell how much of it was lost on the way.
    let tail = wanted.get(wanted.len().saturating_sub(PROBE / 2)..).unwrap_or_default();
    let ends = (end.saturating_sub(BACK)..=end).rev();
    let end = ends.into_iter().find(|end| {
        end.checked_sub(tail.len()).is_some_and(|at| at >= start && stands(visible, at, tail))
    });
    end.unwrap_or(start + wanted.len()).clamp(from, visible.len().max(from))
}

/// Whether these characters stand at a place of the text.
fn stands(visible: &[(char, u32)], at: usize, wanted: &[char]) -> bool {
    let run = visible.get(at..at + wanted.len());
    run.is_some_and(|run| run.iter().zip(wanted).all(|((c, _), wanted)| c == wanted))
}
