//! Dates as pages and people write them, kept as precise as the source was.

/// An ISO 8601 date, or date and time, from any of the usual spellings; none where it is not surely a date.
pub(super) fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 80 {
        return None;
    }
    iso(text).or_else(|| words(text)).or_else(|| numbers(text))
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

/// `12 May 2024`, `May 12, 2024`, `12. Mai 2024`, `Mon, 12 May 2024 10:00:00 GMT`.
fn words(text: &str) -> Option<String> {
    let tokens: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|t| !t.is_empty()).collect();
    let place = tokens.iter().position(|token| month(token).is_some())?;
    let month = month(tokens.get(place)?)?;
    let day_of = |token: &&str| {
        let digits = token.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r', 'º']);
        number(digits).filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let year_of = |token: &&str| number(token).filter(|_| token.len() == 4);
    let before = place.checked_sub(1).and_then(|at| tokens.get(at)).filter(|t| **t != "de");
    let before = before.or_else(|| place.checked_sub(2).and_then(|at| tokens.get(at)));
    let mut after = tokens.iter().skip(place + 1).filter(|token| **token != "de");
    let (day, year, rest) = match before.and_then(day_of) {
        Some(day) => (day, after.next().and_then(year_of)?, after.next()),
        None => {
            let day = after.next().and_then(day_of)?;
            (day, after.next().and_then(year_of)?, None)
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

/// `2024年5月12日`, and `31.12.2024`, `31-12-2024` or `31/12/2024` where day and month cannot be mistaken.
fn numbers(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.get(..3)? else { return None };
    if text.contains('年') && text.contains('月') {
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

/// The number of a month's name in the languages whose pages spell dates out most.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &[
            "jan",
            "january",
            "januar",
            "jänner",
            "janvier",
            "enero",
            "gennaio",
            "janeiro",
            "januari",
            "января",
        ],
        &[
            "feb",
            "february",
            "februar",
            "février",
            "febrero",
            "febbraio",
            "fevereiro",
            "februari",
            "февраля",
        ],
        &["mar", "march", "märz", "mars", "marzo", "março", "maart", "марта"],
        &["apr", "april", "avril", "abril", "aprile", "апреля"],
        &["may", "mai", "mayo", "maggio", "maio", "mei", "мая"],
        &["jun", "june", "juni", "juin", "junio", "giugno", "junho", "июня"],
        &["jul", "july", "juli", "juillet", "julio", "luglio", "julho", "июля"],
        &["aug", "august", "août", "agosto", "augustus", "августа"],
        &[
            "sep",
            "sept",
            "september",
            "septembre",
            "septiembre",
            "settembre",
            "setembro",
            "сентября",
        ],
        &["oct", "october", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября"],
        &["nov", "november", "novembre", "noviembre", "novembro", "ноября"],
        &[
            "dec",
            "december",
            "dezember",
            "décembre",
            "diciembre",
            "dicembre",
            "dezembro",
            "декабря",
        ],
    ];
    let name = name.trim_end_matches('.').to_lowercase();
    let found = NAMES.iter().position(|names| names.contains(&name.as_str()))?;
    u32::try_from(found + 1).ok()
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
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
