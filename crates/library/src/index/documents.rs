//! The documents that the index gets: what an article, a highlight or a note is found by.

use super::{
    lists::{Press, Starts},
    pending::Pending,
    schema::{Fields, key, place, uuid},
    words::{self, BORDER},
};
use crate::{
    EntityKind,
    store::{capture::Contents, tag},
};
use commonplace_core::model::{AnchorState, Article, Highlight, Millis, Note, NoteTarget};
use std::hash::{DefaultHasher, Hash, Hasher};
use tantivy::{TantivyDocument, schema::Field};
use uuid::Uuid;

/// An article with everything search knows of it but what it says, which is read only where it is needed.
pub(super) struct Whole {
    /// The article.
    pub(super) article: Article,
    /// What its current capture holds.
    pub(super) contents: Contents,
    /// Its highlights, with their notes.
    pub(super) highlights: Vec<Highlight>,
    /// Its own notes.
    pub(super) notes: Vec<Note>,
    /// Whether it was read on several days.
    pub(super) is_read_often: bool,
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
            (self.contents.code > 0, self.is_read_often),
        );
        shared.hash(&mut hasher);
        match part {
            Part::Article => {
                (&metadata.title, &metadata.subtitle, &article.tags, article.saved.0)
                    .hash(&mut hasher);
                (article.capture.as_bytes(), self.anchor_flags()).hash(&mut hasher);
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

    /// The document of a part; `says` gives the article's text and its headings.
    pub(super) fn document<E>(
        &self,
        fields: &Fields,
        press: &mut Press,
        part: &Part<'_>,
        says: impl FnOnce() -> Result<(String, Vec<String>), E>,
    ) -> Result<Pending, E> {
        let mut draft = self.shared(Draft::new(fields, press), part);
        match part {
            Part::Article => {
                let (text, headings) = says()?;
                self.article_document(&mut draft, &text, &headings);
            }
            Part::Highlight(highlight) => self.highlight_document(&mut draft, highlight),
            Part::Note(note) => draft.note(note),
        }
        Ok(draft.finish())
    }

    fn article_document(&self, draft: &mut Draft<'_>, text: &str, headings: &[String]) {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let (fields, language) = (draft.fields, metadata.language.as_deref());
        let title = match &metadata.subtitle {
            Some(subtitle) => format!("{}\n{subtitle}", metadata.title),
            None => metadata.title.clone(),
        };
        draft.title(&metadata.title, &title, language);
        draft.headings(headings, language);
        draft.words((fields.body, fields.body_stem), language, text);
        draft.tags(&article.tags);
        for flag in self.anchor_flags() {
            draft.doc.add_text(fields.flag, flag);
        }
        draft.doc.add_i64(fields.time, article.saved.0);
    }

    fn highlight_document(&self, draft: &mut Draft<'_>, highlight: &Highlight) {
        let language = self.article.metadata.language.as_deref();
        let fields = draft.fields;
        let quote = &highlight.selector.quote;
        draft.words((fields.body, fields.body_stem), language, quote);
        draft.tags(&highlight.tags);
        draft.doc.add_text(fields.flag, format!("color:{}", highlight.color.as_str()));
        draft.doc.add_text(fields.flag, highlight.anchor.state.as_str());
        draft.doc.add_i64(fields.time, highlight.created.0);
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
    fn shared<'a>(&self, mut draft: Draft<'a>, part: &Part<'_>) -> Draft<'a> {
        let (article, metadata) = (&self.article, &self.article.metadata);
        let (kind, id) = part.identity(self);
        draft.identity(kind, id, self.print(part));
        let (fields, doc) = (draft.fields, &mut draft.doc);
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
            + 4 * u64::from(article.favourite)
            + 8 * u64::from(self.is_read_often);
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
        for author in &metadata.authors {
            doc.add_text(fields.authors, author);
        }
        if let Some(url) = &metadata.url {
            let url = url.to_lowercase();
            // tantivy takes terms of up to 65,530 bytes.
            doc.add_text(fields.url, url.chars().take(4_000).collect::<String>());
        }
        if let Some(site) = metadata.site.as_deref().or_else(|| self.host()) {
            doc.add_text(fields.sites, site);
        }
        draft.names(fields.author, metadata.authors.iter().map(String::as_str));
        draft.names(fields.site, metadata.site.as_deref().into_iter().chain(self.host()));
        draft
    }
}

/// The document of a page of notes.
pub(super) fn page_document(fields: &Fields, press: &mut Press, note: &Note) -> Pending {
    let mut hasher = DefaultHasher::new();
    (&note.markdown, note.created.0).hash(&mut hasher);
    let mut draft = Draft::new(fields, press);
    draft.identity(EntityKind::Note, uuid(note.id.as_bytes()), hasher.finish());
    if let NoteTarget::Page(title) = &note.target {
        draft.title(title, title, None);
    }
    draft.note(note);
    draft.finish()
}

/// A document in the making.
struct Draft<'a> {
    fields: &'a Fields,
    press: &'a mut Press,
    doc: TantivyDocument,
    /// Bytes of its texts.
    size: usize,
    /// Beginnings of all words that it is found by.
    starts: Starts,
}

impl<'a> Draft<'a> {
    fn new(fields: &'a Fields, press: &'a mut Press) -> Self {
        Self { fields, press, doc: TantivyDocument::default(), size: 0, starts: Starts::default() }
    }

    fn identity(&mut self, kind: EntityKind, id: Uuid, print: u64) {
        let (fields, doc) = (self.fields, &mut self.doc);
        let (high, low) = id.as_u64_pair();
        doc.add_bytes(fields.key, &key(kind, id));
        doc.add_u64(fields.high, high);
        doc.add_u64(fields.low, low);
        doc.add_u64(fields.kind, place(kind));
        doc.add_u64(fields.print, print);
        doc.add_text(fields.flag, format!("kind:{}", kind.as_str()));
    }

    /// `name` alone makes it the thing of exactly this title.
    fn title(&mut self, name: &str, title: &str, language: Option<&str>) {
        let fields = self.fields;
        let mut starts = Starts::default();
        let lists = self.press.lists(title, Some(language.unwrap_or_default()), &mut starts);
        self.starts.join(&starts);
        self.doc.add_text(fields.whole_title, whole(name));
        self.doc.add_text(fields.title, lists.plain);
        self.doc.add_text(fields.title_stem, lists.stems);
        self.doc.add_text(fields.title_start, starts.list());
    }

    /// The beginnings of their words are among those of the text.
    fn headings(&mut self, headings: &[String], language: Option<&str>) {
        if headings.is_empty() {
            return;
        }
        let (headings, language) = (headings.join("\n"), Some(language.unwrap_or_default()));
        let lists = self.press.lists(&headings, language, &mut Starts::default());
        self.doc.add_text(self.fields.heading, lists.plain + &lists.stems);
    }

    fn words(&mut self, (plain, stem): (Field, Field), language: Option<&str>, text: &str) {
        let language = Some(language.unwrap_or_default());
        let lists = self.press.lists(text, language, &mut self.starts);
        self.size += lists.plain.len() + lists.stems.len();
        self.doc.add_text(plain, lists.plain);
        self.doc.add_text(stem, lists.stems);
    }

    /// Names in one text, so far from each other that no row of words reaches from one to the next.
    fn names<'n>(&mut self, field: Field, names: impl Iterator<Item = &'n str>) {
        let names = names.collect::<Vec<_>>().join(&BORDER.to_string());
        let lists = self.press.lists(&names, None, &mut self.starts);
        self.doc.add_text(field, lists.plain);
    }

    fn tags(&mut self, tags: &[String]) {
        self.names(self.fields.tag_words, tags.iter().map(String::as_str));
        for name in tags {
            let key = tag::key(name).chars().take(500).collect::<String>();
            self.doc.add_text(self.fields.tag, key);
            self.doc.add_text(self.fields.tags, name);
        }
    }

    fn note(&mut self, note: &Note) {
        self.words((self.fields.body, self.fields.body_stem), None, &note.markdown);
        self.doc.add_i64(self.fields.time, note.created.0);
    }

    fn finish(mut self) -> Pending {
        let starts = self.starts.list();
        let size = self.size + starts.len();
        self.doc.add_text(self.fields.start, starts);
        Pending::new(self.doc, size)
    }
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

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
