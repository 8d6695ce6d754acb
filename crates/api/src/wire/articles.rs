//! Articles: rows, what the reader shows, saving and changing them.

use super::{HighlightView, NoteView, Said, WireError};

wire! {
    /// A row of the list of articles.
    ArticleRow {
        /// Article id.
        id: String,
        /// Title, never empty.
        title: String,
        /// The site's name or host.
        site: Option<String>,
        /// Authors in order.
        authors: Vec<String>,
        /// ISO 8601, as precise as the source was.
        published: Option<String>,
        /// When it was saved.
        saved: i64,
        /// When it was last opened.
        opened: Option<i64>,
        /// Words.
        words: u32,
        /// Reading time in whole minutes, at least 1.
        minutes: u32,
        /// BCP 47 tag.
        language: Option<String>,
        /// `inbox`, `reading`, `finished` or `archived`.
        state: String,
        /// Marked as a favourite.
        favourite: bool,
        /// Tag names, sorted.
        tags: Vec<String>,
        /// A colour for each highlight, in document order.
        highlight_colors: Vec<String>,
        /// How many of its highlights wait for a person: without a place, or changed and not agreed to.
        undecided: u32,
        /// How far it was read, 0 to 1.
        progress: f64,
        /// When it was put into the Trash.
        deleted: Option<i64>,
    }

    /// Which articles to list. `view` is `all`, `inbox`, `reading`, `finished`, `archived`, `favourites` or `trash`.
    ArticleList {
        /// The view.
        view: String,
        /// Only those with this tag.
        #[serde(default)]
        #[ts(optional = nullable)]
        tag: Option<String>,
        /// Only those in this collection, or in one that lies in it.
        #[serde(default)]
        #[ts(optional = nullable)]
        collection: Option<String>,
        /// Only those that are all of these: `unread`, `highlighted`, `noted`, `favourite`, `short` or `long`.
        #[serde(default)]
        #[ts(optional = nullable)]
        narrow: Option<Vec<String>>,
        /// `saved`, `published`, `opened`, `title`, `length` or `highlights`.
        #[serde(default)]
        #[ts(optional = nullable)]
        sort: Option<String>,
        /// Turn the order round.
        #[serde(default)]
        #[ts(optional = nullable)]
        reverse: Option<bool>,
        /// Rows to skip.
        offset: u32,
        /// Rows to give, at most 500.
        limit: u32,
    }

    /// Some rows of a list.
    ArticlePage {
        /// Rows in the whole list.
        total: u32,
        /// The rows asked for.
        rows: Vec<ArticleRow>,
    }

    /// Counts over a source or a body.
    KeptCounts {
        /// Words.
        words: u32,
        /// Images.
        images: u32,
        /// Tables.
        tables: u32,
        /// Code blocks.
        code: u32,
        /// Links.
        links: u32,
        /// Footnotes joined to a reference.
        footnotes: u32,
        /// Formulas.
        formulas: u32,
    }

    /// A block that extraction left out.
    DroppedBlock {
        /// All of its text.
        text: String,
        /// `repeated`, `label`, `boilerplate`, `empty`, `unsafe`, `title`, `control`, `hidden`, `copy` or `rule`.
        reason: String,
        /// How often the same block was left out; each time is a block of its own.
        times: u32,
        /// UTF-16 units of the canonical text before it.
        place: u32,
        /// What such blocks are known by on the pages of the site; none where they cannot be told from others.
        mark: Option<String>,
    }

    /// A rule of the person that made a difference.
    FollowedRule {
        /// Whether it kept what would have been left out; else it left out what would have been kept.
        keep: bool,
        /// What such blocks are known by.
        mark: String,
        /// Words in them.
        words: u32,
    }

    /// What extraction kept and dropped.
    ReceiptView {
        /// Over the source.
        source: KeptCounts,
        /// Over the body.
        kept: KeptCounts,
        /// Blocks left out.
        dropped: Vec<DroppedBlock>,
        /// Texts of blocks that were left out and that a person put back.
        restored: Vec<String>,
        /// The rules for the site that made a difference.
        rules: Vec<FollowedRule>,
        /// Why this may not be the whole article.
        doubts: Vec<Said>,
        /// What was not understood.
        problems: Vec<Said>,
    }

    /// Everything the reader shows.
    ArticleView {
        /// The row of the list.
        row: ArticleRow,
        /// Line under the title.
        subtitle: Option<String>,
        /// Where it came from.
        url: Option<String>,
        /// A summary.
        excerpt: Option<String>,
        /// Current capture.
        capture: String,
        /// Sealed HTML, to be shown unmodified.
        body: String,
        /// UTF-16 units in the canonical text.
        text_length: u32,
        /// SHA-256 of the canonical text in UTF-8, in hexadecimal.
        text_hash: String,
        /// Place reached: UTF-16 offset of the first character shown.
        position: u32,
        /// What extraction did.
        receipt: ReceiptView,
        /// Whether the receipt's doubts are still to be looked at by a person.
        doubtful: bool,
        /// How the source was read: `best`, `other` or `whole_page`; none where it can be read in one way only.
        reading: Option<String>,
        /// Highlights in document order, orphans first.
        highlights: Vec<HighlightView>,
        /// Notes on the article as a whole.
        notes: Vec<NoteView>,
        /// Collection paths.
        collections: Vec<String>,
    }

    /// Where a highlight stands, for painting it before the rest of it is asked for.
    HighlightPlace {
        /// Highlight id.
        id: String,
        /// First UTF-16 unit in the canonical text.
        start: u32,
        /// One after the last unit.
        end: u32,
        /// One of the eight colours.
        color: String,
    }

    /// An article as it is opened: without its highlights, which `article.highlights` gives, but with their places.
    OpenedArticle {
        /// The article; its list of highlights is empty.
        article: ArticleView,
        /// Where its highlights stand, in document order; orphans stand nowhere.
        places: Vec<HighlightPlace>,
    }

    /// One thing to save. Give exactly one of `url`, `path`, `html` and `text`.
    SaveSource {
        /// An http(s) address to fetch.
        #[serde(default)]
        #[ts(optional = nullable)]
        url: Option<String>,
        /// A file, or a folder or zip file searched for pages, web archives, Markdown and text.
        #[serde(default)]
        #[ts(optional = nullable)]
        path: Option<String>,
        /// Pasted HTML.
        #[serde(default)]
        #[ts(optional = nullable)]
        html: Option<String>,
        /// Pasted text; taken as Markdown where `kind` says so.
        #[serde(default)]
        #[ts(optional = nullable)]
        text: Option<String>,
        /// Bytes of an unknown encoding; a script's standard input, not for the window.
        #[serde(skip)]
        #[ts(skip)]
        bytes: Option<Vec<u8>>,
        /// `auto`, `html`, `markdown` or `text`.
        #[serde(default)]
        #[ts(optional = nullable)]
        kind: Option<String>,
        /// The address pasted content came from.
        #[serde(default)]
        #[ts(optional = nullable)]
        source_url: Option<String>,
        /// A title that outranks the extracted one.
        #[serde(default)]
        #[ts(optional = nullable)]
        title: Option<String>,
        /// Tags to add.
        #[serde(default)]
        #[ts(optional = nullable)]
        tags: Option<Vec<String>>,
    }

    /// Things to save; each succeeds or fails alone.
    SaveRequest {
        /// The things.
        sources: Vec<SaveSource>,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// What became of one thing.
    SaveOutcome {
        /// The address, file name or "Pasted …".
        source: String,
        /// `created`, `merged`, `unchanged` or `failed`.
        status: String,
        /// Article id.
        id: Option<String>,
        /// Article title.
        title: Option<String>,
        /// What went wrong.
        error: Option<WireError>,
    }

    /// Changes to an article; what is left out stays.
    ArticleUpdate {
        /// Articles to change.
        ids: Vec<String>,
        /// New title.
        #[serde(default)]
        #[ts(optional = nullable)]
        title: Option<String>,
        /// New reading state.
        #[serde(default)]
        #[ts(optional = nullable)]
        state: Option<String>,
        /// Favourite or not.
        #[serde(default)]
        #[ts(optional = nullable)]
        favourite: Option<bool>,
        /// Tags to add.
        #[serde(default)]
        #[ts(optional = nullable)]
        add_tags: Option<Vec<String>>,
        /// Tags to take away.
        #[serde(default)]
        #[ts(optional = nullable)]
        remove_tags: Option<Vec<String>>,
    }

    /// The paragraph a reader has reached.
    PositionUpdate {
        /// Article id.
        id: String,
        /// UTF-16 offset of the first character shown.
        offset: u32,
        /// Share of the article above the lower edge of the view, 0 to 1.
        progress: f64,
    }
}
