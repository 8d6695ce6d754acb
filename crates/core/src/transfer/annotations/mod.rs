//! Annotations as other programs keep them: the W3C's Web Annotations in JSON-LD, out and in, and what Hypothesis
//! exports. The quote is the truth; where it stood is a hint, and none at all where another program counted in another
//! text.

mod hypothesis;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use write::{Annotated, write};

use super::{ArticleRecord, NoteRecord};
use crate::{
    address,
    model::{Color, Metadata},
    sentence,
    sentence::Sentence,
};
use serde_json::Value;
use std::collections::HashMap;

/// The context that makes JSON a Web Annotation.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What stands before an identity of ours.
const URN: &str = "urn:uuid:";

/// What a file of annotations holds: articles without words, by where they were found, and what was not understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// An article for each address, with its highlights and notes.
    pub articles: Vec<ArticleRecord>,
    /// What is said of annotations that could not be taken as they are.
    pub problems: Vec<Problem>,
}

/// Something about an annotation that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which annotation of the file it is, from 1 on.
    pub number: usize,
    /// The annotation's own name, where it has one.
    pub id: Option<String>,
    /// What is wrong, and what was done instead.
    pub message: Sentence,
}

/// The format of a JSON text with annotations, where it is one: `jsonld` or `hypothesis`.
pub fn format(text: &str) -> Option<&'static str> {
    let value: Value = serde_json::from_str(text).ok()?;
    if hypothesis::is(&value) {
        Some("hypothesis")
    } else if read::is(&value) {
        Some("jsonld")
    } else {
        None
    }
}

/// Reads a file of annotations, whichever of both formats it has.
///
/// # Errors
/// A sentence for a person, where it is neither.
pub fn read(text: &str) -> Result<Annotations, Sentence> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| super::fields::no_json(&error))?;
    if hypothesis::is(&value) {
        Ok(hypothesis::read(&value))
    } else if read::is(&value) {
        Ok(read::read(&value))
    } else {
        Err(sentence!("annotations-none", "There are no annotations in this file."))
    }
}

/// Articles by the address or identity that annotations name.
#[derive(Default)]
struct Sources {
    places: HashMap<String, usize>,
    articles: Vec<ArticleRecord>,
}

impl Sources {
    /// The article of a source; none where that is neither an address nor an identity of ours.
    fn article(&mut self, source: &str) -> Option<&mut ArticleRecord> {
        let id = source.strip_prefix(URN).and_then(|id| id.parse().ok());
        let key = address::canonical(source).unwrap_or_else(|| source.to_owned());
        if id.is_none() && address::web(source).is_none() {
            return None;
        }
        let place = *self.places.entry(key).or_insert_with(|| {
            let url = if id.is_some() { None } else { Some(source.to_owned()) };
            let metadata = Metadata { url, ..Metadata::default() };
            self.articles.push(ArticleRecord { id, metadata, ..ArticleRecord::default() });
            self.articles.len() - 1
        });
        self.articles.get_mut(place)
    }
}

fn no_words() -> Sentence {
    sentence!("annotation-wordless", "It names no words, so it is kept as a note on the page.")
}

fn nothing() -> Sentence {
    sentence!("annotation-empty", "It holds neither words nor a note.")
}

fn note(
    markdown: String,
    created: Option<crate::model::Millis>,
    modified: Option<crate::model::Millis>,
) -> NoteRecord {
    NoteRecord { markdown, created, modified, ..NoteRecord::default() }
}

fn color(word: Option<&str>) -> Color {
    word.and_then(super::fields::color).unwrap_or(Color::Yellow)
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// One value, or each of several.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
    }
}
