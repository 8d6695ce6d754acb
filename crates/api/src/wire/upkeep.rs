//! Backups, the ledger of the network, the library's folder, and its numbers.

wire! {
    /// A snapshot of the library's database.
    BackupRow {
        /// The file's name.
        name: String,
        /// `daily`, `manual`, `before-migration` or `before-restore`; none for a file that somebody put there.
        kind: Option<String>,
        /// When it was written.
        made: i64,
        /// Its size in bytes.
        bytes: u64,
    }

    /// A backup to put in the library's place.
    BackupRestore {
        /// The file's name.
        name: String,
        /// A name for progress events.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// A folder.
    Folder {
        /// Its path.
        path: String,
        /// A name for progress events.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// A part of a list.
    Part {
        /// Rows to skip.
        offset: u32,
        /// Rows to give, at most 500.
        limit: u32,
    }

    /// A request that was made to the network.
    RequestRow {
        /// When.
        made: i64,
        /// Whom it went to.
        host: String,
        /// `page` or `image`.
        purpose: String,
        /// `answered`, `redirected` or `failed`.
        outcome: String,
        /// Bytes that came, unpacked.
        bytes: u64,
    }

    /// Some of the requests that were made, the last first.
    RequestPage {
        /// How many were made.
        total: u32,
        /// Those asked for.
        rows: Vec<RequestRow>,
    }

    /// Which numbers are asked for.
    InsightsRequest {
        /// The first day, in days since 1970 in the person's time zone.
        from: i64,
        /// How much later it is there than in UTC, in milliseconds.
        offset: i64,
    }

    /// From one moment to another.
    Period {
        /// The first millisecond.
        from: i64,
        /// The millisecond after the last.
        to: i64,
    }

    /// What happened on one day.
    DayCounts {
        /// Days since 1970 in the person's time zone.
        day: i64,
        /// Articles saved.
        saved: u32,
        /// Articles read.
        read: u32,
        /// Passages highlighted.
        highlighted: u32,
    }

    /// A library in numbers.
    InsightsView {
        /// Days on which something happened, the earliest first.
        days: Vec<DayCounts>,
        /// The sites with the most articles.
        sites: Vec<NamedCount>,
        /// The authors with the most articles.
        authors: Vec<NamedCount>,
        /// The tags on the most articles.
        tags: Vec<NamedCount>,
    }

    /// A name and how many articles have it.
    NamedCount {
        /// Name.
        name: String,
        /// Articles.
        count: u32,
    }

    /// How large a picture of connections may be.
    GraphRequest {
        /// Articles at most.
        limit: u32,
    }

    /// An article in the picture of connections.
    GraphNode {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// Its highlights.
        highlights: u32,
    }

    /// A tie between two articles.
    GraphLink {
        /// Place of the one in the list of nodes.
        source: u32,
        /// Place of the other.
        target: u32,
        /// `note`, `link` or `tag`: the strongest thing that ties them.
        joint: String,
        /// The tags they share.
        tags: Vec<String>,
        /// The greater the closer.
        weight: f64,
    }

    /// How articles hang together.
    GraphView {
        /// Articles; each has a tie to another of them.
        nodes: Vec<GraphNode>,
        /// Ties, the closest first.
        links: Vec<GraphLink>,
        /// Articles that hang together with others too, for which there was no room.
        left_out: u32,
        /// Articles of which nothing was found that they hang together with.
        alone: u32,
    }
}
