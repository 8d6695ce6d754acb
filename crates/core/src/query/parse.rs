//! From text to tree, in one pass, with bounded recursion.

use super::{
    Chip, Form, Node, Operator, Order, Problem, Query, Takes, Term, TextField,
    operators::operator,
    values::{filter, order},
    wrong,
};
use crate::model::Millis;
use crate::sentence::Sentence;
use std::ops::Range;

/// How deep parentheses may be nested; deeper ones are ignored and reported.
pub const MAX_DEPTH: usize = 32;

/// How many words, phrases and filters a query may hold; what follows is ignored and reported.
pub const MAX_TERMS: usize = 256;

/// How far `NEAR` reaches where it does not say.
const NEAR: u32 = 10;

/// Understands a query as well as possible; `now` is what `today` goes by. Never fails.
pub fn parse(text: &str, now: Millis) -> Query {
    let mut parser = Parser {
        text,
        now,
        at: 0,
        depth: 0,
        terms: 0,
        order: None,
        chips: Vec::new(),
        problems: Vec::new(),
    };
    let (root, _) = parser.group(None);
    let Parser { order, chips, mut problems, .. } = parser;
    problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
    Query { root: root.unwrap_or(Node::Everything), order, chips, problems }
}

struct Parser<'a> {
    text: &'a str,
    now: Millis,
    /// Byte offset of the next character.
    at: usize,
    depth: usize,
    terms: usize,
    order: Option<Order>,
    chips: Vec<Chip>,
    problems: Vec<Problem>,
}

/// A term of a group before `OR` and `NEAR` are applied.
enum Item {
    Node(Node),
    Or(Range<usize>),
    Near(Range<usize>, u32),
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

    fn problem(&mut self, range: Range<usize>, message: Sentence) {
        self.problems.push(Problem { range, message });
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
                self.problem(self.at - 1..self.at, wrong::unopened());
                continue;
            }
            if self.terms >= MAX_TERMS {
                self.problem(self.at..self.text.len(), wrong::too_long());
                self.at = self.text.len();
                closed = true;
                break;
            }
            if let Some(end) = self.keyword("OR") {
                items.push(Item::Or(self.at..end));
                self.at = end;
            } else if let Some(end) = self.keyword("AND") {
                self.at = end;
            } else if let Some((end, distance)) = self.near() {
                items.push(Item::Near(self.at..end, distance));
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

    /// The end of `NEAR` or `NEAR/5`, if it stands here as a word of its own, and how far it reaches.
    fn near(&self) -> Option<(usize, u32)> {
        if let Some(end) = self.keyword("NEAR") {
            return Some((end, NEAR));
        }
        let after = self.rest().strip_prefix("NEAR/")?;
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let distance = after.get(..digits)?.parse().ok()?;
        let alone = after.get(digits..)?.chars().next().is_none_or(char::is_whitespace);
        alone.then_some((self.at + "NEAR/".len() + digits, distance))
    }

    /// Applies `NEAR` to the words beside it; what it cannot hold together must all be found.
    fn bring_near(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut joined: Vec<Item> = Vec::new();
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            let Item::Near(range, distance) = item else {
                joined.push(item);
                continue;
            };
            let left = joined.last_mut().and_then(|item| match item {
                Item::Node(node) => Some(node),
                _ => None,
            });
            let right = match items.peek() {
                Some(Item::Node(node)) => Some(node),
                _ => None,
            };
            match left.zip(right).and_then(|(left, right)| nearness(left, right, distance)) {
                Some((node, left)) => {
                    *left = node;
                    items.next();
                }
                None => {
                    self.problem(range, wrong::lonely_near());
                }
            }
        }
        joined
    }

    /// Applies `OR` to its two neighbours and the rest to all.
    fn join(&mut self, items: Vec<Item>) -> Option<Node> {
        let mut all: Vec<Vec<Node>> = Vec::new();
        let mut pending: Option<Range<usize>> = None;
        for item in self.bring_near(items) {
            match item {
                Item::Near(..) => {}
                Item::Node(node) => match (pending.take(), all.last_mut()) {
                    (Some(_), Some(any)) => any.push(node),
                    _ => all.push(vec![node]),
                },
                Item::Or(range) => {
                    if all.is_empty() || pending.is_some() {
                        self.problem(range, wrong::nothing_before_or());
                    } else {
                        pending = Some(range);
                    }
                }
            }
        }
        if let Some(range) = pending {
            self.problem(range, wrong::nothing_after_or());
        }
        let parts = all.into_iter().filter_map(|any| one_or(any, Node::Any)).collect();
        one_or(parts, Node::All)
    }

    /// One term with the minus signs before it.
    fn term(&mut self, field: Option<TextField>) -> Option<Node> {
        let (start, chips) = (self.at, self.chips.len());
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
            _ => {
                let node = self.word_or_field(field);
                for chip in self.chips.get_mut(chips..).unwrap_or_default() {
                    chip.range.start = start;
                    chip.negative = negative;
                }
                node
            }
        }?;
        Some(if negative { Node::Not(Box::new(node)) } else { node })
    }

    fn parenthesis(&mut self, field: Option<TextField>) -> Option<Node> {
        let start = self.at;
        self.at += 1;
        if self.depth >= MAX_DEPTH {
            self.problem(start..self.at, wrong::too_deep());
            return None;
        }
        self.depth += 1;
        let (node, closed) = self.group(field);
        self.depth -= 1;
        if !closed {
            self.problem(start..start + 1, wrong::unclosed());
        }
        node
    }

    fn phrase(&mut self, field: Option<TextField>) -> Option<Node> {
        let start = self.at;
        let (text, prefix) = self.quoted();
        let mut slop = 0;
        if let Some(after) = self.rest().strip_prefix('~') {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(Ok(number)) = after.get(..digits).map(str::parse) {
                slop = number;
                self.at += 1 + digits;
            }
        }
        self.find(field, text, Form::Phrase { slop, prefix }, start)
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
            self.problem(start..self.text.len(), wrong::open_quotation());
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
            if let Some(known) = operator(&lower) {
                self.at += name.len() + 1;
                return self.field(known, start);
            }
            let after = rest.get(name.len() + 1..).unwrap_or_default();
            let looks_like_field = after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
            if looks_like_field {
                self.problem(start..start + name.len() + 1, wrong::no_filter(&lower));
            }
        }
        let word = self.run();
        self.word(field, word, start)
    }

    /// A word as typed with the signs round it; with nothing after it, it may be unfinished.
    fn word(&mut self, field: Option<TextField>, word: &'a str, start: usize) -> Option<Node> {
        let last = self.at == self.text.len();
        if let Some(text) = word.strip_suffix('~').or_else(|| word.strip_prefix('~'))
            && text.chars().any(char::is_alphanumeric)
        {
            return self.find(field, text, Form::Fuzzy, start);
        }
        let begun = word.trim_start_matches('*');
        let text = begun.trim_end_matches('*');
        let form = if begun.len() < word.len() {
            Form::Middle
        } else if text.len() < word.len() {
            Form::Beginning
        } else if last {
            Form::Typing
        } else {
            Form::Word
        };
        self.find(field, text, form, start)
    }

    fn find(
        &mut self,
        field: Option<TextField>,
        text: &str,
        form: Form,
        start: usize,
    ) -> Option<Node> {
        let text = text.trim();
        if !text.chars().any(char::is_alphanumeric) && text.is_ascii() {
            if matches!(form, Form::Phrase { .. }) && start + 1 < self.at {
                self.problem(start..self.at, wrong::empty_quotation());
            }
            return None;
        }
        self.terms += 1;
        Some(Node::Find { field, term: Term { text: text.to_owned(), form } })
    }

    /// What follows a known field's colon.
    fn field(&mut self, operator: &'static Operator, start: usize) -> Option<Node> {
        let name = operator.field;
        let value_at = self.at;
        if let Takes::Words(field) = operator.takes {
            let node = match self.peek() {
                Some('(') => return self.parenthesis(Some(field)),
                Some(char) if is_quote(char) => self.phrase(Some(field)),
                _ => {
                    let word = self.run();
                    if word.is_empty() {
                        self.wanting(operator, start);
                    }
                    self.word(Some(field), word, value_at)
                }
            };
            if node.is_some() {
                self.chip(name, value_at, start);
            }
            return node;
        }
        let quoted = self.peek().is_some_and(is_quote);
        let value = if quoted { self.quoted().0 } else { self.run() }.trim();
        if value.is_empty() {
            self.wanting(operator, start);
            return None;
        }
        if name == "sort" {
            match order(value) {
                Some(order) => {
                    self.order = Some(order);
                    self.chip(name, value_at, start);
                }
                None => {
                    self.problem(start..self.at, wrong::no_order(operator, value));
                }
            }
            return None;
        }
        let Some(node) = filter(operator, value, quoted, self.now) else {
            self.problem(start..self.at, wrong::not_taken(operator, value));
            let form = if quoted { Form::Phrase { slop: 0, prefix: false } } else { Form::Word };
            return self.find(None, value, form, start);
        };
        self.terms += 1;
        self.chip(name, value_at, start);
        Some(node)
    }

    /// Notes a filter that was understood, from `start` to here.
    fn chip(&mut self, field: &'static str, value_at: usize, start: usize) {
        let value = self.text.get(value_at..self.at).unwrap_or_default();
        let value = value.trim_matches(is_quote).to_owned();
        self.chips.push(Chip { range: start..self.at, field, value, negative: false });
    }

    fn wanting(&mut self, operator: &Operator, start: usize) {
        self.problem(start..self.at, wrong::wanting(operator));
    }
}

/// The two sides of `NEAR` as one node, and the place of the left one; none where one of them is no word.
fn nearness<'a>(left: &'a mut Node, right: &Node, distance: u32) -> Option<(Node, &'a mut Node)> {
    let (field, mut words, distance) = match left {
        Node::Find { field, term } => (*field, vec![term.text.clone()], distance),
        Node::Near { field, words, distance: before } => {
            (*field, words.clone(), distance.max(*before))
        }
        _ => return None,
    };
    match right {
        Node::Find { field: other, term } if *other == field => words.push(term.text.clone()),
        _ => return None,
    }
    Some((Node::Near { field, words, distance }, left))
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Nothing for no parts, the part itself for one, the whole for more.
fn one_or(mut parts: Vec<Node>, whole: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(whole(parts)) } else { parts.pop() }
}
