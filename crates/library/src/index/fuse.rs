//! Joins the order by words with another one by reciprocal ranks (Cormack, Clarke and Büttcher, "Reciprocal rank
//! fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009), which needs no common scale.

use super::{find::Scored, view::View};
use commonplace_core::query::Query;
use std::collections::HashMap;
use uuid::Uuid;

/// How many of the best of the order by words are put in another.
pub(super) const MOST: usize = 200;
/// How little the very first places are worth more than those after them; the value of the paper.
const K: f32 = 60.0;

/// Another opinion on what answers a query, such as a model of meaning. The program ships without any.
pub trait SecondList: Sync {
    /// The things of `found`, articles, highlights and notes by identity, that answer `query`, the best first. What is
    /// left out only keeps what the words say of it.
    fn rank(&self, query: &Query, found: &[Uuid]) -> Vec<Uuid>;
}

/// Puts the first [`MOST`] of `ranked` in the order that both lists together say. What has all of the words stays
/// before what has but most of them.
pub(super) fn fuse(ranked: &mut [Scored], view: &View, query: &Query, second: &dyn SecondList) {
    let most = ranked.len().min(MOST);
    let Some(best) = ranked.get_mut(..most) else { return };
    let ids: Vec<Option<Uuid>> =
        best.iter().map(|one| view.identity(one.address).map(|(_, id)| id)).collect();
    let found: Vec<Uuid> = ids.iter().flatten().copied().collect();
    let places: HashMap<Uuid, usize> =
        second.rank(query, &found).into_iter().enumerate().map(|(place, id)| (id, place)).collect();
    let worth = |place: usize| 1.0 / (K + 1.0 + place as f32);
    for (place, (one, id)) in best.iter_mut().zip(&ids).enumerate() {
        let other = id.and_then(|id| places.get(&id)).map_or(0.0, |place| worth(*place));
        one.score = worth(place) + other;
    }
    best.sort_by(|a, b| a.partial.cmp(&b.partial).then(b.score.total_cmp(&a.score)));
}
