//! What a write can do, all within its one transaction.

use super::write::Subject;
use super::{NewArticle, NewHighlight, anchor, article, highlight, note, review, tag};
use crate::Error;
use commonplace_core::model::{
    Anchor, Article, ArticleId, CaptureId, Color, Highlight, HighlightId, Metadata, Millis, Note,
    NoteId, NoteTarget, ReadingPosition, ReadingState,
};
use commonplace_core::review::Answer;
use rusqlite::Connection;
use uuid::Uuid;

/// Where something imported came from.
#[derive(Clone, Debug)]
pub struct ImportRecord {
    /// The article that came of it.
    pub article: Option<ArticleId>,
    /// The format, such as `jsonl`.
    pub format: String,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub file_hash: String,
    /// The row or entry, such as `line 12`.
    pub place: String,
}

/// The hand that writes, inside [`Library::write`](crate::Library::write). Identities and the time are made here.
/// A failure of any method is meant to be passed on, which rolls back the whole write.
pub struct Writer<'a> {
    pub(super) connection: &'a Connection,
    now: Millis,
    subject: Subject,
    often: Vec<ArticleId>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(connection: &'a Connection, now: Millis) -> Self {
        Self { connection, now, subject: None, often: Vec::new() }
    }

    /// The moment of this write.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// What the write was about, where it was about one note.
    pub(super) fn subject(&self) -> Subject {
        self.subject
    }

    /// Articles that came to be read often, which search takes as a sign.
    pub(super) fn often(&self) -> &[ArticleId] {
        &self.often
    }

    /// Adds an article with its first capture.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty title; [`Error::Conflict`] where the identity is taken.
    pub fn add_article(&mut self, new: NewArticle) -> Result<ArticleId, Error> {
        article::add(self.connection, &new, self.now)
    }

    /// Replaces what is known about an article.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for an empty title.
    pub fn set_metadata(&mut self, id: ArticleId, metadata: &Metadata) -> Result<(), Error> {
        article::set_metadata(self.connection, id, metadata)
    }

    /// Gives an article another title.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for an empty title.
    pub fn set_title(&mut self, id: ArticleId, title: &str) -> Result<(), Error> {
        article::set_title(self.connection, id, title)
    }

    /// Sets the address that decides whether two saves are the same article.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_canonical_url(&mut self, id: ArticleId, url: Option<&str>) -> Result<(), Error> {
        article::set_canonical_url(self.connection, id, url)
    }

    /// Moves an article along in the person's reading.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_state(&mut self, id: ArticleId, state: ReadingState) -> Result<(), Error> {
        article::set_state(self.connection, id, state)
    }

    /// Makes an article a favourite, or no longer.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_favourite(&mut self, id: ArticleId, favourite: bool) -> Result<(), Error> {
        article::set_favourite(self.connection, id, favourite)
    }

    /// Keeps the place reached; the share is clamped to 0 to 1.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_position(&mut self, id: ArticleId, position: ReadingPosition) -> Result<(), Error> {
        article::set_position(self.connection, id, position)?;
        self.note_reading(id, self.now)
    }

    /// Keeps when an article was last opened.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_opened(&mut self, id: ArticleId, opened: Millis) -> Result<(), Error> {
        article::set_opened(self.connection, id, opened)?;
        self.note_reading(id, opened)
    }

    fn note_reading(&mut self, id: ArticleId, at: Millis) -> Result<(), Error> {
        if article::note_reading(self.connection, id, at)? {
            self.often.push(id);
        }
        Ok(())
    }

    /// Sets how many words an article has.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_words(&mut self, id: ArticleId, words: u32) -> Result<(), Error> {
        article::set_words(self.connection, id, words)
    }

    /// Sets when an article was saved.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_saved(&mut self, id: ArticleId, saved: Millis) -> Result<(), Error> {
        article::set_saved(self.connection, id, saved)
    }

    /// Puts an article into the Trash; its highlights and notes go out of lists and search with it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn trash(&mut self, id: ArticleId) -> Result<(), Error> {
        article::set_deleted(self.connection, id, Some(self.now))
    }

    /// Takes an article out of the Trash.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn restore(&mut self, id: ArticleId) -> Result<(), Error> {
        article::set_deleted(self.connection, id, None)
    }

    /// Highlights a passage. Where a newer capture has become current meanwhile, it is followed there at once.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty quote; [`Error::Conflict`] where the identity is taken; [`Error::NotFound`].
    pub fn add_highlight(&mut self, new: NewHighlight) -> Result<HighlightId, Error> {
        let current = self.article(new.article)?.capture;
        let id = highlight::add(self.connection, &new, self.now)?;
        if new.capture != current {
            let found = anchor::find_again(self.connection, new.article, current, id)?;
            highlight::put_anchor(self.connection, id, current, &found)?;
        }
        Ok(id)
    }

    /// Says where a highlight lands in a capture. What a person decided stands against what a machine finds.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_anchor(
        &mut self,
        id: HighlightId,
        capture: CaptureId,
        anchor: &Anchor,
    ) -> Result<(), Error> {
        if !highlight::is_live(self.connection, id)? {
            return Err(Error::NotFound { what: "highlight" });
        }
        highlight::put_anchor(self.connection, id, capture, anchor)
    }

    /// Gives a highlight another colour.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_highlight_color(&mut self, id: HighlightId, color: Color) -> Result<(), Error> {
        highlight::set_color(self.connection, id, color, self.now)
    }

    /// Gives a highlight exactly these tags.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name; [`Error::NotFound`].
    pub fn set_highlight_tags(&mut self, id: HighlightId, names: &[String]) -> Result<(), Error> {
        if !highlight::is_live(self.connection, id)? {
            return Err(Error::NotFound { what: "highlight" });
        }
        if tag::set_on_highlight(self.connection, id, names)? {
            highlight::touch(self.connection, id, self.now)?;
        }
        Ok(())
    }

    /// Keeps what a person said to a highlight that came back in the review.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn answer_review(&mut self, id: HighlightId, answer: Answer) -> Result<(), Error> {
        review::answer(self.connection, id, answer, self.now)
    }

    /// Sets when a highlight was made and last changed, as an import brings it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_highlight_times(
        &mut self,
        id: HighlightId,
        created: Millis,
        modified: Millis,
    ) -> Result<(), Error> {
        highlight::set_times(self.connection, id, created, modified)
    }

    /// Deletes a highlight with its note: both are marked, not removed.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_highlight(&mut self, id: HighlightId) -> Result<(), Error> {
        highlight::remove(self.connection, id, self.now)
    }

    /// Writes a note, or changes the one with this identity. A highlight has one note, which is changed whatever
    /// identity is given. Times are now where none are given; that of making is kept on a change.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is nothing to write it on.
    pub fn put_note(
        &mut self,
        id: Option<NoteId>,
        target: &NoteTarget,
        markdown: &str,
        created: Option<Millis>,
        modified: Option<Millis>,
    ) -> Result<NoteId, Error> {
        let created = created.unwrap_or(self.now);
        let modified = modified.unwrap_or(self.now);
        let id = note::put(self.connection, id, target, markdown, created, modified)?;
        self.subject = Some(Uuid::from_bytes(*id.as_bytes()));
        Ok(id)
    }

    /// Deletes a note: it is marked, not removed.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_note(&mut self, id: NoteId) -> Result<(), Error> {
        note::remove(self.connection, id, self.now)
    }

    /// Keeps where something imported came from.
    ///
    /// # Errors
    /// Those of the database.
    pub fn record_import(&mut self, record: &ImportRecord) -> Result<(), Error> {
        self.connection.prepare_cached(include_str!("record_import.sql"))?.execute((
            &Uuid::now_v7().as_bytes()[..],
            record.article.as_ref().map(|id| &id.as_bytes()[..]),
            &record.format,
            &record.file_name,
            &record.file_hash,
            &record.place,
            self.now.0,
        ))?;
        Ok(())
    }

    /// The article as this write has left it so far.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn article(&self, id: ArticleId) -> Result<Article, Error> {
        article::get(self.connection, id)
    }

    /// The article with this canonical address, as [`Library::find_by_url`](crate::Library::find_by_url).
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_url(&self, canonical: &str) -> Result<Option<ArticleId>, Error> {
        article::find_by_url(self.connection, canonical)
    }

    /// The article with these original bytes, as [`Library::find_by_original`](crate::Library::find_by_original).
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_original(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        article::find_by_original(self.connection, sha256)
    }

    /// The article with this text, as [`Library::find_by_text_hash`](crate::Library::find_by_text_hash).
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_text_hash(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        article::find_by_text_hash(self.connection, sha256)
    }

    /// The live highlights of an article as this write has left them so far.
    ///
    /// # Errors
    /// Those of the database.
    pub fn highlights(&self, id: ArticleId) -> Result<Vec<Highlight>, Error> {
        highlight::of_article(self.connection, id)
    }

    /// The live highlight as this write has left it so far.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn highlight(&self, id: HighlightId) -> Result<Highlight, Error> {
        highlight::get(self.connection, id)
    }

    /// The live notes on an article as a whole, as this write has left them so far.
    ///
    /// # Errors
    /// Those of the database.
    pub fn notes_on(&self, id: ArticleId) -> Result<Vec<Note>, Error> {
        note::on_article(self.connection, id)
    }

    /// The live note as this write has left it so far.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn note(&self, id: NoteId) -> Result<Note, Error> {
        note::get(self.connection, id)
    }

    pub(super) fn need_article(&self, id: ArticleId) -> Result<(), Error> {
        if article::exists(self.connection, id)? {
            Ok(())
        } else {
            Err(Error::NotFound { what: "article" })
        }
    }
}
