//! Newer versions of an article from the command line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{
    Library,
    files::{book, mhtml, pdf, zip},
    lines,
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

/// An article's page, and what is left out of it.
const PAGE: &str = "<!doctype html><html lang=en><head><title>The Keeper's Diary</title></head><body>\
    <nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav><article><h1>The Keeper's Diary</h1>\
    <p>For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books.</p>\
    <p>The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day, and never missed an evening.</p>\
    <p>When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp.</p>\
    </article><footer><p>All rights reserved by the Harbour News company.</p></footer></body></html>";

#[test]
fn a_newer_version_with_its_highlights() {
    let library = Library::new();
    let paragraphs: Vec<String> = (0..12)
        .map(|n| {
            format!("Paragraph {n} of the diary speaks of the tide, the wind and {} ships.", n * 13)
        })
        .collect();
    let article = |paragraphs: &[String]| format!("# Diary\n\n{}\n", paragraphs.join("\n\n"));
    let id = library.save("one.md", article(&paragraphs));
    for quote in [
        "the tide, the wind and 26 ships",
        "the tide, the wind and 65 ships",
        "Paragraph 9 of the diary",
    ] {
        library.one(&["highlight", "add", &id, "--quote", quote, "--note", "kept"]);
    }
    let mut newer = paragraphs.clone();
    newer.remove(9);
    newer[5] = newer[5].replace("ships", "tall ships");
    newer.insert(0, "A correction was added to this diary by its editor.".into());
    let done = library.one(&["capture", &id, &library.file("two.md", article(&newer))]);
    let counts = json!({ "exact": 1, "edited": 1, "moved": 0, "ambiguous": 0, "orphan": 1 });
    assert_eq!(done, json!({ "capture": done["capture"], "anchors": counts }));

    let shown = library.one(&["show", &id]);
    assert_eq!(shown["captures"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&shown["captures"][0]["id"], &shown["captures"][0]["current"]),
        (&done["capture"], &json!(true))
    );
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    for highlight in shown["highlights"].as_array().unwrap() {
        assert_eq!(highlight["note"], "kept");
        let Some(start) = highlight["start"].as_u64() else {
            assert_eq!(highlight["state"], "orphan");
            assert_eq!(highlight["quote"], "Paragraph 9 of the diary");
            continue;
        };
        let words: String =
            text[start as usize..highlight["end"].as_u64().unwrap() as usize].iter().collect();
        match highlight["state"].as_str().unwrap() {
            "exact" => assert_eq!(words, "the tide, the wind and 26 ships"),
            "edited" => assert_eq!(words, "the tide, the wind and 65 tall ships"),
            other => panic!("{other}"),
        }
    }

    let wall = library.file("wall.txt", "Sign in or subscribe to continue reading this article.");
    let output = library.run(&["capture", &id, &wall]);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let kept = lines(&output).remove(0);
    assert_eq!((&kept["current"], &kept["doubt"]), (&json!(false), &json!("wall")));
    assert!(complaint.contains("--force"), "{complaint}");
    let still = library.one(&["show", &id]);
    assert_eq!((&still["text"], still["captures"].as_array().unwrap().len()), (&shown["text"], 3));
    let forced = library.one(&["capture", &id, &wall, "--force"]);
    assert_eq!(forced["anchors"]["orphan"], 3);
    let back = library.one(&["capture", &id, &library.file("again.md", article(&paragraphs))]);
    assert_eq!(back["anchors"]["exact"], 3);
}

#[test]
fn a_source_is_read_in_another_way_and_back() {
    let library = Library::new();
    let id = library.save("page.html", PAGE);
    library.one(&["highlight", "add", &id, "--quote", "The keeper of the lighthouse"]);
    let first = library.one(&["show", &id]);
    assert!(!first["text"].as_str().unwrap().contains("All rights reserved"));

    let whole = library.one(&["reread", &id, "--as", "whole-page"]);
    assert_eq!(whole["anchors"]["exact"], 1);
    let shown = library.one(&["show", &id]);
    assert!(shown["text"].as_str().unwrap().contains("All rights reserved"));
    assert_eq!(shown["captures"].as_array().unwrap().len(), 2);
    assert_eq!(library.one(&["reread", &id, "--as", "whole-page"]), json!({ "capture": null }));

    let back = library.one(&["reread", &id]);
    assert_eq!(back["anchors"]["exact"], 1);
    assert_eq!(library.one(&["show", &id])["text"], first["text"]);
}

#[test]
fn originals_are_read_again_and_only_what_differs_is_kept() {
    let library = Library::new();
    let id = library.save("page.html", PAGE);
    let text = library.one(&["show", &id])["text"].clone();
    // What the present rules made is not looked at, and what came in as an article has no source to read.
    let record = json!({ "title": "Brought", "html": "<p>Words that were an article before.</p>" });
    library.json(&["import", &library.file("in.jsonl", record.to_string())]);
    assert_eq!(library.json(&["reread"]), Vec::<Value>::new());
    let again = library.one(&["reread", "--all"]);
    assert_eq!((&again["id"], &again["status"]), (&json!(id), &json!("same")));

    // As if older rules had kept the whole page.
    library.one(&["reread", &id, "--as", "whole-page"]);
    let connection = rusqlite::Connection::open(library.path("library/library.sqlite")).unwrap();
    connection.execute("UPDATE capture_origin SET version = 1, reading = 'best'", ()).unwrap();
    let again = library.one(&["reread"]);
    assert_eq!((&again["id"], &again["status"]), (&json!(id), &json!("changed")));
    let shown = library.one(&["show", &id]);
    assert_eq!((&shown["text"], shown["captures"].as_array().unwrap().len()), (&text, 3));
    assert_eq!(library.json(&["reread"]), Vec::<Value>::new(), "it is done");

    // An original that is gone is said, and the article stays.
    connection.execute("UPDATE capture_origin SET version = 1", ()).unwrap();
    let original = shown["captures"][0]["original"].as_str().unwrap();
    std::fs::remove_file(library.blob(original)).unwrap();
    let output = library.run(&["reread"]);
    assert_eq!((output.status.code(), &lines(&output)[0]["status"]), (Some(1), &json!("failed")));
    assert_eq!(library.one(&["show", &id])["text"], text);
}

#[test]
fn killed_while_originals_are_read_again_nothing_is_lost_and_the_rest_follows() {
    const ARTICLES: usize = 40;
    let library = Library::new();
    for n in 0..ARTICLES {
        let page = PAGE.replace("eleven", &n.to_string()).replace("Keeper", &format!("Keeper {n}"));
        library.file(&format!("pages/{n}.html"), page);
    }
    let saved = library.json(&["save", &library.path("pages").display().to_string()]);
    assert_eq!(saved.len(), ARTICLES);
    for one in &saved {
        let id = one["id"].as_str().unwrap();
        library.one(&["highlight", "add", id, "--quote", "The keeper of the lighthouse"]);
    }
    // As if older rules had made them, which read the whole page otherwise.
    let connection = rusqlite::Connection::open(library.path("library/library.sqlite")).unwrap();
    connection
        .execute("UPDATE capture_origin SET version = 1, reading = 'whole_page'", ())
        .unwrap();
    drop(connection);

    let mut child = library.command(&["reread"]).stdout(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(child.stdout.take().unwrap()).lines();
    let told: Vec<String> = told.take(ARTICLES / 4).map(Result::unwrap).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    let parse = |line: &String| serde_json::from_str::<Value>(line).unwrap();
    let done: Vec<Value> = told.iter().map(parse).collect();
    assert!(done.iter().all(|one| one["status"] == "changed"), "{done:?}");

    let rest = library.json(&["reread"]);
    assert!(rest.len() + done.len() <= ARTICLES, "{} again", rest.len());
    assert!(done.iter().all(|one| rest.iter().all(|other| other["id"] != one["id"])));
    for one in &saved {
        let shown = library.one(&["show", one["id"].as_str().unwrap()]);
        assert!(shown["text"].as_str().unwrap().contains("All rights reserved"), "{shown}");
        assert_eq!(shown["captures"].as_array().unwrap().len(), 2);
        assert_eq!(shown["highlights"][0]["state"], "exact");
    }
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
}

/// Saves one file, highlights a passage in it, captures the other, and gives how the passage stands there.
fn followed(name: &str, first: Vec<u8>, second: Vec<u8>, quote: &str) -> (Value, Value) {
    let library = Library::new();
    let id = library.save(&format!("one/{name}"), first);
    library.one(&["highlight", "add", &id, "--quote", quote, "--note", "kept"]);
    let done = library.one(&["capture", &id, &library.file(&format!("two/{name}"), second)]);
    let shown = library.one(&["show", &id]);
    assert_eq!(shown["captures"].as_array().unwrap().len(), 2, "{name}");
    assert_eq!(shown["highlights"][0]["note"], "kept");
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
    (done["anchors"].clone(), shown)
}

/// The words that a highlight stands on.
fn words(shown: &Value) -> String {
    let offset = |key: &str| shown["highlights"][0][key].as_u64().unwrap() as usize;
    let text = shown["text"].as_str().unwrap().chars();
    text.skip(offset("start")).take(offset("end") - offset("start")).collect()
}

#[test]
fn a_newer_pdf_keeps_the_highlights_of_the_one_before() {
    let (anchors, shown) = followed(
        "paper.pdf",
        pdf(["Tables are older than chairs, and beds than both.", "The last word is about lamps."]),
        pdf([
            "Tables are far older than chairs, and beds than both.",
            "The last word is about light.",
        ]),
        "Tables are older than chairs",
    );
    assert_eq!(anchors["orphan"], 0, "{anchors}");
    assert_eq!(words(&shown), "Tables are far older than chairs");
}

#[test]
fn a_newer_edition_of_a_book_keeps_the_highlights_of_the_one_before() {
    let (anchors, shown) = followed(
        "book.epub",
        book(["It began at a table in the hall.", "It ended on a chair."]),
        book(["It was told again. It began at a table in the hall.", "It ended on a chair."]),
        "a table in the hall",
    );
    assert_eq!((&anchors["exact"], words(&shown).as_str()), (&json!(1), "a table in the hall"));
    assert!(shown["html"].as_str().unwrap().contains("library://localhost/"), "with its picture");
}

#[test]
fn a_newer_archive_of_a_page_keeps_the_highlights_of_the_one_before() {
    let page = PAGE.replace("<p>When", "<img src=\"/a/table.gif\" alt=Lamp><p>When");
    let newer =
        page.replace("eleven volumes", "twelve thick volumes").replace("For many", "For so many");
    let quote = "the diary filled eleven volumes";
    let (anchors, shown) = followed("page.mhtml", mhtml(&page).into(), mhtml(&newer).into(), quote);
    let changed = "the diary filled twelve thick volumes";
    assert_eq!((&anchors["edited"], words(&shown).as_str()), (&json!(1), changed));
    assert!(shown["html"].as_str().unwrap().contains("library://localhost/"), "with its picture");
}

#[test]
fn a_zip_file_is_captured_where_it_holds_one_article() {
    let library = Library::new();
    let id = library.save("page.html", PAGE);
    library.one(&["highlight", "add", &id, "--quote", "The keeper of the lighthouse"]);
    let newer = PAGE.replace("never missed an evening", "missed no evening");
    let one = library.file("one.zip", zip(&[("page.html", newer.as_bytes())]));
    assert_eq!(library.one(&["capture", &id, &one])["anchors"]["exact"], 1);
    assert!(library.one(&["show", &id])["text"].as_str().unwrap().contains("missed no evening"));
    // Of several nobody could say which is meant.
    let two = zip(&[("a.html", PAGE.as_bytes()), ("b.html", newer.as_bytes())]);
    let output = library.run(&["capture", &id, &library.file("two.zip", two)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(library.one(&["show", &id])["captures"].as_array().unwrap().len(), 2);
}

#[test]
fn a_passage_that_stands_there_several_times_is_offered_with_every_place() {
    let library = Library::new();
    let lines = ["tea", "coffee", "cocoa"].map(|drink| {
        format!(
            "<p>In the house of {drink} the guests were served at noon and went home at dusk.</p>"
        )
    });
    let record = json!({
        "title": "Drinks", "html": lines.concat(),
        "highlights": [{ "quote": "served at noon" }, { "quote": "served at moon" }, { "quote": "sailed at dawn" }],
    });
    let report = library.one(&["import", &library.file("in.jsonl", record.to_string())]);
    assert_eq!(
        (&report["highlights"]["ambiguous"], &report["highlights"]["orphans"]),
        (&json!(1), &json!(2)),
        "{report}"
    );
    let id = library.one(&["list"])["id"].as_str().unwrap().to_owned();
    assert_eq!(library.one(&["list"])["undecided"], 3);
    let shown = library.one(&["show", &id]);
    let find = |quote: &str| {
        let all = shown["highlights"].as_array().unwrap();
        all.iter().find(|h| h["quote"] == quote).unwrap()["id"].as_str().unwrap().to_owned()
    };
    for quote in ["served at noon", "served at moon"] {
        let places = library.json(&["highlight", "places", &find(quote)]);
        assert_eq!(places.len(), 3, "{places:?}");
        assert!(places.iter().all(|place| place["quote"] == "served at noon"), "{places:?}");
        let drinks = ["tea", "coffee", "cocoa"].map(|drink| {
            let at = |place: &Value| place["prefix"].as_str().unwrap().contains(drink);
            places.iter().filter(|place| at(place)).count()
        });
        assert_eq!(drinks, [1, 1, 1]);
        let coffee = places.iter().find(|p| p["prefix"].as_str().unwrap().contains("coffee"));
        let [start, end] = ["start", "end"].map(|key| coffee.unwrap()[key].to_string());
        let id = find(quote);
        let chosen = library.one(&["highlight", "attach", &id, "--start", &start, "--end", &end]);
        assert_eq!(chosen["start"].to_string(), start);
    }
    assert_eq!(library.one(&["list"])["undecided"], 1);
    // Chosen by a person, they stay there in the next version.
    let newer =
        lines.concat().replace("<p>In the house of tea", "<p>News.</p><p>In the house of tea");
    library.one(&["capture", &id, &library.file("newer.html", newer)]);
    let shown = library.one(&["show", &id]);
    let text = shown["text"].as_str().unwrap();
    let coffee = text.find("coffee").unwrap();
    for highlight in shown["highlights"].as_array().unwrap() {
        match highlight["start"].as_u64() {
            Some(start) => assert_eq!(start as usize, coffee + "coffee the guests were ".len()),
            None => assert_eq!(highlight["quote"], "sailed at dawn"),
        }
    }
    // Nothing is like it, so nothing is offered; and there is nothing to agree to.
    let lost = shown["highlights"][0]["id"].as_str().unwrap();
    assert_eq!(library.json(&["highlight", "places", lost]), Vec::<Value>::new());
    assert_eq!(library.run(&["highlight", "accept", lost]).status.code(), Some(1));
}

#[test]
fn two_processes_highlighting_at_once() {
    const EACH: usize = 12;
    let library = Library::new();
    let paragraphs: Vec<String> = (0..EACH * 2)
        .map(|n| format!("Paragraph {n} speaks of the tide and of {} ships.", n * 13 + 7))
        .collect();
    let id = library.save("one.md", paragraphs.join("\n\n"));
    let mut newer = paragraphs.clone();
    newer.insert(0, "A correction was added by the editor.".into());
    let newer = library.file("two.md", newer.join("\n\n"));
    std::thread::scope(|scope| {
        for half in 0..2 {
            let (library, id) = (&library, id.as_str());
            scope.spawn(move || {
                for n in 0..EACH {
                    let quote = format!("Paragraph {} speaks of the tide", half * EACH + n);
                    library.one(&["highlight", "add", id, "--quote", &quote, "--note", "kept"]);
                }
            });
        }
        // And a third one brings a newer version meanwhile.
        scope.spawn(|| library.one(&["capture", &id, &newer]));
    });
    let shown = library.one(&["show", &id]);
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    let highlights = shown["highlights"].as_array().unwrap();
    assert_eq!(highlights.len(), EACH * 2);
    for highlight in highlights {
        let offset = |key: &str| highlight[key].as_u64().unwrap() as usize;
        let words: String = text[offset("start")..offset("end")].iter().collect();
        assert_eq!(
            (highlight["quote"].as_str().unwrap(), &highlight["note"]),
            (&*words, &json!("kept"))
        );
    }
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
}
