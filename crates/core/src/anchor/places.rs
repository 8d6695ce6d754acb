//! Every place where a passage may stand, for a person to choose from.

use super::{Resolver, find::Context, fold::Folded, search::Search};
use crate::model::Selector;

/// A place where a passage may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Possible {
    /// First code point and the one after the last.
    pub range: (u32, u32),
    /// How well its words and what stands around it agree, 0 to 1.
    pub score: f64,
}

/// Places where a passage may stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// How many there are; a passage of one letter has thousands.
    pub total: usize,
    /// The best of them, the best first; those that are as good as each other in order of the text.
    pub best: Vec<Possible>,
}

impl Resolver<'_> {
    /// Lists where a passage may stand: wherever its words stand, but for typesetting, and wherever at most 30 % of
    /// their letters differ. Nothing is decided here, so no place is left out for what stands around it; `most` of
    /// them are given.
    pub fn places(&self, selector: &Selector, most: usize) -> Places {
        let context = Context::of(selector);
        let quote = Folded::of(selector.quote.trim()).text;
        let folded = self.folded_text();
        let mut found: Vec<Possible> = Vec::new();
        for at in Search::new(quote.trim()).places(&folded.text) {
            let Some((start, end)) = folded.source(at, at + quote.trim().len()) else { continue };
            let agreed = context.agreement(self.text.as_str(), start, end);
            let share = match context.len() {
                0 => 1.0,
                all => agreed as f64 / all as f64,
            };
            found.push(self.possible((start, end), 0.6 + 0.4 * share));
        }
        // A short passage has another every few letters that is like it.
        if context.is_long_enough_to_differ() {
            for (start, end, score) in self.near().all(selector) {
                let Some(bytes) = folded.source_around(start, end) else { continue };
                let near = self.possible(bytes, score.min(0.95));
                let apart = |other: &Possible| {
                    near.range.1 <= other.range.0 || near.range.0 >= other.range.1
                };
                if found.iter().all(apart) {
                    found.push(near);
                }
            }
        }
        let total = found.len();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.range.cmp(&b.range)));
        found.truncate(most);
        Places { total, best: found }
    }

    fn possible(&self, bytes: (usize, usize), score: f64) -> Possible {
        let range = (self.text.code_point_of(bytes.0), self.text.code_point_of(bytes.1));
        Possible { range, score }
    }
}
