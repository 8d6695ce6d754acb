//! A parsed tree of HTML, and the two ways this crate goes through one.
//!
//! The tree lies in an arena, so neither walking nor dropping it recurses: depth in the input cannot overflow a stack.
//! Everything that parses HTML does it through here, as a browser parses markup put into a `body` with scripting off.

use crate::extract::guard;
use dom_query::{Document, LocalName, NodeData, NodeRef};
use std::ops::Deref;

/// A fragment as a browser would parse it inside `<body>`. The guard runs first.
pub(crate) fn fragment(html: &str) -> Document {
    Document::fragment(guard::tame(html).as_ref())
}

/// A whole page. The guard runs first.
pub(crate) fn page(html: &str) -> Document {
    Document::from(guard::tame(html).as_ref())
}

/// One stop on a walk through a tree.
pub(crate) enum Step<'a> {
    /// An element begins.
    Open(NodeRef<'a>),
    /// A run of characters.
    Text(NodeRef<'a>),
    /// An element ends.
    Close(NodeRef<'a>),
}

/// What the walk does after an [`Step::Open`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Go {
    /// Into the element.
    In,
    /// Past the element; no [`Step::Close`] follows.
    Past,
}

/// Walks everything below `root` in document order. What `visit` answers matters after [`Step::Open`] only.
pub(crate) fn walk<'a>(root: &NodeRef<'a>, mut visit: impl FnMut(Step<'a>) -> Go) {
    let mut next = root.first_child();
    while let Some(node) = next {
        if node.is_element() {
            if visit(Step::Open(node)) == Go::In {
                if let Some(child) = node.first_child() {
                    next = Some(child);
                    continue;
                }
                visit(Step::Close(node));
            }
        } else if node.is_text() {
            visit(Step::Text(node));
        }
        next = after(node, root, &mut |closed| {
            visit(Step::Close(closed));
        });
    }
}

/// The node after `node` and everything in it, closing the ancestors that end before it.
fn after<'a>(
    node: NodeRef<'a>,
    root: &NodeRef<'a>,
    close: &mut impl FnMut(NodeRef<'a>),
) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        if node.id == root.id {
            return None;
        }
        close(node);
    }
}

/// The local name of an element: shared with the tree, so that asking for it copies nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Name(LocalName);

impl Name {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

/// Local name of an element, in lower case for HTML; empty for everything else.
pub(crate) fn name(node: &NodeRef<'_>) -> Name {
    node.qual_name_ref().map(|name| Name(name.local.clone())).unwrap_or_default()
}

/// Gives the characters of a text node to `f`.
pub(crate) fn with_text(node: &NodeRef<'_>, mut f: impl FnMut(&str)) {
    node.query(|inner| {
        if let NodeData::Text { contents } = &inner.data {
            f(contents);
        }
    });
}

/// The text below a node with a space between any two runs of it, if it is no longer than `max` bytes.
pub(crate) fn short_text(root: &NodeRef<'_>, max: usize) -> Option<String> {
    let mut text = String::new();
    let mut next = root.first_child();
    while let Some(node) = next {
        if node.is_text() {
            with_text(&node, |run| text.push_str(run));
            text.push(' ');
            if text.len() > max {
                return None;
            }
        }
        let inside = if is_code(&node) { None } else { node.first_child() };
        next = inside.or_else(|| after(node, root, &mut |_| {}));
    }
    Some(text)
}

/// Whether an element holds no text of the page.
fn is_code(node: &NodeRef<'_>) -> bool {
    matches!(name(node).as_str(), "script" | "style" | "template" | "noscript" | "svg")
}

/// The value of an attribute.
pub(crate) fn attr(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// The elements below `root` with one of these names, in document order.
pub(crate) fn elements<'a>(root: &NodeRef<'a>, names: &[&str]) -> Vec<NodeRef<'a>> {
    let mut found = Vec::new();
    walk(root, |step| {
        if let Step::Open(node) = step {
            let matches = node
                .qual_name_ref()
                .is_some_and(|name| names.iter().any(|wanted| *wanted == &*name.local));
            if matches {
                found.push(node);
            }
        }
        Go::In
    });
    found
}

/// Elements that stand on lines of their own (`canon/1`).
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "ul"
    )
}

/// The markup inside the first element of a fragment, serialised.
pub(crate) fn inner_html(document: &Document) -> String {
    document.html_root().inner_html().to_string()
}

/// Escapes text for use in element content or a double-quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
