//! The library's folder: showing it, moving it, opening another; its backups and its index.

use crate::{Api, Task, upkeep, wire::*};
use commonplace_core::{sentence, sentence::Sentence};
use commonplace_library::Swept;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// A file in the platform's folder for the library that says where the library is instead.
const POINTER: &str = "library-is-in.txt";

impl Api {
    pub(crate) async fn backup_list(&self, _: Nothing) -> Result<Vec<BackupRow>, WireError> {
        self.disk(|library| {
            let row = |backup: commonplace_library::Backup| BackupRow {
                name: backup.name,
                kind: backup.kind.map(|kind| kind.as_str().into()),
                made: backup.made.0,
                bytes: backup.bytes,
            };
            Ok(library.backups()?.into_iter().map(row).collect())
        })
        .await
    }

    pub(crate) async fn backup_make(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.disk(|library| Ok(library.make_backup()?)).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn backup_restore(&self, input: BackupRestore) -> Result<Nothing, WireError> {
        // A name and no path: nothing outside the folder of backups can be meant.
        if Path::new(&input.name).file_name().is_none_or(|name| name != input.name.as_str()) {
            return Err(WireError::invalid(sentence!(
                "no-backup-name",
                "That is not the name of a backup."
            )));
        }
        let file = self.dir().join("backups").join(&input.name);
        self.restore_backup(file, self.task(input.task)).await?;
        Ok(Nothing {})
    }

    /// Puts the database of a snapshot in place of the library's, which is kept as a snapshot of its own.
    ///
    /// # Errors
    /// `notFound`; `libraryTooNew`; `unreadable` where it is damaged or no library; `libraryLocked`; `disk`.
    pub async fn restore_backup(&self, file: PathBuf, task: Task) -> Result<(), WireError> {
        self.disk(move |library| {
            let mut tell = |done, total| {
                // What is half done is of no use, so this is not stopped on the way.
                let _ = task.step(done, total, upkeep::building());
                true
            };
            Ok(library.restore_backup(&file, &mut tell)?)
        })
        .await?;
        // Everything may have changed.
        self.emit(Event::Changed { revision: 0, changes: Vec::new(), by_reading: false });
        Ok(())
    }

    /// What is done once a day: old things leave the Trash, a snapshot is taken, and once a week the originals and
    /// images go that nothing refers to any more.
    ///
    /// # Errors
    /// `disk`; `unreadable` for a snapshot that is damaged.
    pub async fn daily(&self) -> Result<(), WireError> {
        self.clear_old_trash().await?;
        self.disk(|library| {
            library.daily_backup()?;
            Ok(library.weekly_sweep()?)
        })
        .await
    }

    /// Removes the originals and images that nothing refers to, and that are older than `days`; without `remove` it
    /// only counts them.
    ///
    /// # Errors
    /// `disk`; `unreadable` for a snapshot that is damaged.
    pub async fn sweep(&self, days: u32, remove: bool) -> Result<Swept, WireError> {
        let grace = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
        self.disk(move |library| Ok(library.sweep(grace, remove)?)).await
    }

    pub(crate) async fn request_list(&self, input: Part) -> Result<RequestPage, WireError> {
        self.disk(move |library| {
            let (total, requests) = library.requests(input.offset, input.limit.min(500))?;
            let row = |request: commonplace_library::Request| RequestRow {
                made: request.made.0,
                host: request.host,
                purpose: request.purpose.as_str().into(),
                outcome: request.outcome.as_str().into(),
                bytes: request.bytes,
            };
            Ok(RequestPage { total, rows: requests.into_iter().map(row).collect() })
        })
        .await
    }

    pub(crate) async fn request_clear(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.disk(|library| Ok(library.clear_requests()?)).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn library_show_folder(&self, _: Nothing) -> Result<Nothing, WireError> {
        let host = self.host.clone();
        self.disk(move |library| host.show_folder(library.dir()).map_err(unsupported)).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn library_open_other(&self, input: Folder) -> Result<Nothing, WireError> {
        let dir = PathBuf::from(input.path);
        if !dir.is_dir() {
            return Err(WireError::invalid(sentence!(
                "no-folder",
                "There is no folder {folder}.",
                folder = dir.display()
            )));
        }
        self.go_on_in(dir).await
    }

    pub(crate) async fn library_move(&self, input: Folder) -> Result<Nothing, WireError> {
        let task = self.task(input.task);
        let to = PathBuf::from(input.path);
        let there = to.clone();
        self.disk(move |library| {
            let mut tell = |done, total| {
                task.step(done, total, sentence!("now-copying", "Copying the library")).is_ok()
            };
            Ok(library.copy_to(&there, &mut tell)?)
        })
        .await?;
        self.go_on_in(to).await
    }

    /// Keeps the choice, and lets the window start again with that library.
    async fn go_on_in(&self, dir: PathBuf) -> Result<Nothing, WireError> {
        let host = self.host.clone();
        self.disk(move |library| {
            let dir = fs::canonicalize(&dir).map_err(|error| WireError::file(&dir, &error))?;
            // A start on the library that is open would hand over to the window that is about to close.
            if fs::canonicalize(library.dir()).is_ok_and(|open| open == dir) {
                return Err(WireError::invalid(sentence!(
                    "open-already",
                    "The library in {folder} is open already.",
                    folder = dir.display()
                )));
            }
            remember(&dir)?;
            host.start_again(&dir).map_err(unsupported)
        })
        .await?;
        Ok(Nothing {})
    }
}

/// The folder of the library: `usual`, or another that a person chose, which a file in `usual` names.
pub(crate) fn chosen(usual: PathBuf) -> PathBuf {
    let named = fs::read_to_string(usual.join(POINTER)).unwrap_or_default();
    let named = Path::new(named.trim());
    // A disk that is not there today must not make an empty library somewhere else; only no name means the usual one.
    if named.is_absolute() { named.to_path_buf() } else { usual }
}

/// Keeps which folder a person chose.
fn remember(dir: &Path) -> Result<(), WireError> {
    let usual = Api::usual_dir()?;
    let pointer = usual.join(POINTER);
    fs::create_dir_all(&usual).map_err(|error| WireError::file(&usual, &error))?;
    let here = fs::canonicalize(&usual).is_ok_and(|usual| usual == dir);
    let kept = if here {
        fs::remove_file(&pointer).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
    } else {
        let text = dir.to_str().ok_or_else(|| {
            WireError::invalid(sentence!(
                "folder-no-unicode",
                "The folder's path is not written in Unicode; choose another."
            ))
        })?;
        fs::write(&pointer, text)
    };
    kept.map_err(|error| WireError::file(&pointer, &error))
}

fn unsupported(sentence: Sentence) -> WireError {
    WireError::new(ErrorKind::Unsupported, sentence)
}

#[cfg(test)]
mod tests {
    use super::{POINTER, chosen};

    #[test]
    fn a_chosen_folder_is_followed() {
        let dir = tempfile::tempdir().unwrap();
        let usual = dir.path().to_path_buf();
        assert_eq!(chosen(usual.clone()), usual);
        let other = usual.join("elsewhere");
        std::fs::write(usual.join(POINTER), format!("{}\n", other.display())).unwrap();
        assert_eq!(chosen(usual.clone()), other);
        std::fs::write(usual.join(POINTER), "not/absolute").unwrap();
        assert_eq!(chosen(usual.clone()), usual);
    }
}
