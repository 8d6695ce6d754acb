//! Dates as pages and people write them, kept as precise as the source was.

mod months;

use months::month;
use std::borrow::Cow;

/// An ISO 8601 date, or date and time, from any of the usual spellings; none where it is not surely a date.
pub(super) fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 80 {
        return None;
    }
    let plain = in_ascii_digits(text);
    let date = iso(&plain).or_else(|| words(&plain)).or_else(|| numbers(&plain))?;
    // Persian years, which are of another calendar, are written with other digits.
    let other = matches!(plain, Cow::Owned(_)) && date.as_str() < "1900";
    (!other).then_some(date)
}

/// A text with the decimal digits of other scripts as ours.
fn in_ascii_digits(text: &str) -> Cow<'_, str> {
    const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];
    let digit = |c: char| {
        let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero)));
        value.min().filter(|value| *value < 10).and_then(|value| char::from_digit(value, 10))
    };
    if text.is_ascii() || !text.chars().any(|c| digit(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// Whether a text begins with the name of a month.
pub(super) fn begins_with_month(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| month(word.trim_matches([',', '.'])).is_some())
}

/// The first date that stands among other words in a line.
pub(super) fn within(line: &str) -> Option<String> {
    if let Some(date) = parse(line) {
        return Some(date);
    }
    let line = in_ascii_digits(line);
    let tokens: Vec<&str> = line.split_whitespace().collect();
    let day = |text: &str| parse(text).filter(|date| date.len() >= 10);
    for at in 0..tokens.len() {
        for count in [3, 1, 5] {
            let Some(run) = tokens.get(at..at + count) else { continue };
            let text = run.join(" ");
            let text = text.trim_matches(|c: char| !c.is_alphanumeric());
            // A run that only begins or ends with a date is looked at when it comes to that.
            let dated = |token: &&str| token.chars().any(|c| c.is_ascii_digit());
            let ends = run.first().is_some_and(|token| {
                dated(token) || month(token.trim_matches([',', '.'])).is_some()
            }) && run.last().is_some_and(dated);
            if ends && let Some(date) = day(text) {
                return Some(date);
            }
        }
    }
    None
}

/// `2026-01-02`, `2026-01-02T03:04:05+01:00`, `2026-01-02 03:04`, `20260102`, `2026-01`.
fn iso(text: &str) -> Option<String> {
    let compact = text.len() >= 8 && text.bytes().take(8).all(|b| b.is_ascii_digit());
    if compact && text.get(8..).is_none_or(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return date(text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
    }
    if text.len() == 7 && text.as_bytes().get(4) == Some(&b'-') {
        let (year, month) = text.split_once('-')?;
        return date(year, month, "1").map(|date| date.chars().take(7).collect());
    }
    let day = text.get(..10)?;
    let separators = [day.as_bytes().get(4)?, day.as_bytes().get(7)?];
    if separators != [&b'-', &b'-'] && separators != [&b'/', &b'/'] {
        return None;
    }
    let day = date(day.get(..4)?, day.get(5..7)?, day.get(8..10)?)?;
    let rest = text.get(10..)?.trim_start_matches(['T', 't', ' ']);
    match time(rest) {
        Some(time) => Some(format!("{day}T{time}")),
        None => Some(day),
    }
}

/// `03:04`, `03:04:05`, with a fraction and a zone where there is one.
fn time(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.' && c != ',')
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let mut parts = clock.split([':', '.', ',']);
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    let second = parts.next().and_then(number).unwrap_or(0);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let zone = zone(rest.trim()).unwrap_or_default();
    Some(format!("{hour:02}:{minute:02}:{second:02}{zone}"))
}

fn zone(text: &str) -> Option<String> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = text.chars().skip(1).filter(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = (digits.get(..2)?, digits.get(2..4).unwrap_or("00"));
    Some(format!("{sign}{hours}:{minutes}"))
}

/// `12 May 2024`, `May 12, 2024`, `2024. május 12.`, `12. Mai 2024`, `Mon, 12 May 2024 10:00:00 GMT`.
fn words(text: &str) -> Option<String> {
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '،'))
        .filter(|t| !t.is_empty())
        .collect();
    let place = tokens.iter().position(|token| month(token).is_some())?;
    let name = *tokens.get(place)?;
    let month = month(name)?;
    let day_of = |token: &&str| {
        let digits = token.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r', 'º']);
        number(digits).filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    // Thailand counts from the death of Buddha.
    let thai = text.contains(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
    let year_of = |token: &&str| {
        let year = number(token.trim_end_matches('.')).filter(|_| token.len() <= 5)?;
        let year = if thai && year > 2400 { year - 543 } else { year };
        (year > 999).then_some(year)
    };
    let before = place.checked_sub(1).and_then(|at| tokens.get(at)).filter(|t| **t != "de");
    let before = before.or_else(|| place.checked_sub(2).and_then(|at| tokens.get(at)));
    let mut after = tokens.iter().skip(place + 1).filter(|token| **token != "de");
    let (day, year, rest) = match before.and_then(day_of) {
        // The same word is a month of autumn in Poland and another in Croatia, where a dot follows the day.
        Some(_) if name == "listopada" && !before.is_some_and(|day| day.ends_with('.')) => {
            return words(&text.replace(name, "november"));
        }
        Some(day) => (day, after.next().and_then(year_of)?, after.next()),
        None => {
            let day = after.next().and_then(day_of)?;
            // `2024. május 12.` has the year in front.
            let year = after.next().and_then(year_of);
            (day, year.or_else(|| before.and_then(year_of))?, None)
        }
    };
    let date = date(&year.to_string(), &month.to_string(), &day.to_string())?;
    match rest.and_then(|rest| time(rest)) {
        Some(time) if text.ends_with("GMT") || text.ends_with("UTC") => {
            Some(format!("{date}T{time}Z"))
        }
        _ => Some(date),
    }
}

/// `2024年5月12日`, `2024년 5월 12일`, and `31.12.2024`, `31-12-2024` or `31/12/2024` where day and month cannot be mistaken.
fn numbers(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.get(..3)? else { return None };
    let called = |year, month| text.contains(year) && text.contains(month);
    if called('年', '月') || called('년', '월') {
        return date(first, second, third);
    }
    if parts.len() > 3 || third.len() != 4 || text.len() > 12 {
        return None;
    }
    let (a, b) = (number(first)?, number(second)?);
    if text.contains(['.', '-']) || a > 12 {
        date(third, second, first)
    } else if b > 12 {
        date(third, first, second)
    } else {
        None
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn date(year: &str, month: &str, day: &str) -> Option<String> {
    let year: i16 = year.parse().ok().filter(|year| (1400..=2200).contains(year))?;
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?)
        .ok()
        .map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn dates_as_they_are_written() {
        for (text, expected) in [
            ("2026-01-02", "2026-01-02"),
            ("2026-01", "2026-01"),
            ("20260102", "2026-01-02"),
            ("2026/01/02", "2026-01-02"),
            ("2026-01-02T03:04:05.678+0100", "2026-01-02T03:04:05+01:00"),
            ("2026-01-02 03:04Z", "2026-01-02T03:04:00Z"),
            ("May 12, 2024", "2024-05-12"),
            ("12 May 2024", "2024-05-12"),
            ("12. Mai 2024", "2024-05-12"),
            ("12 de mayo de 2024", "2024-05-12"),
            ("Sept. 3rd, 2021", "2021-09-03"),
            ("Mon, 12 May 2024 10:00:00 GMT", "2024-05-12T10:00:00Z"),
            ("31.12.2024", "2024-12-31"),
            ("12/31/2024", "2024-12-31"),
            ("02-12-2025", "2025-12-02"),
            ("2024年5月12日", "2024-05-12"),
            ("2024년 5월 12일", "2024-05-12"),
            ("١٢ مارس ٢٠٢٦", "2026-03-12"),
            ("12 במרץ 2026", "2026-03-12"),
            ("12 มีนาคม 2569", "2026-03-12"),
            ("12 marca 2026", "2026-03-12"),
            ("12 listopada 2026", "2026-11-12"),
            ("12. listopada 2026.", "2026-10-12"),
            ("12. října 2026", "2026-10-12"),
            ("2026. május 12.", "2026-05-12"),
            ("12 Ağustos 2026", "2026-08-12"),
            ("१२ मार्च २०२६", "2026-03-12"),
            ("12 Μαΐου 2026", "2026-05-12"),
            ("14. toukokuuta 2026", "2026-05-14"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2024",
            "5/6/2024",
            "May we go",
            "2024-13-45",
            "30 February 2024",
            "1234567",
            "۱۴۰۴/۰۲/۱۲",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
