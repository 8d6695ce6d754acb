//! Which token of an old text is which of a new one.
//!
//! Whole lines that stand once in each text come first, then stretches found by shingles, then a diff of what lies
//! between those that kept their order ([`gaps`]); what is left over may have [`moved`], and small faults are
//! [mended](mend) last.

mod gaps;
mod mend;
mod moved;

use super::{
    runs::{self, Run},
    tokens::Tokens,
};
use gaps::Numbering;
use std::collections::HashMap;

/// No token.
pub(super) const NONE: u32 = u32::MAX;

/// Words of a line that is known again as a whole, at least.
const BLOCK: usize = 4;

/// Which token went where. Each token is used once on both sides.
#[derive(Debug)]
pub(super) struct Map {
    to_new: Vec<u32>,
    to_old: Vec<u32>,
    /// Old tokens whose stretch left the order of the text.
    moved: Vec<bool>,
}

impl Map {
    /// Compares two texts: common stretches in order, then the diff between them, then what has moved.
    pub(super) fn between(before: &Tokens, after: &Tokens, numbers: u32) -> Self {
        let (old, new) = (before.ids.as_slice(), after.ids.as_slice());
        let mut map = Self {
            to_new: vec![NONE; old.len()],
            to_old: vec![NONE; new.len()],
            moved: vec![false; old.len()],
        };
        let mut runs = map.take_blocks(before, after);
        runs.extend(map.take_ends(old, new));
        runs.extend(runs::take(old, new, &mut map));
        runs.retain(|run| run.len > 0);
        runs.sort_unstable_by_key(|run| run.old);
        let chosen = runs::in_order(&runs);
        let (mut chain, mut movers) = (Vec::new(), Vec::new());
        for (run, chosen) in runs.into_iter().zip(chosen) {
            if chosen { chain.push(run) } else { movers.push(run) }
        }
        map.settle(&chain, movers, old, new);
        let mut numbering = Numbering::new(numbers);
        map.fill_gaps(&chain, old, new, &mut numbering);
        map.drop_chance(old.len());
        map.find_moved(old, new);
        map.fill_between(old, new, &mut numbering);
        map.heal(old, new);
        map.slide(before, after);
        map
    }

    pub(super) fn new_of(&self, old: usize) -> u32 {
        self.to_new.get(old).copied().unwrap_or(NONE)
    }

    pub(super) fn old_of(&self, new: usize) -> u32 {
        self.to_old.get(new).copied().unwrap_or(NONE)
    }

    /// Where a token of the old text went.
    pub(super) fn placed(&self, old: usize) -> Option<usize> {
        Some(self.new_of(old)).filter(|new| *new != NONE).map(|new| new as usize)
    }

    /// Whether a token of the old text and the one before it are neighbours in the new one too.
    pub(super) fn follows(&self, old: usize) -> bool {
        let before = old.checked_sub(1).and_then(|before| self.placed(before));
        before.is_some_and(|before| self.placed(old) == Some(before + 1))
    }

    pub(super) fn is_moved(&self, old: usize) -> bool {
        self.moved.get(old).copied().unwrap_or(false)
    }

    pub(super) fn is_free(&self, old: usize, new: usize) -> bool {
        self.to_new.get(old) == Some(&NONE) && self.to_old.get(new) == Some(&NONE)
    }

    pub(super) fn take(&mut self, run: Run) {
        for n in 0..run.len {
            self.pair(run.old + n, run.new + n);
        }
    }

    fn pair(&mut self, old: u32, new: u32) {
        let places = (self.to_new.get_mut(old as usize), self.to_old.get_mut(new as usize));
        if let (Some(there), Some(here)) = places {
            (*there, *here) = (new, old);
        }
    }

    fn free(&mut self, run: Run) {
        for n in 0..run.len {
            self.unpair((run.old + n) as usize);
        }
    }

    fn unpair(&mut self, old: usize) {
        let new = self.new_of(old);
        if let Some(there) = self.to_new.get_mut(old) {
            *there = NONE;
        }
        if let Some(here) = self.to_old.get_mut(new as usize) {
            *here = NONE;
        }
    }

    fn mark_moved(&mut self, run: Run) {
        let range = run.old as usize..(run.old + run.len) as usize;
        if let Some(marks) = self.moved.get_mut(range) {
            marks.fill(true);
        }
    }

    /// Takes lines that stand once in each text: near-duplicates that changed places differ in a word, and nothing
    /// smaller than the line tells them apart.
    fn take_blocks(&mut self, before: &Tokens, after: &Tokens) -> Vec<Run> {
        let (old, new) = (blocks(before), blocks(after));
        let mut places: HashMap<&[u32], Option<u32>> = HashMap::with_capacity(new.len());
        for (at, words) in &new {
            places.entry(words).and_modify(|place| *place = None).or_insert(Some(*at));
        }
        let mut seen: HashMap<&[u32], u32> = HashMap::with_capacity(old.len());
        for (_, words) in &old {
            *seen.entry(words).or_default() += 1;
        }
        let mut runs = Vec::new();
        for (at, words) in &old {
            let place = places.get(words).copied().flatten();
            if let Some(place) = place.filter(|_| seen.get(words) == Some(&1)) {
                let run = Run { old: *at, new: place, len: words.len() as u32 };
                self.take(run);
                runs.push(run);
            }
        }
        runs
    }

    /// Takes what is the same at the beginning and at the end of both.
    fn take_ends(&mut self, old: &[u32], new: &[u32]) -> [Run; 2] {
        let shorter = old.len().min(new.len());
        let head = (0..shorter)
            .take_while(|at| old.get(*at) == new.get(*at) && self.is_free(*at, *at))
            .count();
        let (mut i, mut j) = (old.len(), new.len());
        while i > head && j > head && old.get(i - 1) == new.get(j - 1) && self.is_free(i - 1, j - 1)
        {
            (i, j) = (i - 1, j - 1);
        }
        let runs = [
            Run { old: 0, new: 0, len: head as u32 },
            Run { old: i as u32, new: j as u32, len: (old.len() - i) as u32 },
        ];
        runs.into_iter().for_each(|run| self.take(run));
        runs
    }
}

/// The lines of a text that are long enough to be known again, with the token each begins with.
fn blocks(tokens: &Tokens) -> Vec<(u32, &[u32])> {
    let starts = (0..tokens.ids.len()).filter(|at| tokens.begins.get(*at) == Some(&2));
    let starts: Vec<usize> = starts.chain([tokens.ids.len()]).collect();
    let lines = starts.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        let words = tokens.ids.get(*from..*to)?;
        (words.len() >= BLOCK).then_some((*from as u32, words))
    });
    lines.collect()
}
