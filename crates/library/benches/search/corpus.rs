//! Articles to measure with: made up from a fixed seed, with words as frequent and lengths as different as on the web.

use commonplace_core::text::headings;

/// An article to be saved.
pub(crate) struct Piece {
    pub(crate) title: String,
    pub(crate) text: String,
    /// The sealed HTML that it is the text of.
    pub(crate) body: String,
    pub(crate) site: String,
    pub(crate) author: String,
    pub(crate) tag: String,
    /// Days since 2020-01-01.
    pub(crate) day: i64,
}

/// Lines shorter than this are headings, in bytes.
const HEADING: usize = 80;

impl Piece {
    /// Its headings, a line each.
    pub(crate) fn headings(&self) -> String {
        headings(&self.body).join("\n")
    }
}

/// A random number generator whose numbers are the same everywhere (Vigna's `splitmix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Between 0 and 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be",
    "by", "on", "not", "he", "his", "but", "at", "are", "this", "have", "from", "or", "had", "an",
    "they", "which", "one", "you", "were", "all", "her", "she", "there", "would", "their", "we",
    "him", "been", "has", "when", "who", "will", "no", "more", "if", "out", "so", "up", "said",
    "what", "its", "about", "than", "into", "them", "can", "only", "other", "time", "new",
];
const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "con", "d", "de", "dis", "f", "g", "h", "in", "j", "l", "m", "n",
    "p", "pr", "qu", "r", "re", "s", "st", "str", "t", "tr", "un", "v", "w", "",
];
const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ou", "io"];
const CODAS: &[&str] = &["", "n", "r", "s", "t", "l", "m", "nd", "ct", "rk", "st", "ll"];
const ENDINGS: &[&str] =
    &["", "", "", "s", "ed", "ing", "er", "ly", "ation", "ity", "ness", "able", "ment", "al"];

/// The vocabulary, the commonest word first: function words, then made-up ones in families that share a stem.
fn vocabulary(size: usize) -> Vec<String> {
    let mut dice = Dice(7);
    let mut words: Vec<String> = COMMON.iter().map(|word| (*word).to_owned()).collect();
    while words.len() < size {
        let mut root = String::new();
        for _ in 0..1 + dice.below(2) + dice.below(2) {
            root.push_str(ONSETS[dice.below(ONSETS.len())]);
            root.push_str(NUCLEI[dice.below(NUCLEI.len())]);
            root.push_str(CODAS[dice.below(CODAS.len())]);
        }
        if root.len() < 3 {
            continue;
        }
        root.push_str(ENDINGS[dice.below(ENDINGS.len())]);
        words.push(root);
    }
    words
}

/// Draws words by their rank: Zipf's law as Mandelbrot corrected it, exponent 1.05.
pub(crate) struct Corpus {
    words: Vec<String>,
    /// Walker's alias table.
    keep: Vec<f64>,
    other: Vec<u32>,
}

impl Corpus {
    /// A vocabulary that fits a library of so many articles.
    pub(crate) fn new(articles: usize) -> Self {
        let words = vocabulary(20_000 + 6 * articles.min(60_000));
        let weights: Vec<f64> =
            (0..words.len()).map(|rank| 1.0 / (rank as f64 + 2.7).powf(1.05)).collect();
        let sum: f64 = weights.iter().sum();
        let size = words.len() as f64;
        let mut keep: Vec<f64> = weights.iter().map(|weight| weight / sum * size).collect();
        let mut other = vec![0; words.len()];
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..words.len()).partition(|n| keep[*n] < 1.0);
        while let (Some(little), Some(much)) = (small.pop(), large.last().copied()) {
            other[little] = much as u32;
            keep[much] -= 1.0 - keep[little];
            if keep[much] < 1.0 {
                large.pop();
                small.push(much);
            }
        }
        for rest in small.into_iter().chain(large) {
            keep[rest] = 1.0;
        }
        Self { words, keep, other }
    }

    fn draw(&self, dice: &mut Dice) -> usize {
        let n = dice.below(self.words.len());
        if dice.unit() < self.keep[n] { n } else { self.other[n] as usize }
    }

    /// Article number `n`, always the same.
    pub(crate) fn piece(&self, n: usize) -> Piece {
        let mut dice = Dice(n as u64 * 7_919 + 1);
        // What it is about: a few words that come again and again.
        let about: Vec<usize> = (0..24).map(|_| self.draw(&mut dice).max(COMMON.len())).collect();
        let normal: f64 = (0..12).map(|_| dice.unit()).sum::<f64>() - 6.0;
        let length = (330.0 * (0.95 * normal).exp()).clamp(30.0, 20_000.0) as usize;
        let word = |dice: &mut Dice| {
            let chosen = if dice.unit() < 0.22 { about[dice.below(24)] } else { self.draw(dice) };
            self.words[chosen].as_str()
        };
        let mut title = String::new();
        for place in 0..3 + dice.below(6) {
            let next = word(&mut dice);
            if place > 0 {
                title.push(' ');
            }
            title.push_str(next);
        }
        let mut text = String::with_capacity(length * 7);
        let mut left = 0;
        for place in 0..length {
            if left == 0 {
                left = 6 + dice.below(18);
                if place > 0 {
                    text.push_str(if dice.below(6) == 0 { ".\n" } else { ". " });
                }
                let next = word(&mut dice);
                let mut letters = next.chars();
                text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                text.push_str(letters.as_str());
            } else {
                text.push(' ');
                text.push_str(word(&mut dice));
            }
            left -= 1;
        }
        text.push('.');
        let set = |line: &str| match line.len() {
            0..HEADING => format!("<h2>{line}</h2>"),
            _ => format!("<p>{line}</p>"),
        };
        Piece {
            title,
            body: text.lines().map(set).collect(),
            text,
            site: format!("site{}.example.org", dice.below(40) * dice.below(40)),
            author: format!("Author {}", self.words[COMMON.len() + dice.below(900)]),
            tag: format!("tag{}", dice.below(12) * dice.below(12)),
            day: dice.below(2_400) as i64,
        }
    }
}
