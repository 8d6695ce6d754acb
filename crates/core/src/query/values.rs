//! What follows a field's colon, as a node.

use super::{
    Condition, Content, Event, Node, Operator, Order, OrderBy, Part,
    dates::{period, time},
};
use crate::model::{Color, Millis, ReadingState};

/// The node of a field that takes one value; none where the value means nothing.
pub(super) fn filter(operator: &Operator, value: &str, quoted: bool, now: Millis) -> Option<Node> {
    let lower = value.to_lowercase();
    match operator.field {
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
        "in" => {
            let part = if quoted { None } else { part(&lower) };
            part.map(Node::In).or_else(|| {
                let named = value.chars().any(char::is_alphanumeric);
                named.then(|| Node::Collection(value.trim_matches('/').to_owned()))
            })
        }
        "has" => match lower.as_str() {
            "highlight" | "highlights" => Some(Content::Highlights),
            "note" | "notes" => Some(Content::Notes),
            "image" | "images" => Some(Content::Images),
            "code" => Some(Content::Code),
            _ => None,
        }
        .map(Node::Has),
        "color" => match lower.as_str() {
            "pink" => Some(Color::Magenta),
            "grey" => Some(Color::Gray),
            word => Color::parse(word),
        }
        .map(Node::Color),
        "is" => condition(&lower).map(Node::Is),
        "words" => number(value).map(|(from, to)| Node::Words { from, to }),
        "before" => {
            let (from, _) = period(value, now)?;
            Some(Node::When { event: Event::Saved, from: None, until: Some(from) })
        }
        "after" => {
            let (from, _) = period(value, now)?;
            Some(Node::When { event: Event::Saved, from: Some(from), until: None })
        }
        _ => match operator.takes {
            super::Takes::Time(event) => {
                let (from, until) = time(value, now)?;
                Some(Node::When { event, from, until })
            }
            _ => None,
        },
    }
}

/// The order that `sort:` asks for.
pub(super) fn order(value: &str) -> Option<Order> {
    let lower = value.to_lowercase();
    let (reverse, word) = match lower.strip_prefix('-') {
        Some(word) => (true, word),
        None => (false, lower.as_str()),
    };
    let by = match word {
        "date" | "created" | "added" => OrderBy::Saved,
        "length" => OrderBy::Words,
        word => OrderBy::parse(word)?,
    };
    Some(Order { by, reverse })
}

fn part(word: &str) -> Option<Part> {
    match word {
        "article" | "articles" => Some(Part::Articles),
        "highlight" | "highlights" => Some(Part::Highlights),
        "note" | "notes" => Some(Part::Notes),
        _ => None,
    }
}

fn condition(word: &str) -> Option<Condition> {
    Some(match word {
        "unread" => Condition::State(ReadingState::Inbox),
        "favourite" | "favorite" | "favourites" | "favorites" => Condition::Favourite,
        "highlighted" => Condition::Highlighted,
        "orphan" | "orphaned" => Condition::Orphan,
        "edited" => Condition::Edited,
        "ambiguous" => Condition::Ambiguous,
        word => Condition::State(ReadingState::parse(word)?),
    })
}

/// `2000`, `>2000`, `>=2000`, `<2000`, `<=2000`, `1000..2000`, with both ends.
fn number(text: &str) -> Option<(u32, u32)> {
    let read = |text: &str| text.replace(['_', ','], "").parse::<u32>().ok();
    if let Some((from, to)) = text.split_once("..") {
        let from = if from.is_empty() { Some(0) } else { read(from) };
        let to = if to.is_empty() { Some(u32::MAX) } else { read(to) };
        return from.zip(to);
    }
    if let Some(rest) = text.strip_prefix(">=") {
        return Some((read(rest)?, u32::MAX));
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return Some((0, read(rest)?));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Some((read(rest)?.checked_add(1)?, u32::MAX));
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Some((0, read(rest)?.checked_sub(1)?));
    }
    read(text).map(|number| (number, number))
}
