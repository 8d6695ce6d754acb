//! Copies of an article: found by what their texts share, made one when a person says so.

use crate::{Error, Library, Op, Progress, Written};
use commonplace_core::model::{Article, ArticleId};

/// Captures whose sketches are taken before a search for copies, at most: in a library that never took any, the newest
/// come first, and the next search goes on.
const SKETCHES: u32 = 400;

/// An article that looks like another.
#[derive(Clone, Debug)]
pub struct Lookalike {
    /// The article.
    pub article: Article,
    /// How much of the shorter of the two texts stands in the longer, 0 to 1.
    pub shared: f64,
}

impl Library {
    /// The article outside the Trash that is most likely a copy of this one: a syndicated one, or one for printing.
    ///
    /// # Errors
    /// [`Error::NotFound`]; those of the database.
    pub fn copy_of(&self, id: ArticleId) -> Result<Option<Lookalike>, Error> {
        self.take_sketches()?;
        let found = self.store().read(|connection| crate::store::copies::find(connection, id))?;
        let copy = |(other, shared)| Ok(Lookalike { article: self.article(other)?, shared });
        found.map(copy).transpose()
    }

    /// Every pair of copies in the library, the article that was saved later first in each.
    ///
    /// # Errors
    /// Those of the database; those of `progress`.
    pub fn copies(&self, progress: Progress<'_>) -> Result<Vec<(Article, Lookalike)>, Error> {
        while self.take_sketches()? == SKETCHES {}
        let suspects = self.store().read(crate::store::copies::suspects)?;
        let total = u32::try_from(suspects.len()).unwrap_or(u32::MAX);
        let mut pairs: Vec<(Article, Lookalike)> = Vec::new();
        for (done, id) in (0..).zip(suspects) {
            progress(done, total)?;
            let Some(copy) = self.copy_of(id)? else { continue };
            let known = |pair: &(Article, Lookalike)| {
                pair.0.id == copy.article.id && pair.1.article.id == id
            };
            if !pairs.iter().any(known) {
                pairs.push((self.article(id)?, copy));
            }
        }
        Ok(pairs)
    }

    /// Makes `other` a part of `into`: its versions, highlights, notes, tags and collections are on that from now on,
    /// and saving its address again finds that. Undoing parts them again.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for one article with itself; those of `progress`. Nothing has changed
    /// then.
    pub fn merge(
        &self,
        into: ArticleId,
        other: ArticleId,
        progress: Progress<'_>,
    ) -> Result<Written<()>, Error> {
        self.write(Op::Merge, |writer| writer.merge(into, other, progress))
    }

    /// Keeps that two articles are not one, so that nobody asks again.
    ///
    /// # Errors
    /// [`Error::NotFound`]; as [`Library::write`].
    pub fn keep_apart(&self, a: ArticleId, b: ArticleId) -> Result<Written<()>, Error> {
        self.write(Op::KeepApart, |writer| writer.keep_apart(a, b))
    }

    fn take_sketches(&self) -> Result<u32, Error> {
        // Reading comes first: mostly there is nothing to do, and no need to wait for who writes.
        if self.store().read(crate::store::copies::all_sketched)? {
            return Ok(0);
        }
        self.store()
            .in_transaction(|connection| crate::store::copies::take_sketches(connection, SKETCHES))
    }
}
