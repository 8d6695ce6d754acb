//! What only a window asks: dialogs, the clipboard, settings, undo, the library at a glance.

use super::{
    articles::{ArticlePage, ArticleRow},
    organise::{CollectionView, SavedSearchView, TagCount},
};

wire! {
    /// Nothing is asked.
    Nothing {}

    /// One thing, by id.
    ById {
        /// Its id.
        id: String,
    }

    /// Several articles.
    ByIds {
        /// Their ids.
        ids: Vec<String>,
    }

    /// What a native dialog asks for, in the words of the window's language. `purpose` is `open` (articles), `openFolder`, `import`, `exportFile` or `exportFolder`.
    DialogRequest {
        /// Purpose.
        purpose: String,
        /// Its title.
        title: String,
        /// What the files are called that it is for; nothing for folders.
        #[serde(default)]
        #[ts(optional = nullable)]
        files: Option<String>,
        /// What all files together are called; nothing for folders.
        #[serde(default)]
        #[ts(optional = nullable)]
        all: Option<String>,
        /// Suggested file name.
        #[serde(default)]
        #[ts(optional = nullable)]
        name: Option<String>,
    }

    /// What a person chose; empty when the dialog was closed.
    Paths {
        /// Absolute paths.
        paths: Vec<String>,
    }

    /// Text for the clipboard.
    PlainText {
        /// The text.
        text: String,
    }

    /// An address to open in the browser; http, https and mailto only.
    Link {
        /// The address.
        url: String,
    }

    /// A setting: a JSON document under a name.
    Setting {
        /// Name: `window`, `reader`, `export`.
        name: String,
        /// JSON text; none removes it.
        #[serde(default)]
        #[ts(optional = nullable)]
        value: Option<String>,
    }

    /// The name of a setting.
    SettingName {
        /// Name.
        name: String,
    }

    /// The act that was undone or done again; none when there was nothing left.
    UndoOutcome {
        /// What it was, such as `remove_highlight`.
        op: Option<String>,
    }

    /// Long work to stop.
    TaskName {
        /// The caller's name for it.
        task: String,
    }

    /// The library at a glance.
    LibraryInfo {
        /// Its folder.
        path: String,
        /// Its write counter.
        revision: u64,
        /// Articles not in the Trash.
        articles: u32,
        /// In the inbox.
        inbox: u32,
        /// Begun.
        reading: u32,
        /// Finished.
        finished: u32,
        /// Archived.
        archived: u32,
        /// Favourites.
        favourites: u32,
        /// In the Trash.
        trash: u32,
        /// Live highlights.
        highlights: u32,
        /// Live notes.
        notes: u32,
        /// Tags by name.
        tags: Vec<TagCount>,
        /// Collections, each before those that lie in it.
        collections: Vec<CollectionView>,
        /// Saved searches in the person's order.
        saved_searches: Vec<SavedSearchView>,
        /// Articles begun and not finished, the last opened first; a dozen at most.
        begun: Vec<ArticleRow>,
        /// What undo would undo.
        undo: Option<String>,
        /// What redo would do again.
        redo: Option<String>,
        /// `mac`, `windows` or `linux`.
        platform: String,
        /// Program version.
        version: String,
    }

    /// All that the window needs to draw itself for the first time, in one answer.
    Start {
        /// The settings `reader` and `window`.
        settings: Vec<Setting>,
        /// The library at a glance.
        info: LibraryInfo,
        /// The first rows of the list that was shown last.
        list: ArticlePage,
    }

    /// The platform's menu bar, where programs have one outside of their window.
    MenuBar {
        /// Its menus, the program's own first.
        parts: Vec<MenuPart>,
    }

    /// One menu of the bar.
    MenuPart {
        /// What stands in the bar.
        title: String,
        /// Its lines.
        lines: Vec<MenuLine>,
    }

    /// One line of a menu.
    MenuLine {
        /// The act of the window that it stands for; empty for the platform's own.
        act: String,
        /// One of the platform's own, such as `quit` or `copy`; `separator` for a line between others.
        #[ts(optional = nullable)]
        standard: Option<String>,
        /// What is written on it; empty for the platform's own words.
        label: String,
        /// Its stroke, such as `Mod+Shift+Z`.
        #[ts(optional = nullable)]
        keys: Option<String>,
    }

    /// What the program was started with, by a link, by "Open with", or by hand.
    Asked {
        /// Addresses in the library: `commonplace://article/…`, in order.
        addresses: Vec<String>,
        /// Absolute paths of files and folders to save.
        paths: Vec<String>,
    }

    /// Something that a write touched. `kind` is `article`, `highlight`, `note`, `tag`, `collection` or `setting`.
    ChangeView {
        /// Kind.
        kind: String,
        /// Its id.
        id: String,
        /// The article it belongs to.
        article: Option<String>,
    }
}
