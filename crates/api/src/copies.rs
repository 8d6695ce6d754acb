//! Copies of an article: offered for merging, merged, or kept apart.

use crate::{Api, Task, convert, wire::*};
use commonplace_core::{
    model::{Article, ArticleId},
    sentence,
};
use commonplace_library::{Error, Lookalike};

impl Api {
    /// The article that is most likely a copy of this one.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn copy_of(&self, id: ArticleId) -> Result<Option<Lookalike>, WireError> {
        self.disk(move |library| Ok(library.copy_of(id)?)).await
    }

    /// Every pair of copies in the library, the article that was saved later first in each.
    ///
    /// # Errors
    /// `cancelled`.
    pub async fn copies(&self, task: Task) -> Result<Vec<(Article, Lookalike)>, WireError> {
        self.disk(move |library| {
            let mut progress = |done, total| {
                task.step(done, total, sentence!("now-comparing", "Looking for copies"))
                    .map_err(|_| Error::Stopped)
            };
            Ok(library.copies(&mut progress)?)
        })
        .await
    }

    /// Makes `other` a part of `into`, with all that a person made on it.
    ///
    /// # Errors
    /// `notFound`; `invalidInput` for one article with itself; `cancelled`, and then nothing has happened.
    pub async fn merge(
        &self,
        into: ArticleId,
        other: ArticleId,
        task: Task,
    ) -> Result<(), WireError> {
        self.write(move |library| {
            let mut progress = |done, total| task.step(done, total, "").map_err(|_| Error::Stopped);
            Ok(library.merge(into, other, &mut progress)?)
        })
        .await
    }

    /// Keeps that two articles are not one.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn keep_apart(&self, a: ArticleId, b: ArticleId) -> Result<(), WireError> {
        self.write(move |library| Ok(library.keep_apart(a, b)?)).await
    }

    pub(crate) async fn article_copy(&self, input: ById) -> Result<Option<CopyView>, WireError> {
        let found = self.copy_of(convert::id(&input.id, "article")?).await?;
        Ok(found
            .map(|Lookalike { article, shared }| CopyView { row: convert::row(&article), shared }))
    }

    pub(crate) async fn article_merge(&self, input: MergeArticles) -> Result<Nothing, WireError> {
        let into = convert::id(&input.into, "article")?;
        let other = convert::id(&input.other, "article")?;
        self.merge(into, other, self.task(input.task)).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn article_keep_apart(
        &self,
        input: TwoArticles,
    ) -> Result<Nothing, WireError> {
        let (a, b) = (convert::id(&input.a, "article")?, convert::id(&input.b, "article")?);
        self.keep_apart(a, b).await?;
        Ok(Nothing {})
    }
}
