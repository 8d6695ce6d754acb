//! Formulas: those that wait for a script, those that were drawn twice, and those that stand in the text as TeX.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use crate::sanitize::{LANGUAGE_ATTRIBUTE, MATH_LANGUAGE};
use dom_query::{Document, NodeRef};

/// TeX that waits for a script, and the copies that scripts drew, become one formula.
/// `boxes`: the page's spans, boxes and drawn formulas.
pub(super) fn mend(page: &Document, root: &NodeRef<'_>, boxes: &[NodeRef<'_>]) {
    let mut drawn = false;
    for script in dom::elements(root, &["script"]) {
        let kind = dom::attr(&script, "type").unwrap_or_default().to_ascii_lowercase();
        drawn = drawn || draws(&script);
        let Some(rest) = kind.strip_prefix("math/tex") else { continue };
        tex(page, &script, &script.text(), rest.contains("mode=display"));
    }
    if drawn {
        written(page, root);
    }
    for node in boxes {
        let Some(class) = node.class() else { continue };
        let has = |name: &str| class.split_ascii_whitespace().any(|class| class == name);
        if dom::name(node) == "mjx-container" && dom::elements(node, &["math"]).is_empty() {
            // The drawing; the formula itself stands beside it.
            node.set_attr(LEFT_OUT, "");
        } else if has("mwe-math-fallback-image-inline") || has("mwe-math-fallback-image-display") {
            node.remove_from_parent();
        } else if is_formula(node, &class) {
            formula(page, node, has("display"));
        }
    }
    for image in dom::elements(root, &["img"]) {
        let class = image.class().unwrap_or_default();
        let drawn = class.contains("mwe-math-fallback-image");
        let math_before =
            image.parent().is_some_and(|parent| !dom::elements(&parent, &["math"]).is_empty());
        if drawn && math_before {
            image.remove_from_parent();
        } else if drawn
            || class
                .split_ascii_whitespace()
                .any(|class| matches!(class, "latex" | "tex" | "math" | "equation"))
        {
            let alt = dom::attr(&image, "alt").unwrap_or_default();
            if !alt.trim().is_empty() {
                tex(page, &image, &alt, false);
            }
        }
    }
    // A formula of which only the TeX is kept.
    for node in dom::elements(root, &["math"]) {
        // A second rendering hidden for screen readers is the formula; nothing must hide it here.
        let mut above = node.parent();
        for _ in 0..4 {
            let Some(parent) = above else { break };
            if dom::name(&parent) == "span" {
                parent.remove_attrs(&["style", "hidden", "aria-hidden"]);
            }
            above = parent.parent();
        }
    }
}

/// Puts TeX in a node's place.
fn tex(page: &Document, node: &NodeRef<'_>, source: &str, display: bool) {
    let source = source.trim();
    let source = source.strip_prefix("% <![CDATA[").unwrap_or(source);
    let source = source.strip_suffix("%]]>").unwrap_or(source).trim();
    if source.is_empty() {
        return;
    }
    let code = page.tree.new_element("code");
    code.set_attr(LANGUAGE_ATTRIBUTE, MATH_LANGUAGE);
    code.append_child(&page.tree.new_text(source));
    if display {
        let pre = page.tree.new_element("pre");
        pre.set_attr(LANGUAGE_ATTRIBUTE, MATH_LANGUAGE);
        pre.append_child(&code);
        node.replace_with(&pre);
    } else {
        node.replace_with(&code);
    }
}

/// How TeX is marked in a text: what stands before and after it, and whether it has a line of its own.
const MARKS: &[(&str, &str, bool)] =
    &[("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false)];

/// Bytes of a script in which its settings are looked for.
const MAX_SETTINGS: usize = 4_000;

/// Whether a script draws formulas, or sets how they are drawn.
fn draws(script: &NodeRef<'_>) -> bool {
    if let Some(source) = dom::attr(script, "src") {
        let source = source.to_ascii_lowercase();
        return source.contains("mathjax") || source.contains("katex");
    }
    let mut settings = false;
    if let Some(text) = script.first_child() {
        dom::with_text(&text, |text| {
            settings = text.len() <= MAX_SETTINGS
                && (text.contains("MathJax") || text.contains("renderMathInElement"));
        });
    }
    settings
}

/// TeX that stands in the text as it was written, for a script to draw.
fn written(page: &Document, root: &NodeRef<'_>) {
    let mut found = Vec::new();
    dom::walk(root, |step| {
        match step {
            dom::Step::Open(node) => {
                let name = dom::name(&node);
                if matches!(
                    &*name,
                    "pre" | "code" | "script" | "style" | "textarea" | "math" | "svg"
                ) {
                    return dom::Go::Past;
                }
            }
            dom::Step::Text(node) => {
                let mut marked = false;
                dom::with_text(&node, |text| {
                    marked = MARKS.iter().any(|(open, _, _)| text.contains(open));
                });
                if marked {
                    found.push(node);
                }
            }
            dom::Step::Close(_) => {}
        }
        dom::Go::In
    });
    found.iter().for_each(|node| part(page, node));
}

/// Whether an element says that it holds one formula in TeX and nothing else.
fn is_formula(node: &NodeRef<'_>, class: &str) -> bool {
    let has = |wanted: &str| class.split_ascii_whitespace().any(|name| name == wanted);
    (has("math-container")
        || has("arithmatex")
        || (has("math") && (has("inline") || has("display"))))
        && node.first_child().is_some_and(|only| only.is_text() && only.next_sibling().is_none())
}

/// Puts the formula that an element holds in its place.
fn formula(page: &Document, node: &NodeRef<'_>, display: bool) {
    let text = node.text().trim().to_owned();
    let own = MARKS.iter().find_map(|(open, close, display)| {
        Some((text.strip_prefix(open)?.strip_suffix(close)?, *display))
    });
    let dollars = text.strip_prefix('$').and_then(|text| text.strip_suffix('$'));
    let (source, display) = match (own, dollars) {
        (Some(own), _) => own,
        (None, Some(inner)) => (inner, display),
        (None, None) => (text.as_str(), display),
    };
    tex(page, node, source, display);
}

/// Parts a text at the formulas in it.
fn part(page: &Document, node: &NodeRef<'_>) {
    let text = node.text().to_string();
    let mut rest = text.as_str();
    let mut parts: Vec<(String, Option<bool>)> = Vec::new();
    loop {
        let first =
            MARKS.iter().filter_map(|mark| Some((rest.find(mark.0)?, mark))).min_by_key(|at| at.0);
        let Some((at, (open, close, display))) = first else { break };
        let (before, from) = rest.split_at(at);
        let from = from.strip_prefix(open).unwrap_or(from);
        let Some((formula, after)) =
            from.split_once(close).filter(|(own, _)| !own.trim().is_empty())
        else {
            break;
        };
        parts.push((before.to_owned(), None));
        parts.push((formula.to_owned(), Some(*display)));
        rest = after;
    }
    if parts.is_empty() {
        return;
    }
    parts.push((rest.to_owned(), None));
    for (text, display) in parts.iter().filter(|(text, _)| !text.is_empty()) {
        match display {
            None => node.insert_before(&page.tree.new_text(text.as_str())),
            Some(display) => {
                let formula = page.tree.new_element("span");
                node.insert_before(&formula);
                tex(page, &formula, text, *display);
            }
        }
    }
    node.remove_from_parent();
}
