//! A text cut into words and signs, each known by a number, so that two texts can be compared word by word.

use super::fold::Folded;
use std::{collections::HashMap, rc::Rc};

/// A word or a sign, in bytes of the folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Token {
    /// Bytes that it has.
    pub(super) fn len(self) -> u32 {
        self.end - self.start
    }
}

/// A folded text and its tokens; equal tokens have equal numbers within one [`Numbers`].
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) folded: Rc<Folded>,
    pub(super) list: Vec<Token>,
    pub(super) ids: Vec<u32>,
    /// How good a place it is to begin something: 2 after the end of a line, 1 after the end of a sentence.
    pub(super) begins: Vec<u8>,
}

impl Tokens {
    /// The token that begins at or after a folded byte.
    pub(super) fn from(&self, byte: usize) -> usize {
        self.list.partition_point(|token| (token.start as usize) < byte)
    }

    /// The tokens that a stretch of folded bytes touches.
    pub(super) fn touching(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|token| (token.end as usize) <= start);
        let last = self.list.partition_point(|token| (token.start as usize) < end);
        first..last.max(first)
    }

    /// Letters in a stretch of tokens, in bytes.
    pub(super) fn weight(&self, tokens: std::ops::Range<usize>) -> u32 {
        self.list.get(tokens).unwrap_or_default().iter().map(|token| token.len()).sum()
    }

    /// The folded text of a stretch of folded bytes.
    pub(super) fn text(&self, start: usize, end: usize) -> &str {
        self.folded.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn get(&self, index: usize) -> Option<Token> {
        self.list.get(index).copied()
    }
}

/// Cuts both texts with one numbering; gives also how many numbers there are.
pub(super) fn of_both(old: Folded, new: Folded) -> (Tokens, Tokens, u32) {
    let (old_list, new_list) = (cut(&old.text), cut(&new.text));
    let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(4096);
    let old_ids = numbered(&mut numbers, &old.text, &old_list);
    let new_ids = numbered(&mut numbers, &new.text, &new_list);
    let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    drop(numbers);
    (
        Tokens {
            begins: beginnings(&old, &old_list),
            folded: Rc::new(old),
            list: old_list,
            ids: old_ids,
        },
        Tokens {
            begins: beginnings(&new, &new_list),
            folded: Rc::new(new),
            list: new_list,
            ids: new_ids,
        },
        count,
    )
}

fn numbered<'t>(numbers: &mut HashMap<&'t str, u32>, text: &'t str, list: &[Token]) -> Vec<u32> {
    list.iter()
        .map(|token| {
            let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(word).or_insert(next)
        })
        .collect()
}

fn beginnings(folded: &Folded, list: &[Token]) -> Vec<u8> {
    let mut breaks = folded.breaks.iter().peekable();
    let mut before = "";
    let each = list.iter().map(|token| {
        let mut line = before.is_empty();
        while breaks.next_if(|at| **at < token.start as usize).is_some() {
            line = true;
        }
        let sentence = matches!(before, "." | "!" | "?" | "。" | "\"");
        before = folded.text.get(token.start as usize..token.end as usize).unwrap_or_default();
        if line { 2 } else { u8::from(sentence) }
    });
    each.collect()
}

/// Runs of letters and digits; every other visible character alone, and so the letters of scripts that are written
/// without spaces.
fn cut(text: &str) -> Vec<Token> {
    let mut list: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
        if c.is_whitespace() {
            inside = false;
        } else if stands_alone(c) {
            list.push(Token { start, end });
            inside = false;
        } else {
            match list.last_mut().filter(|_| inside) {
                Some(last) => last.end = end,
                None => list.push(Token { start, end }),
            }
            inside = true;
        }
    }
    list
}

/// Whether a visible character is a token of its own.
fn stands_alone(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_alphanumeric();
    }
    let unspaced = matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}');
    let mark = unicode_normalization::char::is_combining_mark(c);
    unspaced || !(c.is_alphanumeric() || mark)
}
