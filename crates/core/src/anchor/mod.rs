//! Selectors: making them, and finding their passage again.
//!
//! A selector keeps the passage itself, what stood around it and where. The words are the truth: a place is only ever
//! accepted when the quote stands there, letter for letter or differing in what typesetting changes (white
//! space, quotation marks, dashes, invisible characters, composition of letters). Where that cannot be shown, the
//! answer is an orphan, never a guess.

mod fold;
mod search;

use crate::model::{Anchor, AnchorMethod, AnchorState, DecidedBy, Selector};
use crate::text::Text;
use fold::{Folded, letters};
use search::{Candidate, Search, common};
use std::cell::OnceCell;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Code points of context on each side to begin with.
const CONTEXT: u32 = 32;

/// Code points of context on each side at most.
const MAX_CONTEXT: u32 = 256;

/// Letters of quote and context together that make a place credible, where a selector has so many.
const EVIDENCE: usize = 24;

/// Describes a passage, given in code points, so that it can be found again.
///
/// The ends are moved outwards to what a person sees as whole characters, then white space is trimmed; none where
/// nothing remains. Each side gets at least 32 code points of context, up to a word border, and on until the passage
/// with its context is unique, up to 256.
pub fn describe(text: &Text, start: u32, end: u32) -> Option<Selector> {
    if start >= end {
        return None;
    }
    let whole = text.as_str();
    let from = snap(whole, text.byte_of(start), false);
    let to = snap(whole, text.byte_of(end), true);
    let selected = whole.get(from..to)?;
    let blank = |cluster: &&str| cluster.chars().all(char::is_whitespace);
    let before: usize = selected.graphemes(true).take_while(blank).map(str::len).sum();
    if before == selected.len() {
        return None;
    }
    let after: usize = selected.graphemes(true).rev().take_while(blank).map(str::len).sum();
    let (from, to) = (from + before, to - after);
    let quote = whole.get(from..to)?;
    let (start, end) = (text.code_point_of(from), text.code_point_of(to));

    // Other places with the same words; those that the context does not tell apart remain.
    let mut twins: Vec<usize> = Search::new(quote).places(whole).filter(|at| *at != from).collect();
    let mut reach = CONTEXT;
    loop {
        let first = before_border(whole, text.byte_of(start.saturating_sub(reach)), from);
        let last = after_border(whole, text.byte_of(end.saturating_add(reach)), to);
        let (prefix, suffix) = (whole.get(first..from)?, whole.get(to..last)?);
        twins.retain(|at| {
            let around = (whole.get(..*at), whole.get(at + quote.len()..));
            matches!(around, (Some(b), Some(a)) if b.ends_with(prefix) && a.starts_with(suffix))
        });
        if twins.is_empty() || reach >= MAX_CONTEXT {
            return Some(Selector {
                quote: quote.to_owned(),
                prefix: prefix.to_owned(),
                suffix: suffix.to_owned(),
                start: Some(start),
                end: Some(end),
            });
        }
        reach *= 2;
    }
}

/// Finds a selector's passage in a text. For many selectors on one text, [`Resolver`] does the common work once.
pub fn resolve(text: &Text, selector: &Selector) -> Anchor {
    Resolver::new(text).resolve(selector)
}

/// Finds passages in one text.
#[derive(Debug)]
pub struct Resolver<'t> {
    text: &'t Text,
    /// Made when the first quote does not stand there letter for letter.
    folded: OnceCell<Folded>,
}

impl<'t> Resolver<'t> {
    /// Takes the text to look in.
    pub fn new(text: &'t Text) -> Self {
        Self { text, folded: OnceCell::new() }
    }

    /// Finds a passage; never fails, an orphan is an answer.
    ///
    /// Letter for letter wins over folded, more of the context over less, the remembered place over others. Several
    /// places about as good are [ambiguous](AnchorState::Ambiguous), unless one is the remembered place. A short quote
    /// without enough of its context is an orphan.
    pub fn resolve(&self, selector: &Selector) -> Anchor {
        let context = Context::of(selector);
        let places = self.exact(selector, &context);
        if let Some(anchor) = self.choose(selector, &context, places, true) {
            return anchor;
        }
        let places = self.folded(selector, &context);
        self.choose(selector, &context, places, false).unwrap_or(ORPHAN)
    }

    /// The best places where the quote stands letter for letter.
    fn exact(&self, selector: &Selector, context: &Context) -> Vec<Candidate> {
        let whole = self.text.as_str();
        let quote = selector.quote.as_str();
        let hint = selector.start.map(|start| self.text.byte_of(start));
        if quote.trim().is_empty() {
            return Vec::new();
        }
        let at_hint = hint.filter(|at| whole.get(*at..).is_some_and(|t| t.starts_with(quote)));
        if let Some(at) = at_hint {
            // The ordinary case, without a search: everything stands where it stood.
            let (before, after) = (whole.get(..at), whole.get(at + quote.len()..));
            let same = before.is_some_and(|before| before.ends_with(&selector.prefix))
                && after.is_some_and(|after| after.starts_with(&selector.suffix));
            if same {
                return vec![Candidate { start: at, end: at + quote.len(), agreed: context.len() }];
            }
        }
        let mut best = search::Best::new(hint);
        for at in Search::new(quote).places(whole).chain(at_hint) {
            let (before, after) = (whole.get(..at), whole.get(at + quote.len()..));
            let agreed =
                common(before.unwrap_or_default().bytes().rev(), selector.prefix.bytes().rev())
                    + common(after.unwrap_or_default().bytes(), selector.suffix.bytes());
            best.offer(Candidate { start: at, end: at + quote.len(), agreed });
        }
        let whole_characters = |place: &Candidate| {
            Some(place.start) == at_hint
                || is_border(whole, place.start) && is_border(whole, place.end)
        };
        best.into_places().into_iter().filter(whole_characters).collect()
    }

    /// The best places where the quote stands after folding.
    fn folded(&self, selector: &Selector, context: &Context) -> Vec<Candidate> {
        let quote = Folded::of(selector.quote.trim()).text;
        let quote = quote.trim();
        if quote.is_empty() || context.quote == 0 {
            return Vec::new();
        }
        let folded = self.folded.get_or_init(|| Folded::of(self.text.as_str()));
        let mut best = search::Best::new(selector.start.map(|start| self.text.byte_of(start)));
        let prefix = Folded::of(&selector.prefix).text;
        let suffix = Folded::of(&selector.suffix).text;
        for at in Search::new(quote).places(&folded.text) {
            let Some((start, end)) = folded.source(at, at + quote.len()) else { continue };
            let before = folded.text.get(..at).unwrap_or_default();
            let after = folded.text.get(at + quote.len()..).unwrap_or_default();
            let agreed = common(before.bytes().rev(), prefix.bytes().rev())
                + common(after.bytes(), suffix.bytes());
            best.offer(Candidate { start, end, agreed });
        }
        let whole = self.text.as_str();
        let whole_characters =
            |place: &Candidate| is_border(whole, place.start) && is_border(whole, place.end);
        best.into_places().into_iter().filter(whole_characters).collect()
    }

    /// The anchor of the best credible place; none where no place is credible.
    fn choose(
        &self,
        selector: &Selector,
        context: &Context,
        mut places: Vec<Candidate>,
        exact: bool,
    ) -> Option<Anchor> {
        let whole = self.text.as_str();
        for place in &mut places {
            place.agreed = context.agreement(whole, place.start, place.end);
        }
        places.retain(|place| context.is_credible(place.agreed));
        let hint = selector.start;
        let distance = |place: &Candidate| {
            hint.map_or(0, |h| self.text.code_point_of(place.start).abs_diff(h))
        };
        places.sort_by_key(|place| (std::cmp::Reverse(place.agreed), distance(place), place.start));
        let best = places.first()?.agreed;
        // A context that agrees in full is one that tells places apart; less of it tells less.
        let slack = if best >= context.len() { 0 } else { (context.len() / 10).max(2) };
        let rivals: Vec<&Candidate> =
            places.iter().take_while(|place| place.agreed + slack >= best).collect();
        let home = rivals.iter().find(|place| hint.is_some() && distance(place) == 0);
        let place = home.copied().or(rivals.first().copied())?;
        let state = match (home, rivals.len()) {
            (Some(_), _) => AnchorState::Exact,
            (None, 2..) => AnchorState::Ambiguous,
            (None, _) if hint.is_some() => AnchorState::Moved,
            (None, _) => AnchorState::Exact,
        };
        let method = match (exact, home) {
            (false, _) => AnchorMethod::Folded,
            (true, Some(_)) => AnchorMethod::Position,
            (true, None) => AnchorMethod::Quote,
        };
        let share = match context.len() {
            0 => 1.0,
            all => place.agreed as f64 / all as f64,
        };
        Some(Anchor {
            state,
            range: Some((self.text.code_point_of(place.start), self.text.code_point_of(place.end))),
            method,
            score: if exact { 0.5 + 0.5 * share } else { 0.45 + 0.5 * share },
            decided_by: DecidedBy::Machine,
        })
    }
}

const ORPHAN: Anchor = Anchor {
    state: AnchorState::Orphan,
    range: None,
    method: AnchorMethod::None,
    score: 0.0,
    decided_by: DecidedBy::Machine,
};

/// What stood around a passage, in folded letters without spaces.
struct Context {
    /// Letters of the quote.
    quote: usize,
    /// Before it, last first.
    before: Vec<char>,
    after: Vec<char>,
}

impl Context {
    fn of(selector: &Selector) -> Self {
        let mut before = letters(&selector.prefix);
        before.reverse();
        Self { quote: letters(&selector.quote).len(), before, after: letters(&selector.suffix) }
    }

    fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// How many letters around a place agree, counted from it outwards.
    fn agreement(&self, whole: &str, start: usize, end: usize) -> usize {
        let window = |letters: usize| letters * 2 + 16;
        let before = whole.get(..start).unwrap_or_default();
        let from = before.char_indices().rev().take(window(self.before.len())).last();
        let before = before.get(from.map_or(0, |(at, _)| at)..).unwrap_or_default();
        let after = whole.get(end..).unwrap_or_default();
        let to =
            after.char_indices().nth(window(self.after.len())).map_or(after.len(), |(at, _)| at);
        let after = after.get(..to).unwrap_or_default();
        common(letters(before).into_iter().rev(), self.before.iter().copied())
            + common(letters(after).into_iter(), self.after.iter().copied())
    }

    /// Whether quote and agreeing context together are enough not to be chance.
    fn is_credible(&self, agreed: usize) -> bool {
        let available = self.quote + self.len();
        self.quote + agreed >= EVIDENCE.min((available * 3).div_ceil(5))
    }
}

/// The border of a grapheme cluster at or next to a byte.
fn snap(whole: &str, at: usize, forwards: bool) -> usize {
    if is_border(whole, at) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, whole.len(), true);
    let border =
        if forwards { cursor.next_boundary(whole, 0) } else { cursor.prev_boundary(whole, 0) };
    border.ok().flatten().unwrap_or(if forwards { whole.len() } else { 0 })
}

fn is_border(whole: &str, at: usize) -> bool {
    GraphemeCursor::new(at, whole.len(), true).is_boundary(whole, 0).unwrap_or(true)
}

/// Moves the beginning of a prefix back to the beginning of its word, within reason.
fn before_border(whole: &str, at: usize, limit: usize) -> usize {
    let border = snap(whole, at, false).min(limit);
    let before = whole.get(..border).unwrap_or_default();
    let inside =
        whole.get(border..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
    if !inside {
        return border;
    }
    let word: usize = before
        .chars()
        .rev()
        .take(CONTEXT as usize)
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    snap(whole, border - word, false)
}

/// Moves the end of a suffix on to the end of its word, within reason.
fn after_border(whole: &str, at: usize, limit: usize) -> usize {
    let border = snap(whole, at, true).max(limit);
    let inside =
        whole.get(..border).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    if !inside {
        return border;
    }
    let word: usize = whole
        .get(border..)
        .unwrap_or_default()
        .chars()
        .take(CONTEXT as usize)
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    snap(whole, border + word, true)
}

#[cfg(test)]
mod tests;
