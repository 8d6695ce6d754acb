//! What blocks are known by from one page of a site to the next: the elements around them, with the words of their
//! classes and ids that look like somebody chose them.

use super::choose::Choice;
use super::segments::{Holder, Segment, Segments};
use crate::extract::rules::{self, Followed, Rule, Step};

/// Holders around a block that are looked at for its mark.
const AROUND: usize = 6;
/// Words of one element's classes and ids in a mark.
const WORDS: usize = 2;

/// What a segment is known by; none where nothing around it tells it from any other.
pub(super) fn of(segments: &Segments, segment: &Segment) -> Option<String> {
    let mut steps: Vec<String> = Vec::new();
    for holder in segments.around(segment).take(AROUND) {
        if matches!(holder.name.as_str(), "html" | "body") {
            return None;
        }
        let words: Vec<&str> =
            holder.label.split_whitespace().filter(|word| is_chosen(word)).take(WORDS).collect();
        let telling = !words.is_empty() || tells(&holder.name);
        if steps.is_empty() || telling {
            let mut step = holder.name.to_string();
            words.iter().for_each(|word| {
                step.push('.');
                step.push_str(word);
            });
            steps.push(step);
        }
        if telling {
            steps.reverse();
            return Some(steps.join(" "));
        }
    }
    None
}

/// Whether an element's name alone says what stands in it.
fn tells(name: &str) -> bool {
    matches!(
        name,
        "nav"
            | "aside"
            | "footer"
            | "header"
            | "form"
            | "figure"
            | "figcaption"
            | "details"
            | "address"
    )
}

/// Whether a word of a class is one that a person chose, which will be there the next time: what tools make up has
/// numbers in it.
fn is_chosen(word: &str) -> bool {
    let made_up = ["css-", "sc-", "jsx-", "svelte-", "emotion-", "ember", "react-", "yui_"];
    (2..=40).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().filter(char::is_ascii_digit).count() < 3
        && !made_up.iter().any(|start| word.starts_with(start))
}

/// Follows the rules for a page's site, and tells which of them changed anything. A rule to leave out outranks one to
/// keep.
pub(super) fn follow<'a>(
    segments: &Segments,
    choice: &mut Choice,
    rules: impl Iterator<Item = &'a Rule>,
) -> Vec<Followed> {
    let mut followed = Vec::new();
    let mut ordered: Vec<&Rule> = rules.collect();
    ordered.sort_by_key(|rule| !rule.keep);
    for rule in ordered {
        let paths = rules::paths(&rule.mark);
        let mut words = 0;
        for (at, segment) in segments.all.iter().enumerate() {
            if paths.iter().any(|path| leads_to(path, segments, segment))
                && choice.decide(segments, at, rule.keep)
            {
                words += segment.words;
            }
        }
        if words > 0 {
            followed.push(Followed { keep: rule.keep, mark: rule.mark.clone(), words });
        }
    }
    followed
}

/// Whether the elements of a path stand around a segment in their order, others between them or not.
fn leads_to(path: &[Step], segments: &Segments, segment: &Segment) -> bool {
    let mut left = path;
    for holder in segments.around(segment) {
        let Some((inner, outer)) = left.split_last() else { return true };
        if is(inner, holder) {
            left = outer;
        }
    }
    left.is_empty()
}

fn is(step: &Step, holder: &Holder) -> bool {
    step.name.as_ref().is_none_or(|name| name == holder.name.as_str())
        && step.words.iter().all(|word| holder.label.split_whitespace().any(|own| own == word))
}
