//! Looking after a library: backups, checks, the index.

use crate::{
    Api, Counts, Task,
    wire::{Nothing, TaskName, WireError},
};
use commonplace_core::model::{ArticleId, NoteId, NoteTarget, ReadingState};
use commonplace_core::{sentence, sentence::Sentence};
use commonplace_library::Op;
use std::path::PathBuf;

/// What is told while the search index is built.
pub(crate) fn building() -> Sentence {
    sentence!("now-indexing", "Building the search index")
}

/// A library in numbers.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Its folder.
    pub path: PathBuf,
    /// Its write counter.
    pub revision: u64,
    /// How many there are of what.
    pub counts: Counts,
    /// Different tags.
    pub tags: u32,
    /// Collections.
    pub collections: u32,
}

impl Api {
    /// The library in numbers.
    ///
    /// # Errors
    /// `disk`.
    pub async fn stats(&self) -> Result<Stats, WireError> {
        self.disk(|library| {
            Ok(Stats {
                path: library.dir().to_path_buf(),
                revision: library.revision()?.0,
                counts: library.counts()?,
                tags: u32::try_from(library.tags()?.len()).unwrap_or(u32::MAX),
                collections: u32::try_from(library.collections()?.len()).unwrap_or(u32::MAX),
            })
        })
        .await
    }

    /// Looks for damage: a sentence for each thing found.
    ///
    /// # Errors
    /// `disk`.
    pub async fn verify(&self) -> Result<Vec<String>, WireError> {
        self.disk(|library| Ok(library.verify()?)).await
    }

    /// Writes a snapshot of the database to a file that is not there yet.
    ///
    /// # Errors
    /// `disk`, `conflict`.
    pub async fn backup(&self, to: PathBuf) -> Result<(), WireError> {
        self.disk(move |library| Ok(library.backup(&to)?)).await
    }

    /// Builds the search index anew, telling how far it is.
    ///
    /// # Errors
    /// `libraryLocked` while another program keeps the index; `cancelled`; `disk`.
    pub async fn reindex(&self, task: Task) -> Result<(), WireError> {
        self.disk(move |library| {
            let mut tell = |done, total| task.step(done, total, building()).is_ok();
            Ok(library.rebuild_index(&mut tell)?)
        })
        .await
    }

    pub(crate) async fn index_rebuild(&self, input: TaskName) -> Result<Nothing, WireError> {
        self.reindex(self.task(Some(input.task))).await?;
        Ok(Nothing {})
    }

    /// Adds tags to an article and takes others away.
    ///
    /// # Errors
    /// `notFound`, `invalidInput` for an empty tag.
    pub async fn tag(
        &self,
        id: ArticleId,
        add: Vec<String>,
        remove: Vec<String>,
    ) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library.write(Op::TagArticle, |writer| {
                add.iter().try_for_each(|tag| writer.tag_article(id, tag))?;
                remove.iter().try_for_each(|tag| writer.untag_article(id, tag))
            })?)
        })
        .await
    }

    /// Changes where an article is in a person's reading.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn set_state(&self, id: ArticleId, state: ReadingState) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library.write(Op::SetState, |writer| writer.set_state(id, state))?)
        })
        .await
    }

    /// Puts an article into the collection at a path such as `Thesis/Chapter 2`, making what is missing of it.
    ///
    /// # Errors
    /// `notFound`, `invalidInput` for an empty path.
    pub async fn collect(&self, id: ArticleId, path: String) -> Result<(), WireError> {
        self.write(move |library| {
            Ok(library.write(Op::Collect, |writer| writer.put_in_collection(id, &path))?)
        })
        .await
    }

    /// The note with this id.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn note(&self, id: NoteId) -> Result<commonplace_core::model::Note, WireError> {
        self.disk(move |library| Ok(library.note(id)?)).await
    }

    /// The article that a note is on, directly or through its highlight; none for a page.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn article_of(&self, target: NoteTarget) -> Result<Option<ArticleId>, WireError> {
        self.disk(move |library| {
            Ok(match target {
                NoteTarget::Article(id) => Some(id),
                NoteTarget::Highlight(id) => Some(library.highlight(id)?.article),
                NoteTarget::Page(_) => None,
            })
        })
        .await
    }
}
