//! What a letter says of itself in its header (RFC 5322, with the words of RFC 2047).

use super::mhtml::quoted_printable;
use crate::extract::metadata::{is_person, sender};
use crate::extract::{dates, decode, images, one_line};
use crate::model::Metadata;
use std::collections::HashMap;

/// Who wrote a letter about what, and when.
pub(super) struct Letter {
    from: String,
    subject: String,
    date: String,
}

/// The header of a message that somebody sent; none of one that a program saved.
pub(super) fn stated(headers: &HashMap<String, String>) -> Option<Letter> {
    let field = |name: &str| headers.get(name).map(|value| words(value));
    let from = field("from").filter(|from| from.contains('@'))?;
    ["to", "message-id", "received"].iter().find_map(|name| headers.get(*name))?;
    Some(Letter {
        from,
        subject: field("subject").unwrap_or_default(),
        date: field("date").unwrap_or_default(),
    })
}

impl Letter {
    /// What the header says of a letter that is a page. Its sender is its author or, like a newspaper, its site.
    pub(super) fn metadata(self) -> Metadata {
        let name = sender(&self.from).map(str::to_owned);
        let (authors, sites): (Vec<_>, Vec<_>) = name.into_iter().partition(|name| is_person(name));
        Metadata {
            title: self.subject,
            authors,
            site: sites.into_iter().next(),
            published: dates::parse(&self.date),
            ..Metadata::default()
        }
    }

    /// A letter of plain text, with its header in front as mail programs print it.
    pub(super) fn with_text(self, body: &[u8], charset: Option<&str>) -> Vec<u8> {
        let (body, _) = decode::decode(body, charset);
        let Self { from, subject, date } = self;
        format!("From: {from}\nSubject: {subject}\nDate: {date}\n\n{body}").into_bytes()
    }
}

/// A value with its encoded words read: `=?utf-8?Q?Caf=C3=A9?=` is `Café`. What is no such word stays as it is.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let Some((text, length)) = word_at(word) else {
            let (mark, after) = word.split_at(2);
            out.push_str(before);
            out.push_str(mark);
            (rest, after_word) = (after, false);
            continue;
        };
        // White space between two such words only parts them.
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&text);
        (rest, after_word) = (word.get(length..).unwrap_or_default(), true);
    }
    out.push_str(rest);
    one_line(&out)
}

/// The encoded word that a text begins with, and its length in bytes.
fn word_at(text: &str) -> Option<(String, usize)> {
    let mut parts = text.get(2..)?.splitn(3, '?');
    let (charset, how, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (encoded, _) = rest.split_once("?=")?;
    let bytes = match how {
        "B" | "b" => images::from_base64(encoded.as_bytes())?,
        "Q" | "q" => quoted_printable(encoded.replace('_', " ").as_bytes()),
        _ => return None,
    };
    let length = "=????=".len() + charset.len() + how.len() + encoded.len();
    // A language may follow the encoding (RFC 2231).
    let charset = charset.split('*').next();
    Some((decode::decode(&bytes, charset).0, length))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn encoded_words() {
        for (value, expected) in [
            ("plain = ?text", "plain = ?text"),
            ("=?utf-8?Q?Caf=C3=A9_au_lait?= today", "Café au lait today"),
            ("=?iso-8859-1?q?Andr=E9?= Rieu", "André Rieu"),
            ("=?UTF-8?B?5L2c?= =?UTF-8?B?6ICF?=", "作者"),
            ("=?utf-8*en?Q?tide?=s", "tides"),
            ("1 =?= 2 =?x?y?", "1 =?= 2 =?x?y?"),
        ] {
            assert_eq!(words(value), expected, "{value}");
        }
    }
}
