//! Lines above the text that only repeat what stands at the head of the article: who wrote it, and when.

use super::segments::{Segment, Segments};
use crate::extract::dates;
use crate::extract::metadata::{Beginning, beginning, people};
use crate::model::Metadata;

/// Words of such a line at most.
const MAX_WORDS: u32 = 12;

/// Leaves out what stands before the first sentence and says nothing but the date or the authors that are known.
pub(super) fn leave_out(segments: &Segments, metadata: &Metadata, kept: &mut [bool]) {
    for (segment, own) in segments.all.iter().zip(kept).filter(|(_, own)| **own) {
        if segment.is_prose() {
            break;
        }
        *own = segment.words > MAX_WORDS || !is_said(segment, metadata);
    }
}

fn is_said(segment: &Segment, metadata: &Metadata) -> bool {
    let text = segment.text.as_str();
    let dated = metadata.published.as_ref().is_some_and(|published| {
        dates::parse(text).is_some_and(|date| published.starts_with(&date))
    });
    let named = || {
        let label = beginning(&text.to_lowercase()).is_some_and(|(how, _)| how != Beginning::Label);
        let mut authors = metadata.authors.iter();
        match authors.next() {
            Some(first) if authors.next().is_none() && first == text => true,
            Some(_) => label && people(text) == metadata.authors,
            None => false,
        }
    };
    dated || named()
}
