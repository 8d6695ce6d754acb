//! Highlights and notes.

wire! {
    /// A note, with its Markdown rendered and sanitised.
    NoteView {
        /// Note id.
        id: String,
        /// The highlight it is on.
        highlight: Option<String>,
        /// The article it is on (also for a note on a highlight).
        article: Option<String>,
        /// Title, for a page of its own.
        title: Option<String>,
        /// The Markdown as written.
        markdown: String,
        /// Sanitised HTML.
        html: String,
        /// When it was written.
        created: i64,
        /// When it was changed.
        modified: i64,
    }

    /// A highlight as it lands in the article's current capture.
    HighlightView {
        /// Highlight id.
        id: String,
        /// Article id.
        article: String,
        /// The article's title.
        article_title: String,
        /// The passage.
        quote: String,
        /// First UTF-16 unit in the canonical text; none for an orphan.
        start: Option<u32>,
        /// One after the last unit.
        end: Option<u32>,
        /// `exact`, `edited`, `moved`, `ambiguous` or `orphan`.
        state: String,
        /// What stood before the passage when it was marked.
        prefix: String,
        /// What stood after it.
        suffix: String,
        /// The words it stands on now, where they are others than the passage.
        now: Option<String>,
        /// Whether a person has decided that it belongs where it is.
        decided: bool,
        /// One of the eight colours.
        color: String,
        /// Its note.
        note: Option<NoteView>,
        /// Tag names, sorted.
        tags: Vec<String>,
        /// When it was made.
        created: i64,
        /// When it was changed.
        modified: i64,
    }

    /// A passage to highlight in the current capture.
    HighlightAdd {
        /// Article id.
        article: String,
        /// The capture the offsets belong to; `conflict` if it is no longer current.
        capture: String,
        /// First UTF-16 unit.
        start: u32,
        /// One after the last unit.
        end: u32,
        /// Colour.
        color: String,
    }

    /// Changes to a highlight; what is left out stays.
    HighlightUpdate {
        /// Highlight id.
        id: String,
        /// New colour.
        #[serde(default)]
        #[ts(optional = nullable)]
        color: Option<String>,
        /// The whole new list of tags.
        #[serde(default)]
        #[ts(optional = nullable)]
        tags: Option<Vec<String>>,
    }

    /// Which highlights to list, newest first.
    HighlightList {
        /// Only this colour.
        #[serde(default)]
        #[ts(optional = nullable)]
        color: Option<String>,
        /// Only this tag.
        #[serde(default)]
        #[ts(optional = nullable)]
        tag: Option<String>,
        /// Only on this article.
        #[serde(default)]
        #[ts(optional = nullable)]
        article: Option<String>,
        /// Only those made at this moment or after it.
        #[serde(default)]
        #[ts(optional = nullable)]
        since: Option<i64>,
        /// Only those made before this moment.
        #[serde(default)]
        #[ts(optional = nullable)]
        until: Option<i64>,
        /// Only those with all of these words in the passage or its note.
        #[serde(default)]
        #[ts(optional = nullable)]
        words: Option<String>,
        /// How many to skip.
        offset: u32,
        /// How many to give, at most 500.
        limit: u32,
    }

    /// Changes to several highlights; what is left out stays.
    HighlightsUpdate {
        /// Highlight ids.
        ids: Vec<String>,
        /// New colour.
        #[serde(default)]
        #[ts(optional = nullable)]
        color: Option<String>,
        /// Tags to add.
        #[serde(default)]
        #[ts(optional = nullable)]
        add_tags: Option<Vec<String>>,
    }

    /// What comes back in the daily review.
    ReviewRequest {
        /// The beginning of the day, from which looks are counted.
        since: i64,
        /// How many to give at most, up to 100.
        limit: u32,
    }

    /// Highlights that come back.
    ReviewDeck {
        /// How many were looked at since the beginning of the day.
        seen: u32,
        /// Those that come back, what is due before what has never come back.
        highlights: Vec<HighlightView>,
    }

    /// What a person says to a highlight that came back.
    ReviewAnswer {
        /// Highlight id.
        id: String,
        /// `keep`, `soon`, `snooze` or `never`.
        answer: String,
    }

    /// What an address in the library leads to.
    LinkTarget {
        /// The article to open.
        article: Option<String>,
        /// The highlight in it to go to.
        highlight: Option<String>,
        /// The passage in it to go to, in UTF-16 units of its text.
        passage: Option<(u32, u32)>,
        /// The page of notes, or the note on an article, to show.
        note: Option<String>,
    }

    /// Some highlights of a list.
    HighlightPage {
        /// Highlights in the whole list.
        total: u32,
        /// Those asked for.
        highlights: Vec<HighlightView>,
    }

    /// A note to write. With `id` it is changed; otherwise give at most one of `highlight`, `article` and `title`
    /// (a page). A highlight has one note: writing again changes it, and empty Markdown removes it.
    NoteSave {
        /// Note to change.
        #[serde(default)]
        #[ts(optional = nullable)]
        id: Option<String>,
        /// Highlight to write on.
        #[serde(default)]
        #[ts(optional = nullable)]
        highlight: Option<String>,
        /// Article to write on.
        #[serde(default)]
        #[ts(optional = nullable)]
        article: Option<String>,
        /// Page title.
        #[serde(default)]
        #[ts(optional = nullable)]
        title: Option<String>,
        /// The Markdown.
        markdown: String,
    }

    /// Some notes.
    NoteList {
        /// Only pages of their own.
        #[serde(default)]
        #[ts(optional = nullable)]
        pages: Option<bool>,
        /// How many to skip.
        offset: u32,
        /// How many to give, at most 500.
        limit: u32,
    }

    /// Some notes of a list.
    NotePage {
        /// Notes in the whole list.
        total: u32,
        /// Those asked for.
        notes: Vec<NoteView>,
    }

    /// Markdown to show.
    MarkdownText {
        /// The Markdown.
        markdown: String,
    }

    /// Sanitised HTML.
    HtmlText {
        /// The HTML.
        html: String,
    }
}
