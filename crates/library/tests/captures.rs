//! Newer versions of an article: what becomes of highlights and notes, and what a person's word is worth.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{capture, mark, note, open, save};
use commonplace_core::model::{AnchorState, ArticleId, DecidedBy, HighlightId, NoteTarget};
use commonplace_library::{AnchorCounts, Captured, Doubt, Error, Library, Op};
use rusqlite::Connection;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const FIRST: &str = "The harbour master kept a diary for forty years.\nEvery morning he wrote down the tide and the wind.\n\
The winter of 1963 fills a book of its own.\nNobody asked him why he did it.";

fn add(library: &Library, article: ArticleId, text: &str) -> Captured {
    let new = capture(library, text);
    library.write(Op::Save, |w| w.add_capture(article, new)).unwrap().value
}

fn state(library: &Library, id: HighlightId) -> AnchorState {
    library.highlight(id).unwrap().anchor.state
}

/// The words that a highlight stands on now.
fn words(library: &Library, id: HighlightId) -> Option<String> {
    let highlight = library.highlight(id).unwrap();
    let current = library.article(highlight.article).unwrap().capture;
    let text = commonplace_core::text::Text::new(library.capture(current).unwrap().text);
    highlight.anchor.range.map(|(start, end)| text.slice(start, end).to_owned())
}

#[test]
fn highlights_follow_and_the_old_version_stays() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let first = library.article(article).unwrap().capture;
    let intact = mark(&library, article, "wrote down the tide");
    let edited = mark(&library, article, "The winter of 1963 fills a book of its own");
    let gone = mark(&library, article, "Nobody asked him why he did it.");
    let new = "A header about ships.\nThe harbour master kept a diary for forty years.\n\
        Every morning he wrote down the tide and the wind.\nThe winter of 1963 fills a volume of its own.";
    let done = add(&library, article, new);
    assert_eq!(
        done.anchors,
        AnchorCounts { exact: 1, edited: 1, orphan: 1, ..AnchorCounts::default() }
    );
    assert_eq!(done.doubt, None);
    assert_eq!(words(&library, intact).unwrap(), "wrote down the tide");
    assert_eq!(words(&library, edited).unwrap(), "The winter of 1963 fills a volume of its own");
    assert_eq!((state(&library, gone), words(&library, gone)), (AnchorState::Orphan, None));

    let before = library.highlights_in(first).unwrap();
    assert!(before.iter().all(|highlight| highlight.anchor.state == AnchorState::Exact));
    assert_eq!(library.capture(first).unwrap().text, FIRST);
    let list = library.capture_list(article).unwrap();
    assert_eq!(list.iter().map(|c| c.is_current).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn removed_then_restored_two_captures_later() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let id = mark(&library, article, "The winter of 1963 fills a book");
    let without = FIRST.replace("The winter of 1963 fills a book of its own.\n", "");
    add(&library, article, &without);
    assert_eq!(state(&library, id), AnchorState::Orphan);
    add(&library, article, &without.replace("forty", "fifty"));
    assert_eq!(state(&library, id), AnchorState::Orphan);
    add(&library, article, &FIRST.replace("forty", "fifty"));
    assert_eq!(state(&library, id), AnchorState::Exact);
}

#[test]
fn a_persons_decision_outranks_later_automatic_ones() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let id = mark(&library, article, "The winter of 1963 fills a book");
    let second = FIRST.replace(
        "The winter of 1963 fills a book of its own.",
        "He filled one whole book in a single winter.",
    );
    add(&library, article, &second);
    let at = u32::try_from(second.find("He filled one").unwrap()).unwrap();
    library.write(Op::AddHighlight, |w| w.attach(id, at, at + 43)).unwrap();
    assert_eq!(words(&library, id).unwrap(), "He filled one whole book in a single winter");
    let anchor = library.highlight(id).unwrap().anchor;
    assert_eq!((anchor.state, anchor.decided_by), (AnchorState::Edited, DecidedBy::User));
    // Carried on as long as nobody changes the words that the person chose.
    add(&library, article, &format!("News first.\n{second}"));
    assert_eq!(words(&library, id).unwrap(), "He filled one whole book in a single winter");
    assert_eq!(library.highlight(id).unwrap().anchor.decided_by, DecidedBy::User);
    // "Try again" asks the machine.
    library.write(Op::AddHighlight, |w| w.resolve_again(id)).unwrap();
    // And undo puts the person's word back.
    library.undo().unwrap();
    assert_eq!(library.highlight(id).unwrap().anchor.decided_by, DecidedBy::User);
}

#[test]
fn an_accepted_change_asks_for_no_second_look() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let id = mark(&library, article, "The winter of 1963 fills a book");
    let second = FIRST.replace("a book", "a thick book");
    add(&library, article, &second);
    assert_eq!(state(&library, id), AnchorState::Edited);
    library.write(Op::AddHighlight, |w| w.accept(id)).unwrap();
    add(&library, article, &second.replace("forty", "fifty"));
    let anchor = library.highlight(id).unwrap().anchor;
    assert_eq!((anchor.state, anchor.decided_by), (AnchorState::Edited, DecidedBy::User));
    let lost = save(&library, "Other", "Other words stand here.");
    let orphan = mark(&library, lost, "Other");
    add(&library, lost, "Nothing is left of them.");
    assert!(library.write(Op::AddHighlight, |w| w.accept(orphan)).is_err());
}

#[test]
fn an_article_replaced_by_a_paywall_notice_is_kept_and_not_shown() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let long: String = (0..30)
        .map(|n| format!("Sentence {n} tells of the harbour and of {} boats.\n", n * 7))
        .collect();
    let article = save(&library, "Boats", &long);
    let first = library.article(article).unwrap().capture;
    let id = mark(&library, article, "Sentence 7 tells of the harbour");
    let wall = add(&library, article, "To read the rest of this article, subscribe to our paper.");
    assert_eq!(wall.doubt, Some(Doubt::Wall));
    assert_eq!(library.article(article).unwrap().capture, first);
    assert_eq!(state(&library, id), AnchorState::Exact);
    let list = library.capture_list(article).unwrap();
    assert_eq!((list.len(), list[0].doubt.as_deref()), (2, Some("wall")));
    // The person decides.
    library.write(Op::Save, |w| w.make_current(wall.capture, &mut |_, _| Ok(()))).unwrap();
    assert_eq!(state(&library, id), AnchorState::Orphan);
    assert_eq!(library.capture_list(article).unwrap()[0].doubt, None);
    library.undo().unwrap();
    assert_eq!(
        (state(&library, id), library.article(article).unwrap().capture),
        (AnchorState::Exact, first)
    );
}

#[test]
fn stopping_leaves_everything_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let first = library.article(article).unwrap().capture;
    mark(&library, article, "Nobody");
    mark(&library, article, "winter");
    let new = capture(&library, "Other words.");
    let stopped = library.write(Op::Save, |w| {
        w.add_capture_with(article, new, true, &mut |done, _| {
            if done > 0 { Err(Error::Stopped) } else { Ok(()) }
        })
    });
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(library.article(article).unwrap().capture, first);
    assert_eq!(library.capture_list(article).unwrap().len(), 1);
}

#[test]
fn while_highlights_are_followed_nothing_but_anchors_can_change() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", FIRST);
    let id = mark(&library, article, "winter");
    note(&library, &NoteTarget::Highlight(id), "cold");
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    connection.execute_batch("BEGIN; INSERT INTO permit VALUES (1, 'purge'); INSERT INTO anchoring VALUES (1, 1, 1, 1);").unwrap();
    for statement in [
        "UPDATE highlight SET color = 'red'",
        "UPDATE note SET markdown = ''",
        "DELETE FROM note",
        "DELETE FROM highlight",
        "DELETE FROM selector_origin",
        "INSERT INTO highlight VALUES (x'00112233445566778899aabbccddeeff', (SELECT id FROM article), 'red', 1, 1, NULL)",
    ] {
        let refused = connection.execute(statement, ()).unwrap_err();
        assert!(refused.to_string().contains("only anchors change here"), "{statement}: {refused}");
    }
    connection.execute("UPDATE anchoring SET notes = 2", ()).unwrap();
    assert!(connection.execute("DELETE FROM anchoring", ()).is_err());
    connection.execute_batch("ROLLBACK").unwrap();
    let machine = connection.execute("UPDATE anchor SET decided_by = 'machine'", ());
    assert!(machine.unwrap_err().to_string().contains("a person decided"));
    assert!(connection.execute("DELETE FROM capture", ()).is_err());
}

#[test]
fn a_library_of_the_first_version_is_brought_along() {
    let dir = tempfile::tempdir().unwrap();
    {
        let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
        connection.execute_batch(include_str!("../src/store/migrations/0001_initial.sql")).unwrap();
        connection
            .execute_batch(
                "PRAGMA application_id = 1131245676; PRAGMA user_version = 1;
                 INSERT INTO library VALUES (1, x'00112233445566778899aabbccddeeff', 1, 1, 0);
                 INSERT INTO capture VALUES (x'01010101010101010101010101010101', x'02020202020202020202020202020202',
                   'text', 'old', 1, 'x', 'y', '{\"source\":{},\"kept\":{},\"dropped\":[],\"problems\":[]}',
                   'Old words stay where they are.', '<p>Old words stay where they are.</p>');
                 INSERT INTO article (id, capture, title, title_key, state, favourite, words, saved)
                   VALUES (x'02020202020202020202020202020202', x'01010101010101010101010101010101', 'Old', 'old', 'inbox', 0, 6, 1);
                 INSERT INTO highlight VALUES (x'03030303030303030303030303030303', x'02020202020202020202020202020202', 'red', 1, 1, NULL);
                 INSERT INTO selector_origin VALUES (x'03030303030303030303030303030303', x'01010101010101010101010101010101', 'words stay', 'Old ', ' where', 4, 14);
                 INSERT INTO anchor VALUES (x'03030303030303030303030303030303', x'01010101010101010101010101010101', 'exact', 4, 14, 'selected', 1.0, 'user');",
            )
            .unwrap();
    }
    let library = open(dir.path());
    let (_, all) = library
        .highlight_feed(&commonplace_library::HighlightFilter { limit: 9, ..Default::default() })
        .unwrap();
    let id = all[0].id;
    add(&library, all[0].article, "News. Old words stay where they are.");
    assert_eq!(
        (state(&library, id), words(&library, id).unwrap()),
        (AnchorState::Exact, "words stay".into())
    );
    assert!(dir.path().join("backups").read_dir().unwrap().next().is_some());
    // Nobody wrote down how it was made: it is to be read again.
    assert_eq!(library.outdated(1).unwrap(), [all[0].article]);
}

#[test]
fn a_library_without_counted_places_is_brought_along() {
    let dir = tempfile::tempdir().unwrap();
    let (article, old) = {
        let library = open(dir.path());
        let article = save(&library, "Refrain", &"la la la\n".repeat(80));
        (article, mark(&library, article, "la la"))
    };
    // As the version before left it.
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    connection.execute_batch("DROP TABLE selector_occurrence; PRAGMA user_version = 7;").unwrap();
    drop(connection);

    let library = open(dir.path());
    assert_eq!(library.highlight(old).unwrap().selector.occurrence, None);
    let capture = library.article(article).unwrap().capture;
    let text = commonplace_core::text::Text::new(library.capture(capture).unwrap().text);
    let selector = commonplace_core::anchor::describe(&text, 360, 368).unwrap();
    let counted = selector.occurrence.unwrap();
    let mut new = library.highlight(old).unwrap();
    new.anchor.range = selector.start.zip(selector.end);
    let added = library
        .write(Op::AddHighlight, |w| {
            w.add_highlight(commonplace_library::NewHighlight {
                id: None,
                article,
                capture,
                selector: selector.clone(),
                anchor: new.anchor,
                color: new.color,
                created: None,
                modified: None,
            })
        })
        .unwrap()
        .value;
    assert_eq!(library.highlight(added).unwrap().selector, selector);
    // Undone and done again, it is the same.
    library.undo().unwrap();
    library.redo().unwrap();
    assert_eq!(library.highlight(added).unwrap().selector.occurrence, Some(counted));
    assert!(library.verify().unwrap().is_empty());
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    for statement in
        ["UPDATE selector_occurrence SET number = 1", "DELETE FROM selector_occurrence"]
    {
        assert!(connection.execute(statement, ()).is_err(), "{statement}");
    }
}

#[test]
fn no_chain_of_captures_loses_a_highlight_or_a_note() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let mut seed = 0x9e37_79b9_u32;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below
    };
    // More of them where somebody has the time: COMMONPLACE_CHAINS=10000.
    let chains = std::env::var("COMMONPLACE_CHAINS").ok().and_then(|count| count.parse().ok());
    for chain in 0..chains.unwrap_or(20) {
        let article =
            save(&library, &format!("Chain {chain}"), &format!("Chain {chain}.\n{FIRST}"));
        let marks: Vec<HighlightId> =
            ["kept a diary", "the tide and the wind", "1963", "Nobody asked him why he did it."]
                .iter()
                .map(|quote| mark(&library, article, quote))
                .collect();
        for id in &marks {
            note(&library, &NoteTarget::Highlight(*id), "kept");
        }
        let mut lines: Vec<String> = FIRST.lines().map(str::to_owned).collect();
        for step in 0..4 {
            match random(4) {
                0 if lines.len() > 1 => drop(lines.remove(random(lines.len()))),
                1 => {
                    lines.insert(random(lines.len() + 1), format!("Something new, number {step}."))
                }
                2 => lines.reverse(),
                _ => lines = FIRST.lines().map(|line| line.replace("the", "a")).collect(),
            }
            add(&library, article, &format!("Chain {chain}.\n{}", lines.join("\n")));
            let here = library.highlights(article).unwrap();
            assert_eq!(here.len(), marks.len());
            assert!(here.iter().all(|h| h.note.as_ref().is_some_and(|n| n.markdown == "kept")));
        }
    }
    assert!(library.verify().unwrap().is_empty());
}

/// Not a test: what the child of the test below does until it is killed.
#[cfg(unix)]
#[test]
fn child() {
    let Ok(dir) = std::env::var("COMMONPLACE_CAPTURE_CHILD") else { return };
    let library = open(Path::new(&dir));
    let article = library
        .articles(&commonplace_library::ArticleFilter {
            limit: 1,
            ..commonplace_library::ArticleFilter::default()
        })
        .unwrap()
        .1[0]
        .id;
    for n in 0.. {
        writeln!(std::io::stderr(), "begins {n}").unwrap();
        add(&library, article, &format!("Version {n}.\n{}", FIRST.repeat(60)));
        writeln!(std::io::stderr(), "done {n}").unwrap();
    }
}

#[cfg(unix)]
#[test]
fn kill_during_re_anchoring() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, "Diary", &FIRST.repeat(60));
    for word in ["harbour", "diary", "tide", "winter", "Nobody", "morning"] {
        mark(&library, article, word);
    }
    drop(library);
    for round in 0..8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env("COMMONPLACE_CAPTURE_CHILD", dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let wanted = format!("begins {}", round % 3);
        assert!(lines.any(|line| line.contains(&wanted)));
        std::thread::sleep(Duration::from_millis(round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let library = open(dir.path());
        let highlights = library.highlights(article).unwrap();
        assert_eq!(highlights.len(), 6);
        // Whichever capture is current, every highlight has its place in it.
        assert!(highlights.iter().all(|h| h.anchor.range.is_some()), "round {round}");
        assert!(library.verify().unwrap().is_empty());
    }
}

#[test]
fn two_programs_highlighting_while_a_newer_version_arrives() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (open(dir.path()), open(dir.path()));
    let article = save(&one, "Diary", FIRST);
    std::thread::scope(|scope| {
        for library in [&one, &two] {
            scope.spawn(move || {
                for quote in ["harbour", "tide", "winter", "Nobody"] {
                    mark(library, article, quote);
                }
            });
        }
        scope.spawn(|| add(&one, article, &format!("News.\n{FIRST}")));
    });
    let highlights = two.highlights(article).unwrap();
    assert_eq!(highlights.len(), 8);
    assert!(highlights.iter().all(|h| h.anchor.range.is_some()), "{highlights:?}");
}
