//! How a capture was made of its original bytes.

use crate::Error;
use crate::store::{uuid_of, word};
use commonplace_core::{
    extract::Candidate,
    model::{ArticleId, CaptureId},
};
use rusqlite::{Connection, OptionalExtension};

/// How a capture was made of its original bytes, so that newer rules can make it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The newest version of the rules of extraction by which the bytes are known to come out like this.
    pub version: u32,
    /// Which reading of the source was wanted.
    pub reading: Candidate,
    /// The name of the file that the bytes came from, without folders.
    pub file_name: Option<String>,
    /// The address that they came from.
    pub url: Option<String>,
    /// The encoding that the sender declared.
    pub charset: Option<String>,
    /// Images that the source does not hold itself: what it calls each, and the name of its bytes among the blobs.
    pub pictures: Vec<(String, String)>,
}

/// Keeps how a capture was made.
pub(super) fn add(connection: &Connection, id: CaptureId, origin: &Origin) -> Result<(), Error> {
    connection.prepare_cached(include_str!("add_origin.sql"))?.execute((
        &id.as_bytes()[..],
        origin.version,
        origin.reading.as_str(),
        &origin.file_name,
        &origin.url,
        &origin.charset,
    ))?;
    let mut put = connection.prepare_cached(
        "INSERT OR IGNORE INTO capture_picture (capture, address, hash) VALUES (?1, ?2, ?3)",
    )?;
    for (address, hash) in &origin.pictures {
        put.execute((&id.as_bytes()[..], address, hash))?;
    }
    Ok(())
}

/// How a capture was made; none where nobody wrote it down, or it was not extracted.
pub(crate) fn get(connection: &Connection, id: CaptureId) -> Result<Option<Origin>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT version, reading, file_name, url, charset FROM capture_origin WHERE capture = ?1",
    )?;
    let row = statement
        .query_row([&id.as_bytes()[..]], |row| {
            let reading: String = row.get(1)?;
            Ok((row.get(0)?, reading, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((version, reading, file_name, url, charset)) = row else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT address, hash FROM capture_picture WHERE capture = ?1 ORDER BY address",
    )?;
    let rows = statement.query_map([&id.as_bytes()[..]], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pictures = rows.collect::<Result<_, _>>()?;
    let reading = word(&reading, Candidate::parse)?;
    Ok(Some(Origin { version, reading, file_name, url, charset, pictures }))
}

/// Which reading of its source a capture is; the best where nobody wrote it down.
pub(crate) fn reading(connection: &Connection, id: CaptureId) -> Result<Candidate, Error> {
    let mut statement =
        connection.prepare_cached("SELECT reading FROM capture_origin WHERE capture = ?1")?;
    let found: Option<String> =
        statement.query_row([&id.as_bytes()[..]], |row| row.get(0)).optional()?;
    found.map_or(Ok(Candidate::Best), |found| word(&found, Candidate::parse))
}

/// Keeps that a capture's bytes come out as it is by this version of the rules too.
pub(in crate::store) fn read_again(
    connection: &Connection,
    id: CaptureId,
    version: u32,
) -> Result<(), Error> {
    connection.prepare_cached(include_str!("read_again.sql"))?.execute((
        &id.as_bytes()[..],
        version,
        Candidate::Best.as_str(),
    ))?;
    Ok(())
}

/// The articles whose current capture older rules of extraction made than `version`, those saved first at the top.
/// What came in as an article already, by an import, was never extracted.
pub(crate) fn outdated(connection: &Connection, version: u32) -> Result<Vec<ArticleId>, Error> {
    let mut statement = connection.prepare_cached(include_str!("outdated.sql"))?;
    let rows = statement.query_map([version], |row| uuid_of(row, 0))?;
    rows.map(|id| Ok(ArticleId::new(id?))).collect()
}

/// Keeps that a person finds a capture good although it may not be the whole article.
pub(in crate::store) fn accept(connection: &Connection, id: CaptureId) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO capture_accepted (capture) VALUES (?1)")?
        .execute([&id.as_bytes()[..]])?;
    Ok(())
}

/// Whether a person finds a capture good although it may not be the whole article.
pub(crate) fn is_accepted(connection: &Connection, id: CaptureId) -> Result<bool, Error> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM capture_accepted WHERE capture = ?1")?;
    Ok(statement.exists([&id.as_bytes()[..]])?)
}
