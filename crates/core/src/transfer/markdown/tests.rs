use super::*;
use crate::model::{Color, Millis, Selector};
use crate::transfer::{ArticleRecord, HighlightRecord, NoteRecord, Record, RecordBody, samples};
use proptest::prelude::*;

fn article(text: &str) -> ArticleRecord {
    match read(text).unwrap() {
        Record::Article(article) => *article,
        Record::Page(_) | Record::Rule(..) => panic!("no article"),
    }
}

fn sample() -> ArticleRecord {
    let mut record = ArticleRecord {
        id: "0190a0a0-0000-7000-8000-000000000001".parse().ok(),
        body: RecordBody::Markdown("First words. -->\n\nSecond, *then* more.".into()),
        saved: Millis::parse("2024-05-02T08:15:00Z"),
        tags: vec!["memory".into(), "two words".into()],
        collections: vec!["Thesis/Ch 2".into()],
        favourite: true,
        ..ArticleRecord::default()
    };
    record.metadata.title = "The Art of Memory: a \"history\"".into();
    record.metadata.authors = vec!["Frances Yates".into()];
    record.metadata.url = Some("https://example.org/memory?a=1".into());
    record.metadata.published = Some("1966-05".into());
    record.notes = vec![NoteRecord {
        id: "0190a0a0-0000-7000-8000-000000000002".parse().ok(),
        markdown: "A thought.\n\n> quoted\n\n## Highlights\nof it".into(),
        created: Millis::parse("2024-05-03"),
        ..NoteRecord::default()
    }];
    record.highlights = vec![HighlightRecord {
        id: "0190a0a0-0000-7000-8000-000000000003".parse().ok(),
        selector: Selector {
            quote: "Second, then more.".into(),
            prefix: "First words. --> ".into(),
            suffix: String::new(),
            start: Some(13),
            end: Some(31),
            occurrence: None,
        },
        color: Color::Magenta,
        note: Some("Why *then*?".into()),
        tags: vec!["two words".into(), "key".into()],
        created: Millis::parse("2024-05-02T09:00:00.250Z"),
        modified: None,
        state: None,
        now: None,
    }];
    record
}

#[test]
fn what_is_written_is_pleasant_to_read() {
    let expected = r##"---
commonplace: article
id: 0190a0a0-0000-7000-8000-000000000001
title: "The Art of Memory: a \"history\""
authors: [Frances Yates]
source: https://example.org/memory?a=1
published: 1966-05
saved: 2024-05-02T08:15:00Z
tags: [memory, two words]
collections: [Thesis/Ch 2]
favourite: true
citekey: yates1966memory
---

# The Art of Memory: a "history"

## Notes

A thought.

 > quoted

 ## Highlights
of it

^note-0190a0a0-0000-7000-8000-000000000002
<!-- commonplace: {"created":"2024-05-03T00:00:00Z"} -->

## Highlights

> Second, then more.

Why *then*?

#two_words #key ^hl-0190a0a0-0000-7000-8000-000000000003
[open](commonplace://article/0190a0a0-0000-7000-8000-000000000001#hl-0190a0a0-0000-7000-8000-000000000003) · magenta · 2024-05-02T09:00:00.25Z · ¶ 2
<!-- commonplace: {"prefix":"First words. -\u002d\u003e ","start":13,"end":31,"tags":["two words","key"]} -->

## Text

First words. -->

Second, *then* more.
"##;
    assert_eq!(write(&sample()), expected);
    assert_eq!(article(expected), sample());
    assert!(is_ours(expected));
}

#[test]
fn what_a_person_changes_wins() {
    let file = write(&sample())
        .replace("> Second, then more.", "> Second,\n> then less.")
        .replace("Why *then*?", "Because.\n\nOf that.")
        .replace("#two_words #key", "#two_words #new")
        .replace("· magenta", "· Green");
    let highlight = &article(&file).highlights[0];
    assert_eq!(highlight.selector.quote, "Second,\nthen less.");
    assert_eq!(highlight.selector.start, Some(13));
    assert_eq!(highlight.note.as_deref(), Some("Because.\n\nOf that."));
    assert_eq!(highlight.tags, ["two words", "new"]);
    assert_eq!(highlight.color, Color::Green);
}

#[test]
fn an_exact_form_counts_only_while_it_looks_like_what_is_seen() {
    let mut record = sample();
    record.highlights[0].note = Some("\n\nspaced\n\n".into());
    let file = write(&record);
    assert_eq!(article(&file), record);
    let changed = article(&file.replace("\nspaced\n", "\nchanged\n"));
    assert_eq!(changed.highlights[0].note.as_deref(), Some("changed"));
}

#[test]
fn files_that_went_through_other_editors() {
    let file = write(&sample());
    assert_eq!(article(&format!("\u{feff}{}", file.replace('\n', "\r\n"))), sample());
    let reordered = "---\ntags:\n  - a\n  - 'b''s'\n  - \"c d\"\ntitle: >-\n  A long\n  title\nauthors: A. Person\nid: nonsense\nsaved: 2024-05-02\nother: {x: 1}\n---\nBefore all.\n\n# Shown\n\n## Highlights\n\n> one\n\n> two\n>\n> three\n\nAbout it. #t ^hl-abc\n";
    let read = article(reordered);
    assert_eq!(read.id, None);
    assert_eq!(read.tags, ["a", "b's", "c d"]);
    assert_eq!(read.metadata.title, "A long title");
    assert_eq!(read.metadata.authors, ["A. Person"]);
    assert_eq!(read.highlights.len(), 2);
    assert_eq!(read.highlights[1].selector.quote, "two\n\nthree");
    assert_eq!(read.highlights[1].note.as_deref(), Some("About it."));
    assert_eq!(read.highlights[1].tags, ["t"]);
    assert_eq!(read.notes[0].markdown, "Before all.\n\n# Shown");
    assert!(read_fails("no front matter") && !is_ours("---\ntitle: x\n---\n"));
}

fn read_fails(text: &str) -> bool {
    read(text).is_err()
}

#[test]
fn markup_in_a_quote_is_escaped() {
    let mut record = sample();
    record.highlights[0].selector.quote = "> a *b* `c` <i> [d] snake_case _e_\n- f # g \\*".into();
    let file = write(&record);
    assert!(
        file.contains(
            "> \\> a \\*b\\* \\`c\\` \\<i> \\[d] snake_case \\_e\\_\n> \\- f \\# g \\\\\\*\n"
        ),
        "{file}"
    );
    assert_eq!(article(&file), record);
}

proptest! {
    #[test]
    fn articles_come_back_as_they_were(record in samples::article()) {
        let file = write(&record);
        prop_assert!(is_ours(&file));
        prop_assert_eq!(article(&file), record, "{}", file);
    }

    #[test]
    fn pages_come_back_as_they_were(page in samples::note(true)) {
        prop_assert_eq!(read(&write_page(&page)), Ok(Record::Page(page)));
    }

    #[test]
    fn any_file_is_survived(text in any::<String>(), tail in samples::text()) {
        let _ = read(&text);
        let _ = read(&format!("---\n{text}\n---\n{tail}"));
        let _ = read(&format!("---\na: b\n---\n## Highlights\n{tail}{text}"));
    }
}
