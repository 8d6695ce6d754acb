//! Footnotes joined to their references: the only links inside an article that are kept.

use crate::dom;
use crate::sanitize::{NOTE, NOTE_REFERENCE};
use dom_query::{NodeId, NodeRef};
use std::collections::HashMap;

/// A note, and the link that refers to it first.
pub(in crate::extract) struct Note {
    pub(in crate::extract) note: NodeId,
    pub(in crate::extract) reference: NodeId,
}

/// Gives references and notes numbers in the order of the references; the notes that were joined.
pub(in crate::extract) fn number(root: &NodeRef<'_>) -> Vec<Note> {
    let mut named: HashMap<String, NodeRef<'_>> = HashMap::new();
    let mut links: Vec<(NodeRef<'_>, String)> = Vec::new();
    let mut order: HashMap<NodeId, usize> = HashMap::new();
    dom::walk(root, |step| {
        if let dom::Step::Open(node) = step {
            order.insert(node.id, order.len());
            for attribute in ["id", "name"] {
                if let Some(name) = dom::attr(&node, attribute).filter(|name| !name.is_empty()) {
                    named.entry(name).or_insert(node);
                }
            }
            if dom::name(&node) == "a"
                && let Some(target) = dom::attr(&node, "href").and_then(|href| fragment(&href))
            {
                links.push((node, target));
            }
        }
        dom::Go::In
    });
    for node in order.keys() {
        if let Some(node) = root.tree.get(node) {
            node.remove_attrs(&["id", "name"]);
        }
    }
    let mut notes: Vec<(NodeId, u32)> = Vec::new();
    let mut joined: Vec<Note> = Vec::new();
    let mut used: HashMap<NodeId, u32> = HashMap::new();
    for (link, target) in &links {
        let Some(note) = named.get(target).and_then(|node| note_of(node)) else { continue };
        let forward = order.get(&note.id) > order.get(&link.id);
        let inside = link.ancestors_it(None).any(|above| above.id == note.id);
        if !forward || inside || !is_mark(&link.text()) {
            continue;
        }
        let known = notes.iter().find(|(id, _)| *id == note.id).map(|(_, number)| *number);
        let number = known.unwrap_or_else(|| {
            let own =
                mark(&link.text()).parse::<u32>().ok().filter(|own| (1..10_000).contains(own));
            let taken = |number: &u32| notes.iter().any(|(_, known)| known == number);
            let number = own
                .filter(|own| !taken(own))
                .or_else(|| (1..10_000).find(|number| !taken(number)))
                .unwrap_or(1);
            notes.push((note.id, number));
            joined.push(Note { note: note.id, reference: link.id });
            note.set_attr("id", &format!("{NOTE}{number}"));
            number
        });
        link.set_attr("href", &format!("#{NOTE}{number}"));
        // A note can be referred to more than once; it leads back to the first.
        if used.insert(note.id, number).is_none() {
            link.set_attr("id", &format!("{NOTE_REFERENCE}{number}"));
        }
        if mark(&link.text()) == number.to_string() {
            link.set_text(number.to_string());
        }
        if link.parent().is_none_or(|parent| dom::name(&parent) != "sup") {
            let sup = link.tree.new_element("sup");
            link.insert_before(&sup);
            sup.append_child(link);
        }
    }
    // The ways back.
    for (link, target) in &links {
        let Some(note) = link.ancestors_it(None).find_map(|above| used.get(&above.id)) else {
            continue;
        };
        let points_up =
            named.get(target).is_some_and(|node| order.get(&node.id) < order.get(&link.id));
        if points_up && is_return(&link.text()) {
            link.set_attr("href", &format!("#{NOTE_REFERENCE}{note}"));
        }
    }
    joined
}

/// The name behind the `#` of an address on the same page.
fn fragment(href: &str) -> Option<String> {
    let name = href.trim().strip_prefix('#').filter(|name| !name.is_empty())?;
    Some(name.to_owned())
}

/// The element that holds the whole note: the item, paragraph or definition around its name.
fn note_of<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let holds = |node: &NodeRef<'_>| {
        matches!(dom::name(node).as_str(), "li" | "p" | "dd" | "div" | "aside")
    };
    let holder = if holds(node) { Some(*node) } else { node.ancestors_it(Some(4)).find(holds) }?;
    // A whole section is no note.
    (holder.text().split_whitespace().count() <= 400
        && dom::elements(&holder, &["h1", "h2", "h3"]).is_empty())
    .then_some(holder)
}

/// The mark of a note without brackets around it.
fn mark(text: &str) -> String {
    text.trim().trim_matches(['[', ']', '(', ')', '.', '\u{a0}', ' ']).to_owned()
}

/// Whether the words of a link are the mark of a note: a number or a sign, in brackets or not.
fn is_mark(text: &str) -> bool {
    let text = mark(text);
    let text = text.strip_prefix("note ").unwrap_or(&text);
    let short = text.chars().count() <= 4 && !text.is_empty();
    short
        && (text.chars().all(char::is_numeric)
            || text.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#'))
            || (text.chars().count() <= 2 && text.chars().all(|c| c.is_ascii_lowercase()))
            || text.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

/// Whether the words of a link are a way back to the text.
fn is_return(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text.chars().any(|c| matches!(c, '↩' | '↵' | '↑' | '^' | '⏎' | '⤴' | '←'))
        || is_mark(text)
        || text.eq_ignore_ascii_case("back")
}
