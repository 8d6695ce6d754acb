//! A Commonplace library on disk: one folder with SQLite as the truth, tantivy as a cache of it, and the originals
//! under their hashes.
//!
//! ```text
//! library.sqlite   everything a person made or saved
//! blobs/           original bytes and images, named by their contents
//! index/           search; derived, may be deleted at any time
//! backups/         snapshots
//! ```
//!
//! **Architecture invariants:** nothing here is asynchronous or reaches the network. Only `store/` says SQL, only
//! `index/` says tantivy. Every write goes through [`Library::write`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod backup;
mod blobs;
mod change;
mod copies;
mod error;
mod import;
mod index;
mod library;
mod recapture;
mod save;
mod search;
mod store;
mod sweep;
mod upkeep;

pub use backup::{Backup, BackupKind};
pub use blobs::{Blobs, sha256_hex};
pub use change::{Change, EntityKind, Op, Revision, Written};
pub use copies::Lookalike;
pub use error::Error;
pub use import::{ImportStatus, Imported, Provenance};
pub use index::{
    Answer, Elsewhere, Facets, Hit, IndexMode, IndexState, Name, Passage, Place, Reason, Related,
    SecondList, Suggestion, Wanted,
};
pub use library::{Library, OpenOptions};
pub use recapture::{Kept, Occasion};
pub use save::{Incoming, SaveStatus};
pub use store::{
    AnchorCounts, ArticleFilter, CaptureInfo, Captured, Counts, Day, Doubt, Graph, HighlightFilter,
    HighlightPlace, ImportRecord, Insights, Joint, Link, Named, Narrow, NewArticle, NewCapture,
    NewHighlight, Origin, Outcome, Progress, Purpose, Request, Sort, Titled, View, Writer,
};
pub use sweep::{GRACE, Swept};

use commonplace_core::model::Millis;

/// The present moment, by the system's clock.
pub fn now() -> Millis {
    Millis(jiff::Timestamp::now().as_millisecond())
}
