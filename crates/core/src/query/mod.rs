//! What was typed into the search field, as a tree.
//!
//! [`parse()`] never fails: what it does not understand is searched as words and reported as a [`Problem`]. Words next
//! to each other must all be found; `OR` joins the two terms beside it and binds tighter than that. The word still
//! being typed (nothing follows it, not even a space) is taken as the beginning of a word.
//!
//! Everything that can be asked stands in one table, [`OPERATORS`]: the parser, the help, [`complete`] and the chips
//! are made from it.
//!
//! ```
//! use commonplace_core::{model::Millis, query::{parse, Node}};
//!
//! let query = parse("tag:rust -\"side effects\" pur", Millis(0));
//! assert!(query.problems.is_empty());
//! assert!(matches!(query.root, Node::All(parts) if parts.len() == 3));
//! ```

mod complete;
mod dates;
mod operators;
mod parse;
mod values;
mod wrong;

pub use complete::{Completion, complete};
pub use operators::{OPERATORS, Operator, Takes};
pub use parse::{MAX_DEPTH, MAX_TERMS, parse};

use crate::model::{Color, Millis, ReadingState};
use crate::sentence::Sentence;
use std::ops::Range;

/// A query that was understood as well as possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What is asked for.
    pub root: Node,
    /// The order of the answer; none is by relevance, or the newest first where nothing ranks.
    pub order: Option<Order>,
    /// The filters that were understood, in the order of the text.
    pub chips: Vec<Chip>,
    /// What was not understood, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Something in a query that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: bytes of the query, on character boundaries.
    pub range: Range<usize>,
    /// What is wrong and what was done instead.
    pub message: Sentence,
}

/// A filter that was understood, to be shown as a thing of its own that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Where it stands, with its minus sign: bytes of the query, on character boundaries.
    pub range: Range<usize>,
    /// The field, as the table names it.
    pub field: &'static str,
    /// What follows the colon, without quotation marks.
    pub value: String,
    /// Whether it is excluded.
    pub negative: bool,
}

/// An order of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it goes by.
    pub by: OrderBy,
    /// Turned round: the oldest, shortest, or last letter first.
    pub reverse: bool,
}

crate::words! {
    /// What answers are ordered by. Everything begins with the most recent, longest or most; titles with A.
    OrderBy {
        /// How well it fits.
        Relevance = "relevance",
        /// When it was saved or made.
        Saved = "saved",
        /// When it was published.
        Published = "published",
        /// When it was last opened.
        Opened = "opened",
        /// Its title.
        Title = "title",
        /// Its words.
        Words = "words",
    }
}

/// A part of a query. The tree is at most a few times [`MAX_DEPTH`] deep and holds at most [`MAX_TERMS`] leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Everything: nothing was asked.
    Everything,
    /// What all parts find; never empty. All of them may be [`Node::Not`].
    All(Vec<Node>),
    /// What any part finds; never empty.
    Any(Vec<Node>),
    /// What the part does not find.
    Not(Box<Node>),
    /// A word or phrase, in any text or in one field.
    Find {
        /// The field; none for the text of articles, highlights and notes with their titles, authors and tags.
        field: Option<TextField>,
        /// The words.
        term: Term,
    },
    /// Words that stand near each other, in any order.
    Near {
        /// The field, as in [`Node::Find`].
        field: Option<TextField>,
        /// At least two; each is one or more words that are all looked for as they stand.
        words: Vec<String>,
        /// How many other words may stand between the first and the last of them.
        distance: u32,
    },
    /// What carries a tag of this name, without regard to case.
    Tag {
        /// The name, or its beginning.
        name: String,
        /// Whether longer names that begin so count too.
        prefix: bool,
    },
    /// Articles whose address contains this, without regard to case.
    Url(String),
    /// Articles in this language: a BCP 47 tag in lower case; `pt` also means `pt-BR`.
    Language(String),
    /// Only this kind of thing.
    In(Part),
    /// Articles in a collection of this name or path (`Parent/Child`), or in one that lies in it; without regard to
    /// case.
    Collection(String),
    /// Highlights of this colour.
    Color(Color),
    /// Articles in this condition.
    Is(Condition),
    /// Articles with this in them.
    Has(Content),
    /// What happened within a time.
    When {
        /// What happened.
        event: Event,
        /// The first moment; none is the beginning of time.
        from: Option<Millis>,
        /// The moment after the last; none is its end.
        until: Option<Millis>,
    },
    /// Articles of so many words.
    Words {
        /// At least.
        from: u32,
        /// At most.
        to: u32,
    },
}

/// One word, or a row of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// As typed, without quotation marks and signs; never empty. Cutting it into words is the index's affair.
    pub text: String,
    /// How it is looked for.
    pub form: Form,
}

/// How a term is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// As a word, in any of the forms that share its stem.
    Word,
    /// As a word that may be unfinished: in any of its forms, or as a beginning.
    Typing,
    /// As the beginning of a word.
    Beginning,
    /// Anywhere in a word.
    Middle,
    /// As a word with a mistake in it: a letter more, less, other or swapped; two in words of more than ten letters.
    Fuzzy,
    /// As words in this order, exactly as they stand.
    Phrase {
        /// How many other words may stand between the first and the last.
        slop: u32,
        /// Whether the last word may go on.
        prefix: bool,
    },
}

/// A field that words can be looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// An article's title and subtitle, or a page's title.
    Title,
    /// An article's text.
    Text,
    /// An article's authors.
    Author,
    /// An article's site: its name or the host of its address.
    Site,
    /// Notes.
    Note,
    /// Words that were highlighted.
    Quote,
}

/// Kinds of things that are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Articles.
    Articles,
    /// Highlights.
    Highlights,
    /// Notes.
    Notes,
}

/// What an article can have in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// At least one highlight.
    Highlights,
    /// At least one note, on itself or on a highlight.
    Notes,
    /// At least one image.
    Images,
    /// At least one block of code.
    Code,
}

/// What happens to things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Articles were saved; highlights and notes were made.
    Saved,
    /// Articles were published.
    Published,
    /// Articles were last opened.
    Opened,
    /// Highlights were made; articles got one.
    Highlighted,
}

/// A condition that an article can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// In this reading state; `is:unread` is [`ReadingState::Inbox`].
    State(ReadingState),
    /// Marked as a favourite.
    Favourite,
    /// With at least one highlight.
    Highlighted,
    /// With a highlight whose passage is gone; among highlights, those themselves.
    Orphan,
    /// With a highlight whose passage reads a little differently now.
    Edited,
    /// With a highlight whose passage could be in several places.
    Ambiguous,
}

impl Query {
    /// The words and phrases that must be there (not those after `-`), with the field they were asked in, each once
    /// and in the order typed: what to mark in titles and snippets. Words that stand near each other come one by one.
    pub fn words(&self) -> Vec<(Option<TextField>, Term)> {
        let mut found = Vec::new();
        collect(&self.root, true, &mut found);
        found
    }

    /// Whether nothing was asked.
    pub fn is_everything(&self) -> bool {
        self.root == Node::Everything
    }
}

fn collect(node: &Node, wanted: bool, found: &mut Vec<(Option<TextField>, Term)>) {
    let mut add = |field: Option<TextField>, term: Term| {
        if wanted && !found.contains(&(field, term.clone())) {
            found.push((field, term));
        }
    };
    match node {
        Node::All(parts) | Node::Any(parts) => {
            parts.iter().for_each(|part| collect(part, wanted, found));
        }
        Node::Not(part) => collect(part, !wanted, found),
        Node::Find { field, term } => add(*field, term.clone()),
        Node::Near { field, words, .. } => {
            let form = Form::Phrase { slop: 0, prefix: false };
            words.iter().for_each(|word| add(*field, Term { text: word.clone(), form }));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
