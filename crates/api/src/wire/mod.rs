//! What crosses the boundary to the window, as JSON.
//!
//! Offsets here are **UTF-16 code units**, moments are UTC milliseconds, ids are hyphenated UUIDs. TypeScript mirrors
//! of these types are generated into `ui/src/ipc/wire.ts` ([`typescript`]); they are nobody's domain types.

use commonplace_core::sentence::Sentence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Declares wire types: serialisable both ways, camel case, mirrored in TypeScript.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })+) => {
        use serde::{Deserialize, Serialize};
        use ts_rs::TS;

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase", deny_unknown_fields)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
        )+

        /// The types of this file in TypeScript.
        pub(super) fn declarations(config: &ts_rs::Config) -> Vec<String> {
            vec![$(super::declaration::<$name>(config)),+]
        }
    };
}

mod annotations;
mod articles;
mod captures;
mod organise;
mod rules;
mod search;
mod transfer;
mod upkeep;
mod window;

pub use annotations::*;
pub use articles::*;
pub use captures::*;
pub use organise::*;
pub use rules::*;
pub use search::*;
pub use transfer::*;
pub use upkeep::*;
pub use window::*;

/// What the window is told without asking, all on one channel named `event`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// Something was written, here or by another program on the same library.
    Changed {
        /// The write counter after it.
        revision: u64,
        /// What was touched.
        changes: Vec<ChangeView>,
        /// Only the time of opening or the place reached was kept: what is on the page has not changed.
        by_reading: bool,
    },
    /// Long work goes on.
    Progress {
        /// The caller's name for it.
        task: String,
        /// What it is doing now, or to what.
        now: Said,
        /// Items done.
        done: u32,
        /// Items in all; 0 while unknown.
        total: u32,
        /// It has ended.
        finished: bool,
    },
    /// Files dropped on the window were saved.
    Dropped {
        /// What became of each.
        outcomes: Vec<SaveOutcome>,
    },
    /// Something is being dragged over the window, or has left it.
    DragOver {
        /// Whether it is over the window.
        over: bool,
    },
    /// The program was started again with something to show or save; `window.asked` tells what.
    Asked,
    /// An item of the platform's menu bar was chosen.
    Act {
        /// The act of the window that it stands for.
        act: String,
    },
    /// The search index: `ready`, `building` or `behind`.
    Index {
        /// Its state.
        state: String,
    },
}

/// What a caller does differently about a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorKind {
    /// No such thing.
    NotFound,
    /// What was asked makes no sense.
    InvalidInput,
    /// It changed meanwhile.
    Conflict,
    /// No network.
    Offline,
    /// A server or the guard said no.
    Refused,
    /// Over a limit.
    TooLarge,
    /// Not to be read as what it claims to be.
    Unreadable,
    /// Not built for this.
    Unsupported,
    /// Stopped by the person.
    Cancelled,
    /// Another program holds the library.
    LibraryLocked,
    /// Made by a newer program.
    LibraryTooNew,
    /// The disk failed or is full.
    Disk,
    /// A fault of ours.
    #[default]
    Internal,
}

/// A failure, as the window and scripts see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct WireError {
    /// What to do differently.
    pub kind: ErrorKind,
    /// A sentence for a person: what, where, what to do.
    pub message: String,
    /// The sentence's name, by which the window says it in another language.
    pub code: String,
    /// What is filled into the sentence, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub parts: BTreeMap<String, String>,
    /// More for a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Something said to a person. What has no name, such as a title or a file's name, is the same in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// In English.
    pub message: String,
    /// The sentence's name, by which the window says it in another language; empty where it has none.
    #[serde(default)]
    pub code: String,
    /// What is filled into the sentence, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub parts: BTreeMap<String, String>,
}

impl From<Sentence> for Said {
    fn from(said: Sentence) -> Self {
        let parts = said.parts.into_iter().map(|(name, part)| (name.into_owned(), part)).collect();
        Self { message: said.text, code: said.code.into_owned(), parts }
    }
}

impl From<&str> for Said {
    fn from(name: &str) -> Self {
        Self { message: name.to_owned(), ..Self::default() }
    }
}

impl From<WireError> for Said {
    fn from(error: WireError) -> Self {
        Self { message: error.message, code: error.code, parts: error.parts }
    }
}

fn declaration<T: TS>(config: &ts_rs::Config) -> String {
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {}", T::decl(config))
}

/// The whole of `wire.ts`: every wire type and the table of commands.
pub fn typescript() -> String {
    let config = ts_rs::Config::new().with_large_int("number");
    let mut parts = vec![String::from(
        "// Made from crates/api/src/wire and crates/api/src/commands.rs; `npm run wire` makes it anew.",
    )];
    parts.extend(window::declarations(&config));
    parts.extend(articles::declarations(&config));
    parts.extend(annotations::declarations(&config));
    parts.extend(captures::declarations(&config));
    parts.extend(organise::declarations(&config));
    parts.extend(rules::declarations(&config));
    parts.extend(search::declarations(&config));
    parts.extend(transfer::declarations(&config));
    parts.extend(upkeep::declarations(&config));
    parts.push(declaration::<Event>(&config));
    parts.push(declaration::<ErrorKind>(&config));
    parts.push(declaration::<WireError>(&config));
    parts.push(declaration::<Said>(&config));
    parts.push(crate::commands::typescript(&config));

    parts.join("\n\n")
}
