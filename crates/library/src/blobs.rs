//! Originals and images, each in a file named by the SHA-256 of its bytes.

use crate::Error;
use commonplace_core::extract::images;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    time::SystemTime,
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
        if is_there(&path, bytes.len() as u64) {
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

    /// The names of all files that were last put here before `before`, with their sizes in bytes.
    pub(crate) fn put_before(&self, before: SystemTime) -> Result<Vec<(String, u64)>, Error> {
        let mut found = Vec::new();
        for folder in names_in(&self.dir)?.iter().filter(|folder| folder.len() == 2) {
            for name in names_in(&self.dir.join(folder))? {
                let Some(path) = self.path(&name) else { continue };
                if let Ok(about) = fs::metadata(&path)
                    && about.modified().is_ok_and(|put| put < before)
                {
                    found.push((name, about.len()));
                }
            }
        }
        Ok(found)
    }

    /// Removes the file of that name, unless it was put here again since `before`. It is moved aside first: whoever
    /// puts the same bytes meanwhile has either told so by the file's time, or finds it gone and writes it anew.
    pub(crate) fn remove(&self, hash: &str, before: SystemTime) -> Result<bool, Error> {
        let path = self.path(hash).ok_or(Error::NotFound { what: "file" })?;
        let aside = path.with_extension("old");
        match fs::rename(&path, &aside) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::disk(&path)(error)),
        }
        let put = fs::metadata(&aside).and_then(|about| about.modified());
        if put.is_ok_and(|put| put < before) {
            fs::remove_file(&aside).map_err(Error::disk(&aside))?;
            return Ok(true);
        }
        fs::rename(&aside, &path).map_err(Error::disk(&path))?;
        Ok(false)
    }

    fn place(&self, hash: &str) -> PathBuf {
        self.dir.join(&hash[..2]).join(hash)
    }
}

/// Whether a whole file lies there. Its time says then that somebody needs it now, so that it is not removed as one
/// that nothing has referred to for long.
fn is_there(path: &Path, length: u64) -> bool {
    let Ok(file) = File::options().write(true).open(path) else { return false };
    file.metadata().is_ok_and(|about| about.len() == length)
        && file.set_modified(SystemTime::now()).is_ok()
        && path.exists()
}

/// What lies in a folder, which need not be there.
fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::disk(folder)(error)),
    };
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
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
    use std::time::Duration;

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
    fn what_is_put_again_is_not_old() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(dir.path().to_path_buf());
        let [long_ago, lately] =
            [900, 100].map(|days| SystemTime::now() - Duration::from_secs(days * 24 * 3600));
        let age = |hash: &str| {
            let file = File::options().write(true).open(blobs.path(hash).unwrap()).unwrap();
            file.set_modified(long_ago).unwrap();
        };
        let (kept, gone) = (blobs.put(b"kept").unwrap(), blobs.put(b"gone").unwrap());
        assert!(blobs.put_before(lately).unwrap().is_empty());
        [&kept, &gone].into_iter().for_each(|hash| age(hash));
        assert_eq!(blobs.put_before(lately).unwrap().len(), 2);
        blobs.put(b"kept").unwrap();
        assert_eq!(blobs.put_before(lately).unwrap(), [(gone.clone(), 4)]);
        assert!(!blobs.remove(&kept, lately).unwrap());
        assert_eq!(blobs.get(&kept).unwrap(), b"kept");
        assert!(blobs.remove(&gone, lately).unwrap());
        assert!(!blobs.remove(&gone, lately).unwrap(), "it is gone already");
        assert!(matches!(blobs.get(&gone), Err(Error::NotFound { .. })));
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
