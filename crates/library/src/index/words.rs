//! Cuts text into words the same way for the index, for queries and for marks.
//!
//! A word is a run of letters, digits and their accents, with `+` and `#` at its end after a letter (`C++`). Soft
//! hyphens and zero-width characters are passed over. Chinese, Japanese and Korean runs are cut into overlapping
//! pairs, with the last character alone at the end, because nothing tells where their words begin.

use std::ops::Range;
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Changes with anything that changes what is cut out: an index made otherwise is built anew.
pub(super) const VERSION: u32 = 1;

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
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if is_cjk(first) {
            let mut run = vec![(start, first)];
            while let Some(next) = chars.next_if(|(_, c)| is_cjk(*c) || is_passed_over(*c)) {
                if is_cjk(next.1) {
                    run.push(next);
                }
            }
            pairs(&run, &mut words);
        } else if first.is_alphanumeric() {
            let mut end = start + first.len_utf8();
            let mut letters = String::from(first);
            while let Some((at, c)) = chars.next_if(|(_, c)| goes_on(*c)) {
                if !is_passed_over(c) {
                    letters.push(c);
                    end = at + c.len_utf8();
                }
            }
            if letters.chars().next_back().is_some_and(char::is_alphabetic) {
                let rest = &text[end..];
                let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
                let free = !rest[signs..].starts_with(char::is_alphanumeric);
                if signs > 0 && free && chars.peek().is_some_and(|(at, _)| *at == end) {
                    letters.push_str(&rest[..signs]);
                    end += signs;
                    while chars.next_if(|(at, _)| *at < end).is_some() {}
                }
            }
            words.push(Word { range: start..end, lower: lower(&letters), is_pair: false });
        }
    }
    words
}

fn pairs(run: &[(usize, char)], words: &mut Vec<Word>) {
    for (place, (start, c)) in run.iter().enumerate() {
        let mut letters = String::from(*c);
        let mut end = start + c.len_utf8();
        if let Some((next, d)) = run.get(place + 1) {
            letters.push(*d);
            end = next + d.len_utf8();
        }
        words.push(Word { range: *start..end, lower: lower(&letters), is_pair: true });
    }
}

fn lower(letters: &str) -> String {
    let lower = letters.nfkc().flat_map(char::to_lowercase).nfc();
    // Turkish İ falls into an i and a dot above.
    lower.filter(|c| *c != '\u{307}').take(MAX_CHARS).collect()
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

/// English words too common to tell anything.
pub(super) fn is_stop_word(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into",
        "is", "it", "its", "of", "on", "or", "such", "that", "the", "their", "then", "there",
        "these", "they", "this", "to", "was", "were", "will", "with",
    ];
    WORDS.binary_search(&folded).is_ok()
}

/// Languages with a stemmer, by the first part of their BCP 47 tag.
const STEMMED: &[(&str, Language)] = &[
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("en", Language::English),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nb", Language::Norwegian),
    ("nl", Language::Dutch),
    ("nn", Language::Norwegian),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];

/// Takes words to their stems in one language.
#[derive(Clone)]
pub(super) struct Stems {
    analyzer: Option<TextAnalyzer>,
}

impl Stems {
    /// For a BCP 47 tag; an unknown language is taken as English, as most of the web is.
    pub(super) fn of(language: Option<&str>) -> Self {
        let language = language.filter(|tag| !tag.is_empty()).unwrap_or("en");
        let first = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let found = STEMMED.iter().find(|(tag, _)| *tag == first);
        let analyzer = found.map(|(_, language)| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(*language)).build()
        });
        Self { analyzer }
    }

    /// The stem of a word, without accents; none for a language without a stemmer.
    pub(super) fn stem(&mut self, lower: &str) -> Option<String> {
        let mut stream = self.analyzer.as_mut()?.token_stream(lower);
        let token = stream.next()?;
        Some(fold(&token.text))
    }
}

/// Cuts for fields of words as they stand.
#[derive(Clone)]
pub(super) struct PlainTokenizer;

/// Cuts for fields of stems. What it is given begins with the language and [`BORDER`].
#[derive(Clone)]
pub(super) struct StemTokenizer;

/// Ends the language before a text to be stemmed.
pub(super) const BORDER: char = '\u{1}';

/// The words of one text, all cut beforehand.
pub(super) struct Cut {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for PlainTokenizer {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let words = cut(text).into_iter().enumerate();
        Cut::of(words.map(|(place, word)| token(place, &word, fold(&word.lower))))
    }
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let (language, text) = text.split_once(BORDER).unwrap_or(("", text));
        let mut stems = Stems::of(Some(language));
        let words = cut(text).into_iter().enumerate();
        Cut::of(words.filter_map(|(place, word)| {
            let stem = if word.is_pair { None } else { stems.stem(&word.lower) };
            stem.filter(|stem| !is_stop_word(stem)).map(|stem| token(place, &word, stem))
        }))
    }
}

fn token(place: usize, word: &Word, text: String) -> Token {
    Token {
        offset_from: word.range.start,
        offset_to: word.range.end,
        position: place,
        text,
        position_length: 1,
    }
}

impl Cut {
    fn of(tokens: impl Iterator<Item = Token>) -> Self {
        Self { tokens: tokens.collect::<Vec<_>>().into_iter(), token: Token::default() }
    }
}

impl TokenStream for Cut {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.token = token;
                true
            }
            None => false,
        }
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
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let folded: Vec<String> = cut(text).iter().map(|word| fold(&word.lower)).collect();
        assert_eq!(folded, expected, "{text}");
    }

    #[test]
    fn words_as_people_know_them() {
        check("Hello, World 2026!", &["hello", "world", "2026"]);
        check("C++ and C# but a+b", &["c++", "and", "c#", "but", "a", "b"]);
        check("e\u{301}tude Étude ÉTUDE", &["etude", "etude", "etude"]);
        check("İstanbul Straße œuvre ﬁnd", &["istanbul", "strasse", "oeuvre", "find"]);
        check("soft\u{ad}hyphen zero\u{200b}width", &["softhyphen", "zerowidth"]);
        check("東京都", &["東京", "京都", "都"]);
        check("がか한국", &["がか", "か한", "한국", "국"]);
        check("", &[]);
        check("… — !", &[]);
    }

    #[test]
    fn stop_words_are_sorted() {
        for word in ["a", "from", "the", "with"] {
            assert!(is_stop_word(word), "{word}");
        }
        assert!(!is_stop_word("not"));
    }

    #[test]
    fn stems_follow_the_language() {
        assert_eq!(Stems::of(Some("en-GB")).stem("universities").as_deref(), Some("universiti"));
        assert_eq!(Stems::of(None).stem("running").as_deref(), Some("run"));
        assert_eq!(Stems::of(Some("ja")).stem("running"), None);
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in "\\PC{0,60}|[a-zé\u{301}\u{ad}+#東京 ]{0,40}") {
            let mut last = 0;
            for word in cut(&text) {
                let slice = text.get(word.range.clone());
                prop_assert!(slice.is_some_and(|s| !s.is_empty()));
                prop_assert!(word.range.start >= last);
                last = word.range.start;
                let again = cut(slice.unwrap());
                prop_assert_eq!(&again[0].lower, &word.lower);
            }
        }
    }
}
