//! Captures: written once, never changed.

pub(crate) mod origin;

use super::{uuid_of, word};
use crate::Error;
use commonplace_core::extract::Followed;
use commonplace_core::{
    model::{ArticleId, Capture, CaptureId, Details, Dropped, Kept, Millis, Receipt, SourceKind},
    sentence::Sentence,
};
use origin::Origin;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A version of an article to be kept.
#[derive(Clone, Debug)]
pub struct NewCapture {
    /// What the bytes were.
    pub kind: SourceKind,
    /// The address, file name or other label of where it came from.
    pub source: String,
    /// Name of the original bytes among the blobs.
    pub original: String,
    /// Sealed HTML.
    pub body: String,
    /// Canonical text of the body.
    pub text: String,
    /// SHA-256 of the text in UTF-8, 64 hexadecimal digits.
    pub text_hash: String,
    /// What extraction kept and dropped.
    pub receipt: Receipt,
    /// When it was captured.
    pub captured: Millis,
    /// How it was made of the original bytes; none where it was an article already.
    pub origin: Option<Origin>,
}

/// What a list of versions says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureInfo {
    /// Its identity.
    pub id: CaptureId,
    /// The article it is a version of.
    pub article: ArticleId,
    /// What the bytes were.
    pub kind: SourceKind,
    /// The address, file name or other label of where it came from.
    pub source: String,
    /// When it was captured.
    pub captured: Millis,
    /// SHA-256 of the original bytes: their name among the blobs.
    pub original: String,
    /// SHA-256 of its canonical text.
    pub text_hash: String,
    /// Words in its canonical text.
    pub words: u32,
    /// Whether it is the one that is read and searched.
    pub is_current: bool,
    /// Why it was kept without being made current.
    pub doubt: Option<String>,
}

/// The captures of an article, newest first, without their texts.
pub(crate) fn list(connection: &Connection, article: ArticleId) -> Result<Vec<CaptureInfo>, Error> {
    let mut statement = connection.prepare_cached(include_str!("list.sql"))?;
    let mut rows = statement.query([&article.as_bytes()[..]])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        let receipt: String = row.get(6)?;
        let receipt: StoredReceipt = serde_json::from_str(&receipt)
            .map_err(|error| Error::Corrupt(format!("the receipt of a capture: {error}")))?;
        list.push(CaptureInfo {
            id: CaptureId::new(uuid_of(row, 0)?),
            article,
            kind: word(row.get_ref(1)?.as_str().unwrap_or_default(), SourceKind::parse)?,
            source: row.get(2)?,
            captured: Millis(row.get(3)?),
            original: row.get(4)?,
            text_hash: row.get(5)?,
            words: receipt.kept.words,
            is_current: row.get(7)?,
            doubt: row.get(8)?,
        });
    }
    Ok(list)
}

/// Writes a capture and gives its identity.
pub(super) fn add(
    connection: &Connection,
    article: ArticleId,
    new: &NewCapture,
) -> Result<CaptureId, Error> {
    let id = CaptureId::new(Uuid::now_v7());
    let receipt = serde_json::to_string(&StoredReceipt::from(&new.receipt))
        .map_err(|error| Error::Corrupt(error.to_string()))?;
    connection.prepare_cached(include_str!("add.sql"))?.execute((
        &id.as_bytes()[..],
        &article.as_bytes()[..],
        new.kind.as_str(),
        &new.source,
        new.captured.0,
        &new.original,
        &new.text_hash,
        receipt,
        &new.text,
        &new.body,
    ))?;
    if let Some(origin) = &new.origin {
        origin::add(connection, id, origin)?;
    }
    Ok(id)
}

/// The whole capture.
pub(crate) fn get(connection: &Connection, id: CaptureId) -> Result<Capture, Error> {
    let mut statement = connection.prepare_cached(include_str!("get.sql"))?;
    let mut rows = statement.query([&id.as_bytes()[..]])?;
    let row = rows.next()?.ok_or(Error::NotFound { what: "capture" })?;
    let receipt: String = row.get(6)?;
    let receipt: StoredReceipt = serde_json::from_str(&receipt)
        .map_err(|error| Error::Corrupt(format!("the receipt of capture {id}: {error}")))?;
    Ok(Capture {
        id,
        article: ArticleId::new(uuid_of(row, 0)?),
        kind: word(row.get_ref(1)?.as_str().unwrap_or_default(), SourceKind::parse)?,
        source: row.get(2)?,
        captured: Millis(row.get(3)?),
        original: row.get(4)?,
        text_hash: row.get(5)?,
        receipt: receipt.into(),
        text: row.get(7)?,
        body: row.get(8)?,
    })
}

/// Keeps why a capture was not made current, or forgets it.
pub(super) fn set_doubt(
    connection: &Connection,
    id: CaptureId,
    reason: Option<&str>,
) -> Result<(), Error> {
    match reason {
        Some(reason) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO capture_doubt (capture, reason) VALUES (?1, ?2)",
            )?
            .execute((&id.as_bytes()[..], reason))?,
        None => connection
            .prepare_cached("DELETE FROM capture_doubt WHERE capture = ?1")?
            .execute([&id.as_bytes()[..]])?,
    };
    Ok(())
}

/// The canonical text alone.
pub(crate) fn text(connection: &Connection, id: CaptureId) -> Result<String, Error> {
    let mut statement = connection.prepare_cached("SELECT text FROM capture WHERE id = ?1")?;
    let text = statement.query_row([&id.as_bytes()[..]], |row| row.get(0)).optional()?;
    text.ok_or(Error::NotFound { what: "capture" })
}

/// The canonical text and the sealed HTML that it is of.
pub(crate) fn text_and_body(
    connection: &Connection,
    id: CaptureId,
) -> Result<(String, String), Error> {
    let mut statement =
        connection.prepare_cached("SELECT text, body FROM capture WHERE id = ?1")?;
    let found = statement.query_row([&id.as_bytes()[..]], |row| Ok((row.get(0)?, row.get(1)?)));
    found.optional()?.ok_or(Error::NotFound { what: "capture" })
}

/// What search knows of a capture besides its words.
pub(crate) struct Contents {
    /// SHA-256 of the canonical text.
    pub(crate) text_hash: String,
    /// Images in the body.
    pub(crate) images: u32,
    /// Blocks of code in the body.
    pub(crate) code: u32,
}

/// What a capture holds besides its words, without reading them.
pub(crate) fn contents(connection: &Connection, id: CaptureId) -> Result<Contents, Error> {
    let mut statement = connection.prepare_cached(include_str!("contents.sql"))?;
    let found = statement
        .query_row([&id.as_bytes()[..]], |row| {
            Ok(Contents { text_hash: row.get(0)?, images: row.get(1)?, code: row.get(2)? })
        })
        .optional()?;
    found.ok_or(Error::NotFound { what: "capture" })
}

/// The captures of an article, newest first.
pub(crate) fn of_article(
    connection: &Connection,
    article: ArticleId,
) -> Result<Vec<CaptureId>, Error> {
    let mut statement = connection.prepare_cached(include_str!("of_article.sql"))?;
    let rows = statement.query_map([&article.as_bytes()[..]], |row| uuid_of(row, 0))?;
    rows.map(|id| Ok(CaptureId::new(id?))).collect()
}

/// A receipt as it is stored, in JSON.
#[derive(Serialize, Deserialize)]
struct StoredReceipt {
    source: StoredKept,
    kept: StoredKept,
    dropped: Vec<StoredDropped>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    restored: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rules: Vec<Followed>,
    problems: Vec<String>,
    /// What the sentences above are called, and what is filled into them, by their English words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<String, StoredName>,
    #[serde(default)]
    details: StoredDetails,
}

/// By what another language says a sentence.
#[derive(Clone, Serialize, Deserialize)]
struct StoredName {
    code: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<String, String>,
}

impl StoredReceipt {
    fn names(sentences: &[Sentence]) -> impl Iterator<Item = (String, StoredName)> {
        sentences.iter().filter(|said| !said.code.is_empty()).map(|said| {
            let parts = said.parts.iter().map(|(name, part)| (name.to_string(), part.clone()));
            let name = StoredName { code: said.code.to_string(), parts: parts.collect() };
            (said.text.clone(), name)
        })
    }

    /// Sentences as they were said; those of receipts from a time without names have none.
    fn sentences(&self, texts: &[String]) -> Vec<Sentence> {
        let said = |text: &String| {
            let name = self.names.get(text).cloned();
            let (code, parts) = name.map(|name| (name.code, name.parts)).unwrap_or_default();
            let parts = parts.into_iter().map(|(name, part)| (name.into(), part)).collect();
            Sentence { code: code.into(), parts, text: text.clone() }
        };
        texts.iter().map(said).collect()
    }
}

/// What else the source says about itself, in JSON; absent values are left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
}

/// Counts in JSON; what a later version adds counts as none here.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredKept {
    words: u32,
    images: u32,
    tables: u32,
    code: u32,
    links: u32,
    footnotes: u32,
    formulas: u32,
}

#[derive(Serialize, Deserialize)]
struct StoredDropped {
    text: String,
    reason: String,
    times: u32,
    /// Receipts of the first version did not know it.
    #[serde(default)]
    place: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
}

impl From<Kept> for StoredKept {
    fn from(Kept { words, images, tables, code, links, footnotes, formulas }: Kept) -> Self {
        Self { words, images, tables, code, links, footnotes, formulas }
    }
}

impl From<StoredKept> for Kept {
    fn from(stored: StoredKept) -> Self {
        let StoredKept { words, images, tables, code, links, footnotes, formulas } = stored;
        Self { words, images, tables, code, links, footnotes, formulas }
    }
}

fn texts(sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().map(|said| said.text.clone()).collect()
}

impl From<&Receipt> for StoredReceipt {
    fn from(receipt: &Receipt) -> Self {
        let dropped = receipt.dropped.iter().map(|block| StoredDropped {
            text: block.text.clone(),
            reason: block.reason.to_owned(),
            times: block.times,
            place: block.place,
            mark: block.mark.clone(),
        });
        let Details { role, modified, licence, doi, image } = receipt.details.clone();
        Self {
            source: receipt.source.into(),
            kept: receipt.kept.into(),
            dropped: dropped.collect(),
            restored: receipt.restored.clone(),
            doubts: texts(&receipt.doubts),
            rules: receipt.rules.clone(),
            problems: texts(&receipt.problems),
            names: Self::names(&receipt.doubts).chain(Self::names(&receipt.problems)).collect(),
            details: StoredDetails { role, modified, licence, doi, image },
        }
    }
}

impl From<StoredReceipt> for Receipt {
    fn from(stored: StoredReceipt) -> Self {
        let (doubts, problems) =
            (stored.sentences(&stored.doubts), stored.sentences(&stored.problems));
        let dropped = stored.dropped.into_iter().map(|block| Dropped {
            text: block.text,
            reason: Dropped::REASONS
                .iter()
                .find(|reason| **reason == block.reason)
                .copied()
                .unwrap_or("boilerplate"),
            times: block.times,
            place: block.place,
            mark: block.mark,
        });
        let StoredDetails { role, modified, licence, doi, image } = stored.details;
        Self {
            source: stored.source.into(),
            kept: stored.kept.into(),
            dropped: dropped.collect(),
            restored: stored.restored,
            doubts,
            rules: stored.rules,
            problems,
            details: Details { role, modified, licence, doi, image },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonplace_core::sentence;

    #[test]
    fn sentences_of_a_receipt_keep_their_names() {
        let receipt = Receipt {
            doubts: vec![sentence!("doubt-no-text", "No text was found in the source.")],
            problems: vec![sentence!(
                "images-lost",
                "{count} images could not be kept.",
                count = 2
            )],
            ..Receipt::default()
        };
        let json = serde_json::to_string(&StoredReceipt::from(&receipt)).expect("JSON");
        // An earlier version of the program reads plain sentences here.
        assert!(json.contains(r#""problems":["2 images could not be kept."]"#), "{json}");
        let stored: StoredReceipt = serde_json::from_str(&json).expect("a receipt");
        assert_eq!(Receipt::from(stored), receipt);
    }

    #[test]
    fn sentences_from_a_time_without_names_are_said_as_they_stand() {
        let json = r#"{"source":{},"kept":{},"dropped":[],"problems":["It is torn."]}"#;
        let stored: StoredReceipt = serde_json::from_str(json).expect("a receipt");
        let [said] = &Receipt::from(stored).problems[..] else { panic!("one sentence") };
        assert_eq!((said.text.as_str(), &*said.code), ("It is torn.", ""));
    }
}
