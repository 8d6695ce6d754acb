//! What goes with the text around it, whatever it looks like on its own: notes at the end of a page with the text that
//! refers to them, headings with what stands right below them, formulas and lists with the sentence that leads to them.

use super::repair::Note;
use super::segments::{Holder, Segment, Segments};
use crate::dom;
use dom_query::{Document, NodeId};
use std::collections::{HashMap, HashSet};

/// Keeps the notes whose reference is kept, and the heading right above them.
pub(super) fn keep_notes(page: &Document, segments: &Segments, notes: &[Note], kept: &mut [bool]) {
    if notes.is_empty() {
        return;
    }
    let speaking: HashSet<usize> = segments
        .all
        .iter()
        .zip(kept.iter())
        .filter(|(_, kept)| **kept)
        .map(|(segment, _)| segment.holder)
        .collect();
    let holders: HashMap<NodeId, usize> =
        segments.holders.iter().enumerate().map(|(at, holder)| (holder.node, at)).collect();
    let is_kept = |reference: &NodeId| {
        let link = page.tree.get(reference);
        let around = link.and_then(|link| {
            link.ancestors_it(None).find_map(|above| holders.get(&above.id).copied())
        });
        around.is_some_and(|holder| speaking.contains(&holder))
    };
    let wanted: HashSet<usize> = notes
        .iter()
        .filter(|note| is_kept(&note.reference))
        .filter_map(|note| holders.get(&note.note).copied())
        .collect();
    let mut before = false;
    for (at, segment) in segments.all.iter().enumerate() {
        let noted = !segment.left_out
            && segments.chain(segment.holder).any(|holder| wanted.contains(&holder));
        if noted && !before {
            keep_heading(segments, at, kept);
        }
        if noted && let Some(own) = kept.get_mut(at) {
            *own = true;
        }
        before = noted;
    }
}

/// Words of a heading that goes with what follows it.
const HEADING: u32 = 16;
/// Words of a mark beside a heading, for its editors or to link to it.
const MARK: u32 = 3;

/// Keeps headings right above what is kept: a short heading tells the judges little, and text without it less.
/// The title stands above the article already.
pub(super) fn keep_headings(segments: &Segments, title: Option<usize>, kept: &mut [bool]) {
    let first = kept.iter().position(|kept| *kept).unwrap_or(kept.len());
    let mut next: Option<usize> = None;
    for at in (first..kept.len()).rev().filter(|at| title != Some(*at)) {
        let Some(segment) = segments.all.get(at) else { continue };
        let own = kept.get(at) == Some(&true);
        // A mark or a button beside the heading is not what follows it.
        if !own && (segment.left_out || segment.control) {
            continue;
        }
        let heads = !own
            && next.is_some_and(|next| {
                kept.get(next) == Some(&true) && heads(segments, segment, next)
            });
        if heads && let Some(own) = kept.get_mut(at) {
            *own = true;
        }
        next = Some(at);
    }
}

/// Words of a label of an entry.
const LABEL: u32 = 6;
/// Entries of one kind from which on their labels are known.
const ENTRIES: usize = 3;

/// Keeps what names each of several entries of one kind that are kept: the times of a live blog, the years of a
/// timeline, the speakers of a play. They are of one shape, differ in their words and stand right above an entry, each
/// in the box that holds it.
pub(super) fn keep_labels(segments: &Segments, kept: &mut [bool]) {
    let mut shapes = HashMap::<u64, Vec<(usize, bool)>>::new();
    let mut next: Option<usize> = None;
    for (at, segment) in segments.all.iter().enumerate().rev() {
        if segment.left_out || segment.control || segments.around(segment).any(|own| own.hidden) {
            continue;
        }
        if (1..=LABEL).contains(&segment.words) && segment.linked * 2 <= segment.words {
            let entry = next.is_some_and(|next| {
                kept.get(next) == Some(&true)
                    && segments.all.get(next).is_some_and(|next| names(segments, segment, next))
                    && is_beside(segments, segment, next)
            });
            shapes.entry(segments.shape(segment)).or_default().push((at, entry));
        }
        next = Some(at);
    }
    for members in shapes.into_values() {
        let entries = members.iter().filter(|(_, entry)| *entry).count();
        let texts: HashSet<&str> = members
            .iter()
            .filter_map(|(at, _)| segments.all.get(*at))
            .map(|segment| segment.text.as_str())
            .collect();
        let all = entries >= ENTRIES && entries * 5 >= members.len() * 4;
        // What is the same above every entry is a button or an advertisement.
        if all && texts.len() >= 2 && texts.len() * 3 >= members.len() {
            for (at, _) in members.iter().filter(|(_, entry)| *entry) {
                if let Some(own) = kept.get_mut(*at) {
                    *own = true;
                }
            }
        }
    }
}

/// Keeps lists that a sentence right above them leads to, with a colon or a question: short items tell the judges
/// little. Lists of links lead elsewhere.
pub(super) fn keep_lists(segments: &Segments, kept: &mut [bool]) {
    let list_of = |segment: &Segment| {
        segments.chain(segment.holder).find(|at| {
            segments
                .holders
                .get(*at)
                .is_some_and(|holder| matches!(holder.name.as_str(), "ul" | "ol"))
        })
    };
    let is_text = |list: usize| {
        segments.holders.get(list).is_some_and(|list| list.linked * 4 <= list.words && !list.hidden)
    };
    // What leads to the list that may follow, and the list that is led to.
    let (mut lead, mut led): (Option<&Segment>, Option<usize>) = (None, None);
    for (at, segment) in segments.all.iter().enumerate() {
        let Some(own) = kept.get_mut(at).filter(|_| !segment.left_out) else { continue };
        let list = list_of(segment);
        let leads = lead.is_some_and(|lead| {
            list.is_some_and(is_text) && list_of(lead).is_none() && is_beside(segments, lead, at)
        });
        if leads {
            led = list;
        } else if list != led {
            led = None;
        }
        *own |= led.is_some() && !segment.control;
        let asks = segment.text.ends_with([':', '?', '：', '？']);
        lead = Some(segment).filter(|_| *own && asks);
    }
}

/// Whether a segment is a heading in the box that holds what follows it.
fn heads(segments: &Segments, segment: &Segment, next: usize) -> bool {
    let Some(heading) = segments.holders.get(segment.holder) else { return false };
    if !is_heading(heading)
        || segment.words > HEADING
        || segment.linked * 2 > segment.words
        || segment.control
        || segments.around(segment).any(|holder| holder.hidden)
    {
        return false;
    }
    is_beside(segments, segment, next)
}

/// Whether a label can name the entry that begins right below it: running text, what somebody says, or a heading that it
/// dates. Words above a heading file it under something.
fn names(segments: &Segments, label: &Segment, next: &Segment) -> bool {
    let dated = || label.text.contains(|c: char| c.is_ascii_digit());
    let headed = || segments.holders.get(next.holder).is_some_and(is_heading);
    let said = || segments.around(next).take(2).any(|holder| holder.name == "blockquote");
    next.is_prose() || (label.strong && said()) || (dated() && headed())
}

fn is_heading(holder: &Holder) -> bool {
    matches!(holder.name.as_str(), "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether the box around a segment holds what follows it. A box around the segment alone, or with a mark beside it, is
/// part of it.
fn is_beside(segments: &Segments, segment: &Segment, next: usize) -> bool {
    let Some(own) = segments.holders.get(segment.holder) else { return false };
    let around = segments
        .chain(own.parent)
        .find(|at| segments.holders.get(*at).is_some_and(|holder| holder.words > own.words + MARK));
    let Some(next) = segments.all.get(next) else { return false };
    let inside = |around| segments.chain(next.holder).any(|at| at == around);
    around.is_some_and(inside)
}

/// Keeps formulas on lines of their own that follow or lead to what is kept.
pub(super) fn keep_formulas(page: &Document, segments: &Segments, kept: &mut [bool]) {
    let is_formula = |segment: &Segment| {
        let first = segment.nodes.first().and_then(|node| page.tree.get(node));
        first.is_some_and(|node| {
            node.ancestors_it(Some(12)).any(|above| dom::name(&above) == "math")
        })
    };
    for at in 0..kept.len() {
        let beside = |at: Option<usize>| at.and_then(|at| kept.get(at)) == Some(&true);
        if beside(Some(at)) || !(beside(at.checked_sub(1)) || beside(at.checked_add(1))) {
            continue;
        }
        let formula = segments.all.get(at).is_some_and(|own| !own.left_out && is_formula(own));
        if formula && let Some(own) = kept.get_mut(at) {
            *own = true;
        }
    }
}

/// Keeps the segment before a place where that is a short heading.
fn keep_heading(segments: &Segments, at: usize, kept: &mut [bool]) {
    let Some(above) = (0..at)
        .rev()
        .find(|above| segments.all.get(*above).is_some_and(|segment| !segment.left_out))
    else {
        return;
    };
    let is_heading = segments.all.get(above).is_some_and(|segment| {
        let holder = segments.holders.get(segment.holder);
        segment.words <= 6 && holder.is_some_and(is_heading)
    });
    if is_heading && let Some(own) = kept.get_mut(above) {
        *own = true;
    }
}
