//! Newer versions of an article that are made of what the library holds already.

use crate::{
    Captured, Error, Incoming, Library, NewCapture, Op, Origin, Progress, Writer, Written,
    save::extracted,
};
use commonplace_core::sentence;
use commonplace_core::{
    extract::{self, Extraction, Restored, Rule},
    model::{ArticleId, Capture, CaptureId, Millis},
};

/// What is needed to read the source of an article again.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The version that is read.
    pub capture: Capture,
    /// How it was made. For versions of which nobody wrote that down, what can be told from the article.
    pub origin: Origin,
    /// The bytes it was made of.
    pub original: Vec<u8>,
}

/// Why a source is read again.
#[derive(Clone, Copy, Debug)]
pub enum Occasion<'a> {
    /// A person asked for this reading.
    Asked,
    /// A person made this rule for the site, of which the text is an example.
    Rule(&'a Rule, &'a str),
    /// The rules of extraction are newer than those it was read by. What looks wrong does not become current.
    NewerRules,
}

impl Library {
    /// Puts blocks that the receipt of a capture lists as left out, by their places in that list, back where they
    /// stood: as a newer version, which is read from now on and has the same original. Undoing goes back to the one
    /// before.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such capture or block; [`Error::Conflict`] where the capture is no longer
    /// the one that is read; those of `progress`. Nothing is stored then.
    pub fn put_back(
        &self,
        capture: CaptureId,
        blocks: &[usize],
        progress: Progress<'_>,
    ) -> Result<Written<Captured>, Error> {
        let from = self.capture(capture)?;
        let restored = extract::put_back(&from.body, &from.receipt, blocks)
            .ok_or(Error::NotFound { what: "block" })?;
        self.write(Op::PutBack, |writer| {
            expect_current(writer, &from)?;
            let origin = self.origin(capture)?;
            let new = remade(&from, restored, origin, writer.now());
            writer.add_capture_with(from.article, new, true, progress)
        })
    }

    /// What is needed to read the source of an article's current version again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such article, or its original is gone; [`Error::Disk`].
    pub fn kept(&self, article: ArticleId) -> Result<Kept, Error> {
        let article = self.article(article)?;
        let capture = self.capture(article.capture)?;
        let origin = self.origin(capture.id)?.unwrap_or_else(|| Origin {
            url: article.metadata.url.clone(),
            file_name: file_name(&capture.source),
            ..Origin::default()
        });
        let original = self.blobs().get(&capture.original)?;
        Ok(Kept { capture, origin, original })
    }

    /// Keeps another reading of the source of `kept` as a newer version, with what a person had put back; `incoming`
    /// says how it was read. A rule that is the occasion is kept in the same act. Where the article comes out as it is
    /// already, that is noted and no version is made.
    ///
    /// # Errors
    /// [`Error::Conflict`] where `kept` is no longer the version that is read; [`Error::Disk`]; those of `progress`.
    /// Nothing is stored then.
    pub fn reread(
        &self,
        occasion: Occasion<'_>,
        kept: &Kept,
        extraction: Extraction,
        incoming: &Incoming<'_>,
        progress: Progress<'_>,
    ) -> Result<Written<Option<Captured>>, Error> {
        let Kept { capture: from, .. } = kept;
        let extraction = with_restored(extraction, &from.receipt.restored);
        let original = self.keep(incoming.source.bytes, &extraction)?;
        let (op, force) = match occasion {
            Occasion::Asked => (Op::Reread, true),
            Occasion::Rule(..) => (Op::EditRule, true),
            Occasion::NewerRules => (Op::ReadAgain, false),
        };
        self.write(op, |writer| {
            expect_current(writer, from)?;
            if let Occasion::Rule(rule, example) = occasion {
                writer.put_rule(None, rule, example)?;
            }
            let new = extracted(&extraction, incoming, &original, writer.now());
            writer.read_again(from.id, extract::VERSION)?;
            let same = new.text_hash == from.text_hash
                && new.receipt.kept.images <= from.receipt.kept.images;
            if same {
                return Ok(None);
            }
            writer.add_capture_with(from.article, new, force, progress).map(Some)
        })
    }
}

/// The file's name in what a person is told of where something came from, unless that is an address.
fn file_name(label: &str) -> Option<String> {
    let name = label.rsplit(['/', '\\']).next().unwrap_or(label);
    (!label.contains("://") && name.contains('.')).then(|| name.to_owned())
}

/// An extraction with the blocks in it that a person had put back.
fn with_restored(extraction: Extraction, texts: &[String]) -> Extraction {
    match extract::put_back_again(&extraction.body, &extraction.receipt, texts) {
        Some(Restored { body, text, receipt }) => Extraction { body, text, receipt, ..extraction },
        None => extraction,
    }
}

/// Refuses what was asked for while looking at a version that is no longer read.
fn expect_current(writer: &Writer<'_>, seen: &Capture) -> Result<(), Error> {
    if writer.article(seen.article)?.capture == seen.id {
        return Ok(());
    }
    Err(Error::Conflict(sentence!(
        "newer-look",
        "A newer version of this article has arrived. Look at it first."
    )))
}

/// The same capture with another body.
fn remade(
    from: &Capture,
    restored: Restored,
    origin: Option<Origin>,
    captured: Millis,
) -> NewCapture {
    NewCapture {
        kind: from.kind,
        source: from.source.clone(),
        original: from.original.clone(),
        text_hash: restored.text.hash(),
        body: restored.body,
        text: restored.text.as_str().to_owned(),
        receipt: restored.receipt,
        captured,
        origin,
    }
}
