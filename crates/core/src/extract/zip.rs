//! Zip files, read entry by entry into memory. Names in them are labels: nothing is written anywhere, and limits count
//! the bytes that come out, not those that the file promises.

use std::borrow::Cow;
use std::io::{Read, Seek};
use zip::{ZipArchive, result::ZipError};

/// Entries looked at in one zip file.
pub const MAX_ENTRIES: usize = 20_000;
/// Bytes unpacked from one zip file in all.
pub const MAX_TOTAL: u64 = 1024 * 1024 * 1024;

/// Why an entry, or a whole zip file, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipProblem {
    /// It is no zip file, or a damaged one.
    #[error("it is damaged, or no zip file")]
    Damaged,
    /// It asks for a password.
    #[error("it is protected by a password")]
    Encrypted,
    /// It was compressed in an uncommon way.
    #[error("it is compressed in a way that is not known here")]
    Method,
    /// More bytes come out than are allowed.
    #[error("it unpacks to more than is allowed")]
    TooLarge,
}

impl From<ZipError> for ZipProblem {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => Self::Encrypted,
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                Self::Method
            }
            _ => Self::Damaged,
        }
    }
}

/// A zip file.
pub struct Zip<R> {
    archive: ZipArchive<R>,
    left: u64,
}

impl<R: Read + Seek> Zip<R> {
    /// Reads the list of entries.
    ///
    /// # Errors
    /// [`ZipProblem::Damaged`]; [`ZipProblem::TooLarge`] for too many entries.
    pub fn open(reader: R) -> Result<Self, ZipProblem> {
        let archive = ZipArchive::new(reader)?;
        if archive.len() > MAX_ENTRIES {
            return Err(ZipProblem::TooLarge);
        }
        Ok(Self { archive, left: MAX_TOTAL })
    }

    /// The names of its files, sorted; folders are not listed.
    pub fn names(&self) -> Vec<String> {
        // A name that cannot be read cannot be asked for either.
        let names = self.archive.file_names().filter_map(Result::ok);
        let files = names.filter(|name| !name.ends_with(['/', '\\']));
        let mut names: Vec<String> = files.map(Cow::into_owned).collect();
        names.sort();
        names
    }

    /// The bytes of a file in it, at most `max`; none where there is no file of that name.
    ///
    /// # Errors
    /// As [`ZipProblem`] says.
    pub fn read(&mut self, name: &str, max: u64) -> Result<Option<Vec<u8>>, ZipProblem> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let max = max.min(self.left);
        let mut bytes = Vec::new();
        entry.take(max + 1).read_to_end(&mut bytes).map_err(|_| ZipProblem::Damaged)?;
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        if length > max {
            return Err(ZipProblem::TooLarge);
        }
        Ok(Some(bytes))
    }
}

/// Whether bytes begin as a zip file does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The entry that a relative address in the file `from` means; none where it leads out of the zip file.
pub fn resolve(from: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().unwrap_or(address);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(percent_decoded(&parts.join("/")))
}

/// A path as a file system knows it, from one in an address.
pub fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn files_are_read_by_their_names() {
        let bytes = zip(&[("b/two.txt", b"two"), ("a.txt", b"one")]);
        let mut zip = Zip::open(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.names(), ["a.txt", "b/two.txt"]);
        assert_eq!(zip.read("b/two.txt", 10).unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(zip.read("c", 10), Ok(None));
        assert_eq!(zip.read("a.txt", 2), Err(ZipProblem::TooLarge));
    }

    #[test]
    fn limits_count_what_comes_out() {
        let bytes = zip(&[("zeros", &vec![0; 3_000_000])]);
        assert!(bytes.len() < 10_000);
        let mut zip = Zip::open(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.read("zeros", 1_000_000), Err(ZipProblem::TooLarge));
    }

    #[test]
    fn damaged_files_are_refused() {
        let mut bytes =
            zip(&[("a.txt", b"some words that are long enough to be told from others")]);
        assert!(Zip::open(Cursor::new(&bytes[..bytes.len() / 2])).is_err());
        assert!(Zip::open(Cursor::new(b"PK\x03\x04")).is_err());
        // The sum of the contents no longer fits.
        bytes[40] ^= 0x55;
        let read = Zip::open(Cursor::new(bytes)).and_then(|mut zip| zip.read("a.txt", 100));
        assert_eq!(read, Err(ZipProblem::Damaged));
    }

    #[test]
    fn addresses_stay_inside() {
        assert_eq!(
            resolve("a/page.html", "page_files/x%20y.png?1").as_deref(),
            Some("a/page_files/x y.png")
        );
        assert_eq!(resolve("a/page.html", "../b.png").as_deref(), Some("b.png"));
        assert_eq!(resolve("a/page.html", "../../b.png"), None);
        assert_eq!(percent_decoded("100%"), "100%");
    }
}
