//! Highlights, where they land, and notes.

use super::{ArticleId, CaptureId, HighlightId, Millis, NoteId};

crate::words! {
    /// The eight colours, the same as Zotero's so that they survive both ways. The window shows yellow, green, blue,
    /// magenta (labelled "Pink") and purple first.
    Color {
        /// `#ffd400` at Zotero.
        Yellow = "yellow",
        /// `#ff6666` at Zotero.
        Red = "red",
        /// `#5fb236` at Zotero.
        Green = "green",
        /// `#2ea8e5` at Zotero.
        Blue = "blue",
        /// `#a28ae5` at Zotero.
        Purple = "purple",
        /// `#e56eee` at Zotero; "Pink" on screen.
        Magenta = "magenta",
        /// `#f19837` at Zotero.
        Orange = "orange",
        /// `#aaaaaa` at Zotero.
        Gray = "gray",
    }
}

crate::words! {
    /// How surely a selector was found again.
    AnchorState {
        /// The quote stands at its place, letter for letter.
        Exact = "exact",
        /// The place was found; its words were changed.
        Edited = "edited",
        /// The quote stands elsewhere.
        Moved = "moved",
        /// Several places fit about as well; the best is kept and marked.
        Ambiguous = "ambiguous",
        /// The passage is gone; the highlight is kept and shown.
        Orphan = "orphan",
    }
}

crate::words! {
    /// How an anchor was found.
    AnchorMethod {
        /// The person selected it in this very capture.
        Selected = "selected",
        /// The person put it there again after it was lost, or accepted where it was found.
        Attached = "attached",
        /// The quote stood at the remembered position.
        Position = "position",
        /// The quote was found with its context.
        Quote = "quote",
        /// The quote was found after folding white space, quotation marks and dashes.
        Folded = "folded",
        /// The passage was followed through the changes from an older capture.
        Diff = "diff",
        /// The quote was found with some letters wrong.
        Approximate = "approximate",
        /// Nothing was found.
        None = "none",
    }
}

crate::words! {
    /// Who decided on an anchor; a person outranks every later automatic decision.
    DecidedBy {
        /// The person.
        User = "user",
        /// The program.
        Machine = "machine",
    }
}

/// What finds a passage again, in the terms of the W3C Web Annotation model (TextQuoteSelector with
/// TextPositionSelector). Immutable once made. Offsets are code points in canonical text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The passage itself, letter for letter.
    pub quote: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
    /// Where it began, in code points; a hint, the quote is the truth.
    pub start: Option<u32>,
    /// Where it ended (exclusive), in code points.
    pub end: Option<u32>,
    /// Which of several places it was, where its words stood more than once.
    pub occurrence: Option<Occurrence>,
}

/// Which of several places with the same words a passage stood at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The first is 1.
    pub number: u32,
    /// How many there were, at least 2.
    pub of: u32,
}

impl Occurrence {
    /// Makes one of numbers from outside; none where they make no sense.
    pub fn new(number: u32, of: u32) -> Option<Self> {
        (of >= 2 && (1..=of).contains(&number)).then_some(Self { number, of })
    }
}

/// Where a selector lands in one capture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// How surely.
    pub state: AnchorState,
    /// First code point and the one after the last; none for an orphan.
    pub range: Option<(u32, u32)>,
    /// How it was found.
    pub method: AnchorMethod,
    /// How well text and context agree, 0 to 1.
    pub score: f64,
    /// Who decided.
    pub decided_by: DecidedBy,
}

/// A passage a person marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// Its identity.
    pub id: HighlightId,
    /// The article it is on.
    pub article: ArticleId,
    /// What finds it again.
    pub selector: Selector,
    /// The capture the selector was made in.
    pub origin: CaptureId,
    /// Where it lands in the article's current capture.
    pub anchor: Anchor,
    /// Its colour.
    pub color: Color,
    /// Markdown of its note.
    pub note: Option<Note>,
    /// Names of its tags, sorted.
    pub tags: Vec<String>,
    /// When it was made.
    pub created: Millis,
    /// When it, its note or its tags last changed.
    pub modified: Millis,
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteTarget {
    /// A highlight; at most one note each.
    Highlight(HighlightId),
    /// An article; any number of notes.
    Article(ArticleId),
    /// Nothing: a page of its own with this title.
    Page(String),
}

/// Markdown that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its identity.
    pub id: NoteId,
    /// What it is about.
    pub target: NoteTarget,
    /// The Markdown, letter for letter.
    pub markdown: String,
    /// When it was first written.
    pub created: Millis,
    /// When it was last changed.
    pub modified: Millis,
}
