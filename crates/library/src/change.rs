//! Why a write happened, what it touched and when: [`Op`], [`Change`], [`Revision`].

use commonplace_core::model::ArticleId;
use uuid::Uuid;

/// The library's write counter: every write that changes something makes it one greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// What a [`Written`] value brings along.
#[derive(Clone, Debug)]
pub struct Written<T> {
    /// What the writer gave back.
    pub value: T,
    /// The write counter afterwards.
    pub revision: Revision,
    /// Everything touched, each once.
    pub changes: Vec<Change>,
}

impl<T> Written<T> {
    /// The same write with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Written<U> {
        Written { value: f(self.value), revision: self.revision, changes: self.changes }
    }

    /// The same write with another value, if there is one.
    ///
    /// # Errors
    /// Those of `f`.
    pub fn try_map<U, E>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<Written<U>, E> {
        Ok(Written { value: f(self.value)?, revision: self.revision, changes: self.changes })
    }
}

/// Something that a write touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// What kind of thing.
    pub kind: EntityKind,
    /// Its identity; nil for a setting, which has a name instead.
    pub id: Uuid,
    /// The article it belongs to.
    pub article: Option<ArticleId>,
}

commonplace_core::words! {
    /// The kinds of things that are written about and searched.
    EntityKind {
        /// An article, with its authors, tags and places in collections.
        Article = "article",
        /// A highlight, with its anchors and tags.
        Highlight = "highlight",
        /// A note.
        Note = "note",
        /// A tag.
        Tag = "tag",
        /// A collection.
        Collection = "collection",
        /// A saved search.
        SavedSearch = "saved_search",
        /// A rule for a site's pages.
        Rule = "rule",
        /// A setting.
        Setting = "setting",
    }
}

commonplace_core::words! {
    /// Why a write happens. The word is stored; the window has a name for it.
    Op {
        /// Saving an article, or a newer version of one.
        Save = "save",
        /// Bringing files in.
        Import = "import",
        /// Highlighting a passage.
        AddHighlight = "add_highlight",
        /// Giving a highlight another colour.
        RecolorHighlight = "recolor_highlight",
        /// Changing a highlight's tags.
        TagHighlight = "tag_highlight",
        /// Deleting a highlight.
        RemoveHighlight = "remove_highlight",
        /// Looking at a highlight that came back in the review.
        Review = "review",
        /// Writing a note.
        EditNote = "edit_note",
        /// Deleting a note.
        RemoveNote = "remove_note",
        /// Changing an article's title or other particulars.
        EditArticle = "edit_article",
        /// Changing an article's tags.
        TagArticle = "tag_article",
        /// Putting articles into a collection.
        Collect = "collect",
        /// Taking articles out of a collection.
        TakeOut = "take_out",
        /// Making a collection.
        AddCollection = "add_collection",
        /// Giving a collection another name.
        RenameCollection = "rename_collection",
        /// Putting a collection at another place.
        MoveCollection = "move_collection",
        /// Deleting a collection; its articles stay.
        RemoveCollection = "remove_collection",
        /// Giving a tag another name.
        RenameTag = "rename_tag",
        /// Making one tag of several.
        MergeTags = "merge_tags",
        /// Giving a tag a colour.
        ColorTag = "color_tag",
        /// Deleting a tag.
        RemoveTag = "remove_tag",
        /// Keeping a search.
        AddSavedSearch = "add_saved_search",
        /// Changing a saved search.
        EditSavedSearch = "edit_saved_search",
        /// Deleting a saved search.
        RemoveSavedSearch = "remove_saved_search",
        /// Changing an article's reading state.
        SetState = "set_state",
        /// Making an article a favourite, or no longer.
        SetFavourite = "set_favourite",
        /// Putting articles into the Trash.
        Trash = "trash",
        /// Taking articles out of the Trash.
        Restore = "restore",
        /// Opening an article in the reader.
        Open = "open",
        /// Keeping the place reached.
        SetPosition = "set_position",
        /// Saving a newer version of an article.
        Capture = "capture",
        /// Putting back what extraction had left out.
        PutBack = "put_back",
        /// Reading an article's source in another way.
        Reread = "reread",
        /// Reading the sources of many articles again by newer rules.
        ReadAgain = "read_again",
        /// Making, changing or removing a rule for a site's pages.
        EditRule = "edit_rule",
        /// Making two articles one.
        Merge = "merge",
        /// Keeping that two articles are not one.
        KeepApart = "keep_apart",
        /// Making another version of an article the one that is read.
        UseCapture = "use_capture",
        /// Deciding where a highlight belongs in a newer version.
        AnchorHighlight = "anchor_highlight",
        /// Keeping a highlight as a note on its article.
        KeepAsNote = "keep_as_note",
        /// Putting the sample article into a new library.
        Sample = "sample",
        /// Removing for good what has lain in the Trash.
        Purge = "purge",
        /// Undoing.
        Undo = "undo",
        /// Doing again what was undone.
        Redo = "redo",
    }
}

impl Op {
    /// Whether a person can undo it.
    pub const fn undoable(self) -> bool {
        !matches!(
            self,
            // Thousands of steps would bury what the person did before.
            Self::ReadAgain
                | Self::Open
                | Self::SetPosition
                | Self::Sample
                | Self::Purge
                | Self::Undo
                | Self::Redo
        )
    }
}
