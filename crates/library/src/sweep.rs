//! Originals and images that nothing refers to any more.

use crate::{Error, Library, store};
use std::{
    collections::{HashMap, HashSet},
    time::{Duration, SystemTime},
};

/// How long ago a file must have been put among the blobs before it can be removed: whoever saves refers to it a moment
/// later, and who copies a library to another place does not do that for a month.
pub const GRACE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How often this is looked for by itself.
const DUE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// The setting that says when it was last looked for, in seconds since 1970.
const LAST: &str = "swept";

/// Files that nothing refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many.
    pub files: u32,
    /// Their bytes together.
    pub bytes: u64,
}

impl Library {
    /// Removes the originals and images that nothing refers to and that were last put there longer ago than `grace`;
    /// without `remove` it only counts them.
    ///
    /// What a capture refers to stays, be its article in the Trash or undone, since it may come back; and what one in a
    /// snapshot in the library's own folder of them refers to, since that may be put back. Of snapshots elsewhere
    /// nothing is known.
    ///
    /// # Errors
    /// [`Error::Disk`], [`Error::Corrupt`] and those of the database, before anything was removed: a snapshot that
    /// cannot be read may refer to anything.
    pub fn sweep(&self, grace: Duration, remove: bool) -> Result<Swept, Error> {
        let Some(before) = SystemTime::now().checked_sub(grace) else {
            return Ok(Swept::default());
        };
        let sizes: HashMap<String, u64> = self.blobs().put_before(before)?.into_iter().collect();
        let mut names: HashSet<String> = sizes.keys().cloned().collect();
        self.store().read(|connection| store::referred::spare(connection, &mut names))?;
        for snapshot in self.backups()? {
            if names.is_empty() {
                break;
            }
            let snapshot = store::glance(&self.dir().join("backups").join(snapshot.name))?;
            store::referred::spare(&snapshot, &mut names)?;
        }
        let mut swept = Swept::default();
        for name in names {
            if !remove || self.blobs().remove(&name, before)? {
                swept.files += 1;
                swept.bytes += sizes.get(&name).copied().unwrap_or_default();
            }
        }
        Ok(swept)
    }

    /// Removes what nothing refers to, where a week has passed since that was last done.
    ///
    /// # Errors
    /// As [`Library::sweep`].
    pub fn weekly_sweep(&self) -> Result<(), Error> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let last = self.setting(LAST)?.and_then(|last| last.parse().ok());
        let last = last.map_or(Duration::ZERO, Duration::from_secs);
        // A time that has not come yet says nothing about when the next is due.
        if now.checked_sub(last).is_none_or(|since| since >= DUE) {
            self.sweep(GRACE, true)?;
            self.put_setting(LAST, Some(&now.as_secs().to_string()))?;
        }
        Ok(())
    }
}
