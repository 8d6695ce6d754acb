//! What could follow where the caret stands: fields and their words from the table; names are the library's affair.

use super::operators::{OPERATORS, operator};
use std::ops::Range;

/// What is being typed where the caret stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    /// The name of a field, or a word.
    Field {
        /// What a choice replaces: bytes of the query, on character boundaries.
        range: Range<usize>,
        /// Fields that begin so, with their colon.
        fields: Vec<String>,
    },
    /// What follows a field's colon.
    Value {
        /// What a choice replaces: bytes of the query, on character boundaries; the value alone, with its quotation
        /// mark.
        range: Range<usize>,
        /// The field, as the table names it.
        field: &'static str,
        /// The beginning of the value.
        begun: String,
        /// Words of the table that begin so.
        words: Vec<&'static str>,
    },
}

/// What is being typed in `text` before the byte `caret`; none between words.
pub fn complete(text: &str, caret: usize) -> Option<Completion> {
    let before = text.get(..caret)?;
    let start = token_start(before);
    let token = &before[start..];
    let token = token.trim_start_matches(['-', '(']);
    let start = caret - token.len();
    if let Some((name, value)) = token.split_once(':')
        && let Some(operator) = operator(&name.to_ascii_lowercase())
    {
        let begun = value.trim_start_matches(['"', '“', '„', '«']);
        let lower = begun.to_lowercase();
        let words = operator.takes.words().iter().copied();
        return Some(Completion::Value {
            range: caret - value.len()..caret,
            field: operator.field,
            begun: begun.to_owned(),
            words: words.filter(|word| word.starts_with(&lower)).collect(),
        });
    }
    let lower = token.to_ascii_lowercase();
    let letters = !lower.is_empty() && lower.bytes().all(|b| b.is_ascii_alphabetic());
    letters.then(|| {
        let names = OPERATORS.iter().map(|operator| operator.field);
        let fields = names.filter(|name| !name.is_empty() && name.starts_with(&lower));
        Completion::Field { range: start..caret, fields: fields.map(|f| format!("{f}:")).collect() }
    })
}

/// Where the word at the end begins: after white space that stands outside quotation marks.
fn token_start(before: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' | '“' | '”' | '„' | '«' | '»' => quoted = !quoted,
            _ if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}
