//! Approximate matching with 64 letters a step: Myers, “A fast bit-vector algorithm for approximate string matching
//! based on dynamic programming”, Journal of the ACM 46 (1999), <https://doi.org/10.1145/316542.316550>, in blocks of
//! one machine word each.

/// A pattern that is compared with many texts.
pub(super) struct Pattern {
    len: usize,
    blocks: usize,
    /// Letters of the pattern, sorted.
    letters: Vec<char>,
    /// For each letter, and last for all others, one word a block: where it stands.
    masks: Vec<u64>,
    ascii: [u16; 128],
}

/// A place where a pattern may stand: it ends before the letter `end`, with `errors` letters wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) end: usize,
    pub(super) errors: usize,
}

/// One column of a block: where the difference to the cell above is +1 and −1.
#[derive(Clone, Copy)]
struct Column {
    plus: u64,
    minus: u64,
}

impl Pattern {
    pub(super) fn new(pattern: &[char]) -> Self {
        let blocks = pattern.len().div_ceil(64);
        let mut letters = pattern.to_vec();
        letters.sort_unstable();
        letters.dedup();
        let mut masks = vec![0; blocks * (letters.len() + 1)];
        for (at, letter) in pattern.iter().enumerate() {
            let row = letters.binary_search(letter).unwrap_or(letters.len());
            if let Some(mask) = masks.get_mut(row * blocks + at / 64) {
                *mask |= 1 << (at % 64);
            }
        }
        let mut ascii = [letters.len() as u16; 128];
        for (row, letter) in letters.iter().enumerate() {
            if let Some(place) = ascii.get_mut(*letter as usize) {
                *place = row as u16;
            }
        }
        Self { len: pattern.len(), blocks, letters, masks, ascii }
    }

    fn masks_of(&self, letter: char) -> &[u64] {
        let row = match self.ascii.get(letter as usize) {
            Some(row) => usize::from(*row),
            None => self.letters.binary_search(&letter).unwrap_or(self.letters.len()),
        };
        self.masks.get(row * self.blocks..(row + 1) * self.blocks).unwrap_or_default()
    }

    /// Walks over a text; `each` hears the errors of the best stretch that ends after each letter. Where `whole` is
    /// set, the stretch must begin with the text.
    fn walk(&self, text: &[char], whole: bool, mut each: impl FnMut(usize, usize)) {
        let mut columns = vec![Column { plus: u64::MAX, minus: 0 }; self.blocks];
        let mut errors = self.len as isize;
        let last = 1_u64 << ((self.len + 63) % 64);
        for (at, letter) in text.iter().enumerate() {
            // What the row above the first block gains with each letter.
            let mut carry: i8 = i8::from(whole);
            let masks = self.masks_of(*letter);
            for (block, (column, mask)) in columns.iter_mut().zip(masks).enumerate() {
                let top = if block + 1 == self.blocks { last } else { 1 << 63 };
                let mut equal = *mask;
                let vertical = equal | column.minus;
                if carry < 0 {
                    equal |= 1;
                }
                let horizontal =
                    (((equal & column.plus).wrapping_add(column.plus)) ^ column.plus) | equal;
                let mut plus = column.minus | !(horizontal | column.plus);
                let mut minus = column.plus & horizontal;
                let out = i8::from(plus & top != 0) - i8::from(minus & top != 0);
                plus <<= 1;
                minus <<= 1;
                if carry < 0 {
                    minus |= 1;
                } else if carry > 0 {
                    plus |= 1;
                }
                column.plus = minus | !(vertical | plus);
                column.minus = plus & vertical;
                carry = out;
            }
            errors += isize::from(carry);
            each(at + 1, errors.max(0) as usize);
        }
    }

    /// Letters to change, add or leave out to make the pattern the whole text.
    pub(super) fn distance(&self, text: &[char]) -> usize {
        if self.len == 0 {
            return text.len();
        }
        let mut distance = self.len;
        self.walk(text, true, |_, errors| distance = errors);
        distance
    }

    /// The stretch from the text's beginning that is most like the pattern; where two are alike, the one that is
    /// nearer to it in length.
    pub(super) fn prefix(&self, text: &[char]) -> Ending {
        let mut best = Ending { end: 0, errors: self.len };
        if self.len > 0 {
            self.walk(text, true, |end, errors| {
                let nearer = end.abs_diff(self.len) < best.end.abs_diff(self.len);
                if errors < best.errors || errors == best.errors && nearer {
                    best = Ending { end, errors };
                }
            });
        }
        best
    }

    /// The ends of stretches with at most `most` errors that are better than what is near them, in order.
    pub(super) fn endings(&self, text: &[char], most: usize) -> Vec<Ending> {
        let mut endings: Vec<Ending> = Vec::new();
        if self.len == 0 {
            return endings;
        }
        let near = (self.len / 2).max(1);
        self.walk(text, false, |end, errors| {
            if errors > most {
                return;
            }
            match endings.last_mut().filter(|last| end - last.end <= near) {
                // A letter changed at the very end is part of the stretch.
                Some(last)
                    if errors < last.errors || errors == last.errors && end == last.end + 1 =>
                {
                    *last = Ending { end, errors };
                }
                Some(_) => {}
                None => endings.push(Ending { end, errors }),
            }
        });
        endings
    }
}

/// How alike two texts are, 0 to 1: 1 less the share of letters that differ.
pub(super) fn similarity(a: &[char], b: &[char]) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 1.0;
    }
    1.0 - Pattern::new(a).distance(b) as f64 / longer as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The textbook table, to compare with.
    fn table(pattern: &[char], text: &[char], whole: bool) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut last = Vec::new();
        for (at, letter) in text.iter().enumerate() {
            let mut next = vec![if whole { at + 1 } else { 0 }];
            for row in 1..=pattern.len() {
                let change = column[row - 1] + usize::from(pattern[row - 1] != *letter);
                next.push(change.min(column[row] + 1).min(next[row - 1] + 1));
            }
            column = next;
            last.push(column[pattern.len()]);
        }
        last
    }

    #[test]
    fn known_distances() {
        let check = |a: &str, b: &str, distance| {
            assert_eq!(Pattern::new(&letters(a)).distance(&letters(b)), distance, "{a:?} {b:?}");
        };
        check("kitten", "sitting", 3);
        check("", "abc", 3);
        check("abc", "", 3);
        check(&"x".repeat(200), &"x".repeat(190), 10);
    }

    #[test]
    fn endings_are_the_best_of_their_neighbourhood() {
        let found =
            Pattern::new(&letters("quick")).endings(&letters("a quikc, a quick, a crick"), 2);
        assert_eq!(
            found.iter().map(|e| (e.end, e.errors)).collect::<Vec<_>>(),
            [(6, 1), (16, 0), (25, 2)]
        );
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook(pattern in "[ab é]{1,150}", text in "[ab é]{1,90}") {
            let (pattern, text) = (letters(&pattern), letters(&text));
            for whole in [true, false] {
                let mut walked = Vec::new();
                Pattern::new(&pattern).walk(&text, whole, |_, errors| walked.push(errors));
                prop_assert_eq!(walked, table(&pattern, &text, whole));
            }
        }
    }
}
