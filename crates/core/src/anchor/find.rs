//! Finding a passage by its words and what stands around them, in a text of which no older one is known.

use super::{
    ORPHAN,
    describe::is_border,
    fold::{Folded, letters},
    near::Near,
    search::{self, Candidate, Search, common},
};
use crate::{
    model::{Anchor, AnchorMethod, AnchorState, DecidedBy, Selector},
    text::Text,
};
use std::{cell::OnceCell, rc::Rc};

/// Letters of quote and context together that make a place credible, where a selector has so many.
const EVIDENCE: usize = 24;

/// Letters of a quote that is not looked for with errors, at most.
const SHORT: usize = 8;

/// Letters of context on one side that only a passage has that is not unique.
const REPEATED: usize = 56;

/// Finds a selector's passage in a text. For many selectors on one text, [`Resolver`] does the common work once.
pub fn resolve(text: &Text, selector: &Selector) -> Anchor {
    Resolver::new(text).resolve(selector)
}

/// Finds passages in one text.
#[derive(Debug)]
pub struct Resolver<'t> {
    pub(super) text: &'t Text,
    /// Made when the first quote does not stand there letter for letter.
    folded: OnceCell<Rc<Folded>>,
    /// Made when the first quote stands there changed or not at all.
    near: OnceCell<Near>,
}

impl<'t> Resolver<'t> {
    /// Takes the text to look in.
    pub fn new(text: &'t Text) -> Self {
        Self { text, folded: OnceCell::new(), near: OnceCell::new() }
    }

    /// The same where the text is folded already.
    pub(super) fn with(text: &'t Text, folded: Rc<Folded>) -> Self {
        Self { text, folded: OnceCell::from(folded), near: OnceCell::new() }
    }

    pub(super) fn folded_text(&self) -> &Rc<Folded> {
        self.folded.get_or_init(|| Rc::new(Folded::of(self.text.as_str())))
    }

    /// Finds a passage; never fails, an orphan is an answer.
    ///
    /// Letter for letter wins over folded, more of the context over less, the remembered place over others. Several
    /// places about as good are [ambiguous](AnchorState::Ambiguous), unless one is the remembered place. A short quote
    /// without enough of its context is an orphan.
    pub fn resolve(&self, selector: &Selector) -> Anchor {
        if let Some(anchor) = self.unchanged(selector) {
            return anchor;
        }
        self.near().resolve(self.text, selector).unwrap_or(ORPHAN)
    }

    pub(super) fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::new(Rc::clone(self.folded_text())))
    }

    /// Finds a passage that was not changed, but by typesetting.
    pub(super) fn unchanged(&self, selector: &Selector) -> Option<Anchor> {
        let context = Context::of(selector);
        let places = self.exact(selector, &context);
        if let Some(anchor) = self.choose(selector, &context, places, true) {
            return Some(anchor);
        }
        let places = self.folded(selector, &context);
        self.choose(selector, &context, places, false)
    }

    /// The best places where the quote stands letter for letter.
    fn exact(&self, selector: &Selector, context: &Context) -> Found {
        let whole = self.text.as_str();
        let quote = selector.quote.as_str();
        let hint = selector.start.map(|start| self.text.byte_of(start));
        if quote.trim().is_empty() {
            return Found::default();
        }
        let at_hint = hint.filter(|at| whole.get(*at..).is_some_and(|t| t.starts_with(quote)));
        if let Some(at) = at_hint {
            // The ordinary case, without a search: everything stands where it stood.
            let (before, after) = (whole.get(..at), whole.get(at + quote.len()..));
            let same = before.is_some_and(|before| before.ends_with(&selector.prefix))
                && after.is_some_and(|after| after.starts_with(&selector.suffix));
            if same {
                let place = Candidate { start: at, end: at + quote.len(), agreed: context.len() };
                return Found { places: vec![place], ..Found::default() };
            }
        }
        let mut best = search::Best::new(hint);
        let (mut total, mut counted) = (0, None);
        let search = Search::new(quote);
        let found = search.places(whole).map(|at| (at, true)).chain(at_hint.map(|at| (at, false)));
        for (at, is_counted) in found {
            let (before, after) = (whole.get(..at), whole.get(at + quote.len()..));
            let agreed =
                common(before.unwrap_or_default().bytes().rev(), selector.prefix.bytes().rev())
                    + common(after.unwrap_or_default().bytes(), selector.suffix.bytes());
            let place = Candidate { start: at, end: at + quote.len(), agreed };
            best.offer(place);
            total += u32::from(is_counted);
            if is_counted && selector.occurrence.is_some_and(|nth| nth.number == total) {
                counted = Some(place);
            }
        }
        let whole_characters = |place: &Candidate| {
            Some(place.start) == at_hint
                || is_border(whole, place.start) && is_border(whole, place.end)
        };
        Found::of(best, selector, total, counted, whole_characters)
    }

    /// The best places where the quote stands after folding.
    fn folded(&self, selector: &Selector, context: &Context) -> Found {
        let quote = Folded::of(selector.quote.trim()).text;
        let quote = quote.trim();
        if quote.is_empty() || context.quote == 0 {
            return Found::default();
        }
        let (mut total, mut counted) = (0, None);
        let folded = self.folded_text();
        let mut best = search::Best::new(selector.start.map(|start| self.text.byte_of(start)));
        let prefix = Folded::of(&selector.prefix).text;
        let suffix = Folded::of(&selector.suffix).text;
        for at in Search::new(quote).places(&folded.text) {
            let Some((start, end)) = folded.source(at, at + quote.len()) else { continue };
            let before = folded.text.get(..at).unwrap_or_default();
            let after = folded.text.get(at + quote.len()..).unwrap_or_default();
            let agreed = common(before.bytes().rev(), prefix.bytes().rev())
                + common(after.bytes(), suffix.bytes());
            let place = Candidate { start, end, agreed };
            best.offer(place);
            total += 1;
            if selector.occurrence.is_some_and(|nth| nth.number == total) {
                counted = Some(place);
            }
        }
        let whole = self.text.as_str();
        let whole_characters =
            |place: &Candidate| is_border(whole, place.start) && is_border(whole, place.end);
        Found::of(best, selector, total, counted, whole_characters)
    }

    /// The anchor of the best credible place; none where no place is credible.
    fn choose(
        &self,
        selector: &Selector,
        context: &Context,
        found: Found,
        exact: bool,
    ) -> Option<Anchor> {
        let whole = self.text.as_str();
        let Found { mut places, counted, fewer } = found;
        for place in &mut places {
            place.agreed = context.agreement(whole, place.start, place.end);
        }
        let many = places.len();
        places.retain(|place| context.is_credible(place.agreed));
        let hint = selector.start;
        let distance = |place: &Candidate| {
            hint.map_or(0, |h| self.text.code_point_of(place.start).abs_diff(h))
        };
        places.sort_by_key(|place| (std::cmp::Reverse(place.agreed), distance(place), place.start));
        let best = places.first()?.agreed;
        // Several places, and none of them among what the passage stood among: copies of something gone.
        if many > 1 && counted.is_none() && context.len() >= EVIDENCE && best * 2 < context.len() {
            return None;
        }
        // Copies are gone: what is left is this one only if it stands among what it stood among.
        if fewer && best * 4 < context.len() * 3 {
            return None;
        }
        // A context that agrees in full is one that tells places apart; less of it tells less.
        let slack = if best >= context.len() { 0 } else { (context.len() / 10).max(2) };
        // As many as there were: the one with its number, unless the context says clearly that it is another.
        let margin = if best < context.len() { context.len() / 2 } else { 0 };
        let counted = counted.and_then(|at| places.iter().find(|place| place.start == at));
        if let Some(place) = counted.filter(|place| place.agreed + margin >= best) {
            let method = if exact { AnchorMethod::Quote } else { AnchorMethod::Folded };
            let sure = place.agreed + slack >= best;
            let state = if sure { AnchorState::Exact } else { AnchorState::Ambiguous };
            return Some(self.anchor(place, state, method, selector, context));
        }
        let rivals: Vec<&Candidate> =
            places.iter().take_while(|place| place.agreed + slack >= best).collect();
        let home = rivals.iter().find(|place| hint.is_some() && distance(place) == 0);
        let place = home.copied().or(rivals.first().copied())?;
        let state = match (home, rivals.len()) {
            (Some(_), _) => AnchorState::Exact,
            (None, 2..) => AnchorState::Ambiguous,
            // All that stood around it moved along: it is where it was, only the text before it is longer.
            (None, _) if hint.is_some() && best * 5 < context.len() * 4 => AnchorState::Moved,
            (None, _) => AnchorState::Exact,
        };
        let method = match (exact, home) {
            (false, _) => AnchorMethod::Folded,
            (true, Some(_)) => AnchorMethod::Position,
            (true, None) => AnchorMethod::Quote,
        };
        Some(self.anchor(place, state, method, selector, context))
    }

    /// A place as an answer.
    fn anchor(
        &self,
        place: &Candidate,
        state: AnchorState,
        method: AnchorMethod,
        selector: &Selector,
        context: &Context,
    ) -> Anchor {
        let share = match context.len() {
            0 => 1.0,
            all => place.agreed as f64 / all as f64,
        };
        let start = self.text.code_point_of(place.start);
        let exact = method != AnchorMethod::Folded;
        let at_home = exact && selector.start == Some(start);
        Anchor {
            state,
            range: Some((start, self.text.code_point_of(place.end))),
            method: if at_home { AnchorMethod::Position } else { method },
            score: if exact { 0.5 + 0.5 * share } else { 0.45 + 0.5 * share },
            decided_by: DecidedBy::Machine,
        }
    }
}

/// Where a quote stands.
#[derive(Default)]
struct Found {
    /// The best places.
    places: Vec<Candidate>,
    /// Where the one begins that has the selector's number, if there are as many as there were.
    counted: Option<usize>,
    /// Whether there are fewer than there were.
    fewer: bool,
}

impl Found {
    /// `total` is how many there are, `counted` the one with the selector's number.
    fn of(
        best: search::Best,
        selector: &Selector,
        total: u32,
        counted: Option<Candidate>,
        fits: impl Fn(&Candidate) -> bool,
    ) -> Self {
        let were = selector.occurrence.map_or(0, |nth| nth.of);
        let counted = counted.filter(|_| were == total);
        let mut places: Vec<Candidate> = best.into_places();
        if let Some(place) = counted
            && places.iter().all(|other| other.start != place.start)
        {
            places.push(place);
        }
        places.retain(|place| fits(place));
        Self { places, counted: counted.map(|place| place.start), fewer: total < were }
    }
}

/// What stood around a passage, in folded letters without spaces.
pub(super) struct Context {
    /// Letters of the quote.
    quote: usize,
    /// Before it, last first.
    before: Vec<char>,
    after: Vec<char>,
}

impl Context {
    pub(super) fn of(selector: &Selector) -> Self {
        let mut before = letters(&selector.prefix);
        before.reverse();
        Self { quote: letters(&selector.quote).len(), before, after: letters(&selector.suffix) }
    }

    pub(super) fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Whether the quote has so many letters that one like it does not stand everywhere.
    pub(super) fn is_long_enough_to_differ(&self) -> bool {
        self.quote >= SHORT
    }

    /// How many letters around a place agree, counted from it outwards.
    pub(super) fn agreement(&self, whole: &str, start: usize, end: usize) -> usize {
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
        // The context was made long because the passage stood there more than once: without it, this is another copy.
        if self.before.len().max(self.after.len()) >= REPEATED && agreed * 5 < self.len() * 3 {
            return false;
        }
        self.quote + agreed >= EVIDENCE.min((available * 3).div_ceil(5))
    }
}
