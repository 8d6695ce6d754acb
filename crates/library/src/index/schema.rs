//! What the index holds: one document for an article, a highlight or a note. No text, only what finds it.

use super::{lists::ListTokenizer, words};
use crate::EntityKind;
use tantivy::{
    Index,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing,
        TextOptions,
    },
};
use uuid::Uuid;

/// Grows with every change of the fields or of what goes into them.
const FIELDS: u32 = 5;

/// Names the shape of the index; another one is built anew.
pub(super) fn version() -> String {
    format!("{FIELDS}.{}", words::VERSION)
}

/// The fields. Names of columns are given, because that is how tantivy asks for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Kind and identity.
    pub(super) key: Field,
    /// Identity of the article it belongs to.
    pub(super) article: Field,
    /// Conditions: `kind:note`, `state:inbox`, `favourite`, `lang:pt`…
    pub(super) flag: Field,
    /// Keys of tags.
    pub(super) tag: Field,
    /// The address in lower case.
    pub(super) url: Field,
    /// The whole title, folded.
    pub(super) whole_title: Field,
    /// Words of the title.
    pub(super) title: Field,
    /// Stems of the title.
    pub(super) title_stem: Field,
    /// Beginnings of words of the title.
    pub(super) title_start: Field,
    /// Stems of the headings, and their words as they stand.
    pub(super) heading: Field,
    /// Words of the text, quote or note.
    pub(super) body: Field,
    /// Stems of them.
    pub(super) body_stem: Field,
    /// Beginnings of all words that a thing is found by.
    pub(super) start: Field,
    /// Words of authors' names.
    pub(super) author: Field,
    /// Words of the site's name and host.
    pub(super) site: Field,
    /// Words of tags.
    pub(super) tag_words: Field,
    pub(super) high: Field,
    pub(super) low: Field,
    pub(super) kind: Field,
    pub(super) print: Field,
    pub(super) signals: Field,
    pub(super) time: Field,
    pub(super) published: Field,
    pub(super) length: Field,
    pub(super) sites: Field,
    pub(super) authors: Field,
    pub(super) tags: Field,
}

/// Columns: the identity in two halves.
pub(super) const HIGH: &str = "high";
/// The second half of the identity.
pub(super) const LOW: &str = "low";
/// The place of the kind in [`KINDS`].
pub(super) const KIND: &str = "kind";
/// Tells whether a document is still as it would be made today.
pub(super) const PRINT: &str = "print";
/// What a person did with the article, a bit each: highlighted, noted, made it a favourite, read it on several days.
pub(super) const SIGNALS: &str = "signals";
/// When it was saved or made, in milliseconds.
pub(super) const TIME: &str = "time";
/// When the article was published, in milliseconds.
pub(super) const PUBLISHED: &str = "published";
/// Words of the article.
pub(super) const LENGTH: &str = "length";
/// The site, to be counted.
pub(super) const SITES: &str = "sites";
/// The authors, to be counted.
pub(super) const AUTHORS: &str = "authors";
/// The tags, to be counted.
pub(super) const TAGS: &str = "tags";

/// What documents stand for.
pub(super) const KINDS: [EntityKind; 3] =
    [EntityKind::Article, EntityKind::Highlight, EntityKind::Note];

/// The name of the tokenizer that takes apart what is already cut.
const LISTS: &str = "list";

/// The schema with its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let s = &mut schema;
    let words = |name: &str, option, s: &mut SchemaBuilder| {
        let indexing = TextFieldIndexing::default().set_tokenizer(LISTS).set_index_option(option);
        s.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let starts = |name: &str, s: &mut SchemaBuilder| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(LISTS)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        s.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let column = |name: &str, s: &mut SchemaBuilder| {
        s.add_text_field(name, TextOptions::default().set_fast("raw"))
    };
    let places = IndexRecordOption::WithFreqsAndPositions;
    let counts = IndexRecordOption::WithFreqs;
    let fields = Fields {
        key: s.add_bytes_field("key", INDEXED),
        article: s.add_bytes_field("article", INDEXED),
        flag: s.add_text_field("flag", STRING),
        tag: s.add_text_field("tag", STRING),
        url: s.add_text_field("url", STRING),
        whole_title: s.add_text_field("whole_title", STRING),
        title: words("title", places, s),
        title_stem: words("title_stem", counts, s),
        title_start: starts("title_start", s),
        // Everything in it stands in the text too: it tells how much a word counts, not what is found.
        heading: words("heading", counts, s),
        body: words("body", places, s),
        // Rows of words are looked for as they stand, so stems need no places.
        body_stem: words("body_stem", counts, s),
        start: starts("start", s),
        author: words("author", places, s),
        site: words("site", places, s),
        tag_words: words("tag_words", places, s),
        high: s.add_u64_field(HIGH, FAST),
        low: s.add_u64_field(LOW, FAST),
        kind: s.add_u64_field(KIND, FAST),
        print: s.add_u64_field(PRINT, FAST),
        signals: s.add_u64_field(SIGNALS, FAST),
        time: s.add_i64_field(TIME, FAST),
        published: s.add_i64_field(PUBLISHED, FAST),
        length: s.add_u64_field(LENGTH, FAST),
        sites: column(SITES, s),
        authors: column(AUTHORS, s),
        tags: column(TAGS, s),
    };
    (schema.build(), fields)
}

/// Makes the tokenizer known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(LISTS, ListTokenizer);
}

/// The key of a thing.
pub(super) fn key(kind: EntityKind, id: Uuid) -> Vec<u8> {
    let mut key = vec![place(kind) as u8];
    key.extend_from_slice(id.as_bytes());
    key
}

/// The identity that these bytes are.
pub(super) fn uuid(bytes: &[u8; 16]) -> Uuid {
    Uuid::from_bytes(*bytes)
}

pub(super) fn place(kind: EntityKind) -> u64 {
    KINDS.iter().position(|other| *other == kind).map_or(2, |place| place as u64)
}
