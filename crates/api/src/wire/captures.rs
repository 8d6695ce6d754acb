//! Versions of an article, what changed between them, and highlights that need a decision.

use super::{ArticleRow, HighlightView, SaveSource, WireError};

wire! {
    /// A version of an article, for a list.
    CaptureRow {
        /// Capture id.
        id: String,
        /// Article id.
        article: String,
        /// `html`, `markdown` or `text`.
        kind: String,
        /// The address or file name that it came from.
        source: String,
        /// When it was captured.
        captured: i64,
        /// Words.
        words: u32,
        /// Whether it is the one that is read.
        current: bool,
        /// Why it was kept without being made current: `error_page`, `wall` or `lost`.
        doubt: Option<String>,
    }

    /// A version of an article to read, with the highlights as they land in it.
    CaptureView {
        /// What the list says of it.
        row: CaptureRow,
        /// The article's title.
        title: String,
        /// Sealed HTML, to be shown unmodified.
        body: String,
        /// UTF-16 units in the canonical text.
        text_length: u32,
        /// SHA-256 of the canonical text in UTF-8, in hexadecimal.
        text_hash: String,
        /// Highlights in document order, orphans first.
        highlights: Vec<HighlightView>,
    }

    /// How many highlights landed how.
    AnchorTally {
        /// As they were.
        exact: u32,
        /// In words that were changed.
        edited: u32,
        /// Elsewhere than before.
        moved: u32,
        /// At the better of several places.
        ambiguous: u32,
        /// Nowhere.
        orphan: u32,
    }

    /// A newer version of an article to make.
    CaptureAdd {
        /// Article id.
        article: String,
        /// Where to take it from: one address, file, page or text. None takes the article's own address again.
        #[serde(default)]
        #[ts(optional = nullable)]
        source: Option<SaveSource>,
        /// Make it the one that is read even if it looks like an error page, a login wall, or has lost most of the
        /// text.
        #[serde(default)]
        #[ts(optional = nullable)]
        force: Option<bool>,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// A version to make the one that is read.
    CaptureUse {
        /// Capture id.
        id: String,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// Blocks to put back that extraction had left out.
    PutBack {
        /// The capture whose receipt lists them; `conflict` if it is no longer current.
        capture: String,
        /// Their places in the receipt's list.
        blocks: Vec<u32>,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// Another reading of a version's source to make a newer version of.
    CaptureReread {
        /// Capture id; `conflict` if it is no longer current.
        capture: String,
        /// `best`, `other` (what other rules take for the article) or `whole_page`.
        reading: String,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// Articles that older rules of extraction made.
    Outdated {
        /// How many there are.
        articles: u32,
    }

    /// Articles whose sources to read again.
    ReadAgainRequest {
        /// All of them, and not only those that older rules made.
        #[serde(default)]
        #[ts(optional = nullable)]
        all: Option<bool>,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// An article whose source could not be read again.
    ReadAgainFailure {
        /// Article id.
        id: String,
        /// Its title.
        title: String,
        /// Why.
        error: WireError,
    }

    /// What became of the articles whose sources were read again.
    ReadAgainReport {
        /// Those with a newer version, which is read from now on.
        changed: u32,
        /// Those with a newer version that a person is to decide on.
        doubtful: u32,
        /// Those that came out as they were.
        same: u32,
        /// Those that could not be read.
        failed: u32,
        /// The same by name.
        failures: Vec<ReadAgainFailure>,
    }

    /// An article that looks like another.
    CopyView {
        /// Its row.
        row: ArticleRow,
        /// How much of the shorter of the two texts stands in the longer, 0 to 1.
        shared: f64,
    }

    /// Two articles to make into one.
    MergeArticles {
        /// The article that stays.
        into: String,
        /// The article that becomes a part of it.
        other: String,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// Two articles.
    TwoArticles {
        /// Article id.
        a: String,
        /// Article id.
        b: String,
    }

    /// What became of a version.
    CaptureOutcome {
        /// Capture id.
        capture: String,
        /// Whether it is the one that is read now.
        current: bool,
        /// Why it is not: `error_page`, `wall` or `lost`.
        doubt: Option<String>,
        /// How the highlights land in it.
        anchors: AnchorTally,
    }

    /// Two versions of one article.
    CapturePair {
        /// The older capture.
        old: String,
        /// The newer one.
        new: String,
    }

    /// Words of a line that fared alike.
    ChangedWords {
        /// `same`, `added` or `removed`.
        change: String,
        /// The words.
        text: String,
    }

    /// A line of either version.
    ChangedLine {
        /// `same`, `changed`, `added`, `removed` or `moved`.
        change: String,
        /// First UTF-16 unit and the one after the last in the old canonical text; none where it is new.
        old: Option<[u32; 2]>,
        /// The same in the new one; none where it is gone.
        new: Option<[u32; 2]>,
        /// Its words; those not removed are the whole new line.
        words: Vec<ChangedWords>,
    }

    /// A highlight in two versions.
    HighlightInBoth {
        /// Highlight id.
        id: String,
        /// Its colour.
        color: String,
        /// How it landed in the new version: `exact`, `edited`, `moved`, `ambiguous` or `orphan`.
        state: String,
        /// Its words in the old version, or its quote where it has none there.
        before: String,
        /// Its words in the new version.
        after: Option<String>,
        /// UTF-16 units in the old canonical text.
        old: Option<[u32; 2]>,
        /// UTF-16 units in the new canonical text.
        new: Option<[u32; 2]>,
    }

    /// What changed between two versions.
    CaptureDiff {
        /// The lines of both, in the order of the newer one.
        lines: Vec<ChangedLine>,
        /// The article's highlights.
        highlights: Vec<HighlightInBoth>,
    }

    /// A highlight to be put on a selection in the current capture.
    HighlightAttach {
        /// Highlight id.
        id: String,
        /// The capture the offsets belong to; `conflict` if it is no longer current.
        capture: String,
        /// First UTF-16 unit.
        start: u32,
        /// One after the last unit.
        end: u32,
    }

    /// A highlight whose possible places are asked for.
    PlacesRequest {
        /// Highlight id.
        id: String,
        /// How many to give, at most 500.
        limit: u32,
    }

    /// Where a highlight's passage may stand in the version that is read.
    PlacesView {
        /// That version's capture id.
        capture: String,
        /// How many places there are.
        total: u32,
        /// The likeliest of them, the likeliest first.
        places: Vec<PossiblePlace>,
    }

    /// A place where a passage may stand.
    PossiblePlace {
        /// First UTF-16 unit.
        start: u32,
        /// One after the last unit.
        end: u32,
        /// What stands before it.
        before: String,
        /// What stands there.
        text: String,
        /// What stands after it.
        after: String,
        /// How well its words and what stands around it agree, 0 to 1.
        score: f64,
    }
}
