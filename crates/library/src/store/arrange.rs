//! What a write can do to tags, collections and saved searches.

use super::{Writer, collection, saved_search, tag};
use crate::Error;
use commonplace_core::model::{ArticleId, CollectionId, Color, SavedSearchId};

impl Writer<'_> {
    /// Tags an article; case and white space make no other tag.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name; [`Error::NotFound`].
    pub fn tag_article(&mut self, id: ArticleId, name: &str) -> Result<(), Error> {
        self.need_article(id)?;
        tag::add_to_article(self.connection, id, name)
    }

    /// Takes a tag away from an article, if it has it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn untag_article(&mut self, id: ArticleId, name: &str) -> Result<(), Error> {
        self.need_article(id)?;
        tag::remove_from_article(self.connection, id, name)
    }

    /// Gives a tag another name; where another tag has that name, both become one. Gives whether they did.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name; [`Error::NotFound`].
    pub fn rename_tag(&mut self, name: &str, to: &str) -> Result<bool, Error> {
        tag::rename(self.connection, name, to)
    }

    /// Gives everything that carries the tag `name` the tag `into` instead, which is made where it is missing.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name; [`Error::NotFound`].
    pub fn merge_tag(&mut self, name: &str, into: &str) -> Result<(), Error> {
        tag::merge_named(self.connection, name, into)
    }

    /// Gives a tag a colour, or takes it away.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_tag_color(&mut self, name: &str, color: Option<Color>) -> Result<(), Error> {
        tag::set_color(self.connection, name, color)
    }

    /// Takes a tag away from every article and highlight.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_tag(&mut self, name: &str) -> Result<(), Error> {
        tag::remove(self.connection, name)
    }

    /// Puts an article into the collection at `path` (`Parent/Child`), making what is missing of it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty path; [`Error::NotFound`].
    pub fn put_in_collection(&mut self, id: ArticleId, path: &str) -> Result<(), Error> {
        self.need_article(id)?;
        collection::put(self.connection, id, path)
    }

    /// Puts an article into a collection, if it is not in it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn collect(&mut self, id: ArticleId, collection: CollectionId) -> Result<(), Error> {
        self.need_article(id)?;
        collection::put_in(self.connection, id, collection)
    }

    /// Takes an article out of a collection and of those that lie in it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn take_out(&mut self, id: ArticleId, collection: CollectionId) -> Result<(), Error> {
        self.need_article(id)?;
        collection::take_out(self.connection, id, collection)
    }

    /// Makes a collection, the last among those beside it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name that is empty or has a `/` in it; [`Error::Conflict`] where there is one of this
    /// name; [`Error::NotFound`].
    pub fn add_collection(
        &mut self,
        parent: Option<CollectionId>,
        name: &str,
    ) -> Result<CollectionId, Error> {
        collection::add(self.connection, parent, name)
    }

    /// Gives a collection another name.
    ///
    /// # Errors
    /// As [`Writer::add_collection`].
    pub fn rename_collection(&mut self, id: CollectionId, name: &str) -> Result<(), Error> {
        collection::rename(self.connection, id, name)
    }

    /// Puts a collection into another, or to the top, before one of those there or behind all of them.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it would lie in itself; [`Error::Conflict`] where there is one of its name;
    /// [`Error::NotFound`].
    pub fn move_collection(
        &mut self,
        id: CollectionId,
        parent: Option<CollectionId>,
        before: Option<CollectionId>,
    ) -> Result<(), Error> {
        collection::shift(self.connection, id, parent, before)
    }

    /// Removes a collection with those that lie in it. The articles stay in the library.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_collection(&mut self, id: CollectionId) -> Result<(), Error> {
        collection::remove(self.connection, id)
    }

    /// Keeps a search, the last of all.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name or query.
    pub fn add_saved_search(&mut self, name: &str, query: &str) -> Result<SavedSearchId, Error> {
        saved_search::add(self.connection, name, query, self.now())
    }

    /// Changes the name or the query of a saved search; what is none stays.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty one; [`Error::NotFound`].
    pub fn update_saved_search(
        &mut self,
        id: SavedSearchId,
        name: Option<&str>,
        query: Option<&str>,
    ) -> Result<(), Error> {
        saved_search::update(self.connection, id, name, query)
    }

    /// Forgets a saved search.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_saved_search(&mut self, id: SavedSearchId) -> Result<(), Error> {
        saved_search::remove(self.connection, id)
    }
}
