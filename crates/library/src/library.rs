//! The handle on a library.

use crate::{
    ArticleFilter, Blobs, CaptureInfo, Change, Counts, Error, HighlightFilter, HighlightPlace,
    IndexMode, Op, Origin, Revision, Titled, Writer, Written, backup,
    index::Index,
    store::{self, Store},
};
use commonplace_core::{
    extract::Candidate,
    model::{
        Article, ArticleId, Capture, CaptureId, Collection, Highlight, HighlightId, Millis, Note,
        NoteId, SavedSearch, SiteRule, Tag,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use uuid::Uuid;

/// How a library is opened.
#[derive(Clone, Copy, Debug)]
pub struct OpenOptions {
    /// Who keeps the search index.
    pub index: IndexMode,
}

/// A library that is open. Copies are handles on the same one; the last to go closes it.
#[derive(Clone)]
pub struct Library {
    inner: Arc<Inner>,
    /// The act that everything written through this handle belongs to.
    act: Option<Uuid>,
}

struct Inner {
    dir: PathBuf,
    blobs: Blobs,
    store: Arc<Store>,
    index: Index,
}

impl Library {
    /// Opens the library in `dir`, making it where there is none. An older one is brought to the present shape after
    /// a backup. Search gets ready in the background.
    ///
    /// # Errors
    /// [`Error::TooNew`], which leaves everything untouched; [`Error::Locked`]; [`Error::Corrupt`]; [`Error::Disk`].
    pub fn open(dir: &Path, options: OpenOptions) -> Result<Self, Error> {
        fs::create_dir_all(dir).map_err(Error::disk(dir))?;
        let store = Store::open(&dir.join("library.sqlite"), &dir.join("backups"))?;
        let store = Arc::new(store);
        let index = Index::start(&dir.join("index"), Arc::clone(&store), options.index);
        let blobs = Blobs::new(dir.join("blobs"));
        let inner = Arc::new(Inner { dir: dir.to_path_buf(), blobs, store, index });
        Ok(Self { inner, act: None })
    }

    /// A handle through which everything written is one act: it is undone and done again as a whole, however long it
    /// takes and whatever else is done meanwhile. For an import, or the saving of a folder.
    pub fn as_one_act(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), act: Some(Uuid::now_v7()) }
    }

    /// Whether this opening made it.
    pub fn created(&self) -> bool {
        self.inner.store.created
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// Its originals and images.
    pub fn blobs(&self) -> &Blobs {
        &self.inner.blobs
    }

    /// The write counter.
    ///
    /// # Errors
    /// Those of the database.
    pub fn revision(&self) -> Result<Revision, Error> {
        store::change::revision(&*self.store().reader()?)
    }

    /// The one door for writes: `f` runs in a transaction, and where it fails nothing has happened. What it touched
    /// is recorded, and remembered for [`Library::undo`] where `op` says so.
    ///
    /// # Errors
    /// Those of `f`; [`Error::Locked`] where another program writes for more than ten seconds; [`Error::Disk`].
    pub fn write<T>(
        &self,
        op: Op,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, Error>,
    ) -> Result<Written<T>, Error> {
        self.told(self.store().write(op, self.act, f))
    }

    /// The write counter and everything touched after `after`, by whomever, each once.
    ///
    /// # Errors
    /// Those of the database.
    pub fn changes_since(&self, after: Revision) -> Result<(Revision, Vec<Change>), Error> {
        self.store().read(|connection| store::change::since(connection, after))
    }

    /// A number that differs from the last time when anybody has committed since: another program or this one.
    ///
    /// # Errors
    /// Those of the database.
    pub fn data_version(&self) -> Result<i64, Error> {
        self.store().data_version()
    }

    /// Takes back this handle's last act and says which it was; none where there is nothing to undo.
    ///
    /// # Errors
    /// [`Error::Conflict`] where what it touched was changed since; that act can no longer be undone, and the next
    /// call goes on with the one before it.
    pub fn undo(&self) -> Result<Option<Written<Op>>, Error> {
        self.told(self.store().step(false))
    }

    /// Does the act that was last undone again; none where there is none or something was written since.
    ///
    /// # Errors
    /// As [`Library::undo`].
    pub fn redo(&self) -> Result<Option<Written<Op>>, Error> {
        self.told(self.store().step(true))
    }

    /// What [`Library::undo`] would take back.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next_undo(&self) -> Result<Option<Op>, Error> {
        store::undo::next_op(&*self.store().reader()?, self.store().session, false)
    }

    /// What [`Library::redo`] would do again.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next_redo(&self) -> Result<Option<Op>, Error> {
        store::undo::next_op(&*self.store().reader()?, self.store().session, true)
    }

    /// One article, in the Trash or not.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn article(&self, id: ArticleId) -> Result<Article, Error> {
        self.store().read(|connection| store::article::get(connection, id))
    }

    /// How many articles a list has, and the part of it asked for.
    ///
    /// # Errors
    /// Those of the database.
    pub fn articles(&self, list: &ArticleFilter) -> Result<(u32, Vec<Article>), Error> {
        self.store().read(|connection| store::article::page(connection, list))
    }

    /// The identities of the part of a list that is asked for, in its order.
    ///
    /// # Errors
    /// Those of the database.
    pub fn article_ids(&self, list: &ArticleFilter) -> Result<Vec<ArticleId>, Error> {
        self.store().read(|connection| store::article::ids(connection, list))
    }

    /// Articles and notes by what they are called; see [`Named`](crate::Named).
    ///
    /// # Errors
    /// Those of the database.
    pub fn names(&self, typed: &str, limit: u32) -> Result<Vec<crate::Named>, Error> {
        self.store().read(|connection| store::names::find(connection, typed, limit))
    }

    /// Articles that were begun and not finished, the last opened first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn begun(&self, limit: u32) -> Result<Vec<Article>, Error> {
        self.store().read(|connection| store::article::begun(connection, limit))
    }

    /// The article with this canonical address; one outside the Trash comes first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_url(&self, canonical: &str) -> Result<Option<ArticleId>, Error> {
        store::article::find_by_url(&*self.store().reader()?, canonical)
    }

    /// The article that has a capture of the original bytes with this SHA-256.
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_original(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        store::article::find_by_original(&*self.store().reader()?, sha256)
    }

    /// The article that has a capture whose canonical text has this SHA-256.
    ///
    /// # Errors
    /// Those of the database.
    pub fn find_by_text_hash(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        store::article::find_by_text_hash(&*self.store().reader()?, sha256)
    }

    /// A capture with its body and text.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn capture(&self, id: CaptureId) -> Result<Capture, Error> {
        store::capture::get(&*self.store().reader()?, id)
    }

    /// How a capture was made of its original; none where nobody wrote it down, or it was not extracted.
    ///
    /// # Errors
    /// Those of the database.
    pub fn origin(&self, capture: CaptureId) -> Result<Option<Origin>, Error> {
        store::capture::origin::get(&*self.store().reader()?, capture)
    }

    /// Which reading of its source a capture is.
    ///
    /// # Errors
    /// Those of the database.
    pub fn reading(&self, capture: CaptureId) -> Result<Candidate, Error> {
        store::capture::origin::reading(&*self.store().reader()?, capture)
    }

    /// The rules for the pages of sites, by site.
    ///
    /// # Errors
    /// Those of the database.
    pub fn rules(&self) -> Result<Vec<SiteRule>, Error> {
        store::rule::all(&*self.store().reader()?)
    }

    /// The articles whose current capture older rules of extraction made than `version`, those saved first at the top.
    ///
    /// # Errors
    /// Those of the database.
    pub fn outdated(&self, version: u32) -> Result<Vec<ArticleId>, Error> {
        store::capture::origin::outdated(&*self.store().reader()?, version)
    }

    /// Whether a person finds a capture good although it may not be the whole article.
    ///
    /// # Errors
    /// Those of the database.
    pub fn is_accepted(&self, capture: CaptureId) -> Result<bool, Error> {
        store::capture::origin::is_accepted(&*self.store().reader()?, capture)
    }

    /// The captures of an article, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn captures(&self, article: ArticleId) -> Result<Vec<CaptureId>, Error> {
        store::capture::of_article(&*self.store().reader()?, article)
    }

    /// The canonical text of a capture, without the rest of it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn capture_text(&self, id: CaptureId) -> Result<String, Error> {
        store::capture::text(&*self.store().reader()?, id)
    }

    /// The captures of an article, newest first, without their texts.
    ///
    /// # Errors
    /// Those of the database.
    pub fn capture_list(&self, article: ArticleId) -> Result<Vec<CaptureInfo>, Error> {
        store::capture::list(&*self.store().reader()?, article)
    }

    /// The highlights of a capture's article as they land in that capture: orphans, then in document order.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn highlights_in(&self, capture: CaptureId) -> Result<Vec<Highlight>, Error> {
        self.store().read(|connection| store::highlight::of_capture(connection, capture))
    }

    /// The highlights of an article: orphans, then in document order.
    ///
    /// # Errors
    /// Those of the database.
    pub fn highlights(&self, article: ArticleId) -> Result<Vec<Highlight>, Error> {
        self.store().read(|connection| store::highlight::of_article(connection, article))
    }

    /// Where the highlights of an article stand, in document order; orphans stand nowhere.
    ///
    /// # Errors
    /// Those of the database.
    pub fn highlight_places(&self, article: ArticleId) -> Result<Vec<HighlightPlace>, Error> {
        self.store().read(|connection| store::highlight::places(connection, article))
    }

    /// One highlight.
    ///
    /// # Errors
    /// [`Error::NotFound`], also where it was deleted.
    pub fn highlight(&self, id: HighlightId) -> Result<Highlight, Error> {
        self.store().read(|connection| store::highlight::get(connection, id))
    }

    /// Highlights of all articles outside the Trash, newest first: how many there are, and the part asked for.
    ///
    /// # Errors
    /// Those of the database.
    pub fn highlight_feed(&self, filter: &HighlightFilter) -> Result<(u32, Vec<Highlight>), Error> {
        self.store().read(|connection| store::highlight::feed(connection, filter))
    }

    /// The daily review: how many highlights were looked at since `since`, and what comes back at `now`, at most
    /// `limit`.
    ///
    /// # Errors
    /// Those of the database.
    pub fn review_deck(
        &self,
        since: Millis,
        now: Millis,
        limit: u32,
    ) -> Result<(u32, Vec<Highlight>), Error> {
        self.store().read(|connection| store::review::deck(connection, since, now, limit))
    }

    /// Notes that hold an address in this library, or the name of what it leads to in double brackets; last changed
    /// first, at most 200.
    ///
    /// # Errors
    /// Those of the database.
    pub fn notes_linking(&self, address: &str, title: Option<&str>) -> Result<Vec<Note>, Error> {
        self.store().read(|connection| store::note::linking(connection, address, title))
    }

    /// The article or page of notes with exactly this title, whatever its case; articles first, the newest of several.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn titled(&self, title: &str) -> Result<Titled, Error> {
        self.store().read(|connection| store::note::titled(connection, title))
    }

    /// The notes on an article as a whole, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn notes_on(&self, article: ArticleId) -> Result<Vec<Note>, Error> {
        self.store().read(|connection| store::note::on_article(connection, article))
    }

    /// One note.
    ///
    /// # Errors
    /// [`Error::NotFound`], also where it was deleted.
    pub fn note(&self, id: NoteId) -> Result<Note, Error> {
        self.store().read(|connection| store::note::get(connection, id))
    }

    /// Notes, last changed first, those on articles in the Trash left out: how many there are, and the part asked for.
    ///
    /// # Errors
    /// Those of the database.
    pub fn note_feed(
        &self,
        pages_only: bool,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<Note>), Error> {
        self.store().read(|connection| store::note::feed(connection, pages_only, offset, limit))
    }

    /// The tags in use, by name.
    ///
    /// # Errors
    /// Those of the database.
    pub fn tags(&self) -> Result<Vec<Tag>, Error> {
        self.store().read(store::tag::all)
    }

    /// The collections, each before those in it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn collections(&self) -> Result<Vec<Collection>, Error> {
        self.store().read(store::collection::all)
    }

    /// The saved searches, in the person's order.
    ///
    /// # Errors
    /// Those of the database.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        self.store().read(store::saved_search::all)
    }

    /// How many there are of what the sidebar shows.
    ///
    /// # Errors
    /// Those of the database.
    pub fn counts(&self) -> Result<Counts, Error> {
        self.store().read(store::article::count_views)
    }

    /// The value of a setting.
    ///
    /// # Errors
    /// Those of the database.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        store::setting::get(&*self.store().reader()?, name)
    }

    /// Keeps the value of a setting, or removes it. Not undoable.
    ///
    /// # Errors
    /// As [`Library::write`].
    pub fn put_setting(&self, name: &str, value: Option<&str>) -> Result<Written<()>, Error> {
        self.store().put_setting(name, value)
    }

    /// Removes for good what was put into the Trash before `before`, with its captures, highlights and notes; gives
    /// how many articles went. Their originals stay among the blobs, where others may share them. Not undoable.
    ///
    /// # Errors
    /// As [`Library::write`].
    pub fn purge(&self, before: Millis) -> Result<Written<u32>, Error> {
        self.told(self.store().purge(before))
    }

    /// Reads everything and gives a sentence for each thing that is not as it was written; none means whole.
    ///
    /// # Errors
    /// Those that kept it from looking at all.
    pub fn verify(&self) -> Result<Vec<String>, Error> {
        backup::verify(self.store(), self.blobs())
    }

    /// Writes a snapshot of the database to the file `to`, which must not exist: all of it, and checked.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the file exists; [`Error::Disk`].
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        backup::snapshot(&self.store().copier()?, to)
    }

    pub(crate) fn index(&self) -> &Index {
        &self.inner.index
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Tells the indexer that there is something new.
    fn told<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        if outcome.is_ok() {
            self.inner.index.wake();
        }
        outcome
    }
}
