//! Small faults of a diff, mended: words held by chance, words that a neighbour has a better claim to, and insertions
//! that began in the middle of a sentence.

use super::{Map, NONE};
use crate::anchor::tokens::Tokens;

/// Words that are too few to hold on to what a longer stretch claims.
const HEALED: usize = 3;

/// Inserted words that are moved along, at most.
const SLID: u32 = 2000;

/// Words by which they are moved along, at most.
const STEPS: usize = 24;

impl Map {
    /// Lets go of a few words that stand alone between changes far greater than they are: any two texts have some.
    pub(super) fn drop_chance(&mut self, all: usize) {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for at in (0..all).filter(|at| self.new_of(*at) != NONE) {
            match stretches.last_mut() {
                Some((_, end)) if *end == at && self.follows(at) => *end = at + 1,
                _ => stretches.push((at, at + 1)),
            }
        }
        // What changed between a stretch and the next, in tokens of the side that changed more.
        let change = |map: &Self, left: usize, right: usize| {
            let (from, to) = (map.new_of(left), map.new_of(right));
            (right - left).max(to.saturating_sub(from) as usize) - 1
        };
        let mut chance = Vec::new();
        for (index, (start, end)) in stretches.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|at| stretches.get(at));
            let before = before.map_or(*start, |(_, end)| change(self, end - 1, *start));
            let after = stretches.get(index + 1);
            let after = after.map_or(all - end, |(start, _)| change(self, end - 1, *start));
            if end - start <= 3 && before.min(after) >= (end - start) * 8 {
                chance.extend(*start..*end);
            }
        }
        chance.into_iter().for_each(|at| self.unpair(at));
    }

    /// Gives the words at the ends of a long stretch back to it where a short one has taken them.
    pub(super) fn heal(&mut self, old: &[u32], new: &[u32]) {
        let mut at = 0;
        while at < old.len() {
            let first = at;
            at += 1;
            if self.new_of(first) == NONE {
                continue;
            }
            while at < old.len() && self.follows(at) {
                at += 1;
            }
            let len = at - first;
            if len < HEALED * 2 {
                continue;
            }
            let (mut i, mut j) = (first, self.new_of(first) as usize);
            while i > 0 && j > 0 && old.get(i - 1) == new.get(j - 1) && self.is_loose(i - 1, j - 1)
            {
                (i, j) = (i - 1, j - 1);
                self.repair(i, j, first);
            }
            let (mut i, mut j) = (at, self.new_of(at - 1) as usize + 1);
            while i < old.len() && old.get(i) == new.get(j) && self.is_loose(i, j) {
                self.repair(i, j, at - 1);
                (i, j) = (i + 1, j + 1);
            }
            at = at.max(i);
        }
    }

    /// Moves what was inserted or left out to where a line or a sentence begins, where it might as well have been: “a. b.”
    /// between two full stops came with one of them, and nobody inserts “. a. b”.
    pub(super) fn slide(&mut self, before: &Tokens, after: &Tokens) {
        let (old, new) = (before.ids.as_slice(), after.ids.as_slice());
        for at in 1..old.len() {
            let (left, right) = (self.new_of(at - 1), self.new_of(at));
            if left == NONE || right == NONE || right <= left + 1 || right - left > SLID {
                continue;
            }
            let (left, right) = (left as usize, right as usize);
            if (left + 1..right).any(|place| self.old_of(place) != NONE) {
                continue;
            }
            // How far the inserted words can go to the right and to the left.
            let ahead = (0..STEPS)
                .take_while(|n| {
                    old.get(at + n).is_some_and(|token| new.get(left + 1 + n) == Some(token))
                        && self.new_of(at + n) as usize == right + n
                })
                .count();
            let back = (0..STEPS.min(at).min(left + 1))
                .take_while(|n| {
                    new.get(right - 1 - n).is_some_and(|token| old.get(at - 1 - n) == Some(token))
                        && self.new_of(at - 1 - n) as usize == left - n
                })
                .count();
            let value = |step: isize| {
                let begin = after.begins.get((left + 1).wrapping_add_signed(step)).copied();
                let end = after.begins.get(right.wrapping_add_signed(step)).copied();
                begin.unwrap_or(2).min(2) + end.unwrap_or(2).min(2)
            };
            let steps = -(back as isize)..=ahead as isize;
            let best = steps.max_by_key(|step| (value(*step), -step.abs())).unwrap_or(0);
            for n in 0..best.max(0) as usize {
                self.unpair(at + n);
            }
            for n in 0..best.max(0) as usize {
                self.pair((at + n) as u32, (left + 1 + n) as u32);
            }
            let back = (-best).max(0) as usize;
            for n in 1..=back {
                self.unpair(at - n);
            }
            for n in 1..=back {
                self.pair((at - n) as u32, (right - n) as u32);
            }
        }
    }

    /// Whether neither token is part of a stretch worth keeping.
    fn is_loose(&self, old: usize, new: usize) -> bool {
        let short = |at: usize| {
            let mut first = at;
            while first > 0
                && at - first < HEALED
                && self.follows(first)
                && self.new_of(first) != NONE
            {
                first -= 1;
            }
            let mut last = at;
            while last - at < HEALED && self.new_of(last + 1) != NONE && self.follows(last + 1) {
                last += 1;
            }
            last - first < HEALED
        };
        let explained = self.old_of(new);
        (self.new_of(old) == NONE || short(old)) && (explained == NONE || short(explained as usize))
    }

    fn repair(&mut self, old: usize, new: usize, like: usize) {
        let explained = self.old_of(new);
        if explained != NONE {
            self.unpair(explained as usize);
        }
        if self.new_of(old) != NONE {
            self.unpair(old);
        }
        self.pair(old as u32, new as u32);
        let moved = self.is_moved(like);
        if let Some(mark) = self.moved.get_mut(old) {
            *mark = moved;
        }
    }
}
