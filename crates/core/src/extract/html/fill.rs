//! What stays with kept text, whatever the judges think of it on its own: code, tables, lists, quotations, captions and
//! headings are short or odd as text.

use super::features;
use super::repair::EMBED;
use super::segments::{Holder, Segment, Segments};
use std::collections::HashMap;

/// From this probability on a shape or a line stays with the paragraphs beside it.
const BESIDE: f32 = 0.1;

/// What has a shape and stands between kept text stays with it, if the readability rules agree: code, tables, lists,
/// quotations, captions and headings are short or odd as text, so no judge of words can know them.
pub(super) fn gaps(segments: &Segments, readable: &[bool], chances: &[f32], kept: &mut [bool]) {
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

/// Keeps a line right above what is kept, in a box with paragraphs that are kept, if the readability rules agree and the
/// judges do not rule it out: a short question tells them little.
pub(super) fn lines(segments: &Segments, readable: &[bool], chances: &[f32], kept: &mut [bool]) {
    let boxes = Boxes::of(segments, kept);
    for (at, segment) in segments.all.iter().enumerate() {
        let above = kept.get(at) == Some(&false)
            && kept.get(at + 1) == Some(&true)
            && segments
                .all
                .get(at + 1)
                .is_some_and(|next| boxes.parent(next.holder) == boxes.parent(segment.holder));
        if above
            && boxes.named(segment.holder, &["p"])
            && boxes.hold_paragraphs(segment.holder)
            && readable.get(at) == Some(&true)
            && segment.linked == 0
            && !segment.control
            && !segment.left_out
            && chances.get(at).is_some_and(|chance| *chance >= BESIDE)
            && let Some(own) = kept.get_mut(at)
        {
            *own = true;
        }
    }
}

/// Keeps tables, code and lists as a whole that stand in one box with paragraphs that are kept, before and after them
/// too, if the readability rules agree and the judges do not rule them out; and the points that sum an article up.
pub(super) fn shapes(segments: &Segments, readable: &[bool], chances: &[f32], kept: &mut [bool]) {
    let boxes = Boxes::of(segments, kept);
    let is_shape = |at: &usize| {
        segments.holders.get(*at).is_some_and(|holder| {
            matches!(holder.name.as_str(), "table" | "dl" | "pre") || segments.is_plain_list(holder)
        })
    };
    let mut shapes = HashMap::<usize, Vec<usize>>::new();
    for (at, segment) in segments.all.iter().enumerate().filter(|(_, one)| !one.control) {
        if let Some(shape) = segments.chain(segment.holder).filter(is_shape).last() {
            shapes.entry(shape).or_default().push(at);
        }
    }
    for (shape, members) in shapes {
        let leads_away =
            segments.holders.get(shape).is_none_or(|shape| shape.linked * 4 > shape.words);
        let around = || segments.chain(shape).filter_map(|at| segments.holders.get(at));
        let sums_up = around().take(3).any(is_summary) && !around().any(|holder| holder.hidden);
        let agreed = || members.iter().all(|at| readable.get(*at) == Some(&true));
        if leads_away || !(sums_up || (boxes.hold_paragraphs(shape) && agreed())) {
            continue;
        }
        let of = |at: &usize| {
            let segment = segments.all.get(*at)?;
            let words = features::count(segment.words + 1);
            Some((words, words * chances.get(*at).copied().unwrap_or_default()))
        };
        let (words, likely) =
            members.iter().filter_map(of).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        // What is barred has no chance at all.
        let least = if sums_up { f32::MIN_POSITIVE } else { BESIDE * words };
        if likely < least {
            continue;
        }
        // What a summary is called stands above all that is kept, where no heading is looked for.
        let above = members.first().and_then(|first| first.checked_sub(1)).filter(|above| {
            let heading = segments.all.get(*above).map_or(0, |segment| segment.holder);
            sums_up
                && boxes.named(heading, &["h2", "h3", "h4", "h5", "h6"])
                && boxes.parent(heading) == boxes.parent(shape)
        });
        for at in members.into_iter().chain(above) {
            if let Some(kept) = kept.get_mut(at) {
                *kept = true;
            }
        }
    }
}

/// The boxes of a page, and how many kept paragraphs stand right in each.
struct Boxes<'a> {
    page: &'a Segments,
    paragraphs: HashMap<usize, u32>,
}

impl<'a> Boxes<'a> {
    fn of(page: &'a Segments, kept: &[bool]) -> Self {
        let mut boxes = Self { page, paragraphs: HashMap::new() };
        for (segment, _) in page.all.iter().zip(kept).filter(|(_, kept)| **kept) {
            if boxes.named(segment.holder, &["p"]) {
                *boxes.paragraphs.entry(boxes.parent(segment.holder)).or_default() += 1;
            }
        }
        boxes
    }

    fn parent(&self, holder: usize) -> usize {
        self.page.holders.get(holder).map_or(0, |holder| holder.parent)
    }

    fn named(&self, holder: usize, names: &[&str]) -> bool {
        self.page.holders.get(holder).is_some_and(|holder| names.contains(&holder.name.as_str()))
    }

    /// Whether the box around a holder holds paragraphs that are kept.
    fn hold_paragraphs(&self, holder: usize) -> bool {
        self.paragraphs.get(&self.parent(holder)).is_some_and(|count| *count > 1)
    }
}

/// Whether a box says in a few points what the article is about.
fn is_summary(holder: &Holder) -> bool {
    const NAMES: &[&str] = &[
        "summary",
        "article-summary",
        "key-points",
        "keypoints",
        "key-takeaways",
        "takeaways",
        "tldr",
        "at-a-glance",
    ];
    holder.label.split_ascii_whitespace().any(|name| NAMES.contains(&name))
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
