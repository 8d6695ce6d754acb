//! Tables that only place things on the page are no tables.

use crate::dom;
use dom_query::NodeRef;

pub(super) fn mend(root: &NodeRef<'_>) {
    // The innermost first.
    for table in dom::elements(root, &["table"]).iter().rev() {
        if is_layout(table) {
            unroll(table);
        }
    }
}

/// Whether a table says that it is for looks, or has what no table of data has.
fn is_layout(table: &NodeRef<'_>) -> bool {
    let role = dom::attr(table, "role").unwrap_or_default().to_ascii_lowercase();
    if matches!(role.as_str(), "presentation" | "none") {
        return true;
    }
    if matches!(role.as_str(), "table" | "grid")
        || !own(table, &["th", "caption", "thead"]).is_empty()
        || table.has_attr("summary")
    {
        return false;
    }
    let rows = own(table, &["tr"]);
    let cells = own(table, &["td"]);
    if cells.len() <= 1 || rows.len() <= 1 {
        return true;
    }
    if !dom::elements(table, &["table"]).is_empty() {
        return true;
    }
    let columns = rows.iter().map(|row| own_cells(row)).max().unwrap_or_default();
    if columns <= 1 {
        return true;
    }
    // Cells with running text in several blocks are columns of a page.
    let long = cells.iter().filter(|cell| {
        dom::elements(cell, &["p", "div", "h1", "h2", "h3", "ul", "form", "section"]).len() >= 3
    });
    let long = long.filter(|cell| cell.text().split_whitespace().count() >= 60).count();
    long >= 1 && rows.len() <= 4
}

fn own_cells(row: &NodeRef<'_>) -> usize {
    row.children_it(false).filter(|cell| matches!(dom::name(cell).as_str(), "td" | "th")).count()
}

/// The elements of these names that belong to this table and not to one inside it.
fn own<'a>(table: &NodeRef<'a>, names: &[&str]) -> Vec<NodeRef<'a>> {
    let of_this = |node: &NodeRef<'_>| {
        let mut above = node.ancestors_it(None);
        above.find(|node| dom::name(node) == "table").is_some_and(|near| near.id == table.id)
    };
    dom::elements(table, names).into_iter().filter(of_this).collect()
}

fn unroll(table: &NodeRef<'_>) {
    let parts = own(table, &["thead", "tbody", "tfoot", "tr", "td", "th", "caption"]);
    for node in dom::elements(table, &["col", "colgroup"]) {
        node.remove_from_parent();
    }
    for part in parts {
        part.rename("div");
    }
    table.rename("div");
}
