//! The daily review, and acts on several highlights at once.

use crate::{Api, annotations::highlight_views, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    model::{HighlightId, Millis},
    review::Answer,
};
use commonplace_library::Op;

/// Highlights that one review may hold.
const MOST: u32 = 100;

impl Api {
    pub(crate) async fn review_deck(&self, input: ReviewRequest) -> Result<ReviewDeck, WireError> {
        self.disk(move |library| {
            let now = commonplace_library::now();
            let (seen, found) =
                library.review_deck(Millis(input.since), now, input.limit.min(MOST))?;
            Ok(ReviewDeck { seen, highlights: highlight_views(library, &found)? })
        })
        .await
    }

    pub(crate) async fn review_answer(&self, input: ReviewAnswer) -> Result<Nothing, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let answer = Answer::parse(&input.answer).ok_or_else(|| {
            WireError::invalid(sentence!(
                "no-answer",
                "A review knows keep, soon, snooze and never."
            ))
        })?;
        self.write(move |library| {
            Ok(library.write(Op::Review, |writer| writer.answer_review(id, answer))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn highlight_update_all(
        &self,
        input: HighlightsUpdate,
    ) -> Result<Nothing, WireError> {
        let ids = ids(&input.ids)?;
        let color = input.color.as_deref().map(convert::color).transpose()?;
        let add = input.add_tags.unwrap_or_default();
        let op = if color.is_some() { Op::RecolorHighlight } else { Op::TagHighlight };
        self.write(move |library| {
            let mut tags = Vec::with_capacity(ids.len());
            for id in &ids {
                tags.push(library.highlight(*id)?.tags);
            }
            Ok(library.write(op, |writer| {
                for (id, mut tags) in ids.iter().zip(tags) {
                    if let Some(color) = color {
                        writer.set_highlight_color(*id, color)?;
                    }
                    if !add.is_empty() {
                        tags.extend(add.iter().cloned());
                        writer.set_highlight_tags(*id, &tags)?;
                    }
                }
                Ok(())
            })?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn highlight_remove_all(&self, input: ByIds) -> Result<Nothing, WireError> {
        let ids = ids(&input.ids)?;
        self.write(move |library| {
            Ok(library.write(Op::RemoveHighlight, |writer| {
                ids.iter().try_for_each(|id| writer.remove_highlight(*id))
            })?)
        })
        .await?;
        Ok(Nothing {})
    }
}

fn ids(ids: &[String]) -> Result<Vec<HighlightId>, WireError> {
    ids.iter().map(|id| convert::id(id, "highlight")).collect()
}
