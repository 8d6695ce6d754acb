//! The cases of `fixtures/shapes`: a piece of a page, a whole page, Markdown or text, and the Markdown it must become.
//!
//! A file is a class of shapes. A case begins with `=== name`; `--- inside` is put into a page between two paragraphs,
//! `--- page` is a page as it stands, `--- markdown` and `--- text` are sources of those kinds; `--- becomes` is the
//! article's body as Markdown (of an `inside`, what stands between the two paragraphs).

#![allow(clippy::unwrap_used, clippy::panic)]

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::markdown::from_html;
use commonplace_core::model::SourceKind;
use std::fs;
use std::path::Path;

pub(crate) struct Case {
    pub(crate) class: String,
    pub(crate) name: String,
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) extraction: Extraction,
}

pub(crate) fn all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shapes");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let class = file.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(file).unwrap();
            text.split("\n=== ").skip(1).map(|case| read(&class, case)).collect::<Vec<_>>()
        })
        .collect()
}

fn read(class: &str, case: &str) -> Case {
    let (name, rest) = case.split_once('\n').unwrap();
    let (source, expected) = rest
        .split_once("\n--- becomes\n")
        .unwrap_or_else(|| panic!("{class}: {name} becomes nothing"));
    let (kind, source) = source.split_once('\n').unwrap();
    let inside = kind == "--- inside";
    let (kind, source) = match kind {
        "--- inside" => (SourceKind::Html, page(source)),
        "--- page" => (SourceKind::Html, source.to_owned()),
        "--- markdown" => (SourceKind::Markdown, source.to_owned()),
        "--- text" => (SourceKind::Text, source.to_owned()),
        kind => panic!("{class}: {name} has an unknown kind {kind}"),
    };
    let extraction = extract(&Source {
        bytes: source.as_bytes(),
        kind: Some(kind),
        file_name: None,
        url: Some("https://example.org/stories/keeper.html"),
        charset: None,
    });
    let mut found = from_html(&extraction.body).trim().to_owned();
    if inside {
        let between = found.split_once(BEFORE).and_then(|(_, rest)| rest.rsplit_once(AFTER));
        found = between.map_or_else(
            || format!("(paragraphs lost)\n{found}"),
            |(between, _)| between.trim().to_owned(),
        );
    }
    Case {
        class: class.to_owned(),
        name: name.trim().to_owned(),
        found,
        expected: expected.trim().to_owned(),
        extraction,
    }
}

const BEFORE: &str = "The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day, and he never missed an evening in the forty years that he served there.";
const AFTER: &str = "When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp, where everybody can read them.";

fn page(inside: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>The Keeper's Diary | Harbour News</title><meta property=og:type content=article></head><body>\
         <header><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li></ul></nav></header>\
         <main><article class=article-body><h1>The Keeper's Diary</h1>\
         <p>For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books and recognised the hand.</p>\
         <p>{BEFORE}</p>\n{inside}\n<p>{AFTER}</p>\
         <p>The teacher has since copied all of it by hand, and her pupils read one entry aloud at the beginning of every lesson, which takes them less than a minute.</p>\
         </article></main><aside class=sidebar><h3>Related stories</h3><ul><li><a href=/a>A storm in March</a></li><li><a href=/b>The new ferry</a></li></ul></aside>\
         <footer><p>© 2024 Harbour News. All rights reserved.</p></footer></body></html>"
    )
}
