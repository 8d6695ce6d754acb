//! Looking after a library: its snapshots, its folder, its ledger, its numbers.

use crate::{
    ArticleFilter, Backup, BackupKind, Error, Graph, Insights, Library, Request, backup, store,
};
use commonplace_core::model::Article;
use commonplace_core::sentence;
use std::{
    fs,
    path::{Path, PathBuf},
};

impl Library {
    /// The folder of its snapshots.
    fn backup_dir(&self) -> PathBuf {
        self.dir().join("backups")
    }

    /// The snapshots in the library's own folder of them, the newest first.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn backups(&self) -> Result<Vec<Backup>, Error> {
        backup::list(&self.backup_dir())
    }

    /// Takes a snapshot into the library's own folder of them.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn make_backup(&self) -> Result<(), Error> {
        backup::take(&self.store().copier()?, &self.backup_dir(), BackupKind::Manual).map(drop)
    }

    /// Takes the daily snapshot, if it is due.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn daily_backup(&self) -> Result<(), Error> {
        if backup::is_due(&self.backup_dir()) {
            backup::take(&self.store().copier()?, &self.backup_dir(), BackupKind::Daily)?;
        }
        Ok(())
    }

    /// Puts the database of a snapshot in place of the library's, which is kept as a snapshot of its own, and builds
    /// the search index anew. What was done before can no longer be undone. Originals and images are not in a
    /// snapshot; they stay where they are.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::TooNew`], [`Error::Corrupt`], [`Error::Locked`] and [`Error::Disk`], after which
    /// the library is what it was; [`Error::Index`].
    pub fn restore_backup(
        &self,
        file: &Path,
        progress: &mut dyn FnMut(u32, u32) -> bool,
    ) -> Result<(), Error> {
        backup::restore(self.store(), &self.backup_dir(), file)?;
        match self.rebuild_index(progress) {
            // Whoever keeps the index sees that it is older than the library.
            Err(Error::Locked) => Ok(()),
            outcome => outcome,
        }
    }

    /// Copies everything that cannot be made again into the folder `to`, which must be empty or not there yet, and
    /// looks it through. `progress` hears how many files are done, and of how many; when it says no, the copying ends.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the folder holds something; [`Error::Stopped`]; [`Error::Disk`].
    pub fn copy_to(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(u32, u32) -> bool,
    ) -> Result<(), Error> {
        fs::create_dir_all(to).map_err(Error::disk(to))?;
        if fs::read_dir(to).map_err(Error::disk(to))?.next().is_some() {
            return Err(Error::Conflict(sentence!(
                "folder-not-empty",
                "The folder {folder} is not empty. Choose an empty one.",
                folder = to.display()
            )));
        }
        let mut files = Vec::new();
        for part in ["blobs", "backups"] {
            below(&self.dir().join(part), &mut files)?;
        }
        let total = store::count(i64::try_from(files.len()).unwrap_or(i64::MAX)).saturating_add(1);
        for (done, file) in (0..).zip(&files) {
            if !progress(done, total) {
                return Err(Error::Stopped);
            }
            let Ok(place) = file.strip_prefix(self.dir()) else { continue };
            let copy = to.join(place);
            if let Some(folder) = copy.parent() {
                fs::create_dir_all(folder).map_err(Error::disk(folder))?;
            }
            fs::copy(file, &copy).map_err(Error::disk(&copy))?;
        }
        if !progress(total - 1, total) {
            return Err(Error::Stopped);
        }
        // The database last: a folder without it is no library yet.
        self.backup(&to.join("library.sqlite"))
    }

    /// Writes a request down that was made to the network.
    ///
    /// # Errors
    /// Those of the database.
    pub fn log_request(&self, request: &Request) -> Result<(), Error> {
        self.store().log_request(request)
    }

    /// How many requests were made, and a part of them, the last first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn requests(&self, offset: u32, limit: u32) -> Result<(u32, Vec<Request>), Error> {
        self.store().read(|connection| store::ledger::page(connection, offset, limit))
    }

    /// Forgets the requests that were made.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_requests(&self) -> Result<(), Error> {
        self.store().clear_requests()
    }

    /// The numbers since the day `from` (days since 1970), where it is `offset` milliseconds later than in UTC.
    ///
    /// # Errors
    /// Those of the database.
    pub fn insights(&self, from: i64, offset: i64) -> Result<Insights, Error> {
        self.store().read(|connection| store::insights::read(connection, from, offset))
    }

    /// How at most `limit` articles hang together.
    ///
    /// # Errors
    /// Those of the database.
    pub fn connections(&self, limit: u32) -> Result<Graph, Error> {
        self.store().read(|connection| store::insights::graph(connection, limit))
    }

    /// Articles read from one moment to another, in milliseconds, the last saved first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn read_between(&self, from: i64, to: i64) -> Result<Vec<Article>, Error> {
        let ids =
            self.store().read(|connection| store::insights::read_between(connection, from, to))?;
        let filter = ArticleFilter { ids: Some(ids), limit: 500, ..ArticleFilter::default() };
        Ok(self.articles(&filter)?.1)
    }
}

/// Every file below a folder, which need not be there.
fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::disk(folder)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(Error::disk(folder))?;
        let kind = entry.file_type().map_err(Error::disk(folder))?;
        if kind.is_dir() {
            below(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
