//! Selectors: making them, and finding their passage again.
//!
//! A selector keeps the passage itself, what stood around it and where. The words are the truth: a place is only ever
//! accepted when the quote stands there, as it was, or so like it that nothing else can be meant. Where that cannot be
//! shown, the answer is an orphan, never a guess.
//!
//! Between two captures of an article a [`Diff`] says where the words went. Where no older text is known, as after an
//! import, a [`Resolver`] looks for them.

mod approximate;
mod carry;
mod compare;
mod describe;
mod find;
mod fold;
mod map;
mod near;
mod places;
mod runs;
mod search;
mod tokens;

pub use carry::Diff;
pub use compare::{Change, Line, Words};
pub use describe::describe;
pub use find::{Resolver, resolve};
pub use places::{Places, Possible};

use crate::model::{Anchor, AnchorMethod, AnchorState, DecidedBy};

const ORPHAN: Anchor = Anchor {
    state: AnchorState::Orphan,
    range: None,
    method: AnchorMethod::None,
    score: 0.0,
    decided_by: DecidedBy::Machine,
};

#[cfg(test)]
mod tests;
