//! How well and how fast pages become articles: `npm run bench -- extraction`.
//!
//! Pages that people marked are read from the folder that `COMMONPLACE_CORPUS` names, where it is set; the cases of
//! `tests/fixtures/shapes` and hostile pages made here are measured always. Everything is scored here:
//!
//! - *words*: F1 of the bags of lower-case words, averaged over pages;
//! - *4-grams*: runs of four words counted; precision and recall averaged over pages, and their harmonic mean;
//! - *kept* and *stray*: of the passages that must be kept and that must not be, the share found in the text;
//! - metadata: of the pages that have a value, how many were right; of those without, how many got one all the same;
//! - time: that of the processor for each page, from its bytes to the sealed article, the best of three.
//!
//! `COMMONPLACE_BENCH_PAGES=1` names the pages that did worst; `COMMONPLACE_BENCH_SETS=pages,articles` measures those
//! sets alone.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

mod clock;
#[path = "../../tests/common/corpus.rs"]
mod corpus;
mod hostile;
mod score;
#[path = "../../tests/common/shapes.rs"]
mod shapes;

use clock::{ms, peak_memory, timed};
use score::{Metadata, Scores};
use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::time::Duration;

/// Times each page is read, to tell its cost from chance.
const TIMES: usize = 3;

fn main() {
    // `cargo bench` passes flags that are Criterion's.
    let wanted = env::var("COMMONPLACE_BENCH_SETS").ok();
    if let Some(folder) = corpus::folder() {
        for set in ["articles", "pages", "mozilla"] {
            if wanted.as_ref().is_none_or(|wanted| wanted.split(',').any(|one| one == set)) {
                measure(&folder, set);
            }
        }
    }
    if wanted.is_some() {
        return;
    }
    own_shapes();
    hostile::measure();
}

/// Whether single pages are named, to look into them.
fn verbose() -> bool {
    env::var_os("COMMONPLACE_BENCH_PAGES").is_some()
}

fn measure(folder: &Path, set: &str) {
    let pages = corpus::pages(folder, set);
    let held = peak_memory();
    clock::forget_peak();
    let mut kinds = BTreeMap::<&str, Scores>::new();
    let mut metadata = Metadata::default();
    let mut times = Vec::new();
    let mut worst = Vec::new();
    for page in &pages {
        let (found, mut least) = timed(|| page.extract());
        for _ in 1..if verbose() { 1 } else { TIMES } {
            least = least.min(timed(|| page.extract()).1);
        }
        times.push((least, page.name.as_str()));
        if !page.text.is_empty() {
            let score = corpus::word_f1(found.text.as_str(), &page.text);
            worst.push((score, page.name.as_str()));
            for key in ["all"].into_iter().chain(page.kind.as_deref()) {
                kinds.entry(key).or_default().add(&found, page, score);
            }
        }
        metadata.add(&found, page, verbose());
    }
    println!(
        "## {set}\n\n| pages of | number | words F1 | 4-gram P | R | F1 | kept | stray | empty |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (kind, scores) in &kinds {
        println!("{}", scores.row(kind));
    }
    metadata.print();
    times.sort();
    let total: Duration = times.iter().map(|(time, _)| *time).sum();
    let at = |share: usize| ms(times[(times.len() * share / 100).min(times.len() - 1)].0);
    println!(
        "\nmedian {:.1} ms a page, 95th percentile {:.1} ms, {:.0} pages a second",
        at(50),
        at(95),
        times.len() as f64 / total.as_secs_f64(),
    );
    if let (Some(held), Some(peak)) = (held, peak_memory()) {
        println!("peak memory {peak} MB, with all pages of the set read in ({held} MB before)");
    }
    println!();
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    if verbose() {
        for (score, name) in worst.iter().take(40) {
            println!("  {score:.3} {name}");
        }
        for (time, name) in times.iter().rev().take(8) {
            println!("  {:.1} ms {name}", ms(*time));
        }
    }
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
