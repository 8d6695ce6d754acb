//! Line breaks that part paragraphs.

use crate::dom;
use dom_query::{Document, NodeRef};

/// Two line breaks in a row, outside code, mean a new paragraph.
pub(in crate::extract::html) fn breaks(page: &Document, root: &NodeRef<'_>) {
    let mut parents: Vec<NodeRef<'_>> = Vec::new();
    for line in dom::elements(root, &["br"]) {
        let Some(parent) = line.parent().filter(|_| is_double(&line)) else { continue };
        let name = dom::name(&parent);
        let holds = matches!(
            name.as_str(),
            "div"
                | "p"
                | "td"
                | "article"
                | "section"
                | "main"
                | "body"
                | "blockquote"
                | "center"
                | "li"
                | "dd"
        );
        if holds
            && parents.last().is_none_or(|last| last.id != parent.id)
            && !parents.iter().any(|known| known.id == parent.id)
        {
            parents.push(parent);
        }
    }
    for parent in parents {
        paragraphs(page, &parent);
    }
}

/// What only sets the looks of words and yet holds paragraphs is a box, and so is a paragraph around it.
/// Whether there was any.
pub(in crate::extract::html) fn open_spans(root: &NodeRef<'_>) -> bool {
    let mut any = false;
    for line in dom::elements(root, &["br"]).into_iter().filter(is_double) {
        let mut above = line.parent();
        for depth in 0..MAX_SPANS {
            let Some(node) = above else { break };
            match dom::name(&node).as_str() {
                "font" | "span" => {
                    node.rename("div");
                    any = true;
                }
                "p" if depth > 0 => node.rename("div"),
                _ => break,
            }
            above = node.parent();
        }
    }
    any
}

/// Whether another line break follows a line break.
fn is_double(line: &NodeRef<'_>) -> bool {
    let mut next = line.next_sibling();
    while let Some(node) = next.filter(|node| !node.is_element() && node.text().trim().is_empty()) {
        next = node.next_sibling();
    }
    next.is_some_and(|node| dom::name(&node) == "br")
}

/// Spans around each other that are looked at.
const MAX_SPANS: usize = 16;

/// Gathers the runs between double line breaks into paragraphs.
fn paragraphs(page: &Document, parent: &NodeRef<'_>) {
    let children: Vec<NodeRef<'_>> = parent.children_it(false).collect();
    let mut paragraph: Option<NodeRef<'_>> = None;
    let mut breaks: Vec<NodeRef<'_>> = Vec::new();
    for child in children {
        let name = dom::name(&child);
        if name == "br" {
            breaks.push(child);
            continue;
        }
        let blank = !child.is_element() && child.text().trim().is_empty();
        if blank && !breaks.is_empty() {
            continue;
        }
        if breaks.len() >= 2 || child.is_element() && dom::is_block(&name) {
            breaks.iter().for_each(NodeRef::remove_from_parent);
            paragraph = None;
        } else if let Some(open) = paragraph {
            for line in &breaks {
                open.append_child(line);
            }
        }
        breaks.clear();
        if child.is_element() && dom::is_block(&name) || blank || child.is_comment() {
            continue;
        }
        let open = match paragraph {
            Some(open) => open,
            None => {
                let open = page.tree.new_element("p");
                child.insert_before(&open);
                paragraph = Some(open);
                open
            }
        };
        open.append_child(&child);
    }
    if dom::name(parent) == "p" {
        // Paragraphs do not nest.
        parent.rename("div");
    }
}
