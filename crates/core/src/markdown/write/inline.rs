//! Running text: emphasis, links, code, line breaks.

use super::{MAX_DEPTH, children, notes};
use crate::dom;
use crate::markdown::escape;
use crate::sanitize::{LANGUAGE_ATTRIBUTE, MATH_LANGUAGE};
use dom_query::NodeRef;

/// White space, and the backslash-less line ends around a paragraph.
pub(super) const TRIM: [char; 2] = [' ', '\n'];

/// Where inline text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Lines may break.
    Paragraph,
    /// One line.
    Line,
    /// One line between bars.
    Cell,
}

/// Inline nodes as Markdown, white space folded.
pub(super) fn inline(nodes: &[NodeRef<'_>], place: Place) -> String {
    let mut out = String::new();
    for (at, node) in nodes.iter().enumerate() {
        let next = nodes.get(at + 1).and_then(|next| next.text().chars().next());
        write_inline(node, place, next, &mut out, 0);
    }
    out
}

fn write_inline(
    node: &NodeRef<'_>,
    place: Place,
    next: Option<char>,
    out: &mut String,
    depth: usize,
) {
    if node.is_text() {
        dom::with_text(node, |text| push_text(text, place, out));
        return;
    }
    let name = dom::name(node);
    match name.as_str() {
        "" | "wbr" => {}
        "br" if place == Place::Paragraph => {
            out.truncate(out.trim_end_matches(' ').len());
            if !out.is_empty() {
                out.push_str("\\\n");
            }
        }
        "br" => out.push_str("<br>"),
        "math" | "ruby" => out.push_str(&node.html().replace('\n', " ")),
        "img" => {
            let alt = escape::text(&dom::attr(node, "alt").unwrap_or_default(), false);
            let source = dom::attr(node, "src").unwrap_or_default();
            out.push_str(&format!("![{}]({source})", alt.replace(']', "\\]").replace('\n', " ")));
        }
        "code"
            if dom::attr(node, LANGUAGE_ATTRIBUTE).as_deref() == Some(MATH_LANGUAGE)
                && is_formula(&node.text())
                && !node.text().contains('\n') =>
        {
            out.push_str(&format!("${}$", node.text()));
        }
        "sup" if notes::label(node).is_some() => {
            out.push_str(&format!("[^{}]", notes::label(node).unwrap_or_default()));
        }
        "code" | "kbd" | "samp" | "tt" if !dom::elements(node, &["br"]).is_empty() => {
            // A code span cannot break its line: one for each line.
            for part in node.children_it(false) {
                let code =
                    if dom::name(&part) == "br" { String::new() } else { part.text().to_string() };
                let code = code.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                match place {
                    _ if !code.is_empty() => {
                        out.push_str(&escape::code(&code, place == Place::Cell))
                    }
                    Place::Paragraph if dom::name(&part) == "br" => out.push_str("\\\n"),
                    _ if dom::name(&part) == "br" => out.push_str("<br>"),
                    _ => {}
                }
            }
        }
        "code" | "kbd" | "samp" | "tt" => {
            let before = out.len();
            let text = node.text();
            let folded =
                text.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|part| !part.is_empty());
            let folded: Vec<&str> = folded.collect();
            if text.starts_with([' ', '\n', '\t']) {
                push_text(" ", place, out);
            }
            let code = folded.join(" ");
            if out.ends_with('`') && !code.is_empty() {
                // Two spans side by side would run together.
                out.push_str(&format!(
                    "<code>{}</code>",
                    escape::text(&code, place == Place::Cell)
                ));
            } else {
                out.push_str(&escape::code(&code, place == Place::Cell));
            }
            if text.ends_with([' ', '\n', '\t']) && out.len() > before {
                push_text(" ", place, out);
            }
        }
        _ => write_span(node, &name, place, next, out, depth),
    }
}

/// Whether TeX can stand between dollar signs and be read again.
pub(super) fn is_formula(tex: &str) -> bool {
    let tex = tex.trim_matches('\n');
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !tex.contains('$')
        && !tex.contains("\n\n")
        && !spaced(tex.chars().next())
        && !spaced(tex.chars().next_back())
        && !tex.ends_with('\\')
}

/// An element whose content is inline too.
fn write_span(
    node: &NodeRef<'_>,
    name: &str,
    place: Place,
    next: Option<char>,
    out: &mut String,
    depth: usize,
) {
    let mut inner = String::new();
    if depth >= MAX_DEPTH {
        push_text(&node.text(), place, &mut inner);
    } else {
        let nodes = children(node);
        for (at, child) in nodes.iter().enumerate() {
            let after = nodes.get(at + 1).and_then(|next| next.text().chars().next());
            if dom::is_block(&dom::name(child)) {
                push_text(" ", place, &mut inner);
            }
            write_inline(child, place, after, &mut inner, depth + 1);
        }
    }
    let text = inner.trim_matches(' ');
    if text.is_empty() {
        push_text(&inner, place, out);
        return;
    }
    // Marks must touch their words: white space inside goes outside.
    if inner.starts_with(' ') {
        push_text(" ", place, out);
    }
    let before = out.chars().next_back();
    let after = if inner.ends_with(' ') { Some(' ') } else { next };
    let piece = match name {
        "b" | "strong" => strong_or_tag("**", "strong", text, before, after),
        "i" | "em" | "cite" | "dfn" | "var" => strong_or_tag("*", "em", text, before, after),
        "del" | "s" | "strike" => strong_or_tag("~~", "del", text, before, after),
        "mark" if !text.contains("==") && !text.contains('\n') => format!("=={text}=="),
        "sup" | "sub" | "mark" | "ins" | "u" | "small" => format!("<{name}>{text}</{name}>"),
        // The way back from a footnote is drawn again by whoever shows the Markdown.
        "a" if dom::attr(node, "href").is_some_and(|href| href.starts_with('#')) => text.to_owned(),
        "a" => match dom::attr(node, "href") {
            Some(href) => format!("[{}]({})", escape::link_text(text), escape::address(&href)),
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    };
    out.push_str(&piece);
    if inner.ends_with(' ') {
        push_text(" ", place, out);
    }
}

/// Emphasis by marks where the characters around them let a parser see it, else by tags.
pub(super) fn strong_or_tag(
    mark: &str,
    tag: &str,
    text: &str,
    before: Option<char>,
    after: Option<char>,
) -> String {
    let edge = |c: Option<char>| c.is_none_or(char::is_alphanumeric);
    let open = text.chars().next();
    let close = text.chars().next_back();
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let clear = |c: Option<char>| !c.is_some_and(|c| mark.starts_with(c) || c == '\\');
    let opens = edge(open) || outside(before);
    let closes = edge(close) || outside(after);
    let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let marks = opens
        && closes
        && clear(before)
        && clear(after)
        && clear(open)
        && clear(close)
        && !spaced(open)
        && !spaced(close);
    if marks { format!("{mark}{text}{mark}") } else { format!("<{tag}>{text}</{tag}>") }
}

/// Appends text with its white space folded and its signs escaped.
fn push_text(text: &str, place: Place, out: &mut String) {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r') {
            let before = folded.chars().next_back().or_else(|| out.chars().next_back());
            if !matches!(before, Some(' ' | '\n')) {
                folded.push(' ');
            }
        } else {
            folded.push(c);
        }
    }
    out.push_str(&escape::text(&folded, place == Place::Cell));
}
