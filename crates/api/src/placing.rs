//! What a person decides about the place of a highlight that was lost, changed or could be meant in several places.

use crate::{Api, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    anchor::{Places, Possible, Resolver},
    model::{Anchor, CaptureId, Highlight, HighlightId, NoteTarget},
    text::Text,
};
use commonplace_library::{Error, Op, Writer};

/// Places that one call gives at most.
const MOST_PLACES: u32 = 500;

/// Code points that are shown on each side of a place.
const AROUND: u32 = 60;

/// Where a highlight's passage may stand.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The version of the article that is read.
    pub capture: CaptureId,
    /// Its canonical text.
    pub text: Text,
    /// The places in it.
    pub places: Places,
}

impl Choice {
    /// What stands before a place, at it, and after it.
    pub fn around(&self, place: &Possible) -> [&str; 3] {
        let (start, end) = place.range;
        let slice = |start, end| self.text.slice(start, end);
        [
            slice(start.saturating_sub(AROUND), start),
            slice(start, end),
            slice(end, end.saturating_add(AROUND).min(self.text.code_points())),
        ]
    }
}

impl Api {
    /// Lists where a highlight's passage may stand in the version that is read, the likeliest first.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn highlight_choice(&self, id: HighlightId, most: u32) -> Result<Choice, WireError> {
        self.disk(move |library| {
            let highlight = library.highlight(id)?;
            let capture = library.article(highlight.article)?.capture;
            let text = Text::new(library.capture(capture)?.text);
            let most = most.min(MOST_PLACES) as usize;
            let places = Resolver::new(&text).places(&highlight.selector, most);
            Ok(Choice { capture, text, places })
        })
        .await
    }

    /// Decides on the place of one highlight.
    async fn decide(
        &self,
        id: HighlightId,
        act: impl FnOnce(&mut Writer<'_>) -> Result<Anchor, Error> + Send + 'static,
    ) -> Result<Highlight, WireError> {
        self.write(move |library| {
            let written = library.write(Op::AnchorHighlight, act)?;
            Ok(written.try_map(|_| library.highlight(id))?)
        })
        .await
    }

    /// Puts a highlight on a range of code points of its article's current capture.
    ///
    /// # Errors
    /// `notFound`, `invalidInput` for a range without visible text, `conflict` where `capture` is given and no longer
    /// current.
    pub async fn attach_highlight(
        &self,
        id: HighlightId,
        capture: Option<CaptureId>,
        start: u32,
        end: u32,
    ) -> Result<Highlight, WireError> {
        self.decide(id, move |writer| {
            let article = writer.highlight(id)?.article;
            if capture.is_some_and(|seen| writer.article(article).is_ok_and(|a| a.capture != seen))
            {
                let message = sentence!(
                    "newer-select",
                    "A newer version of this article has arrived. Select the passage again."
                );
                return Err(Error::Conflict(message));
            }
            writer.attach(id, start, end)
        })
        .await
    }

    /// Looks for a highlight's passage again, whatever was decided on it.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn find_highlight_again(&self, id: HighlightId) -> Result<Highlight, WireError> {
        self.decide(id, move |writer| writer.resolve_again(id)).await
    }

    /// Agrees with where a highlight was found.
    ///
    /// # Errors
    /// `notFound`, `invalidInput` for one that was not found.
    pub async fn accept_highlight(&self, id: HighlightId) -> Result<Highlight, WireError> {
        self.decide(id, move |writer| writer.accept(id)).await
    }

    pub(crate) async fn highlight_places(
        &self,
        input: PlacesRequest,
    ) -> Result<PlacesView, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let choice = self.highlight_choice(id, input.limit).await?;
        let places = choice.places.best.iter().map(|place| {
            let [before, text, after] = choice.around(place).map(str::to_owned);
            let (start, end) = place.range;
            PossiblePlace {
                start: choice.text.utf16_of(start),
                end: choice.text.utf16_of(end),
                before,
                text,
                after,
                score: place.score,
            }
        });
        Ok(PlacesView {
            capture: choice.capture.to_string(),
            total: u32::try_from(choice.places.total).unwrap_or(u32::MAX),
            places: places.collect(),
        })
    }

    pub(crate) async fn highlight_attach(
        &self,
        input: HighlightAttach,
    ) -> Result<HighlightView, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let capture: CaptureId = convert::id(&input.capture, "capture")?;
        let (start, end) = self
            .disk(move |library| {
                let text = Text::new(library.capture(capture)?.text);
                Ok((text.code_point_of_utf16(input.start), text.code_point_of_utf16(input.end)))
            })
            .await?;
        let highlight = self.attach_highlight(id, Some(capture), start, end).await?;
        self.highlight_view(highlight).await
    }

    pub(crate) async fn highlight_retry(&self, input: ById) -> Result<HighlightView, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let highlight = self.find_highlight_again(id).await?;
        self.highlight_view(highlight).await
    }

    pub(crate) async fn highlight_accept(&self, input: ById) -> Result<HighlightView, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let highlight = self.accept_highlight(id).await?;
        self.highlight_view(highlight).await
    }

    /// Keeps a highlight's words and its note as a note on the article, and deletes the highlight: one act, undone in
    /// one.
    pub(crate) async fn highlight_to_note(&self, input: ById) -> Result<NoteView, WireError> {
        let id: HighlightId = convert::id(&input.id, "highlight")?;
        let note = self
            .write(move |library| {
                let written = library.write(Op::KeepAsNote, |writer| {
                    let highlight = writer.highlight(id)?;
                    let quote = highlight.selector.quote.lines().map(|line| format!("> {line}"));
                    let quote = quote.collect::<Vec<_>>().join("\n>\n");
                    let note = highlight.note.as_ref().map(|note| note.markdown.trim());
                    let markdown = match note.filter(|note| !note.is_empty()) {
                        Some(note) => format!("{quote}\n\n{note}"),
                        None => quote,
                    };
                    let target = NoteTarget::Article(highlight.article);
                    let note =
                        writer.put_note(None, &target, &markdown, Some(highlight.created), None)?;
                    writer.remove_highlight(id)?;
                    Ok(note)
                })?;
                Ok(written.try_map(|note| library.note(note))?)
            })
            .await?;
        Ok(convert::note(&note, None))
    }
}
