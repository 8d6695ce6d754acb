//! Search: a cache of the truth that may be deleted at any time. Only this folder says tantivy.
//!
//! One program keeps the index, the one that holds `index/lock`; all others read it. Every commit carries the
//! revision it covers, and what was written after it is replayed from the record of changes. What cannot be opened is
//! built anew beside it.

mod active;
mod answer;
mod keeper;
mod marks;
mod plan;
mod schema;
mod service;
mod words;

pub(crate) use service::Index;

use crate::EntityKind;
use commonplace_core::model::ArticleId;
use uuid::Uuid;

/// Who keeps the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexMode {
    /// A thread of this handle, for as long as it is open: for the window.
    Background,
    /// Nobody, until [`Library::catch_up`](crate::Library::catch_up) is called: for the command line.
    OnDemand,
}

/// Whether search covers everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// It covers all that was written.
    Ready,
    /// It is being built anew.
    Building,
    /// What was written last is not in it yet.
    Behind,
}

impl IndexState {
    /// The word for it: `ready`, `building` or `behind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Building => "building",
            Self::Behind => "behind",
        }
    }
}

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many there are in all.
    pub total: u32,
    /// The part asked for, best first.
    pub hits: Vec<Hit>,
}

/// One thing found. Ranges are in code points: the first, and the one after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// An article, a highlight or a note.
    pub kind: EntityKind,
    /// Its identity.
    pub id: Uuid,
    /// The article it is in; none for a page of notes.
    pub article: Option<ArticleId>,
    /// Title of the article or page.
    pub title: String,
    /// Relevance; comparable within one answer only.
    pub score: f64,
    /// The words around the match, plain text.
    pub snippet: String,
    /// Matched ranges of the snippet.
    pub marks: Vec<(u32, u32)>,
    /// Matched ranges of the title.
    pub title_marks: Vec<(u32, u32)>,
    /// Where the match stands in the article's canonical text.
    pub passage: Option<(u32, u32)>,
}
