//! Footnotes: the marks in the text and the list that they lead to.

use super::{blocks, prefixed};
use crate::dom;
use crate::sanitize::NOTE;
use dom_query::NodeRef;
use std::collections::HashSet;

/// The label of a reference to a footnote, where its mark is the number that reading it again gives it.
pub(super) fn label(node: &NodeRef<'_>) -> Option<String> {
    let link = dom::elements(node, &["a"]).into_iter().next()?;
    let number = dom::attr(&link, "href")?.strip_prefix('#')?.strip_prefix(NOTE)?.to_owned();
    (node.text().trim() == number).then_some(number)
}

/// The number of a footnote in a list that can be written as footnotes.
fn number(item: &NodeRef<'_>) -> Option<String> {
    Some(dom::attr(item, "id")?.strip_prefix(NOTE)?.to_owned())
}

/// Takes the addresses from references to notes that are not written as such, so that no mark stands without its note.
pub(in crate::markdown) fn without_lost_notes(root: &NodeRef<'_>) {
    let is_list = |list: &NodeRef<'_>| {
        let mut items = list.children_it(false).filter(NodeRef::is_element);
        stands_free(list) && items.all(|item| number(&item).is_some())
    };
    let lists = dom::elements(root, &["ol"]).into_iter().filter(is_list);
    let written: HashSet<String> = lists
        .flat_map(|list| dom::elements(&list, &["li"]))
        .filter_map(|item| number(&item))
        .collect();
    for link in dom::elements(root, &["a"]) {
        let to = dom::attr(&link, "href").unwrap_or_default();
        let number = to.strip_prefix('#').and_then(|name| name.strip_prefix(NOTE));
        if number.is_some_and(|number| !written.contains(number)) {
            link.remove_attr("href");
        }
    }
}

/// Whether a list is part of the text itself and not of an item, a quotation or a cell.
pub(super) fn stands_free(list: &NodeRef<'_>) -> bool {
    !list.ancestors_it(None).any(|above| {
        matches!(&*dom::name(&above), "li" | "blockquote" | "td" | "th" | "dd" | "caption")
    })
}

/// A list of footnotes, each under its label; none where an item is something else.
pub(super) fn notes(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    let items: Vec<NodeRef<'_>> = node.children_it(false).filter(NodeRef::is_element).collect();
    let mut out = Vec::new();
    for item in &items {
        let number = number(item)?;
        out.push(prefixed(&blocks(item, depth + 1), &format!("[^{number}]: "), "    "));
    }
    (!out.is_empty()).then(|| out.join("\n\n"))
}
