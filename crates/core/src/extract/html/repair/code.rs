//! Code blocks: their language, their lines, and nothing of what editors draw around them.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use crate::sanitize::{self, LANGUAGE_ATTRIBUTE};
use dom_query::{Document, NodeRef};

pub(super) fn mend(page: &Document, root: &NodeRef<'_>) {
    for node in dom::elements(root, &["xmp", "listing", "code", "tt", "samp"]) {
        match &*dom::name(&node) {
            "xmp" | "listing" => node.rename("pre"),
            _ => block_of_lines(page, &node),
        }
    }
    tables_of_lines(page, root);
    for node in dom::elements(root, &["pre", "code", "div", "figure"]) {
        if let Some(language) = language_of(&node) {
            carry_language(&node, &language);
            without_label(&node, &language);
        }
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
                "crayon-nums",
            ]
            .iter()
            .any(|name| class.contains(name));
            named && is_number(&cell.text()) || cell.has_attr("data-line-number")
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
            None => cells.iter().map(text_of_lines).collect::<Vec<_>>().join("\n"),
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

/// The text of a cell: the lines of code that it holds in boxes of their own, or its only one.
fn text_of_lines(cell: &NodeRef<'_>) -> String {
    let boxes = dom::elements(cell, &["div"]);
    let lines = boxes.iter().filter(|node| dom::elements(node, &["div"]).is_empty());
    let lines: Vec<String> = lines.map(|line| plain_spaces(&line.text())).collect();
    if lines.len() > 1 {
        return lines.join("\n");
    }
    cell.text().trim_end_matches('\n').to_owned()
}

/// A line without its line feed, and with the spaces that highlighters write so that a browser keeps them as spaces.
fn plain_spaces(line: &str) -> String {
    let line = line.trim_end_matches(['\n', '\r']);
    // What was drawn to hold an empty line open is no character of it.
    if line.trim().is_empty() { String::new() } else { line.replace('\u{a0}', " ") }
}

/// Code on several lines that are parted by breaks is a block, though nothing says so.
fn block_of_lines(page: &Document, code: &NodeRef<'_>) {
    if dom::elements(code, &["br"]).is_empty()
        || code.ancestors_it(Some(6)).any(|above| matches!(&*dom::name(&above), "pre" | "td"))
        || !stands_alone(code)
    {
        return;
    }
    // A line feed beside a break is the break's.
    let mut text = String::new();
    dom::walk(code, |step| {
        match step {
            dom::Step::Text(node) => dom::with_text(&node, |run| {
                let run = run.replace(['\n', '\r'], if text.ends_with('\n') { "" } else { " " });
                text.push_str(&run);
            }),
            dom::Step::Open(node) if dom::name(&node) == "br" => {
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
            }
            _ => {}
        }
        dom::Go::In
    });
    let text: Vec<String> = text.trim_end().split('\n').map(plain_spaces).collect();
    let block = page.tree.new_element("pre");
    if let Some(language) = language_of(code) {
        block.set_attr(LANGUAGE_ATTRIBUTE, &language);
    }
    let inner = page.tree.new_element("code");
    inner.append_child(&page.tree.new_text(text.join("\n")));
    block.append_child(&inner);
    code.insert_before(&block);
    code.remove_from_parent();
    if let Some(parent) = block.parent().filter(|parent| dom::name(parent) == "p") {
        parent.rename("div");
    }
}

/// Whether an element among words has the line to itself.
fn stands_alone(node: &NodeRef<'_>) -> bool {
    let filled = |node: &NodeRef<'_>| node.is_element() || !node.text().trim().is_empty();
    let ends = |node: Option<NodeRef<'_>>| {
        node.is_none_or(|node| dom::is_block(&dom::name(&node)) || dom::name(&node) == "br")
    };
    let mut before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling);
    let mut after = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
    ends(before.find(filled)) && ends(after.find(filled))
}

/// Buttons, line numbers and captions that a highlighter put into the block.
fn without_drawing(block: &NodeRef<'_>) {
    for node in dom::elements(block, &["button", "span", "a", "div", "svg"]) {
        let class = class_of(&node);
        let drawn = ["lineno", "line-number", "linenos", "gutter", "copy", "toolbar"]
            .iter()
            .any(|name| class.split_ascii_whitespace().any(|own| own.starts_with(name)))
            || (class == "ln" && is_number(&node.text()));
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
fn carry_language(node: &NodeRef<'_>, language: &str) {
    let targets = match dom::name(node).as_str() {
        "pre" | "code" => vec![*node],
        _ => dom::elements(node, &["pre"]),
    };
    for target in targets {
        if dom::name(&target) == "code" {
            match target.parent().filter(|parent| dom::name(parent) == "pre") {
                Some(pre) => pre.set_attr(LANGUAGE_ATTRIBUTE, language),
                None => target.set_attr(LANGUAGE_ATTRIBUTE, language),
            }
        } else if !target.has_attr(LANGUAGE_ATTRIBUTE) {
            target.set_attr(LANGUAGE_ATTRIBUTE, language);
        }
    }
}

/// The language's name, written above the code by the page.
fn without_label(node: &NodeRef<'_>, language: &str) {
    if !matches!(dom::name(node).as_str(), "div" | "figure") {
        return;
    }
    let children: Vec<NodeRef<'_>> = node.children_it(false).collect();
    for child in children.iter().filter(|child| matches!(&*dom::name(child), "span" | "div")) {
        if dom::elements(child, &["pre"]).is_empty()
            && child.text().trim().eq_ignore_ascii_case(language)
        {
            child.set_attr(LEFT_OUT, "");
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
        // Sphinx names the lexer, which may be none.
        if let Some(language) = name.strip_prefix("highlight-").filter(|rest| is_lexer(rest)) {
            return Some(language.to_owned());
        }
        if matches!(previous, "sourceCode" | "brush:" | "hljs" | "syntaxhighlighter") {
            return Some(name.trim_end_matches(';').to_owned());
        }
        // Gists say what kind of file they hold.
        if previous == "data"
            && let Some(language) = name.strip_prefix("type-")
        {
            return Some(language.to_owned());
        }
        previous = name;
    }
    None
}

/// Whether a name is that of a lexer and not of a part of a page, or of no language.
fn is_lexer(name: &str) -> bool {
    const LEXERS: &[&str] = &[
        "python",
        "python3",
        "pycon",
        "ipython",
        "ipython3",
        "console",
        "shell",
        "bash",
        "sh",
        "c",
        "cpp",
        "c++",
        "csharp",
        "java",
        "javascript",
        "js",
        "typescript",
        "ts",
        "json",
        "yaml",
        "toml",
        "ini",
        "rust",
        "go",
        "ruby",
        "php",
        "perl",
        "lua",
        "r",
        "sql",
        "html",
        "xml",
        "css",
        "scss",
        "diff",
        "rst",
        "md",
        "markdown",
        "latex",
        "tex",
        "makefile",
        "make",
        "cmake",
        "docker",
        "dockerfile",
        "haskell",
        "kotlin",
        "swift",
        "scala",
        "julia",
        "matlab",
        "powershell",
        "nginx",
        "jinja",
        "django",
        "http",
        "cython",
        "fortran",
        "elixir",
        "erlang",
        "clojure",
        "ocaml",
        "nix",
        "zig",
    ];
    LEXERS.contains(&name)
}

/// Whether a text is a number, or a column of them.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

fn class_of(node: &NodeRef<'_>) -> String {
    node.class().map(|class| class.to_ascii_lowercase()).unwrap_or_default()
}
