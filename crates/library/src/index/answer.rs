//! Runs a plan and puts what it finds in order.

use super::{
    Answer, Wanted,
    active::Active,
    dictionary::io,
    find::{Finder, Found, Scored},
    forms::Lookup,
    fuse::{self, SecondList},
    go_on,
    hits::hit,
    marks::Marker,
    plan::{Planned, plan},
    schema::Fields,
    stems::Stems,
    view::View,
};
use crate::{EntityKind, Error, store::Store};
use commonplace_core::query::{Order, OrderBy, Query};
use tantivy::{DocAddress, Searcher};
use uuid::Uuid;

/// What is asked, and for how long.
pub(super) struct Asked<'a> {
    query: &'a Query,
    /// Hits to skip, and to give.
    page: (u32, u32),
    second: Option<&'a dyn SecondList>,
    wanted: Wanted<'a>,
}

impl<'a> Asked<'a> {
    /// Everything that a query finds, unranked.
    pub(super) fn whole(query: &'a Query, wanted: Wanted<'a>) -> Self {
        Self { query, page: (0, 0), second: None, wanted }
    }
}

/// Searches.
pub(super) fn search(
    active: &Active,
    store: &Store,
    query: &Query,
    (offset, limit): (u32, u32),
    second: Option<&dyn SecondList>,
    wanted: Wanted<'_>,
) -> Result<Answer, Error> {
    let view = active.view();
    let asked = Asked { query, page: (offset, limit), second, wanted };
    let (found, planned) = find(&view, &active.fields, store, &asked)?;
    let total = found.docs.iter().map(super::sets::Bits::count).sum::<usize>();
    let most = offset as usize + limit as usize;
    let order = query.order.filter(|order| order.by != OrderBy::Relevance);
    let ranked = match order {
        _ if limit == 0 => Vec::new(),
        None if planned.has_words => found.ranked,
        order => {
            let newest = Order { by: OrderBy::Saved, reverse: false };
            sorted(active, &view, store, &found, order.unwrap_or(newest), most)?
        }
    };
    let page: Vec<Scored> = ranked.into_iter().skip(offset as usize).take(limit as usize).collect();
    let mut marker = Marker::new(query);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    store.read(|connection| {
        let mut hits = Vec::with_capacity(page.len());
        for scored in &page {
            go_on(wanted)?;
            let Some((kind, id)) = view.identity(scored.address) else { continue };
            hits.extend(hit(connection, kind, id, scored, &mut marker)?);
        }
        Ok(Answer { total: count(total), full: count(found.full), hits })
    })
}

/// Everything that has all that was asked, in no order.
pub(super) fn found(
    active: &Active,
    store: &Store,
    query: &Query,
) -> Result<Vec<(EntityKind, Uuid)>, Error> {
    let view = active.view();
    let (found, _) = find(&view, &active.fields, store, &Asked::whole(query, &|| true))?;
    let mut ids = Vec::new();
    for (columns, bits) in view.columns.iter().zip(&found.exact) {
        ids.extend(bits.iter().filter_map(|doc| columns.identity(doc)));
    }
    Ok(ids)
}

/// Everything that a query finds, ranked as far as the page needs it.
pub(super) fn find(
    view: &View,
    fields: &Fields,
    store: &Store,
    asked: &Asked<'_>,
) -> Result<(Found, Planned), Error> {
    let (query, (offset, limit)) = (asked.query, asked.page);
    let searcher = &view.searcher;
    let mut lookup = Lookup::new(searcher, fields, languages(searcher, fields)?);
    let planned = plan(&mut lookup, store, query)?;
    let by_relevance = query.order.is_none_or(|order| order.by == OrderBy::Relevance);
    let rank = planned.has_words && by_relevance;
    let mut most = offset as usize + limit as usize;
    if asked.second.is_some() {
        most = most.max(fuse::MOST);
    }
    let finder = Finder::new(view, &lookup, &planned, asked.wanted)?;
    let mut found = finder.find(most, rank && limit > 0, rank)?;
    if let Some(second) = asked.second {
        fuse::fuse(&mut found.ranked, view, query, second);
    }
    Ok((found, planned))
}

/// Stemmers for the languages that the library holds, and English; one for all that have none.
fn languages(searcher: &Searcher, fields: &Fields) -> Result<Vec<Stems>, Error> {
    let mut tags = vec!["en".to_owned()];
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.flag)?;
        let mut stream = index.terms().range().ge("lang:").lt("lang;").into_stream().map_err(io)?;
        while tags.len() < 60 && stream.advance() {
            let tag = std::str::from_utf8(stream.key()).unwrap_or_default();
            let tag = tag.trim_start_matches("lang:").to_owned();
            if !tag.contains('-') && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    let mut stems: Vec<Stems> = Vec::new();
    for tag in &tags {
        let stem = Stems::of(Some(tag));
        if stems.iter().all(|other| other.letter() != stem.letter()) {
            stems.push(stem);
        }
    }
    Ok(stems)
}

/// Everything that was found, in an order that is not relevance. What has no place in it comes last.
fn sorted(
    active: &Active,
    view: &View,
    store: &Store,
    found: &Found,
    order: Order,
    wanted: usize,
) -> Result<Vec<Scored>, Error> {
    let known = match order.by {
        OrderBy::Title | OrderBy::Opened => Some(active.places.get(store, order.by)?),
        _ => None,
    };
    let mut keyed: Vec<(Option<i64>, i64, DocAddress)> = Vec::new();
    for (place, (bits, columns)) in (0..).zip(found.docs.iter().zip(&view.columns)) {
        for doc in bits.iter() {
            let saved = columns.time.first(doc).unwrap_or_default();
            let key = match &known {
                Some(known) => {
                    let article = columns.identity(doc).filter(|(k, _)| *k == EntityKind::Article);
                    // The first place is the greatest key.
                    article.and_then(|(_, id)| known.get(&id)).map(|place| -i64::from(*place))
                }
                None => match order.by {
                    OrderBy::Published => columns.published.first(doc),
                    OrderBy::Words => columns.length.first(doc).map(|words| words as i64),
                    _ => Some(saved),
                },
            };
            let key = if order.reverse { key.map(|key| -key) } else { key };
            keyed.push((key, saved, DocAddress::new(place, doc)));
        }
    }
    let greatest = |a: &(Option<i64>, i64, DocAddress), b: &(Option<i64>, i64, DocAddress)| {
        b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2))
    };
    if wanted < keyed.len() && wanted > 0 {
        keyed.select_nth_unstable_by(wanted - 1, greatest);
        keyed.truncate(wanted);
    }
    keyed.sort_unstable_by(greatest);
    let scored = |(_, _, address)| Scored { score: 0.0, address, partial: false };
    Ok(keyed.into_iter().map(scored).collect())
}
