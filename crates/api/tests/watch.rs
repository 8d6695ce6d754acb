//! What another program writes is told, whatever this one does meanwhile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_api::{Api, IndexMode, NoWindow, wire::Event};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc, time::Duration};

fn open(dir: &Path) -> Api {
    Api::open(dir, IndexMode::OnDemand, Arc::new(NoWindow)).expect("the library opens")
}

async fn call(api: &Api, name: &str, input: Value) -> Value {
    api.call(name.into(), input).await.expect("the command is done")
}

async fn save(api: &Api, text: &str) -> String {
    let outcomes = call(api, "article.save", json!({ "sources": [{ "text": text }] })).await;
    outcomes[0]["id"].as_str().expect("it was saved").to_owned()
}

#[tokio::test]
async fn a_write_that_changes_nothing_hides_no_other() {
    let dir = tempfile::tempdir().expect("a folder");
    let (here, there) = (open(dir.path()), open(dir.path()));
    let mine = save(&here, "An article that is here already.").await;
    let mut events = here.events();
    let theirs = save(&there, "An article that another program saves.").await;
    call(&here, "article.update", json!({ "ids": [mine], "state": "inbox" })).await;

    let watching = here.clone();
    let watch = tokio::spawn(async move { watching.watch().await });
    let told = async {
        loop {
            let Ok(Event::Changed { changes, .. }) = events.recv().await else { continue };
            if changes.iter().any(|change| change.id == theirs) {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), told).await.expect("the other article is told");
    watch.abort();
}
