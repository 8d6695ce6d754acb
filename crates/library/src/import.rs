//! Bringing a record in: the same record twice changes nothing, and nothing that is here is overwritten.

use crate::{
    Error, ImportRecord, Library, NewArticle, NewHighlight, Op, Writer, Written, save::new_capture,
};
use commonplace_core::sentence;
use commonplace_core::{
    address, anchor,
    extract::{self, Extraction, Rule, Source, rules},
    markdown,
    model::{
        AnchorState, Article, ArticleId, CaptureId, Color, Highlight, Metadata, NoteTarget,
        ReadingState, Selector, SourceKind,
    },
    text::Text,
    transfer::{ArticleRecord, HighlightRecord, NoteRecord, RecordBody},
};

/// Where a record came from.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// The format, such as `jsonl`.
    pub format: &'a str,
    /// The file's name.
    pub file_name: &'a str,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub file_hash: &'a str,
    /// The row or entry, such as `line 12`.
    pub place: &'a str,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStatus {
    /// A new article or page.
    Created,
    /// It added something to an article or page that was there.
    Merged,
    /// All of it was there already.
    Unchanged,
}

/// What a record brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The article it is now; none for a page.
    pub article: Option<ArticleId>,
    /// What became of it.
    pub status: ImportStatus,
    /// Highlights that are new here.
    pub highlights_created: u32,
    /// Highlights that were here already.
    pub highlights_unchanged: u32,
    /// New ones whose passage was found letter for letter.
    pub anchored: u32,
    /// New ones found with changes, or moved.
    pub approximate: u32,
    /// New ones that could be meant in several places.
    pub ambiguous: u32,
    /// New ones whose passage was not found.
    pub orphans: u32,
    /// Notes that are new here.
    pub notes: u32,
}

impl Imported {
    const fn new(status: ImportStatus) -> Self {
        Self {
            article: None,
            status,
            highlights_created: 0,
            highlights_unchanged: 0,
            anchored: 0,
            approximate: 0,
            ambiguous: 0,
            orphans: 0,
            notes: 0,
        }
    }

    fn touched(&mut self) {
        if self.status == ImportStatus::Unchanged {
            self.status = ImportStatus::Merged;
        }
    }
}

impl Library {
    /// Brings an article in. It joins the article with its id, else its canonical address, else its text; then tags
    /// and collections unite, the earliest saved date wins, archived and favourite win, a highlight that is here is
    /// known by its id or by quote and place, and another text becomes a newer capture.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a record with neither title nor words; [`Error::Disk`]; [`Error::Locked`].
    pub fn import_article(
        &self,
        record: &ArticleRecord,
        provenance: Provenance<'_>,
    ) -> Result<Written<Imported>, Error> {
        let (extraction, original) = extraction(record)?;
        let canonical = extraction.metadata.url.as_deref().and_then(address::canonical);
        let blob = self.blobs().put(original)?;
        self.write(Op::Import, |writer| {
            let capture = new_capture(&extraction, provenance.file_name, &blob, writer.now());
            let hash = capture.text_hash.clone();
            let words = (!capture.text.trim().is_empty()).then_some(hash.as_str());
            let known = known(writer, record, canonical.as_deref(), words)?;
            let mut done = match known {
                None => {
                    let id = writer.add_article(NewArticle {
                        id: record.id,
                        metadata: extraction.metadata.clone(),
                        capture,
                        words: extraction.text.words(),
                        saved: record.saved,
                        opened: record.opened,
                        state: record.state.unwrap_or(ReadingState::Inbox),
                        favourite: record.favourite,
                        canonical_url: canonical.clone(),
                    })?;
                    Imported { article: Some(id), ..Imported::new(ImportStatus::Created) }
                }
                Some(id) => {
                    let mut done =
                        Imported { article: Some(id), ..Imported::new(ImportStatus::Unchanged) };
                    if merge(writer, id, record)? {
                        done.touched();
                    }
                    if self.is_newer(&writer.article(id)?, record, &hash)? {
                        writer.add_capture(id, capture)?;
                        done.touched();
                    }
                    done
                }
            };
            if let Some(id) = done.article {
                label(writer, id, record, &mut done)?;
                self.add_highlights(writer, id, &extraction, &hash, record, &mut done)?;
                add_notes(writer, id, record, &mut done)?;
                if done.status != ImportStatus::Unchanged {
                    writer.record_import(&import_record(Some(id), provenance))?;
                }
            }
            Ok(done)
        })
    }

    /// Brings a page of notes in; one with the same id, or the same title and words, is the same page.
    ///
    /// # Errors
    /// [`Error::Disk`]; [`Error::Locked`].
    pub fn import_page(
        &self,
        record: &NoteRecord,
        provenance: Provenance<'_>,
    ) -> Result<Written<Imported>, Error> {
        let title = record.title.clone().unwrap_or_default();
        let (_, pages) = self.note_feed(true, 0, u32::MAX)?;
        let same = pages.iter().find(|page| match record.id {
            Some(id) if page.id == id => true,
            _ => page.markdown == record.markdown && page.target == NoteTarget::Page(title.clone()),
        });
        let status = match same {
            None => ImportStatus::Created,
            Some(page) if page.markdown == record.markdown => ImportStatus::Unchanged,
            Some(page) if record.modified.is_none_or(|modified| modified <= page.modified) => {
                ImportStatus::Unchanged
            }
            Some(_) => ImportStatus::Merged,
        };
        let id = same.map(|page| page.id).or(record.id);
        self.write(Op::Import, |writer| {
            let mut done = Imported::new(status);
            if status != ImportStatus::Unchanged {
                let target = NoteTarget::Page(title.clone());
                writer.put_note(id, &target, &record.markdown, record.created, record.modified)?;
                writer.record_import(&import_record(None, provenance))?;
                done.notes = 1;
            }
            Ok(done)
        })
    }

    /// Brings a rule for a site's pages in. One that is here for the same blocks stays as it is.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no host or names no block; [`Error::Locked`].
    pub fn import_rule(&self, rule: &Rule, example: &str) -> Result<Written<Imported>, Error> {
        let (host, mark) = (rules::host(&rule.host), rules::mark(&rule.mark));
        let (host, mark) = (host.map_err(Error::Invalid)?, mark.map_err(Error::Invalid)?);
        let here = self.rules()?.into_iter();
        let known = here.map(|here| here.rule).any(|here| here.host == host && here.mark == mark);
        self.write(Op::Import, |writer| {
            if known {
                return Ok(Imported::new(ImportStatus::Unchanged));
            }
            writer.put_rule(None, rule, example)?;
            Ok(Imported::new(ImportStatus::Created))
        })
    }

    /// Whether a record holds another version of the article than the one that is current. Markdown that we wrote
    /// is another spelling of the same words, so there the hash that it carries decides.
    fn is_newer(
        &self,
        article: &Article,
        record: &ArticleRecord,
        hash: &str,
    ) -> Result<bool, Error> {
        if matches!(record.body, RecordBody::None) {
            return Ok(false);
        }
        let current = self.capture_of(article)?;
        Ok(match &record.text_hash {
            Some(theirs) => *theirs != current && hash != current,
            None => hash != current,
        })
    }

    fn capture_of(&self, article: &Article) -> Result<String, Error> {
        Ok(self.capture(article.capture)?.text_hash)
    }

    fn add_highlights(
        &self,
        writer: &mut Writer<'_>,
        id: ArticleId,
        extraction: &Extraction,
        hash: &str,
        record: &ArticleRecord,
        done: &mut Imported,
    ) -> Result<(), Error> {
        let marked = marked(extraction);
        if record.highlights.is_empty() && marked.is_empty() {
            return Ok(());
        }
        let article = writer.article(id)?;
        // The capture made in this very write cannot be read from outside it yet, but its text is at hand.
        let text = match self.capture(article.capture) {
            Ok(capture) if capture.text_hash != hash => Text::new(capture.text),
            Ok(_) | Err(Error::NotFound { .. }) => Text::new(extraction.text.as_str().to_owned()),
            Err(error) => return Err(error),
        };
        let mut here = writer.highlights(id)?;
        for highlight in record.highlights.iter().chain(&marked) {
            let anchor = anchor::resolve(&text, &highlight.selector);
            let same = here.iter().find(|h| is_same(h, highlight, anchor.range));
            if let Some(known) = same {
                done.highlights_unchanged += 1;
                if merge_highlight(writer, known, highlight)? {
                    done.touched();
                }
                continue;
            }
            match anchor.state {
                AnchorState::Exact => done.anchored += 1,
                AnchorState::Orphan => done.orphans += 1,
                AnchorState::Ambiguous => done.ambiguous += 1,
                AnchorState::Edited | AnchorState::Moved => done.approximate += 1,
            }
            let added = add_highlight(writer, id, article.capture, &text, highlight, anchor)?;
            done.highlights_created += 1;
            done.touched();
            here.push(writer.highlight(added)?);
        }
        Ok(())
    }
}

/// The passages that a text itself marks, as highlights.
fn marked(extraction: &Extraction) -> Vec<HighlightRecord> {
    let place = |(start, end): &(u32, u32)| anchor::describe(&extraction.text, *start, *end);
    let record = |selector| HighlightRecord {
        id: None,
        selector,
        color: Color::Yellow,
        note: None,
        tags: Vec::new(),
        created: None,
        modified: None,
        state: None,
        now: None,
    };
    extraction.marks.iter().filter_map(place).map(record).collect()
}

fn import_record(article: Option<ArticleId>, provenance: Provenance<'_>) -> ImportRecord {
    ImportRecord {
        article,
        format: provenance.format.to_owned(),
        file_name: provenance.file_name.to_owned(),
        file_hash: provenance.file_hash.to_owned(),
        place: provenance.place.to_owned(),
    }
}

/// The article of a record, and the bytes that count as its original.
fn extraction(record: &ArticleRecord) -> Result<(Extraction, &[u8]), Error> {
    let metadata = record.metadata.clone();
    let (mut extraction, original) = match &record.body {
        RecordBody::Html(html) => (extract::sealed_article(html, metadata), html.as_bytes()),
        // In what we wrote ourselves highlights stand beside the text, and marks are marks.
        RecordBody::Markdown(text) if record.text_hash.is_some() => {
            (extract::sealed_article(&markdown::to_html(text), metadata), text.as_bytes())
        }
        RecordBody::Markdown(text) => (extract::marked_article(text, metadata), text.as_bytes()),
        RecordBody::Text(text) => (plain(text, metadata), text.as_bytes()),
        RecordBody::None => (extract::sealed_article("", metadata), &[][..]),
    };
    extraction.kind = record.kind.unwrap_or(match record.body {
        RecordBody::Html(_) => SourceKind::Html,
        RecordBody::Markdown(_) => SourceKind::Markdown,
        RecordBody::Text(_) | RecordBody::None => SourceKind::Text,
    });
    let nothing = record.metadata.title.trim().is_empty()
        && record.metadata.url.is_none()
        && extraction.text.as_str().trim().is_empty();
    if nothing {
        return Err(Error::Invalid(sentence!(
            "record-empty",
            "It has no title, no address and no words."
        )));
    }
    Ok((extraction, original))
}

fn plain(text: &str, metadata: Metadata) -> Extraction {
    let mut extraction = extract::extract(&Source {
        bytes: text.as_bytes(),
        kind: Some(SourceKind::Text),
        file_name: None,
        url: metadata.url.as_deref(),
        charset: Some("utf-8"),
    });
    let found = std::mem::take(&mut extraction.metadata);
    let title = if metadata.title.trim().is_empty() { found.title } else { metadata.title };
    let authors = if metadata.authors.is_empty() { found.authors } else { metadata.authors };
    extraction.metadata = Metadata {
        title,
        authors,
        subtitle: metadata.subtitle.or(found.subtitle),
        language: metadata.language.or(found.language),
        ..metadata
    };
    extraction
}

fn known(
    writer: &Writer<'_>,
    record: &ArticleRecord,
    canonical: Option<&str>,
    text_hash: Option<&str>,
) -> Result<Option<ArticleId>, Error> {
    if let Some(id) = record.id {
        match writer.article(id) {
            Ok(_) => return Ok(Some(id)),
            Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    match (canonical, text_hash) {
        (Some(address), _) => writer.find_by_url(address),
        (None, Some(hash)) => writer.find_by_text_hash(hash),
        // Articles without words are alike in nothing else.
        (None, None) => Ok(None),
    }
}

/// What a record says about an article that is here; whether that changed anything.
fn merge(writer: &mut Writer<'_>, id: ArticleId, record: &ArticleRecord) -> Result<bool, Error> {
    let article = writer.article(id)?;
    let mut changed = false;
    if article.deleted.is_some() {
        writer.restore(id)?;
        changed = true;
    }
    if record.favourite && !article.favourite {
        writer.set_favourite(id, true)?;
        changed = true;
    }
    if record.state == Some(ReadingState::Archived) && article.state != ReadingState::Archived {
        writer.set_state(id, ReadingState::Archived)?;
        changed = true;
    }
    if let Some(saved) = record.saved.filter(|saved| *saved < article.saved) {
        writer.set_saved(id, saved)?;
        changed = true;
    }
    Ok(changed)
}

fn label(
    writer: &mut Writer<'_>,
    id: ArticleId,
    record: &ArticleRecord,
    done: &mut Imported,
) -> Result<(), Error> {
    let before = writer.article(id)?;
    for tag in &record.tags {
        writer.tag_article(id, tag)?;
    }
    for path in &record.collections {
        writer.put_in_collection(id, path)?;
    }
    let after = writer.article(id)?;
    if (before.tags, before.collections) != (after.tags, after.collections) {
        done.touched();
    }
    Ok(())
}

fn is_same(here: &Highlight, record: &HighlightRecord, range: Option<(u32, u32)>) -> bool {
    if record.id == Some(here.id) {
        return true;
    }
    let Selector { quote, start, end, .. } = &here.selector;
    let same_place = match range {
        Some(range) => here.anchor.range == Some(range),
        None => {
            here.anchor.range.is_none()
                && (*start, *end) == (record.selector.start, record.selector.end)
        }
    };
    // Two people's marks, or two colours, on the same words are two highlights; the same mark read twice is one.
    same_place
        && *quote == record.selector.quote
        && here.color == record.color
        && record.id.is_none()
}

/// What a record says about a highlight that is here; whether that changed anything. The later change wins, and where
/// no times tell, words are appended and never replaced.
fn merge_highlight(
    writer: &mut Writer<'_>,
    here: &Highlight,
    record: &HighlightRecord,
) -> Result<bool, Error> {
    let newer = record.modified.is_some_and(|modified| modified > here.modified);
    let mut changed = false;
    if newer && record.color != here.color {
        writer.set_highlight_color(here.id, record.color)?;
        changed = true;
    }
    let mut tags = here.tags.clone();
    tags.extend(record.tags.iter().filter(|tag| !here.tags.contains(tag)).cloned());
    if tags.len() != here.tags.len() {
        writer.set_highlight_tags(here.id, &tags)?;
        changed = true;
    }
    let theirs = record.note.as_deref().filter(|note| !note.trim().is_empty());
    let ours = here.note.as_ref().map(|note| note.markdown.as_str());
    let merged = match (ours, theirs) {
        (None, Some(theirs)) => Some(theirs.to_owned()),
        (Some(ours), Some(theirs)) if newer && ours != theirs => Some(theirs.to_owned()),
        (Some(ours), Some(theirs)) if record.modified.is_none() && !ours.contains(theirs) => {
            Some(format!("{ours}\n\n{theirs}"))
        }
        _ => None,
    };
    if let Some(markdown) = merged {
        let id = here.note.as_ref().map(|note| note.id);
        writer.put_note(id, &NoteTarget::Highlight(here.id), &markdown, None, record.modified)?;
        changed = true;
    }
    Ok(changed)
}

fn add_highlight(
    writer: &mut Writer<'_>,
    article: ArticleId,
    capture: CaptureId,
    text: &Text,
    record: &HighlightRecord,
    anchor: commonplace_core::model::Anchor,
) -> Result<commonplace_core::model::HighlightId, Error> {
    let mut selector = record.selector.clone();
    let bare = selector.prefix.is_empty() && selector.suffix.is_empty();
    if let (true, AnchorState::Exact, Some((start, end))) = (bare, anchor.state, anchor.range) {
        // A record may give the quote alone; what stands around it keeps it findable later.
        selector = anchor::describe(text, start, end)
            .filter(|described| described.quote == selector.quote)
            .unwrap_or(selector);
    }
    let id = writer.add_highlight(NewHighlight {
        id: record.id,
        article,
        capture,
        selector,
        anchor,
        color: record.color,
        created: record.created,
        modified: record.modified,
    })?;
    if !record.tags.is_empty() {
        writer.set_highlight_tags(id, &record.tags)?;
    }
    if let Some(note) = record.note.as_deref().filter(|note| !note.trim().is_empty()) {
        writer.put_note(None, &NoteTarget::Highlight(id), note, record.created, record.modified)?;
    }
    if let Some(modified) = record.modified.or(record.created) {
        writer.set_highlight_times(id, record.created.unwrap_or(modified), modified)?;
    }
    Ok(id)
}

fn add_notes(
    writer: &mut Writer<'_>,
    id: ArticleId,
    record: &ArticleRecord,
    done: &mut Imported,
) -> Result<(), Error> {
    let here = writer.notes_on(id)?;
    for note in record.notes.iter().filter(|note| !note.markdown.trim().is_empty()) {
        let same = here.iter().find(|n| Some(n.id) == note.id || n.markdown == note.markdown);
        let older = same.is_some_and(|n| {
            n.markdown == note.markdown
                || note.modified.is_none_or(|modified| modified <= n.modified)
        });
        if older {
            continue;
        }
        let note_id = same.map(|n| n.id).or(note.id);
        writer.put_note(
            note_id,
            &NoteTarget::Article(id),
            &note.markdown,
            note.created,
            note.modified,
        )?;
        done.notes += 1;
        done.touched();
    }
    Ok(())
}
