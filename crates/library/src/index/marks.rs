//! Finds where a query's words stand in a text. tantivy's own snippets know neither beginnings of words nor text that
//! is kept elsewhere.

use super::{
    mistakes::is_near,
    plan::QUESTION,
    stems::{ENGLISH, Stems, is_filler, is_stop_word},
    words::{Firsts, cut, each, each_that, fold},
};
use commonplace_core::query::{Form, Query, Term, TextField};
use std::{borrow::Cow, collections::HashMap, ops::Range};

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
    /// Which of them were found since [`Marker::begin`].
    found: Vec<bool>,
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
        // Common words are marked only where nothing else was asked, and so are those that a question is put with.
        let question = patterns.len() >= QUESTION;
        let common = |p: &Pattern| {
            matches!(&p.parts[..], [one] if p.form == Form::Word
                && (is_stop_word(&one.folded) || question && is_filler(&one.folded)))
        };
        let origin = |p: &Pattern| matches!(p.field, Some(TextField::Author | TextField::Site));
        if !patterns.iter().all(|pattern| common(pattern) || origin(pattern)) {
            patterns.retain(|pattern| !common(pattern));
        }
        Self { found: vec![false; patterns.len()], patterns, stems: HashMap::new() }
    }

    /// Begins with another thing, in which nothing was found yet.
    pub(super) fn begin(&mut self) {
        self.found.fill(false);
    }

    /// Whether every pattern was found since then.
    pub(super) fn found_all(&self) -> bool {
        self.found.iter().all(|found| *found)
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
        let Self { patterns, found, stems } = self;
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
        let mut firsts = Firsts::NONE;
        for n in &sought {
            patterns[*n].begin(stems[*n].as_deref(), &mut firsts);
        }
        each_that(text, firsts, |bit| {
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
        marks.iter().for_each(|mark| found[mark.pattern] = true);
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

    /// Notes what words begin with that may be this one, or a part of it.
    fn begin(&self, stem: Option<&str>, firsts: &mut Firsts) {
        if matches!(self.form, Form::Middle | Form::Fuzzy) {
            *firsts = Firsts::ALL;
        }
        self.parts.iter().chain(&self.joined).for_each(|part| firsts.put(&part.folded));
        // The first letter of a stem tells its language.
        let mut letters = stem.unwrap_or_default().chars();
        if letters.next() == Some(ENGLISH) {
            firsts.put(letters.as_str());
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

#[cfg(test)]
mod tests {
    use super::*;
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
        check("how do the dunes move ", "How dunes do move", "How [dunes] do [move]");
        check("how do you do it ", "how do", "[how] [do]");
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
}
