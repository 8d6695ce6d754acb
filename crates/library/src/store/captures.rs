//! Newer versions of an article, as a write sees them.

use super::{AnchorCounts, NewCapture, Progress, Writer, anchor, article, capture, highlight};
use crate::Error;
use commonplace_core::{
    anchor::{Diff, describe},
    capture::doubt,
    model::{Anchor, AnchorMethod, AnchorState, ArticleId, CaptureId, DecidedBy, HighlightId},
    text::Text,
};

pub use commonplace_core::capture::Doubt;

/// What became of a newer version of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The capture.
    pub capture: CaptureId,
    /// Why it was kept without being made current; none where it is current.
    pub doubt: Option<Doubt>,
    /// How the article's highlights land in it.
    pub anchors: AnchorCounts,
}

impl Writer<'_> {
    /// Adds a version of an article and follows every highlight into it. It becomes the one that is read, unless it
    /// looks like an error page or a login wall, or has lost most of the text: then it is kept, and the person is to
    /// decide.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn add_capture(&mut self, id: ArticleId, new: NewCapture) -> Result<Captured, Error> {
        self.add_capture_with(id, new, false, &mut |_, _| Ok(()))
    }

    /// The same; with `force` it becomes the one that is read whatever it looks like.
    ///
    /// # Errors
    /// [`Error::NotFound`]; those of `progress`.
    pub fn add_capture_with(
        &mut self,
        id: ArticleId,
        new: NewCapture,
        force: bool,
        progress: Progress<'_>,
    ) -> Result<Captured, Error> {
        let current = self.article(id)?.capture;
        let added = capture::add(self.connection, id, &new)?;
        let before = Text::new(capture::text(self.connection, current)?);
        let after = Text::new(new.text);
        let doubt = if force { None } else { doubt(&before, &after) };
        let anchors = anchor::follow(self.connection, id, current, added, progress)?;
        match doubt {
            Some(doubt) => capture::set_doubt(self.connection, added, Some(doubt.as_str()))?,
            None => self.read(id, added, &before, &after)?,
        }
        Ok(Captured { capture: added, doubt, anchors })
    }

    /// Makes a version of an article the one that is read, and finds every highlight in it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; those of `progress`.
    pub fn make_current(
        &mut self,
        target: CaptureId,
        progress: Progress<'_>,
    ) -> Result<Captured, Error> {
        let wanted = capture::get(self.connection, target)?;
        let current = self.article(wanted.article)?.capture;
        let anchors = anchor::follow(self.connection, wanted.article, current, target, progress)?;
        capture::set_doubt(self.connection, target, None)?;
        if current != target {
            let before = Text::new(capture::text(self.connection, current)?);
            self.read(wanted.article, target, &before, &Text::new(wanted.text))?;
        }
        Ok(Captured { capture: target, doubt: None, anchors })
    }

    /// Makes a capture the one that is read, at the paragraph that was reached in the one before.
    fn read(
        &mut self,
        id: ArticleId,
        capture: CaptureId,
        before: &Text,
        after: &Text,
    ) -> Result<(), Error> {
        article::set_capture(self.connection, id, capture)?;
        article::set_words(self.connection, id, after.words())?;
        let position = self.article(id)?.position;
        if position.offset > 0
            && let Some(reached) = describe(before, position.offset, position.offset + 40)
            && let Some(place) = reached.start.zip(reached.end)
        {
            let found = Diff::between(before, after).resolve(&reached, place).range;
            let offset = found.map_or(position.offset.min(after.code_points()), |range| range.0);
            self.set_position(id, commonplace_core::model::ReadingPosition { offset, ..position })?;
        }
        Ok(())
    }

    /// Finds one highlight again in the article's current capture, as if a person had never decided on it there.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn resolve_again(&mut self, id: HighlightId) -> Result<Anchor, Error> {
        let highlight = self.highlight(id)?;
        let capture = self.article(highlight.article)?.capture;
        let found = anchor::find_again(self.connection, highlight.article, capture, id)?;
        highlight::replace_anchor(self.connection, id, capture, &found)?;
        Ok(found)
    }

    /// Puts a highlight on a range of code points of the article's current capture: a person says that this is the
    /// passage now. Its selector stays as it was made.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] where the range holds no visible text.
    pub fn attach(&mut self, id: HighlightId, start: u32, end: u32) -> Result<Anchor, Error> {
        let highlight = self.highlight(id)?;
        let capture = self.article(highlight.article)?.capture;
        let text = Text::new(capture::text(self.connection, capture)?);
        let place = describe(&text, start, end)
            .ok_or_else(|| Error::Invalid("The selection holds no visible text.".into()))?;
        let same = place.quote == highlight.selector.quote;
        let anchor = Anchor {
            state: if same { AnchorState::Exact } else { AnchorState::Edited },
            range: place.start.zip(place.end),
            method: AnchorMethod::Attached,
            score: 1.0,
            decided_by: DecidedBy::User,
        };
        highlight::put_anchor(self.connection, id, capture, &anchor)?;
        Ok(anchor)
    }

    /// Says that a highlight is rightly where it was found, in words that were changed, elsewhere, or at the better of
    /// several places.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a highlight that was not found.
    pub fn accept(&mut self, id: HighlightId) -> Result<Anchor, Error> {
        let highlight = self.highlight(id)?;
        if highlight.anchor.range.is_none() {
            return Err(Error::Invalid("There is no place to accept: the passage is gone.".into()));
        }
        let state = match highlight.anchor.state {
            AnchorState::Ambiguous => AnchorState::Moved,
            state => state,
        };
        let anchor = Anchor {
            state,
            method: AnchorMethod::Attached,
            decided_by: DecidedBy::User,
            ..highlight.anchor
        };
        let capture = self.article(highlight.article)?.capture;
        highlight::put_anchor(self.connection, id, capture, &anchor)?;
        Ok(anchor)
    }
}
