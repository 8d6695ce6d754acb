//! Clocks, memory and tables.

use std::{
    fmt, fs,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// Times of one kind of query.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Runs `f` and notes how long it took.
    pub(crate) fn take<T>(&mut self, f: impl FnOnce() -> T) -> T {
        let (value, time) = timed(f);
        self.note(time);
        value
    }

    /// Notes how long something took.
    pub(crate) fn note(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that this share of the runs stayed under, in milliseconds.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort();
        let place = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1));
        sorted.get(place - 1).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }

    /// p50, p95 and p99 in a table's cell.
    pub(crate) fn cell(&self) -> String {
        format!("{:6.2} /{:7.2} /{:7.2}", self.at(0.5), self.at(0.95), self.at(0.99))
    }
}

/// Runs `f` and says how long it took.
pub(crate) fn timed<T>(f: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = f();
    (value, begun.elapsed())
}

/// Makes the system forget a file or the files of a folder, as after a restart; false where that cannot be asked for.
pub(crate) fn forget(path: &Path) -> bool {
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        return entries.map(|entry| entry.path()).all(|path| forget(&path));
    }
    // GNU dd tells the system so.
    let mut file = std::ffi::OsString::from("of=");
    file.push(path);
    let rest = ["oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none"];
    Command::new("dd").arg(file).args(rest).status().is_ok_and(|status| status.success())
}

/// Processor time that this program has taken so far, in seconds; none where the system does not say.
pub(crate) fn cpu() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

/// What something took.
pub(crate) struct Cost {
    wall: f64,
    /// Seconds of processor time.
    pub(crate) cpu: f64,
    /// The most memory held beyond what was held before, in MB.
    memory: f64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { wall, cpu, memory } = self;
        write!(f, "{wall:7.1} s wall {cpu:7.1} s CPU {memory:5.0} MB memory")
    }
}

/// Runs `f` and says what it took.
pub(crate) fn cost<T>(f: impl FnOnce() -> T) -> (T, Cost) {
    let before = memory();
    let (watch, begun, used) = (Watch::start(), Instant::now(), cpu());
    let value = f();
    let wall = begun.elapsed().as_secs_f64();
    let cpu = cpu().zip(used).map_or(f64::NAN, |(now, then)| now - then);
    let memory = watch.stop().saturating_sub(before) as f64 / 1e6;
    (value, Cost { wall, cpu, memory })
}

/// Memory of this program that no file backs, in bytes; 0 where the system does not say.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1_024
}

/// Looks at the memory fifty times a second.
struct Watch {
    done: Arc<AtomicBool>,
    most: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

impl Watch {
    fn start() -> Self {
        let (done, most) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (stop, highest) = (Arc::clone(&done), Arc::clone(&most));
        let thread = thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                highest.fetch_max(memory(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        Self { done, most, thread }
    }

    fn stop(self) -> u64 {
        self.done.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
        self.most.load(Ordering::Relaxed)
    }
}

/// Bytes of a file, or of the files in a folder and those below it.
pub(crate) fn size(path: &Path) -> u64 {
    if path.is_file() {
        return fs::metadata(path).map_or(0, |data| data.len());
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}
