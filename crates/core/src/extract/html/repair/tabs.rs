//! Tabs, of which a page shows one at a time: the same command for several programs, mostly.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use crate::extract::one_line;
use dom_query::{Document, NodeRef};

/// Sets of tabs that are mended in a page.
const MAX_SETS: usize = 64;
/// Holders around the labels in which the panels are looked for.
const LEVELS: usize = 3;
/// Elements among which labels and panels are looked for: a page can be one set of tabs, and a flood of them.
const ELEMENTS: usize = 4_000;
/// Bytes of a panel from which on it is a part of the page with a life of its own, such as the reviews of a product.
const PANEL: usize = 1500;

/// Makes a list of labels with what belongs to each of every set of tabs with code, hidden panels too. The row of labels
/// stays in the page, and with that in the receipt.
pub(super) fn mend(page: &Document, root: &NodeRef<'_>) {
    let lists = dom::elements(root, &["ul", "ol", "div", "nav"]).into_iter().filter(is_list);
    for list in lists.take(MAX_SETS) {
        let labels: Vec<NodeRef<'_>> =
            list.descendants_it().take(ELEMENTS).filter(is_label).collect();
        let around = std::iter::successors(list.parent(), NodeRef::parent).take(LEVELS);
        let Some(panels) = around.map(|around| panels(&around)).find(|found| !found.is_empty())
        else {
            continue;
        };
        let small = |panel: &NodeRef<'_>| dom::short_text(panel, PANEL).is_some();
        let with_code = || panels.iter().any(|panel| !dom::elements(panel, &["pre"]).is_empty());
        let fits = labels.len() > 1 && labels.len() == panels.len() && in_a_row(&panels);
        let Some(first) = panels.first().filter(|_| fits) else { continue };
        if !panels.iter().all(small) || !with_code() {
            continue;
        }
        let terms = page.tree.new_element("dl");
        first.insert_before(&terms);
        for (label, panel) in labels.iter().zip(&panels) {
            let term = page.tree.new_element("dt");
            term.set_text(one_line(&label.text()));
            terms.append_child(&term);
            let meaning = page.tree.new_element("dd");
            for part in panel.children_it(false).collect::<Vec<_>>() {
                meaning.append_child(&part);
            }
            terms.append_child(&meaning);
            panel.remove_from_parent();
        }
        list.set_attr(LEFT_OUT, "");
    }
}

/// Whether nothing stands between panels.
fn in_a_row(panels: &[NodeRef<'_>]) -> bool {
    panels.windows(2).all(|two| {
        let [one, other] = two else { return false };
        let mut between = std::iter::successors(one.next_sibling(), NodeRef::next_sibling);
        let next = between.find(|node| node.is_element() || !node.text().trim().is_empty());
        next.is_some_and(|next| next.id == other.id)
    })
}

fn role(node: &NodeRef<'_>, role: &str) -> bool {
    dom::attr(node, "role").is_some_and(|own| own == role)
}

fn classed(node: &NodeRef<'_>, class: &str) -> bool {
    dom::attr(node, "class").is_some_and(|own| own.split_ascii_whitespace().any(|one| one == class))
}

fn is_list(node: &NodeRef<'_>) -> bool {
    role(node, "tablist") || classed(node, "tabbed-labels")
}

fn is_label(node: &NodeRef<'_>) -> bool {
    node.is_element()
        && (role(node, "tab")
            || (dom::name(node) == "label"
                && node.parent().is_some_and(|list| classed(&list, "tabbed-labels"))))
}

fn panels<'a>(around: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let is_panel = |node: &NodeRef<'_>| {
        node.is_element() && (role(node, "tabpanel") || classed(node, "tabbed-block"))
    };
    around.descendants_it().take(ELEMENTS).filter(is_panel).collect()
}
