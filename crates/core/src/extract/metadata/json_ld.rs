//! JSON-LD, read leniently: pages wrap it in comments and CDATA, leave raw line breaks in strings, put everything in a
//! `@graph` and refer to authors by `@id`.

use super::plain;
use crate::dom;
use crate::extract::{dates, language};
use dom_query::Document;
use serde_json::{Map, Value};
use std::collections::HashMap;
use url::Url;

/// Nesting followed at most.
const MAX_DEPTH: usize = 12;
/// Nodes read at most.
const MAX_NODES: usize = 5000;

/// What the article's node says.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    /// People, and what is not said to be anything else.
    pub(super) authors: Vec<String>,
    /// Those of them that are said to be people.
    pub(super) people: Vec<String>,
    /// Organisations that are named as authors.
    pub(super) organisations: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    /// The date of the page around the article, which may be that of a template.
    pub(super) page_published: Option<String>,
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

/// Reads the node that is most surely the article; `base` is where the page came from.
pub(super) fn read(page: &Document, base: Option<&Url>) -> Linked {
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
    // Of several articles the one with the page's own address is meant, else the first.
    let here = base.map(place);
    let sure = |node: &Map<String, Value>| (rank(node), here.is_some() && stands_at(node) == here);
    let article = nodes.iter().rev().filter(|node| rank(node) > 0).max_by_key(|node| sure(node));
    let kinds = nodes.iter().flat_map(kinds_of).map(str::to_owned).collect();
    let Some(article) = article else { return Linked { kinds, ..Linked::default() } };
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| first_text(article.get(*key)?))
            .map(|text| plain(&text))
            .filter(|text| !text.is_empty())
    };
    let mut authors = Names::default();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            authors.read(article.get(key), &by_id, 0);
        }
    }
    let mut publisher = Names::default();
    for key in ["publisher", "isPartOf"] {
        publisher.read(article.get(key), &by_id, 0);
    }
    let date = text(&["datePublished", "dateCreated", "uploadDate"]);
    let date = date.and_then(|date| dates::parse(&date));
    let (published, page_published) =
        if rank(article) > PAGE { (date, None) } else { (None, date) };
    Linked {
        title: text(&["headline", "name"]),
        subtitle: text(&["alternativeHeadline"]),
        authors: authors.names,
        people: authors.people,
        organisations: authors.organisations,
        site: publisher.organisations.into_iter().chain(publisher.names).next(),
        published,
        page_published,
        language: text(&["inLanguage"]).and_then(|tag| language::declared(&tag)),
        excerpt: text(&["description", "abstract"]),
        // A question's own text is not yet the thread.
        text: ["articleBody", "text", "reviewBody"]
            .iter()
            .find_map(|key| first_text(article.get(*key)?))
            .filter(|text| text.len() >= 200 && !kinds_of(article).contains(&"Question")),
        modified: text(&["dateModified"]).and_then(|date| dates::parse(&date)),
        licence: text(&["license"]),
        image: text(&["image", "thumbnailUrl"]),
        doi: text(&["doi", "identifier", "sameAs", "@id"])
            .and_then(|value| super::details::doi(&value)),
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

/// The rank of a node that is the page and not the article.
const PAGE: u8 = 1;

/// Host and path of an address.
fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    format!("{host}{}", url.path().trim_end_matches('/'))
}

/// Where a node says that it stands.
fn stands_at(node: &Map<String, Value>) -> Option<String> {
    ["mainEntityOfPage", "url", "@id"].iter().find_map(|key| {
        let address = match node.get(*key)? {
            Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?.as_str()?,
            value => value.as_str()?,
        };
        Url::parse(address).ok().as_ref().map(place)
    })
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
            // Frequent questions are a part of a page and never its title; they have no author.
            "Question" if node.contains_key("author") => 2,
            "Book" | "CreativeWork" | "Chapter" | "QAPage" => 2,
            "WebPage" | "ItemPage" | "AboutPage" | "VideoObject" => PAGE,
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
            let mut inner: Vec<Value> =
                ["@graph", "mainEntity"].into_iter().filter_map(|key| node.remove(key)).collect();
            inner.extend(node.get("mainEntityOfPage").cloned());
            for value in inner.into_iter().filter(|value| value.is_object() || value.is_array()) {
                flatten(value, nodes, depth + 1);
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

/// Names of people and organisations.
#[derive(Default)]
struct Names {
    /// All that are not said to be organisations.
    names: Vec<String>,
    /// Those of them that are said to be people.
    people: Vec<String>,
    organisations: Vec<String>,
}

impl Names {
    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.organisations.is_empty()
    }

    /// Reads a value, following references.
    fn read(
        &mut self,
        value: Option<&Value>,
        by_id: &HashMap<&str, &Map<String, Value>>,
        depth: usize,
    ) {
        if depth > MAX_DEPTH || self.names.len() + self.organisations.len() >= 50 {
            return;
        }
        match value {
            Some(Value::String(name)) => {
                for name in super::people(&plain(name)) {
                    add(&mut self.names, name);
                }
            }
            Some(Value::Array(values)) => {
                values.iter().for_each(|value| self.read(Some(value), by_id, depth + 1));
            }
            Some(Value::Object(node)) => {
                let referred = || {
                    node.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id).copied())
                };
                let known = if node.contains_key("name") { Some(node) } else { referred() };
                let Some(known) = known else { return };
                let Some(name) = known.get("name").and_then(first_text) else { return };
                let (name, kinds) = (plain(&name), kinds_of(known));
                if kinds.iter().any(|kind| kind.ends_with("Organization") || *kind == "Corporation")
                {
                    add(&mut self.organisations, name);
                    return;
                }
                if kinds.contains(&"Person") {
                    add(&mut self.people, name.clone());
                }
                add(&mut self.names, name);
            }
            _ => {}
        }
    }
}

fn add(names: &mut Vec<String>, name: String) {
    if !name.is_empty() && !name.starts_with("http") && !names.contains(&name) {
        names.push(name);
    }
}
