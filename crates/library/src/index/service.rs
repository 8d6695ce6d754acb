//! What the library asks of search, and the thread that keeps the index for a window.

use super::active::{self, Active};
use super::keeper::{Keeper, Progress};
use super::{
    Answer, Elsewhere, Facets, IndexMode, IndexState, Reason, Related, Suggestion, Wanted, answer,
    facets, related, suggest,
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
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How often the thread looks whether another program has written.
const TICK: Duration = Duration::from_millis(200);
/// Changes are committed when nothing has come for this long.
const REST: Duration = Duration::from_millis(250);
/// At most this long after the first of them.
const LONGEST: Duration = Duration::from_secs(1);
/// How often to try again for the lock, or after a failure.
const RETRY: Duration = Duration::from_secs(1);
/// How long a search waits for the index to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The index of an open library.
pub(crate) struct Index {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    dir: PathBuf,
    store: Arc<Store>,
    mode: IndexMode,
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    active: Option<Arc<Active>>,
    building: bool,
    /// Articles done, and how many there are, while building.
    progress: (u32, u32),
    is_keeper: bool,
    /// Set by others for the thread:
    stop: bool,
    woken: bool,
    hurry: bool,
    rebuild: bool,
    /// Stops building; what served before goes on.
    give_up: bool,
    /// What went wrong last.
    failure: Option<String>,
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
            thread::Builder::new().name("index".into()).spawn(move || Thread::new(&shared).run())
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
        wanted: Wanted<'_>,
    ) -> Result<Answer, Error> {
        let store = &self.shared.store;
        self.read(|active| answer::search(active, store, query, page, wanted))
    }

    pub(crate) fn found(&self, query: &Query) -> Result<Vec<(EntityKind, Uuid)>, Error> {
        self.read(|active| answer::found(active, &self.shared.store, query))
    }

    pub(crate) fn facets(&self, query: &Query) -> Result<Facets, Error> {
        self.read(|active| facets::facets(active, &self.shared.store, query))
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
        answer::why(&self.shared.store, query, kind, id)
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
        answer::matches(&self.shared.store, query, article)
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
    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
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
    fn refresh(&self) -> Result<(), Error> {
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

/// The thread of a window.
struct Thread<'a> {
    shared: &'a Shared,
    keeper: Option<Keeper>,
    next_try: Instant,
    version: Option<i64>,
    /// When the first and the last of the changes came that are not committed yet.
    pending: Option<(Instant, Instant)>,
}

impl<'a> Thread<'a> {
    fn new(shared: &'a Shared) -> Self {
        let now = Instant::now();
        Self { shared, keeper: None, next_try: now, version: None, pending: Some((now, now)) }
    }

    fn run(mut self) {
        loop {
            let (stop, hurry) = self.wait();
            if stop {
                break;
            }
            if let Err(error) = self.turn(hurry) {
                self.keeper = None;
                self.next_try = Instant::now() + RETRY;
                let mut state = self.shared.lock();
                state.failure = Some(error.to_string());
                state.building = false;
                state.is_keeper = false;
                self.shared.news.notify_all();
            }
        }
        let active = self.shared.lock().active.clone();
        if let (Some(keeper), Some(active)) = (self.keeper.take(), active) {
            keeper.close(&active);
        }
    }

    /// Sleeps until there is something to do; whether to stop, and whether somebody waits.
    fn wait(&mut self) -> (bool, bool) {
        let first = self.version.is_none();
        let time = match self.pending {
            Some((begun, last)) => {
                let due = (last + REST).min(begun + LONGEST);
                due.saturating_duration_since(Instant::now()).min(TICK)
            }
            None => TICK,
        };
        let mut state = self.shared.lock();
        let called = |state: &State| state.stop || state.woken || state.hurry || state.rebuild;
        if !called(&state) && !first {
            state = self.shared.wait(state, time);
        }
        let (woken, hurry) = (std::mem::take(&mut state.woken), std::mem::take(&mut state.hurry));
        let stop = state.stop;
        drop(state);
        if woken {
            self.note_change();
        }
        (stop, hurry || first)
    }

    fn note_change(&mut self) {
        let now = Instant::now();
        self.pending = Some((self.pending.map_or(now, |(begun, _)| begun), now));
    }

    fn turn(&mut self, hurry: bool) -> Result<(), Error> {
        let version = self.shared.store.data_version()?;
        if self.version.replace(version) != Some(version) {
            self.note_change();
        }
        if self.keeper.is_none() && Instant::now() >= self.next_try {
            self.next_try = Instant::now() + RETRY;
            self.begin()?;
        }
        if self.keeper.is_none() {
            self.pending = None;
            return self.shared.refresh();
        }
        if self.shared.lock().rebuild {
            self.build()?;
        }
        let due = self
            .pending
            .is_some_and(|(begun, last)| last.elapsed() >= REST || begun.elapsed() >= LONGEST);
        if hurry || due {
            self.pending = None;
            let active = self.shared.lock().active.clone();
            if let (Some(keeper), Some(active)) = (&mut self.keeper, active) {
                keeper.catch_up(&active)?;
            }
            let mut state = self.shared.lock();
            state.failure = None;
            self.shared.news.notify_all();
        }
        Ok(())
    }

    /// Becomes the keeper where nobody else is.
    fn begin(&mut self) -> Result<(), Error> {
        let Some(keeper) = Keeper::take(&self.shared.dir, &self.shared.store)? else {
            return Ok(());
        };
        let opened = keeper.open()?;
        self.keeper = Some(keeper);
        self.shared.lock().is_keeper = true;
        match opened {
            Some(opened) => {
                self.shared.lock().active = Some(Arc::new(opened));
                self.shared.news.notify_all();
                self.note_change();
                Ok(())
            }
            None => self.build(),
        }
    }

    fn build(&mut self) -> Result<(), Error> {
        let shared = self.shared;
        let Some(keeper) = &mut self.keeper else { return Ok(()) };
        {
            let mut state = shared.lock();
            state.building = true;
            (state.rebuild, state.give_up) = (false, false);
            state.failure = None;
            state.progress = (0, 0);
        }
        let serving = shared.lock().active.clone();
        let mut show = |active| {
            shared.lock().active = Some(active);
            shared.news.notify_all();
        };
        let show: Option<&mut dyn FnMut(Arc<Active>)> =
            if serving.is_none() { Some(&mut show) } else { None };
        let active = keeper.build(serving.as_deref(), show, &mut |done, total| {
            let mut state = shared.lock();
            state.progress = (done, total);
            !state.stop && !state.give_up
        })?;
        let mut state = shared.lock();
        state.active = Some(active);
        state.building = false;
        shared.news.notify_all();
        Ok(())
    }
}
