//! Grows the trees of the judge anew from pages whose articles were marked by people.
//!
//! `cargo test --release -p commonplace-core --lib learn -- --ignored --nocapture` reads the pages that
//! `COMMONPLACE_CORPUS` names, says how well trees do on pages that they did not see (five parts, each judged by trees
//! grown from the other four), then writes `judge.first.txt` and `judge.second.txt`. The same pages give the same trees.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::features;
use super::judge::{Judge, Node};
use super::segments::Segments;
use std::collections::HashMap;
use std::{env, fs, path::PathBuf};

const PARTS: usize = 5;
const BINS: usize = 40;

#[derive(Clone, Copy)]
struct Growth {
    trees: usize,
    depth: usize,
    rate: f32,
    /// Weight that a leaf must hold at least.
    leaf: f32,
    /// Holds leaves near zero.
    calm: f32,
}

const FIRST: Growth = Growth { trees: 150, depth: 5, rate: 0.07, leaf: 8.0, calm: 6.0 };
const SECOND: Growth = Growth { trees: 80, depth: 4, rate: 0.07, leaf: 12.0, calm: 8.0 };

/// A page, its numbers, and what belongs to the article.
struct Sample {
    name: String,
    set: &'static str,
    kind: String,
    page: Segments,
    numbers: Vec<Vec<f32>>,
    belongs: Vec<bool>,
    weights: Vec<f32>,
    truth: HashMap<String, usize>,
}

#[test]
#[ignore = "grows the trees anew; needs COMMONPLACE_CORPUS and some minutes"]
fn learn() {
    let Some(folder) = env::var_os("COMMONPLACE_CORPUS").map(PathBuf::from) else {
        println!("skipped: COMMONPLACE_CORPUS is not set");
        return;
    };
    let samples = samples(&folder.join("extraction"));
    let ideal: Vec<Vec<f32>> = samples
        .iter()
        .map(|s| s.belongs.iter().map(|b| f32::from(u8::from(*b))).collect())
        .collect();
    report("a perfect judge", &samples, &ideal);
    let readable: Vec<Vec<f32>> =
        samples.iter().map(|s| s.numbers.iter().map(|n| n[features::READABLE]).collect()).collect();
    report("readability rules", &samples, &readable);

    // Trees for each part, grown from the other parts.
    let part = |at: usize| at % PARTS;
    let all: Vec<usize> = (0..samples.len()).collect();
    if env::var_os("QUICK").is_none() {
        let (first, second): (Vec<_>, Vec<_>) = std::thread::scope(|scope| {
            let (samples, all) = (&samples, &all);
            let jobs: Vec<_> = (0..PARTS)
                .map(|p| {
                    scope.spawn(move || {
                        let seen: Vec<usize> =
                            all.iter().copied().filter(|at| part(*at) != p).collect();
                        let unseen: Vec<usize> =
                            all.iter().copied().filter(|at| part(*at) == p).collect();
                        let (first, second) = grow_both(samples, &seen);
                        unseen
                            .into_iter()
                            .map(|at| {
                                let (one, two) = opinions(&samples[at], &first, &second);
                                ((at, one), (at, two))
                            })
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            jobs.into_iter().flat_map(|job| job.join().unwrap()).unzip()
        });
        let sorted = |mut all: Vec<(usize, Vec<f32>)>| {
            all.sort_by_key(|(at, _)| *at);
            all.into_iter().map(|(_, opinions)| opinions).collect::<Vec<_>>()
        };
        let first = sorted(first);
        report("first judge, unseen pages", &samples, &first);
        let second = sorted(second);
        let readable = |sample: &Sample| {
            sample.numbers.iter().map(|n| n[features::READABLE] > 0.5).collect::<Vec<_>>()
        };
        let flags = |kept: Vec<bool>| {
            kept.into_iter().map(|kept| f32::from(u8::from(kept))).collect::<Vec<_>>()
        };
        let decided: Vec<Vec<f32>> = samples
            .iter()
            .zip(first.iter().zip(&second))
            .map(|(sample, (a, b))| {
                flags(super::choose::decide(&sample.page, &readable(sample), a.clone(), b.clone()))
            })
            .collect();
        report_at("decided, unseen pages", &samples, &decided, |_, _| 0.5);
        report("second judge, unseen pages", &samples, &second);
        worst(&samples, &second);
    }
    let (first, second) = grow_both(&samples, &all);
    let seen: Vec<Vec<f32>> = samples.iter().map(|s| opinions(s, &first, &second).1).collect();
    report("second judge, seen pages", &samples, &seen);
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/extract/html");
    fs::write(here.join("judge.first.txt"), first.write()).unwrap();
    fs::write(here.join("judge.second.txt"), second.write()).unwrap();
}

fn samples(folder: &std::path::Path) -> Vec<Sample> {
    let mut samples = Vec::new();
    for set in ["articles", "mozilla", "pages"] {
        let truth = fs::read_to_string(folder.join(set).join("truth.json")).unwrap();
        let truth: std::collections::BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&truth).unwrap();
        for (name, entry) in truth {
            let text = entry["text"].as_str().unwrap_or_default();
            if text.split_whitespace().count() < 10 {
                continue;
            }
            let bytes = fs::read(folder.join(set).join(entry["file"].as_str().unwrap())).unwrap();
            let (html, _) = crate::extract::decode::decode(&bytes, None);
            let reading = super::Reading::of(&html, entry["url"].as_str());
            let page = reading.segments;
            let belongs = belongs(&page, text);
            let words = text.split_whitespace().count() as f32;
            let mut weights: Vec<f32> =
                page.all.iter().map(|s| (s.words as f32 + 1.0) / (words + 50.0)).collect();
            let against: f32 =
                weights.iter().zip(&belongs).filter(|(_, b)| !**b).map(|(w, _)| w).sum();
            if against > 1.5 {
                for (weight, belongs) in weights.iter_mut().zip(&belongs) {
                    if !belongs {
                        *weight *= 1.5 / against;
                    }
                }
            }
            samples.push(Sample {
                name,
                set,
                kind: entry["type"].as_str().unwrap_or(set).to_owned(),
                numbers: reading.numbers,
                page,
                belongs,
                weights,
                truth: bag(text),
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

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn bag(text: &str) -> HashMap<String, usize> {
    tokens(text).into_iter().fold(HashMap::new(), |mut bag, word| {
        *bag.entry(word).or_default() += 1;
        bag
    })
}

/// Which segments stand in the marked text: long ones by their three-word runs, in the order that matches most words;
/// short ones where they stand between them.
fn belongs(page: &Segments, truth: &str) -> Vec<bool> {
    let truth = tokens(truth);
    let mut places = HashMap::<&[String], Vec<usize>>::new();
    for (at, run) in truth.windows(3).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let words: Vec<Vec<String>> = page.all.iter().map(|s| tokens(&s.text)).collect();
    // Long segments with where they could stand.
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, words) in words.iter().enumerate().filter(|(_, words)| words.len() >= 5) {
        let runs: Vec<&Vec<usize>> = words.windows(3).filter_map(|run| places.get(run)).collect();
        if runs.len() * 2 < words.len() - 2 {
            continue;
        }
        let rarest = runs.iter().min_by_key(|places| places.len()).unwrap();
        for place in rarest.iter().take(6) {
            found.push((at, *place, words.len()));
        }
    }
    // The heaviest rising run of places.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, (at, place, weight)) in found.iter().enumerate() {
        let before = (0..index)
            .filter(|i| found[*i].0 < *at && found[*i].1 < *place)
            .max_by_key(|i| best[*i].0);
        best.push((weight + before.map_or(0, |i| best[i].0), before));
    }
    let mut belongs = vec![false; page.all.len()];
    let mut place_of = vec![None; page.all.len()];
    let mut covered = vec![false; truth.len()];
    let mut next = (0..found.len()).max_by_key(|i| best[*i].0);
    while let Some(index) = next {
        let (at, place, length) = found[index];
        belongs[at] = true;
        place_of[at] = Some((place.saturating_sub(2), place + length));
        let end = (place + length).min(truth.len());
        covered[place.saturating_sub(length / 2)..end].iter_mut().for_each(|c| *c = true);
        next = best[index].1;
    }
    // What the marked text holds in another order.
    for (at, place, length) in &found {
        if !belongs[*at] && !covered[*place..(*place + length).min(truth.len())].iter().any(|c| *c)
        {
            belongs[*at] = true;
        }
    }
    let mut lows = Vec::new();
    let mut low = 0;
    for place in &place_of {
        lows.push(low);
        low = place.map_or(low, |(from, _): (usize, usize)| from);
    }
    let mut high = truth.len();
    for at in (0..words.len()).rev() {
        if let Some((from, to)) = place_of[at] {
            let _ = to;
            high = from + 3;
            continue;
        }
        let short = &words[at];
        if short.is_empty() || short.len() >= 5 || belongs[at] {
            continue;
        }
        let window = truth.get(lows[at]..(high + short.len()).min(truth.len())).unwrap_or_default();
        if let Some(inside) = window.windows(short.len()).rposition(|run| run == short.as_slice()) {
            let inside = lows[at] + inside;
            if !covered[inside] {
                belongs[at] = true;
                covered[inside..inside + short.len()].iter_mut().for_each(|c| *c = true);
            }
        }
    }
    belongs
}

fn f1(sample: &Sample, kept: impl Fn(usize) -> bool) -> f64 {
    let mut found = HashMap::<String, usize>::new();
    for (at, segment) in sample.page.all.iter().enumerate() {
        if kept(at) {
            for word in tokens(&segment.text) {
                *found.entry(word).or_default() += 1;
            }
        }
    }
    let both: usize =
        found.iter().map(|(w, n)| (*n).min(sample.truth.get(w).copied().unwrap_or(0))).sum();
    let all = found.values().sum::<usize>() + sample.truth.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * both as f64 / all as f64 }
}

fn report(title: &str, samples: &[Sample], opinions: &[Vec<f32>]) {
    report_at(title, samples, opinions, |page, opinions| super::choose::limit(page, opinions).1);
}

fn report_at(
    title: &str,
    samples: &[Sample],
    opinions: &[Vec<f32>],
    limit: impl Fn(&Segments, &[f32]) -> f32,
) {
    let mut sums = std::collections::BTreeMap::<&str, (f64, f64)>::new();
    for (sample, opinions) in samples.iter().zip(opinions) {
        let limit = limit(&sample.page, opinions);
        let score = f1(sample, |at| opinions[at] >= limit);
        let sets = if sample.set == "pages" {
            vec!["pages", sample.kind.as_str()]
        } else {
            vec![sample.set]
        };
        for set in sets {
            let sum = sums.entry(set).or_default();
            *sum = (sum.0 + score, sum.1 + 1.0);
        }
    }
    let scores: Vec<String> =
        sums.iter().map(|(set, (sum, n))| format!("{set} {:.4}", sum / n)).collect();
    println!("{title}: {}", scores.join(", "));
}

fn worst(samples: &[Sample], opinions: &[Vec<f32>]) {
    let mut scores: Vec<(f64, f64, &Sample)> = samples
        .iter()
        .zip(opinions)
        .map(|(sample, opinions)| {
            (
                f1(sample, |at| opinions[at] >= super::choose::limit(&sample.page, opinions).1),
                f1(sample, |at| sample.belongs[at]),
                sample,
            )
        })
        .collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (score, ideal, sample) in scores.iter().take(40) {
        println!("  {score:.3} of {ideal:.3} {} {} {}", sample.set, sample.kind, sample.name);
        let at = samples.iter().position(|other| std::ptr::eq(other, *sample)).unwrap_or_default();
        let limit = super::choose::limit(&sample.page, &opinions[at]).1;
        let mut mistakes: Vec<(u32, usize)> = (0..sample.page.all.len())
            .filter(|i| (opinions[at][*i] >= limit) != sample.belongs[*i])
            .map(|i| (sample.page.all[i].words, i))
            .collect();
        mistakes.sort_by(|a, b| b.cmp(a));
        for (words, i) in mistakes.into_iter().take(3) {
            let side = if sample.belongs[i] { "missing" } else { "stray" };
            let text: String = sample.page.all[i].text.chars().take(90).collect();
            let around: Vec<String> = sample
                .page
                .around(&sample.page.all[i])
                .take(4)
                .map(|h| {
                    format!("{}.{}", h.name, h.label.chars().take(30).collect::<String>().trim())
                })
                .collect();
            println!(
                "      {side} {words} words, {:.2} of {limit:.2}: {text} [{}]",
                opinions[at][i],
                around.join(" < ")
            );
        }
    }
}

fn opinions(sample: &Sample, first: &Judge, second: &Judge) -> (Vec<f32>, Vec<f32>) {
    let one: Vec<f32> = sample.numbers.iter().map(|n| first.probability(n)).collect();
    let mut numbers = sample.numbers.clone();
    features::with_opinions(&sample.page, &mut numbers, &one);
    let two = numbers.iter().map(|n| second.probability(n)).collect();
    (one, two)
}

/// The first judge of all these pages, and a second that learnt from first judges who had not seen the page.
fn grow_both(samples: &[Sample], seen: &[usize]) -> (Judge, Judge) {
    let mut wide: Vec<(usize, Vec<Vec<f32>>)> = Vec::new();
    for part in 0..4 {
        let (rest, held): (Vec<usize>, Vec<usize>) = seen
            .iter()
            .enumerate()
            .map(|(i, at)| (i % 4 == part, *at))
            .fold((Vec::new(), Vec::new()), |mut split, (held, at)| {
                if held {
                    split.1.push(at)
                } else {
                    split.0.push(at)
                }
                split
            });
        let judge = grow_first(samples, &rest);
        for at in held {
            let sample = &samples[at];
            let one: Vec<f32> = sample.numbers.iter().map(|n| judge.probability(n)).collect();
            let mut numbers = sample.numbers.clone();
            features::with_opinions(&sample.page, &mut numbers, &one);
            wide.push((at, numbers));
        }
    }
    let rows: Vec<&[f32]> = wide.iter().flat_map(|(_, n)| n.iter().map(Vec::as_slice)).collect();
    let labels: Vec<bool> =
        wide.iter().flat_map(|(at, _)| samples[*at].belongs.iter().copied()).collect();
    let weights: Vec<f32> =
        wide.iter().flat_map(|(at, _)| samples[*at].weights.iter().copied()).collect();
    (grow_first(samples, seen), grow(&rows, &labels, &weights, SECOND))
}

fn grow_first(samples: &[Sample], seen: &[usize]) -> Judge {
    let rows: Vec<&[f32]> =
        seen.iter().flat_map(|at| samples[*at].numbers.iter().map(Vec::as_slice)).collect();
    let labels: Vec<bool> =
        seen.iter().flat_map(|at| samples[*at].belongs.iter().copied()).collect();
    let weights: Vec<f32> =
        seen.iter().flat_map(|at| samples[*at].weights.iter().copied()).collect();
    grow(&rows, &labels, &weights, FIRST)
}

/// Limits between the bins of a number: at most [`BINS`] of them, with about as many rows in each bin.
fn limits(rows: &[&[f32]], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().step_by(3).map(|row| row[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let between = |a: f32, b: f32| {
        let middle = (a + b) / 2.0;
        // Short to write, and still between.
        let short = (middle * 1000.0).round() / 1000.0;
        if short > a && short <= b { short } else { b }
    };
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    }
    let mut limits: Vec<f32> = Vec::new();
    for step in 1..BINS {
        let at = values.len() * step / BINS;
        let value = values[at];
        let place = distinct.partition_point(|v| *v < value);
        if place > 0 {
            limits.push(between(distinct[place - 1], value));
        }
    }
    limits.dedup();
    limits
}

fn grow(rows: &[&[f32]], labels: &[bool], weights: &[f32], growth: Growth) -> Judge {
    let features = rows.first().map_or(0, |row| row.len());
    let limits: Vec<Vec<f32>> = (0..features).map(|feature| limits(rows, feature)).collect();
    // A column of bins for each feature.
    let bins: Vec<Vec<u8>> = (0..features)
        .map(|f| {
            rows.iter()
                .map(|row| limits[f].partition_point(|limit| *limit <= row[f]) as u8)
                .collect()
        })
        .collect();
    let mut scores = vec![0.0_f32; rows.len()];
    let mut judge = Judge::default();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..growth.trees {
        let pulls: Vec<(f32, f32)> = scores
            .iter()
            .zip(labels)
            .zip(weights)
            .map(|((score, label), weight)| {
                let p = 1.0 / (1.0 + (-score).exp());
                let truth = if *label { 1.0 } else { 0.0 };
                ((truth - p) * weight, (p * (1.0 - p)).max(1e-6) * weight)
            })
            .collect();
        let sample: Vec<u32> = (0..rows.len() as u32).filter(|_| dice.roll(10) < 4).collect();
        let chosen: Vec<usize> = (0..features).filter(|_| dice.roll(10) < 3).collect();
        let mut tree = Vec::new();
        branch(&bins, &limits, &pulls, sample, &chosen, growth, growth.depth, &mut tree);
        let single = Judge { trees: vec![tree.clone()] };
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += single.sum(row);
        }
        judge.trees.push(tree);
    }
    judge
}

#[allow(clippy::too_many_arguments)]
fn branch(
    bins: &[Vec<u8>],
    limits: &[Vec<f32>],
    pulls: &[(f32, f32)],
    rows: Vec<u32>,
    chosen: &[usize],
    growth: Growth,
    depth: usize,
    tree: &mut Vec<Node>,
) {
    let (pull, hold) = rows.iter().fold((0.0, 0.0), |(a, b), row| {
        let (pull, hold) = pulls[*row as usize];
        (a + pull, b + hold)
    });
    let mut best: Option<(f32, usize, usize)> = None;
    if depth > 0 && rows.len() > 20 {
        let worth = |pull: f32, hold: f32| pull * pull / (hold + growth.calm);
        let whole = worth(pull, hold);
        for feature in chosen {
            let mut sums = [(0.0_f32, 0.0_f32, 0_u32); BINS + 1];
            let column = &bins[*feature];
            for row in &rows {
                let sum = &mut sums[usize::from(column[*row as usize])];
                let (pull, hold) = pulls[*row as usize];
                *sum = (sum.0 + pull, sum.1 + hold, sum.2 + 1);
            }
            let (mut left, mut left_hold, mut left_rows) = (0.0, 0.0, 0);
            for (bin, sum) in sums.iter().enumerate().take(limits[*feature].len()) {
                left += sum.0;
                left_hold += sum.1;
                left_rows += sum.2;
                let right_rows = rows.len() as u32 - left_rows;
                if left_hold < growth.leaf
                    || hold - left_hold < growth.leaf
                    || left_rows < 10
                    || right_rows < 10
                {
                    continue;
                }
                let gain = worth(left, left_hold) + worth(pull - left, hold - left_hold) - whole;
                if gain > 1.0 && best.is_none_or(|(most, _, _)| gain > most) {
                    best = Some((gain, *feature, bin));
                }
            }
        }
    }
    let Some((_, feature, bin)) = best else {
        let weight = growth.rate * pull / (hold + growth.calm);
        tree.push(Node::Leaf((weight * 10_000.0).round() / 10_000.0));
        return;
    };
    let at = tree.len();
    tree.push(Node::Branch { feature: feature as u16, limit: limits[feature][bin], right: 0 });
    let (left, right): (Vec<u32>, Vec<u32>) =
        rows.into_iter().partition(|row| usize::from(bins[feature][*row as usize]) <= bin);
    branch(bins, limits, pulls, left, chosen, growth, depth - 1, tree);
    let next = tree.len() as u16;
    if let Node::Branch { right, .. } = &mut tree[at] {
        *right = next;
    }
    branch(bins, limits, pulls, right, chosen, growth, depth - 1, tree);
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}
