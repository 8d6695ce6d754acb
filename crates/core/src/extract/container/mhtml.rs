//! MHTML (RFC 2557): a web page and its resources as the parts of one mail message.

use super::{super::images, Contained};
use std::collections::HashMap;

/// How far into a file its headers are looked for, in bytes.
const HEAD: usize = 16 * 1024;
/// Parts read at most.
const MAX_PARTS: usize = 5_000;

/// A part, or the whole message: its headers by lower-case name, and what follows the blank line.
struct Part<'a> {
    headers: HashMap<String, String>,
    body: &'a [u8],
}

/// The page of an MHTML file; none where these bytes are none.
pub(super) fn open(bytes: &[u8]) -> Option<Contained> {
    let message = part(bytes)?;
    message.headers.get("mime-version")?;
    let kind = message.headers.get("content-type")?;
    if !kind.to_ascii_lowercase().trim_start().starts_with("multipart/") {
        return single(&message);
    }
    let boundary = parameter(kind, "boundary")?;
    let start = parameter(kind, "start").map(|id| without_brackets(&id).to_owned());
    let parts: Vec<Part<'_>> = split(message.body, &boundary).filter_map(part).collect();
    let is_page = |part: &Part<'_>| {
        let media = media(part);
        media == "text/html" || media == "application/xhtml+xml"
    };
    let main = parts
        .iter()
        .position(|part| start.is_some() && id(part) == start)
        .or_else(|| parts.iter().position(is_page))?;
    let mut contained = Contained {
        url: message
            .headers
            .get("snapshot-content-location")
            .or_else(|| parts.get(main).and_then(|part| part.headers.get("content-location")))
            .filter(|address| crate::address::web(address).is_some())
            .cloned(),
        ..Contained::default()
    };
    for (at, part) in parts.iter().enumerate() {
        let body = decoded(part);
        if at == main {
            contained.charset =
                part.headers.get("content-type").and_then(|kind| parameter(kind, "charset"));
            contained.html = body;
            continue;
        }
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

/// A message that is a page by itself.
fn single(message: &Part<'_>) -> Option<Contained> {
    if media(message) != "text/html" {
        return None;
    }
    let kind = message.headers.get("content-type")?;
    Some(Contained {
        html: decoded(message),
        charset: parameter(kind, "charset"),
        url: message
            .headers
            .get("content-location")
            .filter(|address| crate::address::web(address).is_some())
            .cloned(),
        ..Contained::default()
    })
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
            let value = last.as_ref().and_then(|name| headers.get_mut(name))?;
            // An address is folded in the middle, a list of parameters between two of them.
            if value.ends_with(';') {
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
fn quoted_printable(text: &[u8]) -> Vec<u8> {
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
