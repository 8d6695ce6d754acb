//! `npm run bench -- search [ARTICLES…] [--alone] [--relevance]`: libraries of made-up articles, the same questions to us, to tantivy as it
//! comes, and to SQLite's FTS5. Give it an idle machine; milliseconds differ from one to the next, ratios less.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod corpus;
mod measure;
mod queries;
mod relevance;
mod yardsticks;

use commonplace_core::{
    model::{ArticleId, Metadata, Millis, ReadingState, Receipt, SourceKind},
    query,
    text::Text,
};
use commonplace_library::{
    Answer, IndexMode, Library, NewArticle, NewCapture, Op, OpenOptions, sha256_hex,
};
use corpus::{Corpus, Dice, Piece};
use measure::{Times, cost, size};
use queries::{Asked, queries};
use std::{
    collections::HashSet,
    env,
    path::Path,
    thread,
    time::{Duration, Instant},
};
use yardsticks::{Bare, Fts};

const HITS: u32 = 20;
const DAY: i64 = 86_400_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let sizes: Vec<usize> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    let only_relevance = arguments.iter().any(|word| word == "--relevance");
    let sizes = if only_relevance {
        Vec::new()
    } else if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    };
    let yardsticks = !arguments.iter().any(|word| word == "--alone");
    let folder = tempfile::tempdir().unwrap();
    let mut typing = Vec::new();
    for articles in &sizes {
        typing.push(library(&folder.path().join(articles.to_string()), *articles, yardsticks));
    }
    if let ([first, .., last], [few, .., many]) = (&typing[..], &sizes[..]) {
        println!("\nTyping p99 at {many} against {few} articles: {:.2} times", last / first);
    }
    match env::var_os("COMMONPLACE_CORPUS") {
        Some(corpus) => relevance::measure(Path::new(&corpus)),
        None => println!("\nRelevance skipped: COMMONPLACE_CORPUS is not set"),
    }
}

pub(crate) fn open(dir: &Path) -> Library {
    Library::open(dir, OpenOptions { index: IndexMode::OnDemand }).unwrap()
}

/// Saves articles, five hundred in one transaction.
pub(crate) fn save(library: &Library, pieces: impl Iterator<Item = Piece>) -> Vec<ArticleId> {
    let original = library.blobs().put(b"bench").unwrap();
    let mut ids = Vec::new();
    let mut pieces = pieces.peekable();
    while pieces.peek().is_some() {
        let some: Vec<Piece> = pieces.by_ref().take(500).collect();
        let written = library.write(Op::Import, |w| {
            let mut ids = Vec::with_capacity(some.len());
            for piece in some {
                let tag = piece.tag.clone();
                let id = w.add_article(article(piece, &original))?;
                if !tag.is_empty() {
                    w.tag_article(id, &tag)?;
                }
                ids.push(id);
            }
            Ok(ids)
        });
        ids.extend(written.unwrap().value);
    }
    ids
}

fn article(piece: Piece, original: &str) -> NewArticle {
    let not_empty = |text: String| (!text.is_empty()).then_some(text);
    NewArticle {
        id: None,
        metadata: Metadata {
            title: piece.title,
            url: (!piece.site.is_empty()).then(|| format!("https://{}/{}", piece.site, piece.day)),
            site: not_empty(piece.site),
            authors: not_empty(piece.author).into_iter().collect(),
            published: Some(queries::date(piece.day)),
            language: Some("en".into()),
            ..Metadata::default()
        },
        words: Text::new(piece.text.clone()).words(),
        capture: NewCapture {
            kind: SourceKind::Text,
            source: "bench".into(),
            original: original.into(),
            body: String::new(),
            text_hash: sha256_hex(piece.text.as_bytes()),
            text: piece.text,
            receipt: Receipt::default(),
            captured: Millis(0),
            origin: None,
        },
        saved: Some(Millis(1_577_836_800_000 + piece.day * DAY)),
        opened: None,
        state: ReadingState::Inbox,
        favourite: false,
        canonical_url: None,
    }
}

pub(crate) fn search(library: &Library, typed: &str, limit: u32) -> Answer {
    library.search(&query::parse(typed, Millis(0)), 0, limit).unwrap()
}

/// Everything about one size; gives the p99 of typing in milliseconds.
fn library(dir: &Path, articles: usize, yardsticks: bool) -> f64 {
    let corpus = Corpus::new(articles);
    let pieces = || (0..articles).map(|n| corpus.piece(n));
    let raw: u64 = pieces().map(|piece| (piece.text.len() + piece.title.len()) as u64).sum();
    println!("\n{articles} articles, {:.1} MB of text", raw as f64 / 1e6);
    let (_, generated) = cost(|| pieces().for_each(|piece| drop(std::hint::black_box(piece))));
    println!("  making them up         {generated}");

    let home = dir.join("library");
    let library = open(&home);
    let (_, saved) = cost(|| save(&library, pieces()));
    println!("  saving                 {saved}");
    let (_, built) = cost(|| library.rebuild_index(&mut |_, _| true).unwrap());
    let index = size(&home.join("index")) as f64;
    println!("  building, ours         {built}   index {:.2} of the text", index / raw as f64);
    drop(library);

    let begun = Instant::now();
    let library = open(&home);
    let opened = begun.elapsed();
    let kinds = queries(&corpus, articles);
    let first = search(&library, &kinds[1].1[0].typed(), HITS);
    let found = begun.elapsed();
    println!(
        "  opening                {:.1} ms, with the first {} hits {:.1} ms",
        opened.as_secs_f64() * 1e3,
        first.hits.len(),
        found.as_secs_f64() * 1e3
    );

    let mut bare = None;
    let mut fts = None;
    if yardsticks {
        let path = dir.join("bare");
        let ((), theirs) = cost(|| drop(Bare::build(&path, pieces(), true)));
        let part = size(&path) as f64 / raw as f64;
        println!(
            "  building, bare tantivy {theirs}   index {part:.2} with the text (making up included)"
        );
        let times = built.cpu / (theirs.cpu - generated.cpu);
        println!("  building takes {times:.2} times the CPU of bare tantivy, making up left out");
        bare = Some(Bare::open(&path));
        let path = dir.join("fts.sqlite");
        let (built, spent) = cost(|| Fts::build(&path, pieces()));
        let part = size(&path) as f64 / raw as f64;
        println!(
            "  building, FTS5         {spent}   table {part:.2} with the text (making up included)"
        );
        fts = Some(built);
    }

    println!(
        "  ms, p50 / p95 / p99     ours                      bare tantivy              FTS5                      p99 of bare, marked hits"
    );
    let mut typing = f64::NAN;
    for (name, asked) in &kinds {
        let (mut ours, mut marked, mut shown) = (Times::default(), 0, 0);
        for one in asked {
            let typed = one.typed();
            let answer = ours.take(|| search(&library, &typed, HITS));
            shown += answer.hits.len();
            marked += answer
                .hits
                .iter()
                .filter(|hit| !hit.marks.is_empty() || !hit.title_marks.is_empty())
                .count();
        }
        let (mut theirs, mut sqlite) = (Times::default(), Times::default());
        if let Some(bare) = &bare {
            for one in asked {
                theirs.take(|| bare.ask(one));
            }
        }
        if let Some(fts) = &fts {
            for one in asked.iter().take(100) {
                sqlite.take(|| fts.ask(one));
            }
        }
        println!(
            "  {name:20} {} {} {}   {:4.2} {:5.1} %",
            ours.cell(),
            theirs.cell(),
            sqlite.cell(),
            ours.at(0.99) / theirs.at(0.99),
            100.0 * marked as f64 / shown.max(1) as f64
        );
        if name.starts_with("typing") {
            typing = ours.at(0.99);
        }
    }
    complete(&library, &corpus, articles);
    drop(library);
    let library = Library::open(&home, OpenOptions { index: IndexMode::Background }).unwrap();
    library.catch_up(Duration::from_secs(600)).unwrap();
    while_building(&library, &kinds[0].1);
    fresh(&library, &corpus, articles);
    typing
}

/// What share of the articles that hold a word with this beginning is found by it.
fn complete(library: &Library, corpus: &Corpus, articles: usize) {
    let mut dice = Dice(3);
    let mut beginnings: Vec<String> = Vec::new();
    while beginnings.len() < 60 {
        let text = corpus.piece(dice.below(articles)).text.to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let word = words[dice.below(words.len())];
        beginnings.extend(word.get(..1 + beginnings.len() % 6).map(str::to_owned));
    }
    let mut expected = vec![0_u32; beginnings.len()];
    for n in 0..articles {
        let piece = corpus.piece(n);
        let all = format!(
            "{}\n{}\n{}\n{}\n{}",
            piece.title, piece.text, piece.author, piece.site, piece.tag
        );
        let all = all.to_lowercase();
        let words: HashSet<&str> = all.split(|c: char| !c.is_alphanumeric()).collect();
        for (beginning, count) in beginnings.iter().zip(&mut expected) {
            *count += u32::from(words.iter().any(|word| word.starts_with(beginning)));
        }
    }
    let (mut share, mut lost) = (0.0, 0);
    for (beginning, expected) in beginnings.iter().zip(&expected) {
        let found = search(library, beginning, 0).total;
        share += f64::from(found.min(*expected)) / f64::from(*expected);
        lost += u32::from(found == 0);
    }
    println!(
        "  prefixes find {:.1} % of what begins so, on average over {}; {lost} find nothing",
        100.0 * share / beginnings.len() as f64,
        beginnings.len()
    );
}

/// How much longer typing takes while the index is built anew.
fn while_building(library: &Library, typed: &[Asked]) {
    let ask = |times: &mut Times, one: &Asked| {
        times.take(|| search(library, &one.typed(), HITS));
    };
    let (mut rest, mut busy) = (Times::default(), Times::default());
    typed.iter().for_each(|one| ask(&mut rest, one));
    thread::scope(|scope| {
        let building = scope.spawn(|| library.rebuild_index(&mut |_, _| true).unwrap());
        for one in typed.iter().cycle() {
            if building.is_finished() {
                break;
            }
            ask(&mut busy, one);
        }
    });
    let (rest, busy) = (rest.at(0.95), busy.at(0.95));
    println!(
        "  typing while the index is built: p95 {busy:.2} ms, {:.2} times that at rest",
        busy / rest
    );
}

/// How soon a new article is found while a window is open.
fn fresh(library: &Library, corpus: &Corpus, articles: usize) {
    let mut times = Times::default();
    for n in 0..10 {
        let mut piece = corpus.piece(articles + n);
        piece.title = format!("Freshly saved qxz{n}");
        times.take(|| {
            save(library, std::iter::once(piece));
            while search(library, &format!("qxz{n} "), 1).total == 0 {
                thread::sleep(Duration::from_millis(2));
            }
        });
    }
    println!(
        "  a new article is found after {:.0} ms (p50), {:.0} ms (worst)",
        times.at(0.5),
        times.at(1.0)
    );
}
