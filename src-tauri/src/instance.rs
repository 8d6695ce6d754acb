//! One window for one library: a start on a library whose window is open hands over what it brings, and ends.

use commonplace_api::wire::Asked;
use interprocess::local_socket::{
    GenericNamespaced, Listener, ListenerOptions, Name, Stream, prelude::*,
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// What an open window answers when it has taken over.
const TAKEN: &str = "taken";
/// Bytes of a request that are read; a line of many files stays far below.
const LONGEST: u64 = 1 << 20;
/// A window that is just closing still holds its name: so often, and with such pauses, it is asked.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// How a start goes on.
pub(crate) enum Claim {
    /// The library has no window yet; later starts are heard here.
    Ours(Listener),
    /// Its window has taken over.
    HandedOver,
}

/// Takes the library for this program, or hands `asked` over to the window that has it.
///
/// # Errors
/// Where the platform's sockets are not to be had, or a window has the library and does not answer.
pub(crate) fn claim(library: &Path, asked: &Asked) -> io::Result<Claim> {
    let name = name(library)?;
    let mut tries = 0;
    loop {
        match ListenerOptions::new().name(name.borrow()).create_sync() {
            Ok(listener) => return Ok(Claim::Ours(listener)),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
        match hand_over(&name, asked) {
            Ok(()) => return Ok(Claim::HandedOver),
            Err(error) if tries == TRIES => return Err(error),
            Err(_) => tries += 1,
        }
        thread::sleep(PAUSE);
    }
}

/// Hears later starts on the library, one after the other, as long as the program runs.
pub(crate) fn hear(listener: &Listener, mut take: impl FnMut(Asked)) {
    for connection in listener.incoming() {
        // A start that breaks off has nothing to say.
        if let Err(error) = connection.and_then(|stream| answer(stream, &mut take)) {
            eprintln!("another start could not be heard: {error}");
        }
    }
}

fn answer(stream: Stream, take: &mut impl FnMut(Asked)) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.by_ref().take(LONGEST).read_line(&mut line)?;
    take(serde_json::from_str(&line)?);
    writeln!(reader.get_mut(), "{TAKEN}")
}

fn hand_over(name: &Name<'_>, asked: &Asked) -> io::Result<()> {
    let mut reader = BufReader::new(Stream::connect(name.borrow())?);
    writeln!(reader.get_mut(), "{}", serde_json::to_string(asked)?)?;
    let mut line = String::new();
    reader.read_line(&mut line)?;
    if line.trim_end() == TAKEN {
        Ok(())
    } else {
        Err(io::Error::other("the window that is open did not answer"))
    }
}

/// The library's name among the platform's sockets: short, whatever its path.
fn name(library: &Path) -> io::Result<Name<'static>> {
    let path: PathBuf = fs::canonicalize(library).or_else(|_| std::path::absolute(library))?;
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let short: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("org.commonplace.notebook.{short}").to_ns_name::<GenericNamespaced>()
}
