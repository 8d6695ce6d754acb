//! A rule for a site's pages, as a library keeps it.

use super::{Millis, RuleId};
use crate::extract::Rule;

/// What a person wants of a site's pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRule {
    /// Its identity.
    pub id: RuleId,
    /// What it says.
    pub rule: Rule,
    /// How such a block begins, by which a person knows it.
    pub example: String,
    /// When it was made.
    pub created: Millis,
}
