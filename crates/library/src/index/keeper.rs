//! The one that writes the index, while it holds `index/lock`: builds it, and brings it after the truth.

use super::active::{self, Active, payload, set_current, sweep};
use super::documents::{Part, Whole, page_document};
use super::lists::Press;
use super::pending::Writer;
use super::schema::{Fields, HIGH, KIND, KINDS, LOW, PRINT, key, register, schema, version};
use crate::{
    Change, EntityKind, Error, Revision,
    store::{Store, article, capture, change, highlight, note},
};
use commonplace_core::{
    model::{Article, ArticleId, NoteId, NoteTarget},
    text::headings,
};
use rusqlite::Connection;
use std::{
    collections::{BTreeSet, HashMap},
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tantivy::{
    DocSet, Index, Searcher, TERMINATED, Term, indexer::LogMergePolicy, schema::IndexRecordOption,
};
use uuid::Uuid;

/// Memory for documents that are not committed yet, in bytes.
const HEAP: usize = 32 << 20;
/// The same while everything is built: fewer, larger parts, that need not be merged.
const BUILDING_HEAP: usize = 160 << 20;
/// A first index can be searched while it is built, in steps of so many articles.
const FIRST_STEP: usize = 2_000;
/// Articles that are read in one go while everything is built.
const AT_ONCE: usize = 50;
/// How often the index that serves takes over what is written while another is built.
const KEEP_UP: Duration = Duration::from_millis(500);
const CLEAN: &str = "clean";

/// The right to write the index of a library.
pub(super) struct Keeper {
    dir: PathBuf,
    store: Arc<Store>,
    writer: Option<(String, Writer)>,
    // The lock is the system's and falls with the file, however the program ends.
    _lock: File,
}

/// What building tells while it goes on; false stops it.
pub(super) type Progress<'a> = &'a mut dyn FnMut(u32, u32) -> bool;

impl Keeper {
    /// Takes the right; none where another program has it.
    pub(super) fn take(dir: &Path, store: &Arc<Store>) -> Result<Option<Self>, Error> {
        fs::create_dir_all(dir).map_err(Error::disk(dir))?;
        let path = dir.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(Error::disk(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(Error::disk(&path)(error)),
        }
        let store = Arc::clone(store);
        Ok(Some(Self { dir: dir.to_path_buf(), store, writer: None, _lock: lock }))
    }

    /// The index that serves, if it can: looked through where the last keeper did not end in good order.
    pub(super) fn open(&self) -> Result<Option<Active>, Error> {
        let Some(active) = active::open(&self.dir, &self.store)? else { return Ok(None) };
        let mark = self.dir.join(CLEAN);
        let clean = fs::read_to_string(&mark).is_ok_and(|text| text == stamp(&self.dir, &active));
        let _ = fs::remove_file(&mark);
        Ok((clean || active::is_whole(&self.dir.join(&active.folder))).then_some(active))
    }

    /// Leaves the index in good order.
    pub(super) fn close(mut self, active: &Active) {
        if let Some((_, writer)) = self.writer.take() {
            let _ = writer.inner.wait_merging_threads();
        }
        // Without the mark the next opening looks the files through, which is only slower.
        let _ = fs::write(self.dir.join(CLEAN), stamp(&self.dir, active));
    }

    /// Builds the index anew beside the one that serves, and lets it take over. What is written meanwhile goes into
    /// `serving`; `show` gets a first index while it is still being built.
    ///
    /// # Errors
    /// [`Error::Stopped`] where `progress` said so; what served before goes on.
    pub(super) fn build(
        &mut self,
        serving: Option<&Active>,
        show: Option<&mut dyn FnMut(Arc<Active>)>,
        progress: Progress<'_>,
    ) -> Result<Arc<Active>, Error> {
        self.writer = None;
        let folder = format!("v{}-{}", version().replace('.', "-"), Uuid::now_v7().simple());
        let path = self.dir.join(&folder);
        fs::create_dir_all(&path).map_err(Error::disk(&path))?;
        let built = self.build_in(folder, serving, show, progress);
        if built.is_err() {
            // What cannot be removed now is swept away by the next one.
            let _ = fs::remove_dir_all(&path);
        }
        built
    }

    fn build_in(
        &mut self,
        folder: String,
        mut serving: Option<&Active>,
        mut show: Option<&mut dyn FnMut(Arc<Active>)>,
        progress: Progress<'_>,
    ) -> Result<Arc<Active>, Error> {
        let path = self.dir.join(&folder);
        let (schema, fields) = schema();
        let index = Index::create_in_dir(&path, schema)?;
        register(&index);
        let mut writer = open_writer(&index, BUILDING_HEAP)?;
        let active = Arc::new(Active::new(folder.clone(), index, Revision(0))?);
        let store = Arc::clone(&self.store);
        let mut press = Press::default();
        let mut kept_up = Instant::now();
        let covered = store.read(|connection| {
            let revision = change::revision(connection)?;
            let articles = article::live(connection)?;
            let pages = note::feed(connection, true, 0, u32::MAX)?.1;
            let total = count(articles.len() + pages.len());
            for (place, some) in articles.chunks(AT_ONCE).enumerate() {
                let done = place * AT_ONCE;
                if !progress(count(done), total) {
                    return Err(Error::Stopped);
                }
                if let Some(index) = serving.filter(|_| kept_up.elapsed() >= KEEP_UP) {
                    kept_up = Instant::now();
                    // One that is damaged is being replaced.
                    serving = self.catch_up(index).is_ok().then_some(index);
                }
                for article in article::by_ids(connection, some)? {
                    let whole = whole(connection, article)?;
                    add(connection, &writer, (&fields, &mut press), &whole, |_| true)?;
                }
                if (done + AT_ONCE).is_multiple_of(FIRST_STEP)
                    && let Some(show) = show.as_mut()
                {
                    writer.inner.commit()?;
                    active.reload(Revision(0))?;
                    show(Arc::clone(&active));
                }
            }
            for page in &pages {
                writer.add(page_document(&fields, &mut press, page))?;
            }
            progress(total, total);
            Ok(revision)
        })?;
        self.writer = None;
        commit(&mut writer, &store, covered)?;
        set_current(&self.dir, &folder)?;
        active.reload(covered)?;
        sweep(&self.dir, &folder);
        // The next change opens one that holds less memory.
        writer.inner.wait_merging_threads()?;
        active.reload(covered)?;
        Ok(active)
    }

    /// Takes over everything written since the index was last committed. After an error the writer is opened anew
    /// the next time: tantivy's own way back is not to be trusted.
    pub(super) fn catch_up(&mut self, active: &Active) -> Result<(), Error> {
        let behind = self
            .store
            .read(|connection| Ok(change::last_indexed(connection)? > active.covered()))?;
        if !behind {
            return Ok(());
        }
        let (folder, mut writer) = match self.writer.take() {
            Some((folder, writer)) if folder == active.folder => (folder, writer),
            _ => {
                let index = active::entire(&self.dir.join(&active.folder))?;
                (active.folder.clone(), open_writer(&index, HEAP)?)
            }
        };
        let store = Arc::clone(&self.store);
        let covered = store.read(|connection| {
            let (now, changes) = change::indexed_since(connection, active.covered())?;
            replay(connection, active, &writer, &changes)?;
            Ok(now)
        })?;
        commit(&mut writer, &store, covered)?;
        active.reload(covered)?;
        self.writer = Some((folder, writer));
        Ok(())
    }
}

fn open_writer(index: &Index, heap: usize) -> Result<Writer, Error> {
    let writer = index.writer_with_num_threads(1, heap)?;
    // Files of a commit that was killed bar the same names for ever, and commits with them.
    writer.garbage_collect_files().wait()?;
    let mut policy = LogMergePolicy::default();
    // Removed text leaves the disk.
    policy.set_del_docs_ratio_before_merge(0.3);
    writer.set_merge_policy(Box::new(policy));
    Ok(Writer::new(writer))
}

fn commit(writer: &mut Writer, store: &Store, covered: Revision) -> Result<(), Error> {
    let mut prepared = writer.inner.prepare_commit()?;
    prepared.set_payload(&payload(store, covered));
    prepared.commit()?;
    Ok(())
}

/// Puts the present state of everything that was touched in place of the former one; the order does not matter. What
/// would look the same is left alone: a changed note does not touch the article it is in.
fn replay(
    connection: &Connection,
    active: &Active,
    writer: &Writer,
    changes: &[Change],
) -> Result<(), Error> {
    let fields = &active.fields;
    let mut press = Press::default();
    let view = active.view();
    let remove = |kind, id| {
        writer.delete(Term::from_field_bytes(fields.key, &key(kind, id)));
    };
    let articles: BTreeSet<ArticleId> =
        changes.iter().filter_map(|change| change.article).collect();
    for id in articles {
        let mut known = prints(&view.searcher, fields, id)?;
        if let Some(article) = present(connection, id)? {
            let whole = whole(connection, article)?;
            add(connection, writer, (fields, &mut press), &whole, |part| {
                let identity = part.identity(&whole);
                let same = known.get(&identity) == Some(&whole.print(part));
                if same {
                    known.remove(&identity);
                } else {
                    remove(identity.0, identity.1);
                }
                !same
            })?;
            for part in whole.parts() {
                known.remove(&part.identity(&whole));
            }
        }
        for (kind, id) in known.into_keys() {
            remove(kind, id);
        }
    }
    let pages = changes.iter().filter(|c| c.kind == EntityKind::Note && c.article.is_none());
    for id in pages.map(|change| change.id).collect::<BTreeSet<Uuid>>() {
        remove(EntityKind::Note, id);
        match note::get(connection, NoteId::new(id)) {
            Ok(page) if matches!(page.target, NoteTarget::Page(_)) => {
                writer.add(page_document(fields, &mut press, &page))?;
            }
            Ok(_) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Adds the documents of an article that are wanted.
fn add(
    connection: &Connection,
    writer: &Writer,
    (fields, press): (&Fields, &mut Press),
    whole: &Whole,
    mut wanted: impl FnMut(&Part<'_>) -> bool,
) -> Result<(), Error> {
    for part in whole.parts() {
        if wanted(&part) {
            let says = || {
                let (text, body) = capture::text_and_body(connection, whole.article.capture)?;
                Ok::<_, Error>((text, headings(&body)))
            };
            writer.add(whole.document(fields, press, &part, says)?)?;
        }
    }
    Ok(())
}

/// What the index holds of an article, and how each document was made.
fn prints(
    searcher: &Searcher,
    fields: &Fields,
    article: ArticleId,
) -> Result<HashMap<(EntityKind, Uuid), u64>, Error> {
    let term = Term::from_field_bytes(fields.article, article.as_bytes());
    let mut found = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.article)?;
        let postings = index.read_postings(&term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(|e| Error::Index(e.to_string()))? else {
            continue;
        };
        let columns = segment.fast_fields();
        let (high, low) = (columns.u64(HIGH)?, columns.u64(LOW)?);
        let (kind, print) = (columns.u64(KIND)?, columns.u64(PRINT)?);
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc)
                && let (Some(high), Some(low)) = (high.first(doc), low.first(doc))
                && let Some(kind) = kind.first(doc).and_then(|kind| KINDS.get(kind as usize))
            {
                let id = Uuid::from_u64_pair(high, low);
                found.insert((*kind, id), print.first(doc).unwrap_or_default());
            }
            doc = postings.advance();
        }
    }
    Ok(found)
}

/// An article; none where it is gone or in the Trash.
fn present(connection: &Connection, id: ArticleId) -> Result<Option<Article>, Error> {
    match article::get(connection, id) {
        Ok(article) if article.deleted.is_none() => Ok(Some(article)),
        Ok(_) | Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// An article with all that is searched of it.
fn whole(connection: &Connection, article: Article) -> Result<Whole, Error> {
    let highlights = if article.highlight_colors.is_empty() {
        Vec::new()
    } else {
        highlight::of_article(connection, article.id)?
    };
    Ok(Whole {
        contents: capture::contents(connection, article.capture)?,
        highlights,
        notes: note::on_article(connection, article.id)?,
        is_read_often: article::is_read_often(connection, article.id)?,
        article,
    })
}

/// The sizes of the index's files: a file that was cut off or added tells itself.
fn stamp(dir: &Path, active: &Active) -> String {
    let folder = dir.join(&active.folder);
    let mut files: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            let time = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_lock = name.ends_with(".lock");
            (!is_lock).then(|| format!("{name} {} {}", data.len(), time.as_nanos()))
        })
        .collect();
    files.sort();
    files.join("\n")
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
