//! `npm run bench -- anchoring`: how many highlights survive what happens to pages, and how long finding them takes.
//!
//! Articles are edited by a generator that keeps the truth for every character; the matcher sees two texts and the
//! selectors, as in the program, and the generator sees none of the matcher. Some articles are there to tune on
//! (`--tuning`); the figures are those of others, and with `--unseen` of a third part that nobody looked at while the
//! gates were set. `--edit NAME` and `--failures` show one kind of edit, and what went wrong; with `--without` where
//! the old text is not known.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod articles;
mod edits;
mod random;
mod score;
mod tracked;

use articles::Part;
use commonplace_core::{
    anchor::{self, Diff},
    model::{Anchor, Selector},
    text::Text,
};
use random::Random;
use score::{Board, Quote};
use std::time::Instant;
use tracked::{Cells, Fate};

/// Highlights on each article and edit.
const HIGHLIGHTS: usize = 24;

struct Options {
    part: Part,
    without: bool,
    failures: bool,
    edit: Option<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let given = |name: &str| arguments.iter().any(|argument| argument == name);
    let after = arguments.iter().position(|argument| argument == "--edit").map(|at| at + 1);
    let options = Options {
        part: match (given("--tuning"), given("--unseen")) {
            (true, _) => Part::Tuning,
            (false, true) => Part::Unseen,
            (false, false) => Part::Others,
        },
        without: given("--without"),
        failures: given("--failures"),
        edit: after.and_then(|at| arguments.get(at)).cloned(),
    };
    let mut articles = articles::all();
    let (ours, others) = articles.iter().partition::<Vec<_>, _>(|a| a.name.starts_with("ours"));
    println!("{} articles of ours, {} of the corpus", ours.len(), others.len());
    articles.retain(|article| article.part == options.part);
    println!(
        "{} of them {}",
        articles.len(),
        match options.part {
            Part::Tuning => "to tune on",
            Part::Others => "not tuned on",
            Part::Unseen => "never looked at",
        }
    );

    let (mut with, mut without) = (Board::default(), Board::default());
    for (number, article) in (0..).zip(&articles) {
        for (kind, edit) in (0..).zip(edits::ALL) {
            if options.edit.as_ref().is_some_and(|wanted| !edit.name.contains(wanted.as_str())) {
                continue;
            }
            let mut random = Random::new(number * 1000 + kind);
            trial(article, edit, &mut random, &options, &mut with, &mut without);
        }
    }
    println!("\nWITH THE OLD TEXT\n\n{with}\nWITHOUT THE OLD TEXT\n\n{without}");
    println!("{}", score::summary(&with, &without));
    if options.edit.is_none() {
        time(42_000);
        time(1_000_000);
    }
}

fn trial(
    article: &articles::Article,
    edit: &'static edits::Edit,
    random: &mut Random,
    options: &Options,
    with: &mut Board,
    without: &mut Board,
) {
    let before = (edit.prepare)(random, article.text.clone());
    let cells = (edit.apply)(random, tracked::of(&before));
    let (old, new) = (Text::new(before), Text::new(tracked::text(&cells)));
    let letters: Vec<char> = old.as_str().chars().collect();
    let diff = Diff::between(&old, &new);
    let resolver = anchor::Resolver::new(&new);
    for (quote, start, end) in passages(&old, &letters, random) {
        let Some(selector) = anchor::describe(&old, start, end) else { continue };
        let Some(range) = selector.start.zip(selector.end) else { continue };
        let fate = tracked::fate(&cells, &letters, range.0..range.1);
        let carried = diff.resolve(&selector, range);
        let found = resolver.resolve(&selector);
        if options.failures {
            let case = format!("{} / {} / {quote:?}", edit.name, article.name);
            let found = if options.without { &found } else { &carried };
            tell(&case, &selector, &fate, found, &new);
        }
        with.count(edit.name, quote, &fate, &carried, &cells);
        without.count(edit.name, quote, &fate, &found, &cells);
    }
}

/// Passages as people mark them: words, phrases, sentences, paragraphs, across paragraphs, and repeated blocks.
fn passages(old: &Text, letters: &[char], random: &mut Random) -> Vec<(Quote, u32, u32)> {
    let cells = tracked::of(old.as_str());
    let words: Vec<_> = tracked::words(&cells)
        .into_iter()
        .filter(|word| cells[word.start].c.is_alphanumeric())
        .collect();
    let mut blocks = Vec::new();
    let mut from = 0;
    for (at, c) in letters.iter().enumerate() {
        if *c == '\n' || at + 1 == letters.len() {
            let end = if *c == '\n' { at } else { at + 1 };
            blocks.push(from..end);
            from = at + 1;
        }
    }
    blocks.retain(|block| block.len() > 1);
    let text = |block: &std::ops::Range<usize>| letters[block.clone()].iter().collect::<String>();
    let mut copies = std::collections::HashMap::new();
    for block in &blocks {
        *copies.entry(text(block)).or_insert(0) += 1;
    }
    let repeated: Vec<_> =
        blocks.iter().filter(|block| copies[&text(block)] > 1).cloned().collect();
    let is_repeated = |at: usize| repeated.iter().any(|block| block.contains(&at));
    let mut passages = Vec::new();
    let run = |random: &mut Random, least: usize, most: usize| {
        let first = random.below(words.len());
        let last = (first + least + random.below(most - least + 1) - 1).min(words.len() - 1);
        (words[first].start, words[last].end)
    };
    for number in 0..HIGHLIGHTS {
        let (quote, start, end) = match number % 8 {
            0 => {
                let (start, end) = run(random, 1, 2);
                (Quote::Word, start, end)
            }
            1 | 2 => {
                let (start, end) = run(random, 3, 9);
                (Quote::Phrase, start, end)
            }
            3 | 4 => {
                let (start, end) = run(random, 10, 30);
                (Quote::Sentence, start, end)
            }
            5 => {
                let block = random.pick(&blocks).clone();
                (Quote::Paragraph, block.start, block.end)
            }
            6 => {
                let (start, end) = run(random, 40, 160);
                (Quote::Across, start, end)
            }
            _ if repeated.is_empty() => continue,
            _ => {
                let block = random.pick(&repeated).clone();
                let inner: Vec<_> =
                    words.iter().filter(|word| block.contains(&word.start)).collect();
                if inner.is_empty() {
                    continue;
                }
                let first = random.below(inner.len());
                let last = (first + 2 + random.below(10)).min(inner.len() - 1);
                (Quote::Boilerplate, inner[first].start, inner[last].end)
            }
        };
        let quote = match quote {
            Quote::Word | Quote::Phrase | Quote::Sentence | Quote::Paragraph
                if is_repeated(start) =>
            {
                Quote::Boilerplate
            }
            quote => quote,
        };
        passages.push((quote, start as u32, end as u32));
    }
    passages
}

fn tell(case: &str, selector: &Selector, fate: &Fate, found: &Anchor, new: &Text) {
    let truth = match fate {
        Fate::Kept(range) => Some((range.start, range.end)),
        Fate::Removed => None,
        Fate::Unclear => return,
    };
    if truth == found.range {
        return;
    }
    let shown =
        |range: Option<(u32, u32)>| range.map(|(start, end)| new.slice(start, end).to_owned());
    println!(
        "{case}\n  quote  {:?}\n  truth  {:?} {:?}\n  found  {:?} {:?} {} {:.2}",
        selector.quote,
        truth,
        shown(truth),
        found.range,
        shown(found.range),
        found.state.as_str(),
        found.score
    );
}

/// Processor time for a thousand highlights, the diff included, and the slowest single one.
fn time(size: usize) {
    let mut random = Random::new(5);
    let old = articles::long(size);
    let edited: Cells = {
        let cells = edits::ALL.iter().find(|edit| edit.name.starts_with("moved, 15 %")).unwrap();
        (cells.apply)(&mut random, tracked::of(&old))
    };
    let (old, new) = (Text::new(old), Text::new(tracked::text(&edited)));
    let letters: Vec<char> = old.as_str().chars().collect();
    let mut selectors = Vec::new();
    while selectors.len() < 1000 {
        for (_, start, end) in passages(&old, &letters, &mut random) {
            selectors.extend(anchor::describe(&old, start, end));
        }
    }
    selectors.truncate(1000);
    let mut best = f64::MAX;
    // The least that each one took, over the rounds: whatever else the machine does must not count.
    let mut singles = vec![f64::MAX; selectors.len()];
    for _ in 0..5 {
        let began = processor();
        let diff = Diff::between(&old, &new);
        for (selector, least) in selectors.iter().zip(&mut singles) {
            let single = Instant::now();
            let range = selector.start.zip(selector.end).unwrap_or_default();
            std::hint::black_box(diff.resolve(selector, range));
            *least = least.min(single.elapsed().as_secs_f64() * 1000.0);
        }
        best = best.min(processor() - began);
    }
    let slowest = singles.iter().copied().fold(0.0, f64::max);
    println!(
        "{} code points, 1,000 highlights with the diff: {best:.1} ms of processor, slowest single {slowest:.2} ms",
        old.code_points()
    );
    if size > 100_000 {
        return;
    }
    let began = processor();
    let resolver = anchor::Resolver::new(&new);
    for selector in &selectors {
        std::hint::black_box(resolver.resolve(selector));
    }
    println!("  without the old text: {:.1} ms", processor() - began);
}

/// Milliseconds that this thread has spent on a processor; where the system does not tell, those that have passed.
fn processor() -> f64 {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        let spent: Result<std::time::Duration, _> =
            clock_gettime(ClockId::ThreadCPUTime).try_into();
        if let Ok(spent) = spent {
            return spent.as_secs_f64() * 1000.0;
        }
    }
    static BEGAN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}
