//! Poems whose lines are boxes of their own.

use crate::dom;
use dom_query::{Document, NodeRef};
use std::collections::HashSet;

/// Words of a class by which a site says that something is verse.
const NAMES: &[&str] = &["poem", "poetry", "stanza", "verse", "lyrics", "strophe", "gedicht"];
/// Characters of a line of verse at most.
const LINE: usize = 200;

/// Makes a paragraph with breaks of each stanza in a box that is called verse; an empty box parts stanzas.
pub(super) fn mend(page: &Document, boxes: &[NodeRef<'_>]) {
    let mut seen = HashSet::new();
    for verse in boxes.iter().filter(|node| is_verse(node)) {
        // A box inside another has been looked at with that.
        if seen.contains(&verse.id) {
            continue;
        }
        let mut inside = dom::elements(verse, &["div", "section"]);
        inside.push(*verse);
        for stanza in inside {
            seen.insert(stanza.id);
            if let Some(lines) = lines(&stanza) {
                join(page, &lines);
            }
        }
    }
}

fn is_verse(node: &NodeRef<'_>) -> bool {
    dom::name(node) == "div"
        && dom::attr(node, "class").is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.contains(&word))
        })
}

/// The boxes in a box, if each of them is a line or empty.
fn lines<'a>(stanza: &NodeRef<'a>) -> Option<Vec<NodeRef<'a>>> {
    let mut lines = Vec::new();
    for child in stanza.children_it(false) {
        if !child.is_element() {
            if !child.text().trim().is_empty() {
                return None;
            }
        } else if dom::name(&child) == "div" && is_line(&child) {
            lines.push(child);
        } else {
            return None;
        }
    }
    (lines.len() > 1).then_some(lines)
}

fn is_line(node: &NodeRef<'_>) -> bool {
    let holds_more = |inner: NodeRef<'_>| {
        let name = dom::name(&inner);
        dom::is_block(&name) || matches!(name.as_str(), "img" | "iframe")
    };
    !node.descendants_it().any(holds_more) && dom::short_text(node, LINE).is_some()
}

/// Puts lines into paragraphs, one for each run without an empty line in it.
fn join(page: &Document, lines: &[NodeRef<'_>]) {
    let mut stanza: Option<NodeRef<'_>> = None;
    for line in lines {
        let breaks = dom::elements(line, &["br"]);
        breaks.iter().for_each(NodeRef::remove_from_parent);
        if line.text().trim().is_empty() {
            line.remove_from_parent();
            stanza = None;
            continue;
        }
        let open = match stanza {
            Some(open) => {
                open.append_child(&page.tree.new_element("br"));
                open
            }
            None => {
                let open = page.tree.new_element("p");
                line.insert_before(&open);
                stanza = Some(open);
                open
            }
        };
        for part in line.children_it(false).collect::<Vec<_>>() {
            open.append_child(&part);
        }
        line.remove_from_parent();
    }
}
