//! Which segments of a page are the article.

use super::decide::{Told, decide};
use super::segments::{Segment, Segments};
use super::{FEW_WORDS, Piece, features, fold, judge, marks, opinions};
use crate::extract::Candidate;
use std::collections::HashMap;

/// Words up to which a page is so short that all of it is kept but plain furniture.
const FEW: u32 = FEW_WORDS / 2;

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
