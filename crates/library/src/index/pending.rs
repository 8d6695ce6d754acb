//! Documents on their way to the thread that writes them. tantivy lets ten thousand of them wait, which would hold
//! more memory than all the rest of building; here whoever adds one waits while too much is on its way.

use crate::store::lock;
use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};
use tantivy::{IndexWriter, Opstamp, TantivyDocument, TantivyError, Term, schema::Document};

/// Bytes of text that may be on their way.
const MOST: usize = 8 << 20;
/// How long one waits at most: a thread that died takes nothing any more, and adding says so.
const PATIENCE: Duration = Duration::from_secs(5);

/// Writes documents and deletes them.
pub(super) struct Writer {
    /// For commits.
    pub(super) inner: IndexWriter<Pending>,
    way: Arc<Way>,
}

impl Writer {
    pub(super) fn new(inner: IndexWriter<Pending>) -> Self {
        Self { inner, way: Arc::default() }
    }

    /// Adds a document; waits while too many others are on their way.
    pub(super) fn add(&self, mut document: Pending) -> Result<Opstamp, TantivyError> {
        document.share = Some(Way::enter(&self.way, document.size));
        self.inner.add_document(document)
    }

    /// Deletes the documents with a term.
    pub(super) fn delete(&self, term: Term) {
        self.inner.delete_term(term);
    }
}

/// A document that is to be written.
pub(super) struct Pending {
    document: TantivyDocument,
    /// About how many bytes it has.
    size: usize,
    share: Option<Share>,
}

impl Pending {
    pub(super) fn new(document: TantivyDocument, size: usize) -> Self {
        Self { document, size, share: None }
    }
}

impl Document for Pending {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    /// Taken by the thread that writes: it is not on its way any more.
    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

/// How much is on its way.
#[derive(Default)]
struct Way {
    bytes: Mutex<usize>,
    less: Condvar,
}

/// What a document takes of it, until it is dropped.
struct Share {
    way: Arc<Way>,
    size: usize,
}

impl Way {
    /// Waits for room. One that is larger than everything that may be on its way goes alone.
    fn enter(way: &Arc<Self>, size: usize) -> Share {
        let full = |bytes: &mut usize| *bytes > 0 && *bytes + size > MOST;
        let bytes = lock(&way.bytes);
        let waited = way.less.wait_timeout_while(bytes, PATIENCE, full);
        *waited.unwrap_or_else(PoisonError::into_inner).0 += size;
        Share { way: Arc::clone(way), size }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *lock(&self.way.bytes) -= self.size;
        self.way.less.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn what_is_on_its_way_stays_small() {
        let way: Arc<Way> = Arc::default();
        let first = Way::enter(&way, MOST - 10);
        let second = Way::enter(&way, 10);
        let waiting = thread::spawn({
            let way = Arc::clone(&way);
            move || Way::enter(&way, 3 * MOST).size
        });
        drop(first);
        assert!(!waiting.is_finished(), "there is another one before it");
        drop(second);
        assert_eq!(waiting.join().unwrap(), 3 * MOST, "alone it may be as large as it likes");
        assert_eq!(*lock(&way.bytes), 0);
    }
}
