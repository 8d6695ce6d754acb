//! The search for damage: in SQLite's pages, in what refers to what, in hashes and in sealed bodies.

use super::uuid_of;
use crate::{Blobs, Error, blobs::hex};
use commonplace_core::extract::images;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use uuid::Uuid;

/// At most so many sentences; one damaged page can spoil thousands of rows.
const MOST: usize = 200;

/// What is wrong with a blob, if anything.
fn fault(blobs: &Blobs, hash: &str) -> Option<String> {
    match blobs.get(hash) {
        Ok(bytes) if hex(&Sha256::digest(&bytes)) == hash => None,
        Ok(_) => Some("is damaged".into()),
        Err(Error::NotFound { .. }) => Some("is missing".into()),
        Err(error) => Some(format!("cannot be read: {error}")),
    }
}

/// Reads everything and tells what is not as it was written.
pub(crate) fn run(connection: &Connection, blobs: &Blobs) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    pages(connection, &mut found)?;
    if found.is_empty() {
        references(connection, &mut found)?;
        rows(connection, &mut found)?;
        captures(connection, blobs, &mut found)?;
    }
    found.truncate(MOST);
    Ok(found)
}

fn pages(connection: &Connection, found: &mut Vec<String>) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query(())?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let verdict: String = row.get(0)?;
                if verdict != "ok" {
                    found.push(format!("The database file is damaged: {verdict}."));
                }
            }
            Ok(None) => return Ok(()),
            Err(error) => {
                found.push(format!("The database file is damaged: {error}."));
                return Ok(());
            }
        }
    }
}

fn references(connection: &Connection, found: &mut Vec<String>) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        found.push(format!("A row of “{table}” refers to a row of “{parent}” that is not there."));
        if found.len() > MOST {
            break;
        }
    }
    Ok(())
}

fn rows(connection: &Connection, found: &mut Vec<String>) -> Result<(), Error> {
    let mut statement = connection.prepare(include_str!("verify.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let what: String = row.get(0)?;
        found.push(format!("{what} ({}).", uuid_of(row, 1)?));
    }
    Ok(())
}

fn captures(connection: &Connection, blobs: &Blobs, found: &mut Vec<String>) -> Result<(), Error> {
    let mut statement =
        connection.prepare("SELECT id, original, text_hash, text, body FROM capture")?;
    let mut whole = HashSet::new();
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let id: Uuid = uuid_of(row, 0)?;
        let (original, text_hash): (String, String) = (row.get(1)?, row.get(2)?);
        let text = row.get_ref(3)?.as_bytes().unwrap_or_default();
        if hex(&Sha256::digest(text)) != text_hash {
            found.push(format!("The text of capture {id} is not the one that was stored."));
        }
        if let Some(fault) = fault(blobs, &original) {
            found.push(format!("The original of capture {id} {fault}."));
        }
        let body = row.get_ref(4)?.as_str().unwrap_or_default();
        for image in images::named(body) {
            if whole.contains(image) {
                continue;
            }
            match fault(blobs, image) {
                Some(fault) => found.push(format!("An image of capture {id} {fault}.")),
                None => {
                    whole.insert(image.to_owned());
                }
            }
        }
        if found.len() > MOST {
            break;
        }
    }
    Ok(())
}
