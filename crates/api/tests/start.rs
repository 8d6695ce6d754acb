//! What the window draws first comes in one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_api::{Api, IndexMode, NoWindow};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc};

fn open(dir: &Path) -> Api {
    Api::open(dir, IndexMode::OnDemand, Arc::new(NoWindow)).expect("the library opens")
}

async fn call(api: &Api, name: &str, input: Value) -> Value {
    api.call(name.into(), input).await.expect("the command is done")
}

async fn start(api: &Api) -> Value {
    serde_json::from_str(&api.start().await.expect("there is a first answer")).expect("JSON")
}

#[tokio::test]
async fn it_holds_the_list_that_was_shown_last() {
    let dir = tempfile::tempdir().expect("a folder");
    let api = open(dir.path());
    for (text, favourite) in [("One article.", true), ("Another article.", false)] {
        let saved = call(&api, "article.save", json!({ "sources": [{ "text": text }] })).await;
        let ids = json!({ "ids": [saved[0]["id"]], "favourite": favourite });
        call(&api, "article.update", ids).await;
    }
    let first = start(&api).await;
    assert_eq!(first["list"]["total"], 2, "the inbox of a library that no window has opened yet");
    assert_eq!(first["info"]["favourites"], 1);

    let shown = json!({ "view": "favourites", "sort": "title", "width": 300 }).to_string();
    call(&api, "setting.put", json!({ "name": "window", "value": shown })).await;
    let second = start(&api).await;
    assert_eq!(second["list"]["total"], 1);
    assert_eq!(second["list"]["rows"][0]["favourite"], true);
    assert_eq!(second["settings"][1], json!({ "name": "window", "value": shown }));
}

#[tokio::test]
async fn a_list_that_is_not_understood_is_the_inbox() {
    let dir = tempfile::tempdir().expect("a folder");
    let api = open(dir.path());
    call(&api, "article.save", json!({ "sources": [{ "text": "An article." }] })).await;
    for odd in [r#"{"view":"nowhere"}"#, r#"{"view":7}"#, "[]"] {
        call(&api, "setting.put", json!({ "name": "window", "value": odd })).await;
        assert_eq!(start(&api).await["list"]["total"], 1, "{odd}");
    }
}

#[tokio::test]
async fn the_library_that_is_open_is_not_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let api = open(dir.path());
    let input = json!({ "path": dir.path().join(".") });
    let error = api.call("library.openOther".into(), input).await.unwrap_err();
    assert_eq!(error.code, "open-already");
}
