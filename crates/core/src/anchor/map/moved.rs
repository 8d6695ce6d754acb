//! Stretches that left the order of the text: which of them moved, and which are copies of what stayed.

use super::{Map, NONE};
use crate::anchor::runs::{self, Run};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Tokens between two stretches that moved together, at most.
const TOGETHER: u32 = 12;

/// Tokens of a moved stretch at least.
const WORTH_MOVING: u32 = 8;

impl Map {
    /// Decides on stretches that are out of order. A few words alone have not moved; and where a stretch can be seen
    /// edited in its old place, in words that nothing else explains, what stands elsewhere is a copy of it.
    pub(super) fn settle(&mut self, chain: &[Run], movers: Vec<Run>, old: &[u32], new: &[u32]) {
        let (stay, small): (Vec<Vec<Run>>, Vec<Vec<Run>>) = groups(&movers)
            .into_iter()
            .partition(|group| group.iter().map(|run| run.len).sum::<u32>() >= WORTH_MOVING);
        for run in small.iter().flatten() {
            self.free(*run);
        }
        for group in stay {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let slot = self.slot(chain, *first, *last, new.len());
            let there: HashSet<u64> = slot_shingles(&self.to_old, new, slot);
            let mut all = 0;
            let mut found = 0;
            for run in &group {
                let words =
                    old.get(run.old as usize..(run.old + run.len) as usize).unwrap_or_default();
                for shingle in words.windows(3) {
                    all += 1;
                    found += usize::from(there.contains(&runs::hash(shingle)));
                }
            }
            let copy = found * 5 >= all * 2 && all > 0;
            for run in &group {
                if copy {
                    self.free(*run);
                } else {
                    self.mark_moved(*run);
                }
            }
        }
    }

    /// Where in the new text a stretch would stand if it had not moved.
    fn slot(&self, chain: &[Run], first: Run, last: Run, all: usize) -> Range<usize> {
        let after = chain.partition_point(|run| run.old < first.old);
        let from = after
            .checked_sub(1)
            .and_then(|at| chain.get(at))
            .map_or(0, |run| (run.new + run.len) as usize);
        let beyond = chain.partition_point(|run| run.old < last.old + last.len);
        let to = chain.get(beyond).map_or(all, |run| run.new as usize);
        from..to.max(from)
    }

    /// Finds stretches that moved among what is still free: shingles may have become unique by what was taken.
    pub(super) fn find_moved(&mut self, old: &[u32], new: &[u32]) {
        for _ in 0..2 {
            let runs = runs::take(old, new, self);
            for group in groups(&runs) {
                if group.iter().map(|run| run.len).sum::<u32>() < WORTH_MOVING {
                    for run in group {
                        self.free(run);
                    }
                } else {
                    group.into_iter().for_each(|run| self.mark_moved(run));
                }
            }
        }
        self.move_copies(old, new);
    }

    /// Finds moved stretches that stand more than once among what is free, in order of the texts: each place of the
    /// new text is used once.
    fn move_copies(&mut self, old: &[u32], new: &[u32]) {
        const LONG: usize = WORTH_MOVING as usize;
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, words) in (0..).zip(new.windows(LONG)) {
            if (at..at + LONG as u32).all(|place| self.old_of(place as usize) == NONE) {
                places.entry(runs::hash(words)).or_default().push(at);
            }
        }
        if places.is_empty() {
            return;
        }
        let mut at = 0;
        while at + LONG <= old.len() {
            let words = old.get(at..at + LONG).unwrap_or_default();
            let free = (at..at + LONG).all(|place| self.new_of(place) == NONE);
            let place = free.then(|| places.get(&runs::hash(words))).flatten().and_then(|places| {
                places.iter().copied().find(|place| {
                    let range = *place as usize..*place as usize + LONG;
                    new.get(range.clone()) == Some(words)
                        && range.into_iter().all(|place| self.old_of(place) == NONE)
                })
            });
            let Some(place) = place else {
                at += 1;
                continue;
            };
            let mut len = 0;
            while let (Some(a), Some(b)) = (old.get(at + len), new.get(place as usize + len)) {
                if a != b || !self.is_free(at + len, place as usize + len) {
                    break;
                }
                len += 1;
            }
            let run = Run { old: at as u32, new: place, len: len as u32 };
            self.take(run);
            self.mark_moved(run);
            at += len.max(1);
        }
    }
}

/// Runs that moved together: near each other in both texts and in the same order.
fn groups(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let near = groups.last_mut().filter(|group| {
            group.last().is_some_and(|last| {
                let (old, new) = (last.old + last.len, last.new + last.len);
                run.old - old <= TOGETHER && run.new >= new && run.new - new <= TOGETHER
            })
        });
        match near {
            Some(group) => group.push(*run),
            None => groups.push(vec![*run]),
        }
    }
    groups
}

/// Shingles of three among the tokens of a stretch that nothing explains yet.
fn slot_shingles(to_old: &[u32], new: &[u32], slot: Range<usize>) -> HashSet<u64> {
    let free = to_old.get(slot.clone()).unwrap_or_default();
    let words = new.get(slot).unwrap_or_default();
    words
        .windows(3)
        .zip(free.windows(3))
        .filter(|(_, free)| free.iter().all(|old| *old == NONE))
        .map(|(words, _)| runs::hash(words))
        .collect()
}
