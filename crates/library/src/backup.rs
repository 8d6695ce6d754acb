//! Snapshots, and the search for damage.

use crate::{
    Blobs, Error,
    blobs::sync_dir,
    store::{Store, reader, verify as look},
};
use rusqlite::Connection;
use std::{fs, path::Path};

/// Snapshots taken before migrations that are kept.
const KEPT: usize = 5;

/// Writes the whole database as `connection` sees it to the file `to`: under a temporary name in the same folder,
/// brought to the disk, opened and checked, and only then given its name.
pub(crate) fn snapshot(connection: &Connection, to: &Path) -> Result<(), Error> {
    if to.exists() {
        return Err(Error::Conflict(format!("There is a file at {} already.", to.display())));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::disk(folder))?;
    let draft = tempfile::Builder::new()
        .prefix(".snapshot-")
        .tempdir_in(folder)
        .map_err(Error::disk(folder))?;
    let file = draft.path().join("library.sqlite");
    let name = file.to_str().ok_or_else(|| {
        Error::Invalid(format!("The path {} is not written in Unicode.", folder.display()))
    })?;
    connection.execute("VACUUM main INTO ?1", [name])?;
    fs::OpenOptions::new()
        .write(true)
        .open(&file)
        .and_then(|file| file.sync_all())
        .map_err(Error::disk(&file))?;
    check(&file)?;
    // A hard link never replaces a file that has come meanwhile, as a rename would.
    match fs::hard_link(&file, to) {
        Ok(()) => {}
        Err(_) if !to.exists() => fs::rename(&file, to).map_err(Error::disk(to))?,
        Err(error) => return Err(Error::disk(to)(error)),
    }
    sync_dir(folder)
}

/// Takes a snapshot before a library is brought from `version` to the present shape.
pub(crate) fn before_migration(
    connection: &Connection,
    backups: &Path,
    version: u32,
) -> Result<(), Error> {
    let name = format!("before-migration-from-{version}-{}.sqlite", uuid::Uuid::now_v7());
    snapshot(connection, &backups.join(name))?;
    prune(backups);
    Ok(())
}

/// Removes the oldest snapshots of this kind; their names sort by age.
fn prune(backups: &Path) {
    let Ok(entries) = fs::read_dir(backups) else { return };
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("before-migration-")
        })
        .collect();
    files.sort();
    for old in files.iter().rev().skip(KEPT) {
        // A snapshot that stays too long harms nobody.
        let _ = fs::remove_file(old);
    }
}

fn check(file: &Path) -> Result<(), Error> {
    let copy = reader(file)?;
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Error::Corrupt(format!("the snapshot is damaged: {verdict}")))
    }
}

/// What [`Library::verify`](crate::Library::verify) finds.
pub(crate) fn verify(store: &Store, blobs: &Blobs) -> Result<Vec<String>, Error> {
    store.read(|connection| look::run(connection, blobs))
}
