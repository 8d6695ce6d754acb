//! Saving an article: the same page again is the same article, and nothing saved before is overwritten.

use crate::{
    Captured, Error, Library, NewArticle, NewCapture, NewHighlight, Op, Origin, Progress, Writer,
    Written,
};
use commonplace_core::{
    address,
    anchor::describe,
    extract::{self, Candidate, Extraction, Source},
    model::{Anchor, AnchorMethod, AnchorState, ArticleId, Color, DecidedBy, Millis, ReadingState},
};

/// Something to save.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// Its bytes and what is known about them.
    pub source: Source<'a>,
    /// Where it came from, for a person: an address or a file name.
    pub label: &'a str,
    /// A title that outranks the extracted one.
    pub title: Option<&'a str>,
    /// Tags to add.
    pub tags: &'a [String],
    /// Which reading of the source was wanted.
    pub reading: Candidate,
    /// Images that the source does not hold itself: what it calls each, and the name of its bytes among the blobs.
    pub brought: &'a [(String, String)],
}

impl<'a> Incoming<'a> {
    /// A source as it stands, with nothing else to say about it.
    pub const fn new(source: Source<'a>, label: &'a str) -> Self {
        Self { source, label, title: None, tags: &[], reading: Candidate::Best, brought: &[] }
    }
}

/// What became of something saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// It is a new article.
    Created,
    /// It joined an article that was there: as a newer capture, with new tags, or out of the Trash.
    Merged,
    /// It was there already, word for word.
    Unchanged,
}

impl SaveStatus {
    /// The word that scripts see.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Merged => "merged",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Library {
    /// Extracts, keeps the original bytes, and stores the article; see [`SaveStatus`] for the same page saved again.
    /// Two saves are the same article when their canonical addresses are equal, else when their bytes are, else when
    /// their texts are.
    ///
    /// # Errors
    /// [`Error::Disk`] or [`Error::Locked`]; nothing is stored then. What the bytes hold is never an error.
    pub fn save(&self, incoming: &Incoming<'_>) -> Result<Written<(ArticleId, SaveStatus)>, Error> {
        self.save_as(Op::Save, incoming)
    }

    /// The same for another reason than that a person saved it.
    ///
    /// # Errors
    /// Those of [`Library::save`].
    pub fn save_as(
        &self,
        op: Op,
        incoming: &Incoming<'_>,
    ) -> Result<Written<(ArticleId, SaveStatus)>, Error> {
        self.save_extracted(op, extract::extract(&incoming.source), incoming)
    }

    /// The same with an article that was made of the source elsewhere: in a process of its own, or with images that
    /// the source does not hold.
    ///
    /// # Errors
    /// Those of [`Library::save`].
    pub fn save_extracted(
        &self,
        op: Op,
        mut extraction: Extraction,
        incoming: &Incoming<'_>,
    ) -> Result<Written<(ArticleId, SaveStatus)>, Error> {
        if let Some(title) = incoming.title.map(str::trim).filter(|title| !title.is_empty()) {
            extraction.metadata.title = title.to_owned();
        }
        if extraction.metadata.url.is_none() {
            extraction.metadata.url = incoming.source.url.map(str::to_owned);
        }
        let canonical = extraction.metadata.url.as_deref().and_then(address::canonical);
        let original = self.keep(incoming.source.bytes, &extraction)?;
        self.write(op, |writer| {
            let capture = extracted(&extraction, incoming, &original, writer.now());
            // The same bytes once more mark nothing that a person may have unmarked since.
            let is_new = writer.find_by_original(&original)?.is_none();
            let (id, mut status) = match known(writer, canonical.as_deref(), &capture)? {
                None => (add(writer, &extraction, capture, canonical)?, SaveStatus::Created),
                Some(id) => (id, self.join(writer, id, capture)?),
            };
            if is_new && mark(writer, id, &extraction)? && status == SaveStatus::Unchanged {
                status = SaveStatus::Merged;
            }
            let before = writer.article(id)?.tags;
            for tag in incoming.tags {
                writer.tag_article(id, tag)?;
            }
            if status == SaveStatus::Unchanged && writer.article(id)?.tags != before {
                status = SaveStatus::Merged;
            }
            Ok((id, status))
        })
    }

    /// Keeps what was made of a source as a newer version of an article, and follows its highlights into it. Its title
    /// and other particulars stay.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Disk`] or [`Error::Locked`]; those of `progress`. Nothing is stored then.
    pub fn capture_again(
        &self,
        id: ArticleId,
        extraction: &Extraction,
        incoming: &Incoming<'_>,
        force: bool,
        progress: Progress<'_>,
    ) -> Result<Written<Captured>, Error> {
        let original = self.keep(incoming.source.bytes, extraction)?;
        self.write(Op::Capture, |writer| {
            let capture = extracted(extraction, incoming, &original, writer.now());
            writer.add_capture_with(id, capture, force, progress)
        })
    }

    /// Puts the original bytes and the images of an article among the blobs, before a capture refers to them; gives
    /// the original's name.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn keep(&self, original: &[u8], extraction: &Extraction) -> Result<String, Error> {
        for picture in &extraction.pictures {
            self.blobs().put(&picture.bytes)?;
        }
        self.blobs().put(original)
    }

    fn join(
        &self,
        writer: &mut Writer<'_>,
        id: ArticleId,
        capture: NewCapture,
    ) -> Result<SaveStatus, Error> {
        let article = writer.article(id)?;
        let mut status = SaveStatus::Unchanged;
        if article.deleted.is_some() {
            writer.restore(id)?;
            status = SaveStatus::Merged;
        }
        let known = self.capture(article.capture)?;
        // The same words with more of their images are worth keeping; other markup alone is not.
        if known.text_hash != capture.text_hash
            || known.receipt.kept.images < capture.receipt.kept.images
        {
            writer.add_capture(id, capture)?;
            status = SaveStatus::Merged;
        }
        Ok(status)
    }
}

/// The article that this is another save of.
fn known(
    writer: &Writer<'_>,
    canonical: Option<&str>,
    capture: &NewCapture,
) -> Result<Option<ArticleId>, Error> {
    if let Some(address) = canonical {
        // Two addresses may show the same words and still be two things a person saved.
        return writer.find_by_url(address);
    }
    match writer.find_by_original(&capture.original)? {
        Some(id) => Ok(Some(id)),
        // Pages without words are alike in nothing else.
        None if capture.text.trim().is_empty() => Ok(None),
        None => writer.find_by_text_hash(&capture.text_hash),
    }
}

fn add(
    writer: &mut Writer<'_>,
    extraction: &Extraction,
    capture: NewCapture,
    canonical_url: Option<String>,
) -> Result<ArticleId, Error> {
    writer.add_article(NewArticle {
        id: None,
        metadata: extraction.metadata.clone(),
        capture,
        words: extraction.text.words(),
        saved: None,
        opened: None,
        state: ReadingState::Inbox,
        favourite: false,
        canonical_url,
    })
}

/// Highlights the passages that the source itself marks, in the version that is read, where they are not highlighted
/// there yet; whether there were any.
fn mark(
    writer: &mut Writer<'_>,
    article: ArticleId,
    extraction: &Extraction,
) -> Result<bool, Error> {
    let capture = writer.article(article)?.capture;
    if extraction.marks.is_empty() || writer.text_hash(capture)? != extraction.text.hash() {
        return Ok(false);
    }
    let here = writer.highlights(article)?;
    let mut any = false;
    for (start, end) in &extraction.marks {
        let Some(selector) = describe(&extraction.text, *start, *end) else { continue };
        let range = selector.start.zip(selector.end);
        if here.iter().any(|highlight| highlight.anchor.range == range) {
            continue;
        }
        let anchor = Anchor {
            state: AnchorState::Exact,
            range,
            method: AnchorMethod::Selected,
            score: 1.0,
            decided_by: DecidedBy::User,
        };
        let (color, created, modified) = (Color::Yellow, None, None);
        let id = None;
        writer.add_highlight(NewHighlight {
            id,
            article,
            capture,
            selector,
            anchor,
            color,
            created,
            modified,
        })?;
        any = true;
    }
    Ok(any)
}

/// What is stored of a source and what was made of it.
pub(crate) fn extracted(
    extraction: &Extraction,
    incoming: &Incoming<'_>,
    original: &str,
    captured: Millis,
) -> NewCapture {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let origin = Origin {
        version: extract::VERSION,
        reading: incoming.reading,
        file_name: text(incoming.source.file_name),
        url: text(incoming.source.url),
        charset: text(incoming.source.charset),
        pictures: incoming.brought.to_vec(),
    };
    let capture = new_capture(extraction, incoming.label, original, captured);
    NewCapture { origin: Some(origin), ..capture }
}

/// What is stored of an article that was one already.
pub(crate) fn new_capture(
    extraction: &Extraction,
    label: &str,
    original: &str,
    captured: Millis,
) -> NewCapture {
    NewCapture {
        kind: extraction.kind,
        source: label.to_owned(),
        original: original.to_owned(),
        body: extraction.body.clone(),
        text: extraction.text.as_str().to_owned(),
        text_hash: extraction.text.hash(),
        receipt: extraction.receipt.clone(),
        captured,
        origin: None,
    }
}
