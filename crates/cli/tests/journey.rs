//! The whole journey from the command line, on a real library, through the real program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Library, lines};
use serde_json::Value;
use std::{fs, path::Path, process::Stdio};

const ESSAY: &str = "# On keeping\n\nBy Ada Moor\n\nWhat I marked must still be marked, and what I wrote beside it must \
still be beside it.\n\n## Tides\n\nThe order comes after the reading 👩‍👩‍👧, not before it. Schließlich zählt das Café.\n\n\
> A quotation stands here.\n\n| a | b |\n|---|---|\n| one | two |\n\n```rust\nfn main() {\n    indent();\n}\n```\n";

#[test]
fn save_mark_note_find_and_take_away() {
    let library = Library::new();
    let id = library.save("essay.md", ESSAY);
    assert_eq!(library.one(&["save", &library.file("again.md", ESSAY)])["status"], "unchanged");

    let mark = library.one(&[
        "highlight",
        "add",
        &id,
        "--quote",
        "The order comes after the reading 👩‍👩‍👧",
        "--color",
        "green",
        "--note",
        "Against **folders**.",
        "--tag",
        "order",
    ]);
    assert_eq!(mark["state"], "exact");
    let shown = library.one(&["show", &id]);
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    let (start, end) =
        (mark["start"].as_u64().unwrap() as usize, mark["end"].as_u64().unwrap() as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), mark["quote"].as_str().unwrap());
    assert_eq!(shown["highlights"][0]["note"], "Against **folders**.");

    library.json(&["tag", &id, "+letters", "+keeping"]);
    library.json(&["tag", &id, "-letters"]);
    library.json(&["state", &id, "reading"]);
    library.json(&["note", "add", &id, "--text", "A note on the whole."]);
    let listed = library.one(&["list"]);
    assert_eq!(
        (&listed["tags"][0], &listed["state"], &listed["highlights"]),
        (&"keeping".into(), &"reading".into(), &1.into())
    );

    for (query, kind) in
        [("quotation", "article"), ("folders", "note"), ("cafe", "article"), ("order", "highlight")]
    {
        let answer = library.one(&["search", query]);
        let hits = answer["hits"].as_array().unwrap();
        let hit = hits
            .iter()
            .find(|hit| hit["kind"] == kind)
            .unwrap_or_else(|| panic!("{query}: {answer}"));
        let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
        let mark = &hit["marks"][0];
        let marked =
            &snippet[mark[0].as_u64().unwrap() as usize..mark[1].as_u64().unwrap() as usize];
        let marked = marked.iter().collect::<String>().to_lowercase().replace('é', "e");
        assert!(marked.starts_with(query), "{query}: {marked}");
    }
}

/// What two libraries must agree on.
fn essence(library: &Library, id: &str) -> Value {
    let mut shown = library.one(&["show", id]);
    for field in ["captures", "receipt", "markdown", "html"] {
        shown.as_object_mut().unwrap().remove(field);
    }
    for highlight in shown["highlights"].as_array_mut().unwrap() {
        highlight.as_object_mut().unwrap().remove("score");
    }
    for note in shown["notes"].as_array_mut().unwrap() {
        note.as_object_mut().unwrap().remove("modified");
    }
    shown
}

fn annotated() -> (Library, String) {
    let library = Library::new();
    let id = library.save("essay.md", ESSAY);
    let quotes = [
        ("What I marked must still be marked", "yellow"),
        ("marked, and what I wrote", "blue"),
        ("reading 👩‍👩‍👧, not", "magenta"),
        ("indent();", "purple"),
    ];
    for (quote, color) in quotes {
        let note = format!("On “{quote}”:\n\n> quoted\n\n## Highlights\n\n- a\n  - b\n");
        library.json(&[
            "highlight",
            "add",
            &id,
            "--quote",
            quote,
            "--color",
            color,
            "--note",
            &note,
            "--tag",
            "a tag",
            "--tag",
            "b",
        ]);
    }
    library.json(&["note", "add", &id, "--text", "On the whole.\n\n---\n\nMore."]);
    library.json(&["note", "add", "--page", "A page", "--text", "Of its own."]);
    library.json(&["tag", &id, "+keeping"]);
    library.json(&["move", &id, "Thesis/Chapter 2"]);
    library.json(&["state", &id, "finished"]);
    (library, id)
}

#[test]
fn both_formats_come_back_without_loss_and_twice_is_once() {
    for (format, out) in [("jsonl", "out.jsonl"), ("markdown", "out")] {
        let (library, id) = annotated();
        let out = library.path(out).display().to_string();
        let report = library.one(&["export", "--format", format, "--out", &out]);
        assert_eq!(
            (&report["articles"], &report["highlights"]),
            (&1.into(), &4.into()),
            "{report}"
        );

        let other = Library::new();
        let report = other.one(&["import", &out]);
        assert_eq!(
            (&report["items"], &report["created"], &report["failed"]),
            (&2.into(), &2.into(), &0.into()),
            "{report}"
        );
        assert_eq!(report["highlights"]["anchored"], 4, "{report}");
        assert_eq!(essence(&other, &id), essence(&library, &id), "{format}");
        assert_eq!(other.json(&["note", "list"]).len(), library.json(&["note", "list"]).len());

        let before = other.one(&["stats"]);
        let report = other.one(&["import", &out]);
        assert_eq!(
            (&report["unchanged"], &report["created"], &report["merged"]),
            (&2.into(), &0.into(), &0.into()),
            "{format}: {report}"
        );
        assert_eq!(other.one(&["stats"]), before, "{format}: a second import changed something");
        let back = library.one(&["import", &out]);
        assert_eq!(back["unchanged"], 2, "{format}: {back}");
    }
}

#[test]
fn one_bad_item_does_not_keep_the_others_out() {
    let library = Library::new();
    let good = library.file(
        "good.html",
        "<title>Good</title><article><h1>Good</h1><p>Words enough to read.</p></article>",
    );
    let empty = library.file("empty.txt", "");
    for (name, bytes) in
        [("a.png", &b"\x89PNG\r\n\x1a\n"[..]), ("a.zip", b"PK\x03\x04.."), ("a.bin", b"a\0b")]
    {
        let output = library.run(&["save", &library.file(name, bytes)]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(lines(&output)[0]["error"].as_str().unwrap().contains(name), "{name}");
    }
    let output = library.run(&["save", &good, "missing.html", &empty, "http://127.0.0.1:9/"]);
    assert_eq!(output.status.code(), Some(1));
    let outcomes = lines(&output);
    let statuses: Vec<&str> =
        outcomes.iter().map(|outcome| outcome["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["created", "failed", "failed", "failed"]);
    assert!(outcomes[1]["error"].as_str().unwrap().contains("missing.html"));
    assert!(outcomes[3]["error"].as_str().unwrap().contains("private network"));

    let lines_file = library.file(
        "in.jsonl",
        "{\"title\":\"One\",\"text\":\"First words.\"}\nnot json\n{\"title\":7}\n{\"title\":\"Two\",\"markdown\":\"Second *words*.\"}\n",
    );
    let output = library.run(&["import", &lines_file]);
    assert_eq!(output.status.code(), Some(1));
    let report = &lines(&output)[0];
    assert_eq!(
        (&report["items"], &report["created"], &report["failed"]),
        (&4.into(), &2.into(), &2.into()),
        "{report}"
    );
    assert!(report["issues"][0]["place"].as_str().unwrap().contains("line 2"), "{report}");
}

#[test]
fn standard_input_is_saved_and_searched() {
    let library = Library::new();
    let mut child = library
        .command(&[
            "save",
            "-",
            "--type",
            "text",
            "--title",
            "Piped",
            "--url",
            "https://example.org/piped",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(
        &mut child.stdin.take().unwrap(),
        "Words through a pipe, caf\u{e9}.".as_bytes(),
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    let outcome = &lines(&output)[0];
    assert_eq!(
        (&outcome["status"], &outcome["title"]),
        (&"created".into(), &"Piped".into()),
        "{outcome}"
    );
    let shown = library.one(&["show", outcome["id"].as_str().unwrap()]);
    assert_eq!(shown["url"], "https://example.org/piped");

    let mut child = library
        .command(&["search", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(
        &mut child.stdin.take().unwrap(),
        b"pipe\n\"through a\"\nnothing-of-this\n",
    )
    .unwrap();
    let answers = lines(&child.wait_with_output().unwrap());
    let totals: Vec<u64> = answers.iter().map(|answer| answer["total"].as_u64().unwrap()).collect();
    assert_eq!(totals, [1, 1, 0]);
}

#[cfg(unix)]
#[test]
fn an_exported_file_is_like_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let (library, _) = annotated();
    let (mine, out) = (library.file("mine", "x"), library.path("out.jsonl"));
    library.one(&["export", "--format", "jsonl", "--out", out.to_str().unwrap()]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&out), mode(Path::new(&mine)));
}

#[test]
fn pages_without_words_stay_apart() {
    let library = Library::new();
    for name in ["one", "two"] {
        let page = format!("<title>{name}</title><body><img src=\"{name}.png\"></body>");
        library.save(&format!("{name}.html"), &page);
    }
    assert_eq!(library.json(&["list"]).len(), 2);
}

#[test]
fn what_is_not_built_yet_says_so() {
    let library = Library::new();
    for arguments in [
        &["export", "--format", "epub", "--out", "x"][..],
        &["import", "--format", "pocket", "x"],
        &["search", "x", "--sort", "no-such-order"],
        &["no-such-command"],
        &["highlight", "add", "x"],
    ] {
        let output = library.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_backup_is_put_back() {
    let (library, id) = annotated();
    let before = essence(&library, &id);
    let file = library.path("then.sqlite").display().to_string();
    library.json(&["backup", &file]);
    library.json(&["trash", &id]);
    library.save("later.md", "# Later\n\nWords that came later.");
    assert_eq!(library.one(&["search", "marked"])["total"], 0);
    assert_eq!(library.one(&["restore-backup", &file])["restored"], file.as_str());
    assert_eq!(essence(&library, &id), before);
    assert_ne!(library.one(&["search", "marked"])["total"], 0, "search is as it was then");
    assert_eq!(library.one(&["search", "later"])["total"], 0);
    assert!(library.run(&["verify"]).status.success());
    // What it was before is kept.
    let kept: Vec<_> = fs::read_dir(library.path("library").join("backups")).unwrap().collect();
    let kept = kept[0].as_ref().unwrap().path().display().to_string();
    library.json(&["restore-backup", &kept]);
    assert_ne!(library.one(&["search", "later"])["total"], 0);
    for bad in [library.path("nowhere").display().to_string(), library.file("bad.sqlite", "no")] {
        let output = library.run(&["restore-backup", &bad]);
        assert_eq!(output.status.code(), Some(1), "{bad}");
    }
    assert_ne!(library.one(&["search", "later"])["total"], 0, "a bad file changes nothing");
}

#[test]
fn trash_hides_and_restore_brings_back() {
    let (library, id) = annotated();
    let before = essence(&library, &id);
    library.json(&["trash", &id]);
    assert!(library.json(&["list"]).is_empty());
    assert_eq!(library.one(&["search", "marked"])["total"], 0);
    library.json(&["restore", &id]);
    assert_eq!(essence(&library, &id), before);
    assert_ne!(library.one(&["search", "marked"])["total"], 0);
}

/// The article people really paste: a text dump of a web page. The page itself is not ours to keep here.
#[test]
fn a_text_dump_of_a_page_reads_as_an_article() {
    let Some(corpus) = std::env::var_os("COMMONPLACE_CORPUS") else {
        eprintln!("skipped: COMMONPLACE_CORPUS is not set");
        return;
    };
    let library = Library::new();
    let dump = Path::new(&corpus).join("article-openai-microsoft.txt");
    let outcome = library.one(&["save", dump.to_str().unwrap()]);
    let shown = library.one(&["show", outcome["id"].as_str().unwrap()]);
    assert_eq!(shown["title"], "OpenAI and Microsoft: A Tech Partnership Under Strain");
    assert_eq!(shown["authors"][0], "Mackenzie Ferguson");
    assert!(shown["published"].is_null());
    let html = shown["html"].as_str().unwrap();
    assert!(!html.contains("<pre") && !html.contains("<code"));
    assert_eq!(html.matches("<h2").count(), 14);
    let source = fs::read_to_string(dump).unwrap();
    assert_eq!(html.matches("<a ").count(), source.matches("](http").count());
    for word in
        ["Canva Logo", "Learn to use AI", "[source]", "()", "Last updated", "Recommended Tools"]
    {
        assert!(!html.contains(word), "{word}");
    }
}
