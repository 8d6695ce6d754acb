//! The parts into which a changed passage fell.

use super::Diff;
use crate::anchor::map::NONE;
use std::ops::Range;

/// New words between two parts of a passage that still count as one place.
const APART: usize = 600;

/// Words of other passages between two parts of one that still count as one place.
const STRANGERS: usize = 6;

/// A part of a passage that lies together in the new text.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Pairs of tokens, in order of the new text.
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) weight: u32,
}

impl Diff<'_> {
    /// The parts of a passage in the new text, the heaviest first.
    pub(super) fn parts(&self, words: &Range<usize>) -> Vec<Part> {
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
        let before = (1..=word).rev().take(8).take_while(|at| self.map.follows(*at)).count();
        let after = (word + 1..=self.old.list.len()).take(8);
        before + after.take_while(|at| self.map.follows(*at)).count() >= 5
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
}
