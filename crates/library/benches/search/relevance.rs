//! How good the first ten are: judged sets from `COMMONPLACE_CORPUS`, and pages looked for by a few of their words.

use crate::{
    corpus::{Dice, Piece},
    queries::Asked,
    save, search,
    yardsticks::{Bare, Fts},
};
use commonplace_core::{
    extract::{Source, extract},
    model::SourceKind,
    text::headings,
};
use commonplace_library::Library;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::Path,
};

struct Document {
    id: String,
    title: String,
    text: String,
    /// Sealed HTML; empty where there is nothing but the text.
    body: String,
}

struct Set {
    documents: Vec<Document>,
    questions: Vec<(String, String)>,
    judged: HashMap<String, HashSet<String>>,
}

fn read(folder: &Path, name: &str) -> Option<Set> {
    let file = |end: &str| fs::read_to_string(folder.join(format!("{name}.{end}"))).ok();
    let mut documents = Vec::new();
    for line in file("jsonl")?.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        documents.push(Document {
            id: text("id"),
            title: text("title"),
            text: text("body"),
            body: String::new(),
        });
    }
    let question = |line: &str| line.split_once('\t').map(|(id, q)| (id.to_owned(), q.to_owned()));
    let questions = file("q")?.lines().filter_map(question).collect();
    let mut judged: HashMap<String, HashSet<String>> = HashMap::new();
    for line in file("qrels")?.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        if let [question, _, document, _] = parts[..] {
            judged.entry(question.to_owned()).or_default().insert(document.to_owned());
        }
    }
    Some(Set { documents, questions, judged })
}

/// nDCG of the first ten: every judged document counts the same (Järvelin and Kekäläinen 2002).
fn ndcg(found: &[String], relevant: &HashSet<String>) -> f64 {
    let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
    let got: f64 = found
        .iter()
        .take(10)
        .enumerate()
        .filter(|(_, id)| relevant.contains(*id))
        .map(|(n, _)| gain(n))
        .sum();
    let best: f64 = (0..relevant.len().min(10)).map(gain).sum();
    if best > 0.0 { got / best } else { 0.0 }
}

struct Engines {
    library: Library,
    names: HashMap<String, String>,
    bare: Bare,
    fts: Fts,
}

impl Engines {
    /// Puts documents into all three. The yardsticks keep a document's number where made-up articles keep a day.
    fn build(dir: &Path, documents: &[Document]) -> Self {
        let piece = |(n, document): (usize, &Document)| Piece {
            title: match document.title.trim() {
                "" => "Untitled".into(),
                title => title.into(),
            },
            text: document.text.clone(),
            body: document.body.clone(),
            site: String::new(),
            author: String::new(),
            tag: String::new(),
            day: n as i64,
        };
        let pieces = || documents.iter().enumerate().map(piece);
        let library = crate::open(&dir.join("library"));
        // All are as old: newer ones are worth a little more.
        let ids = save(&library, pieces().map(|piece| Piece { day: 0, ..piece }));
        library.rebuild_index(&mut |_, _| true).unwrap();
        let names = ids.into_iter().enumerate().map(|(n, id)| (id.to_string(), n.to_string()));
        let names = names.collect();
        let bare = Bare::build(&dir.join("bare"), pieces(), true);
        let fts = Fts::build(&dir.join("fts.sqlite"), pieces());
        Self { library, names, bare, fts }
    }

    /// nDCG of the three.
    fn ask(&self, question: &str, relevant: &HashSet<String>) -> [f64; 3] {
        let words: Vec<String> = question
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let ours: Vec<String> = search(&self.library, &format!("{question} "), 10)
            .hits
            .iter()
            .filter_map(|hit| self.names.get(&hit.id.to_string()).cloned())
            .collect();
        let bare = self.bare.best(&Asked::Question(words.clone()));
        let fts = self.fts.best(&words);
        [ndcg(&ours, relevant), ndcg(&bare, relevant), ndcg(&fts, relevant)]
    }
}

/// Prints a table of nDCG@10.
pub(crate) fn measure(corpus: &Path) {
    println!("\nRelevance, nDCG@10        ours   bare   FTS5");
    let folder = corpus.join("relevance");
    let mut all = Vec::new();
    for name in ["cran", "cacm"] {
        let Some(set) = read(&folder, name) else { continue };
        let dir = tempfile::tempdir().unwrap();
        let engines = Engines::build(dir.path(), &set.documents);
        let number: HashMap<&str, String> = set
            .documents
            .iter()
            .enumerate()
            .map(|(n, document)| (document.id.as_str(), n.to_string()))
            .collect();
        let mut sums = [0.0; 3];
        let mut asked = 0.0;
        for (id, question) in &set.questions {
            let Some(judged) = set.judged.get(id) else { continue };
            let relevant =
                judged.iter().filter_map(|id| number.get(id.as_str()).cloned()).collect();
            let values = engines.ask(question, &relevant);
            (0..3).for_each(|n| sums[n] += values[n]);
            asked += 1.0;
        }
        row(name, asked, sums);
        all.extend(set.documents.into_iter().filter(|document| document.text.len() > 400));
    }
    known_items("known items", &all, near_each_other);
    let pages = pages(corpus);
    known_items("known pages", &pages, near_each_other);
    known_items("known sections", &pages, of_a_section);
}

/// The pages of the corpus, as articles.
fn pages(corpus: &Path) -> Vec<Document> {
    let mut pages = Vec::new();
    for set in ["articles", "mozilla", "pages"] {
        let folder = corpus.join("extraction").join(set);
        let Ok(truth) = fs::read_to_string(folder.join("truth.json")) else { continue };
        let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&truth).unwrap();
        for (id, page) in truth {
            let bytes = fs::read(folder.join(page["file"].as_str().unwrap())).unwrap();
            let source = Source {
                bytes: &bytes,
                kind: Some(SourceKind::Html),
                file_name: None,
                url: page["url"].as_str(),
                charset: None,
            };
            let article = extract(&source);
            pages.push(Document {
                id,
                title: article.metadata.title,
                text: article.text.as_str().to_owned(),
                body: article.body,
            });
        }
    }
    pages
}

fn row(name: &str, asked: f64, sums: [f64; 3]) {
    let [ours, bare, fts] = sums.map(|sum| sum / asked);
    println!("{name:<18}({asked:4.0})  {ours:.3}  {bare:.3}  {fts:.3}");
}

/// Lower-case words of more than three letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
}

/// What somebody remembers of a document: words drawn from those that tell something; none where too few do.
type Remembered = fn(&Document, &mut Dice, &dyn Fn(&str) -> bool) -> Option<Vec<String>>;

/// Three or four words that stand near each other.
fn near_each_other(
    document: &Document,
    dice: &mut Dice,
    telling: &dyn Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let all = words(&document.text);
    let start = dice.below(all.len().saturating_sub(30).max(1));
    let near: Vec<&String> =
        all.iter().skip(start).take(30).filter(|word| telling(word.as_str())).collect();
    (near.len() >= 6)
        .then(|| (0..3 + dice.below(2)).map(|_| near[dice.below(near.len())].clone()).collect())
}

/// One or two words of a heading and one or two of what stands below it.
fn of_a_section(
    document: &Document,
    dice: &mut Dice,
    telling: &dyn Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let headings = headings(&document.body);
    let heading = headings.get(dice.below(headings.len().max(1)))?;
    let (_, below) = document.text.split_once(heading.as_str())?;
    let in_heading: Vec<String> = words(heading).into_iter().filter(|word| telling(word)).collect();
    let below: Vec<String> =
        words(below).into_iter().take(60).filter(|word| telling(word)).collect();
    let mut draw = |from: &[String]| -> Vec<String> {
        (0..1 + dice.below(2)).map(|_| from[dice.below(from.len())].clone()).collect()
    };
    (!in_heading.is_empty() && below.len() >= 4).then(|| [draw(&in_heading), draw(&below)].concat())
}

/// Up to so many pages are looked for, in four times as many tries.
const KNOWN: usize = 300;

/// Pages looked for by what is remembered of each.
fn known_items(name: &str, documents: &[Document], remembered: Remembered) {
    if documents.is_empty() {
        return;
    }
    let mut frequency: HashMap<String, usize> = HashMap::new();
    for document in documents {
        for word in words(&document.text).into_iter().collect::<HashSet<_>>() {
            *frequency.entry(word).or_default() += 1;
        }
    }
    let telling = |word: &str| {
        let range = 2..documents.len() / 20;
        frequency.get(word).is_some_and(|times| range.contains(times))
    };
    let dir = tempfile::tempdir().unwrap();
    let engines = Engines::build(dir.path(), documents);
    let mut dice = Dice(5);
    let (mut sums, mut asked) = ([0.0; 3], 0);
    for _ in 0..4 * KNOWN {
        if asked == KNOWN {
            break;
        }
        let n = dice.below(documents.len());
        let Some(words) = remembered(&documents[n], &mut dice, &telling) else { continue };
        let relevant = HashSet::from([n.to_string()]);
        let values = engines.ask(&words.join(" "), &relevant);
        (0..3).for_each(|n| sums[n] += values[n]);
        asked += 1;
    }
    row(name, asked as f64, sums);
}
