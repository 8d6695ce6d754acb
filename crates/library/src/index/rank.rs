//! Puts what was found in order: a score for everything by BM25F (Robertson, Zaragoza and Taylor 2004), in which a
//! word's occurrences in title and text are weighed and added up before they are worth less and less, and a closer look
//! at the best.

use super::{
    dictionary::info,
    find::{Finder, Scored, Worth},
    go_on,
    near::{Places, Postings},
    sets::Bits,
};
use crate::Error;
use tantivy::{DocAddress, DocId, SegmentReader, schema::Field};

/// How soon more occurrences of a word are worth little.
const K1: f32 = 2.2;
/// The best so many are looked at more closely.
const CLOSELY: usize = 200;
/// What stands before everything else: the thing of exactly this title.
const EXACT_TITLE: f32 = 1_000.0;
/// What words next to each other are worth, of what the rarer of them is.
const NEARNESS: f32 = 0.75;
/// The same in a title.
const NEARNESS_IN_TITLE: f32 = 0.4;
/// What each thing that a person did with an article is worth, of its score.
const SIGNAL: f32 = 0.04;
/// What being the newest is worth, of its score; half a year later it is a third of that.
const RECENT: f32 = 0.04;
const HALF_A_YEAR: f32 = 15_768_000_000.0;

impl Finder<'_> {
    pub(super) fn score(
        &self,
        place: usize,
        docs: &Bits,
        known: &[Option<(Bits, Worth)>],
        partial: bool,
        ranked: &mut Vec<Scored>,
    ) {
        let leaves: Vec<(&Worth, f32)> = known
            .iter()
            .zip(&self.rarity)
            .filter_map(|(known, rarity)| known.as_ref().map(|(_, worth)| (worth, *rarity)))
            .collect();
        for doc in docs.iter() {
            let score = leaves.iter().map(|(worth, rarity)| {
                let times = worth[doc as usize];
                rarity * times * (K1 + 1.0) / (times + K1)
            });
            let address = DocAddress::new(place as u32, doc);
            ranked.push(Scored { score: score.sum(), address, partial });
        }
    }

    /// The best `wanted` in order; the first of them looked at more closely.
    pub(super) fn best(
        &self,
        mut ranked: Vec<Scored>,
        wanted: usize,
    ) -> Result<Vec<Scored>, Error> {
        let order = |a: &Scored, b: &Scored| {
            b.score.total_cmp(&a.score).then_with(|| a.address.cmp(&b.address))
        };
        if wanted == 0 {
            return Ok(Vec::new());
        }
        let most = wanted.max(CLOSELY);
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most - 1, order);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(order);
        let closely = ranked.len().min(CLOSELY);
        if let Some(first) = ranked.get_mut(..closely) {
            self.look_closely(first)?;
            first.sort_unstable_by(order);
        }
        ranked.truncate(wanted);
        Ok(ranked)
    }

    /// What costs too much to find out for everything: whether words stand near each other, what a person did with
    /// it, how new it is.
    fn look_closely(&self, hits: &mut [Scored]) -> Result<(), Error> {
        go_on(self.wanted)?;
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_unstable_by_key(|place| hits[*place].address);
        let newest = self.newest();
        for (segment, part) in self.parts.iter().enumerate() {
            let here: Vec<usize> = order
                .iter()
                .copied()
                .filter(|place| hits[*place].address.segment_ord as usize == segment)
                .collect();
            if here.is_empty() {
                continue;
            }
            let docs: Vec<DocId> = here.iter().map(|place| hits[*place].address.doc_id).collect();
            let near = [(self.fields.body, NEARNESS), (self.fields.title, NEARNESS_IN_TITLE)];
            let mut more = vec![0.0; docs.len()];
            for (field, weight) in near {
                self.nearness(part.reader, field, weight, &docs, &mut more)?;
            }
            let exact = if self.planned.title.is_empty() {
                None
            } else {
                Some(self.listed(part.reader, self.fields.whole_title, &self.planned.title)?)
            };
            for ((place, doc), more) in here.iter().zip(&docs).zip(more) {
                let done = part.columns.signals.first(*doc).unwrap_or_default().count_ones() as f32;
                let age =
                    part.columns.time.first(*doc).map_or(f32::MAX, |time| (newest - time) as f32);
                let factor = 1.0 + SIGNAL * done + RECENT * (-age / HALF_A_YEAR).exp();
                let hit = &mut hits[*place];
                hit.score = (hit.score + more) * factor;
                if exact.as_ref().is_some_and(|exact| exact.has(*doc)) {
                    hit.score += EXACT_TITLE;
                }
            }
        }
        Ok(())
    }

    fn newest(&self) -> i64 {
        let times = self.parts.iter().map(|part| part.columns.time.max_value());
        times.max().unwrap_or(i64::MIN)
    }

    /// Adds what words that were typed next to each other are worth where they stand near each other.
    fn nearness(
        &self,
        reader: &SegmentReader,
        field: Field,
        weight: f32,
        docs: &[DocId],
        more: &mut [f32],
    ) -> Result<(), Error> {
        let index = reader.inverted_index(field)?;
        let mut words = Vec::new();
        for (leaf, rarity) in self.planned.leaves.iter().zip(&self.rarity) {
            let Some(word) = leaf.single.as_ref().filter(|_| leaf.anywhere) else { continue };
            if leaf.is_common {
                continue;
            }
            words.push((info(reader, field, word)?, *rarity));
        }
        if words.len() < 2 {
            return Ok(());
        }
        let parts: Vec<_> = words.iter().map(|(info, _)| info.iter().cloned().collect()).collect();
        let mut postings = Postings::open(&index, &parts, &Bits::none(0))?;
        let mut places = Places::default();
        for (doc, more) in docs.iter().zip(more) {
            postings.read(*doc, &mut places);
            for pair in 0..words.len() - 1 {
                if let Some(distance) = places.distance(pair, pair + 1) {
                    let rarer = words[pair].1.min(words[pair + 1].1);
                    *more += weight * rarer / distance as f32;
                }
            }
        }
        Ok(())
    }
}
