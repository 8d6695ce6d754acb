//! From text to tree, in one pass, with bounded recursion.

use super::{Condition, Node, OPERATORS, Part, Problem, Query, Term, TextField};
use crate::model::{Color, Millis, ReadingState};
use std::ops::Range;

/// How deep parentheses may be nested; deeper ones are ignored and reported.
pub const MAX_DEPTH: usize = 32;

/// How many words, phrases and filters a query may hold; what follows is ignored and reported.
pub const MAX_TERMS: usize = 256;

/// Understands a query as well as possible. Never fails.
pub fn parse(text: &str) -> Query {
    let mut parser = Parser { text, at: 0, depth: 0, terms: 0, problems: Vec::new() };
    let (root, _) = parser.group(None);
    parser.problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
    Query { root: root.unwrap_or(Node::Everything), problems: parser.problems }
}

struct Parser<'a> {
    text: &'a str,
    /// Byte offset of the next character.
    at: usize,
    depth: usize,
    terms: usize,
    problems: Vec<Problem>,
}

/// A term of a group before `OR` is applied.
enum Item {
    Node(Node),
    Or(Range<usize>),
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, char: char) {
        self.at += char.len_utf8();
    }

    fn problem(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problems.push(Problem { range, message: message.into() });
    }

    /// Reads to the end, or to and over the parenthesis that closes this group; says whether that was there.
    fn group(&mut self, field: Option<TextField>) -> (Option<Node>, bool) {
        let mut items = Vec::new();
        let mut closed = false;
        while let Some(char) = self.peek() {
            if char.is_whitespace() {
                self.skip(char);
                continue;
            }
            if char == ')' {
                self.skip(char);
                if self.depth > 0 {
                    closed = true;
                    break;
                }
                self.problem(self.at - 1..self.at, "This parenthesis was never opened.");
                continue;
            }
            if self.terms >= MAX_TERMS {
                let message = format!("Only the first {MAX_TERMS} words are searched.");
                self.problem(self.at..self.text.len(), message);
                self.at = self.text.len();
                closed = true;
                break;
            }
            if let Some(end) = self.keyword("OR") {
                items.push(Item::Or(self.at..end));
                self.at = end;
            } else if let Some(end) = self.keyword("AND") {
                self.at = end;
            } else if let Some(node) = self.term(field) {
                items.push(Item::Node(node));
            }
        }
        (self.join(items), closed)
    }

    /// The end of this keyword, if it stands here as a word of its own.
    fn keyword(&self, word: &str) -> Option<usize> {
        let after = self.rest().strip_prefix(word)?;
        let alone = after.chars().next().is_none_or(|c| c.is_whitespace() || c == ')' || c == '(');
        alone.then_some(self.at + word.len())
    }

    /// Applies `OR` to its two neighbours and the rest to all.
    fn join(&mut self, items: Vec<Item>) -> Option<Node> {
        let mut all: Vec<Vec<Node>> = Vec::new();
        let mut pending: Option<Range<usize>> = None;
        for item in items {
            match item {
                Item::Node(node) => match (pending.take(), all.last_mut()) {
                    (Some(_), Some(any)) => any.push(node),
                    _ => all.push(vec![node]),
                },
                Item::Or(range) => {
                    if all.is_empty() || pending.is_some() {
                        self.problem(range, "OR needs a word before it; it was left out.");
                    } else {
                        pending = Some(range);
                    }
                }
            }
        }
        if let Some(range) = pending {
            self.problem(range, "OR needs a word after it; it was left out.");
        }
        let parts = all.into_iter().filter_map(|any| one_or(any, Node::Any)).collect();
        one_or(parts, Node::All)
    }

    /// One term with the minus signs before it.
    fn term(&mut self, field: Option<TextField>) -> Option<Node> {
        let mut negative = false;
        while self.peek() == Some('-') {
            self.at += 1;
            negative = !negative;
        }
        let node = match self.peek()? {
            // A dash between spaces is punctuation.
            char if char.is_whitespace() || char == ')' => None,
            '(' => self.parenthesis(field),
            char if is_quote(char) => self.phrase(field),
            _ => self.word_or_field(field),
        }?;
        Some(if negative { Node::Not(Box::new(node)) } else { node })
    }

    fn parenthesis(&mut self, field: Option<TextField>) -> Option<Node> {
        let start = self.at;
        self.at += 1;
        if self.depth >= MAX_DEPTH {
            let message =
                format!("Parentheses may be nested {MAX_DEPTH} deep; this one was ignored.");
            self.problem(start..self.at, message);
            return None;
        }
        self.depth += 1;
        let (node, closed) = self.group(field);
        self.depth -= 1;
        if !closed {
            self.problem(start..start + 1, "This parenthesis is not closed.");
        }
        node
    }

    fn phrase(&mut self, field: Option<TextField>) -> Option<Node> {
        let start = self.at;
        let (text, prefix) = self.quoted();
        self.find(field, text, true, prefix, start)
    }

    /// Reads a quoted text: what stands between the marks, and whether its last word may go on.
    fn quoted(&mut self) -> (&'a str, bool) {
        let start = self.at;
        if let Some(mark) = self.peek() {
            self.skip(mark);
        }
        let inside = self.rest();
        let Some((length, mark)) = inside.char_indices().find(|(_, char)| is_quote(*char)) else {
            self.at = self.text.len();
            self.problem(start..self.text.len(), "The quotation mark is not closed.");
            return (inside, !inside.ends_with(char::is_whitespace));
        };
        self.at += length;
        self.skip(mark);
        let prefix = self.peek() == Some('*');
        if prefix {
            self.at += 1;
        }
        (inside.get(..length).unwrap_or_default(), prefix)
    }

    /// Takes a run of characters up to white space, a quotation mark or a parenthesis that was not opened in it.
    fn run(&mut self) -> &'a str {
        let start = self.at;
        let mut open = 0_usize;
        while let Some(char) = self.peek() {
            match char {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if self.depth > 0 => break,
                _ if char.is_whitespace() || is_quote(char) => break,
                _ => {}
            }
            self.skip(char);
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn word_or_field(&mut self, field: Option<TextField>) -> Option<Node> {
        let start = self.at;
        let rest = self.rest();
        let name: &str = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let colon = rest.get(name.len()..).is_some_and(|after| after.starts_with(':'));
        if colon && !name.is_empty() {
            let lower = name.to_ascii_lowercase();
            let known = match lower.as_str() {
                "colour" => Some("color"),
                "language" => Some("lang"),
                other => OPERATORS
                    .iter()
                    .map(|operator| operator.field)
                    .find(|field| !field.is_empty() && *field == other),
            };
            if let Some(known) = known {
                self.at += name.len() + 1;
                return self.field(known, start);
            }
            let after = rest.get(name.len() + 1..).unwrap_or_default();
            let looks_like_field = after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
            if looks_like_field {
                let message = format!("There is no filter {lower}:, so it is searched as words.");
                self.problem(start..start + name.len() + 1, message);
            }
        }
        let word = self.run();
        self.word(field, word, start)
    }

    /// A word as typed, with `*` or with nothing after it a beginning.
    fn word(&mut self, field: Option<TextField>, word: &'a str, start: usize) -> Option<Node> {
        let stem = word.trim_end_matches('*');
        let prefix = stem.len() < word.len() || self.at == self.text.len();
        self.find(field, stem, false, prefix, start)
    }

    fn find(
        &mut self,
        field: Option<TextField>,
        text: &str,
        phrase: bool,
        prefix: bool,
        start: usize,
    ) -> Option<Node> {
        let text = text.trim();
        if !text.chars().any(char::is_alphanumeric) && text.is_ascii() {
            if phrase && start + 1 < self.at {
                self.problem(start..self.at, "There is no word between the quotation marks.");
            }
            return None;
        }
        self.terms += 1;
        Some(Node::Find { field, term: Term { text: text.to_owned(), phrase, prefix } })
    }

    /// What follows a known field's colon.
    fn field(&mut self, name: &'static str, start: usize) -> Option<Node> {
        let text_field = match name {
            "title" => Some(TextField::Title),
            "author" => Some(TextField::Author),
            "site" => Some(TextField::Site),
            "note" => Some(TextField::Note),
            "quote" => Some(TextField::Quote),
            _ => None,
        };
        if let Some(field) = text_field {
            return match self.peek() {
                Some('(') => self.parenthesis(Some(field)),
                Some(char) if is_quote(char) => self.phrase(Some(field)),
                _ => {
                    let at = self.at;
                    let word = self.run();
                    if word.is_empty() {
                        self.wanting(name, start);
                    }
                    self.word(Some(field), word, at)
                }
            };
        }
        let quoted = self.peek().is_some_and(is_quote);
        let value = if quoted { self.quoted().0 } else { self.run() }.trim();
        if value.is_empty() {
            self.wanting(name, start);
            return None;
        }
        let Some(node) = filter(name, value, quoted) else {
            self.problem(start..self.at, unknown_value(name, value));
            return self.find(None, value, quoted, false, start);
        };
        self.terms += 1;
        Some(node)
    }

    fn wanting(&mut self, name: &str, start: usize) {
        let message = match values(name) {
            [] => format!("{name}: needs something after it."),
            values => format!("{name}: needs one of {}.", values.join(", ")),
        };
        self.problem(start..self.at, message);
    }
}

/// The node of a field that takes one value; none where the value means nothing.
fn filter(name: &str, value: &str, quoted: bool) -> Option<Node> {
    let lower = value.to_lowercase();
    match name {
        "tag" => {
            let label = value.strip_prefix('#').unwrap_or(value);
            let stem = if quoted { label } else { label.trim_end_matches('*') };
            (!stem.is_empty())
                .then(|| Node::Tag { name: stem.to_owned(), prefix: stem.len() < label.len() })
        }
        "url" => Some(Node::Url(value.to_owned())),
        "lang" => lower
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            .then(|| Node::Language(lower.replace('_', "-"))),
        "in" => part(&lower).map(Node::In),
        "has" => part(&lower).filter(|part| *part != Part::Articles).map(Node::Has),
        "color" => match lower.as_str() {
            "pink" => Some(Color::Magenta),
            "grey" => Some(Color::Gray),
            word => Color::parse(word),
        }
        .map(Node::Color),
        "is" => match lower.as_str() {
            "unread" => Some(Condition::State(ReadingState::Inbox)),
            "favourite" | "favorite" | "favourites" | "favorites" => Some(Condition::Favourite),
            "highlighted" => Some(Condition::Highlighted),
            "orphan" | "orphaned" => Some(Condition::Orphan),
            word => ReadingState::parse(word).map(Condition::State),
        }
        .map(Node::Is),
        "before" => date(value).map(Node::Before),
        "after" => date(value).map(Node::After),
        _ => None,
    }
}

fn part(word: &str) -> Option<Part> {
    match word {
        "article" | "articles" => Some(Part::Articles),
        "highlight" | "highlights" => Some(Part::Highlights),
        "note" | "notes" => Some(Part::Notes),
        _ => None,
    }
}

/// A day, the first day of a month or of a year, or a moment in RFC 3339.
fn date(value: &str) -> Option<Millis> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = value.split_once('-').unwrap_or((value, "01"));
    let parsed = match (year.len(), month.len()) {
        (4, 2) if digits(year) && digits(month) => Millis::parse(&format!("{year}-{month}-01")),
        _ => Millis::parse(value),
    };
    parsed.filter(|_| value.starts_with(|c: char| c.is_ascii_digit()))
}

fn values(name: &str) -> &'static [&'static str] {
    OPERATORS.iter().find(|operator| operator.field == name).map_or(&[], |operator| operator.values)
}

fn unknown_value(name: &str, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    match (name, values(name)) {
        ("before" | "after", _) => format!(
            "{name}: takes a date such as 2026-03-01, 2026-03 or 2026; “{shown}” is searched as a word."
        ),
        (_, []) => format!("{name}: does not take “{shown}”; it is searched as a word."),
        (_, values) => {
            format!("{name}: takes {}; “{shown}” is searched as a word.", values.join(", "))
        }
    }
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Nothing for no parts, the part itself for one, the whole for more.
fn one_or(mut parts: Vec<Node>, whole: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(whole(parts)) } else { parts.pop() }
}
