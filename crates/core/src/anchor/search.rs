//! Where one text stands in another, and which of many places are worth a closer look.

use memchr::memmem::Finder;
use std::cmp::Reverse;

/// Places that are looked at closely.
const CLOSE_LOOKS: usize = 16;

/// Looks for a text in a longer one, overlapping places included.
pub(super) struct Search<'q> {
    quote: &'q str,
    finder: Finder<'q>,
    /// A long quote that overlaps itself almost wholly is a pattern; to list each shift of it would take quadratic
    /// time and tell nothing.
    stride: usize,
}

impl<'q> Search<'q> {
    pub(super) fn new(quote: &'q str) -> Self {
        let mut stride = (quote.len() / 8).max(1);
        while stride < quote.len() && !quote.is_char_boundary(stride) {
            stride += 1;
        }
        let first = quote.chars().next().map_or(1, char::len_utf8);
        Self { quote, finder: Finder::new(quote), stride: stride.max(first) }
    }

    /// The bytes at which it begins, in order.
    pub(super) fn places<'s>(&'s self, whole: &'s str) -> impl Iterator<Item = usize> + 's {
        let mut from = 0;
        std::iter::from_fn(move || {
            if self.quote.is_empty() {
                return None;
            }
            let at = from + self.finder.find(whole.as_bytes().get(from..)?)?;
            from = at + self.stride;
            Some(at)
        })
    }
}

/// A place where the quote stands, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How much of the context agrees.
    pub(super) agreed: usize,
}

/// The best few of any number of places.
pub(super) struct Best {
    hint: Option<usize>,
    places: Vec<Candidate>,
}

impl Best {
    /// `hint` is the byte where the passage once began.
    pub(super) fn new(hint: Option<usize>) -> Self {
        Self { hint, places: Vec::with_capacity(CLOSE_LOOKS * 4) }
    }

    pub(super) fn offer(&mut self, place: Candidate) {
        if self.places.len() >= CLOSE_LOOKS * 4 {
            self.keep_best();
        }
        self.places.push(place);
    }

    pub(super) fn into_places(mut self) -> Vec<Candidate> {
        self.keep_best();
        self.places
    }

    fn keep_best(&mut self) {
        let hint = self.hint.unwrap_or(0);
        self.places
            .sort_by_key(|place| (Reverse(place.agreed), place.start.abs_diff(hint), place.start));
        self.places.dedup_by_key(|place| place.start);
        self.places.truncate(CLOSE_LOOKS);
    }
}

/// Whether what stands around a quote at a byte is this.
pub(super) fn stands_among(whole: &str, at: usize, quote: &str, around: (&str, &str)) -> bool {
    let sides = (whole.get(..at), whole.get(at + quote.len()..));
    matches!(sides, (Some(before), Some(after)) if before.ends_with(around.0) && after.starts_with(around.1))
}

/// How many items two sequences have in common before they part.
pub(super) fn common<T: PartialEq>(
    a: impl Iterator<Item = T>,
    b: impl Iterator<Item = T>,
) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}
