//! What is said to a person has a name, by which the window says it in another language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_api::{
    Api, Choose, Clipboard, Dialog, Host, IndexMode, NoWindow, Sentence,
    wire::{Event, Said},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

fn open(dir: &Path) -> Api {
    Api::open(dir, IndexMode::OnDemand, Arc::new(NoWindow)).expect("the library opens")
}

async fn call(api: &Api, name: &str, input: Value) -> Value {
    api.call(name.into(), input).await.expect("the command is done")
}

fn codes(list: &Value, key: &str) -> Vec<String> {
    let said = |item: &Value| item[key]["code"].as_str().expect("a name").to_owned();
    list.as_array().expect("a list").iter().map(said).collect()
}

#[tokio::test]
async fn what_is_wrong_with_a_query() {
    let dir = tempfile::tempdir().unwrap();
    let api = open(dir.path());
    let input = json!({ "query": "nope:x words:many is: \"open", "offset": 0, "limit": 5 });
    let answer = call(&api, "search", input).await;
    assert_eq!(
        codes(&answer["problems"], "said"),
        ["query-no-filter", "query-no-number", "query-needs-one", "query-quote"]
    );
    let filter = &answer["problems"][0]["said"];
    assert_eq!(filter["message"], "There is no filter nope:, so it is searched as words.");
    assert_eq!(filter["parts"], json!({ "field": "nope" }));
}

#[tokio::test]
async fn what_an_import_did_not_take() {
    let dir = tempfile::tempdir().unwrap();
    let api = open(dir.path());
    let lines = dir.path().join("lines.jsonl");
    fs::write(&lines, "{\"title\":5}\nno json\n{\"saved\":\"soon\"}\n").unwrap();
    let annotations = dir.path().join("annotations.jsonld");
    let note = r#"[{"type":"Annotation","target":"mailto:x@example.org"}]"#;
    fs::write(&annotations, note).unwrap();
    let binary = dir.path().join("binary.jsonl");
    fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();

    let report = call(&api, "import", json!({ "paths": [lines, annotations, binary] })).await;
    let issues = &report["issues"];
    assert_eq!(
        codes(issues, "said"),
        ["json-no-text", "json-none", "json-no-time", "annotation-nowhere", "import-not-text"]
    );
    let place = &issues[2]["place"];
    assert_eq!(place["message"], "lines.jsonl, line 3");
    assert_eq!(place["code"], "import-line");
    assert_eq!(place["parts"], json!({ "file": "lines.jsonl", "number": "3" }));
    assert_eq!(issues[3]["place"]["code"], "import-annotation");
    assert_eq!(issues[4]["place"]["code"], "", "a file's name is the same in every language");
}

#[tokio::test]
async fn doubts_and_problems_of_a_receipt_keep_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let api = open(dir.path());
    let page = dir.path().join("page.html");
    let html = "<title>Page not found</title><h1>Page not found</h1>\
         <p>There is nothing here that could be read, and no way on from here.</p>\
         <p><img src='chart.png' alt='A chart'></p>";
    fs::write(&page, html).unwrap();
    let saved = call(&api, "article.save", json!({ "sources": [{ "path": page }] })).await;
    let opened = call(&api, "article.open", json!({ "id": saved[0]["id"] })).await;
    let receipt = &opened["article"]["receipt"];
    let doubts: Vec<&str> = receipt["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|doubt| doubt["code"].as_str().unwrap())
        .collect();
    assert!(doubts.contains(&"doubt-error-page"), "{receipt}");
    let lost = &receipt["problems"][0];
    assert_eq!(lost["code"], "image-lost-named");
    assert_eq!(lost["parts"], json!({ "names": "“A chart”" }));
}

#[tokio::test]
async fn what_long_work_is_doing() {
    let dir = tempfile::tempdir().unwrap();
    let api = open(dir.path());
    let mut events = api.events();
    let saving = json!({ "sources": [{ "text": "An article." }], "task": "saving" });
    call(&api, "article.save", saving).await;
    call(&api, "index.rebuild", json!({ "task": "rebuilding" })).await;
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Progress { now, finished: false, task, .. } = event {
            told.push((task, now));
        }
    }
    let indexing =
        |(task, now): &(String, Said)| task == "rebuilding" && now.code == "now-indexing";
    assert!(told.iter().any(indexing), "{told:?}");
}

/// A desktop that notes what it is asked.
#[derive(Default)]
struct Noting(Mutex<Vec<Dialog>>);

impl Host for Noting {
    fn choose(&self, dialog: Dialog) -> Result<Vec<PathBuf>, Sentence> {
        self.0.lock().unwrap().push(dialog);
        Ok(vec!["/a".into()])
    }

    fn read_clipboard(&self) -> Result<Clipboard, Sentence> {
        NoWindow.read_clipboard()
    }

    fn write_clipboard(&self, text: &str) -> Result<(), Sentence> {
        NoWindow.write_clipboard(text)
    }

    fn open_link(&self, address: &str) -> Result<(), Sentence> {
        NoWindow.open_link(address)
    }

    fn show_folder(&self, dir: &Path) -> Result<(), Sentence> {
        NoWindow.show_folder(dir)
    }

    fn start_again(&self, dir: &Path) -> Result<(), Sentence> {
        NoWindow.start_again(dir)
    }
}

#[tokio::test]
async fn dialogs_speak_as_the_window_does() {
    let dir = tempfile::tempdir().unwrap();
    let host = Arc::new(Noting::default());
    let api = Api::open(dir.path(), IndexMode::OnDemand, host.clone()).unwrap();
    let words = json!({ "purpose": "import", "title": "Exporte einlesen", "files": "Exporte", "all": "Alle" });
    assert_eq!(call(&api, "dialog", words).await, json!({ "paths": ["/a"] }));
    let asked = Dialog {
        what: Choose::Exports,
        title: "Exporte einlesen".into(),
        files: "Exporte".into(),
        all: "Alle".into(),
        name: None,
    };
    assert_eq!(*host.0.lock().unwrap(), [asked]);
}
