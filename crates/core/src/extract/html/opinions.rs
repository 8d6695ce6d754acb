//! What a first judge thinks of the segments of a page, as numbers for a second.

use super::features::{LEVELS, count};
use super::segments::Segments;
use std::collections::HashMap;

/// Adds to each segment's numbers what a first judge thinks of it and what surrounds it.
pub(super) fn add(page: &Segments, numbers: &mut [Vec<f32>], opinions: &[f32]) {
    // Words, and words that the first judge would keep, of every holder and up to every segment.
    let mut sums = vec![(0.0_f32, 0.0_f32); page.holders.len()];
    let mut so_far = Vec::with_capacity(page.all.len() + 1);
    so_far.push((0.0, 0.0));
    let (mut words, mut kept) = (0.0, 0.0);
    for (segment, opinion) in page.all.iter().zip(opinions) {
        let own = count(segment.words);
        for at in page.chain(segment.holder) {
            if let Some(sum) = sums.get_mut(at) {
                *sum = (sum.0 + own, sum.1 + own * opinion);
            }
        }
        words += own;
        kept += own * opinion;
        so_far.push((words, kept));
    }
    let opinion = |at: Option<usize>| at.and_then(|at| opinions.get(at)).copied().unwrap_or(0.0);
    let mut longest_before = Vec::with_capacity(opinions.len());
    let mut best: f32 = 0.0;
    for (segment, opinion) in page.all.iter().zip(opinions) {
        longest_before.push(best);
        best = (best * 0.9).max(opinion * count(segment.words).min(40.0));
    }
    let mut longest_after = vec![0.0; opinions.len()];
    best = 0.0;
    for (at, (segment, opinion)) in page.all.iter().zip(opinions).enumerate().rev() {
        if let Some(after) = longest_after.get_mut(at) {
            *after = best;
        }
        best = (best * 0.9).max(opinion * count(segment.words).min(40.0));
    }
    let shapes = of_shapes(page, opinions);
    let cores = cores(page, &sums, kept);
    for (at, (own, segment)) in numbers.iter_mut().zip(&page.all).enumerate() {
        own.push(opinion(Some(at)));
        for step in 1..=3 {
            own.push(opinion(at.checked_sub(step)));
            own.push(opinion(Some(at + step)));
        }
        let mut chain = page.chain(segment.holder);
        for _ in 0..LEVELS + 1 {
            let sum = chain.next().and_then(|at| sums.get(at)).copied();
            own.push(sum.map_or(-1.0, |(words, kept)| kept / words.max(1.0)));
        }
        let before = so_far.get(at).map_or(0.0, |sum| sum.1);
        let up_to = so_far.get(at + 1).map_or(0.0, |sum| sum.1);
        own.push(before / kept.max(1.0));
        own.push((kept - up_to) / kept.max(1.0));
        own.push(kept / words.max(1.0));
        own.push(kept.ln_1p());
        own.push(longest_before.get(at).copied().unwrap_or_default());
        own.push(longest_after.get(at).copied().unwrap_or_default());
        own.extend(shapes.get(at).copied().unwrap_or_default());
        for core in &cores {
            own.push(core.get(segment.holder).copied().unwrap_or_default());
        }
    }
}

/// What is thought of the segments that share a template with each: the mean for those with the same names and labels
/// around them, by words, and how far the segment is from it.
fn of_shapes(page: &Segments, opinions: &[f32]) -> Vec<[f32; 3]> {
    let keys: Vec<u64> = page.all.iter().map(|segment| page.shape(segment)).collect();
    let mut sums = HashMap::<u64, (f32, f32, f32)>::new();
    for ((key, segment), opinion) in keys.iter().zip(&page.all).zip(opinions) {
        let words = count(segment.words) + 1.0;
        let sum = sums.entry(*key).or_default();
        *sum = (sum.0 + words, sum.1 + words * opinion, f32::max(sum.2, *opinion));
    }
    let of = |(key, opinion): (&u64, &f32)| {
        let (words, kept, most) = sums.get(key).copied().unwrap_or_default();
        let mean = kept / words.max(1.0);
        [mean, opinion - mean, most]
    };
    keys.iter().zip(opinions).map(of).collect()
}

/// For each holder, how many steps it is out of the innermost holder with a share of the words that would be kept:
/// below zero by its depth inside.
fn cores(page: &Segments, sums: &[(f32, f32)], kept: f32) -> Vec<Vec<f32>> {
    [0.5, 0.8, 0.95]
        .iter()
        .map(|share| {
            let mut core = 0;
            for (at, (holder, (_, own))) in page.holders.iter().zip(sums).enumerate() {
                // Children stand after their parents.
                if *own >= share * kept && holder.parent == core {
                    core = at;
                }
            }
            let path: Vec<usize> = page.chain(core).collect();
            let mut steps: Vec<f32> = Vec::with_capacity(page.holders.len());
            for (at, holder) in page.holders.iter().enumerate() {
                let known = path.iter().position(|above| *above == at);
                let step = match known {
                    Some(0) => -1.0,
                    Some(out) => count(out),
                    None => match steps.get(holder.parent).copied().unwrap_or_default() {
                        parent if parent < 0.0 => parent - 1.0,
                        parent => parent,
                    },
                };
                steps.push(step.max(-8.0));
            }
            steps
        })
        .collect()
}
