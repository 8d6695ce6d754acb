//! What is said about a query that was not understood as it stands: what is wrong, and what was done instead.

use super::{Operator, Takes, parse::MAX_DEPTH, parse::MAX_TERMS};
use crate::{sentence, sentence::Sentence};

/// Characters of a value that are shown at most.
const SHOWN: usize = 40;

pub(super) fn unopened() -> Sentence {
    sentence!("query-unopened", "This parenthesis was never opened.")
}

pub(super) fn unclosed() -> Sentence {
    sentence!("query-unclosed", "This parenthesis is not closed.")
}

pub(super) fn too_deep() -> Sentence {
    sentence!(
        "query-deep",
        "Parentheses may be nested {most} deep; this one was ignored.",
        most = MAX_DEPTH
    )
}

pub(super) fn too_long() -> Sentence {
    sentence!("query-long", "Only the first {most} words are searched.", most = MAX_TERMS)
}

pub(super) fn lonely_near() -> Sentence {
    sentence!("query-near", "NEAR needs a word on each side; it was left out.")
}

pub(super) fn nothing_before_or() -> Sentence {
    sentence!("query-or-before", "OR needs a word before it; it was left out.")
}

pub(super) fn nothing_after_or() -> Sentence {
    sentence!("query-or-after", "OR needs a word after it; it was left out.")
}

pub(super) fn open_quotation() -> Sentence {
    sentence!("query-quote", "The quotation mark is not closed.")
}

pub(super) fn empty_quotation() -> Sentence {
    sentence!("query-wordless", "There is no word between the quotation marks.")
}

pub(super) fn no_filter(field: &str) -> Sentence {
    sentence!(
        "query-no-filter",
        "There is no filter {field}:, so it is searched as words.",
        field = field
    )
}

/// A field with nothing after its colon.
pub(super) fn wanting(operator: &Operator) -> Sentence {
    let field = operator.field;
    match operator.takes {
        Takes::One(values) => sentence!(
            "query-needs-one",
            "{field}: needs one of {values}.",
            field = field,
            values = values.join(", ")
        ),
        _ => sentence!("query-needs-more", "{field}: needs something after it.", field = field),
    }
}

/// An order that there is not.
pub(super) fn no_order(operator: &Operator, value: &str) -> Sentence {
    sentence!(
        "query-no-order",
        "{field}: takes {values}; “{shown}” is left out.",
        field = operator.field,
        values = operator.takes.words().join(", "),
        shown = shortened(value)
    )
}

/// What a field does not take.
pub(super) fn not_taken(operator: &Operator, value: &str) -> Sentence {
    let (field, shown) = (operator.field, shortened(value));
    match operator.takes {
        Takes::Time(_) => sentence!(
            "query-no-date",
            "{field}: takes a date such as 2026-03-01, 2026-03 or 2026, a range, or a word such as last-week; “{shown}” is searched as a word.",
            field = field,
            shown = shown
        ),
        Takes::Number => sentence!(
            "query-no-number",
            "{field}: takes a number such as 2000, >2000 or 1000..2000; “{shown}” is searched as a word.",
            field = field,
            shown = shown
        ),
        Takes::One(values) => sentence!(
            "query-no-value",
            "{field}: takes {values}; “{shown}” is searched as a word.",
            field = field,
            values = values.join(", "),
            shown = shown
        ),
        _ => sentence!(
            "query-not-taken",
            "{field}: does not take “{shown}”; it is searched as a word.",
            field = field,
            shown = shown
        ),
    }
}

fn shortened(value: &str) -> String {
    value.chars().take(SHOWN).collect()
}
