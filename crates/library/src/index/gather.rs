//! What a word or row of words finds in a segment, and how much of it: occurrences weighed by field and length.

use super::{
    dictionary::io,
    find::{Finder, Worth},
    forms::{Held, List, Row},
    near::{Places, Postings, documents, each_doc, stands},
    sets::Bits,
};
use crate::Error;
use tantivy::{
    DocId, InvertedIndexReader, SegmentReader,
    fieldnorm::FieldNormReader,
    postings::TermInfo,
    schema::{Field, IndexRecordOption},
};

/// Reading a list from end to end costs as much as looking for one in so many of its documents.
const NARROWING: usize = 16;
/// How much the length of a text counts.
const B: f32 = 0.75;

impl Finder<'_> {
    /// The documents of a leaf, with their weighed occurrences.
    pub(super) fn gather(
        &self,
        held: &Held,
        reader: &SegmentReader,
    ) -> Result<(Bits, Worth), Error> {
        let mut bits = Bits::none(reader.max_doc());
        let mut worth = vec![0.0; reader.max_doc() as usize];
        // Lists of one field come together, and there may be thousands.
        for lists in held.lists.chunk_by(|a, b| a.field == b.field) {
            self.take_lists(lists, reader, &mut bits, &mut worth)?;
        }
        for row in &held.rows {
            self.take_row(row, reader, &mut bits, &mut worth)?;
        }
        Ok((bits, worth))
    }

    /// Takes lists of the same field.
    fn take_lists(
        &self,
        lists: &[List],
        reader: &SegmentReader,
        bits: &mut Bits,
        worth: &mut Worth,
    ) -> Result<(), Error> {
        let Some(field) = lists.first().map(|list| list.field) else { return Ok(()) };
        let index = reader.inverted_index(field)?;
        let norms = self.norms(reader, field)?;
        let option = IndexRecordOption::WithFreqs;
        for List { info, weight, .. } in lists {
            let mut block = index.read_block_postings_from_terminfo(info, option).map_err(io)?;
            while !block.docs().is_empty() {
                match &norms {
                    Some(norms) => {
                        for (doc, times) in block.docs().iter().zip(block.freqs()) {
                            bits.put(*doc);
                            worth[*doc as usize] += weight * *times as f32 * norms.of(*doc);
                        }
                    }
                    None => {
                        for doc in block.docs() {
                            bits.put(*doc);
                            worth[*doc as usize] += weight;
                        }
                    }
                }
                block.advance();
            }
        }
        Ok(())
    }

    fn take_row(
        &self,
        row: &Row,
        reader: &SegmentReader,
        bits: &mut Bits,
        worth: &mut Worth,
    ) -> Result<(), Error> {
        let index = reader.inverted_index(row.field)?;
        let norms = self.norms(reader, row.field)?;
        let mut places = Places::default();
        let mut take = |postings: &mut Postings, doc: DocId| {
            let times = if row.ordered && row.slop == 0 {
                postings.in_a_row(doc)
            } else if postings.read_all(doc, &mut places) {
                stands(&places, row.ordered, row.slop)
            } else {
                0
            };
            if times > 0 {
                bits.put(doc);
                let norm = norms.as_ref().map_or(1.0, |norms| norms.of(doc));
                worth[doc as usize] += times as f32 * norm;
            }
        };
        if row.parts.iter().all(|part| part.len() == 1) {
            let mut postings = Postings::open(&index, &row.parts, &Bits::none(0))?;
            let mut from = 0;
            while let Some(doc) = postings.next_common(from) {
                take(&mut postings, doc);
                from = doc + 1;
            }
        } else {
            let candidates = candidates(&index, row, reader.max_doc())?;
            let mut postings = Postings::open(&index, &row.parts, &candidates)?;
            candidates.iter().for_each(|doc| take(&mut postings, doc));
        }
        Ok(())
    }

    fn norms(&self, reader: &SegmentReader, field: Field) -> Result<Option<Norms>, Error> {
        match self.lengths.iter().find(|(known, _)| *known == field) {
            Some((_, average)) => Norms::new(reader, field, *average).map(Some),
            None => Ok(None),
        }
    }
}

/// Documents that may have every word of a row. The word that fewest have leads; others narrow that down where it costs
/// less than looking for each document in their lists.
fn candidates(index: &InvertedIndexReader, row: &Row, max_doc: u32) -> Result<Bits, Error> {
    let mut parts: Vec<(usize, &Vec<TermInfo>)> =
        row.parts.iter().map(|part| (documents(part), part)).collect();
    parts.sort_by_key(|(size, _)| *size);
    let mut candidates = Bits::all(max_doc);
    let mut left = usize::MAX;
    for (size, part) in parts {
        if part.len() == 1 && size / NARROWING > left {
            continue;
        }
        let mut with_it = Bits::none(max_doc);
        for info in part {
            each_doc(index, info, |doc| with_it.put(doc))?;
        }
        candidates.keep(&with_it);
        left = candidates.count();
    }
    Ok(candidates)
}

/// What an occurrence is worth in a document of this length.
struct Norms {
    reader: FieldNormReader,
    table: [f32; 256],
}

impl Norms {
    fn new(reader: &SegmentReader, field: Field, average: f32) -> Result<Self, Error> {
        let reader = reader.get_fieldnorms_reader(field)?;
        let mut table = [0.0; 256];
        for (id, norm) in (0..=u8::MAX).zip(&mut table) {
            let length = FieldNormReader::id_to_fieldnorm(id) as f32;
            *norm = 1.0 / (1.0 - B + B * length / average);
        }
        Ok(Self { reader, table })
    }

    fn of(&self, doc: DocId) -> f32 {
        self.table[usize::from(self.reader.fieldnorm_id(doc))]
    }
}
