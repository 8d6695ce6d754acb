//! Everything the search field understands, as a table: the parser's fields, the completion, the chips and the help
//! are made from it.

use super::{Event, TextField};

/// One thing the search field understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The field's name without its colon; empty for what is not a field.
    pub field: &'static str,
    /// Other names of the field.
    pub also: &'static [&'static str],
    /// How it is written.
    pub example: &'static str,
    /// What may follow the colon.
    pub takes: Takes,
    /// What it does, in one line.
    pub description: &'static str,
}

/// What may follow a field's colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// It is no field.
    Nothing,
    /// A word, a phrase or parentheses, looked for in this field.
    Words(TextField),
    /// A name that the library knows, such as a tag.
    Name,
    /// One of these words.
    One(&'static [&'static str]),
    /// One of these words, or a name that the library knows.
    OneOrName(&'static [&'static str]),
    /// A day, month or year, a range of them, or a word such as `last-week`, for this event.
    Time(Event),
    /// A number, `>` or `<` and a number, or a range.
    Number,
}

impl Takes {
    /// The words of the closed list, if there is one.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::One(words) | Self::OneOrName(words) => words,
            Self::Time(_) => DATE_WORDS,
            _ => &[],
        }
    }
}

/// Words for times, in the order in which they are offered.
pub(super) const DATE_WORDS: &[&str] = &[
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
];

/// What the search field understands, in the order of the help.
pub const OPERATORS: &[Operator] = &[
    plain("memory palace", "Both words, anywhere; the last one may be unfinished"),
    plain("\"memory palace\"", "These words in a row, exactly as they stand"),
    plain("\"memory palace\"~3", "In this order, with at most three other words between"),
    plain(
        "memory NEAR/5 palace",
        "Near each other in any order; NEAR alone allows ten words between",
    ),
    plain("memo*", "Words that begin so"),
    plain("*morial*", "Words with this in them"),
    plain("memmory~", "Words that differ by a letter or two"),
    plain("paper OR parchment", "Either of the two"),
    plain("-paper", "Without it"),
    plain("(paper OR ink) -pencil", "Parentheses hold together what belongs together"),
    words("title", "title:memory", TextField::Title, "Words in the title"),
    words("text", "text:memory", TextField::Text, "Words in the text of articles"),
    words("quote", "quote:palace", TextField::Quote, "Words in highlighted passages"),
    words("note", "note:\"see also\"", TextField::Note, "Words in notes"),
    words("author", "author:yates", TextField::Author, "Words in the authors' names"),
    words("site", "site:example.org", TextField::Site, "The site's name or address"),
    field("url", &[], "url:/essays/", Takes::Name, "Part of the address"),
    field(
        "tag",
        &[],
        "tag:history",
        Takes::Name,
        "What carries the tag; tag:hist* for every tag that begins so",
    ),
    field(
        "in",
        &["collection"],
        "in:notes",
        Takes::OneOrName(&["articles", "highlights", "notes"]),
        "Only this kind of thing, or only what lies in the collection of this name",
    ),
    field(
        "color",
        &["colour"],
        "color:yellow",
        Takes::One(&[
            "yellow", "red", "green", "blue", "purple", "magenta", "pink", "orange", "gray",
        ]),
        "Highlights of this colour",
    ),
    field(
        "is",
        &[],
        "is:unread",
        Takes::One(&[
            "inbox",
            "unread",
            "reading",
            "finished",
            "archived",
            "favourite",
            "highlighted",
            "orphan",
            "edited",
            "ambiguous",
        ]),
        "Articles in this condition; the last three are about highlights whose passage is gone, reads differently, \
         or could be in several places",
    ),
    field(
        "has",
        &[],
        "has:notes",
        Takes::One(&["highlights", "notes", "images", "code"]),
        "Articles with at least one of them",
    ),
    field("lang", &["language"], "lang:en", Takes::Name, "Articles in this language"),
    field(
        "saved",
        &[],
        "saved:last-week",
        Takes::Time(Event::Saved),
        "Saved or made then: a day, month or year, a range such as 2026-01..2026-03, >2026, 7d for the last seven \
         days, or a word",
    ),
    field("published", &[], "published:2019", Takes::Time(Event::Published), "Published then"),
    field("opened", &[], "opened:today", Takes::Time(Event::Opened), "Last opened then"),
    field(
        "highlighted",
        &[],
        "highlighted:this-month",
        Takes::Time(Event::Highlighted),
        "Highlights made then, and the articles they are in",
    ),
    field("before", &[], "before:2026-03-01", Takes::Time(Event::Saved), "Saved before that"),
    field(
        "after",
        &[],
        "after:2026",
        Takes::Time(Event::Saved),
        "Saved on the first day of this day, month or year, or later",
    ),
    field("words", &["length"], "words:>2000", Takes::Number, "Articles of so many words"),
    field(
        "sort",
        &["order"],
        "sort:saved",
        Takes::One(&["relevance", "saved", "published", "opened", "title", "words"]),
        "The order: the most recent or longest first; sort:-saved turns it round",
    ),
];

const fn plain(example: &'static str, description: &'static str) -> Operator {
    Operator { field: "", also: &[], example, takes: Takes::Nothing, description }
}

const fn words(
    name: &'static str,
    example: &'static str,
    text: TextField,
    description: &'static str,
) -> Operator {
    field(name, &[], example, Takes::Words(text), description)
}

const fn field(
    field: &'static str,
    also: &'static [&'static str],
    example: &'static str,
    takes: Takes,
    description: &'static str,
) -> Operator {
    Operator { field, also, example, takes, description }
}

/// The row of a field, by any of its names in lower case.
pub(super) fn operator(name: &str) -> Option<&'static Operator> {
    let named = |operator: &&Operator| operator.field == name || operator.also.contains(&name);
    OPERATORS.iter().filter(|operator| !operator.field.is_empty()).find(named)
}
