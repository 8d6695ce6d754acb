//! Asking a library: what a search finds, what surrounds it, and whether the index keeps up.

use crate::{
    Answer, Elsewhere, EntityKind, Error, Facets, IndexState, Library, Reason, Related, SecondList,
    Suggestion, Wanted,
};
use commonplace_core::{model::ArticleId, query::Query};
use std::time::Duration;
use uuid::Uuid;

impl Library {
    /// Finds articles, highlights and notes, best first. Waits until search is ready.
    ///
    /// # Errors
    /// [`Error::Index`]; those of the database.
    pub fn search(&self, query: &Query, offset: u32, limit: u32) -> Result<Answer, Error> {
        self.search_while(query, offset, limit, &|| true)
    }

    /// As [`Library::search`], for as long as its answer is `wanted`: who types on waits for another one.
    ///
    /// # Errors
    /// [`Error::Stopped`] where it was no longer wanted; those of [`Library::search`].
    pub fn search_while(
        &self,
        query: &Query,
        offset: u32,
        limit: u32,
        wanted: Wanted<'_>,
    ) -> Result<Answer, Error> {
        self.index().search(query, (offset, limit), None, wanted)
    }

    /// As [`Library::search_while`], in the order that the words and `second` together say.
    ///
    /// # Errors
    /// As [`Library::search_while`].
    pub fn search_beside(
        &self,
        query: &Query,
        (offset, limit): (u32, u32),
        second: &dyn SecondList,
        wanted: Wanted<'_>,
    ) -> Result<Answer, Error> {
        self.index().search(query, (offset, limit), Some(second), wanted)
    }

    /// The kinds and identities of everything that has all that was asked, in no order.
    ///
    /// # Errors
    /// As [`Library::search`].
    pub fn found(&self, query: &Query) -> Result<Vec<(EntityKind, Uuid)>, Error> {
        self.index().found(query)
    }

    /// How much of what has everything that was asked has something in common: tags, sites, authors, years, colours.
    ///
    /// # Errors
    /// As [`Library::search`].
    pub fn facets(&self, query: &Query) -> Result<Facets, Error> {
        self.facets_while(query, &|| true)
    }

    /// As [`Library::facets`], for as long as they are `wanted`.
    ///
    /// # Errors
    /// [`Error::Stopped`] where they were no longer wanted; those of [`Library::search`].
    pub fn facets_while(&self, query: &Query, wanted: Wanted<'_>) -> Result<Facets, Error> {
        self.index().facets(query, wanted)
    }

    /// For words of a query that hardly anything has, others that were perhaps meant. `typed` is the query's text.
    ///
    /// # Errors
    /// As [`Library::search`].
    pub fn suggest(&self, query: &Query, typed: &str) -> Result<Vec<Suggestion>, Error> {
        self.index().suggest(query, typed)
    }

    /// Why a query finds a thing: each of its words, and where it stands.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn why(
        &self,
        query: &Query,
        kind: EntityKind,
        id: &[u8; 16],
    ) -> Result<Vec<Reason>, Error> {
        self.index().why(query, kind, Uuid::from_bytes(*id))
    }

    /// Articles like this one, the most alike first.
    ///
    /// # Errors
    /// [`Error::NotFound`]; as [`Library::search`].
    pub fn related(&self, article: ArticleId, limit: usize) -> Result<Vec<Related>, Error> {
        self.index().related(article, limit)
    }

    /// Articles in which a passage stands too, word for word or lightly changed; those saved first come first.
    ///
    /// # Errors
    /// As [`Library::search`].
    pub fn elsewhere(
        &self,
        passage: &str,
        except: Option<ArticleId>,
        limit: usize,
    ) -> Result<Vec<Elsewhere>, Error> {
        self.index().elsewhere(passage, except, limit)
    }

    /// Where a query's words stand in an article: ranges of code points in the text of its current capture, in order.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn matches(&self, query: &Query, article: ArticleId) -> Result<Vec<(u32, u32)>, Error> {
        self.index().matches(query, article)
    }

    /// Returns when search covers everything written so far: brings it there itself where no other program keeps the
    /// index, else waits for that program.
    ///
    /// # Errors
    /// [`Error::Index`] where `wait` was too short or the index failed.
    pub fn catch_up(&self, wait: Duration) -> Result<(), Error> {
        self.index().catch_up(wait)
    }

    /// Builds the index anew; `progress` hears how many things are done, and of how many, and stops it with false.
    ///
    /// # Errors
    /// [`Error::Locked`] where another program keeps the index; [`Error::Stopped`]; [`Error::Index`]; those of the
    /// database.
    pub fn rebuild_index(&self, progress: &mut dyn FnMut(u32, u32) -> bool) -> Result<(), Error> {
        self.index().rebuild(progress)
    }

    /// Whether search covers everything.
    pub fn index_state(&self) -> IndexState {
        self.index().state()
    }
}
