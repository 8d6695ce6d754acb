//! What a first judge thinks of the segments of a page, as numbers for a second.

use super::features::{LEVELS, count};
use super::segments::Segments;

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
    }
}
