//! Records to Markdown.

use super::front::{Front, shield};
use super::{Hidden, visible};
use crate::anchor::Resolver;
use crate::model::{AnchorState, Millis};
use crate::text::Text;
use crate::transfer::{ArticleRecord, HighlightRecord, NoteRecord, RecordBody};
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// An article as a Markdown file. A body that is no Markdown is written as it is, and front matter says so; for
/// reading, give it as Markdown.
pub fn write(record: &ArticleRecord) -> String {
    let mut out = front_matter(record);
    let title: Vec<&str> = record.metadata.title.split_whitespace().collect();
    let _ = write!(out, "\n# {}\n", title.join(" "));
    if !record.notes.is_empty() {
        out.push_str("\n## Notes\n");
        for (index, note) in record.notes.iter().enumerate() {
            write_note(&mut out, note, index);
        }
    }
    if !record.highlights.is_empty() {
        out.push_str("\n## Highlights\n");
        let text = canonical(&record.body);
        let resolver = text.as_ref().map(Resolver::new);
        let article = record.id.map(|id| id.to_string()).unwrap_or_default();
        for (index, highlight) in record.highlights.iter().enumerate() {
            let place = resolver.as_ref().zip(text.as_ref()).and_then(|(resolver, text)| {
                let (start, _) = resolver.resolve(&highlight.selector).range?;
                Some(text.slice(0, start).matches('\n').count() + 1)
            });
            write_highlight(&mut out, highlight, index, &article, place);
        }
    }
    match &record.body {
        RecordBody::None => {}
        RecordBody::Html(text) | RecordBody::Markdown(text) | RecordBody::Text(text) => {
            // The last line end belongs to the file, not to the text.
            let _ = write!(out, "\n## Text\n\n{text}\n");
        }
    }
    out
}

/// A page of notes as a Markdown file.
pub fn write_page(note: &NoteRecord) -> String {
    let mut front = Front::default();
    front.text("commonplace", Some("page"));
    front.text("id", note.id.map(|id| id.to_string()).as_deref());
    if let Some(title) = &note.title {
        front.quoted("title", title);
    }
    front.text("created", note.created.map(Millis::to_rfc3339).as_deref());
    front.text("modified", note.modified.map(Millis::to_rfc3339).as_deref());
    format!("{}\n{}\n", front.finish(), note.markdown)
}

fn front_matter(record: &ArticleRecord) -> String {
    let metadata = &record.metadata;
    let mut front = Front::default();
    front.text("commonplace", Some("article"));
    front.text("id", record.id.map(|id| id.to_string()).as_deref());
    front.quoted("title", &metadata.title);
    front.text("subtitle", metadata.subtitle.as_deref());
    front.list("authors", &metadata.authors);
    front.text("source", metadata.url.as_deref());
    front.text("site", metadata.site.as_deref());
    front.text("published", metadata.published.as_deref());
    front.text("saved", record.saved.map(Millis::to_rfc3339).as_deref());
    front.text("opened", record.opened.map(Millis::to_rfc3339).as_deref());
    front.text("language", metadata.language.as_deref());
    front.text("excerpt", metadata.excerpt.as_deref());
    front.list("tags", &record.tags);
    front.list("collections", &record.collections);
    front.text("status", record.state.map(|state| state.as_str()));
    front.flag("favourite", record.favourite);
    front.text("kind", record.kind.map(|kind| kind.as_str()));
    match record.body {
        RecordBody::Html(_) => front.text("body", Some("html")),
        RecordBody::Text(_) => front.text("body", Some("text")),
        RecordBody::Markdown(_) | RecordBody::None => {}
    }
    front.text("content_sha256", record.text_hash.as_deref());
    front.text("citekey", Some(&citekey(record)));
    front.finish()
}

fn write_note(out: &mut String, note: &NoteRecord, index: usize) {
    let seen = visible::note(&note.markdown);
    let lines: Vec<&str> = seen.split('\n').collect();
    let hidden = Hidden {
        title: note.title.as_deref(),
        created: note.created.map(Millis::to_rfc3339),
        modified: note.modified.map(Millis::to_rfc3339),
        note: (visible::read_note(&lines) != note.markdown).then_some(&note.markdown),
        ..Hidden::default()
    };
    let id = note.id.map_or_else(|| format!("n{}", index + 1), |id| id.to_string());
    let _ = write!(out, "\n{seen}\n\n^note-{id}\n{}", comment(&hidden));
}

fn write_highlight(
    out: &mut String,
    highlight: &HighlightRecord,
    index: usize,
    article: &str,
    place: Option<usize>,
) {
    let selector = &highlight.selector;
    let quote = visible::quote(&selector.quote);
    let quoted: Vec<&str> =
        quote.split('\n').map(|line| line.get(1..).unwrap_or_default()).collect();
    let note = highlight.note.as_deref().map(visible::note).unwrap_or_default();
    let noted = visible::read_note(&note.split('\n').collect::<Vec<_>>());
    let tags = visible::tags(&highlight.tags);
    let hidden = Hidden {
        prefix: &selector.prefix,
        suffix: &selector.suffix,
        start: selector.start,
        end: selector.end,
        occurrence: selector.occurrence.map(|places| [places.number, places.of]),
        modified: highlight.modified.map(Millis::to_rfc3339),
        state: highlight.state.map(AnchorState::as_str),
        now: highlight.now.as_deref(),
        quote: (visible::read_quote(&quoted) != selector.quote).then_some(&selector.quote),
        note: highlight.note.as_deref().filter(|note| *note != noted || note.is_empty()),
        tags: (visible::read_tags(&tags).1 != highlight.tags
            || highlight.tags.iter().any(String::is_empty))
        .then_some(&highlight.tags),
        ..Hidden::default()
    };
    let id = highlight.id.map_or_else(|| format!("n{}", index + 1), |id| id.to_string());
    let _ = write!(out, "\n{quote}\n\n");
    if !noted.is_empty() {
        let _ = write!(out, "{note}\n\n");
    }
    let gap = if tags.is_empty() { "" } else { " " };
    let _ = write!(out, "{tags}{gap}^hl-{id}\n[open](commonplace://article/{article}#hl-{id})");
    let _ = write!(out, " · {}", highlight.color.as_str());
    if let Some(created) = highlight.created {
        let _ = write!(out, " · {}", created.to_rfc3339());
    }
    if let Some(place) = place {
        let _ = write!(out, " · ¶ {place}");
    }
    if let Some(state) = highlight.state.filter(|state| *state != AnchorState::Exact) {
        let _ = write!(out, " · {}", state.as_str());
    }
    out.push('\n');
    out.push_str(&comment(&hidden));
}

fn comment(hidden: &Hidden<'_>) -> String {
    // Texts and numbers always serialise.
    let json = serde_json::to_string(hidden).unwrap_or_default();
    format!("<!-- commonplace: {} -->\n", shield(&json))
}

/// The text that paragraphs are counted in.
fn canonical(body: &RecordBody) -> Option<Text> {
    match body {
        RecordBody::Html(html) => Some(Text::of_body(html)),
        RecordBody::Markdown(markdown) => Some(Text::of_body(&crate::markdown::to_html(markdown))),
        RecordBody::Text(text) => Some(Text::new(text.clone())),
        RecordBody::None => None,
    }
}

/// Family name, year and first long word of the title, in lower-case ASCII: `yates1966memory`.
fn citekey(record: &ArticleRecord) -> String {
    let ascii = |text: &str| -> String {
        text.nfkd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let author = record.metadata.authors.first().map(String::as_str).unwrap_or_default();
    let family = match author.split_once(',') {
        Some((family, _)) => family,
        None => author.split_whitespace().next_back().unwrap_or_default(),
    };
    let published = record.metadata.published.as_deref().unwrap_or_default();
    let year = published.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
    let words: Vec<String> = record
        .metadata
        .title
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(ascii)
        .collect();
    let long = words.iter().find(|word| word.len() >= 4 && !STOP_WORDS.contains(&word.as_str()));
    let word = long.or_else(|| words.iter().find(|word| !word.is_empty()));
    let key = format!(
        "{}{}{}",
        ascii(family),
        year.unwrap_or_default(),
        word.map(String::as_str).unwrap_or_default()
    );
    if key.is_empty() { "untitled".to_owned() } else { key }
}

/// Long words that tell nothing.
const STOP_WORDS: [&str; 12] = [
    "about", "does", "from", "have", "into", "that", "their", "this", "what", "when", "with",
    "your",
];
