//! Sets of the documents of one segment, a bit for each.

use tantivy::DocId;

/// A set of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    size: u32,
}

impl Bits {
    /// None of `size` documents.
    pub(super) fn none(size: u32) -> Self {
        Self { words: vec![0; (size as usize).div_ceil(64)], size }
    }

    /// All of `size` documents.
    pub(super) fn all(size: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; (size as usize).div_ceil(64)], size };
        if let Some(last) = bits.words.last_mut()
            && !size.is_multiple_of(64)
        {
            *last = (1 << (size % 64)) - 1;
        }
        bits
    }

    /// Puts a document in.
    pub(super) fn put(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    /// Whether a document is in it.
    pub(super) fn has(&self, doc: DocId) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word & (1 << (doc % 64)) != 0)
    }

    /// Keeps what is in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Puts in what is in `other`.
    pub(super) fn join(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Takes out what is in `other`.
    pub(super) fn drop(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    /// Everything that is not in it.
    pub(super) fn turned(&self) -> Self {
        let mut all = Self::all(self.size);
        all.drop(self);
        all
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The documents in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    place as u32 * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn sets_behave() {
        for size in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Bits::all(size).count(), size as usize);
            assert_eq!(Bits::all(size).turned(), Bits::none(size));
            let mut thirds = Bits::none(size);
            (0..size).filter(|n| n % 3 == 0).for_each(|n| thirds.put(n));
            assert!(thirds.iter().eq((0..size).filter(|n| n % 3 == 0)));
            let mut rest = thirds.turned();
            assert!((0..size).all(|n| rest.has(n) == (n % 3 != 0)));
            rest.join(&thirds);
            assert_eq!(rest, Bits::all(size));
            rest.keep(&thirds);
            assert_eq!(rest, thirds);
        }
        assert!(!Bits::all(3).has(1_000));
    }
}
