//! MHTML (RFC 2557): a web page and its resources as the parts of one mail message; and mail itself (RFC 5322).

use super::{super::images, Contained, letter};
use std::collections::HashMap;

/// How far into a file its headers are looked for, in bytes. Every server on a letter's way adds some.
const HEAD: usize = 64 * 1024;
/// Parts read at most.
const MAX_PARTS: usize = 5_000;
/// How deep parts of several parts lie in one another.
const MAX_DEPTH: usize = 8;

/// A part, or the whole message: its headers by lower-case name, and what follows the blank line.
struct Part<'a> {
    headers: HashMap<String, String>,
    body: &'a [u8],
}

/// The page of an MHTML file, or the text of a letter; none where these bytes are neither.
pub(super) fn open(bytes: &[u8]) -> Option<Contained> {
    let message = part(bytes)?;
    message.headers.get("mime-version")?;
    let start = message.headers.get("content-type").and_then(|kind| parameter(kind, "start"));
    let start = start.map(|id| without_brackets(&id).to_owned());
    let stated = letter::stated(&message.headers);
    let url = message.headers.get("snapshot-content-location").cloned();
    let mut parts = Vec::new();
    gather(message, 0, &mut parts);
    let is_page = |part: &Part<'_>| {
        let media = media(part);
        media == "text/html" || media == "application/xhtml+xml"
    };
    let shown = |part: &&Part<'_>| !is_attached(part);
    let main = parts
        .iter()
        .find(|part| start.is_some() && id(part) == start)
        .or_else(|| parts.iter().filter(shown).find(|part| is_page(part)));
    // Only people write text, and what a browser saved has a page.
    let text = || parts.iter().filter(shown).find(|part| media(part) == "text/plain");
    let (main, plain) = match (main, &stated) {
        (Some(main), _) => (main, false),
        (None, Some(_)) => (text()?, true),
        (None, None) => return None,
    };
    let mut contained = Contained {
        url: url
            .or_else(|| main.headers.get("content-location").cloned())
            .filter(|address| crate::address::web(address).is_some()),
        charset: main.headers.get("content-type").and_then(|kind| parameter(kind, "charset")),
        ..Contained::default()
    };
    let body = decoded(main);
    match stated {
        Some(stated) if plain => {
            contained.html = stated.with_text(&body, contained.charset.take().as_deref());
            contained.plain = true;
        }
        stated => {
            contained.html = body;
            contained.stated = stated.map(letter::Letter::metadata).unwrap_or_default();
        }
    }
    for part in parts.iter().filter(|part| !std::ptr::eq(*part, main)) {
        let body = decoded(part);
        if images::media_type(&body).is_none() {
            continue;
        }
        if let Some(id) = id(part) {
            contained.resources.insert(format!("cid:{id}"), body.clone());
        }
        if let Some(address) = part.headers.get("content-location") {
            contained.resources.insert(images::key(address).to_owned(), body);
        }
    }
    Some(contained)
}

/// The parts of a message that are not made of parts themselves, in their order.
fn gather<'a>(message: Part<'a>, depth: usize, out: &mut Vec<Part<'a>>) {
    let boundary = message
        .headers
        .get("content-type")
        .filter(|_| media(&message).starts_with("multipart/") && depth < MAX_DEPTH)
        .and_then(|kind| parameter(kind, "boundary"));
    match boundary {
        Some(boundary) => {
            for inner in split(message.body, &boundary).filter_map(part) {
                if out.len() < MAX_PARTS {
                    gather(inner, depth + 1, out);
                }
            }
        }
        None => out.push(message),
    }
}

/// Whether a part is a file that a letter brings along.
fn is_attached(part: &Part<'_>) -> bool {
    part.headers
        .get("content-disposition")
        .is_some_and(|how| how.to_ascii_lowercase().trim_start().starts_with("attachment"))
}

/// Reads headers, folded lines joined, up to the blank line; none where the first lines are no headers.
fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let mut headers = HashMap::<String, String>::new();
    let mut last: Option<String> = None;
    let mut at = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            // Leading blank lines are not yet the end.
            if headers.is_empty() {
                continue;
            }
            return Some(Part { headers, body: bytes.get(at..).unwrap_or_default() });
        }
        if at > HEAD {
            return None;
        }
        if text.starts_with([' ', '\t']) {
            let name = last.as_ref()?;
            let value = headers.get_mut(name)?;
            // An address is folded in the middle, anything else between words.
            if !name.ends_with("location") {
                value.push(' ');
            }
            value.push_str(text.trim_start());
            continue;
        }
        let (name, value) = text.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        headers.insert(name.clone(), value.trim().to_owned());
        last = Some(name);
    }
    None
}

/// The parts between lines that are `--` and the boundary.
fn split<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let mark = format!("--{boundary}");
    let mut starts = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            let rest = line.get(mark.len()..).unwrap_or_default().trim_ascii();
            if rest.is_empty() || rest == b"--" {
                starts.push((at, at + line.len(), rest == b"--"));
                if rest == b"--" || starts.len() > MAX_PARTS {
                    break;
                }
            }
        }
        at += line.len();
    }
    // A file that was cut off has no last boundary; its last part counts as far as it goes.
    if starts.last().is_none_or(|(_, _, last)| !last) {
        starts.push((body.len(), body.len(), true));
    }
    (1..starts.len()).filter_map(move |end| {
        let (_, from, _) = starts.get(end - 1)?;
        let (to, _, _) = starts.get(end)?;
        body.get(*from..*to)
    })
}

fn media(part: &Part<'_>) -> String {
    let kind = part.headers.get("content-type").map_or("", String::as_str);
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn id(part: &Part<'_>) -> Option<String> {
    part.headers.get("content-id").map(|id| without_brackets(id).to_owned())
}

fn without_brackets(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}

/// A parameter of a header such as `multipart/related; boundary="x"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let lower = header.to_ascii_lowercase();
    let mut from = 0;
    let at = loop {
        let found = from + lower.get(from..)?.find(name)?;
        let before = lower.get(..found)?.trim_end();
        let after = lower.get(found + name.len()..)?.trim_start();
        if before.ends_with(';') && after.starts_with('=') {
            break lower.len() - after.len() + 1;
        }
        from = found + name.len();
    };
    let value = header.get(at..)?.trim_start();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ']).next()?,
    };
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

fn decoded(part: &Part<'_>) -> Vec<u8> {
    let encoding = part.headers.get("content-transfer-encoding").map(|e| e.to_ascii_lowercase());
    match encoding.as_deref().map(str::trim) {
        Some("base64") => images::from_base64(part.body).unwrap_or_default(),
        Some("quoted-printable") => quoted_printable(part.body),
        _ => part.body.to_vec(),
    }
}

/// RFC 2045: `=3D` is a byte, `=` at the end of a line joins it with the next.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let hex = |at: usize| {
        let digits = std::str::from_utf8(text.get(at..at + 2)?).ok()?;
        u8::from_str_radix(digits, 16).ok()
    };
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        if *byte != b'=' {
            out.push(*byte);
            at += 1;
        } else if let Some(byte) = hex(at + 1) {
            out.push(byte);
            at += 3;
        } else {
            let rest = text.get(at + 1..).unwrap_or_default();
            let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            if rest.get(blank) == Some(&b'\n') {
                at += blank + 2;
            } else {
                out.push(b'=');
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_bytes_and_soft_breaks() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc=E2=80=94 =x ="), "a=bc— =x =".as_bytes());
    }

    #[test]
    fn parameters_stand_alone() {
        let kind = "multipart/related; type=\"text/html\"; boundary=\"--a;b\"; start=<x@y>";
        assert_eq!(parameter(kind, "boundary").as_deref(), Some("--a;b"));
        assert_eq!(parameter(kind, "start").as_deref(), Some("<x@y>"));
        assert_eq!(parameter(kind, "charset"), None);
        assert_eq!(parameter("multipart/related; boundary=", "boundary"), None);
    }

    #[test]
    fn what_is_no_message_is_none() {
        for bytes in
            [&b""[..], b"<html>", b"Title: a note\n\nText", b"MIME-Version: 1.0\n\n", b"\n\n\n"]
        {
            assert!(open(bytes).is_none(), "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
