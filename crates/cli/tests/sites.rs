//! What holds for the pages of a site, and articles that are copies of each other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Library, lines};
use serde_json::{Value, json};

const NOTE: &str = "Editors' note: this diary was found in the attic of the lighthouse.";
const PROMOTION: &str = "Subscribe to our newsletter and get the harbour in your inbox.";

/// A page of a site; every page has its own sentences.
fn page(name: &str) -> String {
    const WORDS: &[&str] = &[
        "ship", "flag", "course", "weather", "evening", "harbour", "lamp", "storm", "letter",
        "island", "keeper", "tide", "north", "light", "boat", "winter", "wind", "stone", "night",
        "voice", "bread", "rope", "mast", "salt",
    ];
    let mut seed =
        name.bytes().fold(7_u32, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        WORDS[(seed >> 16) as usize % WORDS.len()]
    };
    let paragraph = |n: usize| {
        let words: Vec<&str> = (0..40).map(|_| word()).collect();
        format!(
            "<p>Page {n} of the {name} volume, as the keeper wrote it: the {}.</p>",
            words.join(" ")
        )
    };
    let paragraphs: String = (1..=6).map(paragraph).collect();
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>The {name} volume</title></head><body>\
         <nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav>\
         <article><h1>The {name} volume</h1>{paragraphs}</article>\
         <aside class=\"promo\">{PROMOTION}</aside><footer class=\"note-box css-1x9y8z\"><p>{NOTE}</p></footer></body></html>"
    )
}

fn saved(library: &Library, name: &str, page: &str, url: &str) -> Value {
    let file = library.file(name, page);
    let outcome = library.one(&["save", &file, "--url", url]);
    library.one(&["show", outcome["id"].as_str().unwrap()])
}

fn text(article: &Value) -> &str {
    article["text"].as_str().unwrap()
}

#[test]
fn a_rule_for_a_site_holds_for_its_next_page() {
    let library = Library::new();
    let first = saved(&library, "1.html", &page("first"), "https://www.example.org/1");
    assert!(!text(&first).contains(NOTE) && !text(&first).contains(PROMOTION));
    let dropped = first["receipt"]["dropped"].as_array().unwrap();
    let note = dropped.iter().find(|block| block["text"].as_str().unwrap().contains(NOTE)).unwrap();
    let mark = note["mark"].as_str().unwrap();
    assert!(mark.contains("footer.note-box"), "a word that a tool made up is no part: {mark}");
    assert!(!mark.contains("css-"), "{mark}");

    let rule = library.one(&["rule", "add", "https://www.example.org/x", "footer.note-box p"]);
    assert_eq!((&rule["host"], &rule["keep"]), (&json!("example.org"), &json!(true)));
    let second = saved(&library, "2.html", &page("second"), "https://example.org/2");
    assert!(text(&second).contains(NOTE) && !text(&second).contains(PROMOTION));
    let followed = &second["receipt"]["rules"][0];
    assert_eq!((&followed["keep"], &followed["mark"]), (&json!(true), &json!("footer.note-box p")));
    // Nowhere else, and the article saved before stays as it was until it is read again.
    let other = saved(&library, "3.html", &page("third"), "https://example.net/3");
    assert!(!text(&other).contains(NOTE));
    let id = first["id"].as_str().unwrap();
    assert!(!text(&library.one(&["show", id])).contains(NOTE));
    assert!(library.one(&["reread", id])["capture"].is_string());
    assert!(text(&library.one(&["show", id])).contains(NOTE));

    // The same blocks the other way round: the rule is changed, not doubled.
    let changed = library.one(&["rule", "add", "example.org", "footer.note-box p", "--drop"]);
    assert_eq!((&changed["id"], &changed["keep"]), (&rule["id"], &json!(false)));
    library.one(&["rule", "add", "example.org", "article h1, p.never", "--drop"]);
    assert_eq!(library.json(&["rule", "list"]).len(), 2);
    let refused = library.run(&["rule", "add", "example.org", "div p"]);
    assert_eq!(refused.status.code(), Some(1), "that would be nearly everything");

    // Rules travel with a whole export.
    let out = library.path("out.jsonl").display().to_string();
    library.json(&["export", "--format", "jsonl", "--out", &out]);
    let there = Library::new();
    there.json(&["import", &out]);
    let known = |library: &Library| -> Vec<(Value, Value, Value)> {
        let rules = library.json(&["rule", "list"]);
        rules.iter().map(|r| (r["host"].clone(), r["mark"].clone(), r["keep"].clone())).collect()
    };
    assert_eq!(known(&there), known(&library));
    assert_eq!(there.one(&["import", &out])["created"], 0, "a second time changes nothing");
    library.json(&["rule", "remove", rule["id"].as_str().unwrap()]);
    assert_eq!(library.json(&["rule", "list"]).len(), 1);
}

#[test]
fn a_passage_is_left_out_on_its_site() {
    let library = Library::new();
    let word = "The editors of this paper hold that every harbour should have a diary of its own, and that keepers ought to be remembered.";
    let with_word = |name: &str| {
        page(name).replace("</article>", &format!("<section class=editors-word><p>{word}</p></section><p>{word} So they say.</p></article>"))
    };
    let first = saved(&library, "1.html", &with_word("first"), "https://www.example.org/1");
    let id = first["id"].as_str().unwrap();
    assert_eq!(text(&first).matches(word).count(), 2);
    library.one(&["highlight", "add", id, "--quote", "So they say."]);
    let twice = library.run(&["rule", "leave-out", id, "--quote", "every harbour"]);
    assert_eq!(twice.status.code(), Some(1), "these words stand there twice");
    let done = library.one(&[
        "rule",
        "leave-out",
        id,
        "--quote",
        "to be remembered.",
        "--suffix",
        "\nThe editors",
    ]);
    assert_eq!(done["anchors"]["exact"], 1);
    let now = library.one(&["show", id]);
    assert_eq!(text(&now).matches(word).count(), 1);
    assert!(text(&now).contains("So they say."));
    let rule = library.one(&["rule", "list"]);
    assert_eq!((&rule["keep"], &rule["mark"]), (&json!(false), &json!("section.editors-word p")));
    assert!(rule["example"].as_str().unwrap().starts_with("The editors"));
    let second = saved(&library, "2.html", &with_word("second"), "https://example.org/2");
    assert_eq!(text(&second).matches(word).count(), 1, "it holds for the next page");
    let most = library.run(&["rule", "leave-out", id, "--quote", "Page 2 of the first volume"]);
    assert_eq!(most.status.code(), Some(1), "that is the article itself");
    assert!(String::from_utf8_lossy(&most.stderr).contains("block"));
    assert_eq!(library.json(&["rule", "list"]).len(), 1);
}

#[test]
fn copies_become_one_article_with_all_that_was_made_on_them() {
    let library = Library::new();
    let original = saved(&library, "1.html", &page("first"), "https://example.org/1");
    let other = saved(&library, "2.html", &page("second"), "https://example.org/2");
    let print = page("first").replace(
        "<h1>The first volume</h1>",
        "<h1>The first volume</h1><p>From our correspondent in the harbour town, for the print edition of this week.</p>",
    );
    let file = library.file("print.html", print);
    let output = library.run(&["save", &file, "--url", "https://paper.example.net/print/1"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("looks like “The first volume”"), "{said}");
    let outcome = lines(&output).remove(0);
    let copy = outcome["id"].as_str().unwrap();
    let id = original["id"].as_str().unwrap();

    let pair = library.one(&["copies"]);
    assert_eq!((&pair["article"]["id"], &pair["copy"]["id"]), (&json!(copy), &json!(id)));
    assert!(pair["shared"].as_f64().unwrap() > 0.9, "{pair}");

    library.one(&[
        "highlight",
        "add",
        id,
        "--quote",
        "Page 2 of the first volume",
        "--note",
        "mine",
    ]);
    library.one(&[
        "highlight",
        "add",
        copy,
        "--quote",
        "Page 5 of the first volume",
        "--note",
        "theirs",
    ]);
    library.one(&["highlight", "add", copy, "--quote", "From our correspondent"]);
    library.json(&["tag", id, "+one"]);
    library.json(&["tag", copy, "+two"]);
    library.json(&["note", "add", copy, "--text", "A note on the whole."]);
    library.json(&["move", copy, "Harbour"]);
    library.json(&["merge", id, copy]);

    let merged = library.one(&["show", id]);
    assert_eq!(merged["text"], original["text"], "what is read stays");
    assert_eq!(merged["tags"], json!(["one", "two"]));
    assert_eq!(merged["captures"].as_array().unwrap().len(), 2);
    assert_eq!(merged["notes"][0]["markdown"], "A note on the whole.");
    let highlights = merged["highlights"].as_array().unwrap();
    assert_eq!(highlights.len(), 3);
    for highlight in highlights {
        let gone = highlight["quote"] == "From our correspondent";
        assert_eq!(highlight["state"], if gone { "orphan" } else { "exact" }, "{highlight}");
    }
    assert_eq!(library.run(&["show", copy]).status.code(), Some(1));
    assert_eq!(library.json(&["list"]).len(), 2);
    assert_eq!(library.json(&["search", "keeper in:articles"])[0]["total"], 2);
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
    assert_eq!(library.json(&["copies"]), Vec::<Value>::new());
    // The address of the copy is an address of the article now.
    let again = library.one(&["save", &file, "--url", "https://paper.example.net/print/1"]);
    assert_eq!((&again["id"], &again["status"]), (&json!(id), &json!("merged")));
    let refused = library.run(&["merge", id, id]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(library.run(&["show", other["id"].as_str().unwrap()]).status.success());
}

#[test]
fn what_a_source_marks_is_highlighted() {
    let library = Library::new();
    let source = "# Tides\n\nThe tide ==comes in twice== a day, and a ==boat== waits for it.\n";
    let id = library.save("tides.md", source);
    let shown = library.one(&["show", &id]);
    let quotes = |article: &Value| -> Vec<String> {
        let highlights = article["highlights"].as_array().unwrap();
        highlights.iter().map(|one| one["quote"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(quotes(&shown), ["comes in twice", "boat"]);
    assert!(!text(&shown).contains("=="));
    // The same file once more brings nothing back that was removed; a file with another mark adds that one.
    library.json(&["highlight", "remove", shown["highlights"][1]["id"].as_str().unwrap()]);
    let file = library.path("tides.md").display().to_string();
    assert_eq!(library.one(&["save", &file])["status"], "unchanged");
    assert_eq!(quotes(&library.one(&["show", &id])), ["comes in twice"]);
    let more = library.file("more.md", source.replace("waits for it", "==waits== for it"));
    assert_eq!(library.one(&["save", &more])["status"], "merged");
    let shown = library.one(&["show", &id]);
    assert!(quotes(&shown).contains(&"waits".to_owned()), "{shown}");

    let record = json!({ "title": "Brought", "markdown": "Some ==marked words== here." });
    library.json(&["import", &library.file("in.jsonl", record.to_string())]);
    let found = library.json(&["highlight", "list"]);
    assert!(found.iter().any(|one| one["quote"] == "marked words"), "{found:?}");
}
