//! The order of articles by what the index does not know, remembered until something is written.

use crate::{
    Error, Revision,
    store::{Store, change, lock, search::places},
};
use commonplace_core::query::OrderBy;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

/// The place of each article in an order.
pub(super) type Places = Arc<HashMap<Uuid, u32>>;

/// Orders as they were at a revision.
#[derive(Default)]
pub(super) struct Known(Mutex<Vec<(OrderBy, Revision, Places)>>);

impl Known {
    /// The places of all articles by title or by when they were opened: every key asks for them, and reading them takes
    /// longer than all the rest.
    pub(super) fn get(&self, store: &Store, by: OrderBy) -> Result<Places, Error> {
        store.read(|connection| {
            let now = change::revision(connection)?;
            let found =
                lock(&self.0).iter().find(|(known, at, _)| (*known, *at) == (by, now)).cloned();
            if let Some((.., places)) = found {
                return Ok(places);
            }
            let places: Places = Arc::new(places(connection, by)?);
            let mut known = lock(&self.0);
            known.retain(|(other, ..)| *other != by);
            known.push((by, now, Arc::clone(&places)));
            Ok(places)
        })
    }
}
