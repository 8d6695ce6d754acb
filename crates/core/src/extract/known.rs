//! What a passage of an article is known by on the pages of its site, so that a rule can leave such blocks out.

use super::{Rule, Source, Wish, begin_as, receipt};
use crate::text::Text;
use std::ops::Range;
use thiserror::Error;

/// Code points of an example.
const EXAMPLE: usize = 200;

/// What the blocks of a passage are known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their mark, as rules have it.
    pub mark: String,
    /// Words of this page that a rule to leave such blocks out takes away.
    pub words: u32,
    /// How they begin.
    pub example: String,
}

/// Why no rule can be made of a passage.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unknown {
    /// The source holds no such block, as where a person put it into the article.
    #[error("The page does not hold this passage as a block of its own.")]
    Nowhere,
    /// Nothing around the block says what it is.
    #[error("This block cannot be told from others on the site's pages.")]
    Alike,
    /// What the block is known by, most of the article is known by too.
    #[error("This block is known by nothing but what most of the article is known by too.")]
    Most,
}

/// What the blocks are known by on the site `host` that hold a part of `passage`, a range of code points of `text`,
/// which was read from `source` as `wish` says.
///
/// # Errors
/// Where no rule could leave them out without leaving out most of the article.
pub fn known_by(
    source: &Source<'_>,
    wish: &Wish,
    host: &str,
    text: &Text,
    passage: Range<u32>,
) -> Result<Known, Unknown> {
    let marked = Wish { marks: true, ..wish.clone() };
    let pieces = begin_as(source, &marked).draft.pieces;
    let blocks = receipt::within(&pieces, text, passage);
    let first = blocks.first().ok_or(Unknown::Nowhere)?;
    let example = first.text.chars().take(EXAMPLE).collect();
    let mut mark = first.mark.clone();
    for block in &blocks {
        receipt::add_mark(&mut mark, block.mark.as_deref());
    }
    let mark = mark.ok_or(Unknown::Alike)?;
    let mut wish = wish.clone();
    wish.rules.push(Rule { host: host.to_owned(), keep: false, mark: mark.clone() });
    let followed = begin_as(source, &wish).draft.receipt.rules;
    let words = followed.iter().find(|rule| !rule.keep && rule.mark == mark).map(|rule| rule.words);
    let words = words.ok_or(Unknown::Nowhere)?;
    if words.saturating_mul(2) > text.words() {
        return Err(Unknown::Most);
    }
    Ok(Known { mark, words, example })
}
