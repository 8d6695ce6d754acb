//! Queries and their answers.

wire! {
    /// What was asked.
    SearchRequest {
        /// As typed.
        query: String,
        /// Hits to skip.
        offset: u32,
        /// Hits to give, at most 200.
        limit: u32,
    }

    /// A part of a query that was not understood; it was taken as words.
    QueryProblem {
        /// First UTF-16 unit in the query.
        start: u32,
        /// One after the last.
        end: u32,
        /// A sentence for a person.
        message: String,
    }

    /// One answer.
    SearchHit {
        /// `article`, `highlight` or `note`.
        kind: String,
        /// Its id.
        id: String,
        /// The article it is in; none for a page of notes.
        article: Option<String>,
        /// Title of the article or page.
        title: String,
        /// The article's site.
        site: Option<String>,
        /// Colour, for a highlight.
        color: Option<String>,
        /// The words around the match, plain text.
        snippet: String,
        /// Matched ranges of the snippet, in UTF-16 units.
        marks: Vec<[u32; 2]>,
        /// Matched ranges of the title, in UTF-16 units.
        title_marks: Vec<[u32; 2]>,
        /// Where the match stands in the article's canonical text, in UTF-16 units.
        passage: Option<[u32; 2]>,
        /// Relevance; comparable within one answer only.
        score: f64,
    }

    /// Answers.
    SearchAnswer {
        /// How many there are in all.
        total: u32,
        /// Time taken, in microseconds.
        took_us: u64,
        /// What was not understood.
        problems: Vec<QueryProblem>,
        /// Those asked for, best first.
        hits: Vec<SearchHit>,
    }

    /// Occurrences of a query's words in one article.
    MatchesRequest {
        /// Article id.
        article: String,
        /// As typed.
        query: String,
    }

    /// Ranges of an article's canonical text, in UTF-16 units, in order.
    Matches {
        /// First unit and one after the last, at most 2,000 ranges.
        ranges: Vec<[u32; 2]>,
    }
}
