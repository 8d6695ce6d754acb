//! Runs a plan: sets of documents, and a score for each by BM25F (Robertson, Zaragoza and Taylor 2004), in which a
//! word's occurrences in title and text are weighed and added up before they are worth less and less.

use super::{
    Wanted,
    forms::{Held, List, Lookup, Row, info, io, walk},
    go_on,
    near::{Places, Postings, each_doc, stands},
    plan::{Plan, Planned},
    schema::{Fields, SIGNALS, TIME},
    sets::Bits,
};
use crate::Error;
use tantivy::{
    DocAddress, DocId, Searcher, SegmentReader, Term as Key,
    fieldnorm::FieldNormReader,
    postings::TermInfo,
    schema::{Field, IndexRecordOption},
};

/// Reading a list from end to end costs as much as looking for one in so many of its documents.
const NARROWING: usize = 16;
/// How soon more occurrences of a word are worth little.
const K1: f32 = 2.2;
/// How much the length of a text counts.
const B: f32 = 0.75;
/// Fewer hits than this with all words, and those with most of them follow.
const FEW: usize = 5;
/// The best so many are looked at more closely.
const CLOSELY: usize = 200;
/// What stands before everything else: the thing of exactly this title.
const EXACT_TITLE: f32 = 1_000.0;
/// What words next to each other are worth, of what the rarer of them is.
const NEARNESS: f32 = 0.9;
/// The same in a title.
const NEARNESS_IN_TITLE: f32 = 0.4;
/// What each thing that a person did with an article is worth, of its score.
const SIGNAL: f32 = 0.04;
/// What being the newest is worth, of its score; half a year later it is a third of that.
const RECENT: f32 = 0.04;
const HALF_A_YEAR: f32 = 15_768_000_000.0;

/// A document that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub(super) score: f32,
    pub(super) address: DocAddress,
    /// It has not all of the words.
    pub(super) partial: bool,
}

/// Everything that was found.
pub(super) struct Found {
    /// By segment.
    pub(super) docs: Vec<Bits>,
    /// Those of them that have all of the words.
    pub(super) exact: Vec<Bits>,
    /// How many have all of the words.
    pub(super) full: usize,
    /// With the score of each, the best first as far as it was asked; empty where nothing ranks.
    pub(super) ranked: Vec<Scored>,
}

/// A segment with what scoring needs of it.
struct Part<'a> {
    reader: &'a SegmentReader,
    alive: Option<Bits>,
}

pub(super) struct Finder<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    planned: &'a Planned,
    wanted: Wanted<'a>,
    parts: Vec<Part<'a>>,
    /// What finding each leaf is worth.
    rarity: Vec<f32>,
    /// Average lengths of fields, as far as they were asked for.
    lengths: Vec<(Field, f32)>,
}

/// What each document is worth, for one leaf.
type Worth = Vec<f32>;

impl<'a> Finder<'a> {
    pub(super) fn new(
        lookup: &'a Lookup<'_>,
        planned: &'a Planned,
        wanted: Wanted<'a>,
    ) -> Result<Self, Error> {
        let (searcher, fields) = (lookup.searcher, lookup.fields);
        let parts = searcher.segment_readers().iter().map(|reader| Part {
            reader,
            alive: reader.has_deletes().then(|| {
                let mut alive = Bits::none(reader.max_doc());
                reader.doc_ids_alive().for_each(|doc| alive.put(doc));
                alive
            }),
        });
        let total = searcher.num_docs() as f64;
        let telling = planned.leaves.iter().any(|leaf| !leaf.is_common && !leaf.is_origin);
        let rarity = planned.leaves.iter().map(|leaf| {
            if telling && leaf.is_common {
                return 0.0;
            }
            let frequency = leaf.frequency.min(total);
            (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln() as f32
        });
        let (parts, rarity) = (parts.collect(), rarity.collect());
        let lengths = Vec::new();
        let mut finder = Self { searcher, fields, planned, wanted, parts, rarity, lengths };
        let f = *fields;
        for field in [f.title, f.title_stem, f.body, f.body_stem, f.author, f.site, f.tag_words] {
            let length = finder.average(field)?;
            finder.lengths.push((field, length));
        }
        Ok(finder)
    }

    fn average(&self, field: Field) -> Result<f32, Error> {
        let mut tokens = 0;
        for part in &self.parts {
            tokens += part.reader.inverted_index(field)?.total_num_tokens();
        }
        Ok((tokens as f32 / self.searcher.num_docs().max(1) as f32).max(1.0))
    }

    /// Finds, and ranks the best `wanted`; where few have all of the words and `relax` says so, what has most of them
    /// follows.
    pub(super) fn find(&self, wanted: usize, rank: bool, relax: bool) -> Result<Found, Error> {
        let mut docs = Vec::with_capacity(self.parts.len());
        let mut worths: Vec<Vec<Option<(Bits, Worth)>>> = Vec::new();
        for place in 0..self.parts.len() {
            let mut known: Vec<Option<(Bits, Worth)>> =
                (0..self.planned.leaves.len()).map(|_| None).collect();
            let mut found = match &self.planned.strict {
                Some(plan) => self.set(plan, place, &mut known)?,
                None => Bits::all(self.parts[place].reader.max_doc()),
            };
            if let Some(alive) = &self.parts[place].alive {
                found.keep(alive);
            }
            docs.push(found);
            worths.push(known);
        }
        let exact = docs.clone();
        let full: usize = docs.iter().map(Bits::count).sum();
        let mut ranked = Vec::new();
        if rank {
            for (place, bits) in docs.iter().enumerate() {
                self.score(place, bits, &worths[place], false, &mut ranked);
            }
        }
        let mut best = self.best(ranked, wanted)?;
        if relax
            && full < FEW
            && let Some((words, rest)) = &self.planned.relaxed
        {
            let mut partial = Vec::new();
            for place in 0..self.parts.len() {
                let more = self.most(place, words, rest.as_ref(), &mut worths[place])?;
                let mut more = more;
                more.drop(&docs[place]);
                self.score(place, &more, &worths[place], true, &mut partial);
                docs[place].join(&more);
            }
            let wanted = wanted.saturating_sub(best.len());
            if rank {
                best.extend(self.best(partial, wanted)?);
            }
        }
        Ok(Found { docs, exact, full, ranked: best })
    }

    /// What has at least one of two or three words, or two of more. Its score tells the rest: the long questions that
    /// people paste name many things besides the one they are about.
    fn most(
        &self,
        place: usize,
        words: &[usize],
        rest: Option<&Plan>,
        known: &mut [Option<(Bits, Worth)>],
    ) -> Result<Bits, Error> {
        let size = self.parts[place].reader.max_doc();
        let mut counts = vec![0_u8; size as usize];
        for leaf in words {
            let (bits, _) = self.leaf(*leaf, place, known)?;
            for doc in bits.iter() {
                counts[doc as usize] = counts[doc as usize].saturating_add(1);
            }
        }
        let needed = if words.len() > 3 { 2 } else { 1 };
        let mut found = Bits::none(size);
        for (doc, count) in (0..).zip(&counts) {
            if *count >= needed {
                found.put(doc);
            }
        }
        if let Some(rest) = rest {
            found.keep(&self.set(rest, place, known)?);
        }
        if let Some(alive) = &self.parts[place].alive {
            found.keep(alive);
        }
        Ok(found)
    }

    /// The documents of a plan in one segment.
    fn set(
        &self,
        plan: &Plan,
        place: usize,
        known: &mut [Option<(Bits, Worth)>],
    ) -> Result<Bits, Error> {
        let reader = self.parts[place].reader;
        let size = reader.max_doc();
        Ok(match plan {
            Plan::Leaf(leaf) => self.leaf(*leaf, place, known)?.0.clone(),
            Plan::Optional(leaf) => {
                self.leaf(*leaf, place, known)?;
                Bits::all(size)
            }
            Plan::All(plans) => {
                let mut all = Bits::all(size);
                for plan in plans {
                    all.keep(&self.set(plan, place, known)?);
                }
                all
            }
            Plan::Any(plans) => {
                let mut any = Bits::none(size);
                for plan in plans {
                    any.join(&self.set(plan, place, known)?);
                }
                any
            }
            Plan::Not(plan) => self.set(plan, place, known)?.turned(),
            Plan::Flag(flag) => self.listed(reader, self.fields.flag, flag)?,
            Plan::Tag { key, prefix: false } => self.listed(reader, self.fields.tag, key)?,
            Plan::Tag { key, prefix: true } => {
                self.matching(reader, self.fields.tag, Some(key), |_| true)?
            }
            Plan::Url(part) => {
                let part = part.as_bytes();
                let holds = |url: &[u8]| {
                    part.len() <= url.len() && url.windows(part.len()).any(|w| w == part)
                };
                self.matching(reader, self.fields.url, None, holds)?
            }
            Plan::Articles(ids) => {
                let index = reader.inverted_index(self.fields.article)?;
                let mut bits = Bits::none(size);
                for id in ids {
                    let key = Key::from_field_bytes(self.fields.article, id.as_bytes());
                    if let Some(info) = index.get_term_info(&key).map_err(io)? {
                        put(reader, self.fields.article, &info, &mut bits)?;
                    }
                }
                bits
            }
            Plan::Column { name, from, to } => column(reader, name, *from, *to)?,
        })
    }

    fn listed(&self, reader: &SegmentReader, field: Field, text: &str) -> Result<Bits, Error> {
        let mut bits = Bits::none(reader.max_doc());
        if let Some(info) = info(reader, field, text)? {
            put(reader, field, &info, &mut bits)?;
        }
        Ok(bits)
    }

    fn matching(
        &self,
        reader: &SegmentReader,
        field: Field,
        prefix: Option<&str>,
        wanted: impl Fn(&[u8]) -> bool,
    ) -> Result<Bits, Error> {
        let mut infos = Vec::new();
        walk(reader.inverted_index(field)?.terms(), prefix, |stream| {
            if wanted(stream.key()) {
                infos.push(stream.value().clone());
            }
            true
        })?;
        let mut bits = Bits::none(reader.max_doc());
        for info in &infos {
            put(reader, field, info, &mut bits)?;
        }
        Ok(bits)
    }

    fn leaf<'k>(
        &self,
        leaf: usize,
        place: usize,
        known: &'k mut [Option<(Bits, Worth)>],
    ) -> Result<&'k (Bits, Worth), Error> {
        if known[leaf].is_none() {
            go_on(self.wanted)?;
            let held = &self.planned.leaves[leaf].held[place];
            known[leaf] = Some(self.gather(held, self.parts[place].reader)?);
        }
        known[leaf].as_ref().ok_or_else(|| Error::Index("A word was not looked up.".into()))
    }

    /// The documents of a leaf, with their weighed occurrences.
    fn gather(&self, held: &Held, reader: &SegmentReader) -> Result<(Bits, Worth), Error> {
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
        // The word that fewest documents have leads; others narrow that down where it costs less than looking for
        // each document in their lists.
        let size = |part: &Vec<TermInfo>| part.iter().map(|info| info.doc_freq as usize).sum();
        let mut parts: Vec<(usize, &Vec<TermInfo>)> =
            row.parts.iter().map(|part| (size(part), part)).collect();
        parts.sort_by_key(|(size, _)| *size);
        let mut candidates = Bits::all(reader.max_doc());
        let mut left = usize::MAX;
        for (size, part) in parts {
            if part.len() == 1 && size / NARROWING > left {
                continue;
            }
            let mut with_it = Bits::none(reader.max_doc());
            for info in part {
                each_doc(&index, info, |doc| with_it.put(doc))?;
            }
            candidates.keep(&with_it);
            left = candidates.count();
        }
        let mut postings = Postings::open(&index, &row.parts, &candidates)?;
        let norms = self.norms(reader, row.field)?;
        let mut places = Places::default();
        for doc in candidates.iter() {
            if !postings.read_all(doc, &mut places) {
                continue;
            }
            let times = stands(&places, row.ordered, row.slop);
            if times > 0 {
                bits.put(doc);
                let norm = norms.as_ref().map_or(1.0, |norms| norms.of(doc));
                worth[doc as usize] += times as f32 * norm;
            }
        }
        Ok(())
    }

    fn norms(&self, reader: &SegmentReader, field: Field) -> Result<Option<Norms>, Error> {
        match self.lengths.iter().find(|(known, _)| *known == field) {
            Some((_, average)) => Norms::new(reader, field, *average).map(Some),
            None => Ok(None),
        }
    }

    fn score(
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
    fn best(&self, mut ranked: Vec<Scored>, wanted: usize) -> Result<Vec<Scored>, Error> {
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
        let newest = self.newest()?;
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
            let columns = part.reader.fast_fields();
            let (signals, time) = (columns.u64(SIGNALS)?, columns.i64(TIME)?);
            let exact = if self.planned.title.is_empty() {
                None
            } else {
                Some(self.listed(part.reader, self.fields.whole_title, &self.planned.title)?)
            };
            for ((place, doc), more) in here.iter().zip(&docs).zip(more) {
                let done = signals.first(*doc).unwrap_or_default().count_ones() as f32;
                let age = time.first(*doc).map_or(f32::MAX, |time| (newest - time) as f32);
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

    fn newest(&self) -> Result<i64, Error> {
        let mut newest = i64::MIN;
        for part in &self.parts {
            newest = newest.max(part.reader.fast_fields().i64(TIME)?.max_value());
        }
        Ok(newest)
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

/// Puts the documents of a word into a set.
fn put(
    reader: &SegmentReader,
    field: Field,
    info: &TermInfo,
    bits: &mut Bits,
) -> Result<(), Error> {
    each_doc(&*reader.inverted_index(field)?, info, |doc| bits.put(doc))
}

/// The documents whose column holds something from `from` to `to`.
fn column(reader: &SegmentReader, name: &str, from: i64, to: i64) -> Result<Bits, Error> {
    let size = reader.max_doc();
    let mut bits = Bits::none(size);
    let mut docs = Vec::new();
    if from > to {
        return Ok(bits);
    }
    let columns = reader.fast_fields();
    // A range is cut to what the column holds: tantivy takes one below all values for one that holds them.
    if name == super::schema::LENGTH {
        let column = columns.u64(name)?;
        let (from, to) = (from.max(0) as u64, to.max(0) as u64);
        let (from, to) = (from.max(column.min_value()), to.min(column.max_value()));
        if from <= to {
            column.get_docids_for_value_range(from..=to, 0..size, &mut docs);
        }
    } else {
        let column = columns.i64(name)?;
        let (from, to) = (from.max(column.min_value()), to.min(column.max_value()));
        if from <= to {
            column.get_docids_for_value_range(from..=to, 0..size, &mut docs);
        }
    }
    docs.into_iter().for_each(|doc| bits.put(doc));
    Ok(bits)
}
