//! The index as it was committed, with the columns of each segment open: opening one costs as much as finding a word.

use super::schema::{HIGH, KIND, KINDS, LENGTH, LOW, PUBLISHED, SIGNALS, TIME};
use crate::{EntityKind, Error};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, columnar::Column};
use uuid::Uuid;

/// One commit.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// By segment.
    pub(super) columns: Vec<Columns>,
}

/// The columns of a segment.
pub(super) struct Columns {
    high: Column<u64>,
    low: Column<u64>,
    kind: Column<u64>,
    pub(super) signals: Column<u64>,
    pub(super) time: Column<i64>,
    pub(super) published: Column<i64>,
    pub(super) length: Column<u64>,
}

impl View {
    pub(super) fn new(searcher: Searcher) -> Result<Self, Error> {
        let columns = searcher.segment_readers().iter().map(Columns::open);
        Ok(Self { columns: columns.collect::<Result<_, _>>()?, searcher })
    }

    /// What a document stands for.
    pub(super) fn identity(&self, address: DocAddress) -> Option<(EntityKind, Uuid)> {
        self.columns.get(address.segment_ord as usize)?.identity(address.doc_id)
    }
}

impl Columns {
    fn open(reader: &SegmentReader) -> Result<Self, Error> {
        let columns = reader.fast_fields();
        Ok(Self {
            high: columns.u64(HIGH)?,
            low: columns.u64(LOW)?,
            kind: columns.u64(KIND)?,
            signals: columns.u64(SIGNALS)?,
            time: columns.i64(TIME)?,
            published: columns.i64(PUBLISHED)?,
            length: columns.u64(LENGTH)?,
        })
    }

    /// What a document stands for.
    pub(super) fn identity(&self, doc: DocId) -> Option<(EntityKind, Uuid)> {
        let (high, low) = (self.high.first(doc)?, self.low.first(doc)?);
        Some((self.kind(doc)?, Uuid::from_u64_pair(high, low)))
    }

    /// Its kind.
    pub(super) fn kind(&self, doc: DocId) -> Option<EntityKind> {
        let place = usize::try_from(self.kind.first(doc)?).ok()?;
        KINDS.get(place).copied()
    }
}
