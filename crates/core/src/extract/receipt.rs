//! Counting what a source held and what an article keeps.

use crate::dom::{self, Go, Step};
use crate::model::{Dropped, Kept};
use crate::text::{Text, count_words};
use dom_query::NodeRef;
use std::collections::{HashMap, HashSet};

/// Dropped blocks listed at most.
pub(super) const MAX_DROPPED: usize = 200;
/// Code points of a dropped block that are kept.
const MAX_TEXT: usize = 400;

/// Counts over markup.
pub(super) fn count(html: &str) -> Kept {
    let document = dom::fragment(html);
    Kept { words: Text::of_body(html).words(), ..count_elements(&document.html_root()) }
}

/// Counts of elements below a node; words are left at 0.
pub(super) fn count_elements(root: &NodeRef<'_>) -> Kept {
    let mut kept = Kept::default();
    for node in dom::elements(root, &["img", "table", "pre", "a"]) {
        match dom::name(&node).as_str() {
            "img" => kept.images += 1,
            "table" => kept.tables += 1,
            "pre" => kept.code += 1,
            _ => kept.links += u32::from(node.has_attr("href")),
        }
    }
    kept
}

/// A dropped block with its text cut to length.
pub(super) fn dropped(text: &str, reason: &'static str, times: u32) -> Dropped {
    Dropped { text: text.chars().take(MAX_TEXT).collect(), reason, times }
}

/// The visible text of a page in blocks: runs of text between borders of block elements.
pub(super) fn blocks(root: &NodeRef<'_>) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut end = |block: &mut String| {
        let text = super::one_line(block);
        if !text.is_empty() {
            blocks.push(text);
        }
        block.clear();
    };
    dom::walk(root, |step| {
        match step {
            Step::Open(node) => {
                let name = dom::name(&node);
                if is_invisible(&name) {
                    return Go::Past;
                }
                if dom::is_block(&name) || matches!(name.as_str(), "td" | "th") {
                    end(&mut block);
                } else if name == "br" {
                    block.push(' ');
                }
            }
            Step::Close(node) => {
                let name = dom::name(&node);
                if dom::is_block(&name) || matches!(name.as_str(), "td" | "th") {
                    end(&mut block);
                }
            }
            Step::Text(node) => dom::with_text(&node, |text| block.push_str(text)),
        }
        Go::In
    });
    end(&mut block);
    blocks
}

fn is_invisible(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "title"
            | "svg"
            | "iframe"
            | "object"
            | "canvas"
            | "textarea"
    )
}

/// The blocks of a page that its article does not hold.
pub(super) fn left_out(page: &[String], article: &[String]) -> Vec<Dropped> {
    let mut kept = HashMap::<&str, u32>::new();
    for block in article {
        *kept.entry(block).or_default() += 1;
    }
    // A block may have been joined with its neighbours; then it is a part of the article's text.
    let whole = article.join(" ");
    let mut out: Vec<Dropped> = Vec::new();
    let mut places = HashMap::<&str, usize>::new();
    let mut searched = HashSet::new();
    for block in page {
        if let Some(left) = kept.get_mut(block.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        if let Some(place) = places.get(block.as_str()) {
            if let Some(dropped) = out.get_mut(*place) {
                dropped.times += 1;
            }
            continue;
        }
        let long = count_words(block) >= 4 && searched.len() < 4 * MAX_DROPPED;
        if long && searched.insert(block.as_str()) && whole.contains(block.as_str()) {
            continue;
        }
        if out.len() < MAX_DROPPED {
            places.insert(block, out.len());
            out.push(dropped(block, "boilerplate", 1));
        }
    }
    for dropped in &mut out {
        if dropped.times >= 3 {
            dropped.reason = "repeated";
        }
    }
    out
}
