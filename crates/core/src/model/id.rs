//! Identities: UUIDs of version 7, hyphenated text outside, 16-byte blobs in SQLite.

use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID as this kind of identity.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The identity whose 16 bytes these are; none where the length differs.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                Uuid::from_slice(bytes).ok().map(Self)
            }

            /// The 16 bytes, as stored.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )+};
}

id! {
    /// Identity of an [`Article`](super::Article).
    ArticleId,
    /// Identity of a [`Capture`](super::Capture).
    CaptureId,
    /// Identity of a [`Highlight`](super::Highlight).
    HighlightId,
    /// Identity of a [`Note`](super::Note).
    NoteId,
    /// Identity of a [`Tag`](super::Tag).
    TagId,
    /// Identity of a [`Collection`](super::Collection).
    CollectionId,
    /// Identity of a [`SavedSearch`](super::SavedSearch).
    SavedSearchId,
    /// Identity of a [`SiteRule`](super::SiteRule).
    RuleId,
}
