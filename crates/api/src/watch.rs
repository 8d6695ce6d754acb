//! Noticing what other programs write to the same library.

use crate::{
    Api, convert,
    wire::{Event, WireError},
};
use commonplace_library::{Library, Revision};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// How often the library is asked whether another program wrote: far below the second within which a change made
/// elsewhere must be seen, far above what the question costs (some microseconds).
const PERIOD: Duration = Duration::from_millis(200);

/// The newest revision whose changes were published.
pub(crate) struct Seen(AtomicU64);

impl Seen {
    pub(crate) fn new(library: &Library) -> Result<Self, WireError> {
        Ok(Self(AtomicU64::new(library.revision()?.0)))
    }

    /// Our own write published its changes itself. A foreign one just before it is still found: only a gapless step
    /// moves the mark.
    pub(crate) fn own(&self, revision: Revision) {
        let before = revision.0.saturating_sub(1);
        let _ = self.0.compare_exchange(before, revision.0, Ordering::AcqRel, Ordering::Acquire);
    }
}

impl Api {
    /// Publishes the changes that other programs make, until the runtime ends. Start it once.
    ///
    /// # Errors
    /// `disk` when the library cannot be read at all.
    pub async fn watch(&self) -> Result<(), WireError> {
        let mut version = None;
        let mut index = None;
        loop {
            let (now, state) =
                self.disk(|library| Ok((library.data_version()?, library.index_state()))).await?;
            if version.replace(now) != Some(now) {
                self.publish_foreign().await?;
            }
            if index.replace(state) != Some(state) {
                self.emit(Event::Index { state: state.as_str().into() });
            }
            tokio::time::sleep(PERIOD).await;
        }
    }

    async fn publish_foreign(&self) -> Result<(), WireError> {
        let seen = self.watch.0.load(Ordering::Acquire);
        let (revision, changes) =
            self.disk(move |library| Ok(library.changes_since(Revision(seen))?)).await?;
        self.watch.0.fetch_max(revision.0, Ordering::AcqRel);
        if !changes.is_empty() {
            let changes = changes.iter().map(convert::change).collect();
            self.emit(Event::Changed { revision: revision.0, changes, by_reading: false });
        }
        Ok(())
    }
}
