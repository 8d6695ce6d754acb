//! Carrying places from an old text into a new one.
//!
//! The diff says where the words of a passage went; the quote is the check. What the diff cannot say, a search for
//! the quote may, but only among words that nothing else in the old text explains.

mod borders;
mod parts;

use super::{
    ORPHAN, Resolver, approximate,
    fold::Folded,
    map::{Map, NONE},
    tokens::{self, Tokens},
};
use crate::{
    model::{Anchor, AnchorMethod, AnchorState, DecidedBy, Selector},
    text::Text,
};
use std::{ops::Range, rc::Rc};

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
        let left = words.filter(|word| self.map.placed(*word).is_some());
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
        let first = self.map.placed(words.start)?;
        if !words.clone().zip(first..).all(|(word, new)| self.map.placed(word) == Some(new)) {
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
        let near =
            |range: Range<usize>| range.filter(|word| self.map.placed(*word).is_some()).count();
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
