//! A block that was left out, put back at its place.

use super::receipt;
use crate::dom;
use crate::model::Receipt;
use crate::sanitize;
use crate::text::{Text, node_before};
use dom_query::NodeRef;

/// A body with a block in it that its receipt had listed as left out.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Sealed HTML.
    pub body: String,
    /// Its canonical text.
    pub text: Text,
    /// The receipt without the block; places after it have moved on.
    pub receipt: Receipt,
}

/// Puts the blocks at these places of `receipt.dropped` back into a sealed body, as paragraphs. None where there is no
/// such block. Nothing is changed: what comes out is for a new capture.
pub fn put_back(body: &str, receipt: &Receipt, blocks: &[usize]) -> Option<Restored> {
    let mut order = blocks.to_vec();
    order.sort_unstable();
    order.dedup();
    let mut restored =
        Restored { body: body.to_owned(), text: Text::of_body(body), receipt: receipt.clone() };
    if order.is_empty() {
        return None;
    }
    // From the end, so that the numbers of the blocks before stay what they are.
    for block in order.into_iter().rev() {
        restored = one(&restored, block)?;
    }
    Some(restored)
}

/// Puts back what a person had put back before, after the same source was read anew. None where none of it was left
/// out this time.
pub fn put_back_again(body: &str, receipt: &Receipt, texts: &[String]) -> Option<Restored> {
    let mut blocks = Vec::new();
    for text in texts {
        let again = (0..)
            .zip(&receipt.dropped)
            .find(|(at, block)| block.text == *text && !blocks.contains(at));
        blocks.extend(again.map(|(at, _)| at));
    }
    put_back(body, receipt, &blocks)
}

fn one(from: &Restored, index: usize) -> Option<Restored> {
    let block = from.receipt.dropped.get(index)?;
    let document = dom::fragment(&from.body);
    let root = document.html_root();
    let paragraphs: Vec<NodeRef<'_>> = block
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let paragraph = document.tree.new_element("p");
            paragraph.append_child(&document.tree.new_text(line));
            paragraph
        })
        .collect();
    match node_before(&root, block.place).map(|node| outermost(&node)) {
        Some(node) => paragraphs.iter().rev().for_each(|paragraph| node.insert_after(paragraph)),
        None => paragraphs.iter().rev().for_each(|paragraph| root.prepend_child(paragraph)),
    }
    let body = sanitize::seal(&dom::inner_html(&document));
    let (text, kept) = receipt::read(&body);
    let longer = text.code_points().saturating_sub(from.text.code_points());
    let mut receipt = from.receipt.clone();
    let gone = receipt.dropped.remove(index);
    for (at, block) in receipt.dropped.iter_mut().enumerate() {
        if at >= index {
            block.place += longer;
        }
        if block.text == gone.text {
            block.times = block.times.saturating_sub(1);
        }
    }
    receipt.kept = kept;
    receipt.restored.push(gone.text);
    Some(Restored { body, text, receipt })
}

/// The node or the element around it that stands directly in something that may hold paragraphs.
fn outermost<'a>(node: &NodeRef<'a>) -> NodeRef<'a> {
    let mut at = *node;
    while let Some(parent) = at.parent() {
        let name = dom::name(&parent);
        let holds = matches!(
            name.as_str(),
            "" | "html"
                | "body"
                | "div"
                | "section"
                | "article"
                | "main"
                | "aside"
                | "blockquote"
                | "li"
                | "dd"
                | "td"
                | "th"
                | "details"
                | "header"
                | "footer"
                | "figcaption"
        );
        if holds {
            break;
        }
        at = parent;
    }
    at
}
