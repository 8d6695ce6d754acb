//! An article's body as Markdown that reads well and, read again, has the same text.
//!
//! What Markdown has no sign for (ruby, formulas, raised figures, tables with more than lines of text) stays as the
//! HTML that CommonMark allows in its place.

mod inline;
mod lists;
mod notes;
mod tables;

use super::escape;
use crate::dom;
use crate::sanitize::{LANGUAGE_ATTRIBUTE, MATH_LANGUAGE};
use dom_query::NodeRef;
use inline::{Place, TRIM, inline, is_formula, strong_or_tag};
pub(super) use notes::without_lost_notes;

/// Levels of blocks written as such; what lies deeper is written as running text, so that depth costs no stack.
const MAX_DEPTH: usize = 60;

/// The blocks inside a node, separated by blank lines.
pub(super) fn blocks(node: &NodeRef<'_>, depth: usize) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut run: Vec<NodeRef<'_>> = Vec::new();
    let mut list_before = None;
    for child in node.children_it(false) {
        if !is_block(&child) || depth >= MAX_DEPTH {
            run.push(child);
            continue;
        }
        if push_paragraph(&mut run, &mut out) {
            list_before = None;
        }
        let name = dom::name(&child);
        let text = block(&child, &name, depth);
        if text.is_empty() {
            continue;
        }
        // Two lists in a row would become one; notes are none.
        let list = matches!(name.as_str(), "ul" | "ol").then(|| name.clone());
        let list = list.filter(|_| !text.starts_with("[^"));
        if list.is_some() && list == list_before {
            out.push("<!-- -->".to_owned());
        }
        list_before = list;
        out.push(text);
    }
    push_paragraph(&mut run, &mut out);
    out.join("\n\n")
}

/// Ends a run of inline nodes; says whether it held anything.
fn push_paragraph(run: &mut Vec<NodeRef<'_>>, out: &mut Vec<String>) -> bool {
    let text = inline(run, Place::Paragraph);
    let text = escape::lines(without_last_breaks(&text).trim_matches(TRIM));
    run.clear();
    let any = !text.is_empty();
    if any {
        out.push(text);
    }
    any
}

/// Line breaks at the end of a paragraph break nothing, and their backslashes would be read as such.
fn without_last_breaks(text: &str) -> &str {
    let mut text = text.trim_end_matches(TRIM_END);
    while let Some(rest) = text.strip_suffix("\\\n") {
        text = rest.trim_end_matches(TRIM_END);
    }
    text
}

/// White space that a paragraph does not end with, besides the line feed that belongs to a break's backslash.
const TRIM_END: char = ' ';

/// Whether a node stands on lines of its own.
fn is_block(node: &NodeRef<'_>) -> bool {
    let name = dom::name(node);
    if name.is_empty() {
        return false;
    }
    dom::is_block(&name) || (!matches!(name.as_str(), "math" | "ruby") && holds_block(node))
}

fn holds_block(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inside| dom::is_block(&dom::name(&inside)))
}

fn block(node: &NodeRef<'_>, name: &str, depth: usize) -> String {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.get(1..).and_then(|digit| digit.parse().ok()).unwrap_or(1);
            let text = inline(&children(node), Place::Line);
            let text = text.trim_matches(TRIM);
            let text = match text.strip_suffix('#') {
                Some(head) => format!("{head}\\#"),
                None => text.to_owned(),
            };
            if text.is_empty() { text } else { format!("{} {text}", "#".repeat(level)) }
        }
        "hr" => "---".to_owned(),
        "pre" => fence(node),
        "ul" | "ol" | "menu" | "dir" => lists::list(node, name, depth),
        "table" => tables::table(node),
        "blockquote" => prefixed(&blocks(node, depth + 1), "> ", "> "),
        "dt" | "summary" if !holds_block(node) => {
            let text = inline(&children(node), Place::Line);
            match text.trim_matches(TRIM) {
                "" => String::new(),
                text if text.contains("**") => escape::lines(text),
                text => strong_or_tag("**", "strong", text, None, None),
            }
        }
        _ => blocks(node, depth + 1),
    }
}

fn children<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.children_it(false).collect()
}

/// Code between fences longer than any run of backticks in it.
fn fence(node: &NodeRef<'_>) -> String {
    let language = dom::attr(node, LANGUAGE_ATTRIBUTE).or_else(|| {
        dom::elements(node, &["code"]).first().and_then(|code| dom::attr(code, LANGUAGE_ATTRIBUTE))
    });
    for line in dom::elements(node, &["br"]) {
        line.set_text("\n");
    }
    let text = node.text();
    if language.as_deref() == Some(MATH_LANGUAGE) && is_formula(&text) {
        return format!("$$\n{}\n$$", text.trim_matches('\n'));
    }
    let fence = "`".repeat(escape::longest_run(&text, '`').max(2) + 1);
    let text = text.strip_suffix('\n').unwrap_or(&text);
    format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
}

/// Puts `first` before the first line and `other` before the others.
fn prefixed(text: &str, first: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len() * 11 / 10);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let prefix = if at == 0 { first } else { other };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}
