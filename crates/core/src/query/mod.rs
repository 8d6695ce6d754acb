//! What was typed into the search field, as a tree.
//!
//! [`parse()`] never fails: what it does not understand is searched as words and reported as a [`Problem`]. Words next
//! to each other must all be found; `OR` joins the two terms beside it and binds tighter than that. The word still
//! being typed (nothing follows it, not even a space) is taken as the beginning of a word.
//!
//! ```
//! use commonplace_core::query::{parse, Node};
//!
//! let query = parse("tag:rust -\"side effects\" pur");
//! assert!(query.problems.is_empty());
//! assert!(matches!(query.root, Node::All(parts) if parts.len() == 3));
//! ```

mod operators;
mod parse;

pub use operators::{OPERATORS, Operator};
pub use parse::{MAX_DEPTH, MAX_TERMS, parse};

use crate::model::{Color, Millis, ReadingState};
use std::ops::Range;

/// A query that was understood as well as possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What is asked for.
    pub root: Node,
    /// What was not understood, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Something in a query that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: bytes of the query, on character boundaries.
    pub range: Range<usize>,
    /// What is wrong and what was done instead, as a sentence for a person.
    pub message: String,
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
    /// Highlights of this colour.
    Color(Color),
    /// Articles in this condition.
    Is(Condition),
    /// Articles that have highlights or notes. Never [`Part::Articles`].
    Has(Part),
    /// Saved (articles) or made (highlights, notes) before this moment.
    Before(Millis),
    /// Saved (articles) or made (highlights, notes) at this moment or later.
    After(Millis),
}

/// One word, or a row of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// As typed, without quotation marks and `*`; never empty. Cutting it into words is the index's affair.
    pub text: String,
    /// Whether the words must follow each other and stand exactly as they are.
    pub phrase: bool,
    /// Whether the last word may go on.
    pub prefix: bool,
}

/// A field that words can be looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// An article's title and subtitle, or a page's title.
    Title,
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
}

impl Query {
    /// The words and phrases that must be there (not those after `-`), with the field they were asked in, each once
    /// and in the order typed: what to mark in titles and snippets.
    pub fn words(&self) -> Vec<(Option<TextField>, &Term)> {
        let mut found = Vec::new();
        collect(&self.root, true, &mut found);
        found
    }

    /// Whether nothing was asked.
    pub fn is_everything(&self) -> bool {
        self.root == Node::Everything
    }
}

fn collect<'a>(node: &'a Node, wanted: bool, found: &mut Vec<(Option<TextField>, &'a Term)>) {
    match node {
        Node::All(parts) | Node::Any(parts) => {
            parts.iter().for_each(|part| collect(part, wanted, found));
        }
        Node::Not(part) => collect(part, !wanted, found),
        Node::Find { field, term } if wanted && !found.contains(&(*field, term)) => {
            found.push((*field, term));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
