//! Extraction in a process of its own, which may take only so much time and memory.
//!
//! What is heavy or doubtful is read there: a parser that runs wild, fills the memory or overflows its stack takes
//! nothing with it but itself. The worker is this same program, started with a hidden first argument.

mod frame;
mod serve;

use commonplace_core::{
    extract::{Extraction, Picture, Rule, Source, Wanted, Wish, images::Resources},
    model::{Metadata, Receipt, SourceKind},
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, BufReader},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

/// The hidden argument.
const ARGUMENT: &str = "--extraction-worker";
/// Bytes of memory that a worker may take before it is ended.
const MEMORY: u64 = 512 * 1024 * 1024;
/// How many times its processor time a worker may take by the clock. A busy computer does not turn a page away.
const PATIENCE: u32 = 5;

/// Seconds of a processor that it may take to make an article of a page or a text.
pub(crate) const PAGE: u32 = 3;
/// The same for a PDF or a book, which have hundreds of pages.
pub(crate) const DOCUMENT: u32 = 60;

/// This program, once it has said that it can be a worker.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Makes this program one that can be its own worker. To be called first in `main`: where this process was started as
/// a worker, it works, and ends here.
pub fn enter() {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT) {
        serve::run();
    }
    if let Ok(program) = std::env::current_exe() {
        // Called twice, it stays the same.
        let _ = PROGRAM.set(program);
    }
}

/// Whether there can be a worker.
pub(crate) fn is_there() -> bool {
    PROGRAM.get().is_some()
}

/// The worker came to an end before its work did.
#[derive(Debug)]
pub(crate) struct Died;

impl From<io::Error> for Died {
    fn from(_: io::Error) -> Self {
        Self
    }
}

/// What is known about the bytes sent.
#[derive(Serialize, Deserialize)]
struct Request {
    kind: Option<String>,
    file_name: Option<String>,
    url: Option<String>,
    charset: Option<String>,
    reading: String,
    rules: Vec<Rule>,
}

/// An article, without its text, which follows from the body, and its images, which follow behind.
#[derive(Serialize, Deserialize)]
struct Answer {
    kind: String,
    metadata: Metadata,
    body: String,
    text: String,
    receipt: Receipt,
    marks: Vec<(u32, u32)>,
    pictures: Vec<String>,
}

/// A worker at work on one source.
pub(crate) struct Worker {
    child: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        end(&self.child);
    }
}

/// Ends a worker, if it has not ended, and takes note of it, so that no zombie stays.
fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // One that has ended cannot be killed, which is what was wanted.
    let _ = child.kill();
    let _ = child.wait();
}

impl Worker {
    /// Starts a worker on a source, and gives the images it wants. Blocks; to be ended by the guard.
    ///
    /// # Errors
    /// [`Died`].
    pub(crate) fn begin(
        source: &Source<'_>,
        wish: &Wish,
        guard: &Guard,
    ) -> Result<(Self, Vec<Wanted>), Died> {
        let mut worker = Self::start(guard.seconds)?;
        guard.watch(&worker.child);
        let request = Request {
            kind: source.kind.map(|kind| kind.as_str().to_owned()),
            file_name: source.file_name.map(str::to_owned),
            url: source.url.map(str::to_owned),
            charset: source.charset.map(str::to_owned),
            reading: wish.reading.as_str().to_owned(),
            rules: wish.rules.clone(),
        };
        frame::write(&mut worker.input, &request, [source.bytes].into_iter())?;
        let (wanted, _) = frame::read(&mut worker.output)?;
        Ok((worker, wanted))
    }

    /// Hands in the images and gets the article. Blocks.
    ///
    /// # Errors
    /// [`Died`].
    pub(crate) fn seal(mut self, brought: &Resources) -> Result<Extraction, Died> {
        let (names, parts): (Vec<&String>, Vec<&[u8]>) =
            brought.iter().map(|(name, bytes)| (name, bytes.as_slice())).unzip();
        frame::write(&mut self.input, &names, parts.into_iter())?;
        let (answer, bytes): (Answer, _) = frame::read(&mut self.output)?;
        let pictures = answer.pictures.into_iter().zip(bytes);
        Ok(Extraction {
            kind: SourceKind::parse(&answer.kind).ok_or(Died)?,
            metadata: answer.metadata,
            body: answer.body,
            text: Text::new(answer.text),
            receipt: answer.receipt,
            marks: answer.marks,
            pictures: pictures.map(|(hash, bytes)| Picture { hash, bytes }).collect(),
        })
    }

    fn start(seconds: u32) -> Result<Self, Died> {
        let mut command = Command::new(PROGRAM.get().ok_or(Died)?);
        command.arg(ARGUMENT).arg(seconds.to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        let mut child = command.spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let child = Arc::new(Mutex::new(child));
        match (input, output) {
            (Some(input), Some(output)) => {
                Ok(Self { child, input, output: BufReader::new(output) })
            }
            _ => {
                end(&child);
                Err(Died)
            }
        }
    }
}

/// Ends the worker that it watches when time is up, or when nobody waits any more.
#[derive(Clone)]
pub(crate) struct Guard {
    child: Arc<Mutex<Option<Arc<Mutex<Child>>>>>,
    seconds: u32,
}

impl Guard {
    /// A guard of one worker that may take so many seconds of a processor.
    pub(crate) fn new(seconds: u32) -> Self {
        Self { child: Arc::default(), seconds }
    }

    fn watch(&self, child: &Arc<Mutex<Child>>) {
        *self.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(child));
    }

    /// Ends the worker, so that whoever reads from it is told that it died.
    pub(crate) fn end(&self) {
        if let Some(child) = self.child.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = child.kill();
        }
    }

    /// Waits for work with the worker, as long as it may take.
    ///
    /// # Errors
    /// [`Died`] when the worker died, or took too long.
    pub(crate) async fn within<T>(
        &self,
        work: impl Future<Output = Result<T, Died>>,
    ) -> Result<T, Died> {
        let clock = Duration::from_secs(u64::from(self.seconds * PATIENCE));
        let outcome = tokio::time::timeout(clock, work).await;
        outcome.unwrap_or_else(|_| {
            self.end();
            Err(Died)
        })
    }
}
