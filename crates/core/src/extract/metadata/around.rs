//! A walk through the visible page that knows the title: what stands between it and the next heading speaks of the
//! page itself, and what stands in lists of other pages, in comments or in the site's frame does not.

use crate::dom::{self, Go, Step};
use crate::extract::html::fold;
use dom_query::{Document, NodeRef};

/// Walks through the body. `visit` is told how many headings stand between the title and here; none before the title.
pub(super) fn walk<'a>(
    page: &'a Document,
    title: &str,
    mut visit: impl FnMut(&Step<'a>, Option<u32>) -> Go,
) {
    let Some(body) = page.body() else { return };
    let title = fold(title);
    let mut headings = None;
    dom::walk(&body, |step| {
        if let Step::Open(node) = &step {
            let name = dom::name(node);
            if is_elsewhere(node, &name) {
                return Go::Past;
            }
            if matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend") {
                headings = match headings {
                    Some(passed) => Some(passed + 1),
                    None if is(node, &title) => Some(0),
                    None => None,
                };
            }
        }
        visit(&step, headings)
    });
}

/// Whether the text of a heading is the title, folded.
fn is(heading: &NodeRef<'_>, title: &str) -> bool {
    // What is longer than this holds more than the title.
    dom::short_text(heading, 4 * title.len() + 400).is_some_and(|text| fold(&text) == title)
}

/// Whether what stands in an element is about other pages, by readers, or not shown.
fn is_elsewhere(node: &NodeRef<'_>, name: &str) -> bool {
    matches!(name, "nav" | "footer" | "form" | "script" | "style" | "noscript" | "svg" | "template")
        || label(node).split_ascii_whitespace().any(|word| {
            word.starts_with("comment")
                || word.starts_with("related")
                || word.starts_with("recommend")
        })
}

/// Classes and id of an element, in lower case.
pub(super) fn label(node: &NodeRef<'_>) -> String {
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    format!("{class} {id}").to_ascii_lowercase()
}
