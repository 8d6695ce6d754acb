//! Images that stand in a page as base64.

use super::{Resources, media_type};
use base64::{Engine, alphabet, engine};
use std::borrow::Cow;

/// The scheme under which bytes that stood in the page itself are known until it is sealed.
const HELD: &str = "held:";

/// Base64 as browsers read it: with or without padding.
const BASE64: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::STANDARD,
    engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Bytes from base64 text, in which white space does not count.
pub(in crate::extract) fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let compact: Cow<'_, [u8]> = if text.iter().any(u8::is_ascii_whitespace) {
        text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect()
    } else {
        text.into()
    };
    BASE64.decode(compact).ok()
}

/// Takes images out of the markup that carries them as `data:` addresses, and leaves a short name for each: a parser
/// would copy megabytes of base64 again and again.
pub(in crate::extract) fn lift(html: &str, held: &mut Resources) -> Option<String> {
    const START: &str = "data:image/";
    html.contains(START).then(|| {
        let mut out = String::with_capacity(html.len() / 2);
        let mut rest = html;
        while let Some(at) = rest.find(START) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            let end = data_end(before, tail);
            let (address, after) = tail.split_at(end);
            match data(address) {
                Some(bytes) => {
                    let name = format!("{HELD}{}", held.len());
                    out.push_str(&name);
                    held.insert(name, bytes);
                }
                None => out.push_str(address),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    })
}

/// Where a `data:` address ends, given what stands before it: at its quotation mark, else where no address goes on.
fn data_end(before: &str, tail: &str) -> usize {
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
    let ends = |c: char| match quote {
        Some(quote) => c == quote,
        None => c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ')' | '>' | '<' | '&' | '\\'),
    };
    tail.find(ends).unwrap_or(tail.len())
}

/// The bytes of a picture in a base64 `data:` address.
fn data(address: &str) -> Option<Vec<u8>> {
    // In a list of sources an address is followed by its width.
    let address = address.split(' ').next().unwrap_or(address);
    let (head, data) = address.split_once(',')?;
    if !head.ends_with(";base64") {
        return None;
    }
    let data = if data.contains('%') {
        Cow::Owned(data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    } else {
        Cow::Borrowed(data)
    };
    from_base64(data.as_bytes()).filter(|bytes| media_type(bytes).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::gif;
    use super::*;

    #[test]
    fn data_addresses_are_lifted_out_and_others_left() {
        let data = BASE64.encode(gif(30, 20));
        let html = format!(
            "<img src=\"data:image/gif;base64,{data}\"><img src=data:image/gif;base64,{data}>\
             <style>a{{b:url(data:image/gif;base64,{data})}}</style><img src='data:image/svg+xml,<svg>'>"
        );
        let mut held = Resources::new();
        let lifted = lift(&html, &mut held).unwrap();
        assert_eq!(
            lifted,
            "<img src=\"held:0\"><img src=held:1><style>a{b:url(held:2)}</style>\
             <img src='data:image/svg+xml,<svg>'>"
        );
        assert_eq!(held["held:1"], gif(30, 20));
        assert!(lift("<p>data</p>", &mut held).is_none());
    }
}
