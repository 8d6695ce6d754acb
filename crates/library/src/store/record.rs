//! What a write did, row by row: triggers of the writer's own connection note every row before and after. From this
//! record come the [`Change`](crate::Change)s, and undoing: an act is taken back by giving every row it touched its
//! old values, provided that nobody has changed them since.
//!
//! The triggers are temporary, so the file itself holds none of this and other programs are not slowed by it.

use crate::Error;
use commonplace_core::sentence;
use rusqlite::{
    Connection, ErrorCode, params_from_iter,
    types::{ToSqlOutput, Value, ValueRef},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Tables whose rows are noted. The others are records themselves.
const TABLES: &[&str] = &[
    "article",
    "article_author",
    "highlight",
    "selector_origin",
    "selector_occurrence",
    "anchor",
    "note",
    "tag",
    "article_tag",
    "highlight_tag",
    "review",
    "collection",
    "collection_article",
    "saved_search",
    "import_record",
    "site_rule",
    "kept_apart",
    "merged",
    "capture",
];

/// Captures are immutable but for the article they belong to: what else is in them is not noted, nor that they come.
const MOVES: &str = "capture";
const MOVING: &[&str] = &["id", "article"];

/// Columns that reading alone changes: undoing the saving of an article that was opened since is no conflict, and
/// search knows nothing of them.
const BY_READING: &[&str] = &["opened", "position", "progress"];

/// The shape of a noted table.
#[derive(Debug)]
pub(super) struct Table {
    name: &'static str,
    columns: Vec<String>,
    /// Places of the columns of the primary key.
    key: Vec<usize>,
}

/// One row, before and after. Made: nothing before; removed: nothing after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    #[serde(rename = "t")]
    table: String,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    old: Option<Vec<Cell>>,
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    new: Option<Vec<Cell>>,
}

/// A value as SQLite stores it. Numbers with a fraction are kept by their bits: JSON would round them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Cell {
    #[serde(rename = "0")]
    Null,
    #[serde(rename = "i")]
    Integer(i64),
    #[serde(rename = "r")]
    Real(u64),
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "b", with = "hexadecimal")]
    Blob(Vec<u8>),
    /// The value was not changed, and is not needed to find the row.
    #[serde(rename = "s")]
    Same,
}

/// Bytes of the longest part of a key.
const KEY: usize = 16;

/// Bytes as hexadecimal text: a third of what a list of numbers takes.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&crate::blobs::hex(bytes))
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        let pairs = text.as_bytes().chunks(2);
        let read = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        pairs.map(|pair| read(pair).ok_or_else(|| D::Error::custom("not hexadecimal"))).collect()
    }
}

/// Sets up the noting on a writer's connection.
pub(super) fn install(connection: &Connection) -> Result<Vec<Table>, Error> {
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let mut tables = Vec::with_capacity(TABLES.len());
    for name in TABLES {
        tables.push(shape(connection, name)?);
    }
    let widest = tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    let cells = |prefix: &str| list(0..widest, |place| format!("{prefix}{place}"));
    connection.execute_batch(&format!(
        "CREATE TEMP TABLE record (seq INTEGER PRIMARY KEY, name TEXT, was INTEGER, is_there INTEGER, {}, {})",
        cells("o"),
        cells("n"),
    ))?;
    for table in &tables {
        for (event, was, is_there) in [("INSERT", 0, 1), ("UPDATE", 1, 1), ("DELETE", 1, 0)] {
            if table.name == MOVES && event != "UPDATE" {
                continue;
            }
            connection.execute_batch(&trigger(table, event, was, is_there))?;
        }
    }
    Ok(tables)
}

fn trigger(table: &Table, event: &str, was: u8, is_there: u8) -> String {
    let name = table.name;
    let side = |side: &str, prefix: &str| -> (Vec<String>, Vec<String>) {
        let places = (0..table.columns.len()).map(|place| format!("{prefix}{place}"));
        let values = table.columns.iter().map(|column| format!("{side}.\"{column}\""));
        (places.collect(), values.collect())
    };
    let (mut places, mut values) = (Vec::new(), Vec::new());
    for (wanted, row, prefix) in [(was, "OLD", "o"), (is_there, "NEW", "n")] {
        if wanted == 1 {
            let (some_places, some_values) = side(row, prefix);
            places.extend(some_places);
            values.extend(some_values);
        }
    }
    format!(
        "CREATE TEMP TRIGGER record_{name}_{event} AFTER {event} ON main.{name} BEGIN \
         INSERT INTO record (name, was, is_there, {}) VALUES ('{name}', {was}, {is_there}, {}); END",
        places.join(", "),
        values.join(", "),
    )
}

fn shape(connection: &Connection, name: &'static str) -> Result<Table, Error> {
    let mut statement =
        connection.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let rows = statement.query_map([name], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let mut columns = rows.collect::<Result<Vec<(String, i64)>, _>>()?;
    columns.retain(|(column, _)| name != MOVES || MOVING.contains(&column.as_str()));
    let key = columns.iter().enumerate().filter(|(_, column)| column.1 > 0);
    Ok(Table {
        name,
        key: key.map(|(place, _)| place).collect(),
        columns: columns.iter().map(|(name, _)| name.clone()).collect(),
    })
}

/// Takes what was noted since the last call, leaving out rows that were written as they were.
pub(super) fn take(connection: &Connection, tables: &[Table]) -> Result<Vec<Row>, Error> {
    let widest = tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    let mut statement = connection.prepare_cached("SELECT * FROM temp.record ORDER BY seq")?;
    let mut rows = statement.query(())?;
    let mut record = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let Some(table) = tables.iter().find(|table| table.name == name) else { continue };
        let side = |there: usize, first: usize| -> Result<Option<Vec<Cell>>, Error> {
            if !row.get::<_, bool>(there)? {
                return Ok(None);
            }
            let places = first..first + table.columns.len();
            places.map(|place| Cell::read(row.get_ref(place)?)).collect::<Result<_, _>>().map(Some)
        };
        let (old, new) = (side(2, 4)?, side(3, 4 + widest)?);
        if old != new {
            record.push(Row { table: name, old, new });
        }
    }
    drop(rows);
    connection.prepare_cached("DELETE FROM temp.record")?.execute(())?;
    Ok(record)
}

/// Forgets what was noted, after a failure.
pub(super) fn clear(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM temp.record")?.execute(())?;
    Ok(())
}

/// A record as it is kept: of a row that was changed, only the key and what differs.
pub(super) fn packed(rows: &[Row]) -> Result<Vec<u8>, Error> {
    let mut packed = rows.to_vec();
    for row in &mut packed {
        let (Some(old), Some(new)) = (&mut row.old, &mut row.new) else { continue };
        for (before, after) in old.iter_mut().zip(new) {
            // Short values are worth less than the mark that stands for them; the key is always short.
            if before == after && before.weight() > KEY {
                (*before, *after) = (Cell::Same, Cell::Same);
            }
        }
    }
    serde_json::to_vec(&packed).map_err(|error| Error::Corrupt(error.to_string()))
}

/// A record that was kept.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<Row>, serde_json::Error> {
    serde_json::from_slice(bytes)
}

/// Does a record again.
pub(super) fn apply(
    connection: &Connection,
    tables: &[Table],
    record: &[Row],
) -> Result<(), Error> {
    record.iter().try_for_each(|row| put(connection, tables, &row.table, &row.old, &row.new))
}

/// Takes a record back.
pub(super) fn revert(
    connection: &Connection,
    tables: &[Table],
    record: &[Row],
) -> Result<(), Error> {
    record.iter().rev().try_for_each(|row| put(connection, tables, &row.table, &row.new, &row.old))
}

/// Turns one row from `old` into `new`, only if it still is as `old` says.
fn put(
    connection: &Connection,
    tables: &[Table],
    name: &str,
    old: &Option<Vec<Cell>>,
    new: &Option<Vec<Cell>>,
) -> Result<(), Error> {
    // Others may use a tag or collection by now: it goes only when nothing is in it, and may be there already.
    let unused = match (name, old, new) {
        ("tag", Some(_), None) => include_str!("tag/unused.sql"),
        ("collection", Some(_), None) => include_str!("collection/unused.sql"),
        _ => "",
    };
    let table = tables.iter().find(|table| table.name == name);
    let table = table.ok_or_else(|| Error::Corrupt(format!("undo names a table {name:?}")))?;
    let width = table.columns.len();
    if [old, new].into_iter().flatten().any(|cells| cells.len() != width) {
        return Err(conflict());
    }
    let changed = match (old, new) {
        (None, None) => return Ok(()),
        (None, Some(new)) if matches!(name, "tag" | "collection") => {
            insert(connection, table, new, "INSERT OR IGNORE").map(|_| 1)
        }
        (None, Some(new)) => insert(connection, table, new, "INSERT"),
        (Some(old), None) if !unused.is_empty() => {
            execute(connection, unused, old.iter().take(1)).map(|_| 1)
        }
        (Some(old), None) => {
            let same = |place: &usize| {
                table.key.contains(place) || !BY_READING.contains(&&*table.columns[*place])
            };
            let places: Vec<usize> = (0..width).filter(same).collect();
            let sql = format!("DELETE FROM main.{name} WHERE {}", conditions(table, &places, 1));
            execute(connection, &sql, places.iter().map(|place| &old[*place]))
        }
        (Some(old), Some(new)) => {
            let changed: Vec<usize> =
                (0..width).filter(|place| old[*place] != new[*place]).collect();
            let mut held = table.key.clone();
            held.extend(changed.iter().filter(|place| !table.key.contains(place)));
            let assign =
                |(n, place): (usize, &usize)| format!("\"{}\" = ?{}", table.columns[*place], n + 1);
            let sql = format!(
                "UPDATE main.{name} SET {} WHERE {}",
                changed.iter().enumerate().map(assign).collect::<Vec<_>>().join(", "),
                conditions(table, &held, changed.len() + 1),
            );
            let values = changed.iter().map(|place| &new[*place]);
            execute(connection, &sql, values.chain(held.iter().map(|place| &old[*place])))
        }
    };
    match changed {
        Ok(1) => Ok(()),
        Ok(_) => Err(conflict()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(conflict())
        }
        Err(error) => Err(error.into()),
    }
}

/// What is said when a row is not as it was left.
pub(super) fn conflict() -> Error {
    Error::Conflict(sentence!("changed-meanwhile", "It was changed elsewhere meanwhile."))
}

fn insert(
    connection: &Connection,
    table: &Table,
    cells: &[Cell],
    verb: &str,
) -> rusqlite::Result<usize> {
    let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{column}\"")).collect();
    let values = list(0..cells.len(), |place| format!("?{}", place + 1));
    let sql = format!("{verb} INTO main.{} ({}) VALUES ({values})", table.name, columns.join(", "));
    execute(connection, &sql, cells.iter())
}

fn execute<'a>(
    connection: &Connection,
    sql: &str,
    values: impl Iterator<Item = &'a Cell>,
) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute(params_from_iter(values.map(Cell::value)))
}

fn conditions(table: &Table, places: &[usize], first: usize) -> String {
    let each = places.iter().enumerate();
    let each = each.map(|(n, place)| format!("\"{}\" IS ?{}", table.columns[*place], n + first));
    each.collect::<Vec<_>>().join(" AND ")
}

fn list(places: std::ops::Range<usize>, each: impl Fn(usize) -> String) -> String {
    places.map(each).collect::<Vec<_>>().join(", ")
}

impl Row {
    /// The table it is in.
    pub(super) fn table(&self) -> &str {
        &self.table
    }

    /// The identity in a column of the row as it is, or as it was before it was removed.
    pub(super) fn id(&self, column: usize) -> Option<Uuid> {
        match self.new.as_ref().or(self.old.as_ref())?.get(column)? {
            Cell::Blob(bytes) => Uuid::from_slice(bytes).ok(),
            _ => None,
        }
    }

    /// Whether the row was there before and is there now, with another value in a column.
    pub(super) fn is_changed(&self, column: usize) -> bool {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => old.get(column) != new.get(column),
            _ => false,
        }
    }

    /// Whether more than the columns that reading changes differs.
    pub(super) fn is_searched(&self, tables: &[Table]) -> bool {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return true };
        let Some(table) = tables.iter().find(|table| table.name == self.table) else { return true };
        let searched = |place: &usize| !BY_READING.contains(&&*table.columns[*place]);
        (0..table.columns.len()).filter(searched).any(|place| old.get(place) != new.get(place))
    }
}

impl Cell {
    fn read(value: ValueRef<'_>) -> Result<Self, Error> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number.to_bits()),
            ValueRef::Text(bytes) => Self::Text(
                String::from_utf8(bytes.to_vec())
                    .map_err(|_| Error::Corrupt("the library holds text that is no text".into()))?,
            ),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        })
    }

    /// Bytes of what has a length of its own.
    fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Blob(bytes) => bytes.len(),
            _ => 0,
        }
    }

    fn value(&self) -> ToSqlOutput<'_> {
        match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(bits) => ToSqlOutput::Owned(Value::Real(f64::from_bits(*bits))),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Same => ToSqlOutput::Owned(Value::Null),
        }
    }
}
