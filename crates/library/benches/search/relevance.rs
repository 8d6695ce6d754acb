//! How good the first ten are: judged sets from `COMMONPLACE_CORPUS`, and pages looked for by a few of their words.

use crate::{
    corpus::{Dice, Piece},
    queries::Asked,
    save, search,
    yardsticks::{Bare, Fts},
};
use commonplace_library::Library;
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

struct Set {
    documents: Vec<(String, String, String)>,
    questions: Vec<(String, String)>,
    judged: HashMap<String, HashSet<String>>,
}

fn read(folder: &Path, name: &str) -> Option<Set> {
    let file = |end: &str| fs::read_to_string(folder.join(format!("{name}.{end}"))).ok();
    let mut documents = Vec::new();
    for line in file("jsonl")?.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        documents.push((text("id"), text("title"), text("body")));
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
    fn build(dir: &Path, documents: &[(String, String, String)]) -> Self {
        let piece = |(n, (_, title, body)): (usize, &(String, String, String))| Piece {
            title: if title.trim().is_empty() { "Untitled".into() } else { title.clone() },
            text: body.clone(),
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
            .map(|(n, (id, ..))| (id.as_str(), n.to_string()))
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
        all.extend(set.documents.into_iter().filter(|(_, _, body)| body.len() > 400));
    }
    known_items(&all);
}

fn row(name: &str, asked: f64, sums: [f64; 3]) {
    let [ours, bare, fts] = sums.map(|sum| sum / asked);
    println!("{name:<18}({asked:4.0})  {ours:.3}  {bare:.3}  {fts:.3}");
}

/// Three or four telling words that stand near each other in one page.
fn known_items(documents: &[(String, String, String)]) {
    if documents.is_empty() {
        return;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
    };
    let mut frequency: HashMap<String, usize> = HashMap::new();
    for (.., body) in documents {
        for word in words(body).into_iter().collect::<HashSet<_>>() {
            *frequency.entry(word).or_default() += 1;
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let engines = Engines::build(dir.path(), documents);
    let mut dice = Dice(5);
    let (mut sums, mut asked) = ([0.0; 3], 0.0);
    for _ in 0..300 {
        let n = dice.below(documents.len());
        let all = words(&documents[n].2);
        let start = dice.below(all.len().saturating_sub(30).max(1));
        let telling: Vec<&String> = all[start..(start + 30).min(all.len())]
            .iter()
            .filter(|word| (2..documents.len() / 20).contains(&frequency[*word]))
            .collect();
        if telling.len() < 6 {
            continue;
        }
        let remembered: Vec<&str> =
            (0..3 + dice.below(2)).map(|_| telling[dice.below(telling.len())].as_str()).collect();
        let relevant = HashSet::from([n.to_string()]);
        let values = engines.ask(&remembered.join(" "), &relevant);
        (0..3).for_each(|n| sums[n] += values[n]);
        asked += 1.0;
    }
    row("known items", asked, sums);
}
