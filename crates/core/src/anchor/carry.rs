//! Carrying places from an old text into a new one.
//!
//! The diff says where the words of a passage went; the quote is the check. What the diff cannot say, a search for
//! the quote may, but only among words that nothing else in the old text explains.

use super::{
    ORPHAN, Resolver,
    approximate::{self, Pattern},
    fold::Folded,
    map::{Map, NONE},
    tokens::{self, Tokens},
};
use crate::{
    model::{Anchor, AnchorMethod, AnchorState, DecidedBy, Selector},
    text::Text,
};
use std::{ops::Range, rc::Rc};

/// New words between two parts of a passage that still count as one place.
const APART: usize = 600;

/// Words of other passages between two parts of one that still count as one place.
const STRANGERS: usize = 6;

/// Words outside of a passage that are looked at to find its borders.
const REACH: usize = 24;

/// Letters that are aligned one by one, at most; the table has as many rows and columns.
const ALIGNED: usize = 320;

/// Letters that are compared with errors, at most, so that one passage never takes long.
const COMPARED: usize = 4000;

/// Share of the passage's letters that makes a place credible by itself.
const COVERED: f64 = 0.5;

/// What became of an old text in a new one.
#[derive(Debug)]
pub struct Diff<'t> {
    old_text: &'t Text,
    new_text: &'t Text,
    same: bool,
    old: Tokens,
    new: Tokens,
    map: Map,
    resolver: Resolver<'t>,
}

/// A part of a passage that lies together in the new text.
#[derive(Clone, Debug)]
struct Part {
    /// Pairs of tokens, in order of the new text.
    pairs: Vec<(usize, usize)>,
    weight: u32,
}

impl<'t> Diff<'t> {
    /// Compares two texts. Takes time in proportion to their length; every passage after that takes very little.
    pub fn between(old: &'t Text, new: &'t Text) -> Self {
        let same = old.as_str() == new.as_str();
        let fold = |text: &Text| if same { Folded::default() } else { Folded::of(text.as_str()) };
        let (old_tokens, new_tokens, numbers) = tokens::of_both(fold(old), fold(new));
        let map = Map::between(&old_tokens, &new_tokens, numbers);
        let resolver = if same {
            Resolver::new(new)
        } else {
            Resolver::with(new, Rc::clone(&new_tokens.folded))
        };
        Self { old_text: old, new_text: new, same, old: old_tokens, new: new_tokens, map, resolver }
    }

    /// The old text and the new one.
    pub(super) fn texts(&self) -> (&'t Text, &'t Text) {
        (self.old_text, self.new_text)
    }

    /// Whether both are the same; then they were not compared.
    pub(super) fn is_same(&self) -> bool {
        self.same
    }

    pub(super) fn parts_of_diff(&self) -> (&Tokens, &Tokens, &Map) {
        (&self.old, &self.new, &self.map)
    }

    /// How much of the old text is left in the new one: the share of its letters, 0 to 1.
    pub fn kept(&self) -> f64 {
        if self.same {
            return 1.0;
        }
        let words = 0..self.old.list.len();
        let total = self.old.weight(words.clone());
        let left = words.filter(|word| self.placed(*word).is_some());
        let left: u32 = left.filter_map(|word| self.old.get(word)).map(|token| token.len()).sum();
        if total == 0 { 1.0 } else { f64::from(left) / f64::from(total) }
    }

    /// Finds the place in the new text of what lies at `place` in the old one (code points), for a selector whose
    /// passage that is; never fails, an orphan is an answer.
    pub fn resolve(&self, selector: &Selector, place: (u32, u32)) -> Anchor {
        if place.0 >= place.1 || place.1 > self.old_text.code_points() {
            return self.resolver.resolve(selector);
        }
        if self.same {
            return self.found(selector, place, false, 1.0);
        }
        let bytes = (self.old_text.byte_of(place.0), self.old_text.byte_of(place.1));
        let folded = (self.old.folded.folded(bytes.0), self.old.folded.folded(bytes.1));
        let words = self.old.touching(folded.0, folded.1);
        if words.is_empty() {
            // Nothing but signs that do not count.
            return self.resolver.resolve(selector);
        }
        self.unbroken(selector, folded, &words)
            .or_else(|| self.broken(selector, folded, &words))
            .or_else(|| self.unexplained(selector))
            .unwrap_or(ORPHAN)
    }

    /// The place of a passage whose words all stand together in the new text.
    fn unbroken(
        &self,
        selector: &Selector,
        folded: (usize, usize),
        words: &Range<usize>,
    ) -> Option<Anchor> {
        let first = self.placed(words.start)?;
        if !words.clone().zip(first..).all(|(word, new)| self.placed(word) == Some(new)) {
            return None;
        }
        let last = self.new.get(self.map.new_of(words.end - 1) as usize)?;
        let (old_first, old_last) = (self.old.get(words.start)?, self.old.get(words.end - 1)?);
        let start =
            self.new.get(first)?.start as usize + folded.0.saturating_sub(old_first.start as usize);
        let end = last.end as usize - (old_last.end as usize).saturating_sub(folded.1);
        let range = self.range(start, end)?;
        Some(self.found(selector, range, self.map.is_moved(words.start), 1.0))
    }

    /// The place of a passage that was changed.
    fn broken(
        &self,
        selector: &Selector,
        folded: (usize, usize),
        words: &Range<usize>,
    ) -> Option<Anchor> {
        let parts = self.parts(words);
        let total = self.old.weight(words.clone()).max(1);
        let (start, end, weight, moved) = match parts.first() {
            Some(part) => {
                let (first, last) = (part.pairs.first()?, part.pairs.last()?);
                let oldest = part.pairs.iter().min()?;
                let youngest = part.pairs.iter().max()?;
                let start = if oldest == first {
                    self.start(folded.0, words.start, *first)
                } else {
                    self.new.get(first.1)?.start as usize
                };
                let end = if youngest == last {
                    self.end(folded.1, words.end, *last)
                } else {
                    self.new.get(last.1)?.end as usize
                };
                let moved = part.pairs.iter().filter(|pair| self.map.is_moved(pair.0)).count();
                (start, end, part.weight, moved * 2 > part.pairs.len())
            }
            None => {
                let (start, end) = self.between_neighbours(folded, words)?;
                (start, end, 0, false)
            }
        };
        if start >= end {
            return None;
        }
        let covered = f64::from(weight) / f64::from(total);
        let alike = self.alike(folded, (start, end));
        let held = self.is_held(words);
        let credible = covered >= COVERED
            || alike >= 0.6
            || held && (covered >= 0.3 && alike >= 0.3 || alike >= 0.45);
        if !credible {
            return None;
        }
        let range = self.range(start, end)?;
        Some(self.found(selector, range, moved, covered.max(alike).min(0.99)))
    }

    /// The parts of a passage in the new text, the heaviest first.
    fn parts(&self, words: &Range<usize>) -> Vec<Part> {
        let mut pairs: Vec<(usize, usize)> = words
            .clone()
            .filter_map(|word| match self.map.new_of(word) {
                NONE => None,
                new => Some((word, new as usize)),
            })
            .collect();
        pairs.sort_unstable_by_key(|pair| pair.1);
        let mut parts: Vec<Part> = Vec::new();
        for pair in pairs {
            let weight = self.old.get(pair.0).map_or(0, |token| token.len());
            let near = parts.last_mut().filter(|part| {
                part.pairs.last().is_some_and(|last| !self.is_apart(words, last.1, pair.1))
            });
            match near {
                Some(part) => {
                    part.pairs.push(pair);
                    part.weight += weight;
                }
                None => parts.push(Part { pairs: vec![pair], weight }),
            }
        }
        for part in &mut parts {
            self.trim(part, words);
        }
        parts.retain(|part| !part.pairs.is_empty());
        parts.sort_by_key(|part| std::cmp::Reverse(part.weight));
        parts
    }

    /// Whether two words of a passage are too far from each other in the new text: what was put between them belongs
    /// to the passage, what they were carried past does not.
    fn is_apart(&self, words: &Range<usize>, from: usize, to: usize) -> bool {
        let strange = |word: &usize| {
            let old = self.map.old_of(*word);
            old != NONE && !words.contains(&(old as usize))
        };
        to - from > APART || (from + 1..to).filter(strange).count() > STRANGERS
    }

    /// Whether a word is part of a stretch long enough not to be there by chance, in the passage or out of it.
    fn is_held_firmly(&self, word: usize) -> bool {
        let follows = |a: usize| {
            let new = self.map.new_of(a);
            new != NONE && self.map.new_of(a + 1) == new + 1
        };
        let before = (0..word).rev().take(8).take_while(|at| follows(*at)).count();
        let after = (word..self.old.list.len()).take(8).take_while(|at| follows(*at)).count();
        before + after >= 5
    }

    /// Takes away what hangs on the edges of a part by chance: a few letters far from the rest, or a lone full stop.
    fn trim(&self, part: &mut Part, words: &Range<usize>) {
        loop {
            let cut = |pairs: &[(usize, usize)]| -> Option<usize> {
                let mut letters = 0;
                for (index, two) in pairs.windows(2).enumerate() {
                    let [a, b] = two else { continue };
                    letters += self.old.get(a.0).map_or(0, |token| token.len());
                    let (gone, come) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
                    let strange = come.saturating_sub(gone) as u32;
                    if letters < strange * 3 && index < 4 && !self.is_held_firmly(a.0) {
                        return Some(index + 1);
                    }
                }
                None
            };
            let head = cut(&part.pairs);
            if let Some(head) = head {
                part.pairs.drain(..head);
            }
            part.pairs.reverse();
            let tail = cut(&part.pairs);
            if let Some(tail) = tail {
                part.pairs.drain(..tail);
            }
            part.pairs.reverse();
            if head.is_none() && tail.is_none() {
                break;
            }
        }
        let is_sign = |pair: &(usize, usize)| {
            let token = self.old.get(pair.0);
            let text = token.map_or("", |t| self.old.text(t.start as usize, t.end as usize));
            !text.chars().any(char::is_alphanumeric)
        };
        if part.pairs.iter().any(|pair| !is_sign(pair)) {
            let signs =
                part.pairs.iter().take_while(|pair| is_sign(pair) && pair.0 != words.start).count();
            part.pairs.drain(..signs);
        }
        part.weight = part
            .pairs
            .iter()
            .filter_map(|pair| self.old.get(pair.0))
            .map(|token| token.len())
            .sum();
    }

    /// Where the beginning of a passage went whose first word with a place is `pair`, in folded bytes.
    fn start(&self, border: usize, first: usize, pair: (usize, usize)) -> usize {
        let (Some(old), Some(new)) = (self.old.get(pair.0), self.new.get(pair.1)) else { return 0 };
        if pair.0 == first {
            return new.start as usize + border.saturating_sub(old.start as usize);
        }
        let outside = (first.saturating_sub(REACH)..first).rev().find_map(|word| {
            let there = self.map.new_of(word) as usize;
            (there < pair.1 && pair.1 - there <= pair.0 - word + REACH).then_some((word, there))
        });
        match outside {
            Some((word, there)) => {
                let olds = word + 1..pair.0;
                let news = there + 1..pair.1;
                self.across(border, &olds, &news, false).unwrap_or(new.start as usize)
            }
            None => {
                let room = (pair.0 - first) * 2 + 4;
                let from = (pair.1.saturating_sub(room)..pair.1)
                    .rev()
                    .take_while(|word| self.map.old_of(*word) == NONE)
                    .last();
                let Some(from) = from.and_then(|from| self.new.get(from)) else {
                    return new.start as usize;
                };
                let lost = self.letters(&self.old, border, old.start as usize, true);
                let there = self.letters(&self.new, from.start as usize, new.start as usize, true);
                let taken = Self::outwards(&lost, &there);
                let bytes: usize = there.iter().take(taken).map(|c| c.len_utf8()).sum();
                self.word_start(new.start as usize - bytes)
            }
        }
    }

    /// Where the end of a passage went whose last word with a place is `pair`.
    fn end(&self, border: usize, beyond: usize, pair: (usize, usize)) -> usize {
        let (Some(old), Some(new)) = (self.old.get(pair.0), self.new.get(pair.1)) else { return 0 };
        if pair.0 + 1 == beyond {
            return new.end as usize - (old.end as usize).saturating_sub(border);
        }
        let outside = (beyond..beyond + REACH).find_map(|word| match self.map.new_of(word) {
            NONE => None,
            there => {
                let there = there as usize;
                (there > pair.1 && there - pair.1 <= word - pair.0 + REACH).then_some((word, there))
            }
        });
        match outside {
            Some((word, there)) => {
                let olds = pair.0 + 1..word;
                let news = pair.1 + 1..there;
                self.across(border, &olds, &news, true).unwrap_or(new.end as usize)
            }
            None => {
                let room = (beyond - pair.0) * 2 + 4;
                let to = (pair.1 + 1..pair.1 + 1 + room)
                    .take_while(|word| {
                        *word < self.new.list.len() && self.map.old_of(*word) == NONE
                    })
                    .last();
                let Some(to) = to.and_then(|to| self.new.get(to)) else { return new.end as usize };
                let lost = self.letters(&self.old, old.end as usize, border, false);
                let there = self.letters(&self.new, new.end as usize, to.end as usize, false);
                let taken = Self::outwards(&lost, &there);
                let bytes: usize = there.iter().take(taken).map(|c| c.len_utf8()).sum();
                self.word_end(new.end as usize + bytes)
            }
        }
    }

    /// Both borders of a passage none of whose words has a place, from what stands on both sides of it.
    fn between_neighbours(
        &self,
        folded: (usize, usize),
        words: &Range<usize>,
    ) -> Option<(usize, usize)> {
        let left = (words.start.saturating_sub(REACH)..words.start)
            .rev()
            .find_map(|word| Some((word, self.placed(word)?)));
        let right =
            (words.end..words.end + REACH).find_map(|word| Some((word, self.placed(word)?)));
        let ((left, from), (right, to)) = left.zip(right)?;
        if to <= from || to - from > right - left + REACH {
            return None;
        }
        let (olds, news) = (left + 1..right, from + 1..to);
        Some((
            self.across(folded.0, &olds, &news, false)?,
            self.across(folded.1, &olds, &news, true)?,
        ))
    }

    fn placed(&self, word: usize) -> Option<usize> {
        Some(self.map.new_of(word)).filter(|new| *new != NONE).map(|new| new as usize)
    }

    /// Where a border inside of words that were replaced by others went: word for word where there are as many, else
    /// letter for letter.
    fn across(
        &self,
        border: usize,
        olds: &Range<usize>,
        news: &Range<usize>,
        is_end: bool,
    ) -> Option<usize> {
        if news.is_empty() {
            return None;
        }
        if olds.len() == news.len() {
            let word = if is_end {
                olds.clone()
                    .rev()
                    .find(|word| self.old.get(*word).is_some_and(|t| (t.start as usize) < border))
            } else {
                olds.clone()
                    .find(|word| self.old.get(*word).is_some_and(|t| t.end as usize > border))
            };
            let Some(word) = word else {
                let outside = if is_end { news.start } else { news.end - 1 };
                let token = self.new.get(outside)?;
                return Some(if is_end { token.start as usize } else { token.end as usize });
            };
            let token = self.new.get(news.start + (word - olds.start))?;
            return Some(if is_end { token.end as usize } else { token.start as usize });
        }
        let (first, last) = (self.old.get(olds.start)?, self.old.get(olds.end.checked_sub(1)?)?);
        let (from, to) = (self.new.get(news.start)?, self.new.get(news.end - 1)?);
        let old = self.old.text(first.start as usize, last.end as usize);
        let new = self.new.text(from.start as usize, to.end as usize);
        let inside = border.saturating_sub(first.start as usize).min(old.len());
        let before = old.get(..inside)?.chars().count();
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let there = aligned(&old, &new, before, is_end);
        let bytes: usize = new.iter().take(there).map(|c| c.len_utf8()).sum();
        let at = from.start as usize + bytes;
        Some(if is_end { self.word_end(at) } else { self.word_start(at) })
    }

    /// The border of a word nearest to a place, where a passage may begin.
    fn word_start(&self, at: usize) -> usize {
        let next = self.new.from(at);
        let before = next.checked_sub(1).and_then(|word| self.new.get(word));
        let after = self.new.get(next).map(|token| token.start as usize);
        match (before, after) {
            (Some(token), _) if at <= (token.start as usize + token.end as usize) / 2 => {
                token.start as usize
            }
            (_, Some(after)) => after,
            (Some(token), None) => token.start as usize,
            (None, None) => at,
        }
    }

    /// The border of a word nearest to a place, where a passage may end.
    fn word_end(&self, at: usize) -> usize {
        let after = self.new.list.partition_point(|token| (token.end as usize) < at);
        let before = after.checked_sub(1).and_then(|word| self.new.get(word));
        match (self.new.get(after), before) {
            (Some(token), _) if at >= (token.start as usize + token.end as usize).div_ceil(2) => {
                token.end as usize
            }
            (_, Some(before)) => before.end as usize,
            (Some(token), None) => token.end as usize,
            (None, None) => at,
        }
    }

    /// Folded letters of a stretch, at most as many as are aligned: its last ones, last first, or its first ones.
    fn letters(&self, side: &Tokens, start: usize, end: usize, backwards: bool) -> Vec<char> {
        let text = side.text(start, end);
        if backwards {
            text.chars().rev().take(ALIGNED).collect()
        } else {
            text.chars().take(ALIGNED).collect()
        }
    }

    /// How many of the letters next to a found word belong to what was lost there.
    fn outwards(lost: &[char], there: &[char]) -> usize {
        let best = Pattern::new(lost).prefix(there);
        if best.errors * 5 <= lost.len() * 3 { best.end } else { 0 }
    }

    /// How alike the old and the new passage are, 0 to 1; 0 where they are too long to tell.
    fn alike(&self, old: (usize, usize), new: (usize, usize)) -> f64 {
        let (old, new) = (self.old.text(old.0, old.1), self.new.text(new.0, new.1));
        if old.len().max(new.len()) > COMPARED {
            return 0.0;
        }
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        approximate::similarity(&letters(old), &letters(new))
    }

    /// Whether what stands around a passage still stands around it.
    fn is_held(&self, words: &Range<usize>) -> bool {
        let near = |range: Range<usize>| range.filter(|word| self.placed(*word).is_some()).count();
        let left = near(words.start.saturating_sub(6)..words.start);
        let right = near(words.end..words.end + 6);
        let left_edge = words.start < 3;
        let right_edge = words.end + 3 > self.old.list.len();
        (left >= 3 || left_edge) && (right >= 3 || right_edge)
    }

    /// A passage that the diff lost, among words of the new text that nothing else explains.
    fn unexplained(&self, selector: &Selector) -> Option<Anchor> {
        let anchor = self.resolver.unchanged(selector)?;
        let (start, end) = anchor.range?;
        let bytes = (self.new_text.byte_of(start), self.new_text.byte_of(end));
        let words =
            self.new.touching(self.new.folded.folded(bytes.0), self.new.folded.folded(bytes.1));
        let explained = words.clone().filter(|word| self.map.old_of(*word) != NONE).count();
        let state = match anchor.state {
            AnchorState::Exact => AnchorState::Moved,
            state => state,
        };
        (explained * 4 <= words.len()).then_some(Anchor { state, ..anchor })
    }

    /// A stretch of folded bytes of the new text in code points, whole characters only.
    fn range(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let (start, end) = self.new.folded.source_around(start, end)?;
        let range = (self.new_text.code_point_of(start), self.new_text.code_point_of(end));
        (range.0 < range.1).then_some(range)
    }

    fn found(&self, selector: &Selector, range: (u32, u32), moved: bool, score: f64) -> Anchor {
        let words = self.new_text.slice(range.0, range.1);
        let (state, method) = if words == selector.quote {
            (AnchorState::Exact, AnchorMethod::Diff)
        } else if same_when_folded(words, &selector.quote) {
            (AnchorState::Exact, AnchorMethod::Folded)
        } else {
            (AnchorState::Edited, AnchorMethod::Diff)
        };
        let state = if moved && state == AnchorState::Exact { AnchorState::Moved } else { state };
        Anchor { state, range: Some(range), method, score, decided_by: DecidedBy::Machine }
    }
}

/// Whether two passages differ only in what typesetting changes.
pub(super) fn same_when_folded(a: &str, b: &str) -> bool {
    let bare = |text: &str| Folded::of(text).text.split(' ').collect::<String>();
    bare(a) == bare(b)
}

/// The place in `new` of the border before the letter `at` of `old`, by the cheapest alignment of both.
fn aligned(old: &[char], new: &[char], at: usize, is_end: bool) -> usize {
    if old.len() > ALIGNED || new.len() > ALIGNED {
        return at * new.len() / old.len().max(1);
    }
    let width = new.len() + 1;
    // Costs, then the way back from the end to the border's row.
    let mut table: Vec<u32> = (0..width as u32).collect();
    for (row, letter) in (1..).zip(old) {
        table.push(row);
        for other in new {
            let above = table.get(table.len() - width).copied().unwrap_or(0);
            let corner = table.get(table.len() - width - 1).copied().unwrap_or(0);
            let left = table.last().copied().unwrap_or(0);
            table.push((corner + u32::from(letter != other)).min(above + 1).min(left + 1));
        }
    }
    let cost =
        |row: usize, column: usize| table.get(row * width + column).copied().unwrap_or(u32::MAX);
    let (mut row, mut column) = (old.len(), new.len());
    while row > at {
        let here = cost(row, column);
        if column > 0
            && here
                == cost(row - 1, column - 1) + u32::from(old.get(row - 1) != new.get(column - 1))
        {
            (row, column) = (row - 1, column - 1);
        } else if here == cost(row - 1, column).saturating_add(1) {
            row -= 1;
        } else {
            column = column.saturating_sub(1);
        }
    }
    // Letters that came exactly at the border belong to neither side of a beginning, and of an end.
    while is_end
        && column > 0
        && row == at
        && cost(row, column) == cost(row, column - 1).saturating_add(1)
    {
        column -= 1;
    }
    column
}
