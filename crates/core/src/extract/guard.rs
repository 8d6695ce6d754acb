//! What stands between outside bytes and the parser.
//!
//! Building a tree is quadratic in its depth (100,000 nested `div` take most of a minute), so one linear scan measures
//! depth, attributes and open formatting first. Ordinary markup passes unchanged; only what no browser would show as
//! meant is rewritten: tags that nest too deeply are left out, their text stays.

use std::borrow::Cow;
use std::collections::HashMap;

/// Bytes of markup that are read at most.
pub(crate) const MAX_BYTES: usize = 50 * 1024 * 1024;
/// Levels of elements kept; browsers stop at 512 too.
const MAX_DEPTH: usize = 512;
/// Attributes kept on one element.
const MAX_ATTRIBUTES: usize = 256;
/// Formatting elements open at once; each is opened again in every later block while it stays open.
const MAX_FORMATTING: usize = 64;

/// The markup itself, or a rewritten copy where it would keep a parser busy for too long.
pub(crate) fn tame(html: &str) -> Cow<'_, str> {
    let capped = cap(html, MAX_BYTES);
    let mut scan = Scan { html: capped, ..Scan::default() };
    scan.run();
    if scan.cuts.is_empty() { Cow::Borrowed(capped) } else { Cow::Owned(scan.rewritten()) }
}

/// Whether [`tame`] would have to change this. Looks no further than to the first place where it would.
pub(crate) fn is_suspicious(html: &str) -> bool {
    let mut scan = Scan { html: cap(html, MAX_BYTES), first: true, ..Scan::default() };
    scan.run();
    !scan.cuts.is_empty()
}

/// The longest beginning of at most `max` bytes that ends with a whole character.
pub(crate) fn cap(text: &str, max: usize) -> &str {
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The linear scan: a stack of open elements, and the byte ranges to leave out.
#[derive(Default)]
struct Scan<'a> {
    html: &'a str,
    /// Names of open elements, and whether their start tag was left out.
    open: Vec<(&'a [u8], bool)>,
    /// How many elements of a name are open.
    names: HashMap<Vec<u8>, usize>,
    /// Elements open that were kept.
    depth: usize,
    /// Formatting elements kept and not ended by a tag of their own; a block's end does not end them.
    formatting: usize,
    cuts: Vec<(usize, usize)>,
    /// Whether the first cut is all that is asked for.
    first: bool,
}

/// One tag as it stands in the markup.
struct Tag<'a> {
    name: &'a [u8],
    closing: bool,
    self_closing: bool,
    end: usize,
    /// Where the attributes beyond the limit begin.
    surplus: Option<usize>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while let Some(found) = find(bytes, at, b"<") {
            if self.first && !self.cuts.is_empty() {
                return;
            }
            at = match bytes.get(found + 1) {
                Some(b'!') => skip_declaration(bytes, found),
                Some(b'?') => find(bytes, found, b">").map_or(bytes.len(), |end| end + 1),
                Some(c) if c.is_ascii_alphabetic() => self.start_or_end(found, found + 1, false),
                Some(b'/') if bytes.get(found + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.start_or_end(found, found + 2, true)
                }
                _ => found + 1,
            };
        }
    }

    /// Reads one tag and gives the byte after it (and after the text of a raw text element).
    fn start_or_end(&mut self, from: usize, name_at: usize, closing: bool) -> usize {
        let tag = read_tag(self.html.as_bytes(), name_at, closing);
        let name = lower(tag.name);
        if tag.closing {
            if self.close(&name) {
                self.cuts.push((from, tag.end));
            } else {
                self.formatting = self.formatting.saturating_sub(usize::from(is_formatting(&name)));
            }
            return tag.end;
        }
        if is_raw_text(&name) {
            return skip_raw_text(self.html.as_bytes(), tag.end, &name);
        }
        if !is_void(&name) && !tag.self_closing {
            self.close_implied(&name);
            let deep = self.depth >= MAX_DEPTH
                || (is_formatting(&name) && self.formatting >= MAX_FORMATTING);
            self.push(tag.name, name, deep);
            if deep {
                self.cuts.push((from, tag.end));
                return tag.end;
            }
        }
        if let Some(surplus) = tag.surplus {
            self.cuts.push((surplus, tag.end.saturating_sub(1)));
        }
        tag.end
    }

    fn push(&mut self, raw: &'a [u8], name: Vec<u8>, cut: bool) {
        if !cut {
            self.depth += 1;
            self.formatting += usize::from(is_formatting(&name));
        }
        *self.names.entry(name).or_default() += 1;
        self.open.push((raw, cut));
    }

    /// Closes the elements up to the last one of this name; says whether its start tag was left out.
    fn close(&mut self, name: &[u8]) -> bool {
        if self.names.get(name).copied().unwrap_or_default() == 0 {
            return false;
        }
        while let Some((popped, cut)) = self.pop() {
            if popped == name {
                return cut;
            }
        }
        false
    }

    fn pop(&mut self) -> Option<(Vec<u8>, bool)> {
        let (raw, cut) = self.open.pop()?;
        let name = lower(raw);
        if !cut {
            self.depth = self.depth.saturating_sub(1);
        }
        if let Some(count) = self.names.get_mut(&name) {
            *count = count.saturating_sub(1);
        }
        Some((name, cut))
    }

    /// Closes what a start tag ends without an end tag, so that long lists of `<p>` or `<li>` do not look deep.
    fn close_implied(&mut self, name: &[u8]) {
        let (closes, stops): (&[&[u8]], &[&[u8]]) = match name {
            b"li" => (&[b"li"], &[b"ul", b"ol", b"menu"]),
            b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl"]),
            b"option" => (&[b"option"], &[b"select"]),
            b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
            b"tr" => (&[b"tr"], &[b"table", b"tbody", b"thead", b"tfoot"]),
            b"tbody" | b"thead" | b"tfoot" => (&[b"tbody", b"thead", b"tfoot"], &[b"table"]),
            name if crate::dom::is_block(std::str::from_utf8(name).unwrap_or_default()) => {
                (&[b"p"], &[])
            }
            _ => return,
        };
        // A few levels are enough for real markup and keep the scan linear.
        let near = self.open.iter().rev().take(16).map(|(raw, _)| lower(raw));
        let depth = near
            .take_while(|open| !stops.contains(&open.as_slice()))
            .position(|open| closes.contains(&open.as_slice()));
        if let Some(depth) = depth.filter(|depth| !stops.is_empty() || *depth == 0) {
            for _ in 0..=depth {
                self.pop();
            }
        }
    }

    fn rewritten(&self) -> String {
        let mut out = String::with_capacity(self.html.len());
        let mut at = 0;
        for (from, to) in &self.cuts {
            out.push_str(self.html.get(at..*from).unwrap_or_default());
            // The words on both sides of a tag must not run together.
            out.push(' ');
            at = *to;
        }
        out.push_str(self.html.get(at..).unwrap_or_default());
        out
    }
}

fn lower(name: &[u8]) -> Vec<u8> {
    name.to_ascii_lowercase()
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let tail = bytes.get(from..)?;
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(found) = tail.get(at..)?.iter().position(|b| *b == first) {
        if tail.get(at + found..)?.starts_with(needle) {
            return Some(from + at + found);
        }
        at += found + 1;
    }
    None
}

/// The byte after a comment, a CDATA section or a declaration.
fn skip_declaration(bytes: &[u8], from: usize) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    let end = if tail.starts_with(b"<!-->") {
        Some(from + 5)
    } else if tail.starts_with(b"<!--->") {
        Some(from + 6)
    } else if tail.starts_with(b"<!--") {
        let plain = find(bytes, from + 4, b"-->").map(|end| end + 3);
        plain.or_else(|| find(bytes, from + 4, b"--!>").map(|end| end + 4))
    } else {
        find(bytes, from, b">").map(|end| end + 1)
    };
    end.unwrap_or(bytes.len())
}

/// The byte at which the end tag of a raw text element begins.
fn skip_raw_text(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(found) = find(bytes, at, b"</") {
        let after = bytes.get(found + 2..found + 2 + name.len());
        if after.is_some_and(|text| text.eq_ignore_ascii_case(name)) {
            return found;
        }
        at = found + 2;
    }
    bytes.len()
}

/// Reads a tag from its name on, with attributes as a tokeniser would see them.
fn read_tag(bytes: &[u8], name_at: usize, closing: bool) -> Tag<'_> {
    let is_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    let rest = bytes.get(name_at..).unwrap_or_default();
    let length = rest.iter().position(is_end).unwrap_or(rest.len());
    let name = rest.get(..length).unwrap_or_default();
    let (mut at, mut attributes, mut surplus, mut slash) = (name_at + length, 0, None, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Tag { name, closing, self_closing: slash, end: at + 1, surplus },
            b'/' => {
                slash = true;
                at += 1;
            }
            b if b.is_ascii_whitespace() => at += 1,
            _ => {
                slash = false;
                attributes += 1;
                if attributes > MAX_ATTRIBUTES && surplus.is_none() {
                    surplus = Some(at);
                }
                at = skip_attribute(bytes, at);
            }
        }
    }
    Tag { name, closing, self_closing: false, end: bytes.len(), surplus: None }
}

fn skip_attribute(bytes: &[u8], from: usize) -> usize {
    let until = |from: usize, stop: &dyn Fn(&u8) -> bool| {
        let tail = bytes.get(from..).unwrap_or_default();
        from + tail.iter().position(stop).unwrap_or(tail.len())
    };
    // A name may begin with "=".
    let name_end = until(from + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/'));
    let at = until(name_end, &|b| !b.is_ascii_whitespace());
    if bytes.get(at) != Some(&b'=') {
        return name_end;
    }
    let value = until(at + 1, &|b| !b.is_ascii_whitespace());
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => (until(value + 1, &|b| b == quote) + 1).min(bytes.len()),
        _ => until(value, &|b| b.is_ascii_whitespace() || *b == b'>'),
    }
}

fn is_raw_text(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"textarea"
            | b"title"
            | b"xmp"
            | b"iframe"
            | b"noembed"
            | b"noframes"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that a parser opens again after a block closed them, without end. (Of `a` only one can be open.)
fn is_formatting(name: &[u8]) -> bool {
    matches!(
        name,
        b"b" | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}

#[cfg(test)]
mod tests {
    use super::{is_suspicious, tame};
    use std::borrow::Cow;

    #[test]
    fn ordinary_markup_passes_unchanged() {
        let list = "<li>one<li>two".repeat(2000);
        let paragraphs = "<p>text <b>bold</b> <br> more".repeat(2000);
        let table = "<tr><td>a<td>b".repeat(2000);
        let script = "<script>if (a<b) { '<div><div>' }</script>".repeat(2000);
        let page = format!(
            "<!doctype html><!-- <div> --><ul>{list}</ul>{paragraphs}<table>{table}</table>{script}"
        );
        assert!(matches!(tame(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn what_would_be_cut_is_suspicious() {
        for page in ["<div>".repeat(50_000), "<b>a ".repeat(20_000)] {
            assert!(is_suspicious(&page) && matches!(tame(&page), Cow::Owned(_)));
        }
        assert!(!is_suspicious(&"<p>text <b>bold</b> <br> more".repeat(2000)));
    }

    #[test]
    fn depth_is_cut_and_the_text_stays() {
        let page = format!("{}deep{}", "<div>a".repeat(50_000), "</div>".repeat(50_000));
        let tamed = tame(&page);
        assert_eq!(tamed.matches("<div>").count(), 512);
        assert_eq!(tamed.matches("</div>").count(), 512);
        assert_eq!(tamed.matches('a').count(), 50_000);
        assert!(tamed.contains("deep"));
    }

    #[test]
    fn an_unclosed_crowd_of_formatting_is_thinned() {
        let page: String = (0..5000).map(|i| format!("<b id={i}>w")).collect();
        assert_eq!(tame(&page).matches("<b ").count(), 64);
        let blocks: String = (0..5000).map(|i| format!("<p><b id={i}>w</p>")).collect();
        assert_eq!(tame(&blocks).matches("<b ").count(), 64);
    }

    #[test]
    fn attributes_beyond_the_limit_go() {
        let attributes: String = (0..10_000).map(|i| format!(" a{i}=\"<>\"")).collect();
        let page = format!("<p{attributes}>text</p>");
        let tamed = tame(&page);
        assert_eq!(tamed.matches("=\"").count(), 256);
        assert!(tamed.ends_with(">text</p>"), "{}", &tamed[tamed.len() - 40..]);
    }

    #[test]
    fn broken_ends_are_harmless() {
        for page in [
            "<",
            "</",
            "<a",
            "<a href",
            "<a href=",
            "<a href='",
            "<!--",
            "<!",
            "<script>",
            "<p/",
            "é<é",
        ] {
            let _ = tame(page);
        }
    }
}
