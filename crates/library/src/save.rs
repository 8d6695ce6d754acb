//! Saving an article: the same page again is the same article, and nothing saved before is overwritten.

use crate::{Captured, Error, Library, NewArticle, NewCapture, Op, Progress, Writer, Written};
use commonplace_core::{
    address,
    extract::{self, Extraction, Source},
    model::{ArticleId, Millis, ReadingState},
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
            let capture = new_capture(&extraction, incoming.label, &original, writer.now());
            let (id, mut status) = match known(writer, canonical.as_deref(), &capture)? {
                None => (add(writer, &extraction, capture, canonical)?, SaveStatus::Created),
                Some(id) => (id, self.merge(writer, id, capture)?),
            };
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

    /// Keeps what was made of a source as a newer version of an article, and follows its highlights into it. Its title and other particulars stay.
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
        self.write(Op::Save, |writer| {
            let capture = new_capture(extraction, incoming.label, &original, writer.now());
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

    fn merge(
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

/// What is stored of an extraction.
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
    }
}
