//! Stretches that two texts have in common, found by shingles: sequences of words that stand once in each.

use super::map::{Map, NONE};

/// Words of a shingle.
const SHINGLE: usize = 4;

/// A stretch of tokens that is the same in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) len: u32,
}

impl Run {
    fn ends(self) -> (u32, u32) {
        (self.old + self.len, self.new + self.len)
    }
}

/// Finds common stretches among the tokens that `map` leaves free, from shingles that stand there once in each text,
/// and takes them: the longest first, each token once. In order of the old text.
pub(super) fn take(old: &[u32], new: &[u32], map: &mut Map) -> Vec<Run> {
    let mut pairs = Vec::new();
    let (before, after) = (shingles(old, |at| map.new_of(at)), shingles(new, |at| map.old_of(at)));
    let (mut a, mut b) = (once(&before), once(&after));
    let (mut left, mut right) = (a.next(), b.next());
    while let (Some((hash, at)), Some((other, place))) = (left, right) {
        if hash < other {
            left = a.next();
        } else if hash > other {
            right = b.next();
        } else {
            let (i, j) = (at as usize, place as usize);
            if old.get(i..i + SHINGLE) == new.get(j..j + SHINGLE) {
                pairs.push((at, place));
            }
            (left, right) = (a.next(), b.next());
        }
    }
    pairs.sort_unstable();
    let mut cores: Vec<Run> = Vec::new();
    for (at, place) in pairs {
        match cores.last_mut() {
            Some(run) if at - run.old == place.wrapping_sub(run.new) && at <= run.ends().0 => {
                run.len = at - run.old + SHINGLE as u32;
            }
            _ => cores.push(Run { old: at, new: place, len: SHINGLE as u32 }),
        }
    }
    cores.sort_by_key(|run| (std::cmp::Reverse(run.len), run.old));
    let mut runs: Vec<Run> =
        cores.into_iter().filter_map(|core| extend(core, old, new, map)).collect();
    runs.sort_unstable_by_key(|run| run.old);
    runs
}

/// Takes as much of a core as is still free, and what is the same on both sides of it.
fn extend(core: Run, old: &[u32], new: &[u32], map: &mut Map) -> Option<Run> {
    let free = |map: &Map, i: u32, j: u32| {
        let (i, j) = (i as usize, j as usize);
        old.get(i).is_some_and(|token| new.get(j) == Some(token)) && map.is_free(i, j)
    };
    let skip = (0..core.len).find(|n| free(map, core.old + n, core.new + n))?;
    let (mut old_at, mut new_at) = (core.old + skip, core.new + skip);
    let (mut old_end, mut new_end) = (old_at, new_at);
    while free(map, old_end, new_end) {
        (old_end, new_end) = (old_end + 1, new_end + 1);
    }
    while old_at > 0 && new_at > 0 && free(map, old_at - 1, new_at - 1) {
        (old_at, new_at) = (old_at - 1, new_at - 1);
    }
    let run = Run { old: old_at, new: new_at, len: old_end - old_at };
    map.take(run);
    Some(run)
}

/// The hash and the place of each shingle of free tokens, by hash.
fn shingles(tokens: &[u32], taken: impl Fn(usize) -> u32) -> Vec<(u64, u32)> {
    let mut list: Vec<(u64, u32)> = Vec::with_capacity(tokens.len());
    let mut free = 0;
    for at in 0..tokens.len() {
        free = if taken(at) == NONE { free + 1 } else { 0 };
        if free >= SHINGLE {
            let from = at + 1 - SHINGLE;
            let words = tokens.get(from..=at).unwrap_or_default();
            list.push((hash(words), from as u32));
        }
    }
    list.sort_unstable();
    list
}

/// Mixes numbers into one that hardly two sequences share (FNV-1a over words, then a finaliser).
pub(super) fn hash(words: &[u32]) -> u64 {
    let sum = words.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, word| {
        (sum ^ u64::from(*word)).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
    });
    (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Those of a list by hash that have a hash of their own.
fn once(list: &[(u64, u32)]) -> impl Iterator<Item = (u64, u32)> + '_ {
    list.chunk_by(|a, b| a.0 == b.0).filter_map(|same| match same {
        [only] => Some(*only),
        _ => None,
    })
}

/// The heaviest choice of runs that stand in the same order in both texts, as one mark a run. Runs come in the order
/// of the old text; the best choice that ends below a place of the new one is kept in a Fenwick tree.
pub(super) fn in_order(runs: &[Run]) -> Vec<bool> {
    let mut ends: Vec<u32> = runs.iter().map(|run| run.ends().1).collect();
    ends.sort_unstable();
    ends.dedup();
    // Weight and run of the best choice.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); ends.len() + 1];
    let mut before = vec![usize::MAX; runs.len()];
    let mut best = (0, usize::MAX);
    for (index, run) in runs.iter().enumerate() {
        let mut at = ends.partition_point(|end| *end <= run.new);
        let mut found = (0, usize::MAX);
        while at > 0 {
            if tree.get(at).is_some_and(|entry| entry.0 > found.0) {
                found = tree.get(at).copied().unwrap_or(found);
            }
            at &= at - 1;
        }
        if let Some(place) = before.get_mut(index) {
            *place = found.1;
        }
        let weight = found.0 + u64::from(run.len);
        if weight > best.0 {
            best = (weight, index);
        }
        let mut at = ends.partition_point(|end| *end < run.ends().1) + 1;
        while let Some(entry) = tree.get_mut(at) {
            if weight > entry.0 {
                *entry = (weight, index);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chosen = vec![false; runs.len()];
    let mut at = best.1;
    while let Some(mark) = chosen.get_mut(at) {
        *mark = true;
        at = before.get(at).copied().unwrap_or(usize::MAX);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_order_wins() {
        let run = |old, new, len| Run { old, new, len };
        let runs = [run(0, 50, 9), run(10, 0, 4), run(20, 4, 4), run(30, 10, 4), run(40, 60, 1)];
        assert_eq!(in_order(&runs), [false, true, true, true, true]);
        assert_eq!(in_order(&[]), [false; 0]);
    }
}
