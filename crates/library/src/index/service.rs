//! What the library asks of search.

use super::{
    Answer, Elsewhere, Facets, IndexMode, IndexState, Reason, Related, SecondList, Suggestion,
    Wanted,
    active::{self, Active},
    answer, facets,
    keeper::{Keeper, Progress},
    related, suggest,
    thread::Thread,
    why,
};
use crate::{
    EntityKind, Error, Revision,
    store::{Store, change, lock},
};
use commonplace_core::{model::ArticleId, query::Query};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{Builder, JoinHandle},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How often the thread looks whether another program has written.
pub(super) const TICK: Duration = Duration::from_millis(200);
/// How often to try again for the lock, or after a failure.
pub(super) const RETRY: Duration = Duration::from_secs(1);
/// How long a search waits for the index to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The index of an open library.
pub(crate) struct Index {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

pub(super) struct Shared {
    pub(super) dir: PathBuf,
    pub(super) store: Arc<Store>,
    mode: IndexMode,
    state: Mutex<State>,
    pub(super) news: Condvar,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) active: Option<Arc<Active>>,
    pub(super) building: bool,
    /// Articles done, and how many there are, while building.
    pub(super) progress: (u32, u32),
    pub(super) is_keeper: bool,
    /// Set by others for the thread:
    pub(super) stop: bool,
    pub(super) woken: bool,
    pub(super) hurry: bool,
    pub(super) rebuild: bool,
    /// Stops building; what served before goes on.
    pub(super) give_up: bool,
    /// What went wrong last.
    pub(super) failure: Option<String>,
}

impl Index {
    /// Gets search ready, in the background where `mode` says so. Returns at once.
    pub(crate) fn start(dir: &Path, store: Arc<Store>, mode: IndexMode) -> Self {
        let shared = Arc::new(Shared {
            dir: dir.to_path_buf(),
            store,
            mode,
            state: Mutex::default(),
            news: Condvar::new(),
        });
        let thread = (mode == IndexMode::Background).then(|| {
            let shared = Arc::clone(&shared);
            Builder::new().name("index".into()).spawn(move || Thread::new(&shared).run())
        });
        // Without a thread, searching and catching up say what is wrong.
        Self { shared, thread: thread.and_then(Result::ok) }
    }

    /// Tells the thread that something was written.
    pub(crate) fn wake(&self) {
        if self.thread.is_some() {
            self.shared.lock().woken = true;
            self.shared.news.notify_all();
        }
    }

    pub(crate) fn search(
        &self,
        query: &Query,
        page: (u32, u32),
        second: Option<&dyn SecondList>,
        wanted: Wanted<'_>,
    ) -> Result<Answer, Error> {
        let store = &self.shared.store;
        self.read(|active| answer::search(active, store, query, page, second, wanted))
    }

    pub(crate) fn found(&self, query: &Query) -> Result<Vec<(EntityKind, Uuid)>, Error> {
        self.read(|active| answer::found(active, &self.shared.store, query))
    }

    pub(crate) fn facets(&self, query: &Query, wanted: Wanted<'_>) -> Result<Facets, Error> {
        self.read(|active| facets::facets(active, &self.shared.store, query, wanted))
    }

    pub(crate) fn suggest(&self, query: &Query, typed: &str) -> Result<Vec<Suggestion>, Error> {
        self.read(|active| suggest::suggest(active, query, typed))
    }

    pub(crate) fn related(&self, id: ArticleId, limit: usize) -> Result<Vec<Related>, Error> {
        self.read(|active| related::related(active, &self.shared.store, id, limit))
    }

    pub(crate) fn elsewhere(
        &self,
        passage: &str,
        except: Option<ArticleId>,
        limit: usize,
    ) -> Result<Vec<Elsewhere>, Error> {
        self.read(|active| related::elsewhere(active, &self.shared.store, passage, except, limit))
    }

    pub(crate) fn why(
        &self,
        query: &Query,
        kind: EntityKind,
        id: Uuid,
    ) -> Result<Vec<Reason>, Error> {
        why::why(&self.shared.store, query, kind, id)
    }

    /// Reads the index; where it turns out to be damaged, it is built anew.
    fn read<T>(&self, read: impl FnOnce(&Active) -> Result<T, Error>) -> Result<T, Error> {
        let active = self.shared.active()?;
        // Damaged files may trip an assertion as well as give an error.
        let found = catch_unwind(AssertUnwindSafe(|| read(&active)))
            .unwrap_or_else(|_| Err(Error::Index("The search index is damaged.".into())));
        if let Err(Error::Index(_)) = found {
            self.shared.lock().rebuild = true;
            self.shared.news.notify_all();
        }
        found
    }

    pub(crate) fn matches(
        &self,
        query: &Query,
        article: ArticleId,
    ) -> Result<Vec<(u32, u32)>, Error> {
        why::matches(&self.shared.store, query, article)
    }

    pub(crate) fn catch_up(&self, wait: Duration) -> Result<(), Error> {
        let store = &self.shared.store;
        let target = change::last_indexed(&*store.reader()?)?;
        self.shared.catch_up(target, wait)
    }

    pub(crate) fn rebuild(&self, progress: Progress<'_>) -> Result<(), Error> {
        if self.thread.is_none() {
            let taken = Keeper::take(&self.shared.dir, &self.shared.store)?;
            let mut keeper = taken.ok_or(Error::Locked)?;
            // One that cannot be opened is being replaced.
            let _ = self.shared.refresh();
            let serving = self.shared.lock().active.clone();
            let active = keeper.build(serving.as_deref(), None, progress)?;
            self.shared.lock().active = Some(Arc::clone(&active));
            keeper.close(&active);
            return Ok(());
        }
        let before = self.shared.lock().active.as_ref().map(|active| active.folder.clone());
        let begun = Instant::now();
        let mut state = self.shared.lock();
        (state.rebuild, state.give_up) = (true, false);
        self.shared.news.notify_all();
        loop {
            let folder = state.active.as_ref().map(|active| &active.folder);
            if !state.rebuild && !state.building {
                if state.give_up {
                    return Err(Error::Stopped);
                }
                return match &state.failure {
                    Some(failure) => Err(Error::Index(failure.clone())),
                    None if folder == before.as_ref() => Err(Error::Locked),
                    None => Ok(()),
                };
            }
            if !state.is_keeper && begun.elapsed() > 2 * RETRY {
                state.rebuild = false;
                return Err(Error::Locked);
            }
            let (done, total) = state.progress;
            drop(state);
            if !progress(done, total) {
                self.shared.lock().give_up = true;
            }
            state = self.shared.wait(self.shared.lock(), TICK / 4);
        }
    }

    pub(crate) fn state(&self) -> IndexState {
        let (building, covered) = {
            let state = self.shared.lock();
            (state.building, state.active.as_ref().map(|active| active.covered()))
        };
        let store = &self.shared.store;
        let written = store.reader().and_then(|reader| change::last_indexed(&reader));
        match (building, covered, written) {
            (true, ..) => IndexState::Building,
            (_, Some(covered), Ok(written)) if covered >= written => IndexState::Ready,
            _ => IndexState::Behind,
        }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.news.notify_all();
        if let Some(thread) = self.thread.take() {
            // It says itself what goes wrong.
            let _ = thread.join();
        }
    }
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(super) fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        time: Duration,
    ) -> MutexGuard<'a, State> {
        self.news.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner).0
    }

    /// The index to search, as soon as there is one.
    fn active(&self) -> Result<Arc<Active>, Error> {
        if self.mode == IndexMode::OnDemand {
            self.refresh()?;
            if self.lock().active.is_none() {
                let target = change::last_indexed(&*self.store.reader()?)?;
                self.catch_up(target, PATIENCE)?;
            }
        }
        let begun = Instant::now();
        let mut state = self.lock();
        loop {
            if let Some(active) = &state.active {
                return Ok(Arc::clone(active));
            }
            if begun.elapsed() > PATIENCE {
                return Err(self.not_ready(&state));
            }
            state = self.wait(state, TICK);
        }
    }

    /// Follows what another program committed or built.
    pub(super) fn refresh(&self) -> Result<(), Error> {
        let present = self.lock().active.clone();
        let folder = active::current(&self.dir);
        match present {
            Some(present) if folder.as_deref() == Some(&*present.folder) => {
                present.follow(&self.store)
            }
            _ if folder.is_some() => {
                if let Some(opened) = active::open(&self.dir, &self.store)? {
                    self.lock().active = Some(Arc::new(opened));
                    self.news.notify_all();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn catch_up(&self, target: Revision, wait: Duration) -> Result<(), Error> {
        let begun = Instant::now();
        loop {
            match self.mode {
                IndexMode::Background => {
                    self.lock().hurry = true;
                    self.news.notify_all();
                }
                IndexMode::OnDemand => {
                    if let Some(keeper) = Keeper::take(&self.dir, &self.store)? {
                        return self.keep_once(keeper);
                    }
                    // A half-written index of the program that holds the lock is its own affair.
                    let _ = self.refresh();
                }
            }
            let state = self.lock();
            if state.active.as_ref().is_some_and(|active| active.covered() >= target) {
                return Ok(());
            }
            if begun.elapsed() > wait {
                return Err(self.not_ready(&state));
            }
            drop(self.wait(state, Duration::from_millis(10)));
        }
    }

    /// Brings the index to the present and lets go of it.
    fn keep_once(&self, mut keeper: Keeper) -> Result<(), Error> {
        let wanted = std::mem::take(&mut self.lock().rebuild);
        let present = self.lock().active.clone();
        let opened = if wanted { None } else { keeper.open()? };
        let active = match (opened, present) {
            (Some(opened), Some(present)) if opened.folder == present.folder => {
                present.follow(&self.store)?;
                present
            }
            (Some(opened), _) => Arc::new(opened),
            (None, _) => keeper.build(None, None, &mut |_, _| true)?,
        };
        keeper.catch_up(&active)?;
        self.lock().active = Some(Arc::clone(&active));
        keeper.close(&active);
        Ok(())
    }

    fn not_ready(&self, state: &State) -> Error {
        let reason = state.failure.clone();
        Error::Index(reason.unwrap_or_else(|| "Search is not ready yet.".into()))
    }
}
