//! Articles: listing, showing, changing, throwing away.

use crate::{Api, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    extract::Candidate,
    model::{AnchorState, Article, ArticleId, Capture, Highlight, Note, ReadingPosition},
    text::Text,
};
use commonplace_library::{ArticleFilter, CaptureInfo, Library, Narrow, Op, Sort, View};

/// Rows or items one call may ask for.
const PAGE: u32 = 500;

/// An article with everything on it.
#[derive(Clone, Debug)]
pub struct Full {
    /// The article.
    pub article: Article,
    /// Its current capture.
    pub capture: Capture,
    /// All of its captures, newest first.
    pub captures: Vec<CaptureInfo>,
    /// The capture's canonical text with its offset tables.
    pub text: Text,
    /// Its highlights: orphans first, then in document order.
    pub highlights: Vec<Highlight>,
    /// Notes on the article as a whole.
    pub notes: Vec<Note>,
    /// How its source was read.
    pub manner: Manner,
}

/// How the source of a capture was read.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Which reading of it this is; none where there is only one.
    pub reading: Option<Candidate>,
    /// Whether it may not be the whole article, and nobody has said that it is good as it is.
    pub doubtful: bool,
}

impl Manner {
    fn of(library: &Library, capture: &Capture) -> Result<Self, WireError> {
        let reading =
            Candidate::is_choice(capture.kind).then(|| library.reading(capture.id)).transpose()?;
        let doubtful = !capture.receipt.doubts.is_empty() && !library.is_accepted(capture.id)?;
        Ok(Self { reading, doubtful })
    }
}

impl Full {
    /// Reads it all.
    ///
    /// # Errors
    /// `notFound` for an unknown article.
    pub(crate) fn read(library: &Library, id: ArticleId) -> Result<Self, WireError> {
        let article = library.article(id)?;
        let capture = library.capture(article.capture)?;
        let notes = library.notes_on(id)?;
        let text = Text::new(capture.text.clone());
        let captures = library.capture_list(id)?;
        let highlights = highlights(library, id)?;
        let manner = Manner::of(library, &capture)?;
        Ok(Self { article, capture, captures, text, highlights, notes, manner })
    }

    fn view(&self) -> ArticleView {
        ArticleView {
            highlights: highlight_views(&self.highlights, &self.article, &self.text),
            ..view(&self.article, &self.capture, &self.text, &self.notes, self.manner)
        }
    }
}

/// The highlights of an article, orphans first, then in document order.
fn highlights(library: &Library, id: ArticleId) -> Result<Vec<Highlight>, WireError> {
    let mut highlights = library.highlights(id)?;
    highlights.sort_by_key(|h| (h.anchor.state != AnchorState::Orphan, h.anchor.range, h.created));
    Ok(highlights)
}

fn highlight_views(highlights: &[Highlight], article: &Article, text: &Text) -> Vec<HighlightView> {
    let title = &article.metadata.title;
    highlights.iter().map(|highlight| convert::highlight(highlight, title, text)).collect()
}

/// What the reader shows of an article, without its highlights.
fn view(
    article: &Article,
    capture: &Capture,
    text: &Text,
    notes: &[Note],
    manner: Manner,
) -> ArticleView {
    let meta = &article.metadata;
    ArticleView {
        row: convert::row(article),
        subtitle: meta.subtitle.clone(),
        url: meta.url.clone(),
        excerpt: meta.excerpt.clone(),
        capture: capture.id.to_string(),
        body: capture.body.clone(),
        text_length: text.utf16_units(),
        text_hash: capture.text_hash.clone(),
        position: text.utf16_of(article.position.offset),
        receipt: convert::receipt(&capture.receipt, text),
        doubtful: manner.doubtful,
        reading: manner.reading.map(|reading| reading.as_str().to_owned()),
        highlights: Vec::new(),
        notes: notes.iter().map(|n| convert::note(n, None)).collect(),
        collections: article.collections.clone(),
    }
}

/// What the reader needs for its first picture of an article.
fn first_view(library: &Library, id: ArticleId) -> Result<OpenedArticle, WireError> {
    let article = library.article(id)?;
    let mut capture = library.capture(article.capture)?;
    let text = Text::new(std::mem::take(&mut capture.text));
    let places = library.highlight_places(id)?;
    Ok(OpenedArticle {
        article: view(
            &article,
            &capture,
            &text,
            &library.notes_on(id)?,
            Manner::of(library, &capture)?,
        ),
        places: places.iter().map(|place| convert::place(place, &text)).collect(),
    })
}

impl Api {
    /// An article with everything on it.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn full(&self, id: ArticleId) -> Result<Full, WireError> {
        self.disk(move |library| Full::read(library, id)).await
    }

    /// How many articles a filter lets through, and those of the page it asks for.
    ///
    /// # Errors
    /// `disk`.
    pub async fn articles(&self, filter: ArticleFilter) -> Result<(u32, Vec<Article>), WireError> {
        self.disk(move |library| Ok(library.articles(&filter)?)).await
    }

    pub(crate) async fn article_list(&self, input: ArticleList) -> Result<ArticlePage, WireError> {
        let mut filter = filter(input)?;
        filter.limit = filter.limit.min(PAGE);
        let (total, articles) = self.articles(filter).await?;
        Ok(ArticlePage { total, rows: articles.iter().map(convert::row).collect() })
    }

    pub(crate) async fn article_ids(&self, input: ArticleList) -> Result<ByIds, WireError> {
        let filter = filter(input)?;
        self.disk(move |library| {
            let ids = library.article_ids(&filter)?;
            Ok(ByIds { ids: ids.iter().map(ArticleId::to_string).collect() })
        })
        .await
    }

    pub(crate) async fn article_show(&self, input: ById) -> Result<ArticleView, WireError> {
        let id = convert::id(&input.id, "article")?;
        self.disk(move |library| Ok(Full::read(library, id)?.view())).await
    }

    pub(crate) async fn article_open(&self, input: ById) -> Result<OpenedArticle, WireError> {
        let id = convert::id(&input.id, "article")?;
        // The text need not wait until the disk has the time of opening.
        let opened = self.write_by_reading(move |library| {
            Ok(library.write(Op::Open, |writer| {
                let now = writer.now();
                writer.set_opened(id, now)
            })?)
        });
        let article = self.disk(move |library| first_view(library, id));
        let (article, opened) = tokio::join!(article, opened);
        opened?;
        article
    }

    pub(crate) async fn article_highlights(
        &self,
        input: ById,
    ) -> Result<Vec<HighlightView>, WireError> {
        let id = convert::id(&input.id, "article")?;
        self.disk(move |library| {
            let article = library.article(id)?;
            let text = Text::new(library.capture_text(article.capture)?);
            Ok(highlight_views(&highlights(library, id)?, &article, &text))
        })
        .await
    }

    pub(crate) async fn article_update(&self, input: ArticleUpdate) -> Result<Nothing, WireError> {
        let ids: Vec<ArticleId> = convert::ids(&input.ids, "article")?;
        let state = input.state.as_deref().map(convert::state).transpose()?;
        let title = input.title.map(|title| title.trim().to_owned());
        if title.as_deref() == Some("") {
            return Err(WireError::invalid(sentence!("title-empty", "A title cannot be empty.")));
        }
        let op = match (&title, state, input.favourite) {
            (Some(_), ..) => Op::EditArticle,
            (None, Some(_), _) => Op::SetState,
            (None, None, Some(_)) => Op::SetFavourite,
            (None, None, None) => Op::TagArticle,
        };
        let (add, remove) =
            (input.add_tags.unwrap_or_default(), input.remove_tags.unwrap_or_default());
        self.write(move |library| {
            Ok(library.write(op, |writer| {
                for &id in &ids {
                    if let Some(title) = &title {
                        writer.set_title(id, title)?;
                    }
                    if let Some(state) = state {
                        writer.set_state(id, state)?;
                    }
                    if let Some(favourite) = input.favourite {
                        writer.set_favourite(id, favourite)?;
                    }
                    for tag in &add {
                        writer.tag_article(id, tag)?;
                    }
                    for tag in &remove {
                        writer.untag_article(id, tag)?;
                    }
                }
                Ok(())
            })?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn article_position(
        &self,
        input: PositionUpdate,
    ) -> Result<Nothing, WireError> {
        let id: ArticleId = convert::id(&input.id, "article")?;
        self.write_by_reading(move |library| {
            let capture = library.capture(library.article(id)?.capture)?;
            let offset = Text::new(capture.text).code_point_of_utf16(input.offset);
            let progress =
                if input.progress.is_finite() { input.progress.clamp(0.0, 1.0) } else { 0.0 };
            let position = ReadingPosition { offset, progress };
            Ok(library.write(Op::SetPosition, |writer| writer.set_position(id, position))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn article_trash(&self, input: ByIds) -> Result<Nothing, WireError> {
        self.trash(convert::ids(&input.ids, "article")?).await.map(|()| Nothing {})
    }

    /// Puts articles into the Trash.
    ///
    /// # Errors
    /// `notFound`; then none of them was put there.
    pub async fn trash(&self, ids: Vec<ArticleId>) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library
                .write(Op::Trash, |writer| ids.iter().try_for_each(|&id| writer.trash(id)))?)
        })
        .await
    }

    pub(crate) async fn article_restore(&self, input: ByIds) -> Result<Nothing, WireError> {
        self.restore(convert::ids(&input.ids, "article")?).await.map(|()| Nothing {})
    }

    /// Takes articles out of the Trash.
    ///
    /// # Errors
    /// `notFound`; then none of them was taken out.
    pub async fn restore(&self, ids: Vec<ArticleId>) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library
                .write(Op::Restore, |writer| ids.iter().try_for_each(|&id| writer.restore(id)))?)
        })
        .await
    }
}

/// Reads what list is asked for.
fn filter(input: ArticleList) -> Result<ArticleFilter, WireError> {
    let narrow = input.narrow.unwrap_or_default();
    Ok(ArticleFilter {
        view: View::parse(&input.view).ok_or_else(|| {
            WireError::invalid(sentence!(
                "no-view",
                "There is no view named “{view}”.",
                view = input.view
            ))
        })?,
        sort: match &input.sort {
            None => Sort::Saved,
            Some(word) => Sort::parse(word).ok_or_else(|| {
                WireError::invalid(sentence!(
                    "no-sort",
                    "Articles cannot be sorted by “{word}”.",
                    word = word
                ))
            })?,
        },
        tag: input.tag,
        collection: input
            .collection
            .map(|collection| convert::id(&collection, "collection"))
            .transpose()?,
        narrow: narrow
            .iter()
            .map(|word| {
                Narrow::parse(word).ok_or_else(|| {
                    WireError::invalid(sentence!(
                        "no-narrowing",
                        "A list cannot be narrowed to “{word}”.",
                        word = word
                    ))
                })
            })
            .collect::<Result<_, _>>()?,
        ids: None,
        reverse: input.reverse.unwrap_or(false),
        offset: input.offset,
        limit: input.limit,
    })
}
