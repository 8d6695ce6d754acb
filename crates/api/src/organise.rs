//! Organising: tags, collections, saved searches, emptying the Trash.

use crate::{Api, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    model::{ArticleId, Collection, CollectionId, Millis, SavedSearchId},
    query,
};
use commonplace_library::{Named, Op, now};
use std::time::Duration;

/// How long what was thrown away can be restored.
const TRASH_KEEPS: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Names that one call may ask for.
const MOST_NAMES: u32 = 200;

impl Api {
    pub(crate) async fn tag_rename(&self, input: TagRename) -> Result<TagRenamed, WireError> {
        let merged = self
            .write(move |library| {
                Ok(library.write(Op::RenameTag, |w| w.rename_tag(&input.name, &input.to))?)
            })
            .await?;
        Ok(TagRenamed { merged })
    }

    pub(crate) async fn tag_merge(&self, input: TagMerge) -> Result<Nothing, WireError> {
        self.write(move |library| {
            Ok(library.write(Op::MergeTags, |w| {
                input.names.iter().try_for_each(|name| w.merge_tag(name, &input.into))
            })?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn tag_color(&self, input: TagColor) -> Result<Nothing, WireError> {
        let color = input.color.as_deref().map(convert::color).transpose()?;
        self.write(move |library| {
            Ok(library.write(Op::ColorTag, |w| w.set_tag_color(&input.name, color))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn tag_remove(&self, input: TagName) -> Result<Nothing, WireError> {
        self.write(move |library| Ok(library.write(Op::RemoveTag, |w| w.remove_tag(&input.name))?))
            .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn collection_add(
        &self,
        input: CollectionAdd,
    ) -> Result<CollectionView, WireError> {
        let parent = optional(input.parent.as_deref())?;
        let id = self
            .write(move |library| {
                Ok(library.write(Op::AddCollection, |w| w.add_collection(parent, &input.name))?)
            })
            .await?;
        let all = self.disk(|library| Ok(library.collections()?)).await?;
        let made = all.iter().find(|one| one.id == id);
        made.map(collection).ok_or_else(|| {
            WireError::new(ErrorKind::NotFound, sentence!("gone-again", "It is gone again."))
        })
    }

    pub(crate) async fn collection_rename(
        &self,
        input: CollectionRename,
    ) -> Result<Nothing, WireError> {
        let id: CollectionId = convert::id(&input.id, "collection")?;
        self.write(move |library| {
            Ok(library.write(Op::RenameCollection, |w| w.rename_collection(id, &input.name))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn collection_move(
        &self,
        input: CollectionMove,
    ) -> Result<Nothing, WireError> {
        let id: CollectionId = convert::id(&input.id, "collection")?;
        let (parent, before) =
            (optional(input.parent.as_deref())?, optional(input.before.as_deref())?);
        self.write(move |library| {
            Ok(library.write(Op::MoveCollection, |w| w.move_collection(id, parent, before))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn collection_remove(&self, input: ById) -> Result<Nothing, WireError> {
        let id: CollectionId = convert::id(&input.id, "collection")?;
        self.write(move |library| {
            Ok(library.write(Op::RemoveCollection, |w| w.remove_collection(id))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn article_collect(
        &self,
        input: ArticleCollect,
    ) -> Result<Nothing, WireError> {
        let (ids, collection) = collected(&input)?;
        self.write(move |library| {
            Ok(library
                .write(Op::Collect, |w| ids.iter().try_for_each(|id| w.collect(*id, collection)))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn article_take_out(
        &self,
        input: ArticleCollect,
    ) -> Result<Nothing, WireError> {
        let (ids, collection) = collected(&input)?;
        self.write(move |library| {
            Ok(library.write(Op::TakeOut, |w| {
                ids.iter().try_for_each(|id| w.take_out(*id, collection))
            })?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn saved_search_add(
        &self,
        input: SavedSearchAdd,
    ) -> Result<SavedSearchView, WireError> {
        self.write(move |library| {
            let written = library
                .write(Op::AddSavedSearch, |w| w.add_saved_search(&input.name, &input.query))?;
            Ok(written.map(|id| SavedSearchView {
                id: id.to_string(),
                name: input.name.trim().to_owned(),
                query: input.query.trim().to_owned(),
            }))
        })
        .await
    }

    pub(crate) async fn saved_search_update(
        &self,
        input: SavedSearchUpdate,
    ) -> Result<Nothing, WireError> {
        let id: SavedSearchId = convert::id(&input.id, "saved search")?;
        self.write(move |library| {
            Ok(library.write(Op::EditSavedSearch, |w| {
                w.update_saved_search(id, input.name.as_deref(), input.query.as_deref())
            })?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn saved_search_remove(&self, input: ById) -> Result<Nothing, WireError> {
        let id: SavedSearchId = convert::id(&input.id, "saved search")?;
        self.write(move |library| {
            Ok(library.write(Op::RemoveSavedSearch, |w| w.remove_saved_search(id))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn saved_search_counts(
        &self,
        _: Nothing,
    ) -> Result<Vec<SavedSearchCount>, WireError> {
        self.disk(|library| {
            let mut counts = Vec::new();
            for search in library.saved_searches()? {
                let found = library.found(&query::parse(&search.query, now()))?;
                let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
                counts.push(SavedSearchCount { id: search.id.to_string(), total });
            }
            Ok(counts)
        })
        .await
    }

    pub(crate) async fn library_names(
        &self,
        input: NameRequest,
    ) -> Result<Vec<NameHit>, WireError> {
        self.disk(move |library| {
            let found = library.names(&input.query, input.limit.min(MOST_NAMES))?;
            Ok(found.into_iter().map(name_hit).collect())
        })
        .await
    }

    pub(crate) async fn trash_empty(&self, _: Nothing) -> Result<Count, WireError> {
        let count = self.write(|library| Ok(library.purge(Millis(i64::MAX))?)).await?;
        Ok(Count { count })
    }

    /// Removes for good what has lain in the Trash for longer than it keeps things; gives how many articles.
    ///
    /// # Errors
    /// `disk`.
    pub async fn clear_old_trash(&self) -> Result<u32, WireError> {
        let keeps = i64::try_from(TRASH_KEEPS.as_millis()).unwrap_or(i64::MAX);
        self.write(move |library| Ok(library.purge(Millis(now().0.saturating_sub(keeps)))?)).await
    }
}

fn name_hit(named: Named) -> NameHit {
    match named {
        Named::Article { id, title, site } => {
            NameHit { kind: "article".into(), id: id.to_string(), name: title, about: site }
        }
        Named::Note { id, begins, article } => {
            NameHit { kind: "note".into(), id: id.to_string(), name: begins, about: article }
        }
    }
}

/// A collection as the window shows it.
pub(crate) fn collection(one: &Collection) -> CollectionView {
    CollectionView {
        id: one.id.to_string(),
        parent: one.parent.map(|id| id.to_string()),
        name: one.name.clone(),
        articles: one.articles,
    }
}

fn optional(id: Option<&str>) -> Result<Option<CollectionId>, WireError> {
    id.map(|id| convert::id(id, "collection")).transpose()
}

fn collected(input: &ArticleCollect) -> Result<(Vec<ArticleId>, CollectionId), WireError> {
    Ok((convert::ids(&input.ids, "article")?, convert::id(&input.collection, "collection")?))
}
