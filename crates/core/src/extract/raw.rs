//! The last resort: the words of a source that could not be read as an article, in the order in which they stand there.

use super::{Draft, Extraction, Source, decode, finish, guard, one_line};
use crate::dom;
use crate::model::{Metadata, Receipt, SourceKind};
use crate::{sentence, sentence::Sentence};

/// Bytes of text that are shown at most; the rest is in the original.
const SHOWN: usize = 256 * 1024;
/// Bytes of a line at most: writing a text node takes html5ever as long as the square of its length when it is full of
/// signs to escape.
const LINE: usize = 4 * 1024;

/// Makes an article that shows a source as text and says why. Reads it once from beginning to end and builds no tree,
/// so that nothing in it can make this slow.
pub fn raw(source: &Source<'_>, why: Sentence) -> Extraction {
    // What lies far behind is not shown, so it need not be decoded either.
    let head = source.bytes.get(..16 * SHOWN).unwrap_or(source.bytes);
    let text = if is_binary(head) { String::new() } else { decode::decode(head, source.charset).0 };
    let kind = match source.kind {
        _ if super::pdf::is_pdf(head) => SourceKind::Pdf,
        _ if super::is_epub(head) => SourceKind::Epub,
        Some(kind) => kind,
        None => super::detect(&text, source.file_name),
    };
    let (title, text) = match kind {
        SourceKind::Html => without_tags(&text),
        SourceKind::Markdown | SourceKind::Text | SourceKind::Pdf | SourceKind::Epub => {
            (String::new(), text)
        }
    };
    let shown = guard::cap(&text, SHOWN);
    let mut html = String::with_capacity(shown.len() * 2);
    let lines = shown.lines().flat_map(pieces).map(one_line);
    for line in lines.filter(|line| !line.is_empty()) {
        html.push_str("<p>");
        html.push_str(&dom::escape(&line));
        html.push_str("</p>");
    }
    let mut doubts = vec![why];
    if shown.len() < text.len() || head.len() < source.bytes.len() {
        doubts.push(sentence!(
            "doubt-beginning",
            "Only its beginning is shown; the original is kept whole."
        ));
    }
    let url = source.url.map(str::to_owned);
    let metadata = Metadata { title, url, ..Metadata::default() };
    let receipt = Receipt { doubts, ..Receipt::default() };
    finish(kind, Draft { metadata, html, receipt, ..Draft::default() }, source.file_name)
}

/// A line in pieces of no more than [`LINE`] bytes, cut at spaces where there are any.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let piece = guard::cap(rest, LINE);
        let piece = match piece.rfind(' ') {
            Some(space) if piece.len() < rest.len() => piece.get(..=space)?,
            _ => piece,
        };
        rest = rest.get(piece.len()..)?;
        (!piece.is_empty()).then_some(piece)
    })
}

fn is_binary(head: &[u8]) -> bool {
    [&b"%PDF-"[..], b"PK\x03\x04", b"bplist"].iter().any(|mark| head.starts_with(mark))
}

/// The title of a page, and its text with a line for each tag that could end one.
fn without_tags(html: &str) -> (String, String) {
    const HIDDEN: &[&str] = &["script", "style", "head", "template", "svg"];
    let mut title = String::new();
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        push_text(&mut out, text);
        if out.len() > 2 * SHOWN {
            break;
        }
        if let Some(comment) = tail.strip_prefix("<!--") {
            rest = after(comment, "-->");
            continue;
        }
        let name: String = tail
            .chars()
            .skip(1)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .take(16)
            .collect::<String>()
            .to_ascii_lowercase();
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if !is_tag && !tail.starts_with("<!") && !tail.starts_with("<?") {
            out.push('<');
            rest = tail.get(1..).unwrap_or_default();
            continue;
        }
        rest = after(tail, ">");
        if name == "title" && title.is_empty() {
            push_text(&mut title, rest.split('<').next().unwrap_or_default());
        }
        if name != "head" && HIDDEN.contains(&name.as_str()) {
            rest = after_end(rest, &name);
        } else if name == "title" {
            rest = after_end(rest, "title");
        }
        let inline = ["a", "b", "i", "em", "strong", "span", "code", "sup", "sub", "small", "u"];
        if !inline.contains(&name.trim_start_matches('/')) {
            out.push('\n');
        }
    }
    if out.len() <= 2 * SHOWN && !rest.contains('<') {
        push_text(&mut out, rest);
    }
    (one_line(&title), out)
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).and_then(|at| text.get(at + mark.len()..)).unwrap_or_default()
}

/// What follows the end tag of this name.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after(rest, ">");
        }
    }
    ""
}

/// Appends text with the few character references that plain text is full of.
fn push_text(out: &mut String, text: &str) {
    const KNOWN: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", "\u{a0}"),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let (name, character) =
            KNOWN.iter().find(|(name, _)| tail.starts_with(name)).copied().unwrap_or(("&", "&"));
        out.push_str(character);
        rest = tail.get(name.len()..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Extraction {
        let source = Source {
            bytes,
            kind: None,
            file_name: None,
            url: Some("https://example.com/"),
            charset: None,
        };
        raw(&source, too_much())
    }

    fn too_much() -> Sentence {
        Sentence { code: "".into(), parts: Vec::new(), text: "It was too much.".into() }
    }

    #[test]
    fn words_stay_and_markup_goes() {
        let article = of(b"<html><head><title>A &amp; B</title><style>p{}</style></head><body><!-- x -->\
            <div><p>One <b>bold</b> word.</p><script>let a = '<p>';</script><ul><li>First<li>1 < 2</ul>Last &lt;");
        assert_eq!(article.metadata.title, "A & B");
        assert_eq!(article.text.as_str(), "One bold word.\nFirst\n1 < 2\nLast <");
        assert_eq!(article.receipt.doubts, [too_much()]);
        assert_eq!(article.metadata.url.as_deref(), Some("https://example.com/"));
    }

    #[test]
    fn text_stays_as_it_is_and_long_text_is_cut() {
        let article = of(b"a <b> c\n\nd");
        assert_eq!(article.text.as_str(), "a <b> c\nd");
        let long = of("word ".repeat(1_000_000).as_bytes());
        assert!(long.text.as_str().len() <= SHOWN);
        assert_eq!(long.receipt.doubts.len(), 2);
        assert_eq!(of(b"%PDF-1.7\n1 0 obj").text.as_str(), "");
        // A line without an end is cut, and nothing of it is lost.
        let line = of("&amp; sea ".repeat(3000).as_bytes());
        assert!(line.text.as_str().lines().all(|line| line.len() <= LINE));
        assert!(line.text.as_str().lines().count() > 3);
        assert_eq!(line.text.as_str().matches("sea").count(), 3000);
    }
}
