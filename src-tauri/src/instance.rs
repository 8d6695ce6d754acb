//! One window for one library: a start on a library whose window is open hands over what it brings, and ends.

use commonplace_api::wire::Asked;
use interprocess::local_socket::{
    GenericNamespaced, Listener, ListenerOptions, Name, Stream, prelude::*,
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    path::Path,
    sync::Arc,
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
/// How long either side waits for the other's line.
const PATIENCE: Duration = Duration::from_secs(5);

/// How a start goes on.
#[derive(Debug)]
pub(crate) enum Claim {
    /// The library has no window yet; later starts are heard here.
    Ours(Listener),
    /// Its window has taken over.
    HandedOver,
}

/// Takes the library for this program, or hands `asked` over to the window that has it.
///
/// # Errors
/// Where the folder of the library cannot be made, the platform's sockets are not to be had, somebody else holds the
/// library's name, or its window does not answer.
pub(crate) fn claim(library: &Path, asked: &Asked) -> io::Result<Claim> {
    // A path has its true form, and so the library its name, only once it is there.
    fs::create_dir_all(library)?;
    let name = name(&fs::canonicalize(library)?)?;
    let mut tries = 0;
    loop {
        match ListenerOptions::new().name(name.borrow()).create_sync() {
            Ok(listener) => return Ok(Claim::Ours(listener)),
            // Windows calls a name that is taken a denied access.
            Err(error)
                if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
            Err(error) => return Err(error),
        }
        let error = match hand_over(&name, asked) {
            Ok(()) => return Ok(Claim::HandedOver),
            Err(error) => error,
        };
        // Asking again helps against a window that closes, not against one that hangs or is another person's.
        let is_closing = matches!(
            error.kind(),
            ErrorKind::NotFound
                | ErrorKind::ConnectionRefused
                | ErrorKind::ConnectionReset
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof
        );
        if !is_closing || tries == TRIES {
            return Err(error);
        }
        tries += 1;
        thread::sleep(PAUSE);
    }
}

/// Hears later starts on the library as long as the program runs; one that stays silent keeps no other waiting.
pub(crate) fn hear(listener: &Listener, take: impl Fn(Asked) + Send + Sync + 'static) {
    let take = Arc::new(take);
    for connection in listener.incoming() {
        let take = Arc::clone(&take);
        let answering = thread::Builder::new().name("another-start".into()).spawn(move || {
            if let Err(error) = connection.and_then(|stream| answer(stream, take.as_ref())) {
                eprintln!("another start could not be heard: {error}");
            }
        });
        if let Err(error) = answering {
            eprintln!("another start could not be heard: {error}");
        }
    }
}

fn answer(stream: Stream, take: &impl Fn(Asked)) -> io::Result<()> {
    let mut peer = reader(stream)?;
    take(serde_json::from_str(&line(&mut peer)?)?);
    writeln!(peer.get_mut(), "{TAKEN}")
}

fn hand_over(name: &Name<'_>, asked: &Asked) -> io::Result<()> {
    let mut peer = reader(Stream::connect(name.borrow())?)?;
    writeln!(peer.get_mut(), "{}", serde_json::to_string(asked)?)?;
    if line(&mut peer)? == TAKEN { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// A connection to a program of the same person, which is not waited for without end.
fn reader(stream: Stream) -> io::Result<BufReader<Stream>> {
    if !is_same_person(&stream)? {
        return Err(io::Error::new(
            ErrorKind::PermissionDenied,
            "another person on this computer uses the library's name",
        ));
    }
    for limited in
        [stream.set_recv_timeout(Some(PATIENCE)), stream.set_send_timeout(Some(PATIENCE))]
    {
        // Named pipes know no time limit.
        limited.or_else(|error| match error.kind() {
            ErrorKind::Unsupported => Ok(()),
            _ => Err(error),
        })?;
    }
    Ok(BufReader::new(stream))
}

/// Names of sockets are everybody's on Linux; Windows lets only the owner write to a pipe.
#[cfg(unix)]
fn is_same_person(stream: &Stream) -> io::Result<bool> {
    Ok(stream.peer_creds()?.euid() == Some(rustix::process::geteuid().as_raw()))
}

#[cfg(not(unix))]
fn is_same_person(_stream: &Stream) -> io::Result<bool> {
    Ok(true)
}

fn line(peer: &mut BufReader<Stream>) -> io::Result<String> {
    let mut line = String::new();
    peer.take(LONGEST).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// The library's name among the platform's sockets: short, whatever its path.
fn name(library: &Path) -> io::Result<Name<'static>> {
    let hash = Sha256::digest(library.as_os_str().as_encoded_bytes());
    let short: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("org.commonplace.notebook.{short}").to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{error::Error, sync::mpsc};

    #[test]
    fn a_later_start_is_heard_beside_a_silent_one() -> Result<(), Box<dyn Error>> {
        let home = tempfile::tempdir()?;
        let library = home.path().join("new/library");
        let Claim::Ours(listener) = claim(&library, &Asked::default())? else {
            return Err("a new library has no window".into());
        };
        let (sender, heard) = mpsc::channel();
        thread::spawn(move || hear(&listener, move |asked| sender.send(asked).unwrap_or_default()));

        let name = name(&fs::canonicalize(&library)?)?;
        let _silent = Stream::connect(name.borrow())?;
        let mut babbling = Stream::connect(name.borrow())?;
        writeln!(babbling, "not a request")?;
        let asked = Asked { paths: vec!["a.html".into()], ..Asked::default() };
        // Another way to the same folder is the same library.
        let second = claim(&library.join("../library"), &asked)?;
        assert!(matches!(second, Claim::HandedOver), "{second:?}");
        assert_eq!(heard.recv_timeout(PATIENCE)?.paths, ["a.html"]);
        Ok(())
    }

    #[test]
    fn a_window_that_hangs_is_not_waited_for_without_end() -> Result<(), Box<dyn Error>> {
        let library = tempfile::tempdir()?;
        let Claim::Ours(_unheard) = claim(library.path(), &Asked::default())? else {
            return Err("a new library has no window".into());
        };
        assert!(claim(library.path(), &Asked::default()).is_err());
        Ok(())
    }
}
