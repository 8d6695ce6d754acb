//! Systems that millions of pages are made with, and what each of them draws in a way of its own.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use dom_query::{Document, NodeRef};

/// Mends pages of encyclopedias on MediaWiki, and papers that LaTeXML made of TeX.
pub(super) fn mend(page: &Document, root: &NodeRef<'_>) {
    let Some(body) = page.body() else { return };
    if has_class(&body, |name| matches!(name, "mediawiki" | "skin-vector")) {
        wiki(root);
    }
    let is_paper = body
        .descendants_it()
        .filter(NodeRef::is_element)
        .take(PAPER)
        .any(|node| has_class(&node, |name| matches!(name, "ltx_page_main" | "ltx_document")));
    if is_paper {
        paper(page, root);
    }
}

/// Elements of a page among which the box of a paper stands.
const PAPER: usize = 200;

fn has_class(node: &NodeRef<'_>, is: impl Fn(&str) -> bool) -> bool {
    node.class().is_some_and(|class| class.split_ascii_whitespace().any(is))
}

/// What a wiki says of its pages and not of their subject: calls for help, ways to other pages, what is not for print.
fn wiki(root: &NodeRef<'_>) {
    const MARKS: &[&str] = &[
        "noprint",
        "navbox",
        "vertical-navbox",
        "ambox",
        "hatnote",
        "catlinks",
        "printfooter",
        "sistersitebox",
    ];
    for node in dom::elements(root, &["div", "table", "span", "sup", "ul"]) {
        if has_class(&node, |name| MARKS.contains(&name)) {
            node.set_attr(LEFT_OUT, "");
        }
    }
}

/// A paper writes the numbers of its lists out, and its sources are notes.
fn paper(page: &Document, root: &NodeRef<'_>) {
    for tag in dom::elements(root, &["span"]) {
        let named = |wanted: &str| has_class(&tag, |name| name == wanted);
        if named("ltx_tag_item") || named("ltx_tag_bibitem") {
            tag.remove_from_parent();
        } else if named("ltx_bibblock") || named("ltx_contact") {
            tag.insert_before(&page.tree.new_text(" "));
        }
    }
    for list in dom::elements(root, &["ul"]) {
        if has_class(&list, |name| name == "ltx_biblist") {
            list.rename("ol");
        }
    }
}
