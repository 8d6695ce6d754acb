//! Finds where a query's words stand in a text, and cuts the passages that show them best. tantivy's own snippets
//! know neither beginnings of words nor text that is kept elsewhere.

use super::{
    forms::allowed,
    stems::{ENGLISH, Stems, is_stop_word},
    words::{cut, each, fold},
};
use commonplace_core::query::{Form, Query, Term, TextField};
use std::{borrow::Cow, collections::HashMap, ops::Range};

/// Texts are searched for passages up to here, in bytes; further only where nothing stands before.
const MAX_SCAN: usize = 200_000;
/// About how long a passage is, in code points.
const SNIPPET: usize = 220;
/// How much of it comes before the first mark.
const LEAD: usize = 60;
/// Marks that are looked at to choose passages.
const MOST_MARKS: usize = 2_000;

/// A word or a row of words to look for.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// The row written as one word.
    joined: Option<Part>,
    pub(super) field: Option<TextField>,
    form: Form,
    slop: usize,
    /// As it was typed.
    pub(super) text: String,
}

#[derive(Clone, Debug)]
struct Part {
    lower: String,
    folded: String,
    prefix: bool,
    is_pair: bool,
}

/// A place where a pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes, on character boundaries.
    pub(super) range: Range<usize>,
    /// Which pattern.
    pub(super) pattern: usize,
}

/// Marks texts, one after the other, for one query.
pub(super) struct Marker {
    pub(super) patterns: Vec<Pattern>,
    /// By language: the stemmer, and each pattern's stem in it.
    stems: HashMap<String, (Stems, Vec<Option<String>>)>,
}

/// A row of words of which the first were seen.
struct Begun {
    pattern: usize,
    /// How many.
    seen: usize,
    start: usize,
    first: usize,
    last: usize,
}

impl Marker {
    /// What a query asks to be marked.
    pub(super) fn new(query: &Query) -> Self {
        let mut patterns: Vec<Pattern> =
            query.words().iter().filter_map(|(field, term)| pattern(*field, term)).collect();
        // Common words are marked only where nothing else was asked.
        let common = |p: &Pattern| matches!(&p.parts[..], [one] if p.form == Form::Word && is_stop_word(&one.folded));
        let origin = |p: &Pattern| matches!(p.field, Some(TextField::Author | TextField::Site));
        if !patterns.iter().all(|pattern| common(pattern) || origin(pattern)) {
            patterns.retain(|pattern| !common(pattern));
        }
        Self { patterns, stems: HashMap::new() }
    }

    /// Where the patterns stand in `text`, in order, none inside another.
    pub(super) fn find(
        &mut self,
        text: &str,
        language: Option<&str>,
        wanted: impl Fn(Option<TextField>) -> bool,
    ) -> Vec<Mark> {
        let sought: Vec<usize> =
            (0..self.patterns.len()).filter(|n| wanted(self.patterns[*n].field)).collect();
        if sought.is_empty() {
            return Vec::new();
        }
        let Self { patterns, stems } = self;
        let (stemmer, stems) =
            stems.entry(language.unwrap_or_default().to_owned()).or_insert_with(|| {
                let mut stemmer = Stems::of(language);
                let mut stem = |pattern: &Pattern| {
                    let part = pattern.word()?;
                    let stemmed = matches!(pattern.form, Form::Word | Form::Typing);
                    (stemmed && !part.is_pair).then(|| stemmer.stem(&part.lower).to_owned())
                };
                let stems = patterns.iter().map(&mut stem).collect();
                (stemmer, stems)
            });
        let mut marks: Vec<Mark> = Vec::new();
        let mut begun: Vec<Begun> = Vec::new();
        each(text, |bit| {
            let folded = if bit.lower.is_ascii() {
                Cow::Borrowed(bit.lower)
            } else {
                Cow::Owned(fold(bit.lower))
            };
            if !bit.is_extra && !begun.is_empty() {
                go_on(patterns, &mut begun, &mut marks, &folded, bit.place, &bit.range);
            }
            for n in &sought {
                let pattern = &patterns[*n];
                if let Some(part) = pattern.word()
                    && let Some(range) = pattern.is(
                        part,
                        &folded,
                        bit.lower,
                        &bit.range,
                        stemmer,
                        stems[*n].as_deref(),
                    )
                {
                    marks.push(Mark { range, pattern: *n });
                }
                if pattern.parts.len() > 1 && !bit.is_extra && pattern.parts[0].fits(&folded) {
                    begun.push(Begun {
                        pattern: *n,
                        seen: 1,
                        start: bit.range.start,
                        first: bit.place,
                        last: bit.place,
                    });
                }
            }
        });
        apart(marks)
    }
}

/// Takes one word further in the rows that were begun.
fn go_on(
    patterns: &[Pattern],
    begun: &mut Vec<Begun>,
    marks: &mut Vec<Mark>,
    folded: &str,
    place: usize,
    range: &Range<usize>,
) {
    begun.retain_mut(|row| {
        let pattern = &patterns[row.pattern];
        let reach = pattern.parts.len() - 1 + pattern.slop;
        if place - row.first > reach {
            return false;
        }
        let fits = place > row.last && pattern.parts[row.seen].fits(folded);
        if fits {
            row.seen += 1;
            row.last = place;
        }
        if row.seen == pattern.parts.len() {
            marks.push(Mark { range: row.start..range.end, pattern: row.pattern });
            return false;
        }
        fits || place - row.last <= pattern.slop
    });
}

/// Marks in order; of those that overlap, one that covers them.
fn apart(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    let mut found: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match found.last_mut().filter(|last| last.range.end > mark.range.start) {
            Some(last) => last.range.end = last.range.end.max(mark.range.end),
            None => found.push(mark),
        }
    }
    found
}

impl Part {
    fn fits(&self, folded: &str) -> bool {
        if self.prefix { folded.starts_with(&self.folded) } else { folded == self.folded }
    }
}

impl Pattern {
    /// The one word it is, or may be written as.
    fn word(&self) -> Option<&Part> {
        match &self.parts[..] {
            [one] => Some(one),
            _ => self.joined.as_ref(),
        }
    }

    /// What is to be marked of a word, if it is this one.
    fn is(
        &self,
        part: &Part,
        folded: &str,
        lower: &str,
        range: &Range<usize>,
        stemmer: &mut Stems,
        stem: Option<&str>,
    ) -> Option<Range<usize>> {
        let found = match self.form {
            Form::Middle => folded.contains(&part.folded),
            Form::Fuzzy => is_near(folded, &part.folded),
            _ => {
                part.fits(folded)
                    || stem.is_some_and(|stem| {
                        may_share(stem, folded, part) && stemmer.stem(lower) == stem
                    })
            }
        };
        // A lone Chinese or Japanese character is found as the beginning of a pair.
        let single = part.is_pair && part.folded.chars().count() == 1;
        found.then(|| {
            let length = folded.chars().next().map_or(0, char::len_utf8);
            let end = if single { (range.start + length).min(range.end) } else { range.end };
            range.start..end
        })
    }
}

/// Whether a word may have this stem: most do not, and stemming costs more than looking at their beginnings. English
/// stems differ from their words in at most two letters besides what is cut off (`die` from `dying`).
fn may_share(stem: &str, folded: &str, part: &Part) -> bool {
    let mut letters = stem.chars();
    let same = |a: &[u8], b: &[u8], most: usize| a.iter().zip(b).take(most).all(|(a, b)| a == b);
    let known = match letters.next() {
        Some(ENGLISH) => letters.as_str().len().saturating_sub(2).max(1),
        _ => return same(folded.as_bytes(), part.folded.as_bytes(), 1),
    };
    folded.len() >= known && same(folded.as_bytes(), letters.as_str().as_bytes(), known)
}

fn pattern(field: Option<TextField>, term: &Term) -> Option<Pattern> {
    let words = cut(&term.text);
    let last = words.len().checked_sub(1)?;
    let (slop, goes_on) = match term.form {
        Form::Phrase { slop, prefix } => (slop as usize, prefix),
        Form::Typing | Form::Beginning => (0, true),
        _ => (0, false),
    };
    let part = |lower: &str, is_pair, prefix| Part {
        folded: fold(lower),
        lower: lower.to_owned(),
        prefix,
        is_pair,
    };
    // The last character of a run stands alone in a text only where the run ends.
    let parts = words.iter().enumerate().filter(|(place, word)| {
        !(word.is_pair && *place == last && *place > 0 && words[*place - 1].is_pair)
    });
    let parts = parts
        .map(|(place, word)| {
            let short = word.is_pair && word.lower.chars().count() == 1;
            part(&word.lower, word.is_pair, short || goes_on && place == last)
        })
        .collect();
    let mut joined = None;
    if !matches!(term.form, Form::Phrase { .. }) {
        each(&term.text, |bit| {
            if bit.is_extra && bit.place == 0 && bit.range == (0..term.text.len()) {
                joined = Some(part(bit.lower, false, goes_on));
            }
        });
    }
    Some(Pattern { parts, joined, field, form: term.form, slop, text: term.text.clone() })
}

/// Whether a word is another one with no more mistakes than are allowed.
fn is_near(found: &str, word: &str) -> bool {
    let most = usize::from(allowed(word));
    if found.is_ascii() && word.is_ascii() {
        return within(found.as_bytes(), word.as_bytes(), most);
    }
    let (found, word): (Vec<char>, Vec<char>) = (found.chars().collect(), word.chars().collect());
    within(&found, &word, most)
}

/// Whether at most so many letters are more, less, other, or swapped with their neighbour (optimal string alignment).
/// Most words are told apart by their lengths or first letters, so this costs less than [`distance`](super::suggest::distance).
fn within<T: PartialEq>(a: &[T], b: &[T], most: usize) -> bool {
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let ([first, after_a @ ..], [other, after_b @ ..]) = (a, b) else {
        return a.len().max(b.len()) <= most;
    };
    let Some(less) = most.checked_sub(1) else { return false };
    let swapped = match (after_a, after_b) {
        ([second, rest_a @ ..], [next, rest_b @ ..]) if first == next && second == other => {
            within(rest_a, rest_b, less)
        }
        _ => false,
    };
    swapped
        || within(after_a, after_b, less)
        || within(after_a, b, less)
        || within(a, after_b, less)
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
    use super::{super::suggest::distance, *};
    use commonplace_core::{model::Millis, query::parse};

    fn marker(query: &str) -> Marker {
        Marker::new(&parse(query, Millis(0)))
    }

    /// Puts brackets round what is marked.
    fn check(query: &str, text: &str, expected: &str) {
        let mut out = text.to_owned();
        for mark in marker(query).find(text, Some("en"), |_| true).iter().rev() {
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
        check("京 ", "東京都", "東[京]都");
        check("e-mail ", "Send e-mail now", "Send [e-mail] now");
        check("email ", "Send e-mail now", "Send [e-mail] now");
        check("e-mail ", "Send email now", "Send [email] now");
        check("script ", "JavaScript", "Java[Script]");
        check("*morial* ", "memorials", "[memorials]");
        check("memmory~ ", "A memory of mummery", "A [memory] of mummery");
        check("\"a c\"~1 ", "a b c, a b b c", "[a b c], a b b c");
        check("sea NEAR ship ", "ship at sea", "[ship] at [sea]");
        check("\"a b\" ", "a a b", "a [a b]");
    }

    #[test]
    fn a_word_is_near_as_distances_say() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "cab", "abcd", "badc", "aab", "aba", "été"];
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            for most in 0..3 {
                let near = within(&letters(a), &letters(b), most);
                assert_eq!(near, distance(a, b) <= most, "{a} {b} {most}");
            }
        }
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
