//! Opening old, new and foreign files; snapshots; the search for damage; several writers at once; the Trash's end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{capture, mark, new_article, note, open, save};
use commonplace_core::model::{AnchorState, Millis, NoteTarget};
use commonplace_library::{
    ArticleFilter, Error, HighlightFilter, IndexMode, Library, Op, OpenOptions, Sort, View,
};
use rusqlite::Connection;
use std::{fs, path::Path, thread};

const ON_DEMAND: OpenOptions = OpenOptions { index: IndexMode::OnDemand };

fn sql(dir: &Path, statements: &str) {
    Connection::open(dir.join("library.sqlite")).unwrap().execute_batch(statements).unwrap();
}

#[test]
fn a_library_is_made_once() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    assert!(library.created());
    let article = save(&library, "Title", "Words.");
    drop(library);
    let library = open(dir.path());
    assert!(!library.created());
    assert_eq!(library.article(article).unwrap().metadata.title, "Title");
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    let read = |pragma: &str| -> String {
        let sql = format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}");
        connection.query_row(&sql, (), |row| row.get(0)).unwrap()
    };
    assert_eq!(read("user_version"), "8");
    assert_eq!(read("journal_mode"), "wal");
    assert_eq!(read("application_id"), "1131245676");
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    sql(dir.path(), "PRAGMA user_version = 99; PRAGMA journal_mode = DELETE;");
    let before = fs::read(dir.path().join("library.sqlite")).unwrap();
    let refused = Library::open(dir.path(), ON_DEMAND);
    assert!(matches!(refused, Err(Error::TooNew { found: 99, known: 8 })));
    assert_eq!(fs::read(dir.path().join("library.sqlite")).unwrap(), before);
    assert!(!dir.path().join("library.sqlite-wal").exists());
}

#[test]
fn a_foreign_file_is_no_library() {
    let dir = tempfile::tempdir().unwrap();
    sql(dir.path(), "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);");
    assert!(matches!(Library::open(dir.path(), ON_DEMAND), Err(Error::Corrupt(_))));
    let kept: i64 = Connection::open(dir.path().join("library.sqlite"))
        .unwrap()
        .query_row("SELECT x FROM theirs", (), |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 1);
    fs::write(dir.path().join("library.sqlite"), "no database at all, but long enough ".repeat(50))
        .unwrap();
    assert!(matches!(Library::open(dir.path(), ON_DEMAND), Err(Error::Corrupt(_))));
}

#[test]
fn what_a_person_made_is_marked_not_removed() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three.");
    let highlight = mark(&library, article, "two");
    note(&library, &NoteTarget::Highlight(highlight), "note");
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    for statement in [
        "DELETE FROM highlight",
        "DELETE FROM note",
        "DELETE FROM selector_origin",
        "DELETE FROM article",
        "UPDATE selector_origin SET quote = ''",
        "UPDATE capture SET text = ''",
    ] {
        assert!(connection.execute(statement, ()).is_err(), "{statement}");
    }
    library.write(Op::RemoveHighlight, |w| w.remove_highlight(highlight)).unwrap();
    assert!(matches!(library.highlight(highlight), Err(Error::NotFound { what: "highlight" })));
    let rows: i64 =
        connection.query_row("SELECT count(*) FROM highlight", (), |row| row.get(0)).unwrap();
    assert_eq!(rows, 1);
}

#[test]
fn the_trash_is_emptied_for_good() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let gone = save(&library, "Gone", "Words to go.");
    let stays = save(&library, "Stays", "Words to stay.");
    let highlight = mark(&library, gone, "to go");
    note(&library, &NoteTarget::Highlight(highlight), "note");
    note(&library, &NoteTarget::Article(gone), "note");
    library
        .write(Op::Trash, |w| {
            w.tag_article(gone, "tag")?;
            w.put_in_collection(gone, "A/B")?;
            w.trash(gone)
        })
        .unwrap();
    assert_eq!(library.purge(Millis(0)).unwrap().value, 0, "not yet");
    assert_eq!(library.purge(Millis(i64::MAX)).unwrap().value, 1);
    assert!(matches!(library.article(gone), Err(Error::NotFound { .. })));
    assert!(library.article(stays).is_ok());
    assert!(library.captures(gone).unwrap().is_empty());
    assert!(library.verify().unwrap().is_empty());
    assert!(library.undo().is_err() || library.article(gone).is_err());
}

#[test]
fn a_snapshot_opens_and_is_equal() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    for n in 0..30 {
        let id = save(&library, &format!("Article {n}"), "One two three.");
        mark(&library, id, "two");
    }
    let copy = tempfile::tempdir().unwrap();
    let file = copy.path().join("library.sqlite");
    library.backup(&file).unwrap();
    assert!(matches!(library.backup(&file), Err(Error::Conflict(_))));
    assert_eq!(fs::read_dir(copy.path()).unwrap().count(), 1, "nothing is left beside it");
    let restored = open(copy.path());
    let list = ArticleFilter { limit: 100, ..ArticleFilter::default() };
    assert_eq!(restored.articles(&list).unwrap(), library.articles(&list).unwrap());
    let feed = HighlightFilter { limit: 100, ..HighlightFilter::default() };
    assert_eq!(restored.highlight_feed(&feed).unwrap(), library.highlight_feed(&feed).unwrap());
}

#[test]
fn damage_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three.");
    mark(&library, article, "two");
    assert!(library.verify().unwrap().is_empty());
    let capture = library.capture(library.article(article).unwrap().capture).unwrap();
    let blob = library.blobs().path(&capture.original).unwrap();
    let whole = fs::read(&blob).unwrap();

    fs::write(&blob, "Something else").unwrap();
    assert!(library.verify().unwrap()[0].contains("is damaged"));
    fs::remove_file(&blob).unwrap();
    assert!(library.verify().unwrap()[0].contains("is missing"));
    fs::write(&blob, whole).unwrap();
    sql(dir.path(), "DROP TRIGGER capture_is_immutable; UPDATE capture SET text = text || '!';");
    assert!(library.verify().unwrap()[0].contains("not the one that was stored"));
    sql(dir.path(), "UPDATE capture SET text = rtrim(text, '!'); UPDATE anchor SET \"end\" = 999;");
    assert!(library.verify().unwrap()[0].contains("outside the text"));
    sql(
        dir.path(),
        "UPDATE anchor SET \"end\" = 7; PRAGMA foreign_keys = OFF; DELETE FROM anchor; \
        INSERT INTO article_tag (article, tag) VALUES (x'00', x'01');",
    );
    assert!(library.verify().unwrap()[0].contains("refers to a row"));
}

#[test]
fn several_writers_take_turns() {
    let dir = tempfile::tempdir().unwrap();
    let handles = [open(dir.path()), open(dir.path()), open(dir.path())];
    let version = handles[0].data_version().unwrap();
    thread::scope(|scope| {
        for (h, library) in handles.iter().enumerate() {
            for t in 0..2 {
                scope.spawn(move || {
                    for n in 0..20 {
                        save(library, &format!("{h} {t} {n}"), &format!("Text {h} {t} {n}"));
                    }
                });
            }
        }
    });
    for library in &handles {
        assert_eq!(library.counts().unwrap().articles, 120);
        assert_eq!(library.revision().unwrap().0, 120);
    }
    assert_ne!(handles[0].data_version().unwrap(), version);
    assert!(handles[0].verify().unwrap().is_empty());
}

#[test]
fn a_newer_version_finds_its_highlights() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "The quick brown fox jumps over the lazy dog.");
    let kept = mark(&library, article, "brown fox");
    let lost = mark(&library, article, "lazy dog");
    let first = library.article(article).unwrap().capture;
    let text = "At dawn the quick brown fox jumps over nobody at all.";
    let newer = capture(&library, text);
    let second = library.write(Op::Save, |w| w.add_capture(article, newer)).unwrap().value;
    assert_eq!(library.article(article).unwrap().capture, second.capture);
    assert_eq!(library.captures(article).unwrap().len(), 2);
    let (start, end) = library.highlight(kept).unwrap().anchor.range.unwrap();
    assert_eq!(&text[start as usize..end as usize], "brown fox");
    let orphan = library.highlight(lost).unwrap();
    assert_eq!(orphan.anchor.state, AnchorState::Orphan);
    assert_eq!(orphan.selector.quote, "lazy dog");
    assert_eq!(orphan.origin, first);
}

#[test]
fn lists_are_in_order_and_whole() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path()).as_one_act();
    for n in 0..25_u32 {
        let mut new = new_article(&library, &format!("{:02}", 24 - n), &format!("Text {n}"));
        new.saved = Some(Millis(i64::from(n / 3)));
        new.words = n;
        library.write(Op::Import, |w| w.add_article(new)).unwrap();
    }
    for sort in Sort::ALL {
        for reverse in [false, true] {
            let mut seen = Vec::new();
            for offset in (0..30).step_by(10) {
                let list = ArticleFilter {
                    view: View::Inbox,
                    sort: *sort,
                    reverse,
                    offset,
                    limit: 10,
                    ..ArticleFilter::default()
                };
                let (total, rows) = library.articles(&list).unwrap();
                assert_eq!(total, 25);
                seen.extend(rows);
            }
            let mut ids: Vec<_> = seen.iter().map(|article| article.id).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 25, "{sort:?}");
            if *sort == Sort::Length {
                assert_eq!(seen[0].words, if reverse { 0 } else { 24 });
            }
        }
    }
    assert_eq!(library.undo().unwrap().unwrap().value, Op::Import);
    assert_eq!(library.counts().unwrap().articles, 0, "an import is undone as a whole");
}
