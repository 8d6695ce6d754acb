//! Runs a plan: joins, keeps and drops sets of documents, a segment at a time.

use super::{
    Wanted,
    dictionary::{info, io, walk},
    forms::Lookup,
    go_on,
    hands::each_segment,
    near::{documents, each_doc},
    plan::{Plan, Planned},
    schema::{Fields, LENGTH, PUBLISHED},
    sets::Bits,
    view::{Columns, View},
};
use crate::Error;
use tantivy::{
    DocAddress, Searcher, SegmentReader, Term as Key, postings::TermInfo, schema::Field,
};

/// Rare words count more than their inverse document frequency alone says: questions hold many that are in passing.
const RARITY: f64 = 1.25;
/// Fewer hits than this with all words, and those with most of them follow.
const FEW: usize = 5;
/// Documents with the rarest word of a row, from which on segments are looked through side by side.
const LONG: usize = 20_000;

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
pub(super) struct Part<'a> {
    pub(super) reader: &'a SegmentReader,
    pub(super) columns: &'a Columns,
    alive: Option<Bits>,
}

pub(super) struct Finder<'a> {
    searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    pub(super) planned: &'a Planned,
    pub(super) wanted: Wanted<'a>,
    pub(super) parts: Vec<Part<'a>>,
    /// What finding each leaf is worth.
    pub(super) rarity: Vec<f32>,
    /// Average lengths of fields, as far as they were asked for.
    pub(super) lengths: Vec<(Field, f32)>,
}

/// What each document is worth, for one leaf.
pub(super) type Worth = Vec<f32>;

/// By leaf: where it stands in a segment, and what that is worth, as far as that was looked up.
type Known = Vec<Option<(Bits, Worth)>>;

impl<'a> Finder<'a> {
    pub(super) fn new(
        view: &'a View,
        lookup: &'a Lookup<'_>,
        planned: &'a Planned,
        wanted: Wanted<'a>,
    ) -> Result<Self, Error> {
        let (searcher, fields) = (lookup.searcher, lookup.fields);
        let readers = searcher.segment_readers().iter().zip(&view.columns);
        let parts = readers.map(|(reader, columns)| Part {
            reader,
            columns,
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
            (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln().powf(RARITY) as f32
        });
        let (parts, rarity) = (parts.collect(), rarity.collect());
        let lengths = Vec::new();
        let mut finder = Self { searcher, fields, planned, wanted, parts, rarity, lengths };
        let f = *fields;
        for field in
            [f.title, f.title_stem, f.heading, f.body, f.body_stem, f.author, f.site, f.tag_words]
        {
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
        let found = each_segment(self.parts.len(), self.is_long(), |place| self.strict(place))?;
        let (mut docs, mut worths): (Vec<_>, Vec<_>) = found.into_iter().unzip();
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

    /// Whether rows of common words are asked for, whose places have to be read in so many documents that it takes
    /// milliseconds.
    fn is_long(&self) -> bool {
        let held = self.planned.leaves.iter().flat_map(|leaf| &leaf.held);
        let rows = held.flat_map(|held| &held.rows);
        let least = rows.filter_map(|row| row.parts.iter().map(|part| documents(part)).min());
        least.sum::<usize>() > LONG
    }

    /// What has all that was asked, in one segment, and what was found out about each leaf on the way.
    fn strict(&self, place: usize) -> Result<(Bits, Known), Error> {
        let mut known: Known = (0..self.planned.leaves.len()).map(|_| None).collect();
        let mut found = match &self.planned.strict {
            Some(plan) => self.set(plan, place, &mut known)?,
            None => Bits::all(self.parts[place].reader.max_doc()),
        };
        if let Some(alive) = &self.parts[place].alive {
            found.keep(alive);
        }
        Ok((found, known))
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
            Plan::Column { name, from, to } => {
                column(self.parts[place].columns, size, name, (*from, *to))
            }
        })
    }

    pub(super) fn listed(
        &self,
        reader: &SegmentReader,
        field: Field,
        text: &str,
    ) -> Result<Bits, Error> {
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

/// The documents whose column holds something from the first to the last.
fn column(columns: &Columns, size: u32, name: &str, (from, to): (i64, i64)) -> Bits {
    let mut docs = Vec::new();
    // A range is cut to what the column holds: tantivy takes one below all values for one that holds them.
    if name == LENGTH {
        let column = &columns.length;
        let (from, to) = (from.max(0) as u64, to.max(0) as u64);
        let (from, to) = (from.max(column.min_value()), to.min(column.max_value()));
        if from <= to {
            column.get_docids_for_value_range(from..=to, 0..size, &mut docs);
        }
    } else {
        let column = if name == PUBLISHED { &columns.published } else { &columns.time };
        let (from, to) = (from.max(column.min_value()), to.min(column.max_value()));
        if from <= to {
            column.get_docids_for_value_range(from..=to, 0..size, &mut docs);
        }
    }
    let mut bits = Bits::none(size);
    docs.into_iter().for_each(|doc| bits.put(doc));
    bits
}
