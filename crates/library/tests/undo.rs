//! Every act can be undone and done again, and leaves the library exactly as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{capture, mark, new_article, note, open, save};
use commonplace_core::model::{
    ArticleId, Color, Metadata, Millis, NoteTarget, ReadingPosition, ReadingState,
};
use commonplace_library::{
    ArticleFilter, EntityKind, Error, HighlightFilter, Library, Op, View, Writer,
};
use rusqlite::Connection;

fn list(view: View) -> ArticleFilter {
    ArticleFilter { view, limit: 500, ..ArticleFilter::default() }
}

/// Everything that can be seen of a library.
fn picture(library: &Library) -> String {
    let all = library.articles(&list(View::All)).unwrap();
    let trash = library.articles(&list(View::Trash)).unwrap();
    let highlights = library
        .highlight_feed(&HighlightFilter { limit: 500, ..HighlightFilter::default() })
        .unwrap();
    let on_articles: Vec<_> = all
        .1
        .iter()
        .map(|a| (library.notes_on(a.id).unwrap(), library.highlights(a.id).unwrap()))
        .collect();
    format!(
        "{all:#?}\n{trash:#?}\n{highlights:#?}\n{on_articles:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
        library.note_feed(false, 0, 500).unwrap(),
        library.tags().unwrap(),
        library.collections().unwrap().len(),
        library.counts().unwrap(),
    )
}

/// Does something to a library with one article, undoes it, does it again, and undoes it again.
fn check(op: Op, act: impl FnOnce(&mut Writer<'_>, ArticleId, &Library) -> Result<(), Error>) {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three four.");
    let highlight = mark(&library, article, "two three");
    note(&library, &NoteTarget::Highlight(highlight), "On it");
    library.write(Op::TagArticle, |w| w.tag_article(article, "first")).unwrap();

    let before = picture(&library);
    let written = library.write(op, |w| act(w, article, &library)).unwrap();
    assert!(!written.changes.is_empty());
    let after = picture(&library);
    assert_ne!(before, after, "{op:?} did something");
    for _ in 0..2 {
        let undone = library.undo().unwrap().unwrap();
        assert_eq!(undone.value, op);
        assert!(!undone.changes.is_empty());
        assert_eq!(picture(&library), before, "{op:?} undone");
        assert_eq!(library.next_redo().unwrap(), Some(op));
        library.redo().unwrap().unwrap();
        assert_eq!(picture(&library), after, "{op:?} done again");
    }
    library.undo().unwrap().unwrap();
    assert_eq!(picture(&library), before);
    assert!(library.verify().unwrap().is_empty());
}

#[test]
fn saving() {
    check(Op::Save, |w, _, library| {
        let mut new = new_article(library, "Second", "Other words.");
        new.metadata.authors = vec!["A".into(), "B".into()];
        let id = w.add_article(new)?;
        w.tag_article(id, "fresh")
    });
}

#[test]
fn a_newer_version() {
    check(Op::Save, |w, article, library| {
        let new = capture(library, "Zero. One two three four.");
        w.add_capture(article, new).map(|_| ())
    });
}

#[test]
fn highlighting_colouring_tagging_deleting() {
    check(Op::RecolorHighlight, |w, article, _| {
        let id = w.highlights(article)?[0].id;
        w.set_highlight_color(id, Color::Blue)
    });
    check(Op::TagHighlight, |w, article, _| {
        let id = w.highlights(article)?[0].id;
        w.set_highlight_tags(id, &["x".into(), "first".into()])
    });
    check(Op::RemoveHighlight, |w, article, _| {
        let id = w.highlights(article)?[0].id;
        w.remove_highlight(id)
    });
}

#[test]
fn notes() {
    check(Op::EditNote, |w, article, _| {
        w.put_note(None, &NoteTarget::Article(article), "# Note", None, None).map(|_| ())
    });
    check(Op::EditNote, |w, _, _| {
        w.put_note(None, &NoteTarget::Page("Page".into()), "Words", None, None).map(|_| ())
    });
    check(Op::RemoveNote, |w, article, _| {
        let id = w.highlights(article)?[0].note.as_ref().unwrap().id;
        w.remove_note(id)
    });
}

#[test]
fn particulars() {
    check(Op::EditArticle, |w, article, _| {
        let metadata = Metadata {
            title: "Other".into(),
            authors: vec!["Somebody".into()],
            site: Some("A site".into()),
            ..Metadata::default()
        };
        w.set_metadata(article, &metadata)
    });
    check(Op::TagArticle, |w, article, _| w.untag_article(article, "FIRST"));
    check(Op::Collect, |w, article, _| w.put_in_collection(article, "A/B"));
    check(Op::SetState, |w, article, _| w.set_state(article, ReadingState::Archived));
    check(Op::SetFavourite, |w, article, _| w.set_favourite(article, true));
    check(Op::Trash, |w, article, _| w.trash(article));
}

#[test]
fn reading_does_not_bar_the_way_back() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "Words.");
    library
        .write(Op::SetPosition, |w| {
            w.set_opened(article, Millis(5))?;
            w.set_position(article, ReadingPosition { offset: 3, progress: 0.1 })
        })
        .unwrap();
    assert_eq!(library.undo().unwrap().unwrap().value, Op::Save);
    assert!(matches!(library.article(article), Err(Error::NotFound { .. })));
    assert!(library.undo().unwrap().is_none());
}

#[test]
fn typing_is_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let id = note(&library, &NoteTarget::Page("Page".into()), "");
    for text in ["W", "Wo", "Wor", "Word"] {
        let target = NoteTarget::Page("Page".into());
        library.write(Op::EditNote, |w| w.put_note(Some(id), &target, text, None, None)).unwrap();
    }
    let other = note(&library, &NoteTarget::Page("Other".into()), "Another step");
    library.undo().unwrap().unwrap();
    assert!(library.note(other).is_err());
    assert_eq!(library.note(id).unwrap().markdown, "Word");
    library.undo().unwrap().unwrap();
    assert!(library.note(id).is_err());
    library.redo().unwrap().unwrap();
    assert_eq!(library.note(id).unwrap().markdown, "Word");
}

#[test]
fn what_others_changed_is_not_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let (mine, theirs) = (open(dir.path()), open(dir.path()));
    let article = save(&mine, "Title", "Words to mark.");
    mine.write(Op::EditArticle, |w| w.set_title(article, "Mine")).unwrap();
    theirs.write(Op::EditArticle, |w| w.set_title(article, "Theirs")).unwrap();
    assert!(matches!(mine.undo(), Err(Error::Conflict(_))));
    assert_eq!(mine.article(article).unwrap().metadata.title, "Theirs");
    // Nor is an article taken away under a highlight that somebody else made.
    mark(&theirs, article, "to mark");
    assert!(matches!(mine.undo(), Err(Error::Conflict(_))));
    assert!(mine.undo().unwrap().is_none(), "each handle undoes its own acts");
    assert_eq!(theirs.highlights(article).unwrap().len(), 1);
    assert!(mine.verify().unwrap().is_empty());
}

#[test]
fn writing_forgets_what_could_be_done_again() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "Words.");
    library.write(Op::SetFavourite, |w| w.set_favourite(article, true)).unwrap();
    library.undo().unwrap().unwrap();
    library.write(Op::SetState, |w| w.set_state(article, ReadingState::Finished)).unwrap();
    assert!(library.redo().unwrap().is_none());
}

#[test]
fn what_handles_remembered_goes_a_day_after_their_last_write() {
    let dir = tempfile::tempdir().unwrap();
    let (gone, idle) = (open(dir.path()), open(dir.path()));
    let article = save(&gone, "Title", "Words.");
    gone.undo().unwrap().unwrap();
    gone.redo().unwrap().unwrap();
    for is_favourite in [true, false] {
        idle.write(Op::SetFavourite, |w| w.set_favourite(article, is_favourite)).unwrap();
    }
    let file = Connection::open(dir.path().join("library.sqlite")).unwrap();
    let count =
        || -> u32 { file.query_row("SELECT count(*) FROM undo", (), |row| row.get(0)).unwrap() };
    assert_eq!(count(), 3);
    let day = 24 * 60 * 60 * 1_000;
    // All but the last write are more than a day old.
    file.execute("UPDATE undo SET written = written - 2 * ?1 WHERE seq < 3", [day]).unwrap();
    let mine = open(dir.path());
    mine.write(Op::SetState, |w| w.set_state(article, ReadingState::Finished)).unwrap();
    assert_eq!(count(), 3, "what the first remembered is gone");
    assert!(gone.undo().unwrap().is_none());
    assert_eq!(idle.undo().unwrap().unwrap().value, Op::SetFavourite);
}

#[test]
fn remembering_looks_at_no_more_than_it_must() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let file = Connection::open(dir.path().join("library.sqlite")).unwrap();
    for sql in [
        include_str!("../src/store/undo/last.sql"),
        include_str!("../src/store/undo/of_act.sql"),
        include_str!("../src/store/undo/prune.sql"),
        include_str!("../src/store/undo/prune_gone.sql"),
    ] {
        let mut statement = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        (1..=statement.parameter_count()).for_each(|n| statement.raw_bind_parameter(n, 0).unwrap());
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get(3).unwrap();
            assert!(
                !step.starts_with("SCAN undo") && !step.contains("TEMP B-TREE"),
                "{step} in {sql}"
            );
        }
    }
}

#[test]
fn a_write_that_fails_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "Words.");
    let before = picture(&library);
    let revision = library.revision().unwrap();
    let outcome = library.write(Op::EditArticle, |w| {
        w.set_title(article, "Half done")?;
        w.set_title(article, " ")
    });
    assert!(matches!(outcome, Err(Error::Invalid(_))));
    assert_eq!(picture(&library), before);
    assert_eq!(library.revision().unwrap(), revision);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        library.write(Op::EditArticle, |w| {
            w.set_title(article, "Half done")?;
            panic!("on purpose");
            #[allow(unreachable_code)]
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(picture(&library), before);
    library.write(Op::EditArticle, |w| w.set_title(article, "Done")).unwrap();
}

#[test]
fn changes_say_what_was_touched() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three.");
    let start = library.revision().unwrap();
    let highlight = mark(&library, article, "two");
    note(&library, &NoteTarget::Highlight(highlight), "note");
    let (now, changes) = library.changes_since(start).unwrap();
    assert_eq!(now, library.revision().unwrap());
    let kinds: Vec<_> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [EntityKind::Highlight, EntityKind::Note]);
    assert!(changes.iter().all(|change| change.article == Some(article)));
    let nothing = library.write(Op::SetFavourite, |w| w.set_favourite(article, false)).unwrap();
    assert!(nothing.changes.is_empty());
    assert_eq!(nothing.revision, now);
}
