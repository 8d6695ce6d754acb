//! An article's body as Markdown that reads well and, read again, has the same text.
//!
//! What Markdown has no sign for (ruby, formulas, raised figures, tables with more than lines of text) stays as the
//! HTML that CommonMark allows in its place.

use super::escape;
use crate::dom;
use crate::sanitize::{LANGUAGE_ATTRIBUTE, MATH_LANGUAGE, NOTE};
use dom_query::NodeRef;
use std::collections::HashSet;

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

/// White space, and the backslash-less line ends around a paragraph.
const TRIM: [char; 2] = [' ', '\n'];

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
        "ul" | "ol" | "menu" | "dir" => list(node, name, depth),
        "table" => table(node),
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

fn list(node: &NodeRef<'_>, name: &str, depth: usize) -> String {
    if name == "ol"
        && stands_free(node)
        && let Some(notes) = notes(node, depth)
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
        "ol" => dom::attr(list, "start").is_none() && notes(list, depth).is_none(),
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

/// A pipe table where every cell is a line of text, else the table's own HTML.
fn table(node: &NodeRef<'_>) -> String {
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

/// Where inline text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Lines may break.
    Paragraph,
    /// One line.
    Line,
    /// One line between bars.
    Cell,
}

/// Inline nodes as Markdown, white space folded.
fn inline(nodes: &[NodeRef<'_>], place: Place) -> String {
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
        "sup" if note_label(node).is_some() => {
            out.push_str(&format!("[^{}]", note_label(node).unwrap_or_default()));
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
fn is_formula(tex: &str) -> bool {
    let tex = tex.trim_matches('\n');
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !tex.contains('$')
        && !tex.contains("\n\n")
        && !spaced(tex.chars().next())
        && !spaced(tex.chars().next_back())
        && !tex.ends_with('\\')
}

/// The label of a reference to a footnote, where its mark is the number that reading it again gives it.
fn note_label(node: &NodeRef<'_>) -> Option<String> {
    let link = dom::elements(node, &["a"]).into_iter().next()?;
    let number = dom::attr(&link, "href")?.strip_prefix('#')?.strip_prefix(NOTE)?.to_owned();
    (node.text().trim() == number).then_some(number)
}

/// The number of a footnote in a list that can be written as footnotes.
fn note_number(item: &NodeRef<'_>) -> Option<String> {
    Some(dom::attr(item, "id")?.strip_prefix(NOTE)?.to_owned())
}

/// Takes the addresses from references to notes that are not written as such, so that no mark stands without its note.
pub(super) fn without_lost_notes(root: &NodeRef<'_>) {
    let is_list = |list: &NodeRef<'_>| {
        let mut items = list.children_it(false).filter(NodeRef::is_element);
        stands_free(list) && items.all(|item| note_number(&item).is_some())
    };
    let lists = dom::elements(root, &["ol"]).into_iter().filter(is_list);
    let written: HashSet<String> = lists
        .flat_map(|list| dom::elements(&list, &["li"]))
        .filter_map(|item| note_number(&item))
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
fn stands_free(list: &NodeRef<'_>) -> bool {
    !list.ancestors_it(None).any(|above| {
        matches!(&*dom::name(&above), "li" | "blockquote" | "td" | "th" | "dd" | "caption")
    })
}

/// A list of footnotes, each under its label; none where an item is something else.
fn notes(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    let items: Vec<NodeRef<'_>> = node.children_it(false).filter(NodeRef::is_element).collect();
    let mut out = Vec::new();
    for item in &items {
        let number = note_number(item)?;
        out.push(prefixed(&blocks(item, depth + 1), &format!("[^{number}]: "), "    "));
    }
    (!out.is_empty()).then(|| out.join("\n\n"))
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
fn strong_or_tag(
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
