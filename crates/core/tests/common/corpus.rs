//! Pages whose articles people marked. They are not part of this repository: `COMMONPLACE_CORPUS` names their folder.

#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)]

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A page and what people said about it.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) url: Option<String>,
    /// The text of the article.
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) date: Option<String>,
    /// What kind of page it is, where the set has several.
    pub(crate) kind: Option<String>,
    /// Passages that must be kept.
    pub(crate) with: Vec<String>,
    /// Passages that must not.
    pub(crate) without: Vec<String>,
}

/// The folder of everything; none, after saying so, where it is not named.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = env::var_os("COMMONPLACE_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: COMMONPLACE_CORPUS is not set");
    }
    folder
}

/// The pages of one set (`articles`, `pages` or `mozilla`), by name.
pub(crate) fn pages(folder: &Path, set: &str) -> Vec<Page> {
    let folder = folder.join("extraction").join(set);
    let truth = fs::read_to_string(folder.join("truth.json")).unwrap();
    let truth: BTreeMap<String, Value> = serde_json::from_str(&truth).unwrap();
    truth.into_iter().map(|(name, entry)| page(&folder, name, &entry)).collect()
}

fn page(folder: &Path, name: String, entry: &Value) -> Page {
    let text = |key: &str| {
        entry[key].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let list = |key: &str| -> Vec<String> {
        let passages = entry[key].as_array().into_iter().flatten();
        passages.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    Page {
        name,
        bytes: fs::read(folder.join(entry["file"].as_str().unwrap())).unwrap(),
        url: text("url"),
        text: text("text").unwrap_or_default(),
        title: text("title"),
        author: text("author"),
        date: text("date"),
        kind: text("type"),
        with: list("with"),
        without: list("without"),
    }
}

impl Page {
    pub(crate) fn extract(&self) -> Extraction {
        extract(&Source {
            bytes: &self.bytes,
            kind: Some(SourceKind::Html),
            file_name: None,
            url: self.url.as_deref(),
            charset: None,
        })
    }

    /// In which half of its set the page is: rules are made looking at half 0, half 1 tells whether they are general.
    pub(crate) fn half(&self) -> usize {
        let hash = self.name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        usize::from((hash >> 32) % 2 == 1)
    }
}

/// Lower-case words.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How often each item stands there.
pub(crate) fn bag<T: Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    items.into_iter().fold(HashMap::new(), |mut bag, item| {
        *bag.entry(item).or_default() += 1;
        bag
    })
}

/// What two bags share.
pub(crate) fn common<T: Hash + Eq>(a: &HashMap<T, usize>, b: &HashMap<T, usize>) -> usize {
    a.iter().map(|(item, n)| (*n).min(b.get(item).copied().unwrap_or(0))).sum()
}

/// F1 of two bags of lower-case words.
pub(crate) fn word_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (bag(tokens(found)), bag(tokens(expected)));
    let all: usize = found.values().sum::<usize>() + expected.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * common(&found, &expected) as f64 / all as f64 }
}
