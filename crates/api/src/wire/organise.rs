//! Tags, collections and saved searches.

wire! {
    /// A tag and how much carries it.
    TagCount {
        /// Name.
        name: String,
        /// Live articles.
        articles: u32,
        /// Live highlights.
        highlights: u32,
        /// The colour a person gave it.
        color: Option<String>,
    }

    /// A tag, by name.
    TagName {
        /// Name; case and white space make no other tag.
        name: String,
    }

    /// Another name for a tag.
    TagRename {
        /// Name it has.
        name: String,
        /// Name it gets. Where another tag has it, both become one.
        to: String,
    }

    /// What became of a tag that was renamed.
    TagRenamed {
        /// Whether there was a tag of that name, and both are one now.
        merged: bool,
    }

    /// Several tags to be made one.
    TagMerge {
        /// Names of those that go.
        names: Vec<String>,
        /// Name of the one that stays or is made.
        into: String,
    }

    /// A colour for a tag.
    TagColor {
        /// Name.
        name: String,
        /// Colour; none takes it away.
        #[serde(default)]
        #[ts(optional = nullable)]
        color: Option<String>,
    }

    /// A collection; a list of them has each before those that lie in it.
    CollectionView {
        /// Its id.
        id: String,
        /// The collection it lies in.
        parent: Option<String>,
        /// Its own name.
        name: String,
        /// Live articles in it or in one that lies in it.
        articles: u32,
    }

    /// A collection to be made.
    CollectionAdd {
        /// Its name, without `/`.
        name: String,
        /// The collection it is to lie in.
        #[serde(default)]
        #[ts(optional = nullable)]
        parent: Option<String>,
    }

    /// Another name for a collection.
    CollectionRename {
        /// Its id.
        id: String,
        /// The name it gets.
        name: String,
    }

    /// Another place for a collection.
    CollectionMove {
        /// Its id.
        id: String,
        /// The collection it is to lie in; none is the top.
        #[serde(default)]
        #[ts(optional = nullable)]
        parent: Option<String>,
        /// The one beside it that it is to stand before; none is behind all.
        #[serde(default)]
        #[ts(optional = nullable)]
        before: Option<String>,
    }

    /// Articles to be put into a collection, or taken out of it.
    ArticleCollect {
        /// Their ids.
        ids: Vec<String>,
        /// The collection's id.
        collection: String,
    }

    /// A search that a person keeps.
    SavedSearchView {
        /// Its id.
        id: String,
        /// What the person calls it.
        name: String,
        /// What was typed.
        query: String,
    }

    /// A search to be kept.
    SavedSearchAdd {
        /// What the person calls it.
        name: String,
        /// What was typed.
        query: String,
    }

    /// A change to a saved search; what is left out stays.
    SavedSearchUpdate {
        /// Its id.
        id: String,
        /// New name.
        #[serde(default)]
        #[ts(optional = nullable)]
        name: Option<String>,
        /// New query.
        #[serde(default)]
        #[ts(optional = nullable)]
        query: Option<String>,
    }

    /// How much a saved search finds now.
    SavedSearchCount {
        /// The search's id.
        id: String,
        /// Articles, highlights and notes that have all that is asked.
        total: u32,
    }

    /// Part of a name.
    NameRequest {
        /// What was typed.
        query: String,
        /// Articles, and notes, to give at most.
        limit: u32,
    }

    /// An article or a note that is called something like it.
    NameHit {
        /// `article` or `note`.
        kind: String,
        /// Its id.
        id: String,
        /// What it is called.
        name: String,
        /// An article's site; the article that a note is on.
        about: Option<String>,
    }

    /// A number of things.
    Count {
        /// How many.
        count: u32,
    }
}
