//! One Markdown file for each article: made to be read in any editor or wiki, and complete, so that the file alone
//! rebuilds the article with its highlights, notes, tags, colours and dates.
//!
//! Front matter, `# Title`, `## Notes`, `## Highlights` (block quotes, each with its note, `#tags`, a block id and a
//! link back), `## Text`. A comment after each note and highlight keeps what cannot be seen, such as the context of a
//! quote. What a person changed by hand wins over the comment.

mod front;
mod read;
mod visible;
mod write;

pub use read::{is_ours, read};
pub use write::{write, write_page};

use serde::Serialize;

/// What a comment keeps. The exact forms of quote, note and tags are there only where what is seen falls short.
#[derive(Debug, Default, Serialize)]
struct Hidden<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [String]>,
}

#[cfg(test)]
mod tests;
