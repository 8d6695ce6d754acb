//! Lists and what stands in their items.

use super::inline::{Place, TRIM, inline};
use super::{block, blocks, is_block, notes, prefixed};
use crate::dom;
use crate::markdown::escape;
use dom_query::NodeRef;

/// A list with its items' marks; one of footnotes as footnotes.
pub(super) fn list(node: &NodeRef<'_>, name: &str, depth: usize) -> String {
    if name == "ol"
        && notes::stands_free(node)
        && let Some(notes) = notes::notes(node, depth)
    {
        return notes;
    }
    let mut number = (name == "ol").then(|| {
        dom::attr(node, "start").and_then(|start| start.trim().parse::<u32>().ok()).unwrap_or(1)
    });
    let down = node.has_attr("reversed");
    if down && !node.has_attr("start") {
        let items = node.children_it(false).filter(|item| dom::name(item) == "li").count();
        number = number.and(u32::try_from(items).ok());
    }
    let mut items = Vec::new();
    let mut loose = false;
    for child in node.children_it(false) {
        let text = match dom::name(&child).as_str() {
            // White space between items.
            "" => escape::lines(inline(&[child], Place::Paragraph).trim_matches(TRIM)),
            "li" => item(&child, depth),
            _ => block(&child, &dom::name(&child), depth + 1),
        };
        if text.is_empty() && dom::name(&child) != "li" {
            continue;
        }
        let marker = match number.as_mut() {
            Some(number) => {
                let own = dom::attr(&child, "value").and_then(|own| own.trim().parse::<u32>().ok());
                if let Some(own) = own.filter(|own| own != number) {
                    // Markdown counts for itself within a list.
                    if !items.is_empty() {
                        items.push("\n<!-- -->\n".to_owned());
                    }
                    *number = own;
                }
                let own = *number;
                *number = if down { own.saturating_sub(1) } else { own.saturating_add(1) };
                format!("{own}. ")
            }
            None => "- ".to_owned(),
        };
        loose |= dom::elements(&child, &["p"]).len() > 1;
        let indent = " ".repeat(marker.len());
        items.push(prefixed(&text, &marker, &indent));
    }
    items.join(if loose { "\n\n" } else { "\n" })
}

/// What stands in an item: a list below a line of text follows it without a blank line.
fn item(node: &NodeRef<'_>, depth: usize) -> String {
    let text = blocks(node, depth + 1);
    let inside: Vec<NodeRef<'_>> = node.children_it(false).filter(is_block).collect();
    let [list] = inside.as_slice() else { return text };
    let tight = match &*dom::name(list) {
        "ul" => true,
        // Only a list that begins with one can interrupt a paragraph.
        "ol" => dom::attr(list, "start").is_none() && notes::notes(list, depth).is_none(),
        _ => false,
    };
    let last = std::iter::successors(list.next_sibling(), NodeRef::next_sibling)
        .all(|after| after.text().trim().is_empty());
    match text.split_once("\n\n") {
        // A line without a mark in front is a paragraph, and nothing else needs the blank line.
        Some((line, items)) if tight && last && !line.contains('\n') && !items.contains("\n\n") => {
            format!("{line}\n{items}")
        }
        _ => text,
    }
}
