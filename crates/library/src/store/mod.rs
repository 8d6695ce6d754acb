//! SQLite, the truth: opening, the writer and the readers. Only this folder says SQL.

pub(crate) mod anchor;
mod arrange;
pub(crate) mod article;
pub(crate) mod capture;
mod captures;
pub(crate) mod change;
pub(crate) mod collection;
pub(crate) mod copies;
pub(crate) mod highlight;
pub(crate) mod insights;
pub(crate) mod ledger;
mod migrate;
pub(crate) mod names;
pub(crate) mod note;
mod record;
pub(crate) mod referred;
pub(crate) mod review;
pub(crate) mod rule;
pub(crate) mod saved_search;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod tag;
pub(crate) mod undo;
pub(crate) mod verify;
mod write;
mod writer;

pub use anchor::{AnchorCounts, Progress};
pub use article::{ArticleFilter, Counts, Narrow, NewArticle, Sort, View};
pub use capture::{CaptureInfo, NewCapture, origin::Origin};
pub use captures::{Captured, Doubt};
pub use highlight::{HighlightFilter, HighlightPlace, NewHighlight};
pub use insights::{Day, Graph, Insights, Joint, Link};
pub use ledger::{Outcome, Purpose, Request};
pub use names::Named;
pub use note::Titled;
pub use writer::{ImportRecord, Writer};

use crate::Error;
use rusqlite::{Connection, OpenFlags, backup::Backup, config::DbConfig};
use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// How long a connection waits for another program before it gives up.
const BUSY: Duration = Duration::from_secs(10);
/// Readers kept open; more are opened when needed and closed after use.
const IDLE_READERS: usize = 4;
/// "Cmpl" in the file's header: tells a library from any other SQLite file.
const APPLICATION_ID: i32 = 0x436d_706c;
const STATEMENTS: usize = 128;
/// Pages of a database that are copied at a time.
const PAGES: i32 = 1_000;

/// One SQLite file: a writer, a pool of readers and a connection that only watches for other programs.
pub(crate) struct Store {
    path: PathBuf,
    /// Opened for the first write: a library that is only read need not wait for it.
    writer: OnceLock<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    /// Opened when it is first asked.
    watcher: Mutex<Option<Connection>>,
    /// What the writer notes, known from its first write on.
    tables: OnceLock<Vec<record::Table>>,
    /// Which library this is.
    pub(crate) uuid: Uuid,
    /// Whose acts this handle can undo: made anew at each opening.
    pub(crate) session: Uuid,
    /// Whether the file was made by this opening.
    pub(crate) created: bool,
}

impl Store {
    /// Opens or makes the file at `path`, bringing an older one to the present shape after a backup into `backups`.
    pub(crate) fn open(path: &Path, backups: &Path) -> Result<Self, Error> {
        migrate::refuse_newer_file(path)?;
        let mut first = connect(path)?;
        let created = migrate::migrate(&mut first, backups)?;
        let bytes: [u8; 16] =
            first.query_row("SELECT uuid FROM library WHERE id = 1", (), |row| row.get(0))?;
        first.pragma_update(None, "query_only", true)?;
        Ok(Self {
            path: path.to_path_buf(),
            writer: OnceLock::new(),
            readers: Mutex::new(vec![first]),
            watcher: Mutex::default(),
            tables: OnceLock::new(),
            uuid: Uuid::from_bytes(bytes),
            session: Uuid::now_v7(),
            created,
        })
    }

    /// The tables whose rows are noted; known from the first write on.
    fn tables(&self) -> &[record::Table] {
        self.tables.get().map_or(&[], Vec::as_slice)
    }

    /// The only connection that writes. A writer that panicked left its transaction open; the next one rolls it back.
    fn writer(&self) -> Result<MutexGuard<'_, Connection>, Error> {
        let writer = match self.writer.get() {
            Some(writer) => writer,
            None => {
                let connection = connect(&self.path)?;
                self.writer.get_or_init(|| Mutex::new(connection))
            }
        };
        Ok(lock(writer))
    }

    /// A connection that can only read, from the pool.
    pub(crate) fn reader(&self) -> Result<Reader<'_>, Error> {
        let pooled = lock(&self.readers).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => reader(&self.path)?,
        };
        Ok(Reader { store: self, connection: Some(connection) })
    }

    /// A connection of its own for `VACUUM INTO`, which SQLite counts as writing.
    pub(crate) fn copier(&self) -> Result<Connection, Error> {
        connect(&self.path)
    }

    /// Reads several things as they were at one moment.
    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let reader = self.reader()?;
        let transaction = reader.unchecked_transaction()?;
        let value = f(&transaction)?;
        transaction.finish()?;
        Ok(value)
    }

    /// Puts the contents of another library's file in place of those of this one, as one write; its write counter
    /// goes on from both. An index made before knows that it has to be built anew.
    pub(crate) fn replace_with(&self, other: &Self) -> Result<(), Error> {
        let here = self.read(change::revision)?;
        other.in_transaction(|connection| {
            let next = here.max(change::revision(connection)?).0.saturating_add(1);
            connection.execute(
                "UPDATE library SET revision = ?1, pruned = ?1 WHERE id = 1",
                [i64::try_from(next).unwrap_or(i64::MAX)],
            )?;
            // What was done before the snapshot is not what a person would take back now.
            connection.execute("DELETE FROM undo", ())?;
            // Whoever has the library open asks anew for what it shows.
            change::record(connection, &[change::Recorded::everything()])?;
            Ok(())
        })?;
        let source = other.writer()?;
        let mut target = self.writer()?;
        if !target.is_autocommit() {
            // The last writer panicked.
            target.execute_batch("ROLLBACK")?;
        }
        Backup::new(&source, &mut target)?.run_to_completion(PAGES, Duration::ZERO, None)?;
        Ok(())
    }

    /// A number that differs after anybody else has committed: another program or this one.
    pub(crate) fn data_version(&self) -> Result<i64, Error> {
        let mut watcher = lock(&self.watcher);
        let connection = match watcher.take() {
            Some(connection) => connection,
            None => reader(&self.path)?,
        };
        Ok(watcher.insert(connection).query_row("PRAGMA data_version", (), |row| row.get(0))?)
    }
}

/// A reader on loan from the pool.
pub(crate) struct Reader<'a> {
    store: &'a Store,
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;

    #[allow(clippy::expect_used, reason = "present until dropped")]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a reader has its connection until it is dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let mut readers = lock(&self.store.readers);
        // A connection left inside a transaction would show the past for ever.
        if readers.len() < IDLE_READERS && connection.is_autocommit() {
            readers.push(connection);
        }
    }
}

/// Takes a lock whether or not its last holder panicked: what it guards is kept whole by SQLite's transactions.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a connection that may write.
fn connect(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(crate) fn reader(path: &Path) -> Result<Connection, Error> {
    // Write access to the files is needed for the shared memory of the write-ahead log.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A look into the file of a snapshot, which is left as it is.
pub(crate) fn glance(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    Ok(connection)
}

fn harden(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(BUSY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Reads an identity of 16 bytes.
pub(crate) fn uuid_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(column)?))
}

/// Reads a word of a closed list.
pub(crate) fn word<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    parse(text)
        .ok_or_else(|| Error::Corrupt(format!("the library holds an unknown word: {text:?}")))
}

/// A count of rows as the number of list entries.
pub(crate) fn count(rows: i64) -> u32 {
    u32::try_from(rows.max(0)).unwrap_or(u32::MAX)
}

/// JSON list of identities as `x'…'`-free hexadecimal text, to be read back by `json_each` and `unhex`.
pub(crate) fn id_list<'a>(ids: impl IntoIterator<Item = &'a [u8; 16]>) -> String {
    let hex: Vec<String> = ids.into_iter().map(|id| crate::blobs::hex(id)).collect();
    format!("[{}]", hex.iter().map(|h| format!("\"{h}\"")).collect::<Vec<_>>().join(","))
}
