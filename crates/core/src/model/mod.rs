//! The nouns of Commonplace as plain types: one word per thing, the same in Rust, SQL, TypeScript and on screen.
//!
//! Nothing here is serialisable on purpose: what crosses a boundary has a type of its own there.

mod annotation;
mod article;
mod id;
mod rule;
mod time;

pub use annotation::{
    Anchor, AnchorMethod, AnchorState, Color, DecidedBy, Highlight, Note, NoteTarget, Occurrence,
    Selector,
};
pub use article::{
    Article, Capture, Collection, Details, Dropped, Kept, Metadata, ReadingPosition, ReadingState,
    Receipt, SavedSearch, SourceKind, Tag,
};
pub use id::{
    ArticleId, CaptureId, CollectionId, HighlightId, NoteId, RuleId, SavedSearchId, TagId,
};
pub use rule::SiteRule;
pub use time::Millis;
