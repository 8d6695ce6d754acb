//! JSON-LD, read leniently: pages wrap it in comments and CDATA, leave raw line breaks in strings, put everything in a
//! `@graph` and refer to authors by `@id`.

use super::plain;
use crate::dom;
use crate::extract::{dates, language};
use dom_query::Document;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Nesting followed at most.
const MAX_DEPTH: usize = 12;
/// Nodes read at most.
const MAX_NODES: usize = 5000;

/// What the article's node says.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    pub(super) excerpt: Option<String>,
    /// The article's own text, where the page's data holds it.
    pub(super) text: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) image: Option<String>,
    pub(super) doi: Option<String>,
    /// Kinds of all nodes, without the vocabulary's address.
    pub(super) kinds: Vec<String>,
}

/// Reads the first node that is an article of any kind.
pub(super) fn read(page: &Document) -> Linked {
    let mut nodes: Vec<Map<String, Value>> = Vec::new();
    for script in dom::elements(&page.html_root(), &["script"]) {
        let kind = dom::attr(&script, "type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("application/ld+json")
            && let Some(value) = parse(&script.text())
        {
            flatten(value, &mut nodes, 0);
        }
    }
    let by_id: HashMap<&str, &Map<String, Value>> = nodes
        .iter()
        .filter(|node| node.len() > 1)
        .filter_map(|node| Some((node.get("@id")?.as_str()?, node)))
        .collect();
    let article = nodes.iter().filter(|node| rank(node) > 0).max_by_key(|node| rank(node));
    let kinds = nodes.iter().flat_map(kinds_of).map(str::to_owned).collect();
    let Some(article) = article else { return Linked { kinds, ..Linked::default() } };
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| first_text(article.get(*key)?))
            .map(|text| plain(&text))
            .filter(|text| !text.is_empty())
    };
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(article.get(key), &by_id, &mut authors, 0);
        }
    }
    let mut publisher = Vec::new();
    for key in ["publisher", "isPartOf"] {
        names(article.get(key), &by_id, &mut publisher, 0);
    }
    Linked {
        title: text(&["headline", "name"]),
        subtitle: text(&["alternativeHeadline"]),
        authors,
        site: publisher.into_iter().next(),
        published: text(&["datePublished", "dateCreated", "uploadDate"])
            .and_then(|date| dates::parse(&date)),
        language: text(&["inLanguage"]).and_then(|tag| language::declared(&tag)),
        excerpt: text(&["description", "abstract"]),
        text: ["articleBody", "text", "reviewBody"]
            .iter()
            .find_map(|key| first_text(article.get(*key)?))
            .filter(|text| text.len() >= 200),
        modified: text(&["dateModified"]).and_then(|date| dates::parse(&date)),
        licence: text(&["license"]),
        image: text(&["image", "thumbnailUrl"]),
        doi: text(&["doi", "identifier", "sameAs", "@id"]).and_then(|value| super::doi(&value)),
        kinds,
    }
}

/// The kinds a node says it is.
fn kinds_of(node: &Map<String, Value>) -> Vec<&str> {
    let kinds = match node.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)).collect()
}

/// How surely a node is the article itself.
fn rank(node: &Map<String, Value>) -> u8 {
    let one = |kind: &str| {
        match kind {
            "Report"
            | "Review"
            | "Recipe"
            | "HowTo"
            | "BlogPosting"
            | "SocialMediaPosting"
            | "DiscussionForumPosting" => 3,
            kind if kind.ends_with("Article") => 3,
            "Book" | "CreativeWork" | "Chapter" | "VideoObject" | "QAPage" => 2,
            // Frequent questions are a part of a page and never its title.
            "WebPage" | "ItemPage" | "AboutPage" => 1,
            _ => 0,
        }
    };
    kinds_of(node).into_iter().map(one).max().unwrap_or(0)
}

fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.strip_suffix("-->").unwrap_or(text);
    let text = text
        .replace("//<![CDATA[", "")
        .replace("//]]>", "")
        .replace("/*<![CDATA[*/", "")
        .replace("/*]]>*/", "");
    let text = text.replace("<![CDATA[", "").replace("]]>", "");
    let text = text.trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&repaired(text)).ok())
}

/// Escapes control characters inside strings and drops commas before a closing bracket.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        if inside && c.is_control() {
            out.push(' ');
            continue;
        }
        if !inside && matches!(c, '}' | ']') {
            let kept = out.trim_end();
            if kept.ends_with(',') {
                out.truncate(kept.len() - 1);
            }
        }
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// All objects that can be nodes: those of arrays, graphs and main entities.
fn flatten(value: Value, nodes: &mut Vec<Map<String, Value>>, depth: usize) {
    if depth > MAX_DEPTH || nodes.len() > MAX_NODES {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                flatten(value, nodes, depth + 1);
            }
        }
        Value::Object(mut node) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) =
                    node.remove(key).filter(|value| value.is_object() || value.is_array())
                {
                    flatten(value, nodes, depth + 1);
                }
            }
            nodes.push(node);
        }
        _ => {}
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.iter().find_map(first_text),
        Value::Object(node) => node
            .get("@value")
            .or_else(|| node.get("name"))
            .or_else(|| node.get("value"))
            .or_else(|| node.get("url"))
            .or_else(|| node.get("@id"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

/// Names of people or organisations, following references.
fn names(
    value: Option<&Value>,
    by_id: &HashMap<&str, &Map<String, Value>>,
    out: &mut Vec<String>,
    depth: usize,
) {
    if depth > MAX_DEPTH || out.len() >= 50 {
        return;
    }
    match value {
        Some(Value::String(name)) if !name.starts_with("http") => {
            out.extend(
                super::people(&plain(name))
                    .into_iter()
                    .filter(|name| !out.contains(name))
                    .collect::<Vec<_>>(),
            );
        }
        Some(Value::Array(values)) => {
            values.iter().for_each(|value| names(Some(value), by_id, out, depth + 1))
        }
        Some(Value::Object(node)) => match node.get("name").and_then(first_text) {
            Some(name) => {
                let name = plain(&name);
                if !name.is_empty() && !name.starts_with("http") && !out.contains(&name) {
                    out.push(name);
                }
            }
            None => {
                let known = node.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id));
                if let Some(known) = known.filter(|known| known.contains_key("name")) {
                    names(known.get("name"), by_id, out, depth + 1);
                }
            }
        },
        _ => {}
    }
}
