//! Opening a library of 1,000 articles, saving one more, listing and searching.

#![allow(missing_docs, clippy::unwrap_used)]

use commonplace_core::extract::Source;
use commonplace_core::{model::Millis, query};
use commonplace_library::{ArticleFilter, Incoming, IndexMode, Library, OpenOptions};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

const ARTICLES: usize = 1_000;
const WORDS: [&str; 12] = [
    "reader", "margin", "index", "honey", "letter", "paper", "passage", "heading", "memory",
    "page", "copy", "light",
];

fn open(dir: &Path) -> Library {
    Library::open(dir, OpenOptions { index: IndexMode::OnDemand }).unwrap()
}

/// Saves article number `n`, of about 300 words.
fn save(library: &Library, n: usize) {
    let words: Vec<_> = (0..300).map(|i| WORDS[(i * i + i * n + n) % WORDS.len()]).collect();
    let html = format!("<h1>Article {n}</h1><p>{} number{n}</p>", words.join(" "));
    let source = Source {
        bytes: html.as_bytes(),
        kind: None,
        file_name: Some("article.html"),
        url: None,
        charset: None,
    };
    let incoming = Incoming::new(source, "bench");
    library.save(&incoming).unwrap();
}

fn library(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    for n in 0..ARTICLES {
        save(&library, n);
    }
    library.catch_up(Duration::from_secs(120)).unwrap();

    let mut group = c.benchmark_group("1,000 articles");
    group.sample_size(20);
    group.bench_function("open", |b| b.iter(|| open(black_box(dir.path()))));

    let first = ArticleFilter { limit: 100, ..ArticleFilter::default() };
    group.bench_function("list the first 100", |b| b.iter(|| library.articles(&first).unwrap()));

    for typed in ["honey", "honey index", "\"margin index\"", "mem*", "title:article -letter"] {
        let query = query::parse(typed, Millis(0));
        group.bench_function(format!("search {typed}"), |b| {
            b.iter(|| library.search(black_box(&query), 0, 20).unwrap())
        });
    }

    let mut next = ARTICLES;
    group.bench_function("save one more", |b| {
        b.iter(|| {
            next += 1;
            save(&library, next);
        })
    });
    group.finish();
}

criterion_group!(benches, library);
criterion_main!(benches);
