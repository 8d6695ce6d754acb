//! The parts of a title, and those of them that name the site.

use super::needs_name;
use crate::extract::metadata::site::Site;
use crate::text::count_words;

/// A title without the parts before and behind it that name the site.
pub(super) fn cut_off<'a>(site: &Site, title: &'a str) -> &'a str {
    let mut title = title.trim();
    loop {
        let cuts = cuts(title);
        let behind = cuts.last().and_then(|(from, to, _)| {
            let (head, tail) = (title.get(..*from)?.trim(), title.get(*to..)?);
            (!head.is_empty() && site.is_part(tail)).then_some(head)
        });
        let before = || {
            cuts.first().and_then(|(from, to, _)| {
                let (front, rest) = (title.get(..*from)?, title.get(*to..)?.trim());
                (!rest.is_empty() && site.is_part(front)).then_some(rest)
            })
        };
        match behind.or_else(before) {
            // "Shop" alone says less than the shop's name and "Shop".
            Some(shorter) if !needs_name(shorter) => title = shorter,
            _ => return title,
        }
    }
}

/// Signs that separate the parts of a title: alone between spaces, or some of them anywhere.
const SEPARATORS: &[&str] =
    &["|", "—", "–", "-", "·", "»", "•", "«", "‹", "›", "::", ":", "/", "_", "｜"];

/// Where the separators of a title stand.
pub(super) fn cuts(title: &str) -> Vec<(usize, usize, &'static str)> {
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(rest) = title.get(at..).filter(|rest| !rest.is_empty()) {
        let after_space =
            title.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        let found = SEPARATORS.iter().find(|separator| {
            rest.strip_prefix(**separator).is_some_and(|rest| {
                let before_space = rest.starts_with(char::is_whitespace);
                match **separator {
                    "｜" | "_" => true,
                    ":" => before_space,
                    "|" => after_space || before_space,
                    _ => after_space && before_space,
                }
            })
        });
        match found {
            Some(separator) => {
                cuts.push((at, at + separator.len(), *separator));
                at += separator.len();
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    cuts
}

/// The parts of a title between its separators.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let mut from = 0;
    let mut parts = Vec::new();
    for (start, end, _) in cuts(title) {
        parts.extend(title.get(from..start));
        from = end;
    }
    parts.extend(title.get(from..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Separators behind which a site puts its own name or what it files a page under.
const STRONG: &[&str] = &["|", "—", "–", "-", "·", "»", "•", "｜"];

/// A title without what probably names the site or a section of it.
pub(super) fn first_part(title: &str) -> &str {
    let strong: Vec<_> = cuts(title).into_iter().filter(|(.., s)| STRONG.contains(s)).collect();
    if let [(first, ..), _, ..] = strong.as_slice() {
        let front = title.get(..*first).unwrap_or_default().trim();
        if count_words(front) >= 3 {
            return front;
        }
    }
    without_tail(title, STRONG)
}

/// A title without a short last part behind one of these separators.
pub(super) fn without_tail<'a>(title: &'a str, separators: &[&str]) -> &'a str {
    let cuts = cuts(title);
    let last = cuts.iter().rfind(|(.., separator)| separators.contains(separator));
    let Some((from, to, _)) = last else { return title };
    let (head, tail) =
        (title.get(..*from).unwrap_or_default().trim(), title.get(*to..).unwrap_or_default());
    let short = tail.split_whitespace().count() <= 4
        && 2 * head.chars().count() >= 3 * tail.trim().chars().count()
        && head.chars().count() >= 15;
    if short { head } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn the_name_of_the_site_goes() {
        let base = Url::parse("https://www.hn.example.org/a").ok();
        let site = Site::of(&["Harbour News"], base.as_ref());
        for (title, expected) in [
            ("The Keeper's Diary | Harbour News", "The Keeper's Diary"),
            ("Harbour News: The Keeper's Diary", "The Keeper's Diary"),
            ("The Keeper's Diary - The Harbour News - Harbour News", "The Keeper's Diary"),
            ("The Keeper's Diary : Example", "The Keeper's Diary"),
            ("Tides - and how to read them", "Tides - and how to read them"),
            ("Harbour News", "Harbour News"),
        ] {
            assert_eq!(cut_off(&site, title), expected, "{title}");
        }
    }

    #[test]
    fn parts_that_file_a_page_go() {
        for (title, expected) in [
            ("How to Read a Tide Table | Sailing | Knots and More", "How to Read a Tide Table"),
            ("How to Read a Tide Table – Knots", "How to Read a Tide Table"),
            (
                "Tides – a story of the moon and of the sea",
                "Tides – a story of the moon and of the sea",
            ),
        ] {
            assert_eq!(first_part(title), expected, "{title}");
        }
    }
}
