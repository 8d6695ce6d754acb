//! Cuts the passages of a text that show best what was asked.

use super::marks::{Mark, Marker, code_points};
use commonplace_core::query::TextField;

/// Texts are searched for passages up to here, in bytes; further only where nothing stands before.
const MAX_SCAN: usize = 200_000;
/// About how long a passage is, in code points.
const SNIPPET: usize = 220;
/// How much of it comes before the first mark.
const LEAD: usize = 60;
/// Marks that are looked at to choose passages.
const MOST_MARKS: usize = 2_000;

/// A passage of a text with its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Snippet {
    /// The passage on one line.
    pub(super) text: String,
    /// Marked ranges of it, in code points.
    pub(super) marks: Vec<(u32, u32)>,
    /// The first mark, in code points of the whole text.
    pub(super) passage: Option<(u32, u32)>,
}

impl Marker {
    /// The passages where most of what was asked stands close together, the best first, and how many marks there are
    /// in all; the beginning of the text where nothing stands.
    pub(super) fn passages(
        &mut self,
        text: &str,
        language: Option<&str>,
        most: usize,
        wanted: impl Fn(Option<TextField>) -> bool,
    ) -> (Vec<Snippet>, usize) {
        let scanned = &text[..floor(text, MAX_SCAN)];
        let mut marks = self.find(scanned, language, &wanted);
        if marks.is_empty() && scanned.len() < text.len() {
            marks = self.find(text, language, &wanted);
        }
        let firsts = best(&marks, most);
        if firsts.is_empty() {
            return (vec![snippet(text, &marks, None)], 0);
        }
        let passages = firsts.into_iter().map(|first| snippet(text, &marks, Some(first)));
        (passages.collect(), marks.len())
    }
}

fn snippet(text: &str, marks: &[Mark], first: Option<usize>) -> Snippet {
    let from = first.map_or(0, |first| marks[first].range.start);
    let start = if first.is_none() { 0 } else { back(text, from, LEAD) };
    let end = forward(text, start, SNIPPET);
    // A passage shows at least what it is there for.
    let end = first.map_or(end, |first| end.max(marks[first].range.end));

    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    let lead = u32::from(start > 0);
    // One character for one, so that offsets hold.
    out.extend(text[start..end].chars().map(|c| if c.is_control() { ' ' } else { c }));
    if end < text.len() {
        out.push('…');
    }
    let inside: Vec<Mark> = marks
        .iter()
        .filter(|mark| mark.range.start >= start && mark.range.end <= end)
        .map(|mark| Mark {
            range: mark.range.start - start..mark.range.end - start,
            pattern: mark.pattern,
        })
        .collect();
    let inside = code_points(&text[start..end], &inside);
    let passage = first.and_then(|first| code_points(text, &marks[first..=first]).pop());
    Snippet {
        text: out,
        marks: inside.iter().map(|(from, to)| (from + lead, to + lead)).collect(),
        passage,
    }
}

/// The marks at which to begin: after them come most different patterns, then most marks, within a passage's length.
fn best(marks: &[Mark], most: usize) -> Vec<usize> {
    let marks = &marks[..marks.len().min(MOST_MARKS)];
    let reach = SNIPPET - LEAD;
    let value = |first: usize| {
        let from = marks[first].range.start;
        let near = marks[first..].iter().take_while(|mark| mark.range.end <= from + reach);
        let (mut kinds, mut total) = (Vec::new(), 0_usize);
        for mark in near {
            total += 1;
            if !kinds.contains(&mark.pattern) {
                kinds.push(mark.pattern);
            }
        }
        (kinds.len(), total.min(3))
    };
    let values: Vec<_> = (0..marks.len()).map(value).collect();
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|first| (std::cmp::Reverse(values[*first]), *first));
    let mut chosen: Vec<usize> = Vec::new();
    for first in order {
        let at = marks[first].range.start;
        if chosen.iter().all(|other| marks[*other].range.start.abs_diff(at) > SNIPPET + LEAD) {
            chosen.push(first);
            if chosen.len() == most {
                break;
            }
        }
    }
    chosen
}

fn back(text: &str, from: usize, most: usize) -> usize {
    let before = &text[..from];
    let start = before.char_indices().rev().take(most).last().map_or(from, |(at, _)| at);
    if start == 0 {
        return 0;
    }
    // Begin after a space where there is one soon, at a line's start where there is one at all.
    let room = &text[start..from];
    match room.rfind('\n').or_else(|| room.find(char::is_whitespace)) {
        Some(space) => start + space + room[space..].chars().next().map_or(0, char::len_utf8),
        None => start,
    }
}

fn forward(text: &str, from: usize, most: usize) -> usize {
    let rest = &text[from..];
    let Some((end, _)) = rest.char_indices().nth(most) else { return text.len() };
    let space = rest[..end].rfind(char::is_whitespace).filter(|space| *space * 2 > end);
    from + space.unwrap_or(end)
}

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonplace_core::{model::Millis, query::parse};

    fn marker(query: &str) -> Marker {
        Marker::new(&parse(query, Millis(0)))
    }

    #[test]
    fn snippets_show_the_words_together() {
        let text = format!("alpha {} alpha beta end {}", "x ".repeat(400), "y ".repeat(400));
        let (found, marks) = marker("alpha beta ").passages(&text, None, 3, |_| true);
        assert_eq!((found.len(), marks), (2, 3));
        let chars: Vec<char> = found[0].text.chars().collect();
        let marked: Vec<String> = found[0]
            .marks
            .iter()
            .map(|(start, end)| chars[*start as usize..*end as usize].iter().collect())
            .collect();
        assert_eq!(marked, ["alpha", "beta"]);
        let (start, end) = found[0].passage.unwrap();
        assert_eq!(&text[start as usize..end as usize], "alpha");
        assert!(start > 6);
        assert!(found[0].text.starts_with('…') && found[0].text.ends_with('…'));
        assert_eq!(found[1].passage, Some((0, 5)));
    }

    #[test]
    fn nothing_found_shows_the_beginning() {
        let (found, marks) = marker("other ").passages("Some words.", None, 2, |_| true);
        assert_eq!(marks, 0);
        assert_eq!(found, [Snippet { text: "Some words.".into(), ..Snippet::default() }]);
    }
}
