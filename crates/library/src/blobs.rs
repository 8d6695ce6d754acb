//! Originals and images, each in a file named by the SHA-256 of its bytes.

use crate::Error;
use commonplace_core::extract::images;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The folder of files that are named by their contents. A name is 64 lower-case hexadecimal digits; files lie in 256
/// folders by the first two, so that none grows too large.
#[derive(Clone, Debug)]
pub struct Blobs {
    dir: PathBuf,
}

impl Blobs {
    /// Takes `dir` as the folder; it is made when the first file comes.
    pub(crate) fn new(dir: PathBuf) -> Self {
        Self { dir }
    }

    /// Keeps `bytes` and gives their name. What is there already is not written again. When this returns, the bytes
    /// are on the disk and will be there after a power cut.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn put(&self, bytes: &[u8]) -> Result<String, Error> {
        let hash = sha256_hex(bytes);
        let path = self.place(&hash);
        if fs::metadata(&path).is_ok_and(|m| m.len() == bytes.len() as u64) {
            return Ok(hash);
        }
        let folder = path.parent().unwrap_or(&self.dir);
        let new_folder = !folder.exists();
        fs::create_dir_all(folder).map_err(Error::disk(folder))?;
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(folder)
            .map_err(Error::disk(folder))?;
        file.write_all(bytes).map_err(Error::disk(&path))?;
        file.as_file().sync_all().map_err(Error::disk(&path))?;
        file.persist(&path).map_err(|e| Error::disk(&path)(e.error))?;
        sync_dir(folder)?;
        if new_folder {
            sync_dir(&self.dir)?;
        }
        Ok(hash)
    }

    /// The bytes of that name.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there are none or `hash` is no name; [`Error::Disk`].
    pub fn get(&self, hash: &str) -> Result<Vec<u8>, Error> {
        let path = self.path(hash).ok_or(Error::NotFound { what: "file" })?;
        fs::read(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::NotFound { what: "file" },
            _ => Error::disk(&path)(error),
        })
    }

    /// Where the file of that name lies, whether it exists or not; none where `hash` is not a name.
    pub fn path(&self, hash: &str) -> Option<PathBuf> {
        let is_name =
            hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_name.then(|| self.place(hash))
    }

    /// The bytes of that name with the media type found in them; [`Error::NotFound`] too where they are no picture.
    ///
    /// # Errors
    /// As [`Blobs::get`].
    pub fn image(&self, hash: &str) -> Result<(&'static str, Vec<u8>), Error> {
        let bytes = self.get(hash)?;
        let kind = images::media_type(&bytes).ok_or(Error::NotFound { what: "file" })?;
        Ok((kind, bytes))
    }

    fn place(&self, hash: &str) -> PathBuf {
        self.dir.join(&hash[..2]).join(hash)
    }
}

/// SHA-256 of `bytes` in 64 hexadecimal digits: the name they have among the blobs.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Brings a folder's list of names to the disk; elsewhere than on Unix the system does so itself.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(dir).and_then(|d| d.sync_all()).map_err(Error::disk(dir))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_under_their_hash() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(dir.path().join("blobs"));
        let hash = blobs.put(b"abc").unwrap();
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(blobs.put(b"abc").unwrap(), hash);
        assert_eq!(blobs.get(&hash).unwrap(), b"abc");
        let folder = blobs.path(&hash).unwrap().parent().unwrap().to_path_buf();
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn only_a_hash_is_a_name() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(dir.path().to_path_buf());
        for name in ["", "..", "../../etc/passwd", &"A".repeat(64), &"a".repeat(63)] {
            assert!(blobs.path(name).is_none(), "{name}");
            assert!(matches!(blobs.get(name), Err(Error::NotFound { .. })));
        }
    }

    #[test]
    fn a_cut_off_file_is_mended() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(dir.path().to_path_buf());
        let hash = blobs.put(b"whole").unwrap();
        fs::write(blobs.path(&hash).unwrap(), b"wh").unwrap();
        blobs.put(b"whole").unwrap();
        assert_eq!(blobs.get(&hash).unwrap(), b"whole");
    }
}
