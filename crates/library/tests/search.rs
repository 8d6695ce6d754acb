//! What is written is found, by whichever handle, and what is shown stands where it says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{mark, new_article, note, open, open_window, save};
use commonplace_core::{
    model::{Color, Millis, NoteTarget, ReadingState},
    query::Query,
};
use commonplace_library::{Answer, EntityKind, Error, IndexState, Library, Op};
use std::{
    sync::atomic::{AtomicU32, Ordering::Relaxed},
    time::{Duration, Instant},
};

fn parse(typed: &str) -> Query {
    commonplace_core::query::parse(typed, Millis(0))
}

const SOON: Duration = Duration::from_secs(20);

fn find(library: &Library, query: &str) -> Answer {
    library.catch_up(SOON).unwrap();
    library.search(&parse(query), 0, 50).unwrap()
}

fn titles(library: &Library, query: &str) -> Vec<String> {
    find(library, query)
        .hits
        .into_iter()
        .map(|hit| format!("{} {}", hit.kind.as_str(), hit.title))
        .collect()
}

fn slice(text: &str, (start, end): (u32, u32)) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

#[test]
fn articles_highlights_and_notes_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let library = open_window(dir.path());
    let article =
        save(&library, "On rivers", "All rivers run to the sea, yet the sea is not full.");
    let highlight = mark(&library, article, "the sea is not full");
    note(&library, &NoteTarget::Highlight(highlight), "An *old* paradox of water");
    note(&library, &NoteTarget::Page("Thoughts".into()), "Brooks and other waters");

    assert_eq!(titles(&library, "rivers "), ["article On rivers"]);
    assert_eq!(titles(&library, "riv"), ["article On rivers"]);
    assert_eq!(titles(&library, "river "), ["article On rivers"], "by its stem");
    assert_eq!(titles(&library, "paradox "), ["note On rivers"]);
    assert_eq!(titles(&library, "brooks "), ["note Thoughts"]);
    assert_eq!(titles(&library, "in:highlights sea "), ["highlight On rivers"]);
    assert_eq!(titles(&library, "\"sea is not full\"").len(), 2);
    assert_eq!(titles(&library, "sea -full ").len(), 0);

    let hit = &find(&library, "full ").hits[0];
    let article_text = "All rivers run to the sea, yet the sea is not full.";
    let hit_in_article = find(&library, "in:articles full ").hits[0].clone();
    assert_eq!(slice(article_text, hit_in_article.passage.unwrap()), "full");
    assert!(hit.marks.iter().all(|range| slice(&hit.snippet, *range) == "full"));
    let highlight_hit = &find(&library, "in:highlights full ").hits[0];
    assert_eq!(slice(article_text, highlight_hit.passage.unwrap()), "the sea is not full");
    assert_eq!(highlight_hit.article, Some(article));
    let ranges = library.matches(&parse("sea "), article).unwrap();
    assert_eq!(ranges.iter().map(|r| slice(article_text, *r)).collect::<Vec<_>>(), ["sea", "sea"]);
    assert_eq!(library.index_state(), IndexState::Ready);
}

#[test]
fn a_word_of_a_heading_counts_more() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let put = |title: &str, lines: [&str; 3], heading: usize| {
        let text = lines.join("\n");
        let mut new = new_article(&library, title, &text);
        let set = |(n, line)| match n == heading {
            true => format!("<h2>{line}</h2>"),
            false => format!("<p>{line}</p>"),
        };
        new.capture.body = lines.into_iter().enumerate().map(set).collect();
        library.write(Op::Save, |w| w.add_article(new)).unwrap();
    };
    // The newest comes first where nothing else tells: the one whose heading it is was saved before.
    for (title, heading) in [("Below", 1), ("Beside", 0)] {
        put(title, ["On the coast", "How tides turn", "Water comes and goes"], heading);
    }
    for (title, heading) in [("東", 1), ("西", 0)] {
        put(title, ["海岸", "潮汐表", "水が来て去る"], heading);
    }
    assert_eq!(titles(&library, "tides "), ["article Below", "article Beside"]);
    assert_eq!(titles(&library, "turning tide "), ["article Below", "article Beside"], "by stems");
    assert_eq!(titles(&library, "coast "), ["article Beside", "article Below"]);
    assert_eq!(titles(&library, "\"tides\""), ["article Below", "article Beside"], "exactly");
    assert_eq!(titles(&library, "text:tides "), ["article Below", "article Beside"]);
    assert_eq!(titles(&library, "潮汐 "), ["article 東", "article 西"]);
    assert_eq!(titles(&library, "title:tides ").len(), 0, "a heading is no title");
}

#[test]
fn conditions_hold() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let mut new = new_article(&library, "Café society", "Words about coffee.");
    new.metadata.site = Some("The Daily".into());
    new.metadata.url = Some("https://www.example.org/path/page".into());
    new.metadata.authors = vec!["José Gómez".into()];
    new.metadata.language = Some("en-GB".into());
    let first = library.write(Op::Save, |w| w.add_article(new)).unwrap().value;
    let second = save(&library, "Tea", "Words about tea.");
    library
        .write(Op::EditArticle, |w| {
            w.tag_article(first, "Hot Drinks")?;
            w.set_favourite(first, true)?;
            w.set_state(second, ReadingState::Finished)
        })
        .unwrap();
    let highlight = mark(&library, second, "about tea");
    library
        .write(Op::RecolorHighlight, |w| w.set_highlight_color(highlight, Color::Green))
        .unwrap();

    for (query, expected) in [
        ("cafe ", &["article Café society"][..]),
        ("tag:\"hot drinks\" ", &["article Café society"]),
        ("is:favourite ", &["article Café society"]),
        ("is:unread ", &["article Café society"]),
        ("is:finished ", &["article Tea"]),
        ("author:gomez ", &["article Café society"]),
        ("site:daily ", &["article Café society"]),
        ("site:example.org ", &["article Café society"]),
        ("url:path/p ", &["article Café society"]),
        ("lang:en ", &["article Café society"]),
        ("has:highlights ", &["article Tea"]),
        ("color:green ", &["highlight Tea"]),
        ("title:tea ", &["article Tea"]),
        ("words -coffee ", &["article Tea"]),
        ("before:2001-01-01 ", &[]),
        ("coffee OR tea in:articles ", &["article Tea", "article Café society"]),
    ] {
        let mut found = titles(&library, query);
        let mut expected: Vec<String> = expected.iter().map(|t| (*t).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{query}");
    }
    assert_eq!(find(&library, "").total, 3);
    library.write(Op::Trash, |w| w.trash(second)).unwrap();
    assert!(titles(&library, "tea ").is_empty(), "the Trash is not searched");
    library.undo().unwrap().unwrap();
    assert_eq!(titles(&library, "tea ").len(), 2);
}

#[test]
fn what_is_named_exactly_comes_first() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    save(&library, "The trial and other stories", "trial trial trial process trial");
    save(&library, "The Trial", "Somebody must have slandered Josef K.");
    save(&library, "Unrelated", "On trial: the law. The gate of law.");
    assert_eq!(titles(&library, "the trial ")[0], "article The Trial");
    // Nothing has all words; those that have some are shown.
    assert_eq!(titles(&library, "slandered gate ").len(), 2);
}

#[test]
fn two_programs_see_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let window = open_window(dir.path());
    window.catch_up(SOON).unwrap();
    let cli = open(dir.path());
    let begun = Instant::now();
    save(&cli, "From outside", "Unmistakable words.");
    while window.search(&parse("unmistakable "), 0, 5).unwrap().total == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "found in time");
        std::thread::sleep(Duration::from_millis(20));
    }
    // The window keeps the index; the command line waits for it and reads it.
    save(&cli, "Again", "Different things.");
    assert_eq!(titles(&cli, "different "), ["article Again"]);
    save(&window, "Inside", "Homegrown things.");
    assert_eq!(titles(&cli, "homegrown "), ["article Inside"]);
    drop(window);
    save(&cli, "Alone", "Nobody else is here.");
    assert_eq!(titles(&cli, "nobody "), ["article Alone"]);
}

#[test]
fn a_damaged_index_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    {
        let library = open(dir.path());
        for n in 0..20 {
            save(&library, &format!("Article {n}"), "Some words about everything.");
        }
        assert_eq!(find(&library, "everything ").total, 20);
    }
    let index = dir.path().join("index");
    let folder = || index.join(std::fs::read_to_string(index.join("current")).unwrap());
    let files = |end: &str| -> Vec<std::path::PathBuf> {
        let all = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.to_string_lossy().ends_with(end)).collect()
    };
    type Harm<'a> = (&'a str, Box<dyn Fn() + 'a>);
    let harms: Vec<Harm<'_>> = vec![
        ("no meta", Box::new(|| std::fs::remove_file(folder().join("meta.json")).unwrap())),
        ("meta is garbage", Box::new(|| std::fs::write(folder().join("meta.json"), "{").unwrap())),
        ("no folder", Box::new(|| std::fs::remove_dir_all(folder()).unwrap())),
        ("nothing at all", Box::new(|| std::fs::remove_dir_all(&index).unwrap())),
        (
            "a file cut short",
            Box::new(|| {
                for path in files(".idx") {
                    std::fs::OpenOptions::new().write(true).open(path).unwrap().set_len(7).unwrap();
                }
            }),
        ),
        (
            "garbage inside",
            Box::new(|| {
                for path in files(".term").into_iter().chain(files(".store")) {
                    let mut bytes = std::fs::read(&path).unwrap();
                    bytes.iter_mut().take(40).for_each(|byte| *byte ^= 0x5a);
                    std::fs::write(path, bytes).unwrap();
                }
            }),
        ),
        (
            "another library's",
            Box::new(|| {
                let meta = std::fs::read_to_string(folder().join("meta.json")).unwrap();
                let (before, payload) = meta.split_once("\"payload\": \"").unwrap();
                let payload = payload.replacen(':', ":0", 1);
                let other = format!("{before}\"payload\": \"{payload}");
                assert_ne!(meta, other);
                std::fs::write(folder().join("meta.json"), other).unwrap();
            }),
        ),
    ];
    for (what, harm) in harms {
        harm();
        for open in [open, open_window] {
            let library = open(dir.path());
            assert_eq!(find(&library, "everything ").total, 20, "{what}");
        }
    }
}

#[test]
fn the_index_may_be_deleted_while_it_is_used() {
    let dir = tempfile::tempdir().unwrap();
    let library = open_window(dir.path());
    save(&library, "Before", "Words kept.");
    assert_eq!(find(&library, "kept ").total, 1);
    std::fs::remove_dir_all(dir.path().join("index")).unwrap();
    save(&library, "After", "Words kept too.");
    let begun = Instant::now();
    while library.search(&parse("kept "), 0, 5).unwrap().total < 2 {
        assert!(begun.elapsed() < SOON, "found in time");
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(library);
    assert_eq!(find(&open(dir.path()), "kept ").total, 2);
}

#[test]
fn rebuilding_tells_how_far_it_is() {
    let dir = tempfile::tempdir().unwrap();
    for open in [open, open_window] {
        let library = open(dir.path());
        save(&library, "Title", "Words.");
        library.catch_up(SOON).unwrap();
        let mut last = (0, 0);
        let mut hear = |done, total| {
            last = (done, total);
            true
        };
        library.rebuild_index(&mut hear).unwrap();
        assert!(last.0 <= last.1);
        assert!(find(&library, "words ").total > 0);
    }
}

#[test]
fn rebuilding_can_be_stopped_and_search_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    save(&library, "Title", "Words.");
    library.catch_up(SOON).unwrap();
    let folders = || std::fs::read_dir(dir.path().join("index")).unwrap().count();
    let before = folders();
    assert!(matches!(library.rebuild_index(&mut |_, _| false), Err(Error::Stopped)));
    assert_eq!(folders(), before);
    assert_eq!(find(&library, "words ").total, 1);
}

#[test]
fn what_is_written_while_the_index_is_built_is_found_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    for n in 0..150 {
        save(&library, &format!("Title {n}"), "Some words.");
    }
    library.catch_up(SOON).unwrap();
    let mut found = Vec::new();
    let mut hear = |done: u32, _: u32| {
        if done == 0 {
            save(&library, "Meanwhile", "Unmistakable.");
        }
        std::thread::sleep(Duration::from_millis(600));
        found.push(library.search(&parse("unmistakable "), 0, 5).unwrap().total);
        true
    };
    library.rebuild_index(&mut hear).unwrap();
    assert_eq!(found, [0, 1, 1, 1]);
    assert_eq!(find(&library, "unmistakable ").total, 1);
}

#[test]
fn a_search_that_nobody_waits_for_stops() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    for n in 0..5 {
        save(&library, &format!("Title {n}"), "Some words.");
    }
    library.catch_up(SOON).unwrap();
    let asked = AtomicU32::new(0);
    let at_most = |most: u32| {
        asked.store(0, Relaxed);
        let wanted = || asked.fetch_add(1, Relaxed) < most;
        library.search_while(&parse("some words "), 0, 10, &wanted)
    };
    assert_eq!(at_most(u32::MAX).unwrap().hits.len(), 5);
    let often = asked.load(Relaxed);
    assert!(often > 5, "asked {often} times");
    for most in 0..often {
        assert!(matches!(at_most(most), Err(Error::Stopped)), "{most}");
        assert_eq!(asked.load(Relaxed), most + 1);
    }
}

#[test]
fn opening_does_not_wait_for_the_index() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let begun = Instant::now();
    let library = open_window(dir.path());
    assert!(begun.elapsed() < Duration::from_millis(500));
    assert_eq!(library.search(&parse("anything"), 0, 1).unwrap().total, 0);
    assert_eq!(EntityKind::Article.as_str(), "article");
}

#[test]
fn parts_of_chinese_japanese_and_korean_runs_find_what_holds_them_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    // Few characters, so that they meet often: a library in which nothing is rare.
    let letters: Vec<char> =
        "東京都大学生活気象学会研究所のはをにカタナ한국어사전中文書信息".chars().collect();
    let mut state = 7_u64;
    let mut below = |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    let mut texts = Vec::new();
    for n in 0..40 {
        let mut text = String::new();
        for _ in 0..40 + below(160) {
            match below(30) {
                0 => text.push('。'),
                1 => text.push_str(" and "),
                // Nothing that a reader sees.
                2 => text.push('\u{200b}'),
                _ => text.push(letters[below(letters.len())]),
            }
        }
        let title = format!("Text {n}");
        save(&library, &title, &text);
        texts.push((format!("article {title}"), text.replace('\u{200b}', "")));
    }
    library.catch_up(SOON).unwrap();
    for n in 0..300 {
        let runs: Vec<Vec<char>> = texts[below(texts.len())]
            .1
            .split(|c: char| !letters.contains(&c))
            .map(|run| run.chars().collect())
            .collect();
        let run = &runs[below(runs.len())];
        let length = 2 + n % 3;
        if run.len() < length {
            continue;
        }
        let start = below(run.len() - length + 1);
        let part: String = run[start..start + length].iter().collect();
        let mut expected: Vec<&str> = texts
            .iter()
            .filter(|(_, text)| text.contains(&part))
            .map(|(title, _)| title.as_str())
            .collect();
        for typed in [part.clone(), format!("{part} ")] {
            let mut found = titles(&library, &typed);
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{typed}");
        }
    }
}

#[test]
fn what_a_person_comes_back_to_stands_before_its_like() {
    const DAY: i64 = 86_400_000;
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let both = ["First", "Second"].map(|title| save(&library, title, "Words about tides."));
    let order = || find(&library, "tides ").hits.into_iter().map(|hit| hit.article);
    let newest: Vec<_> = order().collect();
    let older = *both.iter().find(|id| newest[0] != Some(**id)).unwrap();
    let read = |day: i64, hour: i64| {
        let at = Millis(20_000 * DAY + day * DAY + hour * 3_600_000);
        library.write(Op::Open, |w| w.set_opened(older, at)).unwrap();
    };
    for (day, hour) in [(0, 1), (0, 2), (0, 3), (1, 1), (1, 1)] {
        read(day, hour);
    }
    assert_eq!(order().collect::<Vec<_>>(), newest, "two days are not often");
    read(5, 0);
    let after: Vec<_> = order().collect();
    assert_eq!(after, [Some(older), newest[0]], "the third day is");
    library.rebuild_index(&mut |_, _| true).unwrap();
    assert_eq!(order().collect::<Vec<_>>(), after, "and stays so in a new index");
}
