//! Markdown to records, as written here or changed by hand.

use super::front::{self, Value};
use super::visible::{self, Mark};
use crate::model::{AnchorState, Color, Metadata, Millis, ReadingState, Selector, SourceKind};
use crate::sentence;
use crate::sentence::Sentence;
use crate::transfer::fields::{self, Fields};
use crate::transfer::{ArticleRecord, HighlightRecord, NoteRecord, Record, RecordBody};
use std::borrow::Cow;
use std::str::FromStr;

/// Whether a file is one that was written here (or by an earlier version), judged by its front matter.
pub fn is_ours(text: &str) -> bool {
    front::split(&plain(text)).is_some_and(|(entries, _)| {
        let has = |key: &str| entries.iter().any(|(name, _)| name == key);
        has("commonplace") || has("id") && (has("citekey") || has("content_sha256"))
    })
}

/// Reads a file that was written here.
///
/// Tolerates changes by hand: other line ends, a byte order mark, reordered or reformatted front matter, missing ids
/// and comments. What is seen wins over what the comments say.
///
/// # Errors
/// A sentence for a person where the file has no front matter.
pub fn read(text: &str) -> Result<Record, Sentence> {
    let text = plain(text);
    let Some((entries, rest)) = front::split(&text) else {
        return Err(sentence!(
            "markdown-frontless",
            "This file has no front matter between two lines of three dashes."
        ));
    };
    let front = Entries(entries);
    if front.text("commonplace").as_deref() == Some("page") {
        return Ok(Record::Page(NoteRecord {
            id: front.read("id"),
            title: front.text("title"),
            markdown: rest.strip_suffix('\n').unwrap_or(rest).to_owned(),
            created: front.moment("created"),
            modified: front.moment("modified"),
        }));
    }
    let mut sections = Sections::default();
    let body = sections.read(rest);
    let body = match (body, front.text("body").as_deref()) {
        (None, _) => RecordBody::None,
        (Some(body), Some("html")) => RecordBody::Html(body),
        (Some(body), Some("text")) => RecordBody::Text(body),
        (Some(body), _) => RecordBody::Markdown(body),
    };
    Ok(Record::Article(Box::new(ArticleRecord {
        id: front.read("id"),
        metadata: Metadata {
            title: front.text("title").or(sections.title).unwrap_or_default(),
            subtitle: front.text("subtitle"),
            authors: front.list("authors"),
            site: front.text("site"),
            url: front.text("source"),
            published: front.text("published"),
            language: front.text("language"),
            excerpt: front.text("excerpt"),
        },
        body,
        kind: front.text("kind").and_then(|word| SourceKind::parse(&word)),
        saved: front.moment("saved"),
        opened: front.moment("opened"),
        state: front.text("status").and_then(|word| ReadingState::parse(&word)),
        favourite: front.text("favourite").is_some_and(|word| word.eq_ignore_ascii_case("true")),
        tags: front.list("tags"),
        collections: front.list("collections"),
        highlights: sections.highlights,
        notes: sections.notes,
        text_hash: front.text("content_sha256"),
    })))
}

/// Without a byte order mark, and with plain line ends where an editor changed them all.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.starts_with("---\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

struct Entries(Vec<(String, Value)>);

impl Entries {
    fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Value::Text(text) => Some(text.clone()),
            Value::List(list) => Some(list.join(", ")),
        }
    }

    fn list(&self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(Value::List(list)) => list.clone(),
            Some(Value::Text(text)) if !text.is_empty() => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    fn read<T: FromStr>(&self, key: &str) -> Option<T> {
        self.text(key)?.parse().ok()
    }

    fn moment(&self, key: &str) -> Option<Millis> {
        Millis::parse(&self.text(key)?)
    }
}

/// What stands between the front matter and the text.
#[derive(Default)]
struct Sections {
    title: Option<String>,
    notes: Vec<NoteRecord>,
    highlights: Vec<HighlightRecord>,
}

/// The lines of one note or highlight.
#[derive(Default)]
struct Item<'a> {
    quote: Vec<&'a str>,
    note: Vec<&'a str>,
    id: Option<&'a str>,
    tags: Vec<String>,
    link: &'a str,
    comment: &'a str,
    /// Whether the last line was one of the quote.
    quoting: bool,
}

impl Sections {
    /// Reads up to and including the article's text, which it gives.
    fn read(&mut self, rest: &str) -> Option<String> {
        let mut item = Item::default();
        let mut in_highlights = false;
        let mut begun = false;
        let mut at = 0;
        for line in rest.split('\n') {
            at += line.len() + 1;
            let first = !begun && !line.trim().is_empty();
            begun |= first;
            if let Some(title) = line.strip_prefix("# ").filter(|_| first) {
                self.title = Some(title.trim().to_owned());
                continue;
            }
            let quoting = std::mem::take(&mut item.quoting);
            match visible::mark(line) {
                Some(Mark::Section("Text")) => {
                    self.end(&mut item);
                    let text = rest.get(at..).unwrap_or_default();
                    let text = text.strip_prefix('\n').unwrap_or(text);
                    return Some(text.strip_suffix('\n').unwrap_or(text).to_owned());
                }
                Some(Mark::Section(name)) => {
                    self.end(&mut item);
                    in_highlights = name == "Highlights";
                }
                Some(Mark::Quote(quote)) if in_highlights => {
                    if !quoting {
                        self.end(&mut item);
                    }
                    item.quote.push(quote);
                    item.quoting = true;
                }
                Some(Mark::Id(id, before)) => {
                    if !in_highlights && item.id.is_some() {
                        self.end(&mut item);
                    }
                    let (words, tags) = visible::read_tags(before);
                    if !words.trim().is_empty() {
                        item.note.push(words);
                    }
                    item.tags.extend(tags);
                    item.id = Some(id);
                }
                Some(Mark::Link(link)) if in_highlights => item.link = link,
                Some(Mark::Comment(comment)) => {
                    item.comment = comment;
                    if !in_highlights {
                        self.end(&mut item);
                    }
                }
                Some(Mark::Quote(_) | Mark::Link(_)) | None => item.note.push(line),
            }
        }
        self.end(&mut item);
        None
    }

    /// Keeps what was gathered as a highlight, or as a note where there is no quote.
    fn end(&mut self, item: &mut Item<'_>) {
        let item = std::mem::take(item);
        let json = serde_json::from_str(item.comment).unwrap_or(serde_json::Value::Null);
        let empty = serde_json::Value::Object(serde_json::Map::new());
        let hidden =
            Fields::of(&json, String::new()).or_else(|_| Fields::of(&empty, String::new()));
        let Ok(hidden) = hidden else { return };
        let note = exact(visible::read_note(&item.note), hidden.text("note"), |note| {
            visible::read_note(&visible::note(note).split('\n').collect::<Vec<_>>())
        });
        let moment = |key: &str| hidden.moment(key).ok().flatten();
        if item.quote.is_empty() {
            if note.is_some() || item.id.is_some() {
                self.notes.push(NoteRecord {
                    id: item.id.and_then(|id| id.strip_prefix("note-")?.parse().ok()),
                    title: hidden.text("title").ok().flatten(),
                    markdown: note.unwrap_or_default(),
                    created: moment("created"),
                    modified: moment("modified"),
                });
            }
            return;
        }
        let quote = exact(visible::read_quote(&item.quote), hidden.text("quote"), |quote| {
            let quote = visible::quote(quote);
            let lines: Vec<&str> =
                quote.split('\n').map(|line| line.get(1..).unwrap_or_default()).collect();
            visible::read_quote(&lines)
        });
        let (color, created) = read_link(item.link);
        let text = |key: &str| hidden.text(key).ok().flatten().unwrap_or_default();
        self.highlights.push(HighlightRecord {
            id: item.id.and_then(|id| id.strip_prefix("hl-")?.parse().ok()),
            selector: Selector {
                quote: quote.unwrap_or_default(),
                prefix: text("prefix"),
                suffix: text("suffix"),
                start: hidden.offset("start").ok().flatten(),
                end: hidden.offset("end").ok().flatten(),
                occurrence: hidden.occurrence().ok().flatten(),
            },
            color: color.unwrap_or(Color::Yellow),
            note,
            tags: exact_tags(item.tags, hidden.texts("tags").unwrap_or_default()),
            created,
            modified: moment("modified"),
            state: hidden.one_of("state", "", AnchorState::parse).ok().flatten(),
            now: hidden.text("now").ok().flatten(),
        });
    }
}

/// The exact value where it still looks like what is seen, else what is seen; none where that is nothing.
fn exact(
    seen: String,
    exact: Result<Option<String>, Sentence>,
    look: impl FnOnce(&str) -> String,
) -> Option<String> {
    let bare = |text: &str| text.replace('\r', "");
    match exact {
        Ok(Some(exact)) if bare(&look(&exact)) == bare(&seen) => Some(exact),
        _ => Some(seen).filter(|seen| !seen.is_empty()),
    }
}

/// The tags seen, each by its exact name where that is known.
fn exact_tags(seen: Vec<String>, exact: Vec<String>) -> Vec<String> {
    let slugs: Vec<String> = exact.iter().map(|tag| visible::slug(tag)).collect();
    if seen == slugs {
        return exact;
    }
    let name = |tag: String| match slugs.iter().position(|slug| *slug == tag) {
        Some(at) => exact.get(at).cloned().unwrap_or(tag),
        None => tag,
    };
    seen.into_iter().filter(|tag| !tag.is_empty()).map(name).collect()
}

/// Colour and date of `[open](…) · yellow · 2024-05-02T08:15:00Z · ¶ 14`.
fn read_link(link: &str) -> (Option<Color>, Option<Millis>) {
    let parts: Vec<&str> = link.split('·').skip(1).map(str::trim).collect();
    (
        parts.iter().find_map(|part| fields::color(part)),
        parts.iter().find_map(|part| Millis::parse(part)),
    )
}
