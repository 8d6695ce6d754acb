//! Code blocks: their language, their lines, and nothing of what editors draw around them.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use crate::sanitize::{self, LANGUAGE_ATTRIBUTE};
use dom_query::{Document, NodeRef};

pub(super) fn mend(page: &Document, root: &NodeRef<'_>) {
    tables_of_lines(page, root);
    for node in dom::elements(root, &["pre", "code", "div", "figure"]) {
        carry_language(&node);
    }
    for block in dom::elements(root, &["pre"]) {
        without_drawing(&block);
        lines(page, &block);
    }
}

/// Tables with a column of line numbers beside the code, as many highlighters draw them.
fn tables_of_lines(page: &Document, root: &NodeRef<'_>) {
    for table in dom::elements(root, &["table"]) {
        let class = class_of(&table);
        let lines = dom::elements(&table, &["td"]);
        let is_number = |cell: &NodeRef<'_>| {
            let class = class_of(cell);
            let named = [
                "lineno",
                "line-number",
                "linenum",
                "gutter",
                "blob-num",
                "hljs-ln-numbers",
                "rouge-gutter",
                "lntd",
            ]
            .iter()
            .any(|name| class.contains(name));
            let text = cell.text();
            named && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
                || cell.has_attr("data-line-number")
        };
        let code_like = [
            "highlight",
            "rouge",
            "hljs-ln",
            "codehilite",
            "syntaxhighlighter",
            "lntable",
            "js-file-line-container",
        ]
        .iter()
        .any(|name| class.contains(name));
        let numbers: Vec<&NodeRef<'_>> = lines.iter().filter(|cell| is_number(cell)).collect();
        if numbers.is_empty() && !code_like {
            continue;
        }
        for cell in numbers {
            cell.rename("div");
            cell.set_attr(LEFT_OUT, "");
            table.insert_before(cell);
        }
        let cells = dom::elements(&table, &["td"]);
        let blocks = dom::elements(&table, &["pre"]);
        let text = match blocks.first() {
            Some(block) => block.text().to_string(),
            None => cells
                .iter()
                .map(|cell| cell.text().trim_end_matches('\n').to_owned())
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let block = page.tree.new_element("pre");
        let language = dom::elements(&table, &["pre", "code"]).iter().find_map(language_of);
        let around = table.ancestors_it(Some(3)).find_map(|node| language_of(&node));
        if let Some(language) = language_of(&table).or(language).or(around) {
            block.set_attr(LANGUAGE_ATTRIBUTE, &language);
        }
        let code = page.tree.new_element("code");
        code.append_child(&page.tree.new_text(text));
        block.append_child(&code);
        match table.parent().filter(|parent| dom::name(parent) == "pre") {
            Some(outer) => outer.replace_with(&block),
            None => table.replace_with(&block),
        }
    }
}

/// Buttons, line numbers and captions that a highlighter put into the block.
fn without_drawing(block: &NodeRef<'_>) {
    for node in dom::elements(block, &["button", "span", "a", "div", "svg"]) {
        let class = class_of(&node);
        let drawn = ["lineno", "line-number", "linenos", "gutter", "copy", "toolbar"]
            .iter()
            .any(|name| class.split_ascii_whitespace().any(|own| own.starts_with(name)));
        if matches!(dom::name(&node).as_str(), "button" | "svg")
            || (drawn && !class.contains("code"))
        {
            node.set_attr(LEFT_OUT, "");
            block.insert_before(&node);
        }
    }
}

/// Line breaks and boxes for each line become line feeds.
fn lines(page: &Document, block: &NodeRef<'_>) {
    for node in dom::elements(block, &["br"]) {
        node.replace_with(&page.tree.new_text("\n"));
    }
    let boxes = dom::elements(block, &["div", "p", "li", "ol", "ul", "table", "tbody", "tr", "td"]);
    if boxes.is_empty() {
        return;
    }
    let inner = |node: &NodeRef<'_>| {
        !node.descendants_it().any(|inside| dom::is_block(&dom::name(&inside)))
    };
    let text: Vec<String> = boxes
        .iter()
        .filter(|node| inner(node))
        .map(|node| node.text().trim_end_matches('\n').to_owned())
        .collect();
    let whole: usize = block.text().chars().filter(|c| !c.is_whitespace()).count();
    let lines: usize =
        text.iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()).count();
    // Only where the boxes hold all of the code.
    if lines == whole {
        let code = page.tree.new_element("code");
        code.append_child(&page.tree.new_text(text.join("\n")));
        block.remove_children();
        block.append_child(&code);
    }
}

/// Copies a language from a class of `pre`, of its `code` or of a wrapper around it.
fn carry_language(node: &NodeRef<'_>) {
    let Some(language) = language_of(node) else { return };
    let targets = match dom::name(node).as_str() {
        "pre" | "code" => vec![*node],
        _ => dom::elements(node, &["pre"]),
    };
    for target in targets {
        if dom::name(&target) == "code" {
            match target.parent().filter(|parent| dom::name(parent) == "pre") {
                Some(pre) => pre.set_attr(LANGUAGE_ATTRIBUTE, &language),
                None => target.set_attr(LANGUAGE_ATTRIBUTE, &language),
            }
        } else if !target.has_attr(LANGUAGE_ATTRIBUTE) {
            target.set_attr(LANGUAGE_ATTRIBUTE, &language);
        }
    }
}

fn language_of(node: &NodeRef<'_>) -> Option<String> {
    let named = dom::attr(node, LANGUAGE_ATTRIBUTE).or_else(|| dom::attr(node, "data-lang"));
    let named = named.or_else(|| node.class().and_then(|class| language_of_class(&class)));
    named.filter(|name| sanitize::is_language(name))
}

fn language_of_class(class: &str) -> Option<String> {
    let mut previous = "";
    for name in class.split_ascii_whitespace() {
        for prefix in ["language-", "lang-", "highlight-source-", "highlight-text-", "brush:"] {
            if let Some(language) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
                return Some(language.trim_end_matches(';').to_owned());
            }
        }
        if matches!(previous, "sourceCode" | "brush:" | "hljs") {
            return Some(name.trim_end_matches(';').to_owned());
        }
        previous = name;
    }
    None
}

fn class_of(node: &NodeRef<'_>) -> String {
    node.class().map(|class| class.to_ascii_lowercase()).unwrap_or_default()
}
