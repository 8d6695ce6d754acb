//! What is kept of a page stands in the structure it stood in.

use super::{Read, all};
use dom_query::{Document, NodeRef};
use std::collections::BTreeMap;

/// Letters and digits from which on a text is not likely to stand twice in a page by chance.
const TELLING: usize = 12;

/// Elements whose text must stand in an element of the same kind.
const KINDS: [&str; 6] = ["li", "td", "th", "pre", "figcaption", "dd"];

/// Letters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text of an element without what is never shown, and without the lists and tables that stand in it.
fn own_text(node: &NodeRef<'_>, text: &mut String) {
    for child in node.children() {
        let name = child.node_name().map(|name| name.to_string()).unwrap_or_default();
        if child.is_text() {
            text.push_str(&child.text());
        } else if !matches!(
            name.as_str(),
            "script" | "style" | "template" | "noscript" | "svg" | "ul" | "ol" | "dl" | "table"
        ) {
            own_text(&child, text);
        }
    }
}

/// The text of every block of code that has its lines as lines, to the byte.
fn code(page: &Document) -> Vec<String> {
    let blocks = page.select("pre");
    let text = |node: &NodeRef<'_>| node.text().trim().to_owned();
    blocks.nodes().iter().map(text).filter(|text| text.contains('\n')).collect()
}

/// Whether an element is a cell of a table that only lays a page out: it has one row, or rows of one cell each, or holds
/// tables itself.
fn lays_out(node: &NodeRef<'_>) -> bool {
    let named = |node: &NodeRef<'_>, names: &[&str]| {
        node.node_name().is_some_and(|name| names.iter().any(|one| name.as_ref() == *one))
    };
    if !named(node, &["td", "th"]) {
        return false;
    }
    let table = node.ancestors_it(None).find(|above| named(above, &["table"]));
    let Some(table) = table else { return true };
    if table.descendants_it().any(|inner| named(&inner, &["table"])) {
        return true;
    }
    let rows: Vec<NodeRef<'_>> = table.descendants_it().filter(|row| named(row, &["tr"])).collect();
    let cells = |row: &NodeRef<'_>| {
        row.children_it(false).filter(|cell| named(cell, &["td", "th"])).count()
    };
    rows.len() < 2 || rows.iter().all(|row| cells(row) < 2)
}

/// The letters of every element of a kind.
fn of_kind(page: &Document, kind: &str) -> Vec<String> {
    let found = page.select(kind);
    let text = |node: &NodeRef<'_>| {
        let mut text = String::new();
        own_text(node, &mut text);
        letters(&text)
    };
    found.nodes().iter().filter(|node| !lays_out(node)).map(text).collect()
}

#[test]
fn what_is_kept_keeps_its_structure() {
    let Some(all) = all() else { return };
    let mut counts = BTreeMap::<&str, (usize, usize)>::new();
    let mut lost = Vec::new();
    for Read { set, page, extraction } in all {
        let Ok(html) = std::str::from_utf8(&page.bytes) else { continue };
        let source = Document::from(html);
        let whole = letters(&source.text());
        let kept = letters(extraction.text.as_str());
        let body = Document::from(extraction.body.as_str());
        let blocks = code(&body);
        for text in code(&source) {
            let own = letters(&text);
            let telling = own.chars().count() >= TELLING;
            if !telling || !kept.contains(&own) || whole.matches(&own).count() > 1 {
                continue;
            }
            let sum = counts.entry("code to the byte").or_default();
            sum.1 += 1;
            if blocks.contains(&text) {
                sum.0 += 1;
            } else {
                let near = blocks.iter().find(|block| letters(block).contains(&own));
                lost.push(format!("{set} {}: {text:?}\n  became {near:?}", page.name));
            }
        }
        for kind in KINDS {
            let there = of_kind(&body, kind).join(" ");
            for text in of_kind(&source, kind) {
                let telling = text.chars().count() >= TELLING;
                if !telling || !kept.contains(&text) || whole.matches(&text).count() > 1 {
                    continue;
                }
                let sum = counts.entry(kind).or_default();
                sum.1 += 1;
                if there.contains(&text) {
                    sum.0 += 1;
                } else {
                    let start: String = text.chars().take(60).collect();
                    lost.push(format!("{set} {}: {kind} {start}", page.name));
                }
            }
        }
    }
    println!("{counts:?}\n{}", lost.join("\n"));
    let asked: usize = counts.values().map(|count| count.1).sum();
    assert!(asked > 1000, "only {asked} were looked at");
    assert!(lost.is_empty(), "{} of {asked}:\n{}", lost.len(), lost.join("\n"));
}
