//! Finds where a query's words stand in a text, and cuts the passage that shows them best. tantivy's own snippets
//! know neither beginnings of words nor text that is kept elsewhere.

use super::words::{Stems, Word, cut, fold, is_stop_word};
use commonplace_core::query::{Query, Term, TextField};
use std::ops::Range;

/// Texts are searched for a snippet up to here, in bytes.
const MAX_SNIPPET_SCAN: usize = 100_000;
/// About how long a snippet is, in code points.
const SNIPPET: usize = 220;
/// How much of it comes before the first mark.
const LEAD: usize = 60;

/// A word or a row of words to look for.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    field: Option<TextField>,
}

#[derive(Clone, Debug)]
struct Part {
    lower: String,
    folded: String,
    prefix: bool,
    stemmed: bool,
}

/// A place where a pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes, on character boundaries.
    pub(super) range: Range<usize>,
    /// Which pattern.
    pub(super) pattern: usize,
}

/// What to look for.
pub(super) fn patterns(query: &Query) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = Vec::new();
    for (field, term) in query.words() {
        patterns.extend(pattern(field, term));
    }
    // Common words are marked only where nothing else was asked.
    let common =
        |p: &Pattern| p.parts.len() == 1 && !p.parts[0].prefix && is_stop_word(&p.parts[0].folded);
    if !patterns.iter().all(common) {
        patterns.retain(|pattern| !common(pattern));
    }
    patterns
}

fn pattern(field: Option<TextField>, term: &Term) -> Option<Pattern> {
    let words = cut(&term.text);
    let last = words.len().checked_sub(1)?;
    // The last character of a run stands alone in a text only where the run ends.
    let parts = words.iter().enumerate().filter(|(place, word)| {
        !(word.is_pair && *place == last && *place > 0 && words[*place - 1].is_pair)
    });
    let parts: Vec<Part> = parts
        .map(|(place, word)| Part {
            folded: fold(&word.lower),
            lower: word.lower.clone(),
            prefix: word.is_pair || (term.prefix && place == last),
            stemmed: !term.phrase && !word.is_pair && words.len() == 1,
        })
        .collect();
    Some(Pattern { parts, field })
}

/// Where the patterns stand in `text`, in order, none inside another.
pub(super) fn find(
    text: &str,
    language: Option<&str>,
    patterns: &[Pattern],
    wanted: impl Fn(Option<TextField>) -> bool,
) -> Vec<Mark> {
    let words = cut(text);
    let mut stems = Stems::of(language);
    let sought: Vec<(usize, &Pattern, Option<String>)> = patterns
        .iter()
        .enumerate()
        .filter(|(_, pattern)| wanted(pattern.field))
        .map(|(place, pattern)| {
            let first = &pattern.parts[0];
            let stem = if first.stemmed { stems.stem(&first.lower) } else { None };
            (place, pattern, stem.filter(|stem| !is_stop_word(stem)))
        })
        .collect();
    let starts: Vec<char> = sought
        .iter()
        .filter_map(|(_, pattern, _)| pattern.parts[0].folded.chars().next())
        .collect();

    let mut marks: Vec<Mark> = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let folded = fold(&words[place].lower);
        let found = folded.chars().next().is_some_and(|c| starts.contains(&c)).then(|| {
            let all = sought.iter().filter_map(|(n, pattern, stem)| {
                let length = matches(&words[place..], &folded, pattern, stem.as_ref(), &mut stems)?;
                Some((length, *n))
            });
            all.max_by_key(|(length, _)| *length)
        });
        match found.flatten() {
            Some((length, pattern)) => {
                let end = words[place + length - 1].range.end;
                let start = words[place].range.start;
                let touches = marks.last_mut().filter(|last| last.range.end > start);
                match touches {
                    Some(last) => last.range.end = last.range.end.max(end),
                    None => marks.push(Mark { range: start..end, pattern }),
                }
                place += length;
            }
            None => place += 1,
        }
    }
    marks
}

/// How many words from the first of `words` on the pattern takes up, where it stands there.
fn matches(
    words: &[Word],
    folded: &str,
    pattern: &Pattern,
    stem: Option<&String>,
    stems: &mut Stems,
) -> Option<usize> {
    let is = |part: &Part, folded: &str| {
        if part.prefix { folded.starts_with(&part.folded) } else { folded == part.folded }
    };
    let first = &pattern.parts[0];
    let stemmed = |stems: &mut Stems| {
        stem.is_some_and(|stem| stems.stem(&words[0].lower).as_ref() == Some(stem))
    };
    if !is(first, folded) && !stemmed(stems) {
        return None;
    }
    for (place, part) in pattern.parts.iter().enumerate().skip(1) {
        if !is(part, &fold(&words.get(place)?.lower)) {
            return None;
        }
    }
    Some(pattern.parts.len())
}

/// Ranges of bytes as code points of the same text.
pub(super) fn code_points(text: &str, marks: &[Mark]) -> Vec<(u32, u32)> {
    let (mut byte, mut point) = (0, 0_u32);
    let mut at = |target: usize| {
        point += u32::try_from(text[byte..target].chars().count()).unwrap_or(u32::MAX);
        byte = target;
        point
    };
    marks.iter().map(|mark| (at(mark.range.start), at(mark.range.end))).collect()
}

/// A passage of a text with its marks.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Snippet {
    /// The passage on one line.
    pub(super) text: String,
    /// Marked ranges of it, in code points.
    pub(super) marks: Vec<(u32, u32)>,
    /// The first mark, in code points of the whole text.
    pub(super) passage: Option<(u32, u32)>,
}

/// The passage where most of what was asked stands close together; the beginning where nothing does.
pub(super) fn snippet(
    text: &str,
    language: Option<&str>,
    patterns: &[Pattern],
    wanted: impl Fn(Option<TextField>) -> bool,
) -> Snippet {
    let scanned = &text[..floor(text, MAX_SNIPPET_SCAN)];
    let marks = find(scanned, language, patterns, wanted);
    let first = best(&marks);
    let from = first.map_or(0, |first| marks[first].range.start);
    let start = if first.is_none() { 0 } else { back(text, from, LEAD) };
    let end = forward(text, start, SNIPPET);

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

/// The mark at which to begin: after it come most different patterns, then most marks, within a snippet's length.
fn best(marks: &[Mark]) -> Option<usize> {
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
    // The first of equals: max_by_key gives the last, so go backwards.
    (0..marks.len().min(2_000)).rev().max_by_key(|first| value(*first))
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
    use commonplace_core::query::parse;

    /// Puts brackets round what is marked.
    fn check(query: &str, text: &str, expected: &str) {
        let patterns = patterns(&parse(query));
        let mut out = text.to_owned();
        for mark in find(text, Some("en"), &patterns, |_| true).iter().rev() {
            out.insert(mark.range.end, ']');
            out.insert(mark.range.start, '[');
        }
        assert_eq!(out, expected, "{query}");
    }

    #[test]
    fn marks_stand_exactly() {
        check("running ", "He ran, runs and is running.", "He ran, [runs] and is [running].");
        check("\"running\"", "runs running", "runs [running]");
        check("caf", "Cafés and CAFETERIA", "[Cafés] and [CAFETERIA]");
        check("cafe ", "cafe\u{301} x", "[cafe\u{301}] x");
        check("the moon ", "the man and the moon", "the man and the [moon]");
        check("\"to be\"", "not to be, to do", "not [to be], to do");
        check("-moon sun ", "moon sun", "moon [sun]");
        check("東京 ", "私は東京に住む", "私は[東京]に住む");
        check("東京都 ", "東京都と京都", "[東京都]と京都");
        check("e-mail ", "Send e-mail now", "Send [e-mail] now");
    }

    #[test]
    fn snippets_show_the_words_together() {
        let text = format!("alpha {} alpha beta end {}", "x ".repeat(400), "y ".repeat(400));
        let patterns = patterns(&parse("alpha beta "));
        let found = snippet(&text, None, &patterns, |_| true);
        let chars: Vec<char> = found.text.chars().collect();
        let marked: Vec<String> = found
            .marks
            .iter()
            .map(|(start, end)| chars[*start as usize..*end as usize].iter().collect())
            .collect();
        assert_eq!(marked, ["alpha", "beta"]);
        let (start, end) = found.passage.unwrap();
        assert_eq!(&text[start as usize..end as usize], "alpha");
        assert!(start > 6);
        assert!(found.text.starts_with('…') && found.text.ends_with('…'));
    }

    #[test]
    fn nothing_found_shows_the_beginning() {
        let found = snippet("Some words.", None, &patterns(&parse("other ")), |_| true);
        assert_eq!(found, Snippet { text: "Some words.".into(), ..Snippet::default() });
    }
}
