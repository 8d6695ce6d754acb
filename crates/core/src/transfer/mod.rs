//! Plain records between the library and the formats that articles come from and leave in.
//!
//! A record says what a file says, no more: what a file leaves out is `None`, an empty list or
//! [`RecordBody::None`], and whoever stores it decides. Offsets are code points in canonical text, moments are UTC
//! milliseconds.

pub mod annotations;
mod fields;
pub mod file_name;
pub mod jsonl;
pub mod markdown;
#[cfg(test)]
mod samples;

use crate::extract::Rule;
use crate::model::{
    AnchorState, ArticleId, Color, HighlightId, Metadata, Millis, NoteId, ReadingState, Selector,
    SourceKind,
};

/// An article with everything a person put on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleRecord {
    /// Its identity, where the file carries one of ours.
    pub id: Option<ArticleId>,
    /// Title, authors, origin. The title may be empty: then it is to be taken from the body.
    pub metadata: Metadata,
    /// The article itself.
    pub body: RecordBody,
    /// What the saved bytes once were.
    pub kind: Option<SourceKind>,
    /// When it was saved.
    pub saved: Option<Millis>,
    /// When it was last opened.
    pub opened: Option<Millis>,
    /// Where it is in a person's reading.
    pub state: Option<ReadingState>,
    /// Whether it was marked as a favourite.
    pub favourite: bool,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// Paths of its collections, `Parent/Child`.
    pub collections: Vec<String>,
    /// Its highlights, in document order where that is known.
    pub highlights: Vec<HighlightRecord>,
    /// Notes on the article as a whole.
    pub notes: Vec<NoteRecord>,
    /// SHA-256 of its canonical text in UTF-8, 64 hexadecimal digits.
    pub text_hash: Option<String>,
}

/// The words of an article as a file holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RecordBody {
    /// HTML that is the article itself: to be sanitised, not extracted.
    Html(String),
    /// Markdown.
    Markdown(String),
    /// Plain text.
    Text(String),
    /// The file holds no words of the article.
    #[default]
    None,
}

/// A highlight with its note and tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighlightRecord {
    /// Its identity, where the file carries one of ours.
    pub id: Option<HighlightId>,
    /// What finds the passage; the offsets are hints, the quote is the truth.
    pub selector: Selector,
    /// Its colour.
    pub color: Color,
    /// Markdown of its note.
    pub note: Option<String>,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// When it was made.
    pub created: Option<Millis>,
    /// When it was last changed.
    pub modified: Option<Millis>,
    /// How it stood in the article when the file was written: for whoever reads the file. Reading it in, its place is
    /// looked for anew.
    pub state: Option<AnchorState>,
    /// The words that it stood on then, where they were others than its own.
    pub now: Option<String>,
}

/// A note on an article, or a page of its own where it has a title and stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteRecord {
    /// Its identity, where the file carries one of ours.
    pub id: Option<NoteId>,
    /// Its title, for a page of its own.
    pub title: Option<String>,
    /// The Markdown, letter for letter.
    pub markdown: String,
    /// When it was first written.
    pub created: Option<Millis>,
    /// When it was last changed.
    pub modified: Option<Millis>,
}

/// One thing that a file can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An article.
    Article(Box<ArticleRecord>),
    /// A note that is a page of its own.
    Page(NoteRecord),
    /// A rule for a site's pages, and how a block that it is about begins.
    Rule(Rule, String),
}

/// Something that could not be understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, such as `line 12` or a file's name.
    pub place: String,
    /// What is wrong, as a sentence for a person.
    pub message: String,
}
