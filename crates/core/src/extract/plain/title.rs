//! Which line before the text is its title.

use super::blocks::Block;
use super::front::{Role, line};
use crate::extract::html::fold;
use std::collections::{HashMap, HashSet};

/// Which line is the title: one that a caption repeats, else the one that fits best.
pub(super) fn find(
    blocks: &[Block],
    lines: &[String],
    roles: &[Role],
    captions: &[usize],
) -> Option<usize> {
    let repeated: Vec<String> =
        captions.iter().filter_map(|at| blocks.get(*at)).map(|block| fold(&line(block))).collect();
    let candidates: Vec<usize> = (0..lines.len())
        .filter(|at| roles.get(*at) == Some(&Role::Candidate) && !captions.contains(at))
        .collect();
    let confirmed = candidates.iter().copied().find(|at| {
        let folded = lines.get(*at).map(|line| fold(line)).unwrap_or_default();
        !folded.is_empty() && repeated.iter().any(|caption| caption.ends_with(&folded))
    });
    if let Some(at) = confirmed {
        return Some(at);
    }
    if matches!(blocks.first(), Some(Block::Heading(_, _))) {
        return Some(0);
    }
    let counts = word_counts(blocks.iter().skip(lines.len()));
    let score = |at: usize| {
        let text = lines.get(at).map(String::as_str).unwrap_or_default();
        let next = roles.get(at + 1).copied();
        let signed = matches!(next, Some(Role::Byline | Role::Date | Role::Name | Role::Label));
        let last = at + 1 == lines.len() && candidates.len() > 1;
        let first = candidates.first() == Some(&at);
        relevance(text, &counts) + if signed { 1.5 } else { 0.0 } + if first { 0.3 } else { 0.0 }
            - if last { 0.5 } else { 0.0 }
    };
    let best =
        candidates.iter().copied().max_by(|a, b| score(*a).total_cmp(&score(*b)).then(b.cmp(a)));
    // A list of short lines has no title but its first line.
    let best = if counts.is_empty() { candidates.first().copied() } else { best };
    best.or_else(|| roles.iter().position(|role| *role == Role::Name))
}

/// How often the words of a line come back in the text, on average, on a logarithmic scale.
fn relevance(text: &str, counts: &HashMap<String, u32>) -> f64 {
    let words: HashSet<String> = content_words(text).collect();
    if words.is_empty() {
        return 0.0;
    }
    let sum: f64 =
        words.iter().map(|word| f64::from(counts.get(word).copied().unwrap_or(0)).ln_1p()).sum();
    // The number of words in one line is small.
    sum / f64::from(u32::try_from(words.len()).unwrap_or(u32::MAX))
}

fn word_counts<'a>(blocks: impl Iterator<Item = &'a Block>) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for block in blocks {
        if let Block::Paragraph(text) = block {
            for word in content_words(text) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts
}

/// Words of four letters and more, or single characters of scripts without spaces.
fn content_words(text: &str) -> impl Iterator<Item = String> {
    use unicode_segmentation::UnicodeSegmentation;
    text.unicode_words()
        .filter(|word| word.chars().count() >= 4 || word.chars().any(super::lines::is_wide))
        .map(str::to_lowercase)
}
