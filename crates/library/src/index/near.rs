//! Where words stand in a document, and whether that is near enough.

use super::{dictionary::io, sets::Bits};
use crate::Error;
use tantivy::{
    DocId, DocSet, InvertedIndexReader, TERMINATED,
    postings::{Postings as _, SegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

/// The lists of several words, read side by side.
pub(super) struct Postings {
    words: Vec<Word>,
    /// The words, those that fewest documents have first.
    rarest: Vec<usize>,
    /// For rows: the words of a document, those that stand there least often first, and two buffers for places.
    order: Vec<usize>,
    rows: Vec<u32>,
    others: Vec<u32>,
}

/// A word with the lists of all that it may be.
struct Word {
    lists: Vec<SegmentPostings>,
    /// Where there are several: the documents that are asked for, in order, each with a list that has it.
    docs: Vec<(DocId, usize)>,
    next: usize,
}

/// The places of each word in one document, in order.
#[derive(Default)]
pub(super) struct Places(Vec<Vec<u32>>);

impl Postings {
    /// Opens the lists of words; where one may be several, only documents of `asked` can be read.
    pub(super) fn open(
        index: &InvertedIndexReader,
        words: &[Vec<TermInfo>],
        asked: &Bits,
    ) -> Result<Self, Error> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut opened = Vec::with_capacity(words.len());
        for infos in words {
            let lists = infos.iter().map(|info| index.read_postings_from_terminfo(info, option));
            let lists = lists.collect::<Result<Vec<_>, _>>().map_err(io)?;
            let mut docs = Vec::new();
            if infos.len() > 1 {
                // Asking each of hundreds of lists for each document would take far longer.
                for (list, info) in infos.iter().enumerate() {
                    each_doc(index, info, |doc| {
                        if asked.has(doc) {
                            docs.push((doc, list));
                        }
                    })?;
                }
                docs.sort_unstable();
            }
            opened.push(Word { lists, docs, next: 0 });
        }
        let mut rarest: Vec<usize> = (0..words.len()).collect();
        rarest.sort_by_key(|word| documents(&words[*word]));
        let (rows, others) = (Vec::new(), Vec::new());
        Ok(Self { order: rarest.clone(), words: opened, rarest, rows, others })
    }

    /// Goes on to the first document from `doc` on that has all words, each of which has one list.
    pub(super) fn next_common(&mut self, mut doc: DocId) -> Option<DocId> {
        'next: while doc < TERMINATED {
            for word in &self.rarest {
                let list = self.words[*word].lists.first_mut()?;
                if !reach(list, doc) {
                    doc = list.doc();
                    continue 'next;
                }
            }
            return Some(doc);
        }
        None
    }

    /// How often the words stand right after each other in `doc`, which must come after those read before. Most
    /// documents that have all words have no such row, and two words are enough to see that.
    pub(super) fn in_a_row(&mut self, doc: DocId) -> u32 {
        let Self { words, order, rows, others, .. } = self;
        if !words.iter_mut().all(|word| word.has(doc)) {
            return 0;
        }
        order.sort_unstable_by_key(|word| words[*word].times());
        // Places of a row's words differ by their places in the row.
        let last = words.len() as u32;
        for (n, place) in order.iter().enumerate() {
            let into = if n == 0 { &mut *rows } else { &mut *others };
            into.clear();
            words[*place].read(doc, last - *place as u32, into);
            if n > 0 {
                keep_common(rows, others);
            }
            if rows.is_empty() {
                return 0;
            }
        }
        rows.len() as u32
    }

    /// Reads the places in `doc`, which must come after those read before; whether every word stands there. Where
    /// one does not, nothing was read.
    pub(super) fn read_all(&mut self, doc: DocId, places: &mut Places) -> bool {
        let all = self.words.iter_mut().all(|word| word.has(doc));
        if all {
            self.read(doc, places);
        }
        all
    }

    /// Reads the places in `doc`, which must come after those read before.
    pub(super) fn read(&mut self, doc: DocId, places: &mut Places) {
        places.0.resize_with(self.words.len(), Vec::new);
        for (word, places) in self.words.iter_mut().zip(&mut places.0) {
            places.clear();
            if word.has(doc) {
                word.read(doc, 0, places);
            }
        }
    }
}

impl Word {
    /// Goes on to a document; whether the word stands there.
    fn has(&mut self, doc: DocId) -> bool {
        match &mut self.lists[..] {
            [list] => reach(list, doc),
            _ => {
                let passed = self.docs[self.next..].iter().take_while(|(other, _)| *other < doc);
                self.next += passed.count();
                self.docs.get(self.next).is_some_and(|(other, _)| *other == doc)
            }
        }
    }

    /// How often it stands in the document that was gone on to; the most where it may be several.
    fn times(&self) -> u32 {
        match &self.lists[..] {
            [list] => list.term_freq(),
            _ => u32::MAX,
        }
    }

    /// Reads the places in a document that has it, each with `more` added.
    fn read(&mut self, doc: DocId, more: u32, places: &mut Vec<u32>) {
        if let [list] = &mut self.lists[..] {
            return list.append_positions_with_offset(more, places);
        }
        for (_, list) in self.docs[self.next..].iter().take_while(|(other, _)| *other == doc) {
            if reach(&mut self.lists[*list], doc) {
                self.lists[*list].append_positions_with_offset(more, places);
            }
        }
        places.sort_unstable();
    }
}

/// How many documents have a word that may be several, at most.
pub(super) fn documents(infos: &[TermInfo]) -> usize {
    infos.iter().map(|info| info.doc_freq as usize).sum()
}

/// Tells `take` every document of a word.
pub(super) fn each_doc(
    index: &InvertedIndexReader,
    info: &TermInfo,
    mut take: impl FnMut(DocId),
) -> Result<(), Error> {
    let option = IndexRecordOption::Basic;
    let mut block = index.read_block_postings_from_terminfo(info, option).map_err(io)?;
    while !block.docs().is_empty() {
        block.docs().iter().for_each(|doc| take(*doc));
        block.advance();
    }
    Ok(())
}

/// Goes on to a document; whether the list has it.
fn reach(list: &mut SegmentPostings, doc: DocId) -> bool {
    if list.doc() < doc {
        list.seek(doc);
    }
    list.doc() == doc
}

impl Places {
    /// The least distance between two words; next to each other in order is 1, in the other order twice as far.
    pub(super) fn distance(&self, first: usize, second: usize) -> Option<u32> {
        let (first, second) = (self.0.get(first)?, self.0.get(second)?);
        let mut least: Option<u32> = None;
        let mut at = 0;
        for place in first {
            while second.get(at).is_some_and(|other| other < place) {
                at += 1;
            }
            let after = second.get(at).filter(|other| *other > place).map(|other| other - place);
            let before = at.checked_sub(1).map(|at| 2 * (place - second[at]));
            for distance in [after, before].into_iter().flatten() {
                least = Some(least.map_or(distance, |least| least.min(distance)));
            }
        }
        least
    }
}

/// Keeps of a list in order what another one has too.
fn keep_common(list: &mut Vec<u32>, others: &[u32]) {
    let (mut at, mut other, mut kept) = (0, 0, 0);
    // Without a branch that depends on the places: processors cannot guess those.
    while let (Some(mine), Some(theirs)) = (list.get(at).copied(), others.get(other)) {
        if let Some(place) = list.get_mut(kept) {
            *place = mine;
        }
        kept += usize::from(mine == *theirs);
        at += usize::from(mine <= *theirs);
        other += usize::from(mine >= *theirs);
    }
    list.truncate(kept);
}

/// How often the words stand with at most `slop` others between the first and the last of them: in order, or in any.
pub(super) fn stands(places: &Places, ordered: bool, slop: u32) -> u32 {
    let words = &places.0;
    if words.iter().any(Vec::is_empty) {
        return 0;
    }
    let reach = words.len() as u32 - 1 + slop;
    if ordered { in_order(words, reach) } else { in_any_order(words, reach) }
}

fn in_order(words: &[Vec<u32>], reach: u32) -> u32 {
    let Some((first, rest)) = words.split_first() else { return 0 };
    let mut cursors = vec![0; rest.len()];
    let mut found = 0;
    for start in first {
        let mut last = *start;
        for (word, cursor) in rest.iter().zip(&mut cursors) {
            while word.get(*cursor).is_some_and(|place| *place <= last) {
                *cursor += 1;
            }
            match word.get(*cursor) {
                Some(place) => last = *place,
                None => return found,
            }
        }
        found += u32::from(last - start <= reach);
    }
    found
}

/// A window over all places that holds every word once.
fn in_any_order(words: &[Vec<u32>], reach: u32) -> u32 {
    let mut all: Vec<(u32, usize)> = Vec::new();
    for (word, places) in words.iter().enumerate() {
        all.extend(places.iter().map(|place| (*place, word)));
    }
    all.sort_unstable();
    let mut inside = vec![0_u32; words.len()];
    let (mut start, mut missing, mut found) = (0, words.len(), 0);
    for (place, word) in &all {
        missing -= usize::from(inside[*word] == 0);
        inside[*word] += 1;
        while missing == 0 {
            let (first, word) = all[start];
            found += u32::from(place - first <= reach);
            inside[word] -= 1;
            missing += usize::from(inside[word] == 0);
            start += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &[&[u32]], ordered: bool, slop: u32) -> u32 {
        stands(&Places(words.iter().map(|places| places.to_vec()).collect()), ordered, slop)
    }

    #[test]
    fn rows_of_words() {
        assert_eq!(count(&[&[1, 7], &[2, 5]], true, 0), 1);
        assert_eq!(count(&[&[2], &[1]], true, 5), 0);
        assert_eq!(count(&[&[2], &[1]], false, 0), 1);
        assert_eq!(count(&[&[1], &[4]], true, 1), 0);
        assert_eq!(count(&[&[1], &[4]], true, 2), 1);
        assert_eq!(count(&[&[1, 2], &[1, 2]], true, 0), 1, "a word twice");
        assert_eq!(count(&[&[9, 20], &[1, 21], &[22, 23]], false, 0), 1);
        assert_eq!(count(&[&[1], &[]], false, 9), 0);
    }

    #[test]
    fn what_two_lists_have_in_common_is_kept() {
        let kept = |list: &[u32], others: &[u32]| {
            let mut list = list.to_vec();
            keep_common(&mut list, others);
            list
        };
        assert_eq!(kept(&[1, 3, 5, 9], &[2, 3, 4, 9, 10]), [3, 9]);
        assert_eq!(kept(&[1, 2], &[]), [0; 0]);
        assert_eq!(kept(&[], &[1]), [0; 0]);
    }

    #[test]
    fn distances() {
        let places = Places(vec![vec![3, 10], vec![1, 12], vec![]]);
        assert_eq!(places.distance(0, 1), Some(2));
        assert_eq!(places.distance(1, 0), Some(2));
        assert_eq!(places.distance(0, 2), None);
    }
}
