//! What a person wants of a site's pages: blocks that are always kept, and blocks that are always left out.

use crate::address;
use crate::{sentence, sentence::Sentence};
use serde::{Deserialize, Serialize};
use url::Url;

/// Steps of a mark at most, and marks in a list of them.
const MAX_STEPS: usize = 8;
const MAX_MARKS: usize = 16;
/// Bytes of a mark at most.
const MAX_LENGTH: usize = 1000;

/// A rule for the pages of one site.
///
/// Blocks are known by a mark, as it stands beside them in a receipt: elements from the outside inwards with words of
/// their classes and ids, such as `aside.note p`; several such paths are separated by commas, and each counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The site's host, without `www.`.
    pub host: String,
    /// Keep such blocks; else leave them out.
    pub keep: bool,
    /// What they are known by.
    pub mark: String,
}

/// A rule that was followed in making an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// Whether it kept blocks that would have been left out; else it left out some that would have been kept.
    pub keep: bool,
    /// What they are known by.
    pub mark: String,
    /// Words in them.
    pub words: u32,
}

/// One element on the way to a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Its local name; none for any.
    pub(super) name: Option<String>,
    /// Words of its classes and ids, all of which it must have.
    pub(super) words: Vec<String>,
}

/// The paths of a mark, each with its steps from the outside inwards.
pub(super) fn paths(mark: &str) -> Vec<Vec<Step>> {
    let paths = mark.split(',').take(MAX_MARKS).map(|path| {
        let steps = path.split_whitespace().filter(|step| *step != ">").take(MAX_STEPS);
        steps.map(step).collect::<Vec<_>>()
    });
    paths.filter(|steps| !steps.is_empty()).collect()
}

fn step(text: &str) -> Step {
    let mut parts = text.split(['.', '#']);
    let name = parts.next().filter(|name| !name.is_empty() && *name != "*");
    Step {
        name: name.map(str::to_ascii_lowercase),
        words: parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect(),
    }
}

/// The host that a rule is for, as a person may write it: an address, or a host with or without `www.`.
///
/// # Errors
/// A sentence, where it is neither.
pub fn host(text: &str) -> Result<String, Sentence> {
    let text = text.trim();
    let bare = !text.contains("://") && !text.contains('@');
    let url = address::web(text)
        .or_else(|| bare.then(|| address::web(&format!("https://{text}"))).flatten());
    url.as_ref().and_then(host_of).ok_or_else(|| {
        sentence!("rule-no-site", "“{text}” is not the name of a site.", text = text)
    })
}

/// The host of an address, as rules name it.
pub(super) fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// A mark in its plain spelling.
///
/// # Errors
/// A sentence, where it names nothing, or every block of a page.
pub fn mark(text: &str) -> Result<String, Sentence> {
    let paths = paths(text);
    let says_nothing = |steps: &Vec<Step>| {
        let any = |step: &Step| {
            step.words.is_empty()
                && step.name.as_deref().is_none_or(|name| {
                    matches!(name, "html" | "body" | "div" | "p" | "main" | "article" | "span")
                })
        };
        steps.iter().all(any)
    };
    if paths.is_empty() || text.len() > MAX_LENGTH {
        return Err(sentence!(
            "rule-no-mark",
            "Say what the blocks are known by, such as “aside.note” or “footer p”."
        ));
    }
    if paths.iter().any(says_nothing) {
        return Err(sentence!(
            "rule-too-wide",
            "“{mark}” would be nearly every block of a page.",
            mark = text.trim()
        ));
    }
    let spelled = |step: &Step| {
        let mut text = step.name.clone().unwrap_or_default();
        step.words.iter().for_each(|word| {
            text.push('.');
            text.push_str(word);
        });
        text
    };
    let path = |steps: &Vec<Step>| steps.iter().map(spelled).collect::<Vec<_>>().join(" ");
    Ok(paths.iter().map(path).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_one_spelling() {
        assert_eq!(mark(" ASIDE#Note.big  >  p ,footer p").unwrap(), "aside.note.big p, footer p");
        assert_eq!(mark(".promo").unwrap(), ".promo");
        for wrong in ["", " , ", "p", "div p", "body", "*", &format!(".{}", "x".repeat(2000))] {
            assert!(mark(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hosts_are_known_however_they_are_written() {
        for written in
            ["example.org", "www.Example.org", "https://www.example.org/a?b", " example.org/x "]
        {
            assert_eq!(host(written).unwrap(), "example.org", "{written}");
        }
        for wrong in ["", "not a host", "mailto:a@b", "file:///etc"] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }
}
