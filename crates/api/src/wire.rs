//! What crosses the boundary to the window, as JSON. Offsets here are **UTF-16 code units**, moments are UTC
//! milliseconds, ids are hyphenated UUIDs. TypeScript mirrors of these types are generated into `ui/src/ipc/wire.ts`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares wire types: serialisable both ways, camel case, mirrored in TypeScript.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        #[ts(optional_fields = nullable)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )+};
}

wire! {
    /// Nothing is asked.
    Nothing {}

    /// One thing, by id.
    ById { /** Its id. */ id: String }

    /// Several articles.
    ByIds { /** Their ids. */ ids: Vec<String> }

    /// A row of the list of articles.
    ArticleRow {
        /** Article id. */ id: String,
        /** Title, never empty. */ title: String,
        /** The site's name or host. */ site: Option<String>,
        /** Authors in order. */ authors: Vec<String>,
        /** ISO 8601, as precise as the source was. */ published: Option<String>,
        /** When it was saved. */ #[ts(type = "number")] saved: i64,
        /** When it was last opened. */ #[ts(type = "number | null")] opened: Option<i64>,
        /** Words. */ words: u32,
        /** Reading time in whole minutes, at least 1. */ minutes: u32,
        /** BCP 47 tag. */ language: Option<String>,
        /** `inbox`, `reading`, `finished` or `archived`. */ state: String,
        /** Marked as a favourite. */ favourite: bool,
        /** Tag names, sorted. */ tags: Vec<String>,
        /** A colour for each highlight, in document order. */ highlight_colors: Vec<String>,
        /** How far it was read, 0 to 1. */ progress: f64,
        /** When it was put into the Trash. */ #[ts(type = "number | null")] deleted: Option<i64>,
    }

    /// Which articles to list. `view` is `all`, `inbox`, `reading`, `finished`, `archived`, `favourites` or `trash`.
    ArticleList {
        /** The view. */ view: String,
        /** Only those with this tag. */ #[serde(default)] tag: Option<String>,
        /** `saved`, `published`, `opened`, `title`, `length` or `highlights`. */ #[serde(default)] sort: Option<String>,
        /** Turn the order round. */ #[serde(default)] reverse: Option<bool>,
        /** Rows to skip. */ offset: u32,
        /** Rows to give, at most 500. */ limit: u32,
    }

    /// Some rows of a list.
    ArticlePage {
        /** Rows in the whole list. */ total: u32,
        /** The rows asked for. */ rows: Vec<ArticleRow>,
    }

    /// Counts over a source or a body.
    KeptCounts {
        /** Words. */ words: u32,
        /** Images. */ images: u32,
        /** Tables. */ tables: u32,
        /** Code blocks. */ code: u32,
        /** Links. */ links: u32,
    }

    /// A block that extraction left out.
    DroppedBlock {
        /** Its text, cut. */ text: String,
        /** `repeated`, `label`, `boilerplate`, `empty` or `unsafe`. */ reason: String,
        /** How often it stood there. */ times: u32,
    }

    /// What extraction kept and dropped.
    ReceiptView {
        /** Over the source. */ source: KeptCounts,
        /** Over the body. */ kept: KeptCounts,
        /** Blocks left out. */ dropped: Vec<DroppedBlock>,
        /** Sentences about what was not understood. */ problems: Vec<String>,
    }

    /// A note, with its Markdown rendered and sanitised.
    NoteView {
        /** Note id. */ id: String,
        /** The highlight it is on. */ highlight: Option<String>,
        /** The article it is on (also for a note on a highlight). */ article: Option<String>,
        /** Title, for a page of its own. */ title: Option<String>,
        /** The Markdown as written. */ markdown: String,
        /** Sanitised HTML. */ html: String,
        /** When it was written. */ #[ts(type = "number")] created: i64,
        /** When it was changed. */ #[ts(type = "number")] modified: i64,
    }

    /// A highlight as it lands in the article's current capture.
    HighlightView {
        /** Highlight id. */ id: String,
        /** Article id. */ article: String,
        /** The article's title. */ article_title: String,
        /** The passage. */ quote: String,
        /** First UTF-16 unit in the canonical text; none for an orphan. */ start: Option<u32>,
        /** One after the last unit. */ end: Option<u32>,
        /** `exact`, `edited`, `moved`, `ambiguous` or `orphan`. */ state: String,
        /** One of the eight colours. */ color: String,
        /** Its note. */ note: Option<NoteView>,
        /** Tag names, sorted. */ tags: Vec<String>,
        /** When it was made. */ #[ts(type = "number")] created: i64,
        /** When it was changed. */ #[ts(type = "number")] modified: i64,
    }

    /// Everything the reader shows.
    ArticleView {
        /** The row of the list. */ row: ArticleRow,
        /** Line under the title. */ subtitle: Option<String>,
        /** Where it came from. */ url: Option<String>,
        /** A summary. */ excerpt: Option<String>,
        /** Current capture. */ capture: String,
        /** Sealed HTML, to be shown unmodified. */ body: String,
        /** UTF-16 units in the canonical text. */ text_length: u32,
        /** SHA-256 of the canonical text in UTF-8, in hexadecimal. */ text_hash: String,
        /** Place reached: UTF-16 offset of the first character shown. */ position: u32,
        /** What extraction did. */ receipt: ReceiptView,
        /** Highlights in document order, orphans first. */ highlights: Vec<HighlightView>,
        /** Notes on the article as a whole. */ notes: Vec<NoteView>,
        /** Collection paths. */ collections: Vec<String>,
    }

    /// One thing to save. Give exactly one of `url`, `path`, `html` and `text`.
    SaveSource {
        /** An http(s) address to fetch. */ #[serde(default)] url: Option<String>,
        /** A file, or a folder searched for `.html`, `.htm`, `.xhtml`, `.md`, `.markdown` and `.txt`. */ #[serde(default)] path: Option<String>,
        /** Pasted HTML. */ #[serde(default)] html: Option<String>,
        /** Pasted text; taken as Markdown where `kind` says so. */ #[serde(default)] text: Option<String>,
        /** `auto`, `html`, `markdown` or `text`. */ #[serde(default)] kind: Option<String>,
        /** The address pasted content came from. */ #[serde(default)] source_url: Option<String>,
        /** A title that outranks the extracted one. */ #[serde(default)] title: Option<String>,
        /** Tags to add. */ #[serde(default)] tags: Option<Vec<String>>,
    }

    /// Things to save; each succeeds or fails alone.
    SaveRequest {
        /** The things. */ sources: Vec<SaveSource>,
        /** A name chosen by the caller for progress events and cancelling. */ #[serde(default)] task: Option<String>,
    }

    /// What became of one thing.
    SaveOutcome {
        /** The address, file name or "Pasted …". */ source: String,
        /** `created`, `merged`, `unchanged` or `failed`. */ status: String,
        /** Article id. */ id: Option<String>,
        /** Article title. */ title: Option<String>,
        /** What went wrong, for a person. */ error: Option<String>,
    }

    /// Changes to an article; what is left out stays.
    ArticleUpdate {
        /** Articles to change. */ ids: Vec<String>,
        /** New title. */ #[serde(default)] title: Option<String>,
        /** New reading state. */ #[serde(default)] state: Option<String>,
        /** Favourite or not. */ #[serde(default)] favourite: Option<bool>,
        /** Tags to add. */ #[serde(default)] add_tags: Option<Vec<String>>,
        /** Tags to take away. */ #[serde(default)] remove_tags: Option<Vec<String>>,
    }

    /// The paragraph a reader has reached.
    PositionUpdate {
        /** Article id. */ id: String,
        /** UTF-16 offset of the first character shown. */ offset: u32,
        /** Share of the article above the lower edge of the view, 0 to 1. */ progress: f64,
    }

    /// A passage to highlight in the current capture.
    HighlightAdd {
        /** Article id. */ article: String,
        /** The capture the offsets belong to; `conflict` if it is no longer current. */ capture: String,
        /** First UTF-16 unit. */ start: u32,
        /** One after the last unit. */ end: u32,
        /** Colour. */ color: String,
    }

    /// Changes to a highlight; what is left out stays.
    HighlightUpdate {
        /** Highlight id. */ id: String,
        /** New colour. */ #[serde(default)] color: Option<String>,
        /** The whole new list of tags. */ #[serde(default)] tags: Option<Vec<String>>,
    }

    /// Which highlights to list, newest first.
    HighlightList {
        /** Only this colour. */ #[serde(default)] color: Option<String>,
        /** Only this tag. */ #[serde(default)] tag: Option<String>,
        /** How many to skip. */ offset: u32,
        /** How many to give, at most 500. */ limit: u32,
    }

    /// Some highlights of a list.
    HighlightPage {
        /** Highlights in the whole list. */ total: u32,
        /** Those asked for. */ highlights: Vec<HighlightView>,
    }

    /// A note to write. With `id` it is changed; otherwise give at most one of `highlight`, `article` and `title`
    /// (a page). A highlight has one note: writing again changes it, and empty Markdown removes it.
    NoteSave {
        /** Note to change. */ #[serde(default)] id: Option<String>,
        /** Highlight to write on. */ #[serde(default)] highlight: Option<String>,
        /** Article to write on. */ #[serde(default)] article: Option<String>,
        /** Page title. */ #[serde(default)] title: Option<String>,
        /** The Markdown. */ markdown: String,
    }

    /// Some notes.
    NoteList {
        /** Only pages of their own. */ #[serde(default)] pages: Option<bool>,
        /** How many to skip. */ offset: u32,
        /** How many to give, at most 500. */ limit: u32,
    }

    /// Some notes of a list.
    NotePage {
        /** Notes in the whole list. */ total: u32,
        /** Those asked for. */ notes: Vec<NoteView>,
    }

    /// Markdown to show.
    MarkdownText { /** The Markdown. */ markdown: String }

    /// Sanitised HTML.
    HtmlText { /** The HTML. */ html: String }

    /// What was asked.
    SearchRequest {
        /** As typed. */ query: String,
        /** Hits to skip. */ offset: u32,
        /** Hits to give, at most 200. */ limit: u32,
    }

    /// A part of a query that was not understood; it was taken as words.
    QueryProblem {
        /** First UTF-16 unit in the query. */ start: u32,
        /** One after the last. */ end: u32,
        /** A sentence for a person. */ message: String,
    }

    /// One answer.
    SearchHit {
        /** `article`, `highlight` or `note`. */ kind: String,
        /** Its id. */ id: String,
        /** The article it is in; none for a page of notes. */ article: Option<String>,
        /** Title of the article or page. */ title: String,
        /** The article's site. */ site: Option<String>,
        /** Colour, for a highlight. */ color: Option<String>,
        /** The words around the match, plain text. */ snippet: String,
        /** Matched ranges of the snippet, in UTF-16 units. */ marks: Vec<[u32; 2]>,
        /** Matched ranges of the title, in UTF-16 units. */ title_marks: Vec<[u32; 2]>,
        /** Where the match stands in the article's canonical text, in UTF-16 units. */ passage: Option<[u32; 2]>,
        /** Relevance; comparable within one answer only. */ score: f64,
    }

    /// Answers.
    SearchAnswer {
        /** How many there are in all. */ total: u32,
        /** Time taken, in microseconds. */ #[ts(type = "number")] took_us: u64,
        /** What was not understood. */ problems: Vec<QueryProblem>,
        /** Those asked for, best first. */ hits: Vec<SearchHit>,
    }

    /// Occurrences of a query's words in one article.
    MatchesRequest {
        /** Article id. */ article: String,
        /** As typed. */ query: String,
    }

    /// Ranges of an article's canonical text, in UTF-16 units, in order.
    Matches { /** First unit and one after the last, at most 2,000 ranges. */ ranges: Vec<[u32; 2]> }

    /// What to take away. `format` is `markdown` or `jsonl`. Without `ids` and `query`, everything.
    ExportRequest {
        /** Format. */ format: String,
        /** Only these articles. */ #[serde(default)] ids: Option<Vec<String>>,
        /** Only what this query finds. */ #[serde(default)] query: Option<String>,
        /** File or folder to write. Markdown of several articles is a folder of files. */ path: String,
        /** A name for progress events and cancelling. */ #[serde(default)] task: Option<String>,
    }

    /// What was written.
    ExportReport {
        /** The file or folder. */ path: String,
        /** Articles written. */ articles: u32,
        /** Highlights written. */ highlights: u32,
        /** Notes written. */ notes: u32,
    }

    /// What to bring in: a file, a folder or several.
    ImportRequest {
        /** Files or folders. */ paths: Vec<String>,
        /** `auto`, `markdown` or `jsonl`. */ #[serde(default)] format: Option<String>,
        /** A name for progress events and cancelling. */ #[serde(default)] task: Option<String>,
    }

    /// One item that did not come in, or came in with a reservation.
    ImportIssue {
        /** File and line or entry, such as `export.jsonl, line 12`. */ place: String,
        /** What is wrong and what to do. */ message: String,
    }

    /// Every item is accounted for: `items` = created + merged + unchanged + failed.
    ImportReport {
        /** Items in the files. */ items: u32,
        /** New articles. */ created: u32,
        /** Joined to an article already here. */ merged: u32,
        /** Already here, word for word. */ unchanged: u32,
        /** Not brought in. */ failed: u32,
        /** Highlights in the files. */ highlights: u32,
        /** Of these, new here. */ highlights_created: u32,
        /** Of these, already here. */ highlights_unchanged: u32,
        /** New ones whose passage was found letter for letter. */ anchored: u32,
        /** New ones found with changes, moved, or one of several. */ approximate: u32,
        /** New ones whose passage was not found; kept. */ orphans: u32,
        /** Notes brought in. */ notes: u32,
        /** One line each. */ issues: Vec<ImportIssue>,
    }

    /// What a native dialog asks for. `purpose` is `open` (articles), `openFolder`, `import`, `exportFile` or `exportFolder`.
    DialogRequest {
        /** Purpose. */ purpose: String,
        /** Suggested file name. */ #[serde(default)] name: Option<String>,
    }

    /// What a person chose; empty when the dialog was closed.
    Paths { /** Absolute paths. */ paths: Vec<String> }

    /// Text for the clipboard.
    PlainText { /** The text. */ text: String }

    /// An address to open in the browser; http, https and mailto only.
    Link { /** The address. */ url: String }

    /// A setting: a JSON document under a name.
    Setting {
        /** Name: `window`, `reader`, `export`. */ name: String,
        /** JSON text; none removes it. */ #[serde(default)] value: Option<String>,
    }

    /// The name of a setting.
    SettingName { /** Name. */ name: String }

    /// The act that was undone or done again; none when there was nothing left.
    UndoOutcome { /** What it was, such as "Delete highlight". */ label: Option<String> }

    /// Long work to stop.
    TaskName { /** The caller's name for it. */ task: String }

    /// A tag and how much carries it.
    TagCount {
        /** Name. */ name: String,
        /** Live articles. */ articles: u32,
        /** Live highlights. */ highlights: u32,
    }

    /// The library at a glance.
    LibraryInfo {
        /** Its folder. */ path: String,
        /** Its write counter. */ #[ts(type = "number")] revision: u64,
        /** Articles not in the Trash. */ articles: u32,
        /** In the inbox. */ inbox: u32,
        /** Begun. */ reading: u32,
        /** Finished. */ finished: u32,
        /** Archived. */ archived: u32,
        /** Favourites. */ favourites: u32,
        /** In the Trash. */ trash: u32,
        /** Live highlights. */ highlights: u32,
        /** Live notes. */ notes: u32,
        /** Tags by name. */ tags: Vec<TagCount>,
        /** What undo would undo. */ undo: Option<String>,
        /** What redo would do again. */ redo: Option<String>,
        /** `mac`, `windows` or `linux`. */ platform: String,
        /** Program version. */ version: String,
    }

    /// Something that a write touched. `kind` is `article`, `highlight`, `note`, `tag`, `collection` or `setting`.
    ChangeView {
        /** Kind. */ kind: String,
        /** Its id. */ id: String,
        /** The article it belongs to. */ article: Option<String>,
    }
}

/// What the window is told without asking, all on one channel named `event`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// Something was written, here or by another program on the same library.
    Changed {
        /// The write counter after it.
        #[ts(type = "number")]
        revision: u64,
        /// What was touched.
        changes: Vec<ChangeView>,
    },
    /// Long work goes on.
    Progress {
        /// The caller's name for it.
        task: String,
        /// What it is doing now.
        message: String,
        /// Items done.
        done: u32,
        /// Items in all; 0 while unknown.
        total: u32,
        /// It has ended.
        finished: bool,
    },
    /// Files dropped on the window were saved.
    Dropped {
        /// What became of each.
        outcomes: Vec<SaveOutcome>,
    },
    /// Something is being dragged over the window, or has left it.
    DragOver {
        /// Whether it is over the window.
        over: bool,
    },
    /// The search index: `ready`, `building` or `behind`.
    Index {
        /// Its state.
        state: String,
    },
}

/// What a caller does differently about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorKind {
    /// No such thing.
    NotFound,
    /// What was asked makes no sense.
    InvalidInput,
    /// It changed meanwhile.
    Conflict,
    /// No network.
    Offline,
    /// A server or the guard said no.
    Refused,
    /// Over a limit.
    TooLarge,
    /// Not to be read as what it claims to be.
    Unreadable,
    /// Not built for this.
    Unsupported,
    /// Stopped by the person.
    Cancelled,
    /// Another program holds the library.
    LibraryLocked,
    /// Made by a newer program.
    LibraryTooNew,
    /// The disk failed or is full.
    Disk,
    /// A fault of ours.
    Internal,
}

/// A failure, as the window and scripts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
#[ts(optional_fields = nullable)]
pub struct WireError {
    /// What to do differently.
    pub kind: ErrorKind,
    /// A sentence for a person: what, where, what to do.
    pub message: String,
    /// More for a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}
