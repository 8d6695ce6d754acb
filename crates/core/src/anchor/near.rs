//! Finding a passage whose words were changed, by its letters: at most 30 % of them may be wrong.

use super::{
    approximate::{Ending, Pattern},
    fold::Folded,
};
use crate::{
    model::{Anchor, AnchorMethod, AnchorState, DecidedBy, Selector},
    text::Text,
};
use std::rc::Rc;

/// Letters of a quote that is looked for as a whole, at most: longer ones by their beginning and their end.
const WHOLE: usize = 1200;

/// Letters of the beginning and of the end of a long quote.
const EDGE: usize = 48;

/// Letters of context on each side that are compared.
const CONTEXT: usize = 48;

/// Places that are looked at closely.
const CLOSE_LOOKS: usize = 24;

/// A folded text, letter by letter.
#[derive(Debug)]
pub(super) struct Near {
    folded: Rc<Folded>,
    letters: Vec<char>,
    /// The folded byte at which each letter begins, and where the text ends.
    bytes: Vec<u32>,
}

/// A place that may be meant, in letters.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    end: usize,
    /// Share of the quote's letters that are right.
    quote: f64,
    /// The same for what stands before and after; none where the selector does not say.
    before: Option<f64>,
    after: Option<f64>,
}

impl Place {
    fn better_side(&self) -> f64 {
        self.before.unwrap_or(0.0).max(self.after.unwrap_or(0.0))
    }

    fn worse_side(&self) -> f64 {
        self.before.unwrap_or(1.0).min(self.after.unwrap_or(1.0))
    }

    fn score(&self) -> f64 {
        let sides: Vec<f64> = self.before.into_iter().chain(self.after).collect();
        let context = sides.iter().sum::<f64>() / sides.len().max(1) as f64;
        if sides.is_empty() { self.quote } else { self.quote * 0.6 + context * 0.4 }
    }

    /// Whether it is likely enough to be meant. The fewer letters the quote has, the more its surroundings must say.
    fn is_credible(&self, letters: usize) -> bool {
        let better = self.better_side();
        match letters {
            0..=7 => self.quote >= 0.7 && better >= 0.8 && self.worse_side() >= 0.5,
            8..=15 => better >= 0.75 && self.worse_side() >= 0.4,
            16..=39 => better >= 0.65,
            _ => better >= 0.5 || self.quote >= 0.9,
        }
    }
}

impl Near {
    pub(super) fn new(folded: Rc<Folded>) -> Self {
        let (mut letters, mut bytes) = (Vec::new(), Vec::new());
        for (at, c) in folded.text.char_indices() {
            letters.push(c);
            bytes.push(at as u32);
        }
        bytes.push(folded.text.len() as u32);
        Self { folded, letters, bytes }
    }

    /// The place of a changed passage; none where nothing is like it, or nothing around it is.
    pub(super) fn resolve(&self, text: &Text, selector: &Selector) -> Option<Anchor> {
        let quote = letters(&selector.quote);
        let context = (letters(&selector.prefix), letters(&selector.suffix));
        let mut places = self.whole(&quote, &context);
        places.retain(|place| place.is_credible(quote.len()));
        if places.is_empty() && quote.len() >= EDGE * 2 {
            places = self.by_its_edges(&quote, &context);
        }
        let hint = selector.start.unwrap_or(0);
        places.sort_by(|a, b| {
            let far = |place: &Place| self.code_point(text, place.start).abs_diff(hint);
            b.score().total_cmp(&a.score()).then_with(|| far(a).cmp(&far(b)))
        });
        let best = *places.first()?;
        let rival = places.get(1).is_some_and(|next| next.score() + 0.04 > best.score());
        let (start, end) = self.folded.source_around(
            *self.bytes.get(best.start)? as usize,
            *self.bytes.get(best.end)? as usize,
        )?;
        let range = (text.code_point_of(start), text.code_point_of(end));
        (range.0 < range.1).then_some(Anchor {
            state: if rival { AnchorState::Ambiguous } else { AnchorState::Edited },
            range: Some(range),
            method: AnchorMethod::Approximate,
            score: best.score().clamp(0.0, 0.95),
            decided_by: DecidedBy::Machine,
        })
    }

    /// Every place that is like the passage in at least 70 % of its letters, or begins and ends like it, in folded
    /// bytes and with how like it is; what stands around it decides nothing here.
    pub(super) fn all(&self, selector: &Selector) -> Vec<(usize, usize, f64)> {
        let quote = letters(&selector.quote);
        let context = (letters(&selector.prefix), letters(&selector.suffix));
        let mut places = self.whole(&quote, &context);
        if places.is_empty() && quote.len() >= EDGE * 2 {
            places = self.by_its_edges(&quote, &context);
        }
        let bytes = |place: &Place| {
            let (start, end) = (self.bytes.get(place.start)?, self.bytes.get(place.end)?);
            Some((*start as usize, *end as usize, place.score()))
        };
        places.iter().filter_map(bytes).collect()
    }

    /// Places where a passage stands that is not too long to be looked for as a whole.
    fn whole(&self, quote: &[char], context: &(Vec<char>, Vec<char>)) -> Vec<Place> {
        if !(3..=WHOLE).contains(&quote.len()) {
            return Vec::new();
        }
        let right = |errors: usize| 1.0 - errors as f64 / quote.len() as f64;
        let found = self.stretches(quote, quote.len() * 3 / 10).into_iter();
        found.map(|(start, end, errors)| self.place(start, end, right(errors), context)).collect()
    }

    fn code_point(&self, text: &Text, letter: usize) -> u32 {
        let byte = self.bytes.get(letter).copied().unwrap_or(0) as usize;
        let source = self.folded.source_around(byte, byte + 1).map_or(0, |(start, _)| start);
        text.code_point_of(source)
    }

    /// The best few stretches that are like some letters: where they begin and end, and how many letters are wrong.
    fn stretches(&self, quote: &[char], most: usize) -> Vec<(usize, usize, usize)> {
        let mut endings = Pattern::new(quote).endings(&self.letters, most);
        endings.sort_by_key(|ending| ending.errors);
        endings.truncate(CLOSE_LOOKS);
        let backwards: Vec<char> = quote.iter().rev().copied().collect();
        let pattern = Pattern::new(&backwards);
        let stretch = |Ending { end, errors }: Ending| {
            let from = end.saturating_sub(quote.len() + most);
            let window: Vec<char> = self.letters.get(from..end)?.iter().rev().copied().collect();
            let start = end - pattern.prefix(&window).end;
            Some((self.first_ink(start, end), end, errors))
        };
        endings.into_iter().filter_map(stretch).filter(|(start, end, _)| start < end).collect()
    }

    /// The first letter from `start` on that is no space.
    fn first_ink(&self, start: usize, end: usize) -> usize {
        let blank = |letter: &&char| letter.is_whitespace();
        start + self.letters.get(start..end).unwrap_or_default().iter().take_while(blank).count()
    }

    fn place(
        &self,
        start: usize,
        end: usize,
        quote: f64,
        context: &(Vec<char>, Vec<char>),
    ) -> Place {
        let side = |wanted: Vec<char>, there: Vec<char>| {
            let all = wanted.len();
            (all >= 3)
                .then(|| 1.0 - Pattern::new(&wanted).prefix(&there).errors as f64 / all as f64)
        };
        let room = CONTEXT + CONTEXT / 3;
        let before = self.letters.get(start.saturating_sub(room)..start).unwrap_or_default();
        let after = self.letters.get(end..(end + room).min(self.letters.len())).unwrap_or_default();
        Place {
            start,
            end,
            quote,
            before: side(
                context.0.iter().rev().take(CONTEXT).copied().collect(),
                skip_blank(before.iter().rev()),
            ),
            after: side(
                context.1.iter().take(CONTEXT).copied().collect(),
                skip_blank(after.iter()),
            ),
        }
    }

    /// Places where the beginning and the end of a long quote stand, with something put between them or left out.
    fn by_its_edges(&self, quote: &[char], context: &(Vec<char>, Vec<char>)) -> Vec<Place> {
        let head = quote.get(..EDGE).unwrap_or_default();
        let tail = quote.get(quote.len() - EDGE..).unwrap_or_default();
        let heads = self.stretches(head, EDGE * 3 / 10);
        let tails = self.stretches(tail, EDGE * 3 / 10);
        let mut places = Vec::new();
        for (start, after, _) in &heads {
            let next =
                tails.iter().filter(|(from, _, _)| from >= after).min_by_key(|(from, _, _)| *from);
            let Some((_, end, _)) = next else { continue };
            let length = end - start;
            if length * 3 >= quote.len() && length <= quote.len() * 2 + 1500 {
                let place = self.place(*start, *end, 0.7, context);
                if place.better_side() >= 0.6 {
                    places.push(place);
                }
            }
        }
        places
    }
}

/// The letters of a folded text, without white space at its ends.
fn letters(text: &str) -> Vec<char> {
    Folded::of(text).text.trim().chars().collect()
}

fn skip_blank<'c>(letters: impl Iterator<Item = &'c char>) -> Vec<char> {
    letters.copied().skip_while(|c| c.is_whitespace()).collect()
}
