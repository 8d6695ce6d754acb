//! Newer versions of an article, as a write sees them.

use super::{
    AnchorCounts, NewCapture, Progress, Writer, anchor, article, capture, copies, highlight, rule,
};
use crate::Error;
use commonplace_core::sentence;
use commonplace_core::{
    anchor::{Diff, describe},
    capture::doubt,
    extract::Rule,
    model::{
        Anchor, AnchorMethod, AnchorState, ArticleId, CaptureId, DecidedBy, HighlightId, RuleId,
    },
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

    /// SHA-256 of a capture's canonical text.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn text_hash(&self, id: CaptureId) -> Result<String, Error> {
        Ok(capture::contents(self.connection, id)?.text_hash)
    }

    /// Keeps that the bytes of a capture come out as it is by this version of the rules of extraction too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn read_again(&mut self, id: CaptureId, version: u32) -> Result<(), Error> {
        capture::origin::read_again(self.connection, id, version)
    }

    /// Says that a capture is good as it is although it may not be the whole article.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn accept_capture(&mut self, id: CaptureId) -> Result<(), Error> {
        capture::get(self.connection, id)?;
        capture::origin::accept(self.connection, id)
    }

    /// Adds a rule for a site's pages, or changes the one with this identity. A rule for the same blocks of the same
    /// site takes its place; an empty example leaves the one that is known.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no host or names no block; [`Error::NotFound`].
    pub fn put_rule(
        &mut self,
        id: Option<RuleId>,
        rule: &Rule,
        example: &str,
    ) -> Result<RuleId, Error> {
        rule::put(self.connection, id, rule, example, self.now())
    }

    /// Removes a rule. What it did to articles stays.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_rule(&mut self, id: RuleId) -> Result<(), Error> {
        rule::remove(self.connection, id)
    }

    /// Makes `other` a part of `into`: its captures become versions of it, and all that a person made on it is on it
    /// from now on, followed into the version that is read.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for one article with itself; those of `progress`.
    pub fn merge(
        &mut self,
        into: ArticleId,
        other: ArticleId,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        copies::merge(self.connection, into, other, self.now(), progress)
    }

    /// Keeps that two articles are not one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn keep_apart(&mut self, a: ArticleId, b: ArticleId) -> Result<(), Error> {
        let (a, b) = (self.article(a)?, self.article(b)?);
        copies::keep_apart(self.connection, a.id, b.id)
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
        let place = describe(&text, start, end).ok_or_else(|| {
            Error::Invalid(sentence!("selection-invisible", "The selection holds no visible text."))
        })?;
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
            return Err(Error::Invalid(sentence!(
                "no-place",
                "There is no place to accept: the passage is gone."
            )));
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
