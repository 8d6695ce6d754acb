//! Grows the trees of the judges anew from pages whose articles were marked by people.
//!
//! `cargo bench -p commonplace-core --features learn --bench learn` reads the pages that `COMMONPLACE_CORPUS` names,
//! says how well trees do on sites that they did not see (five parts, each judged by trees grown from the other four;
//! all pages of a site are in one), then writes `judge.first.txt` and `judge.second.txt`. The same pages give the same trees. With
//! `COMMONPLACE_LEARN=folds` nothing is written, with `COMMONPLACE_LEARN=grow` unseen pages are not tried.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]

#[path = "../../tests/common/corpus.rs"]
mod corpus;
mod grow;
mod truth;

use commonplace_core::extract::study::{Study, probabilities};
use corpus::{bag, common, tokens};
use grow::{Growth, grow, write};
use std::collections::{BTreeMap, HashMap};
use std::{env, fs, path::PathBuf, thread};

const SETS: [&str; 3] = ["articles", "mozilla", "pages"];
const PARTS: usize = 5;
/// Parts by which the second judge comes to opinions of a first that did not see the page.
const INNER: usize = 4;

const FIRST: Growth = Growth {
    forests: 2,
    trees: 250,
    depth: 6,
    rate: 0.07,
    leaf: 8.0,
    calm: 6.0,
    rows: 4,
    features: 1,
};
const SECOND: Growth = Growth {
    forests: 3,
    trees: 140,
    depth: 4,
    rate: 0.07,
    leaf: 20.0,
    calm: 8.0,
    rows: 4,
    features: 1,
};

/// A page, and what belongs to the article.
struct Sample {
    name: String,
    set: &'static str,
    kind: String,
    /// A number for the site that it is from.
    site: usize,
    page: Study,
    texts: Vec<String>,
    belongs: Vec<bool>,
    weights: Vec<f32>,
    truth: HashMap<String, usize>,
}

/// What the judges think of every segment of a page.
struct Opinions {
    first: Vec<f32>,
    second: Vec<f32>,
    /// What is kept then.
    decided: Vec<bool>,
}

fn main() {
    let Some(folder) = corpus::folder() else { return };
    let samples = samples(&folder);
    let flags = |kept: &[bool]| kept.iter().map(|kept| f32::from(u8::from(*kept))).collect();
    let ideal: Vec<Vec<f32>> = samples.iter().map(|sample| flags(&sample.belongs)).collect();
    report("a perfect judge", &samples, &ideal, |_, _| 0.5);
    let readable: Vec<Vec<f32>> =
        samples.iter().map(|sample| flags(&sample.page.readable())).collect();
    report("readability rules", &samples, &readable, |_, _| 0.5);
    let mode = env::var("COMMONPLACE_LEARN").unwrap_or_default();
    if mode != "grow" {
        unseen(&samples);
    }
    if mode != "folds" {
        let all: Vec<usize> = (0..samples.len()).collect();
        let trees = grow_both(&samples, &all);
        let seen: Vec<Opinions> = samples.iter().map(|sample| opinions(sample, &trees)).collect();
        decided("decided, seen pages", &samples, &seen);
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/extract/html");
        let files = [("first", trees.first), ("second", trees.second)];
        for (name, trees) in files {
            fs::write(folder.join(format!("judge.{name}.txt")), trees).unwrap();
        }
    }
}

/// Trees for each part, grown from the other parts.
fn unseen(samples: &[Sample]) {
    let mut opinions: Vec<(usize, Opinions)> = thread::scope(|scope| {
        let parts: Vec<_> = (0..PARTS)
            .map(|part| {
                scope.spawn(move || {
                    let (unseen, seen): (Vec<usize>, Vec<usize>) =
                        (0..samples.len()).partition(|at| samples[*at].site % PARTS == part);
                    let trees = grow_both(samples, &seen);
                    let opinions =
                        unseen.into_iter().map(|at| (at, opinions(&samples[at], &trees)));
                    opinions.collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    opinions.sort_by_key(|(at, _)| *at);
    let opinions: Vec<Opinions> = opinions.into_iter().map(|(_, opinions)| opinions).collect();
    let best = |sample: &Sample, chances: &[f32]| sample.page.limit(chances);
    let first: Vec<Vec<f32>> = opinions.iter().map(|both| both.first.clone()).collect();
    report("first judge, unseen pages", samples, &first, best);
    let second: Vec<Vec<f32>> = opinions.iter().map(|both| both.second.clone()).collect();
    report("second judge, unseen pages", samples, &second, best);
    let kept = decided("decided, unseen pages", samples, &opinions);
    if env::var_os("COMMONPLACE_BENCH_PAGES").is_some() {
        worst(samples, &kept, &second);
    }
}

/// What pages of one site share: the end of the host, or the name of the page without its number where all pages were
/// given the same address.
fn site_of(page: &corpus::Page) -> String {
    let host = page.url.as_deref().and_then(|url| url.split('/').nth(2));
    match host.filter(|host| *host != "fakehost") {
        Some(host) => {
            let labels: Vec<&str> = host.rsplit('.').collect();
            // The second label of `co.uk` says nothing.
            let count = if labels.get(1).is_some_and(|label| label.len() <= 3) { 3 } else { 2 };
            labels.into_iter().take(count).collect::<Vec<_>>().join(".")
        }
        None => page.name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned(),
    }
}

fn samples(folder: &std::path::Path) -> Vec<Sample> {
    let mut sites = HashMap::<String, usize>::new();
    let mut samples = Vec::new();
    for set in SETS {
        for page in corpus::pages(folder, set) {
            let words = page.text.split_whitespace().count();
            let study = Study::of(&page.bytes, page.url.as_deref());
            if words < 10 || study.numbers().is_empty() {
                continue;
            }
            let texts: Vec<String> = study.segments().map(|(text, _)| text.to_owned()).collect();
            let belongs = truth::belongs(&texts, &page.text);
            let mut weights: Vec<f32> = study
                .segments()
                .map(|(_, own)| (own as f32 + 1.0) / (words as f32 + 50.0))
                .collect();
            let against: f32 =
                weights.iter().zip(&belongs).filter(|(_, b)| !**b).map(|(w, _)| w).sum();
            if against > 1.5 {
                for (weight, _) in weights.iter_mut().zip(&belongs).filter(|(_, b)| !**b) {
                    *weight *= 1.5 / against;
                }
            }
            let next = sites.len();
            samples.push(Sample {
                site: *sites.entry(site_of(&page)).or_insert(next),
                kind: page.kind.unwrap_or_else(|| set.to_owned()),
                name: page.name,
                set,
                page: study,
                texts,
                belongs,
                weights,
                truth: bag(tokens(&page.text)),
            });
        }
    }
    // One is the mean weight.
    let (sum, count) =
        samples.iter().flat_map(|s| &s.weights).fold((0.0, 0.0), |(sum, n), w| (sum + w, n + 1.0));
    for sample in &mut samples {
        sample.weights.iter_mut().for_each(|w| *w *= count / sum);
    }
    samples
}

/// The trees of all judges, as they stand in their files.
struct Trees {
    first: String,
    second: String,
}

/// The trees of the first judge, and of a second that learnt from first judges who had not seen the page.
fn grow_both(samples: &[Sample], seen: &[usize]) -> Trees {
    // Another order than that of the outer parts.
    let part_of = |at: usize| samples[at].site / PARTS % INNER;
    let mut known: Vec<(usize, Vec<Vec<f32>>)> = Vec::new();
    for part in 0..INNER {
        let (held, rest): (Vec<usize>, Vec<usize>) =
            seen.iter().copied().partition(|at| part_of(*at) == part);
        let first = grow_first(samples, &rest);
        for at in held {
            let page = &samples[at].page;
            let opinions = probabilities(&first, page.numbers());
            known.push((at, page.with_opinions(&opinions)));
        }
    }
    let numbers = known.iter().map(|(at, numbers)| (*at, numbers.as_slice()));
    Trees { first: grow_first(samples, seen), second: grow_from(samples, numbers, SECOND) }
}

fn grow_first(samples: &[Sample], seen: &[usize]) -> String {
    grow_from(samples, seen.iter().map(|at| (*at, samples[*at].page.numbers())), FIRST)
}

fn grow_from<'a>(
    samples: &[Sample],
    numbers: impl Iterator<Item = (usize, &'a [Vec<f32>])>,
    growth: Growth,
) -> String {
    let (mut rows, mut labels, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (at, numbers) in numbers {
        rows.extend(numbers.iter().map(Vec::as_slice));
        labels.extend(samples[at].belongs.iter().map(|own| f32::from(u8::from(*own))));
        weights.extend(&samples[at].weights);
    }
    write(&grow(&rows, &labels, &weights, growth))
}

fn opinions(sample: &Sample, trees: &Trees) -> Opinions {
    let first = probabilities(&trees.first, sample.page.numbers());
    let second = probabilities(&trees.second, &sample.page.with_opinions(&first));
    let decided = sample.page.decide(first.clone(), second.clone());
    Opinions { first, second, decided }
}

fn f1(sample: &Sample, kept: impl Fn(usize) -> bool) -> f64 {
    let texts = sample.texts.iter().enumerate().filter(|(at, _)| kept(*at));
    let found = bag(texts.flat_map(|(_, text)| tokens(text)));
    let all = found.values().sum::<usize>() + sample.truth.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * common(&found, &sample.truth) as f64 / all as f64 }
}

fn decided(title: &str, samples: &[Sample], opinions: &[Opinions]) -> Vec<Vec<f32>> {
    let decided: Vec<Vec<f32>> = samples
        .iter()
        .zip(opinions)
        .map(|(_, all)| all.decided.iter().map(|kept| f32::from(u8::from(*kept))).collect())
        .collect();
    report(title, samples, &decided, |_, _| 0.5);
    decided
}

/// Word F1 of every set and kind, when segments are kept from a limit of probability on.
fn report(
    title: &str,
    samples: &[Sample],
    chances: &[Vec<f32>],
    limit: impl Fn(&Sample, &[f32]) -> f32,
) {
    let mut sums = BTreeMap::<&str, (f64, f64)>::new();
    for (sample, chances) in samples.iter().zip(chances) {
        let limit = limit(sample, chances);
        let score = f1(sample, |at| chances[at] >= limit);
        let kind = (sample.kind != sample.set).then_some(sample.kind.as_str());
        for set in [sample.set].into_iter().chain(kind) {
            let sum = sums.entry(set).or_default();
            *sum = (sum.0 + score, sum.1 + 1.0);
        }
    }
    let scores: Vec<String> =
        sums.iter().map(|(set, (sum, n))| format!("{set} {:.4}", sum / n)).collect();
    println!("{title}: {}", scores.join(", "));
}

/// The pages that went worst, each with its longest mistakes.
fn worst(samples: &[Sample], kept: &[Vec<f32>], chances: &[Vec<f32>]) {
    let mut scores: Vec<(f64, f64, usize)> = (0..samples.len())
        .map(|page| {
            let sample = &samples[page];
            let ideal = f1(sample, |at| sample.belongs[at]);
            let score = f1(sample, |at| kept[page][at] > 0.5);
            (ideal - score, score, page)
        })
        .collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (lost, score, page) in scores.into_iter().take(60) {
        let (sample, kept, chances) = (&samples[page], &kept[page], &chances[page]);
        println!("  {score:.3}, {lost:.3} lost: {} {} {}", sample.set, sample.kind, sample.name);
        let words: Vec<u32> = sample.page.segments().map(|(_, words)| words).collect();
        let mut mistakes: Vec<usize> =
            (0..kept.len()).filter(|at| (kept[*at] > 0.5) != sample.belongs[*at]).collect();
        mistakes.sort_by_key(|at| std::cmp::Reverse(words[*at]));
        for at in mistakes.into_iter().take(3) {
            let side = if sample.belongs[at] { "missing" } else { "stray" };
            let text: String = sample.texts[at].chars().take(90).collect();
            let mut around = sample.page.around(at);
            around.truncate(4);
            let (words, chance) = (words[at], chances[at]);
            println!("      {side} {words} words, {chance:.2}: {text} [{}]", around.join(" < "));
        }
    }
}
