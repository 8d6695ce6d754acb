//! Footnotes joined to their references: the only links inside an article that are kept.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use crate::sanitize::{NOTE, NOTE_REFERENCE};
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// A note, and the links that refer to it.
pub(in crate::extract) struct Note {
    pub(in crate::extract) note: NodeId,
    /// The first of them, to which the note leads back.
    pub(in crate::extract) reference: NodeId,
    number: u32,
    links: Vec<NodeId>,
}

/// The notes of a page, in the order of their references, with the numbers that they will have. The ways back are set
/// aside: whoever shows a note draws one of its own.
pub(in crate::extract) fn find(root: &NodeRef<'_>) -> Vec<Note> {
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
    let mut notes: Vec<Note> = Vec::new();
    for (link, target) in &links {
        let Some(note) = named.get(target).and_then(|node| note_of(node)) else { continue };
        let forward = order.get(&note.id) > order.get(&link.id);
        let inside = link.ancestors_it(None).any(|above| above.id == note.id);
        if !forward || inside || !is_mark(&link.text()) {
            continue;
        }
        let number = match notes.iter_mut().find(|known| known.note == note.id) {
            Some(known) => {
                known.links.push(link.id);
                known.number
            }
            None => {
                let own =
                    mark(&link.text()).parse::<u32>().ok().filter(|own| (1..10_000).contains(own));
                let taken = |number: &u32| notes.iter().any(|known| known.number == *number);
                let number = own
                    .filter(|own| !taken(own))
                    .or_else(|| (1..10_000).find(|number| !taken(number)))
                    .unwrap_or(1);
                let links = vec![link.id];
                notes.push(Note { note: note.id, reference: link.id, number, links });
                number
            }
        };
        // The numbers of notes from a margin are ours.
        if mark(&link.text()) == number.to_string() || target.starts_with(MARGIN) {
            link.set_text(number.to_string());
        }
    }
    let all: HashSet<NodeId> = notes.iter().map(|note| note.note).collect();
    for (link, target) in &links {
        let around = link.ancestors_it(None).map(|above| above.id).find(|id| all.contains(id));
        let Some(note) = around else { continue };
        let points_up =
            named.get(target).is_some_and(|node| order.get(&node.id) < order.get(&link.id));
        if points_up && is_return(&link.text()) {
            set_return_aside(link, note);
        }
    }
    notes
}

/// Sets a way back from a note aside, with the marks around it that are nothing without it.
fn set_return_aside(link: &NodeRef<'_>, note: NodeId) {
    let mut gone = *link;
    while let Some(parent) = gone.parent().filter(|parent| parent.id != note) {
        let only = |text: &str| text.trim().trim_start_matches('^').trim().to_owned();
        let inline =
            matches!(&*dom::name(&parent), "span" | "sup" | "b" | "i" | "em" | "strong" | "small");
        if !inline || only(&parent.text()) != only(&gone.text()) {
            break;
        }
        gone = parent;
    }
    // A mark before the first way back, as encyclopedias write it.
    if let Some(before) = gone.prev_sibling().filter(NodeRef::is_text)
        && before.text().trim() == "^"
    {
        before.remove_from_parent();
    }
    if gone.text().chars().any(char::is_alphanumeric) {
        gone.set_attr(LEFT_OUT, "");
    } else {
        gone.remove_from_parent();
    }
}

/// Gives references and notes the names by which they find each other: the only names that are kept.
pub(in crate::extract) fn number(root: &NodeRef<'_>, notes: &[Note]) {
    dom::walk(root, |step| {
        if let dom::Step::Open(node) = step {
            node.remove_attrs(&["id", "name"]);
        }
        dom::Go::In
    });
    for note in notes {
        let number = note.number;
        if let Some(node) = root.tree.get(&note.note) {
            node.set_attr("id", &format!("{NOTE}{number}"));
        }
        for (at, link) in note.links.iter().filter_map(|link| root.tree.get(link)).enumerate() {
            link.set_attr("href", &format!("#{NOTE}{number}"));
            // A note can be referred to more than once; it leads back to the first.
            if at == 0 {
                link.set_attr("id", &format!("{NOTE_REFERENCE}{number}"));
            }
            if link.parent().is_none_or(|parent| dom::name(&parent) != "sup") {
                let sup = link.tree.new_element("sup");
                link.insert_before(&sup);
                sup.append_child(&link);
            }
        }
    }
}

/// Makes notes items of lists where they were paragraphs or boxes, before the page is pruned: as boxes they would give
/// way to what is in them, and their names with them.
pub(in crate::extract) fn settle(page: &Document, notes: &[Note]) {
    let mut list: Option<NodeRef<'_>> = None;
    for node in notes.iter().filter_map(|note| page.tree.get(&note.note)) {
        if !matches!(&*dom::name(&node), "p" | "div" | "aside") {
            list = None;
            continue;
        }
        let open = list
            .filter(|list| node.prev_element_sibling().is_some_and(|before| before.id == list.id));
        let open = open.unwrap_or_else(|| {
            let open = page.tree.new_element("ol");
            let number = dom::attr(&node, "id");
            let number = number.as_deref().and_then(|id| id.strip_prefix(NOTE)).unwrap_or("1");
            if number != "1" {
                open.set_attr("start", number);
            }
            node.insert_before(&open);
            open
        });
        node.rename("li");
        open.append_child(&node);
        list = Some(open);
    }
}

/// Notes that a page keeps among the words, to be drawn in its margin, become notes at the end of the text.
pub(super) fn from_margin(page: &Document, boxes: &[NodeRef<'_>]) {
    const CLASSES: &[&str] =
        &["sidenote", "marginnote", "side-note", "margin-note", "ltx_role_footnote"];
    let is_note = |node: &NodeRef<'_>| {
        node.class()
            .is_some_and(|class| class.split_ascii_whitespace().any(|name| CLASSES.contains(&name)))
    };
    let found = boxes.iter().filter(|node| dom::name(node) == "span" && is_note(node));
    let mut lists: Vec<(NodeId, NodeRef<'_>)> = Vec::new();
    for (at, note) in found.enumerate() {
        let Some(home) = note
            .ancestors_it(None)
            .find(|above| matches!(&*dom::name(above), "article" | "main" | "body"))
        else {
            continue;
        };
        if !dom::elements(note, &["img", "table", "figure"]).is_empty()
            || note.text().trim().is_empty()
        {
            continue;
        }
        without_switch(note);
        for node in dom::elements(note, &["sup", "span"]) {
            if node.class().is_some_and(|class| {
                class.contains("ltx_note_mark") || class.contains("ltx_tag_note")
            }) {
                node.remove_from_parent();
            }
        }
        let name = format!("{MARGIN}{}", at + 1);
        let reference = page.tree.new_element("sup");
        let link = page.tree.new_element("a");
        link.set_attr("href", &format!("#{name}"));
        link.append_child(&page.tree.new_text((at + 1).to_string()));
        reference.append_child(&link);
        note.insert_before(&reference);
        let list = lists.iter().find(|(own, _)| *own == home.id).map(|(_, list)| *list);
        let list = list.unwrap_or_else(|| {
            let list = page.tree.new_element("ol");
            home.append_child(&list);
            lists.push((home.id, list));
            list
        });
        note.rename("li");
        note.set_attr("id", &name);
        list.append_child(note);
    }
}

/// What the names of notes begin with that stood in a margin.
const MARGIN: &str = "note-from-margin-";

/// The label and the box to tick with which narrow screens unfold a note.
fn without_switch(note: &NodeRef<'_>) {
    for _ in 0..2 {
        let Some(before) = note.prev_element_sibling() else { return };
        if !matches!(&*dom::name(&before), "label" | "input") {
            return;
        }
        before.remove_from_parent();
    }
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
