//! JSON lines: one article, or one page of notes, a line. Lossless.
//!
//! An article has `title` and one of `html` (the article itself, not a page to be extracted), `markdown` and `text`;
//! everything else may be missing: `url`, `authors`, `published`, `saved`, `opened`, `subtitle`, `site`, `excerpt`,
//! `language`, `state`, `favourite`, `tags`, `collections`, `kind`, `text_hash`, `id`, `notes` (`markdown`, `id`,
//! `title`, `created`, `modified`) and `highlights` (`quote`, `prefix`, `suffix`, `start`, `end`, `occurrence`, `color`,
//! `note`, `tags`, `created`, `modified`, `id`, `state`, `now`). Times are RFC 3339; `start` and `end` count code points of the
//! canonical text and are hints: the quote is the truth. `occurrence` is `[2, 5]` for the second of five places with
//! the same words; `state` and `now` say how it stood. A page of notes has `"page": true` beside a note's keys.
//! A rule for a site's pages has `"rule": true`, `host`, `mark`, `keep` and perhaps `example`.

use super::fields::Fields;
use super::{ArticleRecord, HighlightRecord, NoteRecord, Record, RecordBody};
use crate::extract::Rule;
use crate::model::{AnchorState, Color, Metadata, Millis, ReadingState, Selector, SourceKind};
use crate::sentence::Sentence;
use serde::Serialize;

/// An article as one line, without the line end.
pub fn write(record: &ArticleRecord) -> String {
    to_line(&article_line(record))
}

/// A page of notes as one line, without the line end.
pub fn write_page(note: &NoteRecord) -> String {
    to_line(&PageLine { page: true, note: note_line(note) })
}

/// A rule for a site's pages as one line, without the line end.
pub fn write_rule(rule: &Rule, example: &str) -> String {
    let Rule { host, keep, mark } = rule;
    to_line(&RuleLine { rule: true, host, mark, keep: *keep, example })
}

/// Reads one line. Unknown keys are ignored.
///
/// # Errors
/// A sentence for a person that names the key where a value is of the wrong kind, or says that this is no JSON.
pub fn read_line(line: &str) -> Result<Record, Sentence> {
    let line = line.trim_start_matches('\u{feff}');
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|error| super::fields::no_json(&error))?;
    let fields = Fields::of(&value, String::new())?;
    if fields.flag("page")? {
        return Ok(Record::Page(read_note(&fields)?));
    }
    if fields.flag("rule")? {
        let rule = Rule {
            host: fields.text("host")?.unwrap_or_default(),
            keep: fields.flag("keep")?,
            mark: fields.text("mark")?.unwrap_or_default(),
        };
        return Ok(Record::Rule(rule, fields.text("example")?.unwrap_or_default()));
    }
    Ok(Record::Article(Box::new(read_article(&fields)?)))
}

fn read_article(fields: &Fields<'_>) -> Result<ArticleRecord, Sentence> {
    let html = fields.text("html")?.map(RecordBody::Html);
    let markdown = fields.text("markdown")?.map(RecordBody::Markdown);
    let text = fields.text("text")?.map(RecordBody::Text);
    let states = "inbox, reading, finished, archived";
    Ok(ArticleRecord {
        id: fields.id("id")?,
        metadata: Metadata {
            title: fields.text("title")?.unwrap_or_default(),
            subtitle: fields.text("subtitle")?,
            authors: fields.texts("authors")?,
            site: fields.text("site")?,
            url: fields.text("url")?,
            published: fields.text("published")?,
            language: fields.text("language")?,
            excerpt: fields.text("excerpt")?,
        },
        body: html.or(markdown).or(text).unwrap_or_default(),
        kind: fields.one_of("kind", "html, markdown, text", SourceKind::parse)?,
        saved: fields.moment("saved")?,
        opened: fields.moment("opened")?,
        state: fields.one_of("state", states, ReadingState::parse)?,
        favourite: fields.flag("favourite")?,
        tags: fields.texts("tags")?,
        collections: fields.texts("collections")?,
        highlights: fields
            .objects("highlights")?
            .iter()
            .map(read_highlight)
            .collect::<Result<_, _>>()?,
        notes: fields.objects("notes")?.iter().map(read_note).collect::<Result<_, _>>()?,
        text_hash: fields.text("text_hash")?,
    })
}

const STATES: &str = "exact, edited, moved, ambiguous, orphan";

fn read_highlight(fields: &Fields<'_>) -> Result<HighlightRecord, Sentence> {
    Ok(HighlightRecord {
        id: fields.id("id")?,
        selector: Selector {
            quote: fields.text("quote")?.unwrap_or_default(),
            prefix: fields.text("prefix")?.unwrap_or_default(),
            suffix: fields.text("suffix")?.unwrap_or_default(),
            start: fields.offset("start")?,
            end: fields.offset("end")?,
            occurrence: fields.occurrence()?,
        },
        color: fields.color("color")?.unwrap_or(Color::Yellow),
        note: fields.text("note")?,
        tags: fields.texts("tags")?,
        created: fields.moment("created")?,
        modified: fields.moment("modified")?,
        state: fields.one_of("state", STATES, AnchorState::parse)?,
        now: fields.text("now")?,
    })
}

fn read_note(fields: &Fields<'_>) -> Result<NoteRecord, Sentence> {
    Ok(NoteRecord {
        id: fields.id("id")?,
        title: fields.text("title")?,
        markdown: fields.text("markdown")?.unwrap_or_default(),
        created: fields.moment("created")?,
        modified: fields.moment("modified")?,
    })
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    favourite: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    collections: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<HighlightLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_hash: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct HighlightLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    quote: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<[u32; 2]>,
    color: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
}

#[derive(Serialize)]
struct NoteLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    markdown: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
}

#[derive(Serialize)]
struct PageLine<'a> {
    page: bool,
    #[serde(flatten)]
    note: NoteLine<'a>,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    rule: bool,
    host: &'a str,
    mark: &'a str,
    keep: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    example: &'a str,
}

fn article_line(record: &ArticleRecord) -> ArticleLine<'_> {
    let metadata = &record.metadata;
    let (html, markdown, text) = match &record.body {
        RecordBody::Html(html) => (Some(html.as_str()), None, None),
        RecordBody::Markdown(markdown) => (None, Some(markdown.as_str()), None),
        RecordBody::Text(text) => (None, None, Some(text.as_str())),
        RecordBody::None => (None, None, None),
    };
    ArticleLine {
        id: record.id.map(|id| id.to_string()),
        url: metadata.url.as_deref(),
        title: &metadata.title,
        subtitle: metadata.subtitle.as_deref(),
        authors: &metadata.authors,
        site: metadata.site.as_deref(),
        published: metadata.published.as_deref(),
        language: metadata.language.as_deref(),
        excerpt: metadata.excerpt.as_deref(),
        saved: record.saved.map(Millis::to_rfc3339),
        opened: record.opened.map(Millis::to_rfc3339),
        state: record.state.map(ReadingState::as_str),
        favourite: record.favourite,
        tags: &record.tags,
        collections: &record.collections,
        highlights: record.highlights.iter().map(highlight_line).collect(),
        notes: record.notes.iter().map(note_line).collect(),
        kind: record.kind.map(SourceKind::as_str),
        text_hash: record.text_hash.as_deref(),
        html,
        markdown,
        text,
    }
}

fn highlight_line(highlight: &HighlightRecord) -> HighlightLine<'_> {
    HighlightLine {
        id: highlight.id.map(|id| id.to_string()),
        quote: &highlight.selector.quote,
        prefix: &highlight.selector.prefix,
        suffix: &highlight.selector.suffix,
        start: highlight.selector.start,
        end: highlight.selector.end,
        occurrence: highlight.selector.occurrence.map(|places| [places.number, places.of]),
        color: highlight.color.as_str(),
        note: highlight.note.as_deref(),
        tags: &highlight.tags,
        created: highlight.created.map(Millis::to_rfc3339),
        modified: highlight.modified.map(Millis::to_rfc3339),
        state: highlight.state.map(AnchorState::as_str),
        now: highlight.now.as_deref(),
    }
}

fn note_line(note: &NoteRecord) -> NoteLine<'_> {
    NoteLine {
        id: note.id.map(|id| id.to_string()),
        title: note.title.as_deref(),
        markdown: &note.markdown,
        created: note.created.map(Millis::to_rfc3339),
        modified: note.modified.map(Millis::to_rfc3339),
    }
}

/// Texts, numbers and lists of them always serialise.
fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn articles_come_back_as_they_were(record in samples::article()) {
            let line = write(&record);
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(read_line(&line), Ok(Record::Article(Box::new(record))));
        }

        #[test]
        fn pages_come_back_as_they_were(page in samples::note(true)) {
            prop_assert_eq!(read_line(&write_page(&page)), Ok(Record::Page(page)));
        }

        #[test]
        fn no_line_makes_it_fail_badly(line in any::<String>()) {
            let _ = read_line(&line);
        }
    }

    #[test]
    fn a_line_written_by_a_script() {
        let line = "\u{feff}{\"url\":\"https://example.org/a\",\"title\":\"A\",\"text\":\"one two\",\"published\":\"2024-05\",
            \"saved\":\"2024-05-02\",\"tags\":[\"x y\"],\"later\":{\"a\":1},\"site\":null,
            \"highlights\":[{\"quote\":\"two\",\"start\":4,\"end\":7,\"color\":\"Pink\",\"note\":\"*n*\"},{\"quote\":\"one\"}]}\r";
        let Ok(Record::Article(record)) = read_line(line) else { panic!("not an article") };
        assert_eq!(record.metadata.title, "A");
        assert_eq!(record.metadata.published.as_deref(), Some("2024-05"));
        assert_eq!(record.body, RecordBody::Text("one two".into()));
        assert_eq!(record.saved, Millis::parse("2024-05-02T00:00:00Z"));
        assert_eq!(record.highlights[0].color, Color::Magenta);
        assert_eq!(record.highlights[0].selector.end, Some(7));
        assert_eq!(record.highlights[1].color, Color::Yellow);
    }

    #[test]
    fn errors_name_the_key() {
        for (line, message) in [
            ("[]", "This must be an object in braces, not a list."),
            (r#"{"title":5}"#, "title must be a text, not a number."),
            (r#"{"tags":"a"}"#, "tags must be a list, not a text."),
            (r#"{"tags":["a",null]}"#, "tags[1] must be a text, not null."),
            (r#"{"highlights":[7]}"#, "highlights[0] must be an object, not a number."),
            (
                r#"{"highlights":[{},{"start":-1}]}"#,
                "highlights[1].start must be a whole number from 0 on, not -1.",
            ),
            (
                r#"{"saved":"soon"}"#,
                "saved must be a time such as 2026-03-01T08:15:00Z, not “soon”.",
            ),
            (r#"{"id":"1"}"#, "id must be a UUID, not “1”."),
            (r#"{"favourite":"yes"}"#, "favourite must be true or false, not a text."),
        ] {
            assert_eq!(read_line(line).map_err(|said| said.text), Err(message.to_owned()));
        }
        assert!(read_line("{").is_err_and(|said| said.text.starts_with("This is not JSON")));
    }
}
