//! The token diff of what lies between stretches that are known, in parts that cannot exhaust the stack.

use super::{Map, NONE};
use crate::anchor::runs::Run;
use imara_diff::{Algorithm, Diff, Token};
use std::ops::Range;

/// Tokens of one side that a diff is given at a time: it calls itself, and a hostile page must not exhaust the stack.
const AT_ONCE: usize = 4096;

impl Map {
    /// Compares what lies between the stretches in order.
    pub(super) fn fill_gaps(
        &mut self,
        chain: &[Run],
        old: &[u32],
        new: &[u32],
        numbering: &mut Numbering,
    ) {
        let (mut old_from, mut new_from) = (0, 0);
        let end = Run { old: old.len() as u32, new: new.len() as u32, len: 0 };
        for run in chain.iter().chain([&end]) {
            let olds = old_from..run.old;
            let news = new_from..run.new;
            self.compare(olds, news, old, new, numbering);
            (old_from, new_from) = (run.old + run.len, run.new + run.len);
        }
    }

    /// Compares what lies between two neighbours that stayed together, wherever they went.
    pub(super) fn fill_between(&mut self, old: &[u32], new: &[u32], numbering: &mut Numbering) {
        let mut at = 0;
        while at < old.len() {
            if self.new_of(at) != NONE {
                at += 1;
                continue;
            }
            let first = at;
            while at < old.len() && self.new_of(at) == NONE {
                at += 1;
            }
            let (Some(left), true) = (first.checked_sub(1), at < old.len()) else { continue };
            let (from, to) = (self.new_of(left) + 1, self.new_of(at));
            let room = (at - first) as u32 * 3 + 60;
            if from < to && to - from <= room {
                let moved = self.is_moved(left) && self.is_moved(at);
                self.compare(first as u32..at as u32, from..to, old, new, numbering);
                for token in first..at {
                    if moved && let Some(mark) = self.moved.get_mut(token) {
                        *mark = true;
                    }
                }
            }
        }
    }

    /// Compares the free tokens of two stretches.
    fn compare(
        &mut self,
        olds: Range<u32>,
        news: Range<u32>,
        old: &[u32],
        new: &[u32],
        numbering: &mut Numbering,
    ) {
        let olds: Vec<u32> = olds.filter(|at| self.new_of(*at as usize) == NONE).collect();
        let news: Vec<u32> = news.filter(|at| self.old_of(*at as usize) == NONE).collect();
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let parts = olds.len().max(news.len()).div_ceil(AT_ONCE);
        for part in 0..parts {
            let cut = |list: &[u32]| {
                let range = list.len() * part / parts..list.len() * (part + 1) / parts;
                list.get(range).unwrap_or_default().to_vec()
            };
            let (olds, news) = (cut(&olds), cut(&news));
            let (before, after, count) = numbering.number(&olds, &news, old, new);
            let mut diff = Diff::default();
            diff.compute_with(Algorithm::Histogram, &before, &after, count);
            // Where everything stands there again and again, no word is rare enough to hold on to: then the fewest
            // changes are the best guess.
            if (count as usize) * 2 < before.len() {
                let mut fewest = Diff::default();
                fewest.compute_with(Algorithm::Myers, &before, &after, count);
                if fewest.count_removals() < diff.count_removals() {
                    diff = fewest;
                }
            }
            let kept = (0..).zip(&olds).filter(|(at, _)| !diff.is_removed(*at));
            let there = (0..).zip(&news).filter(|(at, _)| !diff.is_added(*at));
            for ((_, from), (_, to)) in kept.zip(there) {
                self.pair(*from, *to);
            }
        }
    }
}

/// Small numbers for the tokens of one comparison: the diff needs a table as long as the greatest.
pub(super) struct Numbering {
    numbers: Vec<u32>,
}

impl Numbering {
    pub(super) fn new(count: u32) -> Self {
        Self { numbers: vec![NONE; count as usize] }
    }

    fn number(
        &mut self,
        olds: &[u32],
        news: &[u32],
        old: &[u32],
        new: &[u32],
    ) -> (Vec<Token>, Vec<Token>, u32) {
        let mut used = Vec::new();
        let mut side = |places: &[u32], tokens: &[u32]| -> Vec<Token> {
            let each = places.iter().map(|place| {
                let id = tokens.get(*place as usize).copied().unwrap_or_default();
                let Some(number) = self.numbers.get_mut(id as usize) else { return Token(0) };
                if *number == NONE {
                    *number = used.len() as u32;
                    used.push(id);
                }
                Token(*number)
            });
            each.collect()
        };
        let (before, after) = (side(olds, old), side(news, new));
        for id in &used {
            if let Some(number) = self.numbers.get_mut(*id as usize) {
                *number = NONE;
            }
        }
        (before, after, used.len().max(1) as u32)
    }
}
