//! `npm run bench -- search [ARTICLES…]`: libraries of made-up articles, the same questions to us, to tantivy as it
//! comes, and to SQLite's FTS5. Give it an idle machine; milliseconds differ from one to the next, ratios less.
//!
//! `--only=build,open,ask,complete,busy,fresh,relevance` measures some parts alone, `--kinds=phrase,fuzzy` asks some
//! kinds of queries alone, `--alone` leaves the others out, and `--keep=FOLDER` keeps the libraries for the next run.

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
    Answer, Hit, IndexMode, Library, NewArticle, NewCapture, Op, OpenOptions, sha256_hex,
};
use corpus::{Corpus, Dice, Piece};
use measure::{Cost, Times, cost, size, timed};
use queries::{Asked, queries};
use std::{
    collections::HashSet,
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};
use yardsticks::{Bare, Fts};

const HITS: u32 = 20;
const DAY: i64 = 86_400_000;
/// How often each query is asked. The best time counts, for everybody: other programs take the processor at times.
const ROUNDS: usize = 3;

/// What was asked for on the command line.
struct Wishes {
    words: Vec<String>,
}

impl Wishes {
    fn read() -> Self {
        Self { words: env::args().skip(1).collect() }
    }

    fn sizes(&self) -> Vec<usize> {
        self.words.iter().filter_map(|word| word.parse().ok()).collect()
    }

    /// What follows `--name=`.
    fn value(&self, name: &str) -> Option<&str> {
        let word = |word: &'_ String| word.starts_with(&format!("--{name}="));
        let found = self.words.iter().find(|one| word(one))?;
        found.split_once('=').map(|(_, value)| value)
    }

    /// Whether a part is to be measured: all are, unless some are named.
    fn has(&self, part: &str) -> bool {
        self.value("only").is_none_or(|some| some.split(',').any(|one| one == part))
    }

    /// Whether the others are to be measured as well.
    fn yardsticks(&self) -> bool {
        !self.words.iter().any(|word| word == "--alone")
    }
}

fn main() {
    let wishes = Wishes::read();
    let sizes = wishes.sizes();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let only_relevance = wishes.value("only") == Some("relevance");
    let folder = tempfile::tempdir().unwrap();
    let kept = wishes.value("keep").map(PathBuf::from);
    let home = kept.as_deref().unwrap_or(folder.path());
    let mut typing = Vec::new();
    for articles in sizes.iter().filter(|_| !only_relevance) {
        typing.push(library(&home.join(articles.to_string()), *articles, &wishes));
    }
    if let ([first, .., last], [few, .., many]) = (&typing[..], &sizes[..]) {
        println!("\nTyping p99 at {many} against {few} articles: {:.2} times", last / first);
    }
    match env::var_os("COMMONPLACE_CORPUS").filter(|_| wishes.has("relevance")) {
        Some(corpus) => relevance::measure(Path::new(&corpus)),
        None => println!("\nRelevance skipped: not asked for, or COMMONPLACE_CORPUS is not set"),
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
            body: piece.body,
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
fn library(dir: &Path, articles: usize, wishes: &Wishes) -> f64 {
    let corpus = Corpus::new(articles);
    let pieces = || (0..articles).map(|n| corpus.piece(n));
    let begun = Instant::now();
    let raw: u64 = pieces().map(|piece| (piece.text.len() + piece.title.len()) as u64).sum();
    let generated = begun.elapsed().as_secs_f64();
    println!(
        "\n{articles} articles, {:.1} MB of text, made up in {generated:.1} s",
        raw as f64 / 1e6
    );
    let sources = Sources { dir, corpus: &corpus, articles, raw: raw as f64 };
    sources.save();
    if wishes.has("build") {
        sources.build(wishes.yardsticks());
    }
    let kinds = queries(&corpus, articles);
    if wishes.has("open") {
        sources.open(&kinds[1].1[0], wishes.yardsticks());
    }
    let mut typing = f64::NAN;
    if wishes.has("ask") {
        let some = wishes.value("kinds");
        let wanted =
            |name: &str| some.is_none_or(|some| some.split(',').any(|one| name.contains(one)));
        let kinds: Vec<_> = kinds.iter().filter(|(name, _)| wanted(name)).collect();
        typing = sources.ask(&kinds, wishes.yardsticks());
    }
    if wishes.has("complete") {
        complete(&open(&sources.home()), &corpus, articles);
    }
    if wishes.has("busy") || wishes.has("fresh") {
        let options = OpenOptions { index: IndexMode::Background };
        let library = Library::open(&sources.home(), options).unwrap();
        library.catch_up(Duration::from_secs(3_600)).unwrap();
        if wishes.has("busy") {
            while_building(&library, &kinds[0].1);
        }
        if wishes.has("fresh") {
            fresh(&library, &corpus, articles);
        }
    }
    typing
}

/// Libraries of one size, ours and those of the others.
struct Sources<'a> {
    dir: &'a Path,
    corpus: &'a Corpus,
    articles: usize,
    /// Bytes of text.
    raw: f64,
}

impl Sources<'_> {
    fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        (0..self.articles).map(|n| self.corpus.piece(n))
    }

    fn home(&self) -> PathBuf {
        self.dir.join("library")
    }

    fn bare(&self) -> PathBuf {
        self.dir.join("bare")
    }

    fn fts(&self) -> PathBuf {
        self.dir.join("fts.sqlite")
    }

    /// Saves the articles, where an earlier run has not.
    fn save(&self) {
        let done = self.dir.join("saved");
        if done.exists() {
            return;
        }
        let _ = fs::remove_dir_all(self.dir);
        let library = open(&self.home());
        let ((), saved) = cost(|| drop(save(&library, self.pieces())));
        println!("  saving                 {saved}");
        fs::write(done, "").unwrap();
    }

    fn build(&self, yardsticks: bool) {
        let ((), generated) =
            cost(|| self.pieces().for_each(|piece| drop(std::hint::black_box(piece))));
        println!("  making them up         {generated}");
        let library = open(&self.home());
        let (_, built) = cost(|| library.rebuild_index(&mut |_, _| true).unwrap());
        drop(library);
        let part = size(&self.home().join("index")) as f64 / self.raw;
        println!("  building, ours         {built}   index {part:.2} of the text");
        if !yardsticks {
            return;
        }
        let theirs = self.build_bare();
        let part = size(&self.bare()) as f64 / self.raw;
        println!(
            "  building, bare tantivy {theirs}   index {part:.2} with the text (making up included)"
        );
        let times = built.cpu / (theirs.cpu - generated.cpu);
        println!("  building takes {times:.2} times the CPU of bare tantivy, making up left out");
        let theirs = self.build_fts();
        let part = size(&self.fts()) as f64 / self.raw;
        println!(
            "  building, FTS5         {theirs}   table {part:.2} with the text (making up included)"
        );
    }

    fn build_bare(&self) -> Cost {
        let _ = fs::remove_dir_all(self.bare());
        cost(|| drop(Bare::build(&self.bare(), self.pieces(), true))).1
    }

    fn build_fts(&self) -> Cost {
        let _ = fs::remove_file(self.fts());
        cost(|| drop(Fts::build(&self.fts(), self.pieces()))).1
    }

    /// What the others need, where an earlier run has not built it.
    fn others(&self) -> (Bare, Fts) {
        if !self.bare().exists() {
            self.build_bare();
        }
        if !self.fts().exists() {
            self.build_fts();
        }
        (Bare::open(&self.bare()), Fts::open(&self.fts()))
    }

    /// How long it takes everybody to open what is on the disk and give the first answer.
    fn open(&self, asked: &Asked, yardsticks: bool) {
        // Whatever is missing is built now.
        search(&open(&self.home()), "", 0);
        let typed = asked.typed();
        opening("ours", &self.home(), || {
            let library = open(&self.home());
            let answer = search(&library, &typed, HITS);
            (library, answer)
        });
        if yardsticks {
            drop(self.others());
            opening("bare tantivy", &self.bare(), || {
                let bare = Bare::open(&self.bare());
                let answer = bare.ask(asked);
                (bare, answer)
            });
            opening("FTS5", &self.fts(), || {
                let fts = Fts::open(&self.fts());
                let answer = fts.ask(asked);
                (fts, answer)
            });
        }
    }

    /// Asks everybody the same, one after the other, and gives our p99 of typing in milliseconds.
    fn ask(&self, kinds: &[&(&str, Vec<Asked>)], yardsticks: bool) -> f64 {
        let library = open(&self.home());
        let (bare, fts) = if yardsticks {
            let (bare, fts) = self.others();
            (Some(bare), Some(fts))
        } else {
            (None, None)
        };
        println!(
            "  ms, p50 / p95 / p99     ours                      bare tantivy              FTS5                      p99 of bare, marked hits"
        );
        let mut typing = f64::NAN;
        for (name, asked) in kinds {
            let (mut ours, mut theirs, mut sqlite) =
                (Times::default(), Times::default(), Times::default());
            let (mut marked, mut shown) = (0, 0);
            for (n, one) in asked.iter().enumerate() {
                let typed = one.typed();
                let mut best = [Duration::MAX; 2];
                for round in 0..ROUNDS {
                    let (answer, time) = timed(|| search(&library, &typed, HITS));
                    best[0] = best[0].min(time);
                    if let Some(bare) = &bare {
                        best[1] = best[1].min(timed(|| bare.ask(one)).1);
                    }
                    if round == 0 {
                        shown += answer.hits.len();
                        marked += answer.hits.iter().filter(|hit| is_marked(hit)).count();
                    }
                }
                ours.note(best[0]);
                if bare.is_some() {
                    theirs.note(best[1]);
                }
                // It is slow, and a hundred say enough.
                if let Some(fts) = fts.as_ref().filter(|_| n < 100) {
                    sqlite.note(timed(|| fts.ask(one)).1);
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
        typing
    }
}

/// Opening and a first answer, with nothing of the files in memory and with them there. Closing is not counted.
fn opening<T>(name: &str, path: &Path, first: impl Fn() -> T) {
    let (mut cold, mut warm) = (Times::default(), Times::default());
    let mut is_cold = true;
    for _ in 0..5 {
        is_cold &= measure::forget(path);
        drop(cold.take(&first));
    }
    (0..20).for_each(|_| drop(warm.take(&first)));
    let kind = if is_cold { "cold" } else { "the files perhaps in memory" };
    let (cold, warm) = (cold.at(0.5), warm.at(0.5));
    println!("  opening and first hits, {name:12} {kind} {cold:6.1} ms, warm {warm:5.1} ms");
}

fn is_marked(hit: &Hit) -> bool {
    !hit.marks.is_empty() || !hit.title_marks.is_empty()
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
