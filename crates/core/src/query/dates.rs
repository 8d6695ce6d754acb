//! Times as people write them, in UTC; the present moment is an argument.

use crate::model::Millis;
use jiff::{
    Span, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// A time from its first moment until the one after its last; none where it is open.
pub(super) type Time = (Option<Millis>, Option<Millis>);

/// Understands `2026-03-01`, `2026-03`, `2026`, RFC 3339, `A..B`, `>A`, `>=A`, `<A`, `<=A`, `7d`, `2w`, `3m`, `1y`,
/// and words such as `last-week`. Weeks begin on Monday.
pub(super) fn time(text: &str, now: Millis) -> Option<Time> {
    if let Some((from, to)) = text.split_once("..") {
        let from = if from.is_empty() { None } else { Some(period(from, now)?.0) };
        let to = if to.is_empty() { None } else { Some(period(to, now)?.1) };
        return (from.is_some() || to.is_some()).then_some((from, to));
    }
    for (sign, make) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return period(rest, now).map(make);
        }
    }
    period(text, now).map(|(from, until)| (Some(from), Some(until)))
}

type Made = fn((Millis, Millis)) -> Time;
const SIGNS: [(&str, Made); 4] = [
    (">=", |(from, _)| (Some(from), None)),
    ("<=", |(_, until)| (None, Some(until))),
    (">", |(_, until)| (Some(until), None)),
    ("<", |(from, _)| (None, Some(from))),
];

/// One period: its first moment and the one after its last.
pub(super) fn period(text: &str, now: Millis) -> Option<(Millis, Millis)> {
    let lower = text.to_ascii_lowercase();
    named(&lower, now).or_else(|| ago(&lower, now)).or_else(|| calendar(text))
}

fn today(now: Millis) -> Option<Date> {
    let moment = Timestamp::from_millisecond(now.0).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

fn named(word: &str, now: Millis) -> Option<(Millis, Millis)> {
    let today = today(now)?;
    let monday = today.checked_sub(i64::from(since_monday(today.weekday())).days()).ok()?;
    let month = today.first_of_month();
    let year = today.first_of_year();
    let (first, length, back): (Date, Span, bool) = match word {
        "today" => (today, 1.day(), false),
        "yesterday" => (today, 1.day(), true),
        "this-week" => (monday, 1.week(), false),
        "last-week" => (monday, 1.week(), true),
        "this-month" => (month, 1.month(), false),
        "last-month" => (month, 1.month(), true),
        "this-year" => (year, 1.year(), false),
        "last-year" => (year, 1.year(), true),
        _ => return None,
    };
    let first = if back { first.checked_sub(length).ok()? } else { first };
    Some((start(first)?, start(first.checked_add(length).ok()?)?))
}

fn since_monday(day: Weekday) -> i8 {
    day.to_monday_zero_offset()
}

/// `7d`: from so many days ago until now.
fn ago(word: &str, now: Millis) -> Option<(Millis, Millis)> {
    let (number, unit) = word.split_at_checked(word.len().checked_sub(1)?)?;
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = number.parse().ok().filter(|n| (1..=10_000).contains(n))?;
    let today = today(now)?;
    let first = match unit {
        "d" => today.checked_sub(number.days()),
        "w" => today.checked_sub(number.weeks()),
        "m" => today.checked_sub(number.months()),
        "y" => today.checked_sub(number.years()),
        _ => return None,
    };
    Some((start(first.ok()?)?, start(today.tomorrow().ok()?)?))
}

/// A day, month, year or moment.
fn calendar(text: &str) -> Option<(Millis, Millis)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = text.split_once('-').unwrap_or((text, ""));
    let first = |month: &str| format!("{year}-{month}-01").parse::<Date>().ok();
    match (year.len(), month.len()) {
        (4, 0) if digits(year) && !text.contains('-') => {
            let first = first("01")?;
            Some((start(first)?, start(first.checked_add(1.year()).ok()?)?))
        }
        (4, 2) if digits(year) && digits(month) => {
            let first = first(month)?;
            Some((start(first)?, start(first.checked_add(1.month()).ok()?)?))
        }
        _ => {
            let moment = Millis::parse(text)?;
            let length = if text.len() <= 10 { 86_400_000 } else { 1 };
            Some((moment, Millis(moment.0.saturating_add(length))))
        }
    }
}

fn start(day: Date) -> Option<Millis> {
    let zoned = day.to_zoned(TimeZone::UTC).ok()?;
    Some(Millis(zoned.timestamp().as_millisecond()))
}
