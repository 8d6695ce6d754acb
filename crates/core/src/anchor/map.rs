//! Which token of an old text is which of a new one.

use super::{
    runs::{self, Run},
    tokens::Tokens,
};
use imara_diff::{Algorithm, Diff, Token};
use std::collections::{HashMap, HashSet};

/// No token.
pub(super) const NONE: u32 = u32::MAX;

/// Tokens of one side that a diff is given at a time: it calls itself, and a hostile page must not exhaust the stack.
const AT_ONCE: usize = 4096;

/// Tokens between two stretches that moved together, at most.
const TOGETHER: u32 = 12;

/// Tokens of a moved stretch at least.
const WORTH_MOVING: u32 = 8;

/// Words of a line that is known again as a whole, at least.
const BLOCK: usize = 4;

/// Words that are too few to hold on to what a longer stretch claims.
const HEALED: usize = 3;

/// Inserted words that are moved along, at most.
const SLID: u32 = 2000;

/// Words by which they are moved along, at most.
const STEPS: usize = 24;

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

    /// Decides on stretches that are out of order. A few words alone have not moved; and where a stretch can be seen
    /// edited in its old place, in words that nothing else explains, what stands elsewhere is a copy of it.
    fn settle(&mut self, chain: &[Run], movers: Vec<Run>, old: &[u32], new: &[u32]) {
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

    fn mark_moved(&mut self, run: Run) {
        let range = run.old as usize..(run.old + run.len) as usize;
        if let Some(marks) = self.moved.get_mut(range) {
            marks.fill(true);
        }
    }

    /// Where in the new text a stretch would stand if it had not moved.
    fn slot(&self, chain: &[Run], first: Run, last: Run, all: usize) -> std::ops::Range<usize> {
        let after = chain.partition_point(|run| run.old < first.old);
        let from = after
            .checked_sub(1)
            .and_then(|at| chain.get(at))
            .map_or(0, |run| (run.new + run.len) as usize);
        let beyond = chain.partition_point(|run| run.old < last.old + last.len);
        let to = chain.get(beyond).map_or(all, |run| run.new as usize);
        from..to.max(from)
    }

    /// Compares what lies between the stretches in order.
    fn fill_gaps(&mut self, chain: &[Run], old: &[u32], new: &[u32], numbering: &mut Numbering) {
        let (mut old_from, mut new_from) = (0, 0);
        let end = Run { old: old.len() as u32, new: new.len() as u32, len: 0 };
        for run in chain.iter().chain([&end]) {
            let olds = old_from..run.old;
            let news = new_from..run.new;
            self.compare(olds, news, old, new, numbering);
            (old_from, new_from) = (run.old + run.len, run.new + run.len);
        }
    }

    /// Compares the free tokens of two stretches.
    fn compare(
        &mut self,
        olds: std::ops::Range<u32>,
        news: std::ops::Range<u32>,
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

    /// Lets go of a few words that stand alone between changes far greater than they are: any two texts have some.
    fn drop_chance(&mut self, all: usize) {
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

    fn follows(&self, at: usize) -> bool {
        at > 0 && self.new_of(at) == self.new_of(at - 1).wrapping_add(1)
    }

    /// Finds stretches that moved among what is still free: shingles may have become unique by what was taken.
    fn find_moved(&mut self, old: &[u32], new: &[u32]) {
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

    /// Moves what was inserted or left out to where a line or a sentence begins, where it might as well have been: “a. b.”
    /// between two full stops came with one of them, and nobody inserts “. a. b”.
    fn slide(&mut self, before: &Tokens, after: &Tokens) {
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

    /// Gives the words at the ends of a long stretch back to it where a short one has taken them.
    fn heal(&mut self, old: &[u32], new: &[u32]) {
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

    /// Compares what lies between two neighbours that stayed together, wherever they went.
    fn fill_between(&mut self, old: &[u32], new: &[u32], numbering: &mut Numbering) {
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
fn slot_shingles(to_old: &[u32], new: &[u32], slot: std::ops::Range<usize>) -> HashSet<u64> {
    let free = to_old.get(slot.clone()).unwrap_or_default();
    let words = new.get(slot).unwrap_or_default();
    words
        .windows(3)
        .zip(free.windows(3))
        .filter(|(_, free)| free.iter().all(|old| *old == NONE))
        .map(|(words, _)| runs::hash(words))
        .collect()
}

/// Small numbers for the tokens of one comparison: the diff needs a table as long as the greatest.
struct Numbering {
    numbers: Vec<u32>,
}

impl Numbering {
    fn new(count: u32) -> Self {
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
