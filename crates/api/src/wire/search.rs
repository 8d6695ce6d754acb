//! Queries and their answers.

use super::Said;

wire! {
    /// What was asked.
    SearchRequest {
        /// As typed.
        query: String,
        /// Hits to skip.
        offset: u32,
        /// Hits to give, at most 200.
        limit: u32,
        /// The field that it is typed into: a later search from the same one stops this, which fails with `cancelled`.
        #[ts(optional = nullable)]
        field: Option<String>,
    }

    /// A part of a query that was not understood; it was taken as words.
    QueryProblem {
        /// First UTF-16 unit in the query.
        start: u32,
        /// One after the last.
        end: u32,
        /// What is wrong, and what was done instead.
        said: Said,
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
        /// Names that match, where its title and text have not all of the words.
        names: Vec<SearchName>,
        /// Where the match stands in the article's canonical text, in UTF-16 units.
        passage: Option<[u32; 2]>,
        /// Further passages of an article, the best first.
        more: Vec<SearchPassage>,
        /// How many places are marked in its text, as far as that was looked at.
        matches: u32,
        /// It has most of the words that were asked, but not all.
        partial: bool,
        /// Relevance; comparable within one answer only.
        score: f64,
    }

    /// A name by which something was found.
    SearchName {
        /// Whose name it is: `author`, `site` or `tag`.
        field: String,
        /// The name.
        name: String,
        /// Matched ranges of it, in UTF-16 units.
        marks: Vec<[u32; 2]>,
    }

    /// A passage of an article.
    SearchPassage {
        /// The words around the match, plain text.
        snippet: String,
        /// Matched ranges of the snippet, in UTF-16 units.
        marks: Vec<[u32; 2]>,
        /// Where the match stands in the article's canonical text, in UTF-16 units.
        passage: [u32; 2],
    }

    /// A filter of the query that was understood; taking its range out of the query takes it away.
    QueryChip {
        /// First UTF-16 unit in the query.
        start: u32,
        /// One after the last.
        end: u32,
        /// The field: `tag`, `is`, `saved`…
        field: String,
        /// What follows the colon, without quotation marks.
        value: String,
        /// Whether it is excluded.
        negative: bool,
    }

    /// Another word that was perhaps meant.
    QuerySuggestion {
        /// First UTF-16 unit in the query of the word that it may replace.
        start: u32,
        /// One after the last.
        end: u32,
        /// The other word.
        word: String,
        /// In how many things it stands.
        count: u32,
    }

    /// Answers.
    SearchAnswer {
        /// How many there are in all.
        total: u32,
        /// How many of them have everything that was asked; those with most of the words follow.
        full: u32,
        /// Time taken, in microseconds.
        took_us: u64,
        /// What was not understood.
        problems: Vec<QueryProblem>,
        /// The filters that were understood, in the order of the text.
        chips: Vec<QueryChip>,
        /// Where nothing has everything that was asked: words that were perhaps meant.
        suggestions: Vec<QuerySuggestion>,
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

    /// What is to be counted.
    FacetsRequest {
        /// As typed.
        query: String,
        /// The field that it is typed into: a later search from the same one stops this, which fails with `cancelled`.
        #[ts(optional = nullable)]
        field: Option<String>,
    }

    /// Something with how many there are of it.
    Counted {
        /// Its name.
        name: String,
        /// How many.
        count: u32,
    }

    /// What an answer has in common, each list with counts.
    SearchFacets {
        /// `article`, `highlight` and `note`.
        kinds: Vec<Counted>,
        /// Tags, the commonest first, at most 50.
        tags: Vec<Counted>,
        /// Sites, the commonest first, at most 50.
        sites: Vec<Counted>,
        /// Authors, the commonest first, at most 50.
        authors: Vec<Counted>,
        /// Years of publication, the latest first.
        years: Vec<Counted>,
        /// Colours of highlights, in the order of the palette.
        colors: Vec<Counted>,
    }

    /// Where the caret stands in a query.
    CompleteRequest {
        /// As typed.
        query: String,
        /// UTF-16 units before the caret.
        caret: u32,
    }

    /// One way to go on.
    CompletionItem {
        /// First UTF-16 unit that it replaces.
        start: u32,
        /// One after the last.
        end: u32,
        /// What takes its place.
        text: String,
    }

    /// Why something was found.
    WhyRequest {
        /// As typed.
        query: String,
        /// `article`, `highlight` or `note`.
        kind: String,
        /// Its id.
        id: String,
    }

    /// One of the words that were asked for, and where it stands.
    MatchReason {
        /// As typed.
        word: String,
        /// `title`, `text`, `quote`, `note`, `author`, `site` or `tag`.
        field: String,
        /// How often it stands there.
        times: u32,
        /// The forms in which it stands there, each once, at most five.
        forms: Vec<String>,
    }

    /// One thing that the search field understands.
    QueryOperator {
        /// The field's name without its colon; empty for what is no field.
        field: String,
        /// How it is written.
        example: String,
        /// The words it may be followed by; empty where any text may follow.
        values: Vec<String>,
        /// What it does, in one line.
        description: String,
    }

    /// An article that is like another.
    RelatedArticle {
        /// Its id.
        article: String,
        /// Its title.
        title: String,
        /// How alike; comparable within one list only.
        score: f64,
        /// Words that both have and few others, the most telling first.
        shared: Vec<String>,
    }

    /// A passage to look for in other articles.
    PassageRequest {
        /// Its words.
        text: String,
        /// The article it was taken from.
        except: Option<String>,
    }

    /// The same words in another article.
    PassageElsewhere {
        /// Its id.
        article: String,
        /// Its title.
        title: String,
        /// How much of the passage stands there, 0 to 1.
        share: f64,
        /// Where, in UTF-16 units of that article's canonical text.
        passage: [u32; 2],
        /// The words as they stand there.
        text: String,
    }
}
