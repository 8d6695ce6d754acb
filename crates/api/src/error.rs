//! Every failure below, said once: what kind it is for a caller, and a sentence for a person.

use crate::wire::{ErrorKind, Said, WireError};
use commonplace_core::{sentence, sentence::Sentence};
use commonplace_library::Error;

impl WireError {
    /// A failure of this kind with a sentence for a person.
    pub fn new(kind: ErrorKind, said: Sentence) -> Self {
        let Said { message, code, parts } = said.into();
        Self { kind, message, code, parts, detail: None }
    }

    /// What was asked makes no sense.
    pub fn invalid(said: Sentence) -> Self {
        Self::new(ErrorKind::InvalidInput, said)
    }

    /// The same with more for a report.
    #[must_use]
    pub fn with_detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// A fault of ours: something panicked or an invariant does not hold.
    pub fn internal(detail: impl ToString) -> Self {
        Self::new(
            ErrorKind::Internal,
            sentence!("internal", "Something went wrong inside Commonplace. Nothing that was saved is lost; try again."),
        )
        .with_detail(detail)
    }

    /// A file or folder could not be read or written.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let name = path.display();
        match error.kind() {
            Io::NotFound => Self::new(
                ErrorKind::NotFound,
                sentence!("no-file", "There is no file “{file}”.", file = name),
            ),
            Io::PermissionDenied => Self::new(
                ErrorKind::Disk,
                sentence!(
                    "file-forbidden",
                    "“{file}” may not be opened: its permissions do not allow it.",
                    file = name
                ),
            ),
            Io::StorageFull => Self::new(
                ErrorKind::Disk,
                sentence!(
                    "disk-full",
                    "The disk that holds “{file}” is full. Make room and try again.",
                    file = name
                ),
            ),
            _ => Self::new(
                ErrorKind::Disk,
                sentence!("file-failed", "“{file}” could not be read or written.", file = name),
            )
            .with_detail(error),
        }
    }
}

impl From<Error> for WireError {
    fn from(error: Error) -> Self {
        let detail = error.to_string();
        match error {
            Error::NotFound { what } => Self::new(
                ErrorKind::NotFound,
                sentence!("not-found", "There is no such {what}; it may have been deleted.", what = what),
            ),
            Error::Invalid(message) => Self::invalid(message),
            Error::Conflict(message) => Self::new(ErrorKind::Conflict, message),
            Error::Locked => Self::new(
                ErrorKind::LibraryLocked,
                sentence!("locked", "Another program is using the library and did not let go. Close it and try again."),
            ),
            Error::TooNew { found, known } => Self::new(
                ErrorKind::LibraryTooNew,
                sentence!("too-new", "This library was made by a newer Commonplace (format {found}; this one knows up to {known}). Update Commonplace to open it; nothing was changed.", found = found, known = known),
            ),
            Error::Disk { path, source } => Self::file(&path, &source),
            Error::Stopped => {
                Self::new(ErrorKind::Cancelled, sentence!("stopped-before", "Stopped. Everything is as it was before."))
            }
            Error::Corrupt(_) => Self::new(
                ErrorKind::Disk,
                sentence!("corrupt", "A part of the library cannot be read. Restore a backup from its “backups” folder."),
            )
            .with_detail(detail),
            Error::Database(_) | Error::Index(_) => Self::internal(detail),
        }
    }
}
