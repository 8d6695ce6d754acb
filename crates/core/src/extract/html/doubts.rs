//! Whether there is reason to doubt that the article was found.

use super::FEW_WORDS;
use super::choose::Choice;
use super::segments::Segments;
use crate::{sentence, sentence::Sentence};

/// Why this may not be the whole article.
pub(super) fn of(segments: &Segments, choice: &Choice, title: &str) -> Vec<Sentence> {
    let mut doubts = Vec::new();
    let words = choice.words(segments);
    let kept = || {
        segments.all.iter().zip(&choice.kept).filter(|(_, kept)| **kept).map(|(segment, _)| segment)
    };
    let linked: u32 = kept().map(|segment| segment.linked).sum();
    let lower = title.to_lowercase();
    let error = [
        "page not found",
        "404",
        "access denied",
        "403 forbidden",
        "just a moment",
        "attention required",
        "are you a robot",
        "error 5",
        "service unavailable",
        "captcha",
    ];
    if words < 300 && error.iter().any(|word| lower.contains(word)) {
        doubts.push(sentence!(
            "doubt-error-page",
            "This looks like an error page rather than the article."
        ));
    }
    if words > 0 && linked * 2 > words {
        doubts.push(sentence!("doubt-links", "Most of the text consists of links, so this may be a list of pages rather than an article."));
    }
    let wall = [
        "subscribe to continue",
        "subscribe to read",
        "sign in to continue",
        "log in to continue",
        "create a free account to",
        "this article is for subscribers",
        "already a subscriber",
        "to continue reading",
        "register to read",
        "subscribers only",
    ];
    let walled = segments.all.iter().any(|segment| {
        segment.words <= 60 && {
            let text = segment.text.to_lowercase();
            wall.iter().any(|word| text.contains(word))
        }
    });
    if walled && words < 400 {
        doubts.push(sentence!(
            "doubt-wall",
            "The page asks for a subscription or a login, so the text may be only its beginning."
        ));
    }
    let page: u32 = segments.all.iter().map(|segment| segment.words).sum();
    if !choice.everything && words < FEW_WORDS && words.saturating_mul(4) < page {
        doubts.push(sentence!(
            "doubt-small-part",
            "Only a small part of the page was recognised as an article."
        ));
    }
    doubts
}
