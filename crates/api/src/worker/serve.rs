//! The worker itself: one source in, one article out, and gone.

use super::{Answer, Request, frame};
use commonplace_core::{
    extract::{self, Candidate, Source, Wish, images::Resources},
    model::SourceKind,
};
use std::{
    io::{self, Write},
    process,
};

/// The stack of the thread that works, in bytes. What overflows it ends this process alone.
const STACK: usize = 16 * 1024 * 1024;

/// Works, and ends this process.
pub(super) fn run() -> ! {
    let seconds = std::env::args().nth(2).and_then(|seconds| seconds.parse().ok());
    limit(seconds.unwrap_or(1));
    let work = std::thread::Builder::new().stack_size(STACK).spawn(|| work().is_ok());
    let done = work.is_ok_and(|thread| thread.join().unwrap_or(false));
    process::exit(i32::from(!done));
}

fn work() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (request, parts): (Request, Vec<Vec<u8>>) = frame::read(&mut input)?;
    let source = Source {
        bytes: parts.first().map(Vec::as_slice).unwrap_or_default(),
        kind: request.kind.as_deref().and_then(SourceKind::parse),
        file_name: request.file_name.as_deref(),
        url: request.url.as_deref(),
        charset: request.charset.as_deref(),
    };
    let reading = Candidate::parse(&request.reading).unwrap_or_default();
    let begun = extract::begin_as(&source, &Wish::new(reading, request.rules));
    drop(parts);
    frame::write(&mut output, &begun.wanted(), std::iter::empty())?;
    let (names, bytes): (Vec<String>, Vec<Vec<u8>>) = frame::read(&mut input)?;
    let brought: Resources = names.into_iter().zip(bytes).collect();
    let article = begun.seal(&brought);
    let answer = Answer {
        kind: article.kind.as_str().to_owned(),
        metadata: article.metadata,
        body: article.body,
        text: article.text.as_str().to_owned(),
        receipt: article.receipt,
        marks: article.marks,
        pictures: article.pictures.iter().map(|picture| picture.hash.clone()).collect(),
    };
    let pictures: Vec<&[u8]> = article.pictures.iter().map(|p| p.bytes.as_slice()).collect();
    frame::write(&mut output, &answer, pictures.into_iter())?;
    output.flush()
}

/// Sets what this process may take. Where the system knows no such limits, the clock of the one who waits is left.
#[cfg(unix)]
fn limit(seconds: u64) {
    use super::MEMORY;
    use rlimit::Resource;
    // Private memory that can be written: what the program's own libraries map for reading does not count.
    let limits = [(Resource::CPU, seconds), (Resource::DATA, MEMORY), (Resource::CORE, 0)];
    for (resource, most) in limits {
        // A limit that is stricter already stays.
        if resource.get().is_ok_and(|(_, hard)| hard >= most) {
            let _ = resource.set(most, most);
        }
    }
}

#[cfg(not(unix))]
fn limit(_: u64) {}
