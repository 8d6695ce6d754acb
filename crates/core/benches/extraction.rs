//! How well and how fast pages become articles: `npm run bench -- extraction`.
//!
//! Pages that people marked are read from the folder that `COMMONPLACE_CORPUS` names, where it is set; the cases of
//! `tests/fixtures/shapes` and hostile pages made here are measured always. Everything is scored here:
//!
//! - *words*: F1 of the bags of lower-case words, averaged over pages;
//! - *4-grams*: runs of four words counted; precision and recall averaged over pages, and their harmonic mean;
//! - *kept* and *stray*: of the passages that must be kept and that must not be, the share found in the text;
//! - metadata: of the pages that have a value, how many were right; of those without, how many got one all the same.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

#[path = "../tests/common/shapes.rs"]
mod shapes;

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

fn main() {
    // `cargo bench` passes flags that are Criterion's.
    let folder =
        env::var_os("COMMONPLACE_CORPUS").map(|folder| PathBuf::from(folder).join("extraction"));
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => {
            for set in ["articles", "pages", "mozilla"] {
                measure(&folder, set);
            }
        }
        None => println!(
            "No pages: COMMONPLACE_CORPUS is not set, so only our own cases are measured.\n"
        ),
    }
    own_shapes();
    hostile();
    if let Some(memory) = peak_memory() {
        println!("\nPeak memory of the whole run: {memory} MB");
    }
}

/// Whether single pages are named, to look into them.
fn verbose() -> bool {
    env::var_os("COMMONPLACE_BENCH_PAGES").is_some()
}

/// Sums over pages, to be divided by their number.
#[derive(Default)]
struct Scores {
    pages: usize,
    empty: usize,
    words: f64,
    precision: f64,
    recall: f64,
    kept: (usize, usize),
    stray: (usize, usize),
}

/// Right of those that are there, and given of those that are not.
#[derive(Default)]
struct Values {
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

fn measure(folder: &Path, set: &str) {
    let truth = fs::read_to_string(folder.join(set).join("truth.json")).unwrap();
    let truth: BTreeMap<String, Value> = serde_json::from_str(&truth).unwrap();
    let mut kinds = BTreeMap::<String, Scores>::new();
    let (mut titles, mut authors, mut dates) =
        (Values::default(), Values::default(), Values::default());
    let mut times = Vec::new();
    let mut worst = Vec::new();
    let verbose = verbose();
    for (name, page) in &truth {
        let bytes = fs::read(folder.join(set).join(page["file"].as_str().unwrap())).unwrap();
        let source = Source {
            bytes: &bytes,
            kind: Some(SourceKind::Html),
            file_name: None,
            url: page["url"].as_str(),
            charset: None,
        };
        let start = Instant::now();
        let found = extract(&source);
        times.push(start.elapsed());
        let expected = page["text"].as_str().unwrap_or_default();
        if !expected.trim().is_empty() {
            let score = word_f1(found.text.as_str(), expected);
            worst.push((score, name.clone()));
            let kind = page["type"].as_str().map(str::to_owned);
            for key in ["all".to_owned()].into_iter().chain(kind) {
                add(kinds.entry(key).or_default(), &found, page, expected, score);
            }
        }
        metadata(&found, page, &mut titles, &mut authors, &mut dates, verbose.then_some(name));
    }
    println!(
        "## {set}\n\n| pages of | number | words F1 | 4-gram P | R | F1 | kept | stray | empty |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (kind, scores) in &kinds {
        let n = scores.pages as f64;
        let (precision, recall) = (scores.precision / n, scores.recall / n);
        println!(
            "| {kind} | {} | {:.4} | {precision:.4} | {recall:.4} | {:.4} | {} | {} | {} |",
            scores.pages,
            scores.words / n,
            harmonic(precision, recall),
            share(scores.kept),
            share(scores.stray),
            scores.empty,
        );
    }
    println!("\n| value | right | given where there is none |\n|---|---|---|");
    for (name, values) in [("title", &titles), ("author", &authors), ("date", &dates)] {
        println!("| {name} | {} | {} |", share(values.right), share(values.false_));
    }
    times.sort();
    let total: Duration = times.iter().sum();
    println!(
        "\nmedian {:.1} ms a page, 95th percentile {:.1} ms, {:.0} pages a second\n",
        ms(times[times.len() / 2]),
        ms(times[times.len() * 95 / 100]),
        times.len() as f64 / total.as_secs_f64(),
    );
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    if verbose {
        for (score, name) in worst.iter().take(40) {
            println!("  {score:.3} {name}");
        }
    }
}

fn add(scores: &mut Scores, found: &Extraction, page: &Value, expected: &str, words: f64) {
    let text = found.text.as_str();
    let (precision, recall) = shingles(text, expected);
    scores.pages += 1;
    scores.empty += usize::from(text.trim().is_empty());
    scores.words += words;
    scores.precision += precision;
    scores.recall += recall;
    let plain = tokens(text).join(" ");
    let holds =
        |passage: &Value| plain.contains(&tokens(passage.as_str().unwrap_or_default()).join(" "));
    for (key, share) in [("with", &mut scores.kept), ("without", &mut scores.stray)] {
        for passage in page[key].as_array().into_iter().flatten() {
            *share = (share.0 + usize::from(holds(passage)), share.1 + 1);
        }
    }
}

fn metadata(
    found: &Extraction,
    page: &Value,
    titles: &mut Values,
    authors: &mut Values,
    dates: &mut Values,
    say: Option<&String>,
) {
    let given = &found.metadata;
    let text = |key: &str| page[key].as_str().map(str::trim).filter(|text| !text.is_empty());
    let note = |what: &str, expected: Option<&str>, got: &str, right: bool| {
        if let Some(name) =
            say.filter(|_| if expected.is_some() { !right } else { !got.is_empty() })
        {
            println!("  {name}: {what} {:?}, found {got:?}", expected.unwrap_or_default());
        }
    };
    if let Some(title) = text("title") {
        let right = tokens(title) == tokens(&given.title);
        titles.count(true, true, right);
        note("title", Some(title), &given.title, right);
    }
    let author = text("author");
    let names = given.authors.join(", ");
    let right = author.is_some_and(|author| word_f1(&names, author) >= 0.6);
    authors.count(author.is_some(), !names.is_empty(), right);
    note("author", author, &names, right);
    let date = text("date");
    let published = given.published.as_deref().unwrap_or_default();
    let right =
        date.is_some_and(|date| date.get(..10) == published.get(..10) && !published.is_empty());
    dates.count(date.is_some(), !published.is_empty(), right);
    note("date", date, published, right);
}

/// The cases of our own: a piece of a page or a text each, and the Markdown it must become.
fn own_shapes() {
    let mut classes = BTreeMap::<String, (usize, usize)>::new();
    for case in shapes::all() {
        if case.found != case.expected && verbose() {
            println!(
                "== {}: {}\n{}\n-- {:?}",
                case.class, case.name, case.found, case.extraction.receipt.dropped
            );
        }
        let sum = classes.entry(case.class).or_default();
        *sum = (sum.0 + usize::from(case.found == case.expected), sum.1 + 1);
    }
    println!("## Shapes\n\n| class | right |\n|---|---|");
    for (class, sum) in classes {
        println!("| {class} | {} of {} |", sum.0, sum.1);
    }
}

fn hostile() {
    println!("\n## Hostile pages\n\n| page | time |\n|---|---|");
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let pages = [
        ("50,000 nested div", "<div>a ".repeat(50_000)),
        (
            "100,000 nested div with ends",
            format!("{}a{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
        ),
        ("20,000 nested b", format!("<p>{}", "<b>a ".repeat(20_000))),
        ("200,000 open span", "<span>a ".repeat(200_000)),
        ("800 nested tables", "<table><tr><td>a ".repeat(800)),
        ("2,000 nested lists", "<ul><li>a ".repeat(2_000)),
        ("200,000 br", "a<br>".repeat(200_000)),
        ("200,000 attributes", format!("<p{attributes}>text</p>")),
        (
            "20,000 paragraphs",
            "<p>Some words that make a sentence of a fair length, and one more clause.</p>"
                .repeat(20_000),
        ),
        (
            "25 MB of paragraphs",
            "<p>Some words &amp; more that make a sentence of a fair length.</p>\n".repeat(380_000),
        ),
    ];
    for (name, page) in pages {
        let start = Instant::now();
        let found = extract(&Source {
            bytes: page.as_bytes(),
            kind: Some(SourceKind::Html),
            file_name: None,
            url: None,
            charset: None,
        });
        println!(
            "| {name} | {:.2} s, {} words |",
            start.elapsed().as_secs_f64(),
            found.receipt.kept.words
        );
    }
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn bag<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    items.into_iter().fold(HashMap::new(), |mut bag, item| {
        *bag.entry(item).or_default() += 1;
        bag
    })
}

fn common<T: std::hash::Hash + Eq>(a: &HashMap<T, usize>, b: &HashMap<T, usize>) -> usize {
    a.iter().map(|(item, n)| (*n).min(b.get(item).copied().unwrap_or(0))).sum()
}

fn word_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (bag(tokens(found)), bag(tokens(expected)));
    let all: usize = found.values().sum::<usize>() + expected.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * common(&found, &expected) as f64 / all as f64 }
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

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Megabytes the process has held at most, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kb| kb / 1024)
}
