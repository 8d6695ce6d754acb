//! Which segments of a page are the article.

use super::barred;
use super::repair::EMBED;
use super::segments::{Segment, Segments};
use super::{FEW_WORDS, Piece, features, fold, judge, marks, opinions};
use crate::extract::Candidate;
use crate::extract::metadata::Stated;
use std::collections::HashMap;

/// Words up to which a page is so short that all of it is kept but plain furniture.
const FEW: u32 = FEW_WORDS / 2;
/// From this probability on a text is the article's beyond doubt; words of such texts that are an article.
const SURE: f32 = 0.9;
const SURE_WORDS: u32 = 50;
/// Share of a sure article's words from which on other text would outweigh it, and the first judge's mean opinion of that
/// below which it is not believed.
const SWARM: f32 = 0.75;
const DOUBT: f32 = 0.45;
/// From this probability on a heading before a kept paragraph is kept.
const HEADING: f32 = 0.02;

/// The segments to keep.
pub(super) struct Choice {
    /// For each segment, whether it is kept.
    pub(super) kept: Vec<bool>,
    /// For each segment, whether it repeats the title.
    title: Vec<bool>,
    /// For each segment, whether a rule of the person left it out.
    ruled_out: Vec<bool>,
    /// Nothing was found, so all text is kept.
    pub(super) everything: bool,
}

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

/// Decides about every segment.
pub(super) fn choose(
    segments: &Segments,
    numbers: Vec<Vec<f32>>,
    title: &str,
    told: Told,
    wanted: Candidate,
) -> Choice {
    let title_at = title_heading(segments, title);
    let title = (0..segments.all.len()).map(|at| title_at == Some(at)).collect::<Vec<_>>();
    let possible: Vec<bool> = segments
        .all
        .iter()
        .zip(&title)
        .map(|(segment, title)| !segment.left_out && !title)
        .collect();
    let no_furniture =
        || segments.all.iter().map(|segment| !is_furniture(segments, segment)).collect();
    // A page with too many segments was not looked at.
    let judged = numbers.len() == segments.all.len();
    let readable = if judged { readable(&numbers) } else { no_furniture() };
    let only_possible = |kept: Vec<bool>| {
        kept.iter().zip(&possible).map(|(kept, possible)| *kept && *possible).collect::<Vec<_>>()
    };
    let mut kept = only_possible(match wanted {
        Candidate::WholePage => vec![true; segments.all.len()],
        Candidate::Best if judged => judge(segments, numbers, &readable, told),
        Candidate::Best | Candidate::Other => readable.clone(),
    });
    let mut everything = wanted == Candidate::WholePage;
    let page: u32 = segments.all.iter().map(|segment| segment.words).sum();
    let words = |kept: &[bool]| sum(segments, kept);
    let too_few = |kept: &[bool]| words(kept) < FEW && words(kept) * 4 < page;
    if wanted == Candidate::Best && page <= FEW {
        // No sentence tells the judges anything here.
        for (kept, own) in kept.iter_mut().zip(only_possible(no_furniture())) {
            *kept |= own;
        }
    }
    if wanted != Candidate::WholePage && too_few(&kept) {
        let readable = only_possible(readable);
        kept = if !too_few(&readable) {
            readable
        } else {
            everything = true;
            only_possible(no_furniture())
        };
        if words(&kept) == 0 {
            kept = only_possible(vec![true; segments.all.len()]);
        }
    }
    let ruled_out = vec![false; segments.all.len()];
    Choice { kept, title, ruled_out, everything }
}

/// What the readability rules think, as the judges were told.
pub(super) fn readable(numbers: &[Vec<f32>]) -> Vec<bool> {
    numbers.iter().map(|numbers| numbers.get(features::READABLE) > Some(&0.5)).collect()
}

fn judge(
    segments: &Segments,
    mut numbers: Vec<Vec<f32>>,
    readable: &[bool],
    told: Told,
) -> Vec<bool> {
    let first = judge::FIRST.probabilities(&numbers);
    opinions::add(segments, &mut numbers, &first);
    let second = judge::SECOND.probabilities(&numbers);
    decide(segments, readable, told, first, second)
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
        if (readable.get(at) == Some(&true) || is_embed(segments, segment))
            && chance >= least
            && segments.encloses(segment, from, to)
            && let Some(own) = kept.get_mut(at)
        {
            *own = true;
        }
    }
}

/// The probability that a shape between kept text must have to stay; none for what has no shape.
fn least_chance(segments: &Segments, segment: &Segment) -> Option<f32> {
    if segment.control || segment.left_out {
        return None;
    }
    if is_embed(segments, segment) {
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
    for (at, segment) in segments.all.iter().enumerate() {
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

/// The heading that is the article's title.
pub(super) fn title_heading(segments: &Segments, title: &str) -> Option<usize> {
    let title = fold(title);
    let heads = |segment: &Segment| {
        segments.around(segment).take(3).any(|holder| matches!(holder.name.as_str(), "h1" | "h2"))
    };
    segments
        .all
        .iter()
        .position(|segment| !title.is_empty() && heads(segment) && fold(&segment.text) == title)
}

/// The first line of the page that is the title and nothing else.
pub(super) fn title_line(segments: &Segments, title: &str) -> Option<usize> {
    let title = fold(title);
    segments.all.iter().position(|segment| !title.is_empty() && fold(&segment.text) == title)
}

/// Whether a segment lies in what is plainly no article.
fn is_furniture(segments: &Segments, segment: &Segment) -> bool {
    segment.control
        || segments.around(segment).any(|holder| {
            holder.hidden
                || matches!(holder.name.as_str(), "nav" | "footer" | "form" | "button" | "select")
        })
}

fn sum(segments: &Segments, kept: &[bool]) -> u32 {
    segments.all.iter().zip(kept).filter(|(_, kept)| **kept).map(|(segment, _)| segment.words).sum()
}

impl Choice {
    /// Words kept.
    pub(super) fn words(&self, segments: &Segments) -> u32 {
        sum(segments, &self.kept)
    }

    /// Keeps a segment or leaves it out, as a person wants it; whether that makes a difference. The title stands above
    /// the text already, and a second copy is one.
    pub(super) fn decide(&mut self, segments: &Segments, at: usize, keep: bool) -> bool {
        let copy = segments.all.get(at).is_none_or(|segment| segment.left_out);
        if copy || self.title.get(at) != Some(&false) || self.kept.get(at) == Some(&keep) {
            return false;
        }
        for (list, value) in [(&mut self.kept, keep), (&mut self.ruled_out, !keep)] {
            if let Some(own) = list.get_mut(at) {
                *own = value;
            }
        }
        true
    }

    /// The whole page as pieces that were kept or left out, each of these with what it is known by, with `marks` also
    /// those that were kept; with `none`, nothing was kept.
    pub(super) fn pieces(&self, segments: &Segments, none: bool, marks: bool) -> Vec<Piece> {
        let mut times = HashMap::<&str, u32>::new();
        for segment in &segments.all {
            *times.entry(&segment.text).or_default() += 1;
        }
        let piece = |(at, segment): (usize, &Segment)| {
            let reason = if self.kept.get(at) == Some(&true) && !none {
                None
            } else if self.title.get(at) == Some(&true) {
                Some("title")
            } else if self.ruled_out.get(at) == Some(&true) {
                Some("rule")
            } else if segment.left_out {
                Some("copy")
            } else if segment.control {
                Some("control")
            } else if segments.around(segment).any(|holder| holder.hidden) {
                Some("hidden")
            } else if segment.words >= 3
                && times.get(segment.text.as_str()).is_some_and(|times| *times >= 3)
            {
                Some("repeated")
            } else {
                Some("boilerplate")
            };
            let wanted = reason.is_some() || marks;
            let mark = if wanted { marks::of(segments, segment) } else { None };
            Piece { mark, ..Piece::new(segment.text.clone(), reason) }
        };
        segments.all.iter().enumerate().map(piece).collect()
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
