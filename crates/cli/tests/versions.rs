//! Newer versions of an article from the command line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};

fn run(dir: &Path, arguments: &[&str]) -> (Value, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonplace"));
    let output = command
        .arg("--library")
        .arg(dir.join("library"))
        .arg("--json")
        .args(arguments)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    let text = String::from_utf8(output.stdout).unwrap();
    (serde_json::from_str(text.trim()).unwrap_or(Value::Null), complaint)
}

fn write(dir: &Path, name: &str, content: &str) -> String {
    let path = dir.join(name);
    fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[test]
fn a_newer_version_with_its_highlights() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let paragraphs: Vec<String> = (0..12)
        .map(|n| {
            format!("Paragraph {n} of the diary speaks of the tide, the wind and {} ships.", n * 13)
        })
        .collect();
    let article = |paragraphs: &[String]| format!("# Diary\n\n{}\n", paragraphs.join("\n\n"));
    let (saved, _) = run(dir, &["save", &write(dir, "one.md", &article(&paragraphs))]);
    let id = saved["id"].as_str().unwrap();
    for quote in [
        "the tide, the wind and 26 ships",
        "the tide, the wind and 65 ships",
        "Paragraph 9 of the diary",
    ] {
        run(dir, &["highlight", "add", id, "--quote", quote, "--note", "kept"]);
    }
    let mut newer = paragraphs.clone();
    newer.remove(9);
    newer[5] = newer[5].replace("ships", "tall ships");
    newer.insert(0, "A correction was added to this diary by its editor.".into());
    let (done, _) = run(dir, &["capture", id, &write(dir, "two.md", &article(&newer))]);
    let counts = json!({ "exact": 1, "edited": 1, "moved": 0, "ambiguous": 0, "orphan": 1 });
    assert_eq!(done, json!({ "capture": done["capture"], "anchors": counts }));

    let (shown, _) = run(dir, &["show", id]);
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

    let wall = write(dir, "wall.txt", "Sign in or subscribe to continue reading this article.");
    let (kept, complaint) = run(dir, &["capture", id, &wall]);
    assert_eq!((&kept["current"], &kept["doubt"]), (&json!(false), &json!("wall")));
    assert!(complaint.contains("--force"), "{complaint}");
    let (still, _) = run(dir, &["show", id]);
    assert_eq!((&still["text"], still["captures"].as_array().unwrap().len()), (&shown["text"], 3));
    let (forced, _) = run(dir, &["capture", id, &wall, "--force"]);
    assert_eq!(forced["anchors"]["orphan"], 3);
    let (back, _) = run(dir, &["capture", id, &write(dir, "again.md", &article(&paragraphs))]);
    assert_eq!(back["anchors"]["exact"], 3);
}
