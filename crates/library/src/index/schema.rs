//! What the index holds: one document for an article, a highlight or a note. No text, only what finds it.

use super::words::{self, BORDER, PlainTokenizer, StartTokenizer, StemTokenizer};
use crate::{
    EntityKind,
    store::{capture::Contents, tag},
};
use commonplace_core::model::{AnchorState, Article, Highlight, Millis, Note, NoteTarget};
use std::hash::{DefaultHasher, Hash, Hasher};
use tantivy::{
    Index, TantivyDocument,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing,
        TextOptions,
    },
};
use uuid::Uuid;

/// Grows with every change of the fields or of what goes into them.
const FIELDS: u32 = 2;

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
    high: Field,
    low: Field,
    kind: Field,
    print: Field,
    signals: Field,
    time: Field,
    published: Field,
    length: Field,
    sites: Field,
    authors: Field,
    tags: Field,
}

/// Columns: the identity in two halves.
pub(super) const HIGH: &str = "high";
/// The second half of the identity.
pub(super) const LOW: &str = "low";
/// The place of the kind in [`KINDS`].
pub(super) const KIND: &str = "kind";
/// Tells whether a document is still as it would be made today.
pub(super) const PRINT: &str = "print";
/// What a person did with the article, a bit each: highlighted, noted, made it a favourite.
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

/// The schema with its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let s = &mut schema;
    let words = |name: &str, tokenizer: &str, option, s: &mut SchemaBuilder| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        s.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let starts = |name: &str, s: &mut SchemaBuilder| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("start")
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
        title: words("title", "plain", places, s),
        title_stem: words("title_stem", "stem", counts, s),
        title_start: starts("title_start", s),
        body: words("body", "plain", places, s),
        // Rows of words are looked for as they stand, so stems need no places.
        body_stem: words("body_stem", "stem", counts, s),
        start: starts("start", s),
        author: words("author", "plain", places, s),
        site: words("site", "plain", places, s),
        tag_words: words("tag_words", "plain", places, s),
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

/// Makes the tokenizers known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register("plain", PlainTokenizer);
    index.tokenizers().register("stem", StemTokenizer::default());
    index.tokenizers().register("start", StartTokenizer::default());
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

fn place(kind: EntityKind) -> u64 {
    KINDS.iter().position(|other| *other == kind).map_or(2, |place| place as u64)
}

/// An article with everything search knows of it but its text, which is read only where it is needed.
pub(super) struct Whole {
    /// The article.
    pub(super) article: Article,
    /// What its current capture holds.
    pub(super) contents: Contents,
    /// Its highlights, with their notes.
    pub(super) highlights: Vec<Highlight>,
    /// Its own notes.
    pub(super) notes: Vec<Note>,
}

/// One document of an article.
pub(super) enum Part<'a> {
    /// The article itself.
    Article,
    /// A highlight.
    Highlight(&'a Highlight),
    /// A note on the article or on a highlight.
    Note(&'a Note),
}

impl Part<'_> {
    /// The kind and identity of what it stands for.
    pub(super) fn identity(&self, whole: &Whole) -> (EntityKind, Uuid) {
        match self {
            Self::Article => (EntityKind::Article, uuid(whole.article.id.as_bytes())),
            Self::Highlight(highlight) => (EntityKind::Highlight, uuid(highlight.id.as_bytes())),
            Self::Note(note) => (EntityKind::Note, uuid(note.id.as_bytes())),
        }
    }
}

impl Whole {
    /// The article, its highlights and all notes in it.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = vec![Part::Article];
        for highlight in &self.highlights {
            parts.push(Part::Highlight(highlight));
            parts.extend(highlight.note.as_ref().map(Part::Note));
        }
        parts.extend(self.notes.iter().map(Part::Note));
        parts
    }

    /// A number that changes with anything that the document of this part is made of.
    pub(super) fn print(&self, part: &Part<'_>) -> u64 {
        let mut hasher = DefaultHasher::new();
        let article = &self.article;
        let metadata = &article.metadata;
        let shared = (
            (&metadata.authors, &metadata.site, &metadata.url, &metadata.published),
            (&metadata.language, article.state.as_str(), article.favourite, article.words),
            (self.has_notes(), self.highlights.is_empty(), self.contents.images > 0),
            self.contents.code > 0,
        );
        shared.hash(&mut hasher);
        match part {
            Part::Article => {
                (&metadata.title, &metadata.subtitle, &article.tags, article.saved.0)
                    .hash(&mut hasher);
                (&self.contents.text_hash, self.anchor_flags()).hash(&mut hasher);
            }
            Part::Highlight(highlight) => {
                (&highlight.selector.quote, highlight.color.as_str(), &highlight.tags)
                    .hash(&mut hasher);
                (highlight.anchor.state.as_str(), highlight.created.0).hash(&mut hasher);
            }
            Part::Note(note) => (&note.markdown, note.created.0).hash(&mut hasher),
        }
        hasher.finish()
    }

    /// The document of a part; `text` gives the article's text.
    pub(super) fn document<E>(
        &self,
        fields: &Fields,
        part: &Part<'_>,
        text: impl FnOnce() -> Result<String, E>,
    ) -> Result<TantivyDocument, E> {
        let mut doc = self.shared(fields, part);
        match part {
            Part::Article => self.article_document(fields, &mut doc, &text()?),
            Part::Highlight(highlight) => self.highlight_document(fields, &mut doc, highlight),
            Part::Note(note) => note_document(fields, &mut doc, note, &self.names()),
        }
        Ok(doc)
    }

    fn article_document(&self, fields: &Fields, doc: &mut TantivyDocument, text: &str) {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let language = metadata.language.as_deref();
        let title = match &metadata.subtitle {
            Some(subtitle) => format!("{}\n{subtitle}", metadata.title),
            None => metadata.title.clone(),
        };
        doc.add_text(fields.whole_title, whole(&metadata.title));
        add_words(doc, (fields.title, fields.title_stem), language, &title);
        doc.add_text(fields.title_start, &title);
        add_words(doc, (fields.body, fields.body_stem), language, text);
        add_tags(doc, fields, &article.tags);
        for flag in self.anchor_flags() {
            doc.add_text(fields.flag, flag);
        }
        let named = [title, self.names(), article.tags.join("\n")].join("\n");
        doc.add_text(fields.start, format!("{named}\n{text}"));
        doc.add_i64(fields.time, article.saved.0);
    }

    fn highlight_document(
        &self,
        fields: &Fields,
        doc: &mut TantivyDocument,
        highlight: &Highlight,
    ) {
        let language = self.article.metadata.language.as_deref();
        let quote = &highlight.selector.quote;
        add_words(doc, (fields.body, fields.body_stem), language, quote);
        add_tags(doc, fields, &highlight.tags);
        let tags = highlight.tags.join("\n");
        doc.add_text(fields.start, format!("{quote}\n{}\n{tags}", self.names()));
        doc.add_text(fields.flag, format!("color:{}", highlight.color.as_str()));
        doc.add_text(fields.flag, highlight.anchor.state.as_str());
        doc.add_i64(fields.time, highlight.created.0);
    }

    /// Names that everything in the article is found by.
    fn names(&self) -> String {
        let metadata = &self.article.metadata;
        let mut names = metadata.authors.join("\n");
        for name in metadata.site.iter().map(String::as_str).chain(self.host()) {
            names.push('\n');
            names.push_str(name);
        }
        names
    }

    fn host(&self) -> Option<&str> {
        self.article.metadata.url.as_deref().map(host)
    }

    /// States of anchors that the article's highlights have.
    fn anchor_flags(&self) -> Vec<&'static str> {
        [AnchorState::Orphan, AnchorState::Edited, AnchorState::Ambiguous]
            .into_iter()
            .filter(|state| self.highlights.iter().any(|h| h.anchor.state == *state))
            .map(AnchorState::as_str)
            .collect()
    }

    fn has_notes(&self) -> bool {
        !self.notes.is_empty() || self.highlights.iter().any(|h| h.note.is_some())
    }

    /// What a thing shares with its article, so that `site:` or `is:favourite` hold for its highlights too.
    fn shared(&self, fields: &Fields, part: &Part<'_>) -> TantivyDocument {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let (kind, id) = part.identity(self);
        let mut doc = start(fields, kind, id, self.print(part));
        doc.add_bytes(fields.article, article.id.as_bytes());
        doc.add_text(fields.flag, format!("state:{}", article.state.as_str()));
        let conditions = [
            (article.favourite, "favourite"),
            (!self.highlights.is_empty(), "has:highlights"),
            (self.has_notes(), "has:notes"),
            (self.contents.images > 0, "has:images"),
            (self.contents.code > 0, "has:code"),
        ];
        for (_, flag) in conditions.iter().filter(|(holds, _)| *holds) {
            doc.add_text(fields.flag, flag);
        }
        let signals = u64::from(!self.highlights.is_empty())
            + 2 * u64::from(self.has_notes())
            + 4 * u64::from(article.favourite);
        doc.add_u64(fields.signals, signals);
        doc.add_u64(fields.length, article.words.into());
        if let Some(moment) = metadata.published.as_deref().and_then(published) {
            doc.add_i64(fields.published, moment.0);
        }
        if let Some(language) = &metadata.language {
            let language = language.to_lowercase();
            let ends = language.match_indices('-').map(|(end, _)| end);
            for end in ends.chain([language.len()]) {
                doc.add_text(fields.flag, format!("lang:{}", &language[..end]));
            }
        }
        doc.add_text(fields.author, apart(metadata.authors.iter().map(String::as_str)));
        for author in &metadata.authors {
            doc.add_text(fields.authors, author);
        }
        doc.add_text(fields.site, apart(metadata.site.as_deref().into_iter().chain(self.host())));
        if let Some(url) = &metadata.url {
            let url = url.to_lowercase();
            // tantivy takes terms of up to 65,530 bytes.
            doc.add_text(fields.url, url.chars().take(4_000).collect::<String>());
        }
        if let Some(site) = metadata.site.as_deref().or_else(|| self.host()) {
            doc.add_text(fields.sites, site);
        }
        doc
    }
}

/// The document of a page of notes.
pub(super) fn page_document(fields: &Fields, note: &Note) -> TantivyDocument {
    let mut hasher = DefaultHasher::new();
    (&note.markdown, note.created.0).hash(&mut hasher);
    let mut doc = start(fields, EntityKind::Note, uuid(note.id.as_bytes()), hasher.finish());
    if let NoteTarget::Page(title) = &note.target {
        doc.add_text(fields.whole_title, whole(title));
        add_words(&mut doc, (fields.title, fields.title_stem), None, title);
        doc.add_text(fields.title_start, title);
        doc.add_text(fields.start, title);
    }
    note_document(fields, &mut doc, note, "");
    doc
}

fn note_document(fields: &Fields, doc: &mut TantivyDocument, note: &Note, names: &str) {
    add_words(doc, (fields.body, fields.body_stem), None, &note.markdown);
    doc.add_text(fields.start, format!("{}\n{names}", note.markdown));
    doc.add_i64(fields.time, note.created.0);
}

/// A title as one term: its words, folded.
pub(super) fn whole(title: &str) -> String {
    let words = words::cut(title);
    let folded: Vec<String> = words.iter().take(100).map(|word| words::fold(&word.lower)).collect();
    folded.join(" ")
}

/// The first moment of a date that may be as vague as a year.
fn published(date: &str) -> Option<Millis> {
    match date.len() {
        4 => Millis::parse(&format!("{date}-01-01")),
        7 => Millis::parse(&format!("{date}-01")),
        _ => Millis::parse(date),
    }
}

fn start(fields: &Fields, kind: EntityKind, id: Uuid, print: u64) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    let (high, low) = id.as_u64_pair();
    doc.add_bytes(fields.key, &key(kind, id));
    doc.add_u64(fields.high, high);
    doc.add_u64(fields.low, low);
    doc.add_u64(fields.kind, place(kind));
    doc.add_u64(fields.print, print);
    doc.add_text(fields.flag, format!("kind:{}", kind.as_str()));
    doc
}

fn add_words(
    doc: &mut TantivyDocument,
    (plain, stem): (Field, Field),
    language: Option<&str>,
    text: &str,
) {
    doc.add_text(plain, text);
    doc.add_text(stem, format!("{}{BORDER}{text}", language.unwrap_or_default()));
}

fn add_tags(doc: &mut TantivyDocument, fields: &Fields, tags: &[String]) {
    doc.add_text(fields.tag_words, apart(tags.iter().map(String::as_str)));
    for name in tags {
        doc.add_text(fields.tag, tag::key(name).chars().take(500).collect::<String>());
        doc.add_text(fields.tags, name);
    }
}

/// Names in one text, so far from each other that no row of words reaches from one to the next.
fn apart<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(&BORDER.to_string())
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
