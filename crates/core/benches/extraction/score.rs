//! Scores of articles against what people marked, summed up over pages.

use crate::corpus::{Page, bag, common, tokens, word_f1};
use commonplace_core::extract::Extraction;
use std::collections::HashMap;

/// Sums over pages, to be divided by their number.
#[derive(Default)]
pub(crate) struct Scores {
    pub(crate) pages: usize,
    pub(crate) empty: usize,
    words: f64,
    precision: f64,
    recall: f64,
    kept: (usize, usize),
    stray: (usize, usize),
}

impl Scores {
    pub(crate) fn add(&mut self, found: &Extraction, page: &Page, words: f64) {
        let text = found.text.as_str();
        let (precision, recall) = shingles(text, &page.text);
        self.pages += 1;
        self.empty += usize::from(text.trim().is_empty());
        self.words += words;
        self.precision += precision;
        self.recall += recall;
        let plain = tokens(text).join(" ");
        for (passages, share) in [(&page.with, &mut self.kept), (&page.without, &mut self.stray)] {
            for passage in passages {
                let holds = plain.contains(&tokens(passage).join(" "));
                *share = (share.0 + usize::from(holds), share.1 + 1);
            }
        }
    }

    /// A row of the table.
    pub(crate) fn row(&self, name: &str) -> String {
        let n = self.pages as f64;
        let (precision, recall) = (self.precision / n, self.recall / n);
        format!(
            "| {name} | {} | {:.4} | {precision:.4} | {recall:.4} | {:.4} | {} | {} | {} |",
            self.pages,
            self.words / n,
            harmonic(precision, recall),
            share(self.kept),
            share(self.stray),
            self.empty,
        )
    }
}

/// Right of those that are there, and given of those that are not.
#[derive(Default)]
pub(crate) struct Values {
    right: (usize, usize),
    false_: (usize, usize),
}

impl Values {
    fn count(&mut self, truth: bool, given: bool, right: bool) {
        if truth {
            self.right = (self.right.0 + usize::from(right), self.right.1 + 1);
        } else {
            self.false_ = (self.false_.0 + usize::from(given), self.false_.1 + 1);
        }
    }
}

/// Title, author and date of pages, of both halves together and of each; then titles once more, where one that differs
/// by what stands behind a separator at an end, such as the site's name, is right too.
#[derive(Default)]
pub(crate) struct Metadata([[Values; 4]; 3]);

/// What the values of [`Metadata`] are called.
const VALUES: [&str; 4] = ["title", "author", "date", "title, less parts at its ends"];

impl Metadata {
    /// Adds a page; with `say`, misses are named.
    pub(crate) fn add(&mut self, found: &Extraction, page: &Page, say: bool) {
        let given = &found.metadata;
        let names = given.authors.join(", ");
        let published = given.published.as_deref().unwrap_or_default();
        let title = page.title.as_deref();
        let author = page.author.as_deref();
        let date = page.date.as_deref();
        let same_day = |date: &str| same_day(date, published);
        let values = [
            (
                "title",
                title,
                given.title.as_str(),
                title.map(|t| tokens(t) == tokens(&given.title)),
            ),
            ("author", author, names.as_str(), author.map(|author| same_people(&names, author))),
            ("date", date, published, date.map(same_day)),
            ("", title, given.title.as_str(), title.map(|t| same_but_ends(t, &given.title))),
        ];
        for (place, (what, expected, got, right)) in values.into_iter().enumerate() {
            // A title is always given, so there is none to be false.
            if matches!(place, 0 | 3) && expected.is_none() {
                continue;
            }
            for sum in [0, 1 + page.half()] {
                let values = &mut self.0[sum][place];
                values.count(expected.is_some(), !got.is_empty(), right == Some(true));
            }
            if say
                && !what.is_empty()
                && (right == Some(false) || (expected.is_none() && !got.is_empty()))
            {
                let expected = expected.unwrap_or_default();
                let half = page.half();
                println!("  {half} {}: {what} {expected:?}, found {got:?}", page.name);
            }
        }
    }

    pub(crate) fn print(&self) {
        println!(
            "\n| value | right | given where there is none | right, half 0 / half 1 | given, half 0 / half 1 |"
        );
        println!("|---|---|---|---|---|");
        for (place, name) in VALUES.iter().enumerate() {
            let [all, first, second] = [0, 1, 2].map(|sum| &self.0[sum][place]);
            println!(
                "| {name} | {} | {} | {} / {} | {} / {} |",
                share(all.right),
                share(all.false_),
                share(first.right),
                share(second.right),
                share(first.false_),
                share(second.false_)
            );
        }
    }
}

/// Whether two dates are of one day, or the same moment in two zones.
fn same_day(expected: &str, found: &str) -> bool {
    let moment = |date: &str| date.parse::<jiff::Timestamp>().ok();
    !found.is_empty()
        && (expected.get(..10) == found.get(..10)
            || moment(expected).is_some_and(|expected| moment(found) == Some(expected)))
}

/// Whether names are those of a byline, which may hold a role, a place or a date besides; "by" and "written by" are no
/// part of a name.
fn same_people(names: &str, byline: &str) -> bool {
    let words = |text: &str| {
        let words = tokens(text);
        let by = words.iter().take(2).position(|word| word == "by").map_or(0, |at| at + 1);
        words[by..].join(" ")
    };
    let (names, byline) = (words(names), words(byline));
    // All that was found stands at the beginning of the byline.
    let begins = !names.is_empty() && byline.starts_with(&names);
    begins || word_f1(&names, &byline) >= 0.6
}

/// Whether two titles are the same, or one is the other without parts at its ends that stand behind a separator.
fn same_but_ends(expected: &str, found: &str) -> bool {
    let within = |long: &str, short: &str| {
        let (long, short) = (long.to_lowercase(), short.trim().to_lowercase());
        let Some(rest) = long.split_once(&short) else { return false };
        let border = |text: &str, at_end: bool| {
            let text = text.trim();
            let sign = if at_end { text.chars().next_back() } else { text.chars().next() };
            sign.is_none_or(|sign| "|-–—·•»«:_[(".contains(sign))
        };
        !short.is_empty() && border(rest.0, true) && border(rest.1, false)
    };
    tokens(expected) == tokens(found) || within(expected, found) || within(found, expected)
}

/// Precision and recall of runs of four words.
fn shingles(found: &str, expected: &str) -> (f64, f64) {
    let runs = |text: &str| {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|w| !w.is_empty())
            .collect();
        let last = (words.len() + 1).saturating_sub(4).max(1);
        bag((0..last)
            .map(|at| words[at..(at + 4).min(words.len())].join(" "))
            .filter(|run| !run.is_empty()))
    };
    let (found, expected) = (runs(found), runs(expected));
    let both = common(&found, &expected) as f64;
    let of = |bag: &HashMap<String, usize>| match bag.values().sum::<usize>() {
        0 => 1.0,
        all => both / all as f64,
    };
    (of(&found), of(&expected))
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

fn share((some, all): (usize, usize)) -> String {
    if all == 0 {
        "–".to_owned()
    } else {
        format!("{:.1} % ({some}/{all})", 100.0 * some as f64 / all as f64)
    }
}
