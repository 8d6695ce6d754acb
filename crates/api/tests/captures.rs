//! Versions of an article and what a person decides, through the commands that the window calls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_api::{Api, IndexMode, NoWindow};
use serde_json::{Value, json};
use std::sync::Arc;

const FIRST: &str = "# Diary\n\nThe harbour master 🙂 kept a diary for forty years.\n\nEvery morning he wrote down the tide.\n\n\
The winter of 1963 fills a book of its own.\n";

async fn call(api: &Api, name: &str, input: Value) -> Value {
    api.call(name.into(), input).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

#[tokio::test]
async fn a_newer_version_is_compared_and_decided_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_path_buf();
    let api = tokio::task::spawn_blocking(move || {
        Api::open(&path, IndexMode::OnDemand, Arc::new(NoWindow)).unwrap()
    })
    .await
    .unwrap();
    let saved =
        call(&api, "article.save", json!({ "sources": [{ "text": FIRST, "kind": "markdown" }] }))
            .await;
    let article = saved[0]["id"].clone();
    let view = call(&api, "article.show", json!({ "id": article })).await;
    let first = view["capture"].clone();
    let body: Vec<u16> =
        "Diary\nThe harbour master 🙂 kept a diary for forty years.\n".encode_utf16().collect();
    assert!(view["textLength"].as_u64().unwrap() > body.len() as u64);
    let text = call(&api, "capture.open", json!({ "id": first })).await;
    assert_eq!(text["row"]["current"], true);
    let units = |needle: &str| {
        let whole = "The harbour master 🙂 kept a diary for forty years.\nEvery morning he wrote down the tide.\nThe winter of 1963 fills a book of its own.";
        let lead = view["textLength"].as_u64().unwrap() as usize - whole.encode_utf16().count();
        let at = whole.find(needle).unwrap();
        let start = lead + whole[..at].encode_utf16().count();
        (start, start + needle.encode_utf16().count())
    };
    let mut ids = Vec::new();
    for quote in ["kept a diary", "wrote down the tide", "The winter of 1963"] {
        let (start, end) = units(quote);
        let mark = json!({ "article": article, "capture": first, "start": start, "end": end, "color": "green" });
        let made = call(&api, "highlight.add", mark).await;
        assert_eq!(made["quote"], quote);
        ids.push(made["id"].clone());
    }

    let second = FIRST
        .replace("wrote down the tide", "wrote down every tide")
        .replace("The winter of 1963 fills a book of its own.", "Nothing else is known of him.");
    let done = call(
        &api,
        "capture.add",
        json!({ "article": article, "source": { "text": second, "kind": "markdown" } }),
    )
    .await;
    assert_eq!(
        done["anchors"],
        json!({ "exact": 1, "edited": 1, "moved": 0, "ambiguous": 0, "orphan": 1 })
    );
    let list = call(&api, "capture.list", json!({ "id": article })).await;
    assert_eq!((list.as_array().unwrap().len(), &list[0]["id"]), (2, &done["capture"]));

    let diff = call(&api, "capture.diff", json!({ "old": first, "new": done["capture"] })).await;
    let changes: Vec<&str> = diff["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["change"].as_str().unwrap())
        .collect();
    assert!(
        changes.contains(&"changed") && changes.contains(&"removed") && changes.contains(&"added"),
        "{changes:?}"
    );
    let edited = diff["highlights"].as_array().unwrap().iter().find(|h| h["id"] == ids[1]).unwrap();
    assert_eq!(
        (&edited["before"], &edited["after"]),
        (&json!("wrote down the tide"), &json!("wrote down every tide"))
    );

    let attention = |page: Value| page["total"].as_u64().unwrap();
    let wanted = json!({ "attention": true, "offset": 0, "limit": 9 });
    assert_eq!(attention(call(&api, "highlight.list", wanted.clone()).await), 2);
    let accepted = call(&api, "highlight.accept", json!({ "id": ids[1] })).await;
    assert_eq!(
        (&accepted["decided"], &accepted["now"]),
        (&json!(true), &json!("wrote down every tide"))
    );
    assert_eq!(attention(call(&api, "highlight.list", wanted.clone()).await), 1);

    let attach = json!({ "id": ids[2], "capture": first, "start": 0, "end": 4 });
    let stale = api.call("highlight.attach".into(), attach).await.unwrap_err();
    assert_eq!(stale.kind, commonplace_api::wire::ErrorKind::Conflict);
    let attach = json!({ "id": ids[2], "capture": done["capture"], "start": 6, "end": 24 });
    let attached = call(&api, "highlight.attach", attach).await;
    assert_eq!((&attached["state"], &attached["decided"]), (&json!("edited"), &json!(true)));
    let again = call(&api, "highlight.retry", json!({ "id": ids[2] })).await;
    assert_eq!(again["state"], "orphan");
    let note = call(&api, "highlight.toNote", json!({ "id": ids[2] })).await;
    assert_eq!(note["markdown"], "> The winter of 1963");
    assert_eq!(attention(call(&api, "highlight.list", wanted).await), 0);

    let back = call(&api, "capture.use", json!({ "id": first })).await;
    assert_eq!((&back["current"], &back["anchors"]["exact"]), (&json!(true), &json!(2)));
}
