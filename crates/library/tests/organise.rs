//! Tags, collections, saved searches and lists narrowed down: what a person arranges, and that all of it can be undone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{mark, note, open, save};
use commonplace_core::{
    model::{
        ArticleId, Collection, CollectionId, Color, Millis, NoteTarget, ReadingPosition,
        ReadingState, SavedSearch, Tag,
    },
    query,
};
use commonplace_library::{
    ArticleFilter, BackupKind, Error, Joint, Library, Named, Narrow, Op, Outcome, Purpose, Request,
    View, Writer,
};
use rusqlite::Connection;
use std::time::Duration;

/// Everything a person has arranged.
fn picture(library: &Library) -> (Vec<Tag>, Vec<Collection>, Vec<SavedSearch>, String) {
    let articles = library.articles(&ArticleFilter { limit: 500, ..Default::default() }).unwrap();
    let highlights: Vec<_> =
        articles.1.iter().map(|article| library.highlights(article.id).unwrap()).collect();
    (
        library.tags().unwrap(),
        library.collections().unwrap(),
        library.saved_searches().unwrap(),
        format!("{articles:#?}{highlights:#?}"),
    )
}

/// Does something, and sees that undoing and doing again lead back and forth.
fn act<T>(library: &Library, op: Op, f: impl FnOnce(&mut Writer<'_>) -> Result<T, Error>) -> T {
    let before = picture(library);
    let written = library.write(op, f).unwrap();
    let after = picture(library);
    assert_ne!(before, after, "{op:?} did something");
    for _ in 0..2 {
        assert_eq!(library.undo().unwrap().unwrap().value, op);
        assert_eq!(picture(library), before, "{op:?} undone");
        library.redo().unwrap().unwrap();
        assert_eq!(picture(library), after, "{op:?} done again");
    }
    written.value
}

fn tree(library: &Library) -> Vec<(String, u32)> {
    let all = library.collections().unwrap();
    let name = |id: CollectionId| all.iter().find(|one| one.id == id).unwrap().name.clone();
    all.iter()
        .map(|one| {
            let above = one.parent.map_or(String::new(), |id| format!("{}/", name(id)));
            (format!("{above}{}", one.name), one.articles)
        })
        .collect()
}

fn titles(library: &Library, filter: ArticleFilter) -> Vec<String> {
    let (total, rows) = library.articles(&filter).unwrap();
    assert_eq!(total as usize, rows.len());
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(library.article_ids(&filter).unwrap(), ids);
    rows.into_iter().map(|row| row.metadata.title).collect()
}

#[test]
fn collections_are_a_tree() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let (a, b) = (save(&library, "A", "Words."), save(&library, "B", "Other words."));
    let thesis = act(&library, Op::AddCollection, |w| w.add_collection(None, " Thesis  one "));
    let chapter = act(&library, Op::AddCollection, |w| w.add_collection(Some(thesis), "Chapter"));
    let kitchen = act(&library, Op::AddCollection, |w| w.add_collection(None, "Kitchen"));
    act(&library, Op::Collect, |w| w.collect(a, chapter));
    act(&library, Op::Collect, |w| [a, b].iter().try_for_each(|id| w.collect(*id, thesis)));
    let two = |name: &str, n| (name.to_owned(), n);
    assert_eq!(
        tree(&library),
        [two("Thesis one", 2), two("Thesis one/Chapter", 1), two("Kitchen", 0)],
        "an article that is in both counts once"
    );
    let within = |id| ArticleFilter { collection: Some(id), limit: 9, ..Default::default() };
    assert_eq!(titles(&library, within(chapter)), ["A"]);
    assert_eq!(titles(&library, within(thesis)), ["B", "A"]);

    act(&library, Op::MoveCollection, |w| w.move_collection(kitchen, None, Some(thesis)));
    assert_eq!(tree(&library)[0].0, "Kitchen");
    act(&library, Op::MoveCollection, |w| w.move_collection(chapter, Some(kitchen), None));
    assert_eq!(
        tree(&library),
        [two("Kitchen", 1), two("Kitchen/Chapter", 1), two("Thesis one", 2)]
    );
    act(&library, Op::RenameCollection, |w| w.rename_collection(chapter, "chapter"));

    let refused = [
        library.write(Op::MoveCollection, |w| w.move_collection(kitchen, Some(chapter), None)),
        library.write(Op::MoveCollection, |w| w.move_collection(kitchen, Some(kitchen), None)),
        library.write(Op::RenameCollection, |w| w.rename_collection(kitchen, "thesis ONE")),
        library.write(Op::RenameCollection, |w| w.rename_collection(kitchen, "a/b")),
        library.write(Op::RenameCollection, |w| w.rename_collection(kitchen, " ")),
    ];
    let expected = ["itself", "itself", "There is a collection", "/", "needs a name"];
    for (outcome, words) in refused.into_iter().zip(expected) {
        let error = outcome.unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }

    act(&library, Op::TakeOut, |w| w.take_out(a, kitchen));
    assert_eq!(tree(&library)[1], two("Kitchen/chapter", 0));
    act(&library, Op::Collect, |w| w.collect(b, chapter));
    act(&library, Op::RemoveCollection, |w| w.remove_collection(kitchen));
    assert_eq!(tree(&library), [two("Thesis one", 2)]);
    assert!(library.article(b).is_ok(), "articles stay");
    assert!(library.verify().unwrap().is_empty());
}

#[test]
fn tags_are_renamed_merged_coloured_and_deleted() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let (a, b) = (save(&library, "A", "One two three."), save(&library, "B", "Other words."));
    let passage = mark(&library, a, "two");
    library
        .write(Op::TagArticle, |w| {
            w.tag_article(a, "claim")?;
            w.tag_article(b, "claim")?;
            w.tag_article(b, "thesis")?;
            w.set_highlight_tags(passage, &["claim".into()])
        })
        .unwrap();
    let found = |typed: &str| {
        library.catch_up(Duration::from_secs(10)).unwrap();
        library.found(&query::parse(typed, Millis(0))).unwrap().len()
    };
    assert_eq!(found("tag:claim"), 3);

    assert!(!act(&library, Op::RenameTag, |w| w.rename_tag("CLAIM", "Assertion")));
    assert_eq!((found("tag:claim"), found("tag:assertion")), (0, 3), "search follows");
    assert!(!act(&library, Op::RenameTag, |w| w.rename_tag("assertion", "assertion")));
    act(&library, Op::ColorTag, |w| w.set_tag_color("assertion", Some(Color::Green)));
    assert_eq!(library.tags().unwrap()[0].color, Some(Color::Green));

    assert!(act(&library, Op::RenameTag, |w| w.rename_tag("thesis", "Assertion")), "both are one");
    let [tag] = &library.tags().unwrap()[..] else { panic!("one tag is left") };
    assert_eq!((&*tag.name, tag.articles, tag.highlights), ("assertion", 2, 1));
    assert_eq!(tag.color, Some(Color::Green), "the one that stays keeps its colour");
    assert_eq!(found("tag:thesis"), 0);

    act(&library, Op::MergeTags, |w| w.merge_tag("assertion", "new"));
    assert_eq!(library.tags().unwrap()[0].name, "new");
    act(&library, Op::RemoveTag, |w| w.remove_tag("new"));
    assert!(library.tags().unwrap().is_empty());
    assert_eq!(found("tag:new"), 0);
    for unknown in [
        library.write(Op::RemoveTag, |w| w.remove_tag("new")),
        library.write(Op::ColorTag, |w| w.set_tag_color("nobody", None)),
        library.write(Op::RenameTag, |w| w.rename_tag("nobody", "x").map(|_| ())),
    ] {
        assert!(matches!(unknown, Err(Error::NotFound { what: "tag" })));
    }
}

#[test]
fn searches_are_saved() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let first = act(&library, Op::AddSavedSearch, |w| w.add_saved_search(" To cite ", "tag:x "));
    act(&library, Op::AddSavedSearch, |w| w.add_saved_search("Long", "is:unread"));
    act(&library, Op::EditSavedSearch, |w| w.update_saved_search(first, None, Some("tag:y")));
    let all = library.saved_searches().unwrap();
    let shown: Vec<_> = all.iter().map(|one| (&*one.name, &*one.query)).collect();
    assert_eq!(shown, [("To cite", "tag:y"), ("Long", "is:unread")]);
    act(&library, Op::RemoveSavedSearch, |w| w.remove_saved_search(first));
    assert!(library.write(Op::AddSavedSearch, |w| w.add_saved_search("", "x")).is_err());
    assert!(library.write(Op::RemoveSavedSearch, |w| w.remove_saved_search(first)).is_err());
}

#[test]
fn lists_are_narrowed_down() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let read = save(&library, "Read", "Some words.");
    let marked = save(&library, "Marked", "Other words to mark.");
    let noted = save(&library, "Noted", "Words again.");
    let passage = mark(&library, marked, "to mark");
    note(&library, &NoteTarget::Article(noted), "On it");
    library
        .write(Op::SetPosition, |w| {
            w.set_opened(read, Millis(7))?;
            w.set_position(read, ReadingPosition { offset: 3, progress: 0.4 })?;
            w.set_favourite(read, true)?;
            w.set_words(marked, 9_000)
        })
        .unwrap();
    let narrowed = |narrow: &[Narrow]| {
        let filter = ArticleFilter { narrow: narrow.to_vec(), limit: 9, ..Default::default() };
        titles(&library, filter)
    };
    assert_eq!(narrowed(&[Narrow::Unread]), ["Noted", "Marked"]);
    assert_eq!(narrowed(&[Narrow::Highlighted]), ["Marked"]);
    assert_eq!(narrowed(&[Narrow::Noted]), ["Noted"]);
    assert_eq!(narrowed(&[Narrow::Favourite]), ["Read"]);
    assert_eq!(narrowed(&[Narrow::Short]), ["Noted", "Read"]);
    assert_eq!(narrowed(&[Narrow::Long, Narrow::Unread]), ["Marked"]);
    assert!(narrowed(&[Narrow::Long, Narrow::Favourite]).is_empty());
    note(&library, &NoteTarget::Highlight(passage), "On the passage");
    assert_eq!(narrowed(&[Narrow::Noted]), ["Noted", "Marked"]);
    library.write(Op::RemoveHighlight, |w| w.remove_highlight(passage)).unwrap();
    assert_eq!(narrowed(&[Narrow::Noted]), ["Noted"]);

    let begun = || -> Vec<ArticleId> {
        library.begun(3).unwrap().into_iter().map(|article| article.id).collect()
    };
    assert_eq!(begun(), [read]);
    library.write(Op::SetState, |w| w.set_state(read, ReadingState::Finished)).unwrap();
    assert!(begun().is_empty());
}

#[test]
fn articles_and_notes_are_found_by_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let art = save(&library, "“Über” die Kunst des Findens", "Words.");
    let index = save(&library, "100% of what the index_remembers", "Other words.");
    note(&library, &NoteTarget::Page("A page about finding".into()), "text");
    note(&library, &NoteTarget::Article(art), "## **Kunst** comes first\nmore");
    let names = |typed: &str| -> Vec<String> {
        let found = library.names(typed, 9).unwrap();
        found
            .into_iter()
            .map(|named| match named {
                Named::Article { title, .. } => title,
                Named::Note { begins, .. } => format!("note: {begins}"),
            })
            .collect()
    };
    assert_eq!(names("uber kunst"), ["“Über” die Kunst des Findens"]);
    assert_eq!(names("findens kunst"), ["“Über” die Kunst des Findens"], "in any order");
    assert_eq!(names("kunst"), ["“Über” die Kunst des Findens", "note: Kunst comes first"]);
    assert_eq!(names("100%"), ["100% of what the index_remembers"], "a sign is a sign");
    assert_eq!(names("x_r"), ["100% of what the index_remembers"]);
    assert!(names("q_r").is_empty());
    assert_eq!(names("page find"), ["note: A page about finding"]);
    assert_eq!(names("").len(), 4);
    library.write(Op::Open, |w| w.set_opened(art, Millis(9))).unwrap();
    assert_eq!(names("")[0], "“Über” die Kunst des Findens", "the last opened first");
    library.write(Op::Trash, |w| w.trash(index)).unwrap();
    assert!(names("index").is_empty());
}

#[test]
fn long_work_is_one_act_whatever_comes_between() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let other = save(&library, "Other", "Words of its own.");
    let work = library.as_one_act();
    save(&work, "First", "One.");
    library.write(Op::SetFavourite, |w| w.set_favourite(other, true)).unwrap();
    save(&work, "Second", "Two.");
    let count = || library.counts().unwrap().articles;
    assert_eq!(count(), 3);
    assert_eq!(library.undo().unwrap().unwrap().value, Op::SetFavourite);
    assert_eq!(library.undo().unwrap().unwrap().value, Op::Save);
    assert_eq!(count(), 1, "both are gone");
    library.redo().unwrap().unwrap();
    assert_eq!(count(), 3);
    library.undo().unwrap().unwrap();
    // What goes on after its beginning was undone is an act of its own.
    save(&work, "Third", "Three.");
    library.undo().unwrap().unwrap();
    assert_eq!(count(), 1);
    assert!(library.article(other).is_ok());
}

#[test]
fn throwing_away_everything_is_undone_too() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path()).as_one_act();
    let ids: Vec<ArticleId> = (0..400)
        .map(|n| save(&library, &format!("A title of some length, number {n}"), &format!("{n}")))
        .collect();
    let library = open(dir.path());
    library.write(Op::Trash, |w| ids.iter().try_for_each(|id| w.trash(*id))).unwrap();
    let trash = ArticleFilter { view: View::Trash, ..Default::default() };
    assert_eq!(library.article_ids(&trash).unwrap().len(), 400);
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    let bytes: i64 = connection
        .query_row("SELECT length(record) FROM undo WHERE op = 'trash'", (), |row| row.get(0))
        .unwrap();
    assert!(bytes < 400 * 500, "{bytes} bytes: only the key and what differs is kept");
    library.undo().unwrap().unwrap();
    assert_eq!(library.counts().unwrap().articles, 400);
    assert!(library.verify().unwrap().is_empty());
}

#[test]
fn a_library_of_the_second_version_is_brought_along() {
    let dir = tempfile::tempdir().unwrap();
    {
        let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
        for sql in [
            include_str!("../src/store/migrations/0001_initial.sql"),
            include_str!("../src/store/migrations/0002_captures.sql"),
            "PRAGMA application_id = 1131245676; PRAGMA user_version = 2;
             INSERT INTO library VALUES (1, x'00112233445566778899aabbccddeeff', 1, 1, 0);
             INSERT INTO capture VALUES (x'01010101010101010101010101010101', x'02020202020202020202020202020202',
               'text', 'old', 1, 'x', 'y', '{\"source\":{},\"kept\":{},\"dropped\":[],\"problems\":[]}',
               'Old words.', '<p>Old words.</p>');
             INSERT INTO article (id, capture, title, title_key, state, favourite, words, saved)
               VALUES (x'02020202020202020202020202020202', x'01010101010101010101010101010101', 'Old', 'old', 'inbox', 0, 2, 1);
             INSERT INTO tag VALUES (x'04040404040404040404040404040404', 'kept', 'kept');
             INSERT INTO article_tag VALUES (x'02020202020202020202020202020202', x'04040404040404040404040404040404');",
        ] {
            connection.execute_batch(sql).unwrap();
        }
    }
    let library = open(dir.path());
    let tags = library.tags().unwrap();
    assert_eq!((&*tags[0].name, tags[0].articles, tags[0].color), ("kept", 1, None));
    library.write(Op::ColorTag, |w| w.set_tag_color("kept", Some(Color::Blue))).unwrap();
    assert_eq!(library.tags().unwrap()[0].color, Some(Color::Blue));
}

#[test]
fn numbers_come_from_what_was_done() {
    const DAY: i64 = 86_400_000;
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let mut ids = Vec::new();
    for (n, day) in [(0, 100), (1, 100), (2, 103)] {
        let mut new = common::new_article(&library, &format!("A {n}"), &format!("Text {n}."));
        new.saved = Some(Millis(day * DAY + DAY - 1));
        new.metadata.site = Some(if n == 2 { "two.example" } else { "one.example" }.into());
        new.metadata.authors = vec!["Ada".into(), format!("Other {n}")];
        ids.push(library.write(Op::Save, |w| w.add_article(new)).unwrap().value);
    }
    library
        .write(Op::TagArticle, |w| {
            w.tag_article(ids[0], "tides")?;
            w.tag_article(ids[1], "tides")?;
            w.set_opened(ids[0], Millis(101 * DAY))?;
            w.set_opened(ids[0], Millis(101 * DAY + 7))?;
            w.set_opened(ids[1], Millis(101 * DAY + 8 * 3_600_000))
        })
        .unwrap();
    let found = library.insights(0, 0).unwrap();
    let days: Vec<_> = found.days.iter().map(|day| (day.day, day.saved, day.read)).collect();
    assert_eq!(days, [(100, 2, 0), (101, 0, 2), (103, 1, 0)]);
    assert_eq!(found.sites, [("one.example".to_owned(), 2), ("two.example".to_owned(), 1)]);
    assert_eq!(found.authors[0], ("Ada".to_owned(), 3));
    assert_eq!(found.tags, [("tides".to_owned(), 2)]);
    // A millisecond before midnight in UTC is the next day further east.
    let east = library.insights(102, 3_600_000).unwrap();
    let days: Vec<_> = east.days.iter().map(|day| (day.day, day.saved)).collect();
    assert_eq!(days, [(104, 1)]);
    let read = library.read_between(101 * DAY, 101 * DAY + 3_600_000).unwrap();
    assert_eq!(read.iter().map(|article| article.id).collect::<Vec<_>>(), [ids[0]]);

    let today = library.insights(0, 0).unwrap().days.len();
    mark(&library, ids[0], "Text");
    let after = library.insights(0, 0).unwrap();
    assert_eq!((after.days.len(), after.days[today].highlighted), (today + 1, 1));
}

#[test]
fn articles_hang_together_through_tags_links_and_notes() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let add = |title: &str, links: &str| {
        let mut new = common::new_article(&library, title, title);
        new.canonical_url = Some(format!("https://example.org/{title}?a=1&b=2"));
        new.capture.body = format!("<p>{title} {links}</p>");
        library.write(Op::Save, |w| w.add_article(new)).unwrap().value
    };
    let link = "<a href=\"https://example.org/a?a=1&amp;b=2#part\">there</a>";
    let (a, b, c, lone) = (add("a", ""), add("b", link), add("c", ""), add("lone", ""));
    library
        .write(Op::TagArticle, |w| {
            w.tag_article(a, "tides")?;
            w.tag_article(b, "tides")?;
            w.tag_article(c, "tides")?;
            w.tag_article(lone, "alone")
        })
        .unwrap();
    note(&library, &NoteTarget::Article(c), "As in [[B]], and nowhere else.");
    let graph = library.connections(10).unwrap();
    assert_eq!((graph.nodes.len(), graph.left_out, graph.alone), (3, 0, 1));
    let name = |end: usize| graph.nodes[end].1.clone();
    let mut ties: Vec<_> = graph
        .links
        .iter()
        .map(|link| {
            let mut ends = [name(link.ends.0), name(link.ends.1)];
            ends.sort();
            (ends.join("-"), link.joint, link.tags.len())
        })
        .collect();
    ties.sort();
    assert_eq!(
        ties,
        [
            ("a-b".to_owned(), Joint::Link, 1),
            ("a-c".to_owned(), Joint::Tag, 1),
            ("b-c".to_owned(), Joint::Note, 1)
        ]
    );
    // Where there is no room for all, the closest stay, and none without another that it hangs together with.
    let graph = library.connections(2).unwrap();
    let titles: Vec<&str> = graph.nodes.iter().map(|node| node.1.as_str()).collect();
    assert_eq!(titles, ["b", "c"]);
    assert_eq!((graph.links.len(), graph.left_out, graph.alone), (1, 1, 1));
    let none = library.connections(1).unwrap();
    assert_eq!((none.nodes.len(), none.links.len(), none.left_out), (0, 0, 3));
}

#[test]
fn articles_that_hang_together_come_before_those_that_were_marked_or_read() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let (old, older) = (save(&library, "Old", "one"), save(&library, "Older", "two"));
    library
        .write(Op::TagArticle, |w| {
            w.tag_article(old, "tides")?;
            w.tag_article(older, "tides")
        })
        .unwrap();
    for n in 0..8 {
        let id = save(&library, &format!("Marked {n}"), "Text");
        mark(&library, id, "Text");
    }
    let graph = library.connections(2).unwrap();
    let mut titles: Vec<&str> = graph.nodes.iter().map(|node| node.1.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Old", "Older"]);
    assert_eq!((graph.links.len(), graph.left_out, graph.alone), (1, 0, 8));
}

#[test]
fn a_picture_of_many_articles_stays_readable() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let work = library.as_one_act();
    let ids: Vec<ArticleId> =
        (0..80).map(|n| save(&work, &format!("A {n}"), &format!("{n}"))).collect();
    library
        .write(Op::TagArticle, |w| {
            ids.iter().enumerate().try_for_each(|(n, id)| {
                w.tag_article(*id, "everything")?;
                w.tag_article(*id, &format!("part {}", n / 40))
            })
        })
        .unwrap();
    let graph = library.connections(500).unwrap();
    assert!(!graph.links.is_empty());
    assert!(graph.links.len() <= 80 * 6, "{} ties", graph.links.len());
    assert!(graph.links.iter().all(|link| !link.tags.contains(&"everything".to_owned())));
}

#[test]
fn requests_are_written_down_and_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let revision = library.revision().unwrap();
    let request = Request {
        made: Millis(5),
        host: "example.org".into(),
        purpose: Purpose::Page,
        outcome: Outcome::Answered,
        bytes: 4_711,
    };
    library.log_request(&request).unwrap();
    library.log_request(&Request { made: Millis(6), ..request.clone() }).unwrap();
    assert_eq!(library.requests(1, 9).unwrap(), (2, vec![request]));
    assert_eq!(library.revision().unwrap(), revision, "the library has not changed");
    library.clear_requests().unwrap();
    assert_eq!(library.requests(0, 9).unwrap(), (0, vec![]));
}

#[test]
fn a_snapshot_is_put_back_while_others_look_on() {
    let dir = tempfile::tempdir().unwrap();
    let (library, other) = (open(dir.path()), open(dir.path()));
    let old = save(&library, "Old", "Words of old.");
    library.make_backup().unwrap();
    let new = save(&library, "New", "New words.");
    assert_eq!(other.counts().unwrap().articles, 2);
    let before = library.revision().unwrap();
    let [backup] = &library.backups().unwrap()[..] else { panic!("one backup") };
    assert_eq!(backup.kind, Some(BackupKind::Manual));
    let file = dir.path().join("backups").join(&backup.name);
    library.restore_backup(&file, &mut |_, _| true).unwrap();
    for handle in [&library, &other] {
        assert!(handle.article(old).is_ok());
        assert!(matches!(handle.article(new), Err(Error::NotFound { .. })));
        assert!(handle.revision().unwrap() > before, "the write counter goes on");
        assert!(!handle.changes_since(before).unwrap().1.is_empty(), "and others hear of it");
    }
    assert!(library.undo().unwrap().is_none(), "what was done since is no more");
    let typed = |text: &str| library.found(&query::parse(text, Millis(0))).unwrap().len();
    assert_eq!((typed("old"), typed("new")), (1, 0));
    let again = save(&library, "Again", "Words again.");
    assert!(other.article(again).is_ok());
    assert!(library.verify().unwrap().is_empty());
    let kinds: Vec<_> = library.backups().unwrap().iter().map(|backup| backup.kind).collect();
    assert!(kinds.contains(&Some(BackupKind::BeforeRestore)));
    let missing = library.restore_backup(&dir.path().join("nothing"), &mut |_, _| true);
    assert!(matches!(missing, Err(Error::NotFound { what: "backup" })));
}

#[test]
fn a_day_has_one_backup() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    library.daily_backup().unwrap();
    library.daily_backup().unwrap();
    assert_eq!(library.backups().unwrap().len(), 1);
    let copy = tempfile::tempdir().unwrap();
    let article = save(&library, "Moved", "Words that move.");
    let mut steps = 0;
    let to = copy.path().join("new");
    library
        .copy_to(&to, &mut |_, _| {
            steps += 1;
            true
        })
        .unwrap();
    assert!(steps >= 2);
    let moved = open(&to);
    assert!(moved.article(article).is_ok());
    assert!(moved.verify().unwrap().is_empty());
    assert_eq!(moved.backups().unwrap().len(), 1);
    assert!(matches!(library.copy_to(&to, &mut |_, _| true), Err(Error::Conflict(_))));
    let elsewhere = copy.path().join("stopped");
    assert!(matches!(library.copy_to(&elsewhere, &mut |_, _| false), Err(Error::Stopped)));
    assert!(!elsewhere.join("library.sqlite").exists());
}
