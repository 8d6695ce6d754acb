//! Snapshots, putting one back, and the search for damage.

use crate::{
    Blobs, Error,
    blobs::sync_dir,
    store::{Store, reader, verify as look},
};
use commonplace_core::model::Millis;
use commonplace_core::sentence;
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Snapshots kept of those taken before a migration, before a restore, or by hand.
const KEPT: usize = 5;
/// Of the daily ones: so many of the last, then one of each week and one of each month. They are counted and not
/// dated, since clocks go wrong.
const DAYS: u64 = 7;
const WEEKS: u64 = 4;
const MONTHS: u64 = 12;
/// How old the last daily snapshot is when the next is due.
const DUE: Duration = Duration::from_secs(20 * 60 * 60);

commonplace_core::words! {
    /// Why a snapshot was taken; its file's name begins with the word.
    BackupKind {
        /// A day had passed.
        Daily = "daily",
        /// A person asked for it.
        Manual = "manual",
        /// A newer program was about to bring the library to its own shape.
        BeforeMigration = "before-migration",
        /// Another snapshot was about to be put in the library's place.
        BeforeRestore = "before-restore",
    }
}

/// A snapshot in the library's own folder of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file's name.
    pub name: String,
    /// Why it was taken; none for a file that somebody else put there.
    pub kind: Option<BackupKind>,
    /// When it was written.
    pub made: Millis,
    /// Its size.
    pub bytes: u64,
}

/// The snapshots in a folder, the newest first.
pub(crate) fn list(folder: &Path) -> Result<Vec<Backup>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::disk(folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::disk(folder))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let Ok(about) = entry.metadata() else { continue };
        if !about.is_file() || !name.ends_with(".sqlite") {
            continue;
        }
        let kind = BackupKind::ALL.iter().copied().find(|kind| is_of(&name, *kind));
        let made = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let made = made.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default();
        found.push(Backup { name, kind, made: Millis(made), bytes: about.len() });
    }
    found.sort_by(|a, b| b.made.cmp(&a.made).then(b.name.cmp(&a.name)));
    Ok(found)
}

/// Takes a snapshot into the library's own folder of them, removes those that need not be kept, and gives its name.
pub(crate) fn take(
    connection: &Connection,
    folder: &Path,
    kind: BackupKind,
) -> Result<String, Error> {
    let number = numbers(folder, kind).last().map_or(1, |last| last + 1);
    let name = format!("{}-{number:06}.sqlite", kind.as_str());
    snapshot(connection, &folder.join(&name))?;
    match kind {
        BackupKind::Daily => thin_out(folder),
        _ => prune(folder, kind),
    }
    Ok(name)
}

/// Whether a day has passed since the last daily snapshot.
pub(crate) fn is_due(folder: &Path) -> bool {
    let last = numbers(folder, BackupKind::Daily).last().copied();
    let file = last.map(|number| folder.join(format!("daily-{number:06}.sqlite")));
    let made = file.and_then(|file| fs::metadata(file).ok()?.modified().ok());
    // A file from the future says nothing about when the next is due.
    made.and_then(|made| SystemTime::now().duration_since(made).ok()).is_none_or(|age| age >= DUE)
}

/// Puts the database of the snapshot `file` in place of the library's, after a snapshot of that. All of it happens, or
/// nothing; whatever else is open on the library simply sees other contents.
pub(crate) fn restore(store: &Store, backups: &Path, file: &Path) -> Result<(), Error> {
    if !file.is_file() {
        return Err(Error::NotFound { what: "backup" });
    }
    // What is put back is a copy that has been looked through and brought to the present shape.
    let draft = tempfile::Builder::new()
        .prefix(".restore-")
        .tempdir_in(backups.parent().unwrap_or(backups))
        .map_err(Error::disk(backups))?;
    let copy: PathBuf = draft.path().join("library.sqlite");
    fs::copy(file, &copy).map_err(Error::disk(&copy))?;
    let fresh = Store::open(&copy, draft.path())?;
    check(&copy)?;
    take(&store.copier()?, backups, BackupKind::BeforeRestore)?;
    store.replace_with(&fresh)
}

fn is_of(name: &str, kind: BackupKind) -> bool {
    name.strip_prefix(kind.as_str()).is_some_and(|rest| rest.starts_with('-'))
}

/// The numbers of the snapshots of a kind, rising.
fn numbers(folder: &Path, kind: BackupKind) -> Vec<u64> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut numbers: Vec<u64> = entries
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let rest = name.strip_prefix(kind.as_str())?.strip_prefix('-')?;
            rest.strip_suffix(".sqlite")?.parse().ok()
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

/// Whether the daily snapshot `number` is worth keeping when `last` is the newest.
fn is_kept(number: u64, last: u64) -> bool {
    let age = last.saturating_sub(number);
    age < DAYS
        || (number.is_multiple_of(7) && age < 7 * (WEEKS + 1))
        || (number.is_multiple_of(28) && age < 28 * (MONTHS + 1))
}

fn thin_out(folder: &Path) {
    let numbers = numbers(folder, BackupKind::Daily);
    let Some(last) = numbers.last().copied() else { return };
    for number in numbers.iter().filter(|number| !is_kept(**number, last)) {
        // A snapshot that stays too long harms nobody.
        let _ = fs::remove_file(folder.join(format!("daily-{number:06}.sqlite")));
    }
}

/// Writes the whole database as `connection` sees it to the file `to`: under a temporary name in the same folder,
/// brought to the disk, opened and checked, and only then given its name.
pub(crate) fn snapshot(connection: &Connection, to: &Path) -> Result<(), Error> {
    if to.exists() {
        return Err(Error::Conflict(sentence!(
            "file-there",
            "There is a file at {file} already.",
            file = to.display()
        )));
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
        Error::Invalid(sentence!(
            "path-no-unicode",
            "The path {path} is not written in Unicode.",
            path = folder.display()
        ))
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
    prune(backups, BackupKind::BeforeMigration);
    Ok(())
}

/// Removes the oldest snapshots of a kind; their names sort by age.
fn prune(backups: &Path, kind: BackupKind) {
    let Ok(entries) = fs::read_dir(backups) else { return };
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            is_of(name, kind)
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

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn daily_snapshots_thin_out_with_age() {
        let mut kept: Vec<u64> = Vec::new();
        for day in 1..=800 {
            kept.push(day);
            kept.retain(|number| is_kept(*number, day));
        }
        assert_eq!(kept.iter().filter(|number| 800 - *number < 7).count(), 7);
        assert!(kept.len() <= 7 + 5 + 13, "{kept:?}");
        assert!(kept[0] <= 800 - 12 * 28, "{kept:?}");
        let gaps: Vec<u64> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps.iter().all(|gap| *gap <= 28), "{kept:?}");
    }
}
