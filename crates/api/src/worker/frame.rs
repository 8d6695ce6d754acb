//! How the program and its worker talk: JSON with byte strings behind it, each after its length.

use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Bytes of one message at most, so that a broken worker cannot fill the memory.
const MAX: u64 = 512 * 1024 * 1024;

/// Writes one message.
///
/// # Errors
/// Where the other side is gone.
pub(super) fn write<'a>(
    to: &mut impl Write,
    head: &impl Serialize,
    parts: impl ExactSizeIterator<Item = &'a [u8]>,
) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    to.write_all(&(parts.len() as u64).to_le_bytes())?;
    sized(to, &head)?;
    for part in parts {
        sized(to, part)?;
    }
    to.flush()
}

fn sized(to: &mut impl Write, part: &[u8]) -> io::Result<()> {
    to.write_all(&(part.len() as u64).to_le_bytes())?;
    to.write_all(part)
}

/// Reads one message.
///
/// # Errors
/// Where it ends early, is too long, or is no message.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<Vec<u8>>)> {
    let count = number(from)?;
    let mut left = MAX;
    let mut parts = (0..=count).map(|_| {
        let length = number(from)?;
        left = left.checked_sub(length).ok_or(io::ErrorKind::InvalidData)?;
        let mut part = Vec::new();
        let read = from.by_ref().take(length).read_to_end(&mut part)?;
        if read as u64 == length { Ok(part) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    });
    let head = parts.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))?;
    Ok((serde_json::from_slice(&head)?, parts.collect::<io::Result<_>>()?))
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_as_they_went() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"head", [&b"one"[..], b"", b"three"].into_iter()).unwrap();
        let (head, parts): (String, _) = read(&mut bytes.as_slice()).unwrap();
        assert_eq!(head, "head");
        assert_eq!(parts, [&b"one"[..], b"", b"three"]);
        for end in 0..bytes.len() {
            assert!(read::<String>(&mut &bytes[..end]).is_err(), "cut at {end}");
        }
        let endless = [u64::MAX.to_le_bytes(), u64::MAX.to_le_bytes()].concat();
        assert!(read::<String>(&mut endless.as_slice()).is_err());
    }
}
