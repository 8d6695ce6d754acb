//! Words that were perhaps meant: near to what was typed, and commoner. They are offered, never put in silently.

use super::{
    Suggestion,
    active::Active,
    dictionary::{info, io},
    mistakes::{allowed, distance, near},
    words::{cut, fold},
};
use crate::Error;
use commonplace_core::query::{Form, Query};
use std::collections::HashMap;
use tantivy::Searcher;

/// A word that stands in at least so many things is taken as it is.
const KNOWN: u32 = 3;

/// For each word of a query that hardly anything has, the commonest word near it. `typed` is the query's text.
pub(super) fn suggest(
    active: &Active,
    query: &Query,
    typed: &str,
) -> Result<Vec<Suggestion>, Error> {
    let view = active.view();
    let searcher = &view.searcher;
    let mut suggestions = Vec::new();
    for (_, term) in query.words() {
        if !matches!(term.form, Form::Word | Form::Typing) {
            continue;
        }
        let [word] = &cut(&term.text)[..] else { continue };
        let folded = fold(&word.lower);
        if word.is_pair || allowed(&folded) == 0 || count(searcher, active, &folded)? >= KNOWN {
            continue;
        }
        let Some((word, count)) = nearest(searcher, active, &folded)? else { continue };
        let Some(start) = typed.find(&term.text) else { continue };
        suggestions.push(Suggestion { range: start..start + term.text.len(), word, count });
    }
    Ok(suggestions)
}

fn count(searcher: &Searcher, active: &Active, folded: &str) -> Result<u32, Error> {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        for field in [active.fields.title, active.fields.body, active.fields.author] {
            count += info(segment, field, folded)?.map_or(0, |info| info.doc_freq);
        }
    }
    Ok(count)
}

fn nearest(
    searcher: &Searcher,
    active: &Active,
    folded: &str,
) -> Result<Option<(String, u32)>, Error> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let automaton = near(folded)?;
    for segment in searcher.segment_readers() {
        for field in [active.fields.title, active.fields.body, active.fields.author] {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().search(&automaton).into_stream().map_err(io)?;
            while stream.advance() {
                if let Ok(word) = std::str::from_utf8(stream.key())
                    && word != folded
                {
                    *counts.entry(word.to_owned()).or_default() += stream.value().doc_freq;
                }
            }
        }
    }
    // The fewest mistakes, then the same first letter, then the commonest.
    let first = folded.chars().next();
    let best = counts.into_iter().min_by_key(|(word, count)| {
        let other = word.chars().next() != first;
        (distance(word, folded), other, std::cmp::Reverse(*count), word.clone())
    });
    Ok(best)
}
