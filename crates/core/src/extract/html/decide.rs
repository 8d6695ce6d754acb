//! What the judges and the readability rules think of segments, as a decision about each.

use super::barred;
use super::features;
use super::repair::EMBED;
use super::segments::{Segment, Segments};
use crate::extract::metadata::Stated;
use std::collections::HashMap;

/// From this probability on a text is the article's beyond doubt; words of such texts that are an article.
const SURE: f32 = 0.9;
const SURE_WORDS: u32 = 50;
/// Share of a sure article's words from which on other text would outweigh it, and the first judge's mean opinion of that
/// below which it is not believed.
const SWARM: f32 = 0.75;
const DOUBT: f32 = 0.45;
/// From this probability on a shape or a line stays with the paragraphs beside it.
const BESIDE: f32 = 0.1;
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
    fill_gaps(segments, readable, &first, &mut kept);
    fill_boxes(segments, readable, &second, &mut kept);
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

/// What has a shape and stands between kept text stays with it, if the readability rules agree: code, tables, lists,
/// quotations, captions and headings are short or odd as text, so no judge of words can know them.
fn fill_gaps(segments: &Segments, readable: &[bool], chances: &[f32], kept: &mut [bool]) {
    let count = kept.len();
    let mut before = vec![None; count];
    let mut last = None;
    for at in 0..count {
        if let Some(place) = before.get_mut(at) {
            *place = last;
        }
        if kept.get(at) == Some(&true) && segments.all.get(at).is_some_and(Segment::is_prose) {
            last = Some(at);
        }
    }
    let mut next = None;
    for at in (0..count).rev() {
        let (Some(segment), Some(own)) = (segments.all.get(at), kept.get(at).copied()) else {
            continue;
        };
        if own {
            if segment.is_prose() {
                next = Some(at);
            }
            continue;
        }
        let (Some(from), Some(to)) = (before.get(at).copied().flatten(), next) else { continue };
        let Some(least) = least_chance(segments, segment) else { continue };
        let chance = chances.get(at).copied().unwrap_or_default();
        if (readable.get(at) == Some(&true)
            || is_embed(segments, segment)
            || is_of_recipe(segments, segment))
            && chance >= least
            && segments.encloses(segment, from, to)
            && let Some(own) = kept.get_mut(at)
        {
            *own = true;
        }
    }
}

/// What stands in one box with kept paragraphs stays with them, before and after them too, if the readability rules agree
/// and the judges do not rule it out: tables, code and lists as a whole, and a line right above what is kept.
fn fill_boxes(segments: &Segments, readable: &[bool], chances: &[f32], kept: &mut [bool]) {
    let parent = |at: usize| segments.holders.get(at).map_or(0, |holder| holder.parent);
    let is_paragraph =
        |at: usize| segments.holders.get(at).is_some_and(|holder| holder.name == "p");
    let mut paragraphs = HashMap::<usize, u32>::new();
    for (segment, _) in segments.all.iter().zip(kept.iter()).filter(|(_, kept)| **kept) {
        if is_paragraph(segment.holder) {
            *paragraphs.entry(parent(segment.holder)).or_default() += 1;
        }
    }
    let among = |holder: usize| paragraphs.get(&parent(holder)).is_some_and(|count| *count > 1);
    let mut shapes = HashMap::<usize, Vec<usize>>::new();
    for (at, segment) in segments.all.iter().enumerate().filter(|(_, one)| !one.control) {
        let is_shape = |at: &usize| {
            segments.holders.get(*at).is_some_and(|holder| {
                matches!(holder.name.as_str(), "table" | "dl" | "pre")
                    || segments.is_plain_list(holder)
            })
        };
        if let Some(shape) = segments.chain(segment.holder).filter(is_shape).last() {
            shapes.entry(shape).or_default().push(at);
        } else if is_paragraph(segment.holder)
            && kept.get(at) == Some(&false)
            && kept.get(at + 1) == Some(&true)
            && segments
                .all
                .get(at + 1)
                .is_some_and(|next| parent(next.holder) == parent(segment.holder))
            && among(segment.holder)
            && readable.get(at) == Some(&true)
            && segment.linked == 0
            && !segment.left_out
            && chances.get(at).is_some_and(|chance| *chance >= BESIDE)
            && let Some(own) = kept.get_mut(at)
        {
            *own = true;
        }
    }
    for (holder, members) in shapes.into_iter().filter(|(holder, _)| among(*holder)) {
        let of = |at: &usize| {
            let segment = segments.all.get(*at)?;
            let words = features::count(segment.words + 1);
            Some((words, words * chances.get(*at).copied().unwrap_or_default()))
        };
        let (words, likely) =
            members.iter().filter_map(of).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        let text =
            segments.holders.get(holder).is_some_and(|shape| shape.linked * 4 <= shape.words);
        if text
            && likely >= BESIDE * words
            && members.iter().all(|at| readable.get(*at) == Some(&true))
        {
            for at in members {
                if let Some(kept) = kept.get_mut(at) {
                    *kept = true;
                }
            }
        }
    }
}

/// The probability that a shape between kept text must have to stay; none for what has no shape.
fn least_chance(segments: &Segments, segment: &Segment) -> Option<f32> {
    if segment.control || segment.left_out {
        return None;
    }
    if is_embed(segments, segment) || is_of_recipe(segments, segment) {
        return Some(0.0);
    }
    let shape = segments.around(segment).take(4).find_map(|holder| match holder.name.as_str() {
        "pre" => Some(0.0),
        "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "blockquote" | "summary"
        | "dt" | "dd" | "td" | "th" | "li" => Some(0.01),
        "p" if segment.text.ends_with([':', '：', '.', '…', '?', '!']) => Some(0.02),
        _ => None,
    })?;
    // Links between paragraphs are mostly to other stories.
    Some(if segment.linked * 2 > segment.words { f32::max(shape, 0.25) } else { shape })
}

/// Whether a segment is the link that mending put in the place of a film, or a post of somebody that the page quotes.
fn is_embed(segments: &Segments, segment: &Segment) -> bool {
    const POSTS: &[&str] =
        &["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"];
    let post = |label: &str| POSTS.iter().any(|name| label.contains(name));
    segments.around(segment).next().is_some_and(|holder| holder.label.contains(EMBED))
        || segments
            .around(segment)
            .take(3)
            .any(|holder| holder.name == "blockquote" && post(&holder.label))
}

/// Whether a segment says for how many a recipe is, or how long it takes: a word and a number, which no judge can know.
fn is_of_recipe(segments: &Segments, segment: &Segment) -> bool {
    const FACTS: &[&str] = &[
        "recipe-time",
        "recipe-times",
        "recipe-servings",
        "recipe-yield",
        "recipe-details",
        "recipe-block-container",
        "recipe-meta-container",
        "recipes-details",
    ];
    let is = |label: &str| FACTS.iter().any(|name| label.contains(name));
    segment.linked == 0 && segments.around(segment).take(3).any(|holder| is(&holder.label))
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
