//! Which blobs captures refer to: their originals, the images in their bodies, and those that their sources do not hold.

use crate::Error;
use commonplace_core::extract::images;
use rusqlite::Connection;
use std::collections::HashSet;

/// Takes out of `names` every blob that a capture of this database refers to.
pub(crate) fn spare(connection: &Connection, names: &mut HashSet<String>) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT original, body FROM capture")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        if names.is_empty() {
            return Ok(());
        }
        names.remove(row.get_ref(0)?.as_str().unwrap_or_default());
        for image in images::named(row.get_ref(1)?.as_str().unwrap_or_default()) {
            names.remove(image);
        }
    }
    // Snapshots of the first versions know no such images.
    if !connection.table_exists(None, "capture_picture")? {
        return Ok(());
    }
    let mut statement = connection.prepare("SELECT hash FROM capture_picture")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        names.remove(row.get_ref(0)?.as_str().unwrap_or_default());
    }
    Ok(())
}
