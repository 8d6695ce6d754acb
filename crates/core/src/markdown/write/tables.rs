//! Tables.

use super::children;
use super::inline::{Place, TRIM, inline};
use crate::dom;
use crate::markdown::escape;
use dom_query::NodeRef;

/// A pipe table where every cell is a line of text, else the table's own HTML.
pub(super) fn table(node: &NodeRef<'_>) -> String {
    let inside = dom::elements(
        node,
        &[
            "table",
            "p",
            "div",
            "ul",
            "ol",
            "pre",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "dl",
            "figure",
            "hr",
            "section",
        ],
    );
    let cells = dom::elements(node, &["td", "th"]);
    let spans = cells.iter().any(|cell| cell.has_attr("colspan") || cell.has_attr("rowspan"));
    if !inside.is_empty() || spans || cells.is_empty() {
        // A blank line would end the block of HTML.
        return node.html().replace('\n', "&#10;");
    }
    let mut out = Vec::new();
    if let Some(caption) = dom::elements(node, &["caption"]).first() {
        let text = inline(&children(caption), Place::Line);
        out.push(escape::lines(text.trim_matches(TRIM)));
        out.push(String::new());
    }
    let rows: Vec<Vec<NodeRef<'_>>> =
        dom::elements(node, &["tr"]).iter().map(|row| dom::elements(row, &["td", "th"])).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let line = |cells: Vec<String>| {
        let blank = columns.saturating_sub(cells.len());
        let cells: Vec<String> =
            cells.into_iter().chain(std::iter::repeat_n(String::new(), blank)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let text =
        |cell: &NodeRef<'_>| inline(&children(cell), Place::Cell).trim_matches(TRIM).to_owned();
    let headed = rows.first().is_some_and(|row| row.iter().all(|cell| dom::name(cell) == "th"));
    let mut rows = rows.iter();
    let head = if headed { rows.next() } else { None };
    out.push(line(head.map(|row| row.iter().map(text).collect()).unwrap_or_default()));
    let first = head.cloned().or_else(|| rows.clone().next().cloned()).unwrap_or_default();
    let rule = |at: usize| {
        let side = first.get(at).and_then(|cell| dom::attr(cell, "align")).unwrap_or_default();
        match side.as_str() {
            "left" => ":--",
            "right" => "--:",
            "center" => ":-:",
            _ => "---",
        }
    };
    out.push(line((0..columns).map(|at| rule(at).to_owned()).collect()));
    out.extend(rows.map(|row| line(row.iter().map(text).collect())));
    out.join("\n")
}
