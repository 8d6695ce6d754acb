//! A text is cut into words once, for all fields that take something of it. Each field gets a list of what it takes,
//! and the tokenizer that tantivy has of us only takes such a list apart.
//!
//! In a list every word is followed by a space. One that does not stand right after the one before it has its place
//! in front, between `=` and `:`, which no word begins with.

use super::{
    stems::Stems,
    words::{each, fold_into},
};
use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// How long a beginning may be that has a place in the index, in characters.
pub(super) const LONGEST_START: usize = 3;

/// Languages whose stems are remembered.
const MOST_LANGUAGES: usize = 8;

/// Cuts texts for the index.
#[derive(Default)]
pub(super) struct Press {
    stems: HashMap<String, Stems>,
    folded: String,
}

/// What fields take of one text.
#[derive(Default)]
pub(super) struct Lists {
    /// Its words as they stand, folded.
    pub(super) plain: String,
    /// Their stems.
    pub(super) stems: String,
}

/// The first, the first two and the first three letters of words, each once. Typing begins with them, and a great
/// many words do.
#[derive(Default)]
pub(super) struct Starts {
    /// A bit for each that has only small letters and digits.
    seen: Vec<u64>,
    others: BTreeSet<String>,
}

impl Press {
    /// The words of `text`, with stems where a language is given; their beginnings go into `starts`.
    pub(super) fn lists(
        &mut self,
        text: &str,
        language: Option<&str>,
        starts: &mut Starts,
    ) -> Lists {
        let mut lists = Lists {
            plain: String::with_capacity(text.len() + 16),
            stems: String::with_capacity(language.map_or(0, |_| text.len() + 16)),
        };
        let mut stems = language.map(|language| {
            if self.stems.len() > MOST_LANGUAGES && !self.stems.contains_key(language) {
                self.stems.clear();
            }
            self.stems.entry(language.to_owned()).or_insert_with(|| Stems::of(Some(language)))
        });
        let mut expected = 0;
        let folded = &mut self.folded;
        each(text, |bit| {
            fold_into(bit.lower, folded);
            if bit.place != expected {
                // Writing to a text cannot fail.
                let _ = write!(lists.plain, "={}:", bit.place);
            }
            expected = bit.place + 1;
            push(&mut lists.plain, folded);
            starts.note(folded);
            if let Some(stems) = &mut stems
                && !bit.is_pair
            {
                push(&mut lists.stems, stems.stem(bit.lower));
            }
        });
        lists
    }
}

fn push(list: &mut String, word: &str) {
    list.push_str(word);
    list.push(' ');
}

/// Small letters and digits, and none.
const SIGNS: usize = 37;

impl Starts {
    fn note(&mut self, folded: &str) {
        if self.seen.is_empty() {
            self.seen.resize((SIGNS * SIGNS * SIGNS).div_ceil(64), 0);
        }
        let mut number = 0;
        for (place, byte) in folded.bytes().enumerate().take(LONGEST_START) {
            number = number * SIGNS
                + match byte {
                    b'a'..=b'z' => usize::from(byte - b'a') + 1,
                    b'0'..=b'9' => usize::from(byte - b'0') + 27,
                    _ => return self.note_others(folded, place),
                };
            if let Some(word) = self.seen.get_mut(number / 64) {
                *word |= 1 << (number % 64);
            }
        }
    }

    /// Notes the beginnings that are longer than `known` bytes.
    fn note_others(&mut self, folded: &str, known: usize) {
        let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends.take(LONGEST_START).filter(|end| *end > known) {
            if !self.others.contains(&folded[..end]) {
                self.others.insert(folded[..end].to_owned());
            }
        }
    }

    /// Adds what is in others.
    pub(super) fn join(&mut self, others: &Self) {
        if self.seen.is_empty() {
            self.seen.clone_from(&others.seen);
        } else {
            self.seen.iter_mut().zip(&others.seen).for_each(|(mine, theirs)| *mine |= theirs);
        }
        self.others.extend(others.others.iter().cloned());
    }

    /// The beginnings as a list.
    pub(super) fn list(&self) -> String {
        let mut list = String::new();
        for (place, word) in self.seen.iter().enumerate().filter(|(_, word)| **word != 0) {
            for bit in (0..64).filter(|bit| word & (1 << bit) != 0) {
                let mut number = place * 64 + bit;
                let start = list.len();
                while number > 0 {
                    list.insert(start, sign(number % SIGNS));
                    number /= SIGNS;
                }
                list.push(' ');
            }
        }
        self.others.iter().for_each(|other| push(&mut list, other));
        list
    }
}

fn sign(number: usize) -> char {
    let number = u8::try_from(number).unwrap_or_default();
    char::from(if number < 27 { b'a' + number - 1 } else { b'0' + number - 27 })
}

/// Takes lists apart.
#[derive(Clone)]
pub(super) struct ListTokenizer;

/// The words of a list, one after the other.
pub(super) struct Listed<'a> {
    rest: &'a str,
    expected: usize,
    token: Token,
}

impl Tokenizer for ListTokenizer {
    type TokenStream<'a> = Listed<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Listed<'a> {
        Listed { rest: text, expected: 0, token: Token::default() }
    }
}

impl TokenStream for Listed<'_> {
    fn advance(&mut self) -> bool {
        // Words are short: looking at every byte costs less than preparing to look at many.
        let Some(end) = self.rest.bytes().position(|byte| byte == b' ') else { return false };
        let (mut word, rest) = self.rest.split_at(end);
        self.rest = rest.strip_prefix(' ').unwrap_or_default();
        let placed = word.strip_prefix('=').and_then(|word| word.split_once(':'));
        if let Some((place, placed)) = placed {
            word = placed;
            self.expected = place.parse().unwrap_or(self.expected);
        }
        self.token.text.clear();
        self.token.text.push_str(word);
        self.token.position = self.expected;
        self.token.position_length = 1;
        self.expected += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(list: &str) -> String {
        let mut tokenizer = ListTokenizer;
        let mut stream = tokenizer.token_stream(list);
        let mut words = Vec::new();
        while let Some(token) = stream.next() {
            words.push(format!("{}{}", token.position, token.text));
        }
        words.join(" ")
    }

    #[test]
    fn a_list_keeps_words_and_places() {
        let mut press = Press::default();
        let lists = press.lists("An e-mail, JavaScript: =7: x", Some("en"), &mut Starts::default());
        let plain = "0an 1e 2mail 1email 3javascript 3java 3script 47 5x";
        assert_eq!(taken_apart(&lists.plain), plain);
        assert_eq!(lists.stems, "Ean Ee Email Eemail Ejavascript Ejava Escript E7 Ex ");
        let apart = press.lists("Ada\u{1}Bob", None, &mut Starts::default());
        assert_eq!(taken_apart(&apart.plain), "0ada 10001bob");
        assert_eq!(apart.stems, "");
        assert_eq!(taken_apart(""), "");
    }

    #[test]
    fn beginnings_come_once() {
        let (mut press, mut starts, mut more) =
            (Press::default(), Starts::default(), Starts::default());
        press.lists("the then Ünder c++", None, &mut starts);
        press.lists("a1 c 東京 z90", None, &mut more);
        starts.join(&more);
        let list = starts.list();
        let mut found: Vec<&str> = list.split_whitespace().collect();
        found.sort_unstable();
        let expected = [
            "a", "a1", "c", "c+", "c++", "t", "th", "the", "u", "un", "und", "z", "z9", "z90",
            "京", "東", "東京",
        ];
        assert_eq!(found, expected);
    }
}
