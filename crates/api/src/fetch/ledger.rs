//! Every request is written down, however it ends.

use commonplace_library::{Library, Outcome, Purpose, Request, now};
use reqwest::Url;

/// Where requests are written down; nowhere in tests of fetching alone.
#[derive(Clone, Default)]
pub(super) struct Ledger(Option<Library>);

impl Ledger {
    /// Into the ledger of this library.
    pub(super) fn of(library: Library) -> Self {
        Self(Some(library))
    }

    /// A request that is about to be made. It counts as failed until it is said to have ended otherwise.
    pub(super) fn begin(&self, url: &Url, purpose: Purpose) -> Entry {
        let host = url.host_str().unwrap_or_default().to_owned();
        let request = Request { made: now(), host, purpose, outcome: Outcome::Failed, bytes: 0 };
        Entry { ledger: self.clone(), request }
    }
}

/// A request under way; written down when it is dropped.
pub(super) struct Entry {
    ledger: Ledger,
    request: Request,
}

impl Entry {
    /// Bytes have come.
    pub(super) fn came(&mut self, bytes: usize) {
        self.request.bytes = self.request.bytes.saturating_add(bytes as u64);
    }

    /// How it ended.
    pub(super) fn ended(&mut self, outcome: Outcome) {
        self.request.outcome = outcome;
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let Some(library) = self.ledger.0.clone() else { return };
        let request = self.request.clone();
        let write = move || {
            if let Err(error) = library.log_request(&request) {
                eprintln!("a request could not be written down: {error}");
            }
        };
        // The disk must not hold up the worker that the request ran on.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(write)),
            Err(_) => write(),
        }
    }
}
