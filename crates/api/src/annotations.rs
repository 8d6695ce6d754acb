//! Highlights and notes.

use crate::{Api, articles::Full, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    anchor, markdown,
    model::{
        Anchor, AnchorMethod, AnchorState, ArticleId, CaptureId, Color, DecidedBy, Highlight,
        HighlightId, Millis, Note, NoteId, NoteTarget, Selector,
    },
    text::Text,
};
use commonplace_library::{HighlightFilter, Library, NewHighlight, Op};
use std::collections::{HashMap, hash_map::Entry};

/// Items one call may ask for.
const PAGE: u32 = 500;

/// How a passage to highlight is named.
#[derive(Clone, Debug)]
pub enum Passage {
    /// From one code point up to another, in the canonical text of the current capture.
    Range(u32, u32),
    /// By its words, and what stands around them where they stand there more than once.
    Quote {
        /// The words.
        quote: String,
        /// What stands before.
        prefix: String,
        /// What stands after.
        suffix: String,
    },
}

impl Passage {
    /// The selector of this passage and where it lands.
    fn select(&self, text: &Text) -> Result<(Selector, Anchor), WireError> {
        let range = self.place(text)?;
        let selector = anchor::describe(text, range.0, range.1).ok_or_else(|| {
            WireError::invalid(sentence!(
                "selection-empty",
                "There is nothing to highlight: the selection holds no visible text."
            ))
        })?;
        let anchor = Anchor {
            state: AnchorState::Exact,
            range: selector.start.zip(selector.end),
            method: AnchorMethod::Selected,
            score: 1.0,
            decided_by: DecidedBy::User,
        };
        Ok((selector, anchor))
    }

    /// From which code point of the text up to which it goes.
    pub(crate) fn place(&self, text: &Text) -> Result<(u32, u32), WireError> {
        Ok(match self {
            Self::Range(start, end) => (*start, *end),
            Self::Quote { quote, prefix, suffix } => {
                let wanted = Selector {
                    quote: quote.clone(),
                    prefix: prefix.clone(),
                    suffix: suffix.clone(),
                    ..Selector::default()
                };
                let found = anchor::resolve(text, &wanted);
                match (found.state, found.range) {
                    (AnchorState::Ambiguous, _) => {
                        return Err(WireError::invalid(sentence!(
                            "quote-repeated",
                            "These words stand in the article more than once. Give what stands before or after them too, or their offsets."
                        )));
                    }
                    (_, Some(range)) => range,
                    (_, None) => {
                        return Err(WireError::new(
                            ErrorKind::NotFound,
                            sentence!(
                                "quote-missing",
                                "These words do not stand in the article's current version."
                            ),
                        ));
                    }
                }
            }
        })
    }
}

impl Api {
    /// Highlights a passage of an article's current capture, with a note where `note` is not blank.
    ///
    /// # Errors
    /// `notFound` where article or words are not there, `invalidInput` for an empty or ambiguous passage, `conflict`
    /// where `capture` is given and no longer current.
    pub async fn mark(
        &self,
        article: ArticleId,
        capture: Option<CaptureId>,
        passage: Passage,
        color: Color,
        note: Option<String>,
        tags: Vec<String>,
    ) -> Result<Highlight, WireError> {
        self.write(move |library| {
            let current = library.article(article)?.capture;
            if capture.is_some_and(|seen| seen != current) {
                return Err(WireError::new(
                    ErrorKind::Conflict,
                    sentence!(
                        "newer-select",
                        "A newer version of this article has arrived. Select the passage again."
                    ),
                ));
            }
            let text = Text::new(library.capture(current)?.text);
            let (selector, anchor) = passage.select(&text)?;
            let written = library.write(Op::AddHighlight, |writer| {
                let id = writer.add_highlight(NewHighlight {
                    id: None,
                    article,
                    capture: current,
                    selector,
                    anchor,
                    color,
                    created: None,
                    modified: None,
                })?;
                if !tags.is_empty() {
                    writer.set_highlight_tags(id, &tags)?;
                }
                if let Some(note) = note.as_deref().filter(|note| !note.trim().is_empty()) {
                    writer.put_note(None, &NoteTarget::Highlight(id), note, None, None)?;
                }
                Ok(id)
            })?;
            Ok(written.try_map(|id| library.highlight(id))?)
        })
        .await
    }

    /// Changes a highlight's colour, tags or note; what is none stays, a blank note is removed.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn change_highlight(
        &self,
        id: HighlightId,
        color: Option<Color>,
        tags: Option<Vec<String>>,
        note: Option<String>,
    ) -> Result<Highlight, WireError> {
        let op = match (color, &tags) {
            (Some(_), _) => Op::RecolorHighlight,
            (None, Some(_)) => Op::TagHighlight,
            (None, None) => Op::EditNote,
        };
        self.write(move |library| {
            let before = library.highlight(id)?;
            let written = library.write(op, |writer| {
                if let Some(color) = color {
                    writer.set_highlight_color(id, color)?;
                }
                if let Some(tags) = &tags {
                    writer.set_highlight_tags(id, tags)?;
                }
                match (&note, &before.note) {
                    (Some(markdown), old) if !markdown.trim().is_empty() => {
                        let old = old.as_ref().map(|note| note.id);
                        writer.put_note(old, &NoteTarget::Highlight(id), markdown, None, None)?;
                    }
                    (Some(_), Some(old)) => writer.remove_note(old.id)?,
                    (Some(_), None) | (None, _) => {}
                }
                Ok(())
            })?;
            Ok(written.try_map(|()| library.highlight(id))?)
        })
        .await
    }

    /// Deletes a highlight with its note.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn remove_highlight(&self, id: HighlightId) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library.write(Op::RemoveHighlight, |writer| writer.remove_highlight(id))?)
        })
        .await
    }

    /// Highlights over all articles, newest first: how many there are and those of one page.
    ///
    /// # Errors
    /// `disk`.
    pub async fn highlights(
        &self,
        filter: HighlightFilter,
    ) -> Result<(u32, Vec<Highlight>), WireError> {
        self.disk(move |library| Ok(library.highlight_feed(&filter)?)).await
    }

    /// Writes a note: changes the one with `id`, or adds one. None when blank Markdown removed it.
    ///
    /// # Errors
    /// `notFound` for an unknown note, highlight or article.
    pub async fn write_note(
        &self,
        id: Option<NoteId>,
        target: Option<NoteTarget>,
        markdown: String,
    ) -> Result<Option<Note>, WireError> {
        self.write(move |library| {
            let (id, target) = match (id, target) {
                (Some(id), target) => {
                    let old = library.note(id)?.target;
                    (Some(id), target.unwrap_or(old))
                }
                (None, Some(NoteTarget::Highlight(highlight))) => {
                    let old = library.highlight(highlight)?.note;
                    (old.map(|note| note.id), NoteTarget::Highlight(highlight))
                }
                (None, Some(target)) => (None, target),
                (None, None) => {
                    return Err(WireError::invalid(sentence!(
                        "note-nowhere",
                        "Say what the note is on, or give it a title."
                    )));
                }
            };
            let blank = markdown.trim().is_empty() && !matches!(target, NoteTarget::Page(_));
            let op = if blank { Op::RemoveNote } else { Op::EditNote };
            let written = library.write(op, |writer| match (blank, id) {
                (true, Some(id)) => writer.remove_note(id).map(|()| None),
                (true, None) => Ok(None),
                (false, id) => writer.put_note(id, &target, &markdown, None, None).map(Some),
            })?;
            Ok(written.try_map(|id| id.map(|id| library.note(id)).transpose())?)
        })
        .await
    }

    /// Deletes a note.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn remove_note(&self, id: NoteId) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library.write(Op::RemoveNote, |writer| writer.remove_note(id))?)
        })
        .await
    }

    /// Notes over all articles and pages, last changed first: how many there are and those of one page.
    ///
    /// # Errors
    /// `disk`.
    pub async fn notes(
        &self,
        pages: bool,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<Note>), WireError> {
        self.disk(move |library| Ok(library.note_feed(pages, offset, limit)?)).await
    }

    pub(crate) async fn highlight_add(
        &self,
        input: HighlightAdd,
    ) -> Result<HighlightView, WireError> {
        let article: ArticleId = convert::id(&input.article, "article")?;
        let capture: CaptureId = convert::id(&input.capture, "capture")?;
        let color = convert::color(&input.color)?;
        let (start, end) = self
            .disk(move |library| {
                let text = Text::new(library.capture(capture)?.text);
                Ok((text.code_point_of_utf16(input.start), text.code_point_of_utf16(input.end)))
            })
            .await?;
        let passage = Passage::Range(start, end);
        let highlight = self.mark(article, Some(capture), passage, color, None, Vec::new()).await?;
        self.highlight_view(highlight).await
    }

    pub(crate) async fn highlight_update(
        &self,
        input: HighlightUpdate,
    ) -> Result<HighlightView, WireError> {
        let id = convert::id(&input.id, "highlight")?;
        let color = input.color.as_deref().map(convert::color).transpose()?;
        let highlight = self.change_highlight(id, color, input.tags, None).await?;
        self.highlight_view(highlight).await
    }

    pub(crate) async fn highlight_view(
        &self,
        highlight: Highlight,
    ) -> Result<HighlightView, WireError> {
        self.disk(move |library| {
            let full = Full::read(library, highlight.article)?;
            Ok(convert::highlight(&highlight, &full.article.metadata.title, &full.text))
        })
        .await
    }

    pub(crate) async fn highlight_remove(&self, input: ById) -> Result<Nothing, WireError> {
        self.remove_highlight(convert::id(&input.id, "highlight")?).await.map(|()| Nothing {})
    }

    pub(crate) async fn highlight_list(
        &self,
        input: HighlightList,
    ) -> Result<HighlightPage, WireError> {
        let filter = HighlightFilter {
            color: input.color.as_deref().map(convert::color).transpose()?,
            tag: input.tag,
            article: input.article.as_deref().map(|id| convert::id(id, "article")).transpose()?,
            since: input.since.map(Millis),
            until: input.until.map(Millis),
            words: input.words,
            offset: input.offset,
            limit: input.limit.min(PAGE),
        };
        self.disk(move |library| {
            let (total, found) = library.highlight_feed(&filter)?;
            Ok(HighlightPage { total, highlights: highlight_views(library, &found)? })
        })
        .await
    }

    pub(crate) async fn note_save(&self, input: NoteSave) -> Result<Option<NoteView>, WireError> {
        let id = input.id.as_deref().map(|id| convert::id(id, "note")).transpose()?;
        let target = match (&input.highlight, &input.article, input.title) {
            (Some(highlight), None, None) => {
                Some(NoteTarget::Highlight(convert::id(highlight, "highlight")?))
            }
            (None, Some(article), None) => {
                Some(NoteTarget::Article(convert::id(article, "article")?))
            }
            (None, None, Some(title)) => Some(NoteTarget::Page(title)),
            (None, None, None) => None,
            _ => {
                return Err(WireError::invalid(sentence!(
                    "note-many",
                    "A note is on one thing only."
                )));
            }
        };
        let note = self.write_note(id, target, input.markdown).await?;
        self.disk(move |library| note.map(|note| note_view(library, &note)).transpose()).await
    }

    pub(crate) async fn note_remove(&self, input: ById) -> Result<Nothing, WireError> {
        self.remove_note(convert::id(&input.id, "note")?).await.map(|()| Nothing {})
    }

    pub(crate) async fn note_list(&self, input: NoteList) -> Result<NotePage, WireError> {
        self.disk(move |library| {
            let pages = input.pages.unwrap_or(false);
            let (total, found) = library.note_feed(pages, input.offset, input.limit.min(PAGE))?;
            let notes =
                found.iter().map(|note| note_view(library, note)).collect::<Result<_, _>>()?;
            Ok(NotePage { total, notes })
        })
        .await
    }

    pub(crate) async fn note_render(&self, input: MarkdownText) -> Result<HtmlText, WireError> {
        self.disk(move |_| Ok(HtmlText { html: markdown::note_html(&input.markdown) })).await
    }
}

/// Highlights of several articles, each of which is read once.
pub(crate) fn highlight_views(
    library: &Library,
    found: &[Highlight],
) -> Result<Vec<HighlightView>, WireError> {
    let mut articles: HashMap<ArticleId, (String, Text)> = HashMap::new();
    let mut highlights = Vec::with_capacity(found.len());
    for highlight in found {
        let (title, text) = match articles.entry(highlight.article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(titled_text(library, highlight.article)?),
        };
        highlights.push(convert::highlight(highlight, title, text));
    }
    Ok(highlights)
}

fn titled_text(library: &Library, id: ArticleId) -> Result<(String, Text), WireError> {
    let article = library.article(id)?;
    let capture = library.capture(article.capture)?;
    Ok((article.metadata.title, Text::new(capture.text)))
}

pub(crate) fn note_view(library: &Library, note: &Note) -> Result<NoteView, WireError> {
    let article = match &note.target {
        NoteTarget::Highlight(id) => Some(library.highlight(*id)?.article),
        NoteTarget::Article(_) | NoteTarget::Page(_) => None,
    };
    Ok(convert::note(note, article))
}
