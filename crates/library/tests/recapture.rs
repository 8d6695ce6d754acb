//! Versions made of what the library holds already: blocks put back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{mark, open};
use commonplace_core::{
    extract::Source,
    model::{AnchorState, ArticleId, SourceKind},
};
use commonplace_library::{Error, Incoming, Library, Op};

const PAGE: &str = "<!doctype html><html lang=en><head><title>The Keeper's Diary</title></head><body>\
    <nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav><article><h1>The Keeper's Diary</h1>\
    <p>For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books.</p>\
    <div class=promo>Subscribe to our newsletter and get the harbour in your inbox.</div>\
    <p>The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day, and never missed an evening.</p>\
    <p>When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp.</p>\
    </article><footer><p>All rights reserved by the Harbour News company.</p></footer></body></html>";
const PROMOTION: &str = "Subscribe to our newsletter and get the harbour in your inbox.";

fn save(library: &Library, page: &str, url: Option<&str>) -> ArticleId {
    let source = Source {
        bytes: page.as_bytes(),
        kind: Some(SourceKind::Html),
        file_name: None,
        url,
        charset: None,
    };
    let incoming = Incoming::new(source, "page.html");
    library.save(&incoming).unwrap().value.0
}

fn text(library: &Library, article: ArticleId) -> String {
    library.capture(library.article(article).unwrap().capture).unwrap().text
}

/// The place of the first block with this text in the receipt of the version that is read.
fn block(library: &Library, article: ArticleId, text: &str) -> usize {
    let capture = library.capture(library.article(article).unwrap().capture).unwrap();
    capture.receipt.dropped.iter().position(|block| block.text == text).unwrap()
}

#[test]
fn a_block_is_put_back_as_a_newer_version_and_taken_out_again() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let article = save(&library, PAGE, None);
    let first = library.article(article).unwrap().capture;
    let marked = mark(&library, article, "The keeper of the lighthouse");
    let before = text(&library, article);
    assert!(!before.contains(PROMOTION));

    let promotion = block(&library, article, PROMOTION);
    let written = library.put_back(first, &[promotion], &mut |_, _| Ok(())).unwrap();
    assert!(!written.changes.is_empty());
    let done = written.value;
    assert_eq!((done.anchors.exact, done.doubt), (1, None));
    let now = library.article(article).unwrap();
    assert_eq!(now.capture, done.capture);
    let capture = library.capture(now.capture).unwrap();
    let lines: Vec<&str> = capture.text.lines().collect();
    assert_eq!(lines[1], PROMOTION);
    assert!(lines[2].starts_with("The keeper of the lighthouse"));
    assert_eq!(capture.receipt.restored, [PROMOTION]);
    assert_eq!(capture.original, library.capture(first).unwrap().original);
    assert_eq!(now.words, commonplace_core::text::count_words(&capture.text));
    let anchor = library.highlight(marked).unwrap().anchor;
    let (start, end) = anchor.range.unwrap();
    let words: String =
        capture.text.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(
        (anchor.state, words.as_str()),
        (AnchorState::Exact, "The keeper of the lighthouse")
    );

    // What was asked for on a version that is no longer read is not done.
    let late = library.put_back(first, &[promotion], &mut |_, _| Ok(()));
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let none = library.put_back(now.capture, &[99], &mut |_, _| Ok(()));
    assert!(matches!(none, Err(Error::NotFound { .. })), "{none:?}");
    let stopped = library.put_back(now.capture, &[0], &mut |_, _| Err(Error::Stopped));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!(library.captures(article).unwrap().len(), 2);

    assert_eq!(library.undo().unwrap().unwrap().value, Op::PutBack);
    assert_eq!(
        (library.article(article).unwrap().capture, text(&library, article)),
        (first, before)
    );
    assert_eq!(library.highlight(marked).unwrap().anchor.state, AnchorState::Exact);
    library.redo().unwrap().unwrap();
    assert!(text(&library, article).contains(PROMOTION));
}
