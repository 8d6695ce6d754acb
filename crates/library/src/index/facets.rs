//! Counts what an answer has in common, from the index's columns.

use super::{
    Facets, Wanted,
    active::Active,
    answer::{Asked, find},
    dictionary::{info, io},
    go_on,
    schema::{AUTHORS, KINDS, SITES, TAGS},
    sets::Bits,
};
use crate::{Error, store::Store};
use commonplace_core::{model::Color, query::Query};
use std::collections::HashMap;
use tantivy::{DocSet, SegmentReader, TERMINATED, schema::IndexRecordOption};

/// Names that are given of each kind.
const MOST: usize = 50;

/// Counts over everything that has all that was asked.
pub(super) fn facets(
    active: &Active,
    store: &Store,
    query: &Query,
    wanted: Wanted<'_>,
) -> Result<Facets, Error> {
    let view = active.view();
    let (found, _) = find(&view, &active.fields, store, &Asked::whole(query, wanted))?;
    let (mut tags, mut sites, mut authors) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut kinds = [0_u32; KINDS.len()];
    let mut years: HashMap<i32, u32> = HashMap::new();
    let mut colors = Vec::new();
    let readers = view.searcher.segment_readers();
    for (place, (bits, reader)) in found.exact.iter().zip(readers).enumerate() {
        go_on(wanted)?;
        names(reader, TAGS, bits, &mut tags)?;
        names(reader, SITES, bits, &mut sites)?;
        names(reader, AUTHORS, bits, &mut authors)?;
        let Some(columns) = view.columns.get(place) else { continue };
        for doc in bits.iter() {
            for (kind, count) in KINDS.iter().zip(&mut kinds) {
                *count += u32::from(columns.kind(doc) == Some(*kind));
            }
            if let Some(moment) = columns.published.first(doc) {
                *years.entry(year(moment)).or_default() += 1;
            }
        }
    }
    for color in Color::ALL {
        let flag = format!("color:{}", color.as_str());
        let mut count = 0;
        for (bits, reader) in found.exact.iter().zip(readers) {
            count += with_flag(reader, &active.fields, &flag, bits)?;
        }
        if count > 0 {
            colors.push((*color, count));
        }
    }
    let mut years: Vec<(i32, u32)> = years.into_iter().collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    let kinds = KINDS.into_iter().zip(kinds).filter(|(_, count)| *count > 0).collect();
    Ok(Facets {
        kinds,
        tags: commonest(tags),
        sites: commonest(sites),
        authors: commonest(authors),
        years,
        colors,
    })
}

/// Adds up the names in a column over some documents.
fn names(
    reader: &SegmentReader,
    name: &str,
    docs: &Bits,
    counts: &mut HashMap<String, u32>,
) -> Result<(), Error> {
    let Some(column) = reader.fast_fields().str(name)? else { return Ok(()) };
    let mut here = vec![0_u32; column.num_terms()];
    for doc in docs.iter() {
        for ord in column.term_ords(doc) {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| here.get_mut(ord)) {
                *count += 1;
            }
        }
    }
    let mut text = String::new();
    for (ord, count) in (0..).zip(here).filter(|(_, count)| *count > 0) {
        text.clear();
        if column.ord_to_str(ord, &mut text).map_err(io)? {
            *counts.entry(text.clone()).or_default() += count;
        }
    }
    Ok(())
}

fn with_flag(
    reader: &SegmentReader,
    fields: &super::schema::Fields,
    flag: &str,
    docs: &Bits,
) -> Result<u32, Error> {
    let Some(info) = info(reader, fields.flag, flag)? else { return Ok(0) };
    let index = reader.inverted_index(fields.flag)?;
    let mut list =
        index.read_postings_from_terminfo(&info, IndexRecordOption::Basic).map_err(io)?;
    let mut count = 0;
    let mut doc = list.doc();
    while doc != TERMINATED {
        count += u32::from(docs.has(doc));
        doc = list.advance();
    }
    Ok(count)
}

fn commonest(counts: HashMap<String, u32>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST);
    counts
}

/// The year of a moment in UTC.
fn year(millis: i64) -> i32 {
    let moment = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    moment.to_zoned(jiff::tz::TimeZone::UTC).year().into()
}
