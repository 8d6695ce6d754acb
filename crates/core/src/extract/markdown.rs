//! Markdown documents, with front matter or without.

mod dialects;

use super::receipt::{self, Piece};
use super::{Draft, dates, guard, language, one_line};
use crate::dom;
use crate::markdown::render;
use crate::model::{Metadata, Receipt};
use crate::text::Text;
use dom_query::NodeRef;
use url::Url;

/// Makes an article of a Markdown document.
pub(super) fn read(text: &str, url: Option<&str>) -> Draft {
    let text = text.trim_start_matches('\u{feff}');
    let (front, body) = front_matter(text);
    let mut metadata = front.map(metadata_of).unwrap_or_default();
    let plain = dialects::plain(body);
    let document = dom::fragment(&render(plain.as_deref().unwrap_or(body)));
    let root = document.html_root();
    let address = metadata.url.as_deref().or(url);
    if let Some(base) = address.and_then(|url| Url::parse(url).ok()) {
        for link in dom::elements(&root, &["a"]) {
            let href = dom::attr(&link, "href").filter(|href| !href.starts_with('#'));
            if let Some(url) = href.and_then(|href| base.join(&href).ok()) {
                link.set_attr("href", url.as_str());
            }
        }
    }
    let markup = dom::inner_html(&document);
    let (_, source) = receipt::read(&markup);
    let first = dom::elements(&root, &["h1"]).into_iter().next();
    let mut pieces = Vec::new();
    if let Some(heading) = first {
        let title = one_line(&heading.text());
        if metadata.title.is_empty()
            || super::html::fold(&metadata.title) == super::html::fold(&title)
        {
            let text = |node: &NodeRef<'_>| Text::of_node(node).as_str().to_owned();
            let before = root.children().into_iter().take_while(|node| node.id != heading.id);
            pieces.extend(before.map(|node| Piece::new(text(&node), None)));
            pieces.push(Piece::new(text(&heading), Some("title")));
            metadata.title = title;
            heading.remove_from_parent();
        }
    }
    let html = dom::inner_html(&document);
    Draft { metadata, html, receipt: Receipt { source, ..Receipt::default() }, pieces }
}

/// Front matter between `---` lines (YAML) or `+++` lines (TOML) at the very beginning, and the rest.
fn front_matter(text: &str) -> (Option<&str>, &str) {
    for fence in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(fence) else { continue };
        let Some(rest) = rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n")) else {
            continue;
        };
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
                let front = rest.get(..at).unwrap_or_default();
                let keyed = front.lines().any(|line| line.contains(':') || line.contains('='));
                if keyed || front.trim().is_empty() {
                    return (Some(front), rest.get(at + line.len()..).unwrap_or_default());
                }
                break;
            }
            at += line.len();
        }
    }
    (None, text)
}

/// The keys that say something about an article. The small part of YAML and TOML that front matter uses is read:
/// scalars, quoted or not, and lists on one line or several.
fn metadata_of(front: &str) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, values) in entries(front) {
        let first = values.first().cloned();
        match key.as_str() {
            "title" => metadata.title = first.unwrap_or_default(),
            "subtitle" => metadata.subtitle = first,
            "author" | "authors" | "by" | "creator" => {
                metadata.authors.extend(values.into_iter().filter(|name| !name.is_empty()));
            }
            "date" | "published" | "created" | "publishdate" | "pubdate" => {
                let date = first.as_deref().and_then(dates::parse);
                metadata.published = metadata.published.or(date);
            }
            "url" | "source" | "link" | "canonical" | "canonical_url" => {
                let url =
                    first.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
                metadata.url = metadata.url.or(url);
            }
            "site" | "publisher" | "website" => metadata.site = first,
            "lang" | "language" => {
                metadata.language = first.as_deref().and_then(language::declared)
            }
            "description" | "summary" | "excerpt" | "abstract" => metadata.excerpt = first,
            _ => {}
        }
    }
    metadata
}

/// Keys in lower case with their values.
fn entries(front: &str) -> Vec<(String, Vec<String>)> {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for line in front.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, values)) = entries.last_mut() {
                // Lists of people may be lists of mappings.
                let item = item.strip_prefix("name:").unwrap_or(item);
                values.push(scalar(item));
            }
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        let Some((key, value)) = trimmed.split_once([':', '=']) else {
            if let Some(last) = entries.last_mut().and_then(|(_, values)| values.last_mut()) {
                *last = one_line(&format!("{last} {trimmed}"));
            }
            continue;
        };
        if indented {
            // A person may be a mapping.
            if let ("name", Some((_, values))) = (key.trim(), entries.last_mut())
                && values.is_empty()
            {
                values.push(scalar(value));
            }
            continue;
        }
        let key = key.trim().trim_matches('"').to_ascii_lowercase();
        let value = value.trim();
        let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => list.split(',').map(scalar).collect(),
            None if value.is_empty() || matches!(value, ">" | "|" | ">-" | "|-") => {
                if value.is_empty() { Vec::new() } else { vec![String::new()] }
            }
            None => vec![scalar(value)],
        };
        entries.push((key, values));
    }
    entries
}

/// A value without its quotation marks or a comment after it.
fn scalar(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            let end = rest.rfind(quote).unwrap_or(rest.len());
            let inside = rest.get(..end).unwrap_or(rest);
            return if quote == '"' {
                inside.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inside.replace("''", "'")
            };
        }
    }
    value.split(" #").next().unwrap_or(value).trim().to_owned()
}

/// Whether text without a telling name is written in Markdown: front matter, or markup that plain text does not have.
pub(super) fn looks_like(text: &str) -> bool {
    let text = guard::cap(text, 64 * 1024).trim_start_matches('\u{feff}');
    if front_matter(text).0.is_some_and(|front| !front.trim().is_empty()) {
        return true;
    }
    let (mut headings, mut other, mut quoted) = (0, 0, 0);
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            other += usize::from(!fenced);
            continue;
        }
        if fenced {
            continue;
        }
        let level = line.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with(' ')) {
            headings += 1;
        }
        let rule = line.trim_matches(['|', ' ']);
        let table = line.contains('|')
            && rule.contains("--")
            && rule.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '));
        let strong = line.split_once("**").is_some_and(|(_, rest)| {
            rest.starts_with(char::is_alphanumeric) && rest.contains("**")
        });
        let image = line.contains("![") && line.contains("](");
        other += usize::from(table || strong || image);
        quoted += usize::from(line.starts_with("> "));
    }
    // Letters quote too.
    other += usize::from(quoted > 0);
    headings >= 2 || (headings >= 1 && (other >= 1 || text.starts_with("# "))) || other >= 3
}

#[cfg(test)]
mod tests {
    use super::{front_matter, looks_like, metadata_of};

    #[test]
    fn front_matter_of_two_kinds() {
        let yaml = "---\ntitle: \"A: \\\"B\\\"\"\nauthor: [Ann Lee, 'Bo O''Neil']\ndate: 2024-05-06 # when\ntags:\n  - x\nlang: en_gb\n---\n\nText";
        let (front, body) = front_matter(yaml);
        let metadata = metadata_of(front.unwrap());
        assert_eq!(metadata.title, "A: \"B\"");
        assert_eq!(metadata.authors, ["Ann Lee", "Bo O'Neil"]);
        assert_eq!(metadata.published.as_deref(), Some("2024-05-06"));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
        assert_eq!(body, "\nText");
        let toml = "+++\ntitle = \"T\"\nauthors = [\"A\"]\n+++\nx";
        let (front, body) = front_matter(toml);
        assert_eq!((metadata_of(front.unwrap()).title.as_str(), body), ("T", "x"));
        let list = "---\nauthors:\n  - name: Ann\n  - Bo\nsummary: >\n  one\n  two\n---\n";
        let metadata = metadata_of(front_matter(list).0.unwrap());
        assert_eq!(metadata.authors, ["Ann", "Bo"]);
        assert_eq!(metadata.excerpt.as_deref(), Some("one two"));
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        assert_eq!(front_matter("---\nJust text\n---\nmore").0, None);
        assert_eq!(front_matter("---\ntitle: x\nno end").0, None);
    }

    #[test]
    fn markdown_is_told_from_text() {
        assert!(looks_like("# A\n\nText."));
        assert!(looks_like("Intro\n\n## A\n\n## B\n"));
        assert!(looks_like("---\ntitle: x\n---\ntext"));
        assert!(!looks_like(
            "Just a text.\n\nWith [a link](https://example.org) and - dashes.\n\n    indented"
        ));
        assert!(!looks_like("#hashtag and 5 * 3 * 2"));
    }
}
