//! Search.

use crate::{
    EntityKind, Error,
    store::{self, Store},
};
use commonplace_core::{model::ArticleId, query::Query};
use std::{path::Path, sync::Arc, time::Duration};
use uuid::Uuid;

/// Who keeps the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexMode {
    /// A thread of this handle, for as long as it is open: for the window.
    Background,
    /// Nobody, until [`Library::catch_up`](crate::Library::catch_up) is called: for the command line.
    OnDemand,
}

/// Whether search covers everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// It covers all that was written.
    Ready,
    /// It is being built anew.
    Building,
    /// What was written last is not in it yet.
    Behind,
}

impl IndexState {
    /// The word for it: `ready`, `building` or `behind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Building => "building",
            Self::Behind => "behind",
        }
    }
}

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many there are in all.
    pub total: u32,
    /// The part asked for, best first.
    pub hits: Vec<Hit>,
}

/// One thing found. Ranges are in code points: the first, and the one after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// An article, a highlight or a note.
    pub kind: EntityKind,
    /// Its identity.
    pub id: Uuid,
    /// The article it is in; none for a page of notes.
    pub article: Option<ArticleId>,
    /// Title of the article or page.
    pub title: String,
    /// Relevance; comparable within one answer only.
    pub score: f64,
    /// The words around the match, plain text.
    pub snippet: String,
    /// Matched ranges of the snippet.
    pub marks: Vec<(u32, u32)>,
    /// Matched ranges of the title.
    pub title_marks: Vec<(u32, u32)>,
    /// Where the match stands in the article's canonical text.
    pub passage: Option<(u32, u32)>,
}

pub(crate) struct Index {
    store: Arc<Store>,
}

impl Index {
    pub(crate) fn start(_dir: &Path, store: Arc<Store>, _mode: IndexMode) -> Self {
        Self { store }
    }

    pub(crate) fn wake(&self) {}

    pub(crate) fn search(
        &self,
        _query: &Query,
        _offset: u32,
        _limit: u32,
    ) -> Result<Answer, Error> {
        Ok(Answer::default())
    }

    pub(crate) fn matches(
        &self,
        _query: &Query,
        article: ArticleId,
    ) -> Result<Vec<(u32, u32)>, Error> {
        store::article::get(&*self.store.reader()?, article)?;
        Ok(Vec::new())
    }

    pub(crate) fn catch_up(&self, _wait: Duration) -> Result<(), Error> {
        Ok(())
    }

    pub(crate) fn rebuild(&self, _progress: &mut dyn FnMut(u32, u32)) -> Result<(), Error> {
        Ok(())
    }

    pub(crate) fn state(&self) -> IndexState {
        IndexState::Ready
    }
}
