//! Standard output and standard error.

use commonplace_api::wire::{Event, WireError};
use commonplace_core::sentence;
use serde_json::Value;
use std::io::{ErrorKind, IsTerminal, Write};
use tokio::sync::broadcast::Receiver;

/// Prints results: JSON for a script, lines for a person.
pub(crate) struct Printer {
    json: bool,
    quiet: bool,
}

impl Printer {
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    /// One result: the JSON where that is wanted, else the line.
    pub(crate) fn item(
        &self,
        json: impl FnOnce() -> Value,
        line: impl FnOnce() -> String,
    ) -> Result<(), WireError> {
        if self.json { out(&json().to_string()) } else { out(&line()) }
    }

    /// A remark for a person, not for a script.
    pub(crate) fn remark(&self, line: &str) -> Result<(), WireError> {
        if self.json || self.quiet { Ok(()) } else { out(line) }
    }
}

/// A line on standard output. A reader that has closed it (`| head`) has had enough, which is no failure of ours.
pub(crate) fn out(line: &str) -> Result<(), WireError> {
    let mut stdout = std::io::stdout().lock();
    match writeln!(stdout, "{line}").and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        result => result.map_err(|error| {
            WireError::new(
                commonplace_api::wire::ErrorKind::Disk,
                sentence!("output-unwritten", "Standard output cannot be written."),
            )
            .with_detail(error)
        }),
    }
}

/// Tells on standard error how far long work is: one line rewritten in a terminal, every hundredth item elsewhere.
pub(crate) async fn progress(mut events: Receiver<Event>) {
    let terminal = std::io::stderr().is_terminal();
    let mut shown = false;
    while let Ok(event) = events.recv().await {
        let Event::Progress { now, done, total, finished, .. } = event else { continue };
        let mut stderr = std::io::stderr().lock();
        // Where standard error is closed there is nobody to tell.
        let _ = match (finished, terminal) {
            (true, true) if shown => write!(stderr, "\r\u{1b}[K"),
            (true, _) => Ok(()),
            (false, true) => {
                shown = true;
                let message: String = now.message.chars().take(60).collect();
                write!(stderr, "\r\u{1b}[K{done}/{total} {message}").and_then(|()| stderr.flush())
            }
            (false, false) if done > 0 && done % 100 == 0 => writeln!(stderr, "{done}/{total}"),
            (false, false) => Ok(()),
        };
    }
}
