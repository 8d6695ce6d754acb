//! The thread that keeps the index for a window.

use super::{
    active::Active,
    keeper::Keeper,
    service::{RETRY, Shared, State, TICK},
};
use crate::Error;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Changes are committed when nothing has come for this long.
const REST: Duration = Duration::from_millis(250);
/// At most this long after the first of them.
const LONGEST: Duration = Duration::from_secs(1);

/// The thread of a window.
pub(super) struct Thread<'a> {
    shared: &'a Shared,
    keeper: Option<Keeper>,
    next_try: Instant,
    version: Option<i64>,
    /// When the first and the last of the changes came that are not committed yet.
    pending: Option<(Instant, Instant)>,
}

impl<'a> Thread<'a> {
    pub(super) fn new(shared: &'a Shared) -> Self {
        let now = Instant::now();
        Self { shared, keeper: None, next_try: now, version: None, pending: Some((now, now)) }
    }

    pub(super) fn run(mut self) {
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
