//! Looks into the dictionaries of the index.

use crate::Error;
use tantivy::{
    SegmentReader, Term as Key,
    postings::TermInfo,
    schema::Field,
    termdict::{TermDictionary, TermStreamer},
};

/// Goes through the words of a dictionary that begin so, until told to stop.
pub(super) fn walk(
    terms: &TermDictionary,
    prefix: Option<&str>,
    mut visit: impl FnMut(&TermStreamer<'_>) -> bool,
) -> Result<(), Error> {
    let mut range = terms.range();
    if let Some(prefix) = prefix {
        range = range.ge(prefix.as_bytes());
        if let Some(end) = after(prefix) {
            range = range.lt(end);
        }
    }
    let mut stream = range.into_stream().map_err(io)?;
    while stream.advance() {
        if !visit(&stream) {
            break;
        }
    }
    Ok(())
}

/// The first text after all that begin so.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

/// Where the documents of a word stand.
pub(super) fn info(
    segment: &SegmentReader,
    field: Field,
    text: &str,
) -> Result<Option<TermInfo>, Error> {
    let index = segment.inverted_index(field)?;
    index.get_term_info(&Key::from_field_text(field, text)).map_err(io)
}

pub(super) fn io(error: std::io::Error) -> Error {
    Error::Index(error.to_string())
}
