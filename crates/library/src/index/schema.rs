//! What the index holds: one document for an article, a highlight or a note. No text, only what finds it.

use super::words::{self, BORDER, PlainTokenizer, StemTokenizer};
use crate::{EntityKind, store::tag};
use commonplace_core::model::{AnchorState, Article, Highlight, Note, NoteTarget};
use tantivy::{
    Index, TantivyDocument,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
        TextOptions,
    },
};

/// Grows with every change of the fields or of what goes into them.
const FIELDS: u32 = 1;

/// Names the shape of the index; another one is built anew.
pub(super) fn version() -> String {
    format!("{FIELDS}.{}", words::VERSION)
}

/// The fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Kind and identity, `article:<32 hexadecimal digits>`; the only thing given back.
    pub(super) key: Field,
    /// The article it belongs to, in hexadecimal digits.
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
    /// Words of the text, quote or note.
    pub(super) body: Field,
    /// Stems of them.
    pub(super) body_stem: Field,
    /// Words of authors' names.
    pub(super) author: Field,
    /// Words of the site's name and host.
    pub(super) site: Field,
    /// Words of tags.
    pub(super) tag_words: Field,
    /// When it was saved or made, in milliseconds.
    pub(super) time: Field,
}

/// The schema with its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |name: &str, tokenizer: &str, schema: &mut tantivy::schema::SchemaBuilder| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = Fields {
        key: schema.add_text_field("key", STRING | STORED),
        article: schema.add_text_field("article", STRING),
        flag: schema.add_text_field("flag", STRING),
        tag: schema.add_text_field("tag", STRING),
        url: schema.add_text_field("url", STRING),
        whole_title: schema.add_text_field("whole_title", STRING),
        title: words("title", "plain", &mut schema),
        title_stem: words("title_stem", "stem", &mut schema),
        body: words("body", "plain", &mut schema),
        body_stem: words("body_stem", "stem", &mut schema),
        author: words("author", "plain", &mut schema),
        site: words("site", "plain", &mut schema),
        tag_words: words("tag_words", "plain", &mut schema),
        time: schema.add_i64_field("time", INDEXED | FAST),
    };
    (schema.build(), fields)
}

/// Makes the tokenizers known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register("plain", PlainTokenizer);
    index.tokenizers().register("stem", StemTokenizer);
}

/// The key of a thing.
pub(super) fn key(kind: EntityKind, id: &[u8]) -> String {
    format!("{}:{}", kind.as_str(), crate::blobs::hex(id))
}

/// An article with everything search knows of it.
pub(super) struct Whole {
    /// The article.
    pub(super) article: Article,
    /// The text of its current capture.
    pub(super) text: String,
    /// Its highlights, with their notes.
    pub(super) highlights: Vec<Highlight>,
    /// Its own notes.
    pub(super) notes: Vec<Note>,
}

impl Whole {
    /// The documents of the article, its highlights and all notes in it.
    pub(super) fn documents(&self, fields: &Fields) -> Vec<TantivyDocument> {
        let mut documents = vec![self.article_document(fields)];
        for highlight in &self.highlights {
            documents.push(self.highlight_document(fields, highlight));
            documents.extend(highlight.note.as_ref().map(|note| self.note_document(fields, note)));
        }
        documents.extend(self.notes.iter().map(|note| self.note_document(fields, note)));
        documents
    }

    fn article_document(&self, fields: &Fields) -> TantivyDocument {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let mut doc = self.part(fields, EntityKind::Article, article.id.as_bytes());
        let language = metadata.language.as_deref();
        let title = match &metadata.subtitle {
            Some(subtitle) => format!("{}\n{subtitle}", metadata.title),
            None => metadata.title.clone(),
        };
        doc.add_text(fields.whole_title, whole(&metadata.title));
        add_words(&mut doc, (fields.title, fields.title_stem), language, &title);
        add_words(&mut doc, (fields.body, fields.body_stem), language, &self.text);
        add_tags(&mut doc, fields, &article.tags);
        if self.highlights.iter().any(|highlight| highlight.anchor.state == AnchorState::Orphan) {
            doc.add_text(fields.flag, "orphan");
        }
        doc.add_i64(fields.time, article.saved.0);
        doc
    }

    fn highlight_document(&self, fields: &Fields, highlight: &Highlight) -> TantivyDocument {
        let mut doc = self.part(fields, EntityKind::Highlight, highlight.id.as_bytes());
        let language = self.article.metadata.language.as_deref();
        let quote = &highlight.selector.quote;
        add_words(&mut doc, (fields.body, fields.body_stem), language, quote);
        add_tags(&mut doc, fields, &highlight.tags);
        doc.add_text(fields.flag, format!("color:{}", highlight.color.as_str()));
        if highlight.anchor.state == AnchorState::Orphan {
            doc.add_text(fields.flag, "orphan");
        }
        doc.add_i64(fields.time, highlight.created.0);
        doc
    }

    fn note_document(&self, fields: &Fields, note: &Note) -> TantivyDocument {
        let mut doc = self.part(fields, EntityKind::Note, note.id.as_bytes());
        add_words(&mut doc, (fields.body, fields.body_stem), None, &note.markdown);
        doc.add_i64(fields.time, note.created.0);
        doc
    }

    /// What a thing shares with its article, so that `site:` or `is:favourite` hold for its highlights too.
    fn part(&self, fields: &Fields, kind: EntityKind, id: &[u8]) -> TantivyDocument {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let mut doc = start(fields, kind, id);
        doc.add_text(fields.article, crate::blobs::hex(article.id.as_bytes()));
        doc.add_text(fields.flag, format!("state:{}", article.state.as_str()));
        if article.favourite {
            doc.add_text(fields.flag, "favourite");
        }
        if !self.highlights.is_empty() {
            doc.add_text(fields.flag, "has:highlights");
        }
        if !self.notes.is_empty() || self.highlights.iter().any(|h| h.note.is_some()) {
            doc.add_text(fields.flag, "has:notes");
        }
        if let Some(language) = &metadata.language {
            let language = language.to_lowercase();
            let ends = language.match_indices('-').map(|(end, _)| end);
            for end in ends.chain([language.len()]) {
                doc.add_text(fields.flag, format!("lang:{}", &language[..end]));
            }
        }
        for author in &metadata.authors {
            doc.add_text(fields.author, author);
        }
        if let Some(site) = &metadata.site {
            doc.add_text(fields.site, site);
        }
        if let Some(url) = &metadata.url {
            let url = url.to_lowercase();
            doc.add_text(fields.site, host(&url));
            // tantivy takes terms of up to 65,530 bytes.
            doc.add_text(fields.url, url.chars().take(4_000).collect::<String>());
        }
        doc
    }
}

/// The document of a page of notes.
pub(super) fn page_document(fields: &Fields, note: &Note) -> TantivyDocument {
    let mut doc = start(fields, EntityKind::Note, note.id.as_bytes());
    if let NoteTarget::Page(title) = &note.target {
        doc.add_text(fields.whole_title, whole(title));
        add_words(&mut doc, (fields.title, fields.title_stem), None, title);
    }
    add_words(&mut doc, (fields.body, fields.body_stem), None, &note.markdown);
    doc.add_i64(fields.time, note.created.0);
    doc
}

/// A title as one term: its words, folded.
pub(super) fn whole(title: &str) -> String {
    let words = words::cut(title);
    let folded: Vec<String> = words.iter().take(100).map(|word| words::fold(&word.lower)).collect();
    folded.join(" ")
}

fn start(fields: &Fields, kind: EntityKind, id: &[u8]) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, key(kind, id));
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
    for name in tags {
        doc.add_text(fields.tag, tag::key(name).chars().take(500).collect::<String>());
        doc.add_text(fields.tag_words, name);
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
