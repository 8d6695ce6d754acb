//! Taking articles away and bringing them back.

use super::Said;

wire! {
    /// What to take away. `format` is `markdown` or `jsonl`. Without `ids` and `query`, everything.
    ExportRequest {
        /// Format.
        format: String,
        /// Only these articles.
        #[serde(default)]
        #[ts(optional = nullable)]
        ids: Option<Vec<String>>,
        /// Only what this query finds.
        #[serde(default)]
        #[ts(optional = nullable)]
        query: Option<String>,
        /// File or folder to write. Markdown of several articles is a folder of files.
        path: String,
        /// A name for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// What was written.
    ExportReport {
        /// The file or folder.
        path: String,
        /// Articles written.
        articles: u32,
        /// Highlights written.
        highlights: u32,
        /// Notes written.
        notes: u32,
    }

    /// What to bring in: a file, a folder or several.
    ImportRequest {
        /// Files or folders.
        paths: Vec<String>,
        /// `auto`, `markdown` or `jsonl`.
        #[serde(default)]
        #[ts(optional = nullable)]
        format: Option<String>,
        /// A name for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// One item that did not come in, or came in with a reservation.
    ImportIssue {
        /// File and line or entry, such as `export.jsonl, line 12`.
        place: Said,
        /// What is wrong and what to do.
        said: Said,
    }

    /// Every item is accounted for: `items` = created + merged + unchanged + failed.
    ImportReport {
        /// Items in the files.
        items: u32,
        /// New articles.
        created: u32,
        /// Joined to an article already here.
        merged: u32,
        /// Already here, word for word.
        unchanged: u32,
        /// Not brought in.
        failed: u32,
        /// Highlights in the files.
        highlights: u32,
        /// Of these, new here.
        highlights_created: u32,
        /// Of these, already here.
        highlights_unchanged: u32,
        /// New ones whose passage was found letter for letter.
        anchored: u32,
        /// New ones found with changes, or moved.
        approximate: u32,
        /// New ones that could be meant in several places.
        ambiguous: u32,
        /// New ones whose passage was not found; kept.
        orphans: u32,
        /// Notes brought in.
        notes: u32,
        /// One line each.
        issues: Vec<ImportIssue>,
    }
}
