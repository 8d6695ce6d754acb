//! What is asked: queries that a library of made-up articles can answer.

use crate::corpus::{Corpus, Dice, Piece};

/// One query, as each engine has to put it in its own way.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// Whole words and the beginning of the next one.
    Typed(Vec<String>, String),
    /// All of these words.
    Words(Vec<String>),
    /// As many of these words as possible.
    Question(Vec<String>),
    /// These words in a row.
    Phrase(Vec<String>),
    /// Words that begin so.
    Beginning(String),
    /// One word with a mistake in it.
    Fuzzy(String),
    /// Words, the site, and the first day.
    Filtered(Vec<String>, Option<String>, Option<i64>),
    /// Words, the newest first.
    ByDate(Vec<String>),
}

impl Asked {
    /// As it is typed into our own search field.
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Typed(words, last) => {
                let words: String = words.iter().map(|word| format!("{word} ")).collect();
                format!("{words}{last}")
            }
            Self::Words(words) | Self::Question(words) => format!("{} ", words.join(" ")),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Self::Beginning(prefix) => format!("{prefix}*"),
            Self::Fuzzy(word) => format!("{word}~"),
            Self::Filtered(words, site, day) => {
                let site = site.as_ref().map(|site| format!("site:{site} ")).unwrap_or_default();
                let day = day.map(|day| format!("after:{} ", date(day))).unwrap_or_default();
                format!("{} {site}{day}", words.join(" "))
            }
            Self::ByDate(words) => format!("{} sort:saved ", words.join(" ")),
        }
    }
}

/// A day by its number since 2020-01-01.
pub(crate) fn date(day: i64) -> String {
    let moment = jiff::Timestamp::from_second(1_577_836_800 + day * 86_400).unwrap();
    moment.to_string()[..10].to_owned()
}

/// Kinds of queries with some of each.
pub(crate) fn queries(corpus: &Corpus, articles: usize) -> Vec<(&'static str, Vec<Asked>)> {
    let mut dice = Dice(99);
    let pieces: Vec<Piece> = (0..120).map(|_| corpus.piece(dice.below(articles))).collect();
    let words: Vec<Vec<String>> = pieces
        .iter()
        .map(|piece| {
            let words = piece.text.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
        })
        .collect();
    let mut pick = |n: usize| -> String {
        let from: &Vec<String> = &words[n % words.len()];
        from[dice.below(from.len())].clone()
    };
    let many = 300;
    let two: Vec<Vec<String>> = (0..many).map(|n| vec![pick(n), pick(n)]).collect();
    let one: Vec<String> = (0..many).map(&mut pick).collect();
    let mut typing = Vec::new();
    for pair in two.iter().take(60) {
        for end in 1..=pair[0].len() {
            typing.push(Asked::Typed(Vec::new(), pair[0][..end].to_owned()));
        }
        for end in 0..=pair[1].len() {
            typing.push(Asked::Typed(vec![pair[0].clone()], pair[1][..end].to_owned()));
        }
    }
    let phrases = (0..many).map(|n| {
        let all = pieces[n % pieces.len()].text.split('.').next().unwrap_or_default();
        let all: Vec<String> = all.split(' ').map(str::to_lowercase).collect();
        let start = n / pieces.len();
        let start = start.min(all.len().saturating_sub(3));
        Asked::Phrase(all[start..(start + 2 + n % 2).min(all.len())].to_vec())
    });
    let fuzzy = one.iter().enumerate().map(|(n, word)| {
        let mut letters: Vec<char> = word.chars().collect();
        let place = 1 + n % (letters.len() - 1);
        letters[place] = if letters[place] == 'e' { 'a' } else { 'e' };
        Asked::Fuzzy(letters.into_iter().collect())
    });
    let filtered = (0..many).map(|n| {
        let piece = &pieces[n % pieces.len()];
        let site = (n % 2 == 0).then(|| piece.site.clone());
        Asked::Filtered(vec![one[n].clone()], site, (n % 3 != 0).then_some(piece.day))
    });
    vec![
        ("typing, key by key", typing),
        ("one word", one.iter().map(|word| Asked::Words(vec![word.clone()])).collect()),
        ("two words", two.iter().cloned().map(Asked::Words).collect()),
        ("phrase", phrases.collect()),
        (
            "prefix",
            one.iter()
                .enumerate()
                .map(|(n, word)| Asked::Beginning(word[..(2 + n % 3).min(word.len())].to_owned()))
                .collect(),
        ),
        ("fuzzy", fuzzy.collect()),
        ("with filters", filtered.collect()),
        ("by date", one.iter().map(|word| Asked::ByDate(vec![word.clone()])).collect()),
    ]
}
