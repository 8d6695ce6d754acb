//! Describing a passage so that it can be found again.

use super::search::{Search, stands_among};
use crate::{
    model::{Occurrence, Selector},
    text::Text,
};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Code points of context on each side to begin with.
const CONTEXT: u32 = 32;

/// Code points of context on each side at most.
const MAX_CONTEXT: u32 = 256;

/// Describes a passage, given in code points, so that it can be found again.
///
/// The ends are moved outwards to what a person sees as whole characters, then white space is trimmed; none where
/// nothing remains. Each side gets at least 32 code points of context, up to a word border, and on until the passage
/// with its context is unique, up to 256. Where its words stand more than once, the selector says which of how many
/// places it is.
pub fn describe(text: &Text, start: u32, end: u32) -> Option<Selector> {
    if start >= end {
        return None;
    }
    let whole = text.as_str();
    let from = snap(whole, text.byte_of(start), false);
    let to = snap(whole, text.byte_of(end), true);
    let selected = whole.get(from..to)?;
    let blank = |cluster: &&str| cluster.chars().all(char::is_whitespace);
    let before: usize = selected.graphemes(true).take_while(blank).map(str::len).sum();
    if before == selected.len() {
        return None;
    }
    let after: usize = selected.graphemes(true).rev().take_while(blank).map(str::len).sum();
    let (from, to) = (from + before, to - after);
    let quote = whole.get(from..to)?;
    let (start, end) = (text.code_point_of(from), text.code_point_of(to));

    // Other places with the same words; those that the context does not tell apart remain.
    let mut twins: Vec<usize> = Search::new(quote).places(whole).filter(|at| *at != from).collect();
    let count = |places: usize| u32::try_from(places).unwrap_or(u32::MAX).saturating_add(1);
    let earlier = twins.iter().filter(|at| **at < from).count();
    let occurrence = Occurrence::new(count(earlier), count(twins.len()));
    let mut reach = CONTEXT;
    loop {
        let first = before_border(whole, text.byte_of(start.saturating_sub(reach)), from);
        let last = after_border(whole, text.byte_of(end.saturating_add(reach)), to);
        let (prefix, suffix) = (whole.get(first..from)?, whole.get(to..last)?);
        twins.retain(|at| stands_among(whole, *at, quote, (prefix, suffix)));
        if twins.is_empty() || reach >= MAX_CONTEXT {
            return Some(Selector {
                quote: quote.to_owned(),
                prefix: prefix.to_owned(),
                suffix: suffix.to_owned(),
                start: Some(start),
                end: Some(end),
                occurrence,
            });
        }
        reach *= 2;
    }
}

/// The border of a grapheme cluster at or next to a byte.
fn snap(whole: &str, at: usize, forwards: bool) -> usize {
    if is_border(whole, at) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, whole.len(), true);
    let border =
        if forwards { cursor.next_boundary(whole, 0) } else { cursor.prev_boundary(whole, 0) };
    border.ok().flatten().unwrap_or(if forwards { whole.len() } else { 0 })
}

pub(super) fn is_border(whole: &str, at: usize) -> bool {
    GraphemeCursor::new(at, whole.len(), true).is_boundary(whole, 0).unwrap_or(true)
}

/// Moves the beginning of a prefix back to the beginning of its word, within reason.
fn before_border(whole: &str, at: usize, limit: usize) -> usize {
    let border = snap(whole, at, false).min(limit);
    let before = whole.get(..border).unwrap_or_default();
    let inside =
        whole.get(border..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
    if !inside {
        return border;
    }
    let word: usize = before
        .chars()
        .rev()
        .take(CONTEXT as usize)
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    snap(whole, border - word, false)
}

/// Moves the end of a suffix on to the end of its word, within reason.
fn after_border(whole: &str, at: usize, limit: usize) -> usize {
    let border = snap(whole, at, true).max(limit);
    let inside =
        whole.get(..border).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    if !inside {
        return border;
    }
    let word: usize = whole
        .get(border..)
        .unwrap_or_default()
        .chars()
        .take(CONTEXT as usize)
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    snap(whole, border + word, true)
}
