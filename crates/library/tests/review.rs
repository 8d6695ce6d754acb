//! Highlights that come back, feeds of highlights by what is asked for, and notes that lead somewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{mark, note, open, save};
use commonplace_core::{
    model::{HighlightId, Millis, NoteTarget},
    review::Answer,
};
use commonplace_library::{HighlightFilter, Library, Op, Titled};
use rusqlite::Connection;

const DAY: i64 = 86_400_000;

fn answer(library: &Library, id: HighlightId, answer: Answer) {
    library.write(Op::Review, |w| w.answer_review(id, answer)).unwrap();
}

fn deck(library: &Library, after_days: i64) -> Vec<HighlightId> {
    let now = Millis(commonplace_library::now().0 + after_days * DAY);
    let (_, found) = library.review_deck(Millis(0), now, 10).unwrap();
    found.iter().map(|highlight| highlight.id).collect()
}

#[test]
fn a_highlight_comes_back_after_a_day_and_then_after_longer_and_longer() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three four.");
    let one = mark(&library, article, "One two");
    assert!(deck(&library, 0).is_empty(), "it was marked only now");
    assert_eq!(deck(&library, 2), [one]);

    answer(&library, one, Answer::Keep);
    assert!(deck(&library, 0).is_empty());
    assert_eq!(deck(&library, 1), [one]);
    answer(&library, one, Answer::Keep);
    assert!(deck(&library, 1).is_empty());
    assert_eq!(deck(&library, 3), [one]);
    assert_eq!(library.review_deck(Millis(0), commonplace_library::now(), 10).unwrap().0, 1);

    answer(&library, one, Answer::Never);
    assert!(deck(&library, 4000).is_empty());
    library.undo().unwrap();
    assert_eq!(deck(&library, 3), [one]);
}

#[test]
fn what_is_due_comes_before_what_never_came_and_nothing_comes_from_the_trash() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three four.");
    let old = mark(&library, article, "One");
    answer(&library, old, Answer::Soon);
    let fresh = mark(&library, article, "two");
    let gone = mark(&library, article, "three");
    library.write(Op::RemoveHighlight, |w| w.remove_highlight(gone)).unwrap();
    assert_eq!(deck(&library, 2), [old, fresh]);
    library.write(Op::Trash, |w| w.trash(article)).unwrap();
    assert!(deck(&library, 2).is_empty());
}

#[test]
fn the_feed_takes_an_article_a_time_and_words_together() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let first = save(&library, "First", "Über den Wolken und unter ihnen.");
    let second = save(&library, "Second", "Clouds again, and nothing under them.");
    let above = mark(&library, first, "Über den Wolken");
    note(&library, &NoteTarget::Highlight(above), "The **pilot** said so");
    let clouds = mark(&library, second, "Clouds again");
    let found = |filter: HighlightFilter| -> Vec<HighlightId> {
        let filter = HighlightFilter { limit: 10, ..filter };
        let (total, found) = library.highlight_feed(&filter).unwrap();
        assert_eq!(total as usize, found.len());
        found.iter().map(|one| one.id).collect()
    };
    let usual = HighlightFilter::default;
    assert_eq!(found(usual()).len(), 2);
    assert_eq!(found(HighlightFilter { article: Some(second), ..usual() }), [clouds]);
    assert_eq!(found(HighlightFilter { words: Some("über PILOT".into()), ..usual() }), [above]);
    assert!(found(HighlightFilter { words: Some("pilot clouds".into()), ..usual() }).is_empty());
    let now = commonplace_library::now();
    assert_eq!(found(HighlightFilter { since: Some(Millis(now.0 - DAY)), ..usual() }).len(), 2);
    assert!(found(HighlightFilter { until: Some(Millis(now.0 - DAY)), ..usual() }).is_empty());
}

#[test]
fn notes_are_found_by_what_they_lead_to() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "A thing of many names", "One two three four.");
    let by_name =
        note(&library, &NoteTarget::Page("Index".into()), "See [[a THING of many names]].");
    let by_address = note(
        &library,
        &NoteTarget::Page("Other".into()),
        &format!("[x](commonplace://article/{article})"),
    );
    note(&library, &NoteTarget::Page("Third".into()), "a thing of many names, but no link");
    let linking = library
        .notes_linking(&format!("article/{article}"), Some("A thing of many names"))
        .unwrap();
    let mut ids: Vec<_> = linking.iter().map(|note| note.id).collect();
    ids.sort();
    let mut wanted = vec![by_name, by_address];
    wanted.sort();
    assert_eq!(ids, wanted);
    assert_eq!(library.titled("a thing OF many names").unwrap(), Titled::Article(article));
    assert_eq!(library.titled("index").unwrap(), Titled::Page(by_name));
    assert!(library.titled("nothing").is_err());
}

#[test]
fn a_library_of_the_third_version_is_brought_along() {
    let dir = tempfile::tempdir().unwrap();
    {
        let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
        for sql in [
            include_str!("../src/store/migrations/0001_initial.sql"),
            include_str!("../src/store/migrations/0002_captures.sql"),
            include_str!("../src/store/migrations/0003_organise.sql"),
            "PRAGMA application_id = 1131245676; PRAGMA user_version = 3;
             INSERT INTO library VALUES (1, x'00112233445566778899aabbccddeeff', 1, 1, 0);",
        ] {
            connection.execute_batch(sql).unwrap();
        }
    }
    let library = open(dir.path());
    let article = save(&library, "Title", "One two three four.");
    let one = mark(&library, article, "One two");
    answer(&library, one, Answer::Keep);
    assert_eq!(deck(&library, 1), [one]);
    assert!(dir.path().join("backups").read_dir().unwrap().next().is_some());
}
