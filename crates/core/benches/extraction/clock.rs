//! Time on the processor and memory, as the system counts them.

use std::fs;
use std::time::{Duration, Instant};

/// Runs `work` and says how long the processor was at it: other programs that run meanwhile do not count. Where the
/// system does not say, the time that went by.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (start, busy) = (Instant::now(), on_processor());
    let result = work();
    let spent = match (busy, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    (result, spent)
}

#[cfg(unix)]
fn on_processor() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ProcessCPUTime).try_into().ok()
}

#[cfg(not(unix))]
fn on_processor() -> Option<Duration> {
    None
}

/// Megabytes the process has held at most since the start or [`forget_peak`], where the system says so.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kb| kb / 1024)
}

/// Measures the peak from now on, where the system can.
pub(crate) fn forget_peak() {
    // Elsewhere the peak stays that of the whole run, which is never too low.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
