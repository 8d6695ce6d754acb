//! Articles like another one, by the words that both have and few others; and the same passage in other articles.

use super::{
    Elsewhere, Related,
    active::Active,
    dictionary::{info, io},
    marks::{Mark, code_points},
    schema::KINDS,
    sets::Bits,
    stems::is_stop_word,
    words::{cut, fold},
};
use crate::{
    EntityKind, Error,
    store::{
        Store, article,
        search::{shown, shown_with_text},
    },
};
use commonplace_core::model::ArticleId;
use std::collections::{HashMap, VecDeque};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, schema::IndexRecordOption};

/// The most telling words of an article that others are compared by.
const TELLING: usize = 30;
/// Words in a row that make two passages the same (a shingle; Broder 1997).
const SHINGLE: usize = 4;
/// The rarest words of a passage, by which articles are chosen that may hold it.
const RAREST: usize = 8;
/// Articles that are looked through for a passage.
const MOST_ARTICLES: usize = 50;
/// This much of a passage must stand elsewhere.
const LEAST_SHARE: f64 = 0.5;

/// A word with how much it tells.
struct Word {
    text: String,
    weight: f32,
}

/// Articles like this one, the most alike first.
pub(super) fn related(
    active: &Active,
    store: &Store,
    id: ArticleId,
    limit: usize,
) -> Result<Vec<Related>, Error> {
    let (shown_here, text) = store.read(|connection| shown_with_text(connection, id))?;
    let view = active.view();
    let searcher = &view.searcher;
    let words = telling(searcher, active, &format!("{}\n{text}", shown_here.title), TELLING)?;
    let scores = compare(searcher, active, &words)?;
    let mut found = Vec::new();
    for (address, score, shared) in scores {
        if found.len() == limit {
            break;
        }
        let Some((kind, other)) = view.identity(address) else { continue };
        let other = ArticleId::new(other);
        if kind != EntityKind::Article || other == id || shared.len() < 3 {
            continue;
        }
        let Ok(shown) = store.read(|connection| shown(connection, other)) else { continue };
        let shared = shared.into_iter().take(5).map(|n| words[n].text.clone()).collect();
        let score = f64::from(score);
        found.push(Related { article: other, title: shown.title, score, shared });
    }
    Ok(found)
}

/// The same words, or nearly, in other articles; those saved first come first.
pub(super) fn elsewhere(
    active: &Active,
    store: &Store,
    passage: &str,
    except: Option<ArticleId>,
    limit: usize,
) -> Result<Vec<Elsewhere>, Error> {
    let view = active.view();
    let searcher = &view.searcher;
    let sought = shingles(passage);
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (shingle, _)) in sought.iter().enumerate() {
        known.entry(shingle).or_default().push(place);
    }
    let rarest = telling(searcher, active, passage, RAREST)?;
    let mut found = Vec::new();
    for (address, ..) in compare(searcher, active, &rarest)?.into_iter().take(MOST_ARTICLES) {
        let Some((kind, id)) = view.identity(address) else { continue };
        let id = ArticleId::new(id);
        if kind != EntityKind::Article || Some(id) == except {
            continue;
        }
        let read = store.read(|connection| {
            let saved = article::get(connection, id)?.saved;
            Ok((saved, shown_with_text(connection, id)?))
        });
        let (saved, (shown, text)) = match read {
            Ok(read) => read,
            Err(Error::NotFound { .. }) => continue,
            Err(error) => return Err(error),
        };
        if let Some((share, range)) = densest(&text, &known, sought.len() + SHINGLE - 1) {
            let mark = Mark { range: range.clone(), pattern: 0 };
            let Some(points) = code_points(&text, &[mark]).pop() else { continue };
            let text = text[range].to_owned();
            let title = shown.title;
            found.push((saved, Elsewhere { article: id, title, share, range: points, text }));
        }
    }
    found.sort_by_key(|(saved, _)| *saved);
    Ok(found.into_iter().map(|(_, found)| found).take(limit).collect())
}

/// The words of a text that tell it from others, the most telling first.
fn telling(
    searcher: &Searcher,
    active: &Active,
    text: &str,
    most: usize,
) -> Result<Vec<Word>, Error> {
    let mut times: HashMap<String, u32> = HashMap::new();
    for word in cut(text) {
        let folded = fold(&word.lower);
        if !is_stop_word(&folded) && (word.is_pair || folded.chars().count() > 2) {
            *times.entry(folded).or_default() += 1;
        }
    }
    let total = searcher.num_docs() as f32;
    let mut words = Vec::new();
    for (text, times) in times {
        let mut frequency = 0;
        for segment in searcher.segment_readers() {
            frequency += info(segment, active.fields.body, &text)?.map_or(0, |i| i.doc_freq);
        }
        // What stands nowhere else leads nowhere, and neither does what stands everywhere.
        if frequency > 1 {
            let rarity = (1.0 + total / frequency as f32).ln();
            let times = times as f32;
            words.push(Word { weight: rarity * times / (times + 1.2), text });
        }
    }
    words.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.text.cmp(&b.text)));
    words.truncate(most);
    Ok(words)
}

/// Documents with some of the words, the best first, and which words each has.
fn compare(
    searcher: &Searcher,
    active: &Active,
    words: &[Word],
) -> Result<Vec<(DocAddress, f32, Vec<usize>)>, Error> {
    let mut found: HashMap<DocAddress, (f32, Vec<usize>)> = HashMap::new();
    for (place, segment) in (0..).zip(searcher.segment_readers()) {
        let index = segment.inverted_index(active.fields.body)?;
        let articles = articles(segment)?;
        for (n, word) in words.iter().enumerate() {
            let Some(info) = info(segment, active.fields.body, &word.text)? else { continue };
            let option = IndexRecordOption::Basic;
            let mut list = index.read_postings_from_terminfo(&info, option).map_err(io)?;
            let mut doc = list.doc();
            while doc != TERMINATED {
                if articles.has(doc) && !segment.is_deleted(doc) {
                    let entry = found.entry(DocAddress::new(place, doc)).or_default();
                    entry.0 += word.weight;
                    entry.1.push(n);
                }
                doc = list.advance();
            }
        }
    }
    let mut found: Vec<_> =
        found.into_iter().map(|(address, (score, words))| (address, score, words)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}

fn articles(segment: &tantivy::SegmentReader) -> Result<Bits, Error> {
    let kind = segment.fast_fields().u64(super::schema::KIND)?;
    let mut bits = Bits::none(segment.max_doc());
    let wanted = KINDS.iter().position(|kind| *kind == EntityKind::Article).unwrap_or_default();
    for doc in 0..segment.max_doc() {
        if kind.first(doc) == Some(wanted as u64) {
            bits.put(doc);
        }
    }
    Ok(bits)
}

/// Every row of so many words, with where it stands.
fn shingles(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let words = cut(text);
    words
        .windows(SHINGLE)
        .map(|row| {
            let text: Vec<String> = row.iter().map(|word| fold(&word.lower)).collect();
            let (first, last) = (&row[0], &row[SHINGLE - 1]);
            (text.join(" "), first.range.start..last.range.end)
        })
        .collect()
}

/// Where a text holds most words of a passage close together, in rows that stand in both, and the share of its `words`
/// that it holds there. `known` has the rows of the passage, each with the words that it begins at.
fn densest(
    text: &str,
    known: &HashMap<&str, Vec<usize>>,
    words: usize,
) -> Option<(f64, std::ops::Range<usize>)> {
    let reach = words + words / 2 + SHINGLE;
    // The rows within reach of the last one, and by how many of them each word of the passage is held.
    let mut near: VecDeque<(usize, &[usize], std::ops::Range<usize>)> = VecDeque::new();
    let mut held = vec![0_u32; words];
    let mut count = 0;
    let mut best: Option<(usize, std::ops::Range<usize>)> = None;
    for (place, (shingle, range)) in shingles(text).into_iter().enumerate() {
        let Some(begins) = known.get(shingle.as_str()) else { continue };
        while near.front().is_some_and(|(first, ..)| place - first >= reach) {
            let begins = near.pop_front().map_or(&[][..], |(_, begins, _)| begins);
            for word in begins.iter().flat_map(|begin| *begin..begin + SHINGLE) {
                held[word] -= 1;
                count -= usize::from(held[word] == 0);
            }
        }
        for word in begins.iter().flat_map(|begin| *begin..begin + SHINGLE) {
            count += usize::from(held[word] == 0);
            held[word] += 1;
        }
        near.push_back((place, begins, range.clone()));
        let start = near.front().map_or(range.start, |(.., first)| first.start);
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, start..range.end));
        }
    }
    let (count, range) = best?;
    let share = count as f64 / words as f64;
    (share >= LEAST_SHARE).then_some((share, range))
}
