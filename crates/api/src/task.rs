//! Long work that tells how far it is and can be stopped.

use crate::{
    Api,
    wire::{ErrorKind, Event, Said, WireError},
};
use commonplace_core::sentence;
use std::{
    collections::HashMap,
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time;

/// How often long waits look whether they are to stop.
const LOOK_EACH: Duration = Duration::from_millis(100);

/// The long work under way, by the names that callers gave.
#[derive(Default)]
pub(crate) struct Tasks(Mutex<HashMap<String, Arc<AtomicBool>>>);

/// One piece of long work. Ends when dropped.
pub struct Task {
    api: Api,
    name: Option<String>,
    stop: Arc<AtomicBool>,
    /// How many items are done, and of how many.
    at: Mutex<(u32, u32)>,
}

impl Task {
    /// Tells that `done` of `total` items are done (0: not known yet) and what comes now.
    ///
    /// # Errors
    /// `cancelled` once the person has stopped it; what was done so far stays.
    pub fn step(&self, done: u32, total: u32, now: impl Into<Said>) -> Result<(), WireError> {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = (done, total);
        self.tell(done, total, now.into(), false);
        if self.stop.load(Ordering::Acquire) {
            return Err(WireError::new(
                ErrorKind::Cancelled,
                sentence!(
                    "stopped-after",
                    "Stopped after {done} of {total}. What was done so far is kept.",
                    done = done,
                    total = total
                ),
            ));
        }
        Ok(())
    }

    /// Whether a person has stopped it, for work that cannot hold on to the task itself.
    pub(crate) fn stopper(&self) -> impl Fn() -> bool + Send + 'static {
        let stop = Arc::clone(&self.stop);
        move || stop.load(Ordering::Acquire)
    }

    /// Tells what is being done about the present item.
    pub(crate) fn say(&self, now: impl Into<Said>) {
        let (done, total) = *self.at.lock().unwrap_or_else(PoisonError::into_inner);
        self.tell(done, total, now.into(), false);
    }

    /// Waits for `work`, but no longer than until a person stops it.
    ///
    /// # Errors
    /// `cancelled`.
    pub(crate) async fn unless_stopped<T>(
        &self,
        work: impl Future<Output = T>,
    ) -> Result<T, WireError> {
        let mut work = pin!(work);
        loop {
            if self.stop.load(Ordering::Acquire) {
                return Err(WireError::new(ErrorKind::Cancelled, sentence!("stopped", "Stopped.")));
            }
            if let Ok(done) = time::timeout(LOOK_EACH, work.as_mut()).await {
                return Ok(done);
            }
        }
    }

    fn tell(&self, done: u32, total: u32, now: Said, finished: bool) {
        if let Some(task) = &self.name {
            self.api.emit(Event::Progress { task: task.clone(), now, done, total, finished });
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            self.api.tasks.lock().remove(name);
        }
        self.tell(0, 0, Said::default(), true);
    }
}

impl Tasks {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Api {
    /// Begins long work under the caller's name for it; without a name it cannot be stopped and tells nothing.
    pub fn task(&self, name: Option<String>) -> Task {
        let stop = Arc::new(AtomicBool::new(false));
        if let Some(name) = &name {
            self.tasks.lock().insert(name.clone(), Arc::clone(&stop));
        }
        Task { api: self.clone(), name, stop, at: Mutex::default() }
    }

    /// Asks the work of this name to stop; that there is none is no failure, it has just ended.
    pub(crate) fn stop(&self, name: &str) {
        if let Some(stop) = self.tasks.lock().get(name) {
            stop.store(true, Ordering::Release);
        }
    }
}
