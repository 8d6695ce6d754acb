//! Cuts text into words the same way for the index, for queries and for marks.
//!
//! A word is a run of letters, digits and their accents, with `+` and `#` at its end after a letter (`C++`). Soft
//! hyphens and zero-width characters are passed over. Chinese, Japanese and Korean runs are cut into overlapping
//! pairs, with the last character alone at the end, because nothing tells where their words begin.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Changes with anything that changes what is cut out: an index made otherwise is built anew.
pub(super) const VERSION: u32 = 2;

/// Stands between names that are no one text.
pub(super) const BORDER: char = '\u{1}';

/// How far apart such names are, in words.
const APART: usize = 10_000;

/// Longer words are cut; nobody looks for the rest.
const MAX_CHARS: usize = 64;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands: bytes, on character boundaries.
    pub(super) range: Range<usize>,
    /// Compatibility characters resolved, in lower case.
    pub(super) lower: String,
    /// Part of a Chinese, Japanese or Korean run.
    pub(super) is_pair: bool,
}

/// The words of `text` in order.
pub(super) fn cut(text: &str) -> Vec<Word> {
    let mut cutter = Cutter::new(text);
    let mut words = Vec::with_capacity(text.len() / 6);
    while let Some((range, is_pair)) = cutter.next() {
        let lower = lower(&text[range.clone()]);
        words.push(Word { range, lower, is_pair });
    }
    words
}

/// Everything a text is found by: its words, and beside them what people write in one and search in parts, or write
/// in parts and search as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bit<'a> {
    /// Which word of the text it is or, for an extra one, begins at.
    pub(super) place: usize,
    /// Where it stands: bytes, on character boundaries.
    pub(super) range: Range<usize>,
    /// Compatibility characters resolved, in lower case.
    pub(super) lower: &'a str,
    /// Part of a Chinese, Japanese or Korean run.
    pub(super) is_pair: bool,
    /// Not a word of its own: `email` in `e-mail`, or `java` in `JavaScript`.
    pub(super) is_extra: bool,
}

/// Tells `take` every bit of `text` in order.
pub(super) fn each(text: &str, take: impl FnMut(Bit<'_>)) {
    each_that(text, Firsts::ALL, take);
}

/// Tells `take` the bits of `text` in order that may begin with one of these letters, and perhaps others.
pub(super) fn each_that(text: &str, firsts: Firsts, mut take: impl FnMut(Bit<'_>)) {
    let mut cutter = Cutter::new(text);
    let mut buffer = String::new();
    let mut part = String::new();
    // Words that a hyphen or apostrophe holds together, so far: where they stand, and their letters once they are two.
    let (mut chain, mut chain_at, mut links) = (String::new(), 0..0, 0);
    let (mut place, mut end) = (0, 0);
    loop {
        let next = cutter.next();
        if let Some((range, _)) = &next {
            if text[end..range.start.max(end)].bytes().any(|byte| byte == BORDER as u8) {
                place += APART;
            }
            end = range.end;
        }
        let linked = match &next {
            Some((range, false)) if chain_at.end > 0 => is_joint(&text[chain_at.end..range.start]),
            _ => false,
        };
        if !linked {
            if links > 0 && firsts.may_have(&text[chain_at.clone()]) {
                let (range, lower) = (chain_at.clone(), capped(&chain));
                take(Bit {
                    place: place - 1 - links,
                    range,
                    lower,
                    is_pair: false,
                    is_extra: true,
                });
            }
            chain_at = 0..0;
            links = 0;
        }
        let Some((range, is_pair)) = next else { return };
        let word = &text[range.clone()];
        let sought = is_pair || firsts.may_have(word);
        if sought || linked {
            lower_into(word, &mut buffer);
        }
        if sought {
            take(Bit { place, range: range.clone(), lower: &buffer, is_pair, is_extra: false });
        }
        if !is_pair {
            if linked {
                if links == 0 {
                    lower_into(&text[chain_at.clone()], &mut chain);
                }
                links += 1;
                if chain.len() < 4 * MAX_CHARS {
                    chain.push_str(&buffer);
                }
            } else {
                chain_at.start = range.start;
            }
            chain_at.end = range.end;
            humps(word, |hump| {
                let lower = &word[hump.clone()];
                let range = range.start + hump.start..range.start + hump.end;
                part.clear();
                part.push_str(lower);
                part.make_ascii_lowercase();
                take(Bit { place, range, lower: &part, is_pair: false, is_extra: true });
            });
        }
        place += 1;
    }
}

/// Letters and digits that a word may begin with: most words are told from those that are sought by their first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Firsts(u128);

impl Firsts {
    /// Any.
    pub(super) const ALL: Self = Self(u128::MAX);
    /// None yet.
    pub(super) const NONE: Self = Self(0);

    /// Lets words begin as this folded one does, whatever their case.
    pub(super) fn put(&mut self, folded: &str) {
        match folded.bytes().next() {
            Some(byte) if byte.is_ascii() => {
                self.0 |= 1 << byte | 1 << byte.to_ascii_uppercase();
            }
            // What is folded to it may begin with anything.
            _ => *self = Self::ALL,
        }
    }

    /// Whether a word may begin so: all that do not begin with a plain letter or digit may.
    fn may_have(self, word: &str) -> bool {
        word.bytes().next().is_none_or(|byte| !byte.is_ascii() || self.0 & 1 << byte != 0)
    }
}

/// What holds words together that may as well be written as one.
fn is_joint(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}" | "'" | "\u{2019}")
}

/// The parts of an identifier such as `getElementById`, where it has more than one.
fn humps(word: &str, mut take: impl FnMut(Range<usize>)) {
    let bytes = word.as_bytes();
    let rises = |at: usize| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
    if bytes.len() < 4 || !word.is_ascii() || !(1..bytes.len()).any(rises) {
        return;
    }
    let mut start = 0;
    for at in 1..=bytes.len() {
        if at == bytes.len() || rises(at) {
            if at - start > 1 {
                take(start..at);
            }
            start = at;
        }
    }
}

/// Walks from word to word.
struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// A run of Chinese, Japanese or Korean characters, and which of its pairs comes next.
    run: Vec<Range<usize>>,
    pair: usize,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, run: Vec::new(), pair: 0 }
    }

    /// Where the next word stands, and whether it is a pair.
    fn next(&mut self) -> Option<(Range<usize>, bool)> {
        if let Some(first) = self.run.get(self.pair) {
            self.pair += 1;
            let end = self.run.get(self.pair).map_or(first.end, |second| second.end);
            return Some((first.start..end, true));
        }
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            let start = self.at;
            if byte.is_ascii_alphanumeric() {
                let length =
                    bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                self.at = start + length;
                if bytes.get(self.at).is_some_and(|byte| !byte.is_ascii()) {
                    self.rest_of_word();
                    self.trim(start);
                }
                self.signs();
                return Some((start..self.at, false));
            }
            if byte.is_ascii() {
                self.at += 1;
                continue;
            }
            let Some(c) = self.text[start..].chars().next() else { break };
            self.at += c.len_utf8();
            if is_cjk(c) {
                return Some(self.begin_run(start..self.at));
            }
            if c.is_alphanumeric() {
                self.rest_of_word();
                self.trim(start);
                self.signs();
                return Some((start..self.at, false));
            }
        }
        None
    }

    fn rest_of_word(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        self.at += length;
    }

    /// A word does not end with what is passed over.
    fn trim(&mut self, start: usize) {
        self.at = start + self.text[start..self.at].trim_end_matches(is_passed_over).len();
    }

    /// `C++` and `F#` are words.
    fn signs(&mut self) {
        let rest = &self.text[self.at..];
        if !rest.starts_with(['+', '#']) {
            return;
        }
        let letter = self.text[..self.at].chars().next_back().is_some_and(char::is_alphabetic);
        let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
        if letter && !rest[signs..].starts_with(char::is_alphanumeric) {
            self.at += signs;
        }
    }

    fn begin_run(&mut self, first: Range<usize>) -> (Range<usize>, bool) {
        self.run.clear();
        self.run.push(first);
        while let Some(c) = self.text[self.at..].chars().next() {
            let start = self.at;
            if is_cjk(c) {
                self.at += c.len_utf8();
                self.run.push(start..self.at);
            } else if is_passed_over(c) {
                self.at += c.len_utf8();
            } else {
                break;
            }
        }
        self.pair = 1;
        let end = self.run.get(1).map_or(self.run[0].end, |second| second.end);
        (self.run[0].start..end, true)
    }
}

fn lower(letters: &str) -> String {
    let mut lower = String::new();
    lower_into(letters, &mut lower);
    lower
}

fn lower_into(letters: &str, out: &mut String) {
    out.clear();
    if letters.is_ascii() {
        out.push_str(&letters[..letters.len().min(MAX_CHARS)]);
        out.make_ascii_lowercase();
        return;
    }
    let letters = letters.chars().filter(|c| !is_passed_over(*c));
    let lower = letters.nfkc().flat_map(char::to_lowercase).nfc();
    // Turkish İ falls into an i and a dot above.
    out.extend(lower.filter(|c| *c != '\u{307}').take(MAX_CHARS));
}

fn capped(lower: &str) -> &str {
    let end = lower.char_indices().nth(MAX_CHARS).map_or(lower.len(), |(at, _)| at);
    &lower[..end]
}

/// What is compared: accents off, and letters that are an accented letter to a reader made plain.
pub(super) fn fold(lower: &str) -> String {
    if lower.is_ascii() {
        return lower.to_owned();
    }
    let mut folded = String::with_capacity(lower.len());
    for c in lower.nfd().filter(|c| !is_accent(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            _ => folded.push(c),
        }
    }
    folded.nfc().collect()
}

/// Accents above and below letters, Hebrew points and Arabic vowel signs; not the marks that make another letter in
/// Indic and Japanese writing.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 10..=35 | 200..)
}

fn goes_on(c: char) -> bool {
    (c.is_alphanumeric() && !is_cjk(c)) || is_mark(c) || is_passed_over(c)
}

/// As [`fold`], into a buffer.
pub(super) fn fold_into(lower: &str, out: &mut String) {
    out.clear();
    if lower.is_ascii() {
        out.push_str(lower);
    } else {
        out.push_str(&fold(lower));
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_passed_over(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x3041..=0x30ff | 0x3105..=0x312f | 0x3131..=0x318e | 0x31f0..=0x31ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff66..=0xff9f
        | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests;
