//! What the judges and the readability rules think of segments, as a decision about each.

use super::segments::{Segment, Segments};
use super::{barred, features, fill};
use crate::extract::metadata::Stated;
use std::collections::HashMap;

/// From this probability on a text is the article's beyond doubt; words of such texts that are an article.
const SURE: f32 = 0.9;
const SURE_WORDS: u32 = 50;
/// Share of a sure article's words from which on other text would outweigh it, and the first judge's mean opinion of that
/// below which it is not believed.
const SWARM: f32 = 0.75;
const DOUBT: f32 = 0.45;
/// From this probability on a heading before a kept paragraph is kept.
const HEADING: f32 = 0.02;

/// What a page's own data says that it is.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) article: bool,
    /// A thread of posts.
    pub(super) thread: bool,
}

impl Told {
    pub(super) fn by(stated: &Stated) -> Self {
        Self { article: stated.is_article(), thread: stated.is_thread() }
    }
}

/// What both judges and the readability rules think, as a decision about every segment.
pub(super) fn decide(
    segments: &Segments,
    readable: &[bool],
    told: Told,
    mut first: Vec<f32>,
    mut second: Vec<f32>,
) -> Vec<bool> {
    for (at, barred) in barred::find(segments, told.thread, readable, &first)
        .into_iter()
        .enumerate()
        .filter(|(_, barred)| *barred)
    {
        for chances in [&mut first, &mut second] {
            if let Some(chance) = chances.get_mut(at) {
                *chance = if barred { 0.0 } else { *chance };
            }
        }
    }
    let mut kept = decide_at(segments, &first, &second, told.article);
    without_swarms(segments, readable, &first, &second, &mut kept);
    fill::gaps(segments, readable, &first, &mut kept);
    fill::lines(segments, readable, &second, &mut kept);
    fill::shapes(segments, readable, &second, &mut kept);
    whole_shapes(segments, &mut kept);
    headings(segments, &second, &mut kept);
    without_refrains(segments, &mut kept);
    kept
}

/// Leaves out what would outweigh a text that all are sure of, if it stands before or after it and the first judge rather
/// doubts it: the second hears what the first thinks of the neighbours, so teasers in a row speak for one another.
fn without_swarms(
    segments: &Segments,
    readable: &[bool],
    first: &[f32],
    second: &[f32],
    kept: &mut [bool],
) {
    let sure = |at: usize| {
        let chances = [first, second].map(|chances| chances.get(at).copied().unwrap_or_default());
        readable.get(at) == Some(&true) && f32::midpoint(chances[0], chances[1]) >= SURE
    };
    let words = |at: usize| segments.all.get(at).map_or(0, |segment| segment.words);
    let core: Vec<usize> = (0..kept.len()).filter(|at| sure(*at)).collect();
    let (Some(from), Some(to)) = (core.first(), core.last()) else { return };
    let article: u32 = core.iter().map(|at| words(*at)).sum();
    let beside: Vec<usize> = (0..*from)
        .chain(to + 1..kept.len())
        .filter(|at| kept.get(*at) == Some(&true) && readable.get(*at) == Some(&false))
        .collect();
    let swarm: u32 = beside.iter().map(|at| words(*at)).sum();
    let believed: f32 = beside
        .iter()
        .map(|at| first.get(*at).copied().unwrap_or_default() * features::count(words(*at)))
        .sum();
    let swarm = features::count(swarm);
    if article >= SURE_WORDS
        && swarm >= SWARM * features::count(article)
        && believed < DOUBT * swarm
    {
        for at in beside {
            if let Some(kept) = kept.get_mut(at) {
                *kept = false;
            }
        }
    }
}

/// A short text that stands three times between kept paragraphs calls for something; it is not the article's.
fn without_refrains(segments: &Segments, kept: &mut [bool]) {
    let mut times = HashMap::<&str, u32>::new();
    for (segment, _) in segments.all.iter().zip(kept.iter()).filter(|(_, kept)| **kept) {
        *times.entry(&segment.text).or_default() += 1;
    }
    for (segment, kept) in segments.all.iter().zip(kept.iter_mut()) {
        let shaped = segments.around(segment).take(3).any(|holder| {
            matches!(
                holder.name.as_str(),
                "pre" | "table" | "blockquote" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            )
        });
        if (5..=30).contains(&segment.words)
            && !shaped
            && times.get(segment.text.as_str()).is_some_and(|times| *times >= 3)
        {
            *kept = false;
        }
    }
}

/// Keeps what is likeliest. On pages that say they are articles both judges count alike: on plain articles the first
/// errs least. Elsewhere the second decides, which knows what the first thinks of the surroundings.
fn decide_at(segments: &Segments, first: &[f32], second: &[f32], article: bool) -> Vec<bool> {
    let mean = |(first, second): (&f32, &f32)| f32::midpoint(*first, *second);
    let both: Vec<f32> = first.iter().zip(second).map(mean).collect();
    let chances = if article { &both } else { second };
    let (_, limit) = limit(segments, chances);
    chances.iter().map(|chance| *chance >= limit).collect()
}

/// The mean of precision and recall, in words, that can be expected at best, and the probability from which on segments
/// must be kept for it. On a page of which nothing is sure, that keeps what is likeliest.
pub(super) fn limit(segments: &Segments, chances: &[f32]) -> (f32, f32) {
    let mut order: Vec<(f32, f32)> = segments
        .all
        .iter()
        .zip(chances)
        .map(|(segment, chance)| {
            (*chance, f32::from(u16::try_from(segment.words).unwrap_or(u16::MAX)))
        })
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let expected: f32 = order.iter().map(|(chance, words)| chance * words).sum();
    let (mut kept, mut right, mut best) = (0.0, 0.0, (0.0, 0.5));
    for (chance, words) in order {
        kept += words;
        right += chance * words;
        let mean = 2.0 * right / f32::max(kept + expected, 1.0);
        if mean > best.0 {
            best = (mean, chance);
        }
    }
    best
}

/// A table of data is kept or left out as a whole, and so is a list of single lines.
fn whole_shapes(segments: &Segments, kept: &mut [bool]) {
    let mut sums = HashMap::<usize, (u32, u32, Vec<usize>)>::new();
    for (at, segment) in segments.all.iter().enumerate().filter(|(_, one)| !one.control) {
        let is_whole = |holder: &usize| {
            segments.holders.get(*holder).is_some_and(|holder| {
                matches!(holder.name.as_str(), "table" | "dl") || segments.is_plain_list(holder)
            })
        };
        if let Some(shape) = segments.chain(segment.holder).filter(is_whole).last() {
            let sum = sums.entry(shape).or_default();
            sum.0 += segment.words + 1;
            sum.1 += if kept.get(at) == Some(&true) { segment.words + 1 } else { 0 };
            sum.2.push(at);
        }
    }
    for (all, some, members) in sums.into_values() {
        for member in members {
            if let Some(kept) = kept.get_mut(member) {
                *kept = some * 2 >= all;
            }
        }
    }
}

/// A heading goes with what stands under it.
fn headings(segments: &Segments, chances: &[f32], kept: &mut [bool]) {
    let level = |at: usize| {
        let holder =
            segments.all.get(at).and_then(|segment| segments.holders.get(segment.holder))?;
        holder.name.strip_prefix('h')?.parse::<u8>().ok()
    };
    let mut under = false;
    for at in (0..kept.len()).rev() {
        let chance = chances.get(at).copied().unwrap_or_default();
        let Some(own) = kept.get(at).copied() else { continue };
        // A mark beside the heading is not what follows it.
        let next = (at + 1..kept.len())
            .find(|next| segments.all.get(*next).is_some_and(|segment| !segment.left_out));
        let follows = next.is_some_and(|next| {
            kept.get(next) == Some(&true) && segments.all.get(next).is_some_and(Segment::is_prose)
        });
        if level(at).is_some() {
            if own && !under && !kept.get(at + 1..).unwrap_or_default().iter().any(|later| *later) {
                // Nothing follows: it heads what was left out.
                if let Some(own) = kept.get_mut(at) {
                    *own = false;
                }
            } else if !own
                && chance >= HEADING
                && follows
                && let Some(own) = kept.get_mut(at)
            {
                *own = true;
            }
        }
        under |= own;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::{Told, decide};

    #[test]
    fn teasers_that_speak_for_one_another_do_not_outweigh_a_sure_article() {
        let story = "The ferry was late again, and nobody on the quay was surprised. ".repeat(6);
        let teaser =
            |n: usize| format!("<div>Story number {n} of a day that had too many of them</div>");
        let teasers: String = (0..9).map(teaser).collect();
        let page = format!("<section>{teasers}</section><article><p>{story}</p></article>");
        let segments = Reading::of(&page, None).segments;
        let is_story: Vec<bool> = segments.all.iter().map(|one| one.words > 20).collect();
        let of =
            |chance: f32| is_story.iter().map(|own| if *own { 0.95 } else { chance }).collect();
        let told = Told { article: false, thread: false };
        let kept = |first: f32| decide(&segments, &is_story, told, of(first), of(0.6));
        assert_eq!(kept(0.3), is_story, "the first judge doubts them");
        assert!(kept(0.6).iter().all(|kept| *kept), "both judges believe them");
    }
}
