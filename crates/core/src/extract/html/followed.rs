//! Notes at the end of a page stay with the text that refers to them: on their own they look like links and leavings.

use super::repair::Note;
use super::segments::Segments;
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
        segment.words <= 6
            && holder.is_some_and(|holder| {
                matches!(holder.name.as_str(), "h2" | "h3" | "h4" | "h5" | "h6")
            })
    });
    if is_heading && let Some(own) = kept.get_mut(above) {
        *own = true;
    }
}
