//! Search: a cache of the truth that may be deleted at any time. Only this folder says tantivy.
//!
//! One program keeps the index, the one that holds `index/lock`; all others read it. Every commit carries the
//! revision it covers, and what was written after it is replayed from the record of changes. What cannot be opened is
//! built anew beside it.

mod active;
mod answer;
mod dictionary;
mod documents;
mod facets;
mod find;
mod forms;
mod fuse;
mod gather;
mod hands;
mod hits;
mod keeper;
mod lists;
mod marks;
mod mistakes;
mod near;
mod pending;
mod places;
mod plan;
mod rank;
mod related;
mod schema;
mod service;
mod sets;
mod snippets;
mod stems;
mod suggest;
mod thread;
mod view;
mod why;
mod words;

pub use fuse::SecondList;
pub(crate) use service::Index;

use crate::{EntityKind, Error};
use commonplace_core::{
    model::{ArticleId, Color},
    query::TextField,
};
use std::{ops::Range, sync::Arc};
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

/// Whether somebody still waits for an answer; asked again and again while it is made.
pub type Wanted<'a> = &'a (dyn Fn() -> bool + Sync);

/// Gives up where nobody waits any more.
fn go_on(wanted: Wanted<'_>) -> Result<(), Error> {
    if wanted() { Ok(()) } else { Err(Error::Stopped) }
}

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many there are in all.
    pub total: u32,
    /// How many of them have everything that was asked. Where they are few, things with most of the words follow.
    pub full: u32,
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
    /// The article's site.
    pub site: Option<String>,
    /// Colour, for a highlight.
    pub color: Option<Color>,
    /// Relevance; comparable within one answer only.
    pub score: f64,
    /// It has most of the words that were asked, but not all.
    pub partial: bool,
    /// The words around the best match, plain text.
    pub snippet: String,
    /// Matched ranges of the snippet.
    pub marks: Vec<(u32, u32)>,
    /// Matched ranges of the title.
    pub title_marks: Vec<(u32, u32)>,
    /// Names that match where its title and text have not all of the words.
    pub names: Vec<Name>,
    /// Where the best match stands in the article's canonical text.
    pub passage: Option<(u32, u32)>,
    /// Further passages of an article, the best first.
    pub more: Vec<Passage>,
    /// How many places are marked in its text, as far as that was looked at.
    pub matches: u32,
    /// The text that `passage` is about, where it had to be read.
    pub text: Option<Arc<str>>,
}

/// A name by which a thing is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Whose name it is: an author's, a site's or a tag's.
    pub place: Place,
    /// The name; for a site perhaps the host of its address.
    pub text: String,
    /// Matched ranges of it, in code points.
    pub marks: Vec<(u32, u32)>,
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// An article's title and subtitle, or a page's title.
    Title,
    /// An article's text.
    Text,
    /// Words that were highlighted.
    Quote,
    /// A note.
    Note,
    /// The name of an author.
    Author,
    /// A site's name or the host of its address.
    Site,
    /// The name of a tag.
    Tag,
}

impl Place {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Quote => "quote",
            Self::Note => "note",
            Self::Author => "author",
            Self::Site => "site",
            Self::Tag => "tag",
        }
    }

    /// The language of what stands here, in a thing of this one: names have no other forms.
    fn language(self, language: Option<&str>) -> Option<&str> {
        match self {
            Self::Author | Self::Site | Self::Tag => Some("und"),
            _ => language,
        }
    }

    /// Whether words that were asked for in a field, or in any, may stand here, in a thing of this kind.
    fn answers(self, asked: Option<TextField>, kind: EntityKind) -> bool {
        match asked {
            None => true,
            Some(TextField::Title) => self == Self::Title,
            Some(TextField::Text) => self == Self::Text,
            Some(TextField::Quote) => self == Self::Quote,
            Some(TextField::Author) => self == Self::Author,
            Some(TextField::Site) => self == Self::Site,
            // A page's title is part of its note.
            Some(TextField::Note) => {
                kind == EntityKind::Note && matches!(self, Self::Note | Self::Title)
            }
        }
    }
}

/// A passage of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The words around the match, plain text.
    pub snippet: String,
    /// Matched ranges of the snippet, in code points.
    pub marks: Vec<(u32, u32)>,
    /// Where the match stands in the article's canonical text, in code points.
    pub range: (u32, u32),
}

/// How much of an answer has something in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Articles, highlights and notes.
    pub kinds: Vec<(EntityKind, u32)>,
    /// Names of tags, the commonest first.
    pub tags: Vec<(String, u32)>,
    /// Names or hosts of sites, the commonest first.
    pub sites: Vec<(String, u32)>,
    /// Authors, the commonest first.
    pub authors: Vec<(String, u32)>,
    /// Years in which articles were published, the latest first.
    pub years: Vec<(i32, u32)>,
    /// Colours of highlights, in the order of the palette.
    pub colors: Vec<(Color, u32)>,
}

/// Why something was found: one of the words that were asked for, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The word or phrase, as typed.
    pub word: String,
    /// Where it stands.
    pub place: Place,
    /// How often.
    pub times: u32,
    /// The forms in which it stands there, each once, at most five.
    pub forms: Vec<String>,
}

/// Another way to ask, that finds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The part of the query that is replaced: bytes, on character boundaries.
    pub range: Range<usize>,
    /// What takes its place.
    pub word: String,
    /// In how many things it stands.
    pub count: u32,
}

/// An article that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// How alike, comparable within one list only.
    pub score: f64,
    /// Words that both have and few others, the most telling first.
    pub shared: Vec<String>,
}

/// The same words in another article.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// The other article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// How much of the passage stands there, 0 to 1.
    pub share: f64,
    /// Where, in code points of that article's canonical text.
    pub range: (u32, u32),
    /// The words as they stand there.
    pub text: String,
}
