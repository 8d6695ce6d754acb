//! Takes words to their stems, and knows those that tell nothing.

use super::words::fold;
use std::collections::HashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// English words too common to tell anything.
pub(super) fn is_stop_word(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into",
        "is", "it", "its", "of", "on", "or", "such", "that", "the", "their", "then", "there",
        "these", "they", "this", "to", "was", "were", "will", "with",
    ];
    WORDS.binary_search(&folded).is_ok()
}

/// English words that questions are put with and that say nothing of what is asked: those of Snowball's list of stop
/// words that are not too common altogether, with some auxiliary verbs and pronouns.
pub(super) fn is_filler(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "any",
        "anyone",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "can",
        "cannot",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "itself",
        "just",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "myself",
        "nor",
        "off",
        "once",
        "only",
        "other",
        "ought",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "someone",
        "something",
        "than",
        "theirs",
        "them",
        "those",
        "through",
        "too",
        "under",
        "up",
        "very",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "why",
        "would",
        "you",
        "your",
        "yours",
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

/// What tells English from other languages with a stemmer.
pub(super) const ENGLISH: char = 'E';

/// Takes words to their stems in one language.
#[derive(Clone)]
pub(super) struct Stems {
    analyzer: Option<TextAnalyzer>,
    letter: char,
    /// The place of each known word's stem in `stems`.
    known: HashMap<String, u32>,
    stems: Vec<String>,
}

/// Stems that are remembered at most.
const REMEMBERED: usize = 50_000;

impl Stems {
    /// For a BCP 47 tag; an unknown language is taken as English, as most of the web is.
    pub(super) fn of(language: Option<&str>) -> Self {
        let language = language.filter(|tag| !tag.is_empty()).unwrap_or("en");
        let first = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let found = STEMMED.iter().find(|(tag, _)| *tag == first).map(|(_, language)| *language);
        let analyzer = found.map(|language| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build()
        });
        let place = found.and_then(|found| STEMMED.iter().position(|(_, l)| *l == found));
        let letter =
            place.and_then(|place| u8::try_from(place).ok()).map_or('@', |n| (b'A' + n).into());
        Self { analyzer, letter, known: HashMap::new(), stems: Vec::new() }
    }

    /// What tells its language from others with a stemmer.
    pub(super) fn letter(&self) -> char {
        self.letter
    }

    /// What stands in the index for all forms of a word: a letter for the language, and the stem without accents.
    /// Where there is no stemmer it is the word itself.
    pub(super) fn stem(&mut self, lower: &str) -> &str {
        let place = match self.known.get(lower) {
            Some(place) => *place as usize,
            None => self.learn(lower),
        };
        self.stems.get(place).map_or("", String::as_str)
    }

    /// Notes the stem of a word, and gives its place.
    fn learn(&mut self, lower: &str) -> usize {
        if self.stems.len() >= REMEMBERED {
            self.known.clear();
            self.stems.clear();
        }
        let stem = match &mut self.analyzer {
            Some(analyzer) => {
                let mut stream = analyzer.token_stream(lower);
                stream.next().map_or_else(|| fold(lower), |token| fold(&token.text))
            }
            None => fold(lower),
        };
        let place = self.stems.len();
        self.stems.push(format!("{}{stem}", self.letter));
        self.known.insert(lower.to_owned(), place as u32);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::{Stems, is_filler, is_stop_word};

    #[test]
    fn stop_words_are_sorted() {
        for word in ["a", "from", "the", "with"] {
            assert!(is_stop_word(word), "{word}");
        }
        assert!(!is_stop_word("not"));
        for word in ["about", "him", "over", "yours"] {
            assert!(is_filler(word), "{word}");
        }
        assert!(!is_filler("the"));
    }

    #[test]
    fn stems_follow_the_language() {
        assert_eq!(Stems::of(Some("en-US")).letter(), super::ENGLISH);
        let stem = |language, word: &str| Stems::of(language).stem(word).to_owned();
        assert_eq!(stem(Some("en-GB"), "universities"), "Euniversiti");
        assert_eq!(stem(None, "running"), "Erun");
        assert_eq!(stem(Some("ja"), "running"), "@running");
        assert_eq!(stem(Some("nb"), "huset"), stem(Some("no"), "huset"));
    }
}
