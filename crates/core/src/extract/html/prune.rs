//! From a page and the segments to keep to the markup of the article: what is left out goes, what stays keeps its
//! shape, and boxes that only placed things on the page give way to what was in them.

use super::repair;
use super::segments::Segments;
use crate::dom::{self, Go, Step};
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// Pixels below which an image is an icon.
const ICON: u32 = 48;

/// Removes everything from the page that is not the article.
pub(super) fn prune(page: &Document, root: &NodeRef<'_>, segments: &Segments, kept: &[bool]) {
    let media = media_to_keep(root, segments, kept);
    for (segment, _) in segments.all.iter().zip(kept).filter(|(_, kept)| !**kept) {
        for node in segment.nodes.iter().filter_map(|id| page.tree.get(id)) {
            node.remove_from_parent();
        }
    }
    drop_empty(root, &media);
    if repair::open_spans(root) {
        repair::breaks(page, root);
    }
    unbox(root);
    for table in dom::elements(root, &["table"]) {
        plain_cells(&table);
        without_blank_columns(&table);
    }
}

/// A paragraph that is all there is in a cell is the cell's text, and a span over one row or column is none.
fn plain_cells(table: &NodeRef<'_>) {
    for cell in dom::elements(table, &["td", "th"]) {
        for span in ["colspan", "rowspan"] {
            if dom::attr(&cell, span).is_some_and(|count| count.trim() == "1") {
                cell.remove_attr(span);
            }
        }
        let blank = |child: &NodeRef<'_>| !child.is_element() && child.text().trim().is_empty();
        let inside: Vec<NodeRef<'_>> =
            cell.children_it(false).filter(|child| !blank(child)).collect();
        if let [only] = inside.as_slice()
            && dom::name(only) == "p"
        {
            only.unwrap_children();
        }
    }
}

/// Columns in which nothing stands in any row only held others apart.
fn without_blank_columns(table: &NodeRef<'_>) {
    let rows: Vec<Vec<NodeRef<'_>>> =
        dom::elements(table, &["tr"]).iter().map(|row| dom::elements(row, &["td", "th"])).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let spans = |cell: &NodeRef<'_>| cell.has_attr("colspan") || cell.has_attr("rowspan");
    let regular = rows.iter().all(|row| row.len() == columns && !row.iter().any(spans));
    if columns < 3 || !regular || !dom::elements(table, &["table", "colgroup"]).is_empty() {
        return;
    }
    for column in 0..columns {
        let cells: Vec<&NodeRef<'_>> = rows.iter().filter_map(|row| row.get(column)).collect();
        if cells.iter().all(|cell| cell.first_child().is_none()) {
            cells.iter().for_each(|cell| cell.remove_from_parent());
        }
    }
}

/// Images and other elements without text that stand where the article does: between kept text, in a box of which
/// most is kept.
fn media_to_keep(root: &NodeRef<'_>, segments: &Segments, kept: &[bool]) -> HashSet<NodeId> {
    let mut sums = vec![(0_u32, 0_u32); segments.holders.len()];
    for (segment, kept) in segments.all.iter().zip(kept) {
        for at in segments.chain(segment.holder) {
            if let Some(sum) = sums.get_mut(at) {
                sum.0 += segment.words;
                sum.1 += if *kept { segment.words } else { 0 };
            }
        }
    }
    let holder_of: HashMap<NodeId, usize> =
        segments.holders.iter().enumerate().map(|(at, holder)| (holder.node, at)).collect();
    let text_of: HashMap<NodeId, bool> = segments
        .all
        .iter()
        .zip(kept)
        .flat_map(|(segment, kept)| segment.nodes.iter().map(move |node| (*node, *kept)))
        .collect();
    let whole = sums.first().map_or(0, |sum| sum.1).max(1);
    let (mut keep, mut waiting) = (HashSet::new(), Vec::new());
    let mut so_far = 0_u32;
    let mut holders = vec![0_usize];
    dom::walk(root, |step| {
        match step {
            Step::Open(node) => {
                if let Some(at) = holder_of.get(&node.id) {
                    holders.push(*at);
                }
                let name = dom::name(&node);
                if matches!(name.as_str(), "img" | "math" | "hr") && !is_icon(&node) {
                    let mut around = segments.chain(holders.last().copied().unwrap_or_default());
                    // The first box that holds words decides.
                    let sum = around.find_map(|at| sums.get(at).filter(|sum| sum.0 > 0));
                    let (words, kept_words) = sum.copied().unwrap_or_default();
                    if words > 0 && kept_words * 2 >= words {
                        waiting.push((node.id, so_far));
                    }
                }
            }
            Step::Close(node) => {
                if holder_of.contains_key(&node.id) {
                    holders.pop();
                }
            }
            Step::Text(node) => {
                if text_of.get(&node.id) == Some(&true) {
                    so_far += 1;
                }
            }
        }
        Go::In
    });
    let last = so_far;
    for (node, before) in waiting {
        // A picture may stand first, over the article; what comes after its last word is not its own, unless it is short.
        if before < last || whole < 60 {
            keep.insert(node);
        }
    }
    keep
}

/// Whether an image says that it is small, a portrait of the author or a mark of the site.
fn is_icon(node: &NodeRef<'_>) -> bool {
    let small = |name: &str| {
        dom::attr(node, name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= ICON)
    };
    let label =
        format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default())
            .to_ascii_lowercase();
    small("width")
        || small("height")
        || ["avatar", "icon", "logo", "emoji", "gravatar", "spinner", "pixel"]
            .iter()
            .any(|word| label.contains(word))
}

/// Removes elements in which nothing is left. Cells stay, so that a table keeps its columns, and so does white space in
/// elements among words: it may be all that parts two of them, or indent a line of code.
fn drop_empty(root: &NodeRef<'_>, media: &HashSet<NodeId>) {
    let mut order: Vec<NodeRef<'_>> = Vec::new();
    let mut full: HashSet<NodeId> = HashSet::new();
    dom::walk(root, |step| {
        match step {
            Step::Open(node) => {
                order.push(node);
                let name = dom::name(&node);
                if media.contains(&node.id) || name == "br" {
                    full.insert(node.id);
                }
            }
            Step::Text(node) => {
                let mut any = false;
                dom::with_text(&node, |text| any = !text.trim().is_empty());
                if any {
                    full.insert(node.id);
                    if let Some(parent) = node.parent() {
                        full.insert(parent.id);
                    }
                }
            }
            Step::Close(_) => {}
        }
        Go::In
    });
    // Children stand after their parents.
    for node in order.iter().rev() {
        let name = dom::name(node);
        if full.contains(&node.id) {
            // Line breaks alone fill nothing.
            if name != "br"
                && let Some(parent) = node.parent()
            {
                full.insert(parent.id);
            }
        } else if matches!(name.as_str(), "td" | "th") {
            // A space that only held an empty cell open is none.
            node.remove_children();
        } else if !dom::is_block(&name) && !node.text().is_empty() {
            node.unwrap_children();
        } else if !matches!(name.as_str(), "col" | "colgroup" | "source") {
            node.remove_from_parent();
        }
    }
    for row in dom::elements(root, &["tr"]) {
        if row.text().trim().is_empty() && dom::elements(&row, &["img", "math"]).is_empty() {
            row.remove_from_parent();
        }
    }
}

/// Takes away boxes around other blocks, and makes a paragraph of a box around a line of text.
fn unbox(root: &NodeRef<'_>) {
    const BOXES: &[&str] = &[
        "div", "section", "article", "main", "header", "footer", "nav", "form", "fieldset",
        "center", "aside", "hgroup",
    ];
    let boxes = dom::elements(root, BOXES);
    for node in boxes.iter().rev() {
        let own_text = node.children_it(false).any(|child| {
            let mut any = false;
            dom::with_text(&child, |text| any = !text.trim().is_empty());
            any || (child.is_element()
                && !dom::is_block(&dom::name(&child))
                && dom::name(&child) != "br")
        });
        let blocks = node.children_it(false).any(|child| dom::is_block(&dom::name(&child)));
        let parent = node.parent().map(|parent| dom::name(&parent)).unwrap_or_default();
        if !own_text {
            // A list may hold nothing but items.
            if !matches!(parent.as_str(), "ul" | "ol" | "dl") {
                node.unwrap_children();
            }
        } else if !blocks {
            if matches!(
                parent.as_str(),
                "p" | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "a"
                    | "span"
                    | "summary"
                    | "figcaption"
                    | "li"
                    | "td"
                    | "th"
                    | "dd"
                    | "dt"
            ) && only_child(node)
            {
                node.unwrap_children();
            } else {
                node.rename("p");
                node.remove_all_attrs_but_direction();
            }
        }
    }
}

fn only_child(node: &NodeRef<'_>) -> bool {
    let quiet = |sibling: Option<NodeRef<'_>>| sibling.is_none();
    quiet(node.prev_element_sibling()) && quiet(node.next_element_sibling())
}

/// Small changes to a node that the tree has no words for.
trait Change {
    fn unwrap_children(&self);
    fn remove_all_attrs_but_direction(&self);
}

impl Change for NodeRef<'_> {
    /// Puts the children in the node's place.
    fn unwrap_children(&self) {
        let children: Vec<NodeRef<'_>> = self.children_it(false).collect();
        for child in children {
            self.insert_before(&child);
        }
        self.remove_from_parent();
    }

    fn remove_all_attrs_but_direction(&self) {
        self.retain_attrs(&["dir", "lang", "id"]);
    }
}
