//! What can go wrong with a library, told apart by what a caller does about it.

use commonplace_core::sentence::Sentence;
use std::path::{Path, PathBuf};

/// A failure of the library. The message is for a report; `api` says it to a person.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it was deleted.
    #[error("there is no such {what}")]
    NotFound {
        /// What was asked for: `article`, `capture`, `highlight`, `note`, `file`.
        what: &'static str,
    },
    /// What was asked makes no sense.
    #[error("{0}")]
    Invalid(Sentence),
    /// It was changed meanwhile, or is there already.
    #[error("{0}")]
    Conflict(Sentence),
    /// Another program holds the library and did not let go within the time allowed.
    #[error("another program is using the library")]
    Locked,
    /// A newer program made this library; nothing in it was touched.
    #[error("the library has version {found}, this program knows versions up to {known}")]
    TooNew {
        /// The version the library has.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// The disk failed, is full, or may not be written.
    #[error("{path}: {source}", path = path.display())]
    Disk {
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What is stored is not what was written, or is no library at all.
    #[error("{0}")]
    Corrupt(String),
    /// The person stopped it; nothing has happened.
    #[error("stopped")]
    Stopped,
    /// SQLite failed in a way that none of the others says.
    #[error("database: {0}")]
    Database(rusqlite::Error),
    /// The search index failed; the library itself is unharmed.
    #[error("search index: {0}")]
    Index(String),
}

impl Error {
    /// A disk failure at `path`.
    pub(crate) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Disk { path, source }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(code) = error.sqlite_error_code() else {
            return Self::Database(error);
        };
        let io = |kind| Self::Disk {
            path: PathBuf::from("library.sqlite"),
            source: std::io::Error::new(kind, error.to_string()),
        };
        match code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Locked,
            Code::DiskFull => io(std::io::ErrorKind::StorageFull),
            Code::ReadOnly | Code::PermissionDenied => io(std::io::ErrorKind::PermissionDenied),
            Code::SystemIoFailure | Code::CannotOpen => io(std::io::ErrorKind::Other),
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Corrupt(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.to_string())
    }
}
