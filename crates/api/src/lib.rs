//! The boundary of Commonplace: every command, its wire types, fetching, errors, events and progress.
//!
//! **Architecture invariant:** this is the only crate that spawns, fetches, or derives wire types. A branch on
//! business meaning belongs below it, in `library` or `core`.
//!
//! Scripts (the command line) call the methods that take and give the model's types; the window calls the commands of
//! [`commands`], whose types are in [`wire`]. Both end in the same methods of `Library`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod annotations;
mod articles;
mod captures;
pub mod commands;
mod convert;
mod copies;
mod error;
mod export;
mod fetch;
mod folder;
mod host;
mod import;
mod links;
mod numbers;
mod organise;
mod pictures;
mod placing;
mod reread;
mod review;
mod rules;
mod sample;
mod save;
mod search;
mod task;
mod upkeep;
mod watch;
mod window;
pub mod wire;
pub mod worker;

pub use annotations::Passage;
pub use articles::{Full, Manner};
pub use commonplace_core::{sentence, sentence::Sentence};
pub use commonplace_library::{
    AnchorCounts, ArticleFilter, CaptureInfo, Captured, Counts, Doubt, HighlightFilter,
    ImportStatus, IndexMode, Lookalike, Narrow, Sort, View,
};
pub use convert::id;
pub use export::Format;
pub use host::{Choose, Clipboard, Dialog, Host, NoWindow};
pub use placing::Choice;
pub use reread::{Reread, RereadStatus};
pub use task::Task;
pub use upkeep::Stats;

use commonplace_library::{Library, OpenOptions, Written};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::broadcast;
use wire::{Event, WireError};

/// Events kept for a listener that is slow; one that falls further behind is told so and asks anew.
const EVENTS: usize = 256;

/// One open library and everything that can be asked of it. Clones share it.
#[derive(Clone)]
pub struct Api {
    library: Library,
    host: Arc<dyn Host>,
    events: broadcast::Sender<Event>,
    tasks: Arc<task::Tasks>,
    network: Arc<fetch::Network>,
    watch: Arc<watch::Seen>,
    turns: Arc<search::Turns>,
}

impl Api {
    /// Opens the library in `dir`, or makes one there. Blocks for some milliseconds; call it outside a runtime's
    /// workers.
    ///
    /// # Errors
    /// `libraryTooNew`, `libraryLocked` or `disk`.
    pub fn open(dir: &Path, index: IndexMode, host: Arc<dyn Host>) -> Result<Self, WireError> {
        let library = Library::open(dir, OpenOptions { index })?;
        let watch = Arc::new(watch::Seen::new(&library)?);
        let (events, _) = broadcast::channel(EVENTS);
        let network = Arc::new(fetch::Network::public(library.clone()));
        Ok(Self {
            library,
            host,
            events,
            tasks: Arc::default(),
            network,
            watch,
            turns: Arc::default(),
        })
    }

    /// Where a library is kept unless a person says otherwise: the folder chosen in the settings, else
    /// [`usual_dir`](Self::usual_dir).
    ///
    /// # Errors
    /// `disk` where the platform has no folder for data.
    pub fn default_dir() -> Result<PathBuf, WireError> {
        Self::usual_dir().map(folder::chosen)
    }

    /// `Commonplace` in the platform's data folder.
    ///
    /// # Errors
    /// `disk` where the platform has no such folder.
    pub fn usual_dir() -> Result<PathBuf, WireError> {
        let name =
            if cfg!(any(windows, target_os = "macos")) { "Commonplace" } else { "commonplace" };
        dirs::data_dir().map(|data| data.join(name)).ok_or_else(|| {
            WireError::new(
                wire::ErrorKind::Disk,
                sentence!("no-data-folder", "There is no folder for a program's data here. Say where the library is: --library DIR."),
            )
        })
    }

    /// The library's folder.
    pub fn dir(&self) -> &Path {
        self.library.dir()
    }

    /// Whether this opening made the library.
    pub fn created(&self) -> bool {
        self.library.created()
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// The sniffed media type and the bytes of a stored image, by its hash of 64 hexadecimal digits. Blocks.
    ///
    /// # Errors
    /// `notFound` where there is none, or where it is not an image.
    pub fn image(&self, hash: &str) -> Result<(&'static str, Vec<u8>), WireError> {
        Ok(self.library.blobs().image(hash)?)
    }

    /// The same api, all of whose writes are one act: undone and done again as a whole.
    pub(crate) fn as_one_act(&self) -> Self {
        Self { library: self.library.as_one_act(), ..self.clone() }
    }

    /// Runs a command of the window by its name; a panic in it becomes `internal`.
    ///
    /// # Errors
    /// What the command says; see [`commands`].
    pub async fn call(
        &self,
        name: String,
        input: serde_json::Value,
    ) -> Result<serde_json::Value, WireError> {
        let api = self.clone();
        tokio::spawn(async move { commands::dispatch(&api, &name, input).await })
            .await
            .unwrap_or_else(|panic| Err(WireError::internal(panic)))
    }

    /// Runs blocking work with the library where blocking is allowed; a panic in it becomes `internal`.
    async fn disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library) -> Result<T, WireError> + Send + 'static,
    ) -> Result<T, WireError> {
        let library = self.library.clone();
        tokio::task::spawn_blocking(move || work(&library))
            .await
            .unwrap_or_else(|panic| Err(WireError::internal(panic)))
    }

    /// The same for a write: its changes are published and its value is given.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library) -> Result<Written<T>, WireError> + Send + 'static,
    ) -> Result<T, WireError> {
        let written = self.disk(work).await?;
        Ok(self.publish(written))
    }

    /// The same for what reading alone writes: the time of opening and the place reached.
    async fn write_by_reading(
        &self,
        work: impl FnOnce(&Library) -> Result<Written<()>, WireError> + Send + 'static,
    ) -> Result<(), WireError> {
        let written = self.disk(work).await?;
        self.tell(written, true);
        Ok(())
    }

    fn publish<T>(&self, written: Written<T>) -> T {
        self.tell(written, false)
    }

    fn tell<T>(&self, written: Written<T>, by_reading: bool) -> T {
        // A write that changed nothing names the present revision, which may be another program's and not yet told.
        if !written.changes.is_empty() {
            self.watch.own(written.revision);
            let changes = written.changes.iter().map(convert::change).collect();
            self.emit(Event::Changed { revision: written.revision.0, changes, by_reading });
        }
        written.value
    }

    /// Tells whoever listens; that nobody does is no failure.
    fn emit(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
