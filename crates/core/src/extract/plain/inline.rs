//! Inside a paragraph: Markdown links and bare addresses become links, empty marks go, everything else stays.

use crate::dom::escape;
use std::collections::BTreeMap;
use url::Url;

/// Turns lines of text into markup.
pub(super) struct Inline<'a> {
    base: Option<&'a Url>,
    removed: BTreeMap<String, u32>,
}

/// What a mark in the text means.
enum Mark<'t> {
    /// A link with its words and address.
    Link(&'t str, String),
    /// The words of a link whose address leads nowhere.
    Words(&'t str),
    /// Nothing at all.
    Empty,
}

impl<'a> Inline<'a> {
    /// `base` is what relative addresses are relative to.
    pub(super) fn new(base: Option<&'a Url>) -> Self {
        Self { base, removed: BTreeMap::new() }
    }

    /// The marks that were left out, and how often.
    pub(super) fn removed(self) -> impl Iterator<Item = (String, u32)> {
        self.removed.into_iter()
    }

    /// A line as markup.
    pub(super) fn html(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        let mut before = None;
        while let Some(c) = rest.chars().next() {
            if let Some((mark, length)) = self.mark(rest, before) {
                match mark {
                    Mark::Link(words, address) => {
                        out.push_str(&anchor(&words_only(words), &address))
                    }
                    Mark::Words(words) => out.push_str(&escape(words)),
                    Mark::Empty => {
                        let mark = rest.get(..length).unwrap_or_default().to_owned();
                        *self.removed.entry(mark).or_default() += 1;
                        out.truncate(out.trim_end_matches([' ', '\t']).len());
                    }
                }
                before = Some(')');
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            match c {
                '&' | '<' | '>' | '"' => out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
                _ => out.push(c),
            }
            before = Some(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        out.trim().to_owned()
    }

    /// The mark at the beginning of `text`, with its length in bytes.
    fn mark<'t>(&self, text: &'t str, before: Option<char>) -> Option<(Mark<'t>, usize)> {
        let spaced = before.is_none_or(char::is_whitespace);
        match text.as_bytes().first()? {
            b'[' => self.bracket(text, spaced),
            b'(' if spaced => {
                let inside = text.get(1..)?.find(')')?;
                let blank = text.get(1..=inside)?.trim().is_empty();
                blank.then_some((Mark::Empty, inside + 2))
            }
            b'<' => {
                let end = text.find('>')?;
                let inside = text.get(1..end)?;
                let address = self
                    .address(inside)
                    .filter(|_| inside.contains("://") || inside.starts_with("mailto:"))?;
                Some((Mark::Link(inside, address), end + 1))
            }
            b'h' | b'H' | b'w' | b'W' if !before.is_some_and(char::is_alphanumeric) => bare(text),
            _ => None,
        }
    }

    /// `[words](address)`, or a mark such as `[source]` that lost its address.
    fn bracket<'t>(&self, text: &'t str, spaced: bool) -> Option<(Mark<'t>, usize)> {
        const LOST: &[&str] = &[
            "source",
            "sources",
            "link",
            "ref",
            "source link",
            "quelle",
            "fuente",
            "fonte",
            "来源",
            "источник",
        ];
        let close = closing(text, '[', ']')?;
        let words = text.get(1..close)?;
        let after = text.get(close + 1..)?;
        if after.starts_with('(')
            && let Some(end) = closing(after, '(', ')')
        {
            let target = after.get(1..end)?.split_whitespace().next().unwrap_or_default();
            let length = close + 1 + end + 1;
            let mark = match self.address(target) {
                Some(address) if !words.trim().is_empty() => Mark::Link(words, address),
                Some(_) => return None,
                None if target.is_empty() && is_lost(words, LOST) => Mark::Empty,
                None if target.is_empty() || target.starts_with(['/', '#', '.']) => {
                    Mark::Words(words)
                }
                None => return None,
            };
            return Some((mark, length));
        }
        (spaced && is_lost(words, LOST)).then_some((Mark::Empty, close + 1))
    }

    /// The address a link may have.
    fn address(&self, target: &str) -> Option<String> {
        let target = target.trim_matches(['<', '>']);
        let url = match (Url::parse(target), self.base) {
            (Ok(url), _) => url,
            (Err(_), Some(base)) if !target.is_empty() && !target.starts_with('#') => {
                base.join(target).ok()?
            }
            _ => return None,
        };
        // The address stays as it was written unless it had to be completed.
        matches!(url.scheme(), "http" | "https" | "mailto")
            .then(|| if Url::parse(target).is_ok() { target.to_owned() } else { url.to_string() })
    }
}

fn is_lost(words: &str, lost: &[&str]) -> bool {
    let words = words.trim().to_lowercase();
    words.is_empty() || lost.contains(&words.as_str())
}

/// The words of a link without emphasis marks of their own.
fn words_only(words: &str) -> String {
    escape(words.trim_matches('*'))
}

fn anchor(words: &str, address: &str) -> String {
    format!("<a href=\"{}\">{words}</a>", escape(address))
}

/// The bracket that closes the one at the beginning, within a reasonable distance.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(2500) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// A bare address: up to white space, without the punctuation of the sentence around it.
fn bare(text: &str) -> Option<(Mark<'_>, usize)> {
    let head = text.get(..8).or_else(|| text.get(..4)).unwrap_or_default().to_ascii_lowercase();
    let www = head.starts_with("www.");
    if !www && !head.starts_with("http://") && !head.starts_with("https://") {
        return None;
    }
    let stop = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '，' | '。' | '、' | '」' | '）')
    };
    let mut end = text.find(stop).unwrap_or(text.len());
    while let Some(last) = text.get(..end).and_then(|address| address.chars().next_back()) {
        let address = text.get(..end).unwrap_or_default();
        let unbalanced = |open: char, close: char| {
            last == close && address.matches(open).count() < address.matches(close).count()
        };
        if ".,;:!?'*_…".contains(last) || unbalanced('(', ')') || unbalanced('[', ']') {
            end -= last.len_utf8();
        } else {
            break;
        }
    }
    let words = text.get(..end)?;
    let address = if www { format!("https://{words}") } else { words.to_owned() };
    let host = Url::parse(&address)
        .ok()?
        .host_str()
        .is_some_and(|host| host.contains('.') || host == "localhost");
    host.then_some((Mark::Link(words, address), end))
}

#[cfg(test)]
mod tests {
    use super::Inline;

    fn html(text: &str) -> String {
        Inline::new(None).html(text)
    }

    #[test]
    fn links_of_all_kinds() {
        assert_eq!(
            html("See [here](https://e.org/a_(b)?c=1&d=2)."),
            "See <a href=\"https://e.org/a_(b)?c=1&amp;d=2\">here</a>."
        );
        assert_eq!(
            html("(see https://e.org/x.)"),
            "(see <a href=\"https://e.org/x\">https://e.org/x</a>.)"
        );
        assert_eq!(html("www.e.org, x"), "<a href=\"https://www.e.org\">www.e.org</a>, x");
        assert_eq!(html("<https://e.org>"), "<a href=\"https://e.org\">https://e.org</a>");
        assert_eq!(html("[1](https://e.org) [2]"), "<a href=\"https://e.org\">1</a> [2]");
        assert_eq!(html("[x](javascript:alert(1))"), "[x](javascript:alert(1))");
        assert_eq!(html("a <b> & \"c\""), "a &lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn empty_marks_go_with_the_space_before() {
        assert_eq!(html("Azure [source]. Next ()."), "Azure. Next.");
        assert_eq!(html("call f() and [Source]"), "call f() and");
        assert_eq!(html("[source](https://e.org)"), "<a href=\"https://e.org\">source</a>");
        assert_eq!(html("the [open] source ( )"), "the [open] source");
        let mut inline = Inline::new(None);
        inline.html("a () b ()");
        assert_eq!(inline.removed().collect::<Vec<_>>(), [("()".to_owned(), 2)]);
    }
}
