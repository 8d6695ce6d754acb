//! Articles, what was captured of them, and how they are ordered.

use super::{ArticleId, CaptureId, CollectionId, Color, Millis, SavedSearchId, TagId};
use crate::{extract::Followed, sentence::Sentence};
use serde::{Deserialize, Deserializer, Serialize};

crate::words! {
    /// Where an article is in a person's reading.
    ReadingState {
        /// Saved, not begun.
        Inbox = "inbox",
        /// Begun.
        Reading = "reading",
        /// Read to the end.
        Finished = "finished",
        /// Put away.
        Archived = "archived",
    }
}

crate::words! {
    /// What kind of bytes an article came from.
    SourceKind {
        /// A web page.
        Html = "html",
        /// A Markdown document.
        Markdown = "markdown",
        /// Plain text, or a text dump of a page.
        Text = "text",
        /// A PDF.
        Pdf = "pdf",
        /// A book in EPUB.
        Epub = "epub",
    }
}

/// What is known about an article apart from its words. Empty text and lists mean "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title, without the site's name. Never empty once stored.
    pub title: String,
    /// The line under the title, where the source has one.
    pub subtitle: Option<String>,
    /// Authors' names in the order given.
    pub authors: Vec<String>,
    /// The site's or publication's name.
    pub site: Option<String>,
    /// The address it was taken from, or the canonical one the page declares.
    pub url: Option<String>,
    /// When it was published: an ISO 8601 date or date and time, as precise as the source was.
    pub published: Option<String>,
    /// BCP 47 language tag, such as `en` or `pt-BR`.
    pub language: Option<String>,
    /// A short summary of its own, plain text.
    pub excerpt: Option<String>,
}

/// The paragraph a reader had reached.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReadingPosition {
    /// Offset in code points of the first character shown, in the canonical text of the current capture.
    pub offset: u32,
    /// How much of the article lies above the lower edge of the view, 0 to 1.
    pub progress: f64,
}

/// Something saved: metadata, reading state and one current capture.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its identity, stable across exports, devices and merges.
    pub id: ArticleId,
    /// Title, authors, origin.
    pub metadata: Metadata,
    /// The capture that is read and searched.
    pub capture: CaptureId,
    /// Where it is in a person's reading.
    pub state: ReadingState,
    /// Whether it was marked as a favourite.
    pub favourite: bool,
    /// Words in the canonical text; a CJK character counts as one word.
    pub words: u32,
    /// When it was saved.
    pub saved: Millis,
    /// When it was last opened in the reader.
    pub opened: Option<Millis>,
    /// The place reached.
    pub position: ReadingPosition,
    /// When it was put into the Trash.
    pub deleted: Option<Millis>,
    /// Names of its tags, sorted.
    pub tags: Vec<String>,
    /// Paths of its collections, `Parent/Child`, sorted.
    pub collections: Vec<String>,
    /// Colours of its highlights in document order, one for each live highlight.
    pub highlight_colors: Vec<Color>,
    /// How many of its highlights wait for a person: those that lost their place, and those whose words or place
    /// changed and nobody has agreed.
    pub undecided: u32,
}

/// One saved version of an article. Immutable.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// Its identity.
    pub id: CaptureId,
    /// The article it is a version of.
    pub article: ArticleId,
    /// What the bytes were.
    pub kind: SourceKind,
    /// The address, file name or other label of where it came from.
    pub source: String,
    /// When it was captured.
    pub captured: Millis,
    /// SHA-256 of the original bytes, 64 hexadecimal digits: their name among the blobs.
    pub original: String,
    /// Sealed HTML: sanitised to a fixpoint, never changed again.
    pub body: String,
    /// The canonical text (`canon/1`) of the body.
    pub text: String,
    /// SHA-256 of the canonical text in UTF-8, 64 hexadecimal digits.
    pub text_hash: String,
    /// What extraction kept and dropped.
    pub receipt: Receipt,
}

/// Counts of what a body holds, or of what its source held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Words; a CJK character counts as one.
    pub words: u32,
    /// Images.
    pub images: u32,
    /// Tables.
    pub tables: u32,
    /// Code blocks.
    pub code: u32,
    /// Links with an address.
    pub links: u32,
    /// Footnotes joined to a reference.
    pub footnotes: u32,
    /// Formulas, as MathML or as TeX.
    pub formulas: u32,
}

/// A block that extraction left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// All of its text, a line for each line or box of the source.
    pub text: String,
    /// Why, as a word of a closed list: `repeated`, `label`, `boilerplate`, `empty`, `unsafe`, `title` (the heading
    /// that repeats it), `control`, `hidden`, `copy` (drawn a second time), `rule` (the person
    /// wants it so).
    pub reason: &'static str,
    /// How often the same block was left out; each time is a block of its own.
    pub times: u32,
    /// Where it stood: the length in code points of the canonical text before it.
    pub place: u32,
    /// What such blocks are known by on the pages of their site, as in a [`Rule`](crate::extract::Rule).
    pub mark: Option<String>,
}

impl Dropped {
    /// The closed list of [`Dropped::reason`].
    pub const REASONS: &[&str] = &[
        "repeated",
        "label",
        "boilerplate",
        "empty",
        "unsafe",
        "title",
        "control",
        "hidden",
        "copy",
        "rule",
    ];
}

/// What a source says about itself beyond what articles are listed by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What the author does, as the byline says it.
    pub role: Option<String>,
    /// When it was last changed: an ISO 8601 date or date and time.
    pub modified: Option<String>,
    /// Under what licence it may be used: an address or a name.
    pub licence: Option<String>,
    /// Digital Object Identifier, without an address before it.
    pub doi: Option<String>,
    /// The address of the picture that stands for it.
    pub image: Option<String>,
}

/// A block as it is read, with any word for its reason.
#[derive(Deserialize)]
struct ReadDropped {
    text: String,
    reason: String,
    times: u32,
    place: u32,
    #[serde(default)]
    mark: Option<String>,
}

impl<'de> Deserialize<'de> for Dropped {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let ReadDropped { text, reason, times, place, mark } = ReadDropped::deserialize(from)?;
        let known = Self::REASONS.iter().find(|known| **known == reason);
        Ok(Self { text, reason: known.copied().unwrap_or("boilerplate"), times, place, mark })
    }
}

/// What extraction kept and dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Counts over the visible source.
    pub source: Kept,
    /// Counts over the sealed body.
    pub kept: Kept,
    /// The blocks left out, in document order. With the kept text they hold every word of the source.
    pub dropped: Vec<Dropped>,
    /// The texts of blocks that were left out and that a person put back.
    #[serde(default)]
    pub restored: Vec<String>,
    /// The rules for the site that were followed, and made a difference.
    #[serde(default)]
    pub rules: Vec<Followed>,
    /// Why this may not be the whole article.
    #[serde(default)]
    pub doubts: Vec<Sentence>,
    /// What could not be understood.
    pub problems: Vec<Sentence>,
    /// What else the source says about itself.
    pub details: Details,
}

/// A flat label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its identity.
    pub id: TagId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// Live articles that carry it.
    pub articles: u32,
    /// Live highlights that carry it.
    pub highlights: u32,
    /// The colour a person gave it.
    pub color: Option<Color>,
}

/// A node of the ordered tree of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its identity.
    pub id: CollectionId,
    /// The collection it lies in.
    pub parent: Option<CollectionId>,
    /// Its own name, without `/`.
    pub name: String,
    /// Live articles in it or in a collection that lies in it, each counted once.
    pub articles: u32,
}

/// A search that a person keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its identity.
    pub id: SavedSearchId,
    /// What the person calls it.
    pub name: String,
    /// What was typed, letter for letter.
    pub query: String,
}
