//! What others would do with the same data: tantivy as it comes, with its own snippets, and SQLite's FTS5.

use crate::{corpus::Piece, queries::Asked};
use rusqlite::Connection;
use std::{collections::HashMap, fs, path::Path};
use tantivy::{
    Index, IndexReader, IndexWriter, Order, TantivyDocument, Term,
    collector::{Count, TopDocs},
    doc,
    query::{
        BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
    },
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
        TextOptions, Value,
    },
    snippet::SnippetGenerator,
    tokenizer::{
        AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter,
        TextAnalyzer,
    },
};

const HITS: usize = 20;

/// tantivy with stems and words as they stand, the text stored for its snippets.
pub(crate) struct Bare {
    pub(crate) index: Index,
    reader: IndexReader,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    title: Field,
    body: Field,
    title_stem: Field,
    heading: Field,
    body_stem: Field,
    site: Field,
    time: Field,
}

fn register(index: &Index) {
    let plain = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
    };
    index.tokenizers().register("plain", plain().build());
    let stop = StopWordFilter::new(Language::English).unwrap();
    let stem = plain().filter(stop).filter(Stemmer::new(Language::English)).build();
    index.tokenizers().register("stem", stem);
}

impl Bare {
    pub(crate) fn build(dir: &Path, pieces: impl Iterator<Item = Piece>, stored: bool) -> Self {
        fs::create_dir_all(dir).unwrap();
        let mut schema = Schema::builder();
        let mut text = |name: &str, tokenizer: &str, stored: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let options = TextOptions::default().set_indexing_options(indexing);
            schema.add_text_field(name, if stored { options.set_stored() } else { options })
        };
        let (title, body) = (text("title", "plain", true), text("body", "plain", stored));
        let (title_stem, body_stem) =
            (text("title_stem", "stem", false), text("body_stem", "stem", false));
        let heading = text("heading", "stem", false);
        let site = schema.add_text_field("site", STRING);
        let time = schema.add_i64_field("time", INDEXED | FAST | STORED);
        let fields = Fields { title, body, title_stem, heading, body_stem, site, time };
        let index = Index::create_in_dir(dir, schema.build()).unwrap();
        register(&index);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 128 << 20).unwrap();
        for piece in pieces {
            writer
                .add_document(doc!(
                    title => piece.title.as_str(), title_stem => piece.title.as_str(),
                    heading => piece.headings(),
                    body => piece.text.as_str(), body_stem => piece.text.as_str(),
                    site => piece.site, time => piece.day))
                .unwrap();
        }
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();
        let reader = index.reader().unwrap();
        Self { index, reader, fields }
    }

    /// Opens what was built before, as a program that was just started does.
    pub(crate) fn open(dir: &Path) -> Self {
        let index = Index::open_in_dir(dir).unwrap();
        register(&index);
        let field = |name: &str| index.schema().get_field(name).unwrap();
        let fields = Fields {
            title: field("title"),
            body: field("body"),
            title_stem: field("title_stem"),
            heading: field("heading"),
            body_stem: field("body_stem"),
            site: field("site"),
            time: field("time"),
        };
        let reader = index.reader().unwrap();
        Self { index, reader, fields }
    }

    fn stem(&self, word: &str) -> String {
        let mut analyzer = self.index.tokenizers().get("stem").unwrap();
        let mut stream = analyzer.token_stream(word);
        if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        let stem = self.stem(word);
        let term = |field, text: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let title = BoostQuery::new(term(self.fields.title_stem, &stem), 1.5);
        let heading = BoostQuery::new(term(self.fields.heading, &stem), 0.5);
        let body = term(self.fields.body_stem, &stem);
        Box::new(BooleanQuery::union(vec![Box::new(title), Box::new(heading), body]))
    }

    /// The beginning of a word: the fifty commonest words that begin so.
    fn beginning(&self, prefix: &str) -> Box<dyn Query> {
        let searcher = self.reader.searcher();
        let mut parts: Vec<Box<dyn Query>> = vec![self.word(prefix)];
        for field in [self.fields.title, self.fields.body] {
            let mut counts: HashMap<Vec<u8>, u32> = HashMap::new();
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(field).unwrap();
                let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream().unwrap();
                while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                    *counts.entry(stream.key().to_vec()).or_default() += stream.value().doc_freq;
                }
            }
            let mut words: Vec<(Vec<u8>, u32)> = counts.into_iter().collect();
            words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            for (word, _) in words.into_iter().take(50) {
                let term = Term::from_field_text(field, &String::from_utf8(word).unwrap());
                parts.push(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
            }
        }
        Box::new(BooleanQuery::union(parts))
    }

    fn query(&self, asked: &Asked) -> Box<dyn Query> {
        let all = |parts: Vec<Box<dyn Query>>| -> Box<dyn Query> {
            Box::new(BooleanQuery::new(parts.into_iter().map(|q| (Occur::Must, q)).collect()))
        };
        match asked {
            Asked::Typed(words, last) => {
                let mut parts: Vec<_> = words.iter().map(|word| self.word(word)).collect();
                if !last.is_empty() {
                    parts.push(self.beginning(last));
                }
                all(parts)
            }
            Asked::Words(words) => all(words.iter().map(|word| self.word(word)).collect()),
            Asked::Question(words) => {
                Box::new(BooleanQuery::union(words.iter().map(|word| self.word(word)).collect()))
            }
            Asked::Phrase(words) => {
                let phrase = |field| -> Box<dyn Query> {
                    let terms = words.iter().map(|word| Term::from_field_text(field, word));
                    Box::new(PhraseQuery::new(terms.collect()))
                };
                Box::new(BooleanQuery::union(vec![
                    phrase(self.fields.title),
                    phrase(self.fields.body),
                ]))
            }
            Asked::Beginning(prefix) => self.beginning(prefix),
            Asked::Fuzzy(word) => {
                let fuzzy = |field| -> Box<dyn Query> {
                    Box::new(FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true))
                };
                Box::new(BooleanQuery::union(vec![
                    fuzzy(self.fields.title),
                    fuzzy(self.fields.body),
                ]))
            }
            Asked::Filtered(words, site, day) => {
                let mut parts: Vec<_> = words.iter().map(|word| self.word(word)).collect();
                if let Some(site) = site {
                    let term = Term::from_field_text(self.fields.site, site);
                    parts.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
                }
                if let Some(day) = day {
                    let from = Term::from_field_i64(self.fields.time, *day);
                    let range = std::ops::Bound::Included(from);
                    parts.push(Box::new(RangeQuery::new(range, std::ops::Bound::Unbounded)));
                }
                all(parts)
            }
            Asked::ByDate(words) => all(words.iter().map(|word| self.word(word)).collect()),
        }
    }

    /// Twenty hits with title and snippet; gives how many there are in all and how many of these have a mark.
    pub(crate) fn ask(&self, asked: &Asked) -> (usize, usize) {
        let query = self.query(asked);
        let searcher = self.reader.searcher();
        let top = TopDocs::with_limit(HITS);
        let (found, total) = if matches!(asked, Asked::ByDate(_)) {
            let top = top.order_by_fast_field::<i64>("time", Order::Desc);
            let (found, total) = searcher.search(&*query, &(top, Count)).unwrap();
            (found.into_iter().map(|(_, address)| address).collect::<Vec<_>>(), total)
        } else {
            let (found, total) = searcher.search(&*query, &(top.order_by_score(), Count)).unwrap();
            (found.into_iter().map(|(_, address)| address).collect(), total)
        };
        let fields = [self.fields.body, self.fields.body_stem];
        let mut makers: Vec<SnippetGenerator> = fields
            .iter()
            .map(|field| SnippetGenerator::create(&searcher, &*query, *field).unwrap())
            .collect();
        makers.iter_mut().for_each(|maker| maker.set_max_num_chars(220));
        let mut marked = 0;
        for address in found {
            let document: TantivyDocument = searcher.doc(address).unwrap();
            let text = document.get_first(self.fields.body).and_then(|v| v.as_str()).unwrap_or("");
            let title = document.get_first(self.fields.title).and_then(|v| v.as_str());
            std::hint::black_box(title);
            let snippets = makers.iter().map(|maker| maker.snippet(text));
            marked += usize::from(snippets.into_iter().any(|s| !s.highlighted().is_empty()));
        }
        (total, marked)
    }

    /// Titles of the best ten, as numbers.
    pub(crate) fn best(&self, asked: &Asked) -> Vec<String> {
        let query = self.query(asked);
        let searcher = self.reader.searcher();
        let top = searcher.search(&*query, &TopDocs::with_limit(10).order_by_score()).unwrap();
        let site = |address| {
            let document: TantivyDocument = searcher.doc(address).unwrap();
            let number = document.get_first(self.fields.time).and_then(|v| v.as_i64());
            number.unwrap_or_default().to_string()
        };
        top.into_iter().map(|(_, address)| site(address)).collect()
    }
}

/// SQLite's full-text search with stems and an index of beginnings.
pub(crate) struct Fts(Connection);

impl Fts {
    pub(crate) fn build(path: &Path, pieces: impl Iterator<Item = Piece>) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL;
                 CREATE VIRTUAL TABLE t USING fts5(title, body, site UNINDEXED, time UNINDEXED,
                   tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3');
                 BEGIN;",
            )
            .unwrap();
        {
            let mut insert = connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)").unwrap();
            for piece in pieces {
                insert.execute((piece.title, piece.text, piece.site, piece.day)).unwrap();
            }
        }
        connection.execute_batch("COMMIT").unwrap();
        Self(connection)
    }

    /// Opens what was built before.
    pub(crate) fn open(path: &Path) -> Self {
        Self(Connection::open(path).unwrap())
    }

    /// As [`Bare::ask`].
    pub(crate) fn ask(&self, asked: &Asked) -> Option<(usize, usize)> {
        let quoted = |words: &[String]| {
            words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
        };
        let (matched, rest) = match asked {
            Asked::Typed(words, last) if last.is_empty() => (quoted(words), String::new()),
            Asked::Typed(words, last) => (format!("{} \"{last}\"*", quoted(words)), String::new()),
            Asked::Words(words) => (quoted(words), String::new()),
            Asked::Question(words) => (quoted(words).replace("\" \"", "\" OR \""), String::new()),
            Asked::Phrase(words) => (format!("\"{}\"", words.join(" ")), String::new()),
            Asked::Beginning(prefix) => (format!("\"{prefix}\"*"), String::new()),
            Asked::Fuzzy(_) => return None,
            Asked::Filtered(words, site, day) => {
                let site = site.as_ref().map(|site| format!(" AND site = '{site}'"));
                let day = day.map(|day| format!(" AND time >= {day}"));
                (quoted(words), format!("{}{}", site.unwrap_or_default(), day.unwrap_or_default()))
            }
            Asked::ByDate(words) => (quoted(words), String::new()),
        };
        let order = if matches!(asked, Asked::ByDate(_)) { "time DESC" } else { "rank" };
        let count = format!("SELECT count(*) FROM t WHERE t MATCH ?1{rest}");
        let total: usize = self
            .0
            .prepare_cached(&count)
            .unwrap()
            .query_row([&matched], |row| row.get::<_, i64>(0))
            .unwrap() as usize;
        let sql = format!(
            "SELECT title, snippet(t, 1, char(1), char(2), '…', 40) FROM t
             WHERE t MATCH ?1{rest} ORDER BY {order} LIMIT {HITS}"
        );
        let mut statement = self.0.prepare_cached(&sql).unwrap();
        let rows = statement.query_map([&matched], |row| row.get::<_, String>(1)).unwrap();
        let marked = rows.filter(|text| text.as_ref().unwrap().contains('\u{1}')).count();
        Some((total, marked))
    }

    /// As [`Bare::best`].
    pub(crate) fn best(&self, words: &[String]) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let sql = "SELECT time FROM t WHERE t MATCH ?1 ORDER BY bm25(t, 1.5, 1.0) LIMIT 10";
        let mut statement = self.0.prepare_cached(sql).unwrap();
        let rows = statement.query_map([words.join(" OR ")], |row| row.get::<_, i64>(0)).unwrap();
        rows.map(|time| time.unwrap().to_string()).collect()
    }
}
