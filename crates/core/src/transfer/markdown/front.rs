//! Front matter: the small part of YAML that is written here, and what editors make of it.

use std::fmt::Write as _;

/// A value of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<String>),
}

/// Front matter under construction.
#[derive(Default)]
pub(super) struct Front {
    out: String,
}

impl Front {
    /// A text that is always quoted.
    pub(super) fn quoted(&mut self, key: &str, text: &str) {
        let _ = writeln!(self.out, "{key}: {}", json(text));
    }

    /// A text, bare where YAML surely takes it as that text.
    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        match text {
            Some(text) if is_bare(text) || is_address(text) => {
                let _ = writeln!(self.out, "{key}: {text}");
            }
            Some(text) => self.quoted(key, text),
            None => {}
        }
    }

    /// Written only where true.
    pub(super) fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            let _ = writeln!(self.out, "{key}: true");
        }
    }

    pub(super) fn list(&mut self, key: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let items: Vec<String> =
            texts.iter().map(|t| if is_bare(t) { t.clone() } else { json(t) }).collect();
        let _ = writeln!(self.out, "{key}: [{}]", items.join(", "));
    }

    /// The whole, with its fences.
    pub(super) fn finish(self) -> String {
        format!("---\n{}---\n", self.out)
    }
}

/// A JSON string that is also a YAML string and safe inside an HTML comment.
pub(super) fn json(text: &str) -> String {
    shield(&serde_json::Value::from(text).to_string())
}

/// Writes the characters of JSON text that YAML, HTML comments or editors stumble over as `\u` escapes.
pub(super) fn shield(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut last = ' ';
    for c in json.chars() {
        let hidden =
            matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '<' | '>')
                || c == '-' && last == '-';
        if hidden {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
        last = c;
    }
    out
}

/// Letters, digits, spaces and a few signs, beginning with a letter or a date: nothing that YAML reads otherwise.
fn is_bare(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let special =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&word.as_str());
    let inside = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '/' | '-');
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let signs = |signs: &str| text.chars().all(|c| c.is_ascii_hexdigit() || signs.contains(c));
    let dated = text.len() >= 7
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains('-')
        && signs("-:TZ.")
        && !text.contains(": ");
    let uuid = text.len() == 36 && text.get(8..9) == Some("-") && signs("-");
    !special
        && ((dated || uuid) && ends(text.chars().next_back()) && ends(text.chars().next())
            || text.chars().all(inside)
                && ends(text.chars().next_back())
                && text.chars().next().is_some_and(char::is_alphabetic))
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/?&=%+#".contains(&b))
            && rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
    })
}

/// Splits a text into the entries of its front matter and what follows the closing fence and one empty line; none
/// without front matter.
pub(super) fn split(text: &str) -> Option<(Vec<(String, Value)>, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let (inside, after) = match rest.strip_prefix("---\n") {
        Some(after) => ("", after),
        None => rest.split_once("\n---\n").or_else(|| Some((rest.strip_suffix("\n---")?, "")))?,
    };
    Some((entries(inside), after.strip_prefix('\n').unwrap_or(after)))
}

fn entries(inside: &str) -> Vec<(String, Value)> {
    let mut entries = Vec::new();
    let mut lines = inside.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some((key, first)) = line.split_once(':') else { continue };
        if key.is_empty() || key.starts_with([' ', '-', '#', '\t']) {
            continue;
        }
        let mut more = Vec::new();
        while let Some(next) =
            lines.next_if(|next| next.starts_with([' ', '\t', '-']) || next.is_empty())
        {
            more.push(next);
        }
        entries.push((key.trim().to_owned(), value(first.trim(), &more)));
    }
    entries
}

fn value(first: &str, more: &[&str]) -> Value {
    let more: Vec<&str> = more.iter().map(|line| line.trim()).collect();
    if first.is_empty() && more.iter().any(|line| line.starts_with('-')) {
        let items = more.iter().filter_map(|line| line.strip_prefix('-'));
        return Value::List(items.map(|item| scalar(item.trim()).0).collect());
    }
    match first.chars().next() {
        Some('|') => Value::Text(more.join("\n").trim_end().to_owned()),
        Some('>') => Value::Text(more.join(" ").trim_end().to_owned()),
        _ => {
            let mut whole = first.to_owned();
            for line in more.iter().filter(|line| !line.is_empty()) {
                whole.push(' ');
                whole.push_str(line);
            }
            if let Some(items) = whole.trim().strip_prefix('[') {
                return Value::List(flow(items));
            }
            Value::Text(scalar(whole.trim()).0)
        }
    }
}

/// The items of a list in brackets, after the opening one.
fn flow(mut rest: &str) -> Vec<String> {
    let mut items = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        if rest.is_empty() || rest.starts_with(']') {
            return items;
        }
        let (item, used) = if rest.starts_with(['"', '\'']) {
            scalar(rest)
        } else {
            let end = rest.find([',', ']']).unwrap_or(rest.len());
            (rest.get(..end).unwrap_or_default().trim().to_owned(), end)
        };
        items.push(item);
        rest = rest.get(used.max(1)..).unwrap_or_default();
    }
}

/// A text, quoted or bare, and how many bytes it took.
fn scalar(text: &str) -> (String, usize) {
    if text.starts_with('"') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
        if let Some(Ok(value)) = values.next() {
            return (value, values.byte_offset());
        }
        let inside = text.get(1..).unwrap_or_default();
        let end = inside.find('"').unwrap_or(inside.len());
        return (inside.get(..end).unwrap_or_default().to_owned(), end + 2);
    }
    if let Some(inside) = text.strip_prefix('\'') {
        let mut out = String::new();
        let mut chars = inside.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\'' && chars.next_if(|(_, next)| *next == '\'').is_none() {
                return (out, at + 2);
            }
            out.push(c);
        }
        return (out, text.len());
    }
    let end = text.find(" #").unwrap_or(text.len());
    (text.get(..end).unwrap_or_default().trim().to_owned(), text.len())
}
