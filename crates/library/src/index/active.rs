//! An index on disk, open for searching. `current` names the folder that serves, so that a new one takes over by the
//! replacement of one small file, and nothing that is mapped is ever renamed.

use super::{
    places::Known,
    schema::{Fields, register, schema, version},
    view::View,
};
use crate::{
    Error, Revision,
    blobs::sync_dir,
    store::{Store, change, lock},
};
use std::{
    fs,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
#[cfg(unix)]
use tantivy::directory::Advice;
use tantivy::{Index, IndexReader, ReloadPolicy, directory::MmapDirectory};

const CURRENT: &str = "current";

/// An index that is open.
pub(super) struct Active {
    /// The name of its folder.
    pub(super) folder: String,
    index: Index,
    reader: IndexReader,
    view: Mutex<Arc<View>>,
    pub(super) fields: Fields,
    /// Orders that SQLite knows.
    pub(super) places: Known,
    covered: AtomicU64,
}

impl Active {
    /// Takes an index into service.
    pub(super) fn new(folder: String, index: Index, covered: Revision) -> Result<Self, Error> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let fields = schema().1;
        let (places, covered) = (Known::default(), AtomicU64::new(covered.0));
        let view = Mutex::new(Arc::new(View::new(reader.searcher())?));
        Ok(Self { folder, index, reader, view, fields, places, covered })
    }

    /// What was committed last.
    pub(super) fn view(&self) -> Arc<View> {
        Arc::clone(&lock(&self.view))
    }

    /// The revision that searches cover.
    pub(super) fn covered(&self) -> Revision {
        Revision(self.covered.load(Ordering::Acquire))
    }

    /// Shows what was committed.
    pub(super) fn reload(&self, covered: Revision) -> Result<(), Error> {
        self.reader.reload()?;
        *lock(&self.view) = Arc::new(View::new(self.reader.searcher())?);
        self.covered.store(covered.0, Ordering::Release);
        Ok(())
    }

    /// Shows what another program committed.
    pub(super) fn follow(&self, store: &Store) -> Result<(), Error> {
        let payload = self.index.load_metas()?.payload;
        match payload.and_then(|payload| revision_of(&payload, store)) {
            Some(covered) if covered != self.covered() => self.reload(covered),
            _ => Ok(()),
        }
    }
}

/// What a commit says of itself: shape, library, revision.
pub(super) fn payload(store: &Store, covered: Revision) -> String {
    format!("{}:{}:{}", version(), store.uuid, covered.0)
}

fn revision_of(payload: &str, store: &Store) -> Option<Revision> {
    let mut parts = payload.split(':');
    let fits = parts.next() == Some(&version()) && parts.next() == Some(&store.uuid.to_string());
    let revision = parts.next()?.parse().ok()?;
    fits.then_some(Revision(revision))
}

/// The name of the folder that serves.
pub(super) fn current(dir: &Path) -> Option<String> {
    let name = fs::read_to_string(dir.join(CURRENT)).ok()?;
    let name = name.trim();
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    plain.then(|| name.to_owned())
}

/// Lets `folder` serve from now on.
pub(super) fn set_current(dir: &Path, folder: &str) -> Result<(), Error> {
    let path = dir.join(CURRENT);
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(Error::disk(dir))?;
    file.write_all(folder.as_bytes()).map_err(Error::disk(&path))?;
    file.as_file().sync_all().map_err(Error::disk(&path))?;
    file.persist(&path).map_err(|e| Error::disk(&path)(e.error))?;
    sync_dir(dir)
}

/// Removes every index but the one that serves; what cannot be removed now is removed next time.
pub(super) fn sweep(dir: &Path, keep: &str) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('v') && name.to_str() != Some(keep) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Opens the index that serves. None where there is none, or it is damaged, of another shape, of another library,
/// ahead of the truth (a restored backup) or too far behind it to catch up: then one is built anew.
///
/// # Errors
/// Where the disk does not let us look; nothing is concluded from that.
pub(super) fn open(dir: &Path, store: &Store) -> Result<Option<Active>, Error> {
    let Some(folder) = current(dir) else { return Ok(None) };
    let path = dir.join(&folder);
    if let Err(error) = fs::read_dir(&path) {
        return match error.kind() {
            std::io::ErrorKind::NotFound => Ok(None),
            _ => Err(Error::disk(&path)(error)),
        };
    }
    // Damaged files may trip an assertion as well as give an error.
    let opened = catch_unwind(AssertUnwindSafe(|| -> Result<Option<Active>, Error> {
        let index = Index::open(scattered(&path)?)?;
        if index.schema() != schema().0 {
            return Ok(None);
        }
        let payload = index.load_metas()?.payload;
        let Some(covered) = payload.and_then(|payload| revision_of(&payload, store)) else {
            return Ok(None);
        };
        let (now, pruned) = store
            .read(|connection| Ok((change::revision(connection)?, change::pruned(connection)?)))?;
        if covered > now || covered < pruned {
            return Ok(None);
        }
        Active::new(folder, index, covered).map(Some)
    }));
    match opened {
        Ok(Ok(active)) => Ok(active),
        Ok(Err(Error::Index(_))) | Err(_) => Ok(None),
        Ok(Err(error)) => Err(error),
    }
}

/// The files of an index for searching, which reads a little in many places: the system would read far more around
/// each, and the first search after a start waits for that.
fn scattered(path: &Path) -> Result<MmapDirectory, Error> {
    #[cfg(unix)]
    let opened = MmapDirectory::open_with_madvice(path, Advice::Random);
    #[cfg(not(unix))]
    let opened = MmapDirectory::open(path);
    opened.map_err(|error| Error::Index(error.to_string()))
}

/// The index in a folder for writing to it and looking it through, which reads files from end to end.
pub(super) fn entire(path: &Path) -> Result<Index, Error> {
    let index = Index::open_in_dir(path)?;
    register(&index);
    Ok(index)
}

/// Whether every file of the index in a folder holds what was written to it.
pub(super) fn is_whole(path: &Path) -> bool {
    let look = || -> Result<_, Error> { Ok(entire(path)?.validate_checksum()?) };
    let damaged = catch_unwind(AssertUnwindSafe(look));
    matches!(damaged, Ok(Ok(files)) if files.is_empty())
}
