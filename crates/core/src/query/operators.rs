//! Everything the search field understands, as a table: the parser's fields and the help are made from it.

/// One thing the search field understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The field's name without its colon; empty for what is not a field.
    pub field: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// The words it may be followed by; empty where any text may follow.
    pub values: &'static [&'static str],
    /// What it does, in one line.
    pub description: &'static str,
}

/// What the search field understands, in the order of the help.
pub const OPERATORS: &[Operator] = &[
    plain("memory palace", "Both words, anywhere; the last one may be unfinished"),
    plain("\"memory palace\"", "These words in a row, exactly as they stand"),
    plain("memo*", "Words that begin so"),
    plain("paper OR parchment", "Either of the two"),
    plain("-paper", "Without it"),
    plain("(paper OR ink) -pencil", "Parentheses hold together what belongs together"),
    field("title", "title:memory", &[], "Words in the title"),
    field("author", "author:yates", &[], "Words in the authors' names"),
    field("site", "site:example.org", &[], "The site's name or address"),
    field("url", "url:/essays/", &[], "Part of the address"),
    field(
        "tag",
        "tag:history",
        &[],
        "What carries the tag; tag:hist* for every tag that begins so",
    ),
    field("note", "note:\"see also\"", &[], "Words in notes"),
    field("quote", "quote:palace", &[], "Words in highlighted passages"),
    field("in", "in:notes", &["articles", "highlights", "notes"], "Only this kind of thing"),
    field(
        "color",
        "color:yellow",
        &["yellow", "red", "green", "blue", "purple", "magenta", "pink", "orange", "gray"],
        "Highlights of this colour",
    ),
    field(
        "is",
        "is:unread",
        &[
            "inbox",
            "unread",
            "reading",
            "finished",
            "archived",
            "favourite",
            "highlighted",
            "orphan",
        ],
        "Articles in this condition; orphan means a highlight whose passage is gone",
    ),
    field(
        "has",
        "has:notes",
        &["highlights", "notes"],
        "Articles with at least one highlight or note",
    ),
    field("lang", "lang:en", &[], "Articles in this language"),
    field("before", "before:2026-03-01", &[], "Saved before this day, month or year"),
    field(
        "after",
        "after:2026",
        &[],
        "Saved on the first day of this day, month or year, or later",
    ),
];

const fn plain(example: &'static str, description: &'static str) -> Operator {
    Operator { field: "", example, values: &[], description }
}

const fn field(
    field: &'static str,
    example: &'static str,
    values: &'static [&'static str],
    description: &'static str,
) -> Operator {
    Operator { field, example, values, description }
}
