//! Names of people in bylines.

use crate::extract::one_line;

/// How plainly words at the beginning of a line say that a name follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beginning {
    /// The line names the author, whatever else stands in it.
    Byline,
    /// The line names the author if nothing but names follows.
    Alone,
    /// The same, in a script that puts no spaces between words.
    Close,
    /// The words are no part of a name, and do not say by themselves that the line names the author.
    Label,
}

/// Words that stand before a name, in lower case. A colon may follow each, and must where it is written.
const BEGINNINGS: &[(&str, Beginning)] = &[
    ("by", Beginning::Byline),
    ("written by", Beginning::Byline),
    ("posted by", Beginning::Byline),
    ("words by", Beginning::Byline),
    ("started by", Beginning::Byline),
    ("author:", Beginning::Byline),
    ("authors:", Beginning::Byline),
    ("author", Beginning::Label),
    ("published by", Beginning::Label),
    ("story by", Beginning::Label),
    ("report by", Beginning::Label),
    ("reported by", Beginning::Label),
    ("text:", Beginning::Label),
    ("от", Beginning::Label),
    ("von", Beginning::Alone),
    ("par", Beginning::Alone),
    ("por", Beginning::Alone),
    ("di", Beginning::Alone),
    ("door", Beginning::Alone),
    ("av", Beginning::Alone),
    ("af", Beginning::Alone),
    ("eingestellt von", Beginning::Alone),
    ("geschrieben von", Beginning::Alone),
    ("verfasst von", Beginning::Alone),
    ("publié par", Beginning::Alone),
    ("écrit par", Beginning::Alone),
    ("publicado por", Beginning::Alone),
    ("escrito por", Beginning::Alone),
    ("pubblicato da", Beginning::Alone),
    ("scritto da", Beginning::Alone),
    ("geschreven door", Beginning::Alone),
    ("autor:", Beginning::Alone),
    ("autorin:", Beginning::Alone),
    ("auteur:", Beginning::Alone),
    ("автор:", Beginning::Alone),
    ("מאת", Beginning::Alone),
    ("بقلم", Beginning::Alone),
    ("作者：", Beginning::Close),
    ("作者:", Beginning::Close),
    ("撰文：", Beginning::Close),
    ("文：", Beginning::Close),
    ("文／", Beginning::Close),
    ("文/", Beginning::Close),
    ("記者", Beginning::Close),
];

/// What a line begins with that names an author, and the line after it; `lower` is the line in lower case.
pub(crate) fn beginning(lower: &str) -> Option<(Beginning, &str)> {
    let after = |(word, how): &(&str, Beginning)| {
        let (word, colon) = match word.strip_suffix(':') {
            Some(word) if *how != Beginning::Close => (word, true),
            _ => (*word, false),
        };
        let rest = lower.strip_prefix(word)?;
        if *how == Beginning::Close {
            return Some((*how, rest.trim_start()));
        }
        let spaced = rest.trim_start();
        match spaced.strip_prefix(':') {
            Some(named) => Some((*how, named.trim_start())),
            None => (!colon && spaced.len() < rest.len()).then_some((*how, spaced)),
        }
    };
    // The longest.
    BEGINNINGS.iter().filter_map(after).min_by_key(|(_, rest)| rest.len())
}

/// Words between the names of people who wrote together.
const BETWEEN: &[&str] = &[" and ", " & ", " und ", " et ", " with "];

/// Words that begin the names of people who did something else.
const OTHERS: &[&str] = &[
    " edited by ",
    " reviewed by ",
    " medically reviewed ",
    " photographs by ",
    " illustrated by ",
];

/// A name without the degree before it.
fn untitled(name: &str) -> &str {
    let rest = ["Dr. ", "Dr ", "Prof. ", "Prof ", "Professor "]
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .map(str::trim);
    // "Dr Seuss" is a name.
    rest.filter(|rest| rest.contains(' ')).unwrap_or(name)
}

/// The names in a byline such as `By Ann Lee, Bo Chan and Cy Ott | 12 May`.
pub(crate) fn people(byline: &str) -> Vec<String> {
    let mut text = one_line(byline);
    let lower = text.to_lowercase();
    if let Some((_, rest)) = beginning(&lower).filter(|_| lower.len() == text.len()) {
        text.drain(..lower.len() - rest.len());
    }
    let text = text.split([' ', '\u{a0}']).collect::<Vec<_>>().join(" ");
    let text = text.split(['|', '•', '·', '—', '(']).next().unwrap_or_default();
    // Whoever only edited or looked it through did not write it.
    let lower = text.to_lowercase();
    let others = OTHERS.iter().filter_map(|word| lower.find(word)).min();
    let text =
        others.filter(|_| lower.len() == text.len()).and_then(|at| text.get(..at)).unwrap_or(text);
    let text = BETWEEN.iter().fold(text.to_owned(), |text, word| text.replace(word, ","));
    let parts: Vec<&str> =
        text.split([',', ';', '、']).map(str::trim).filter(|part| !part.is_empty()).collect();
    // `Lee, Ann` is one person, the family name first.
    if let [family, given] = parts.as_slice() {
        let single =
            |name: &str| !name.contains(' ') && name.chars().next().is_some_and(char::is_uppercase);
        if single(family) && single(given.trim_end_matches('.')) && !byline.contains(" and ") {
            return vec![format!("{given} {family}")];
        }
    }
    parts
        .into_iter()
        .map(untitled)
        .filter(|name| name.chars().any(char::is_alphabetic))
        .filter(|name| {
            name.chars().count() <= 60 && !name.contains("://") && !name.contains("www.")
        })
        .filter(|name| !name.contains('@'))
        .map(str::to_owned)
        .collect()
}

/// The name in the sender of a letter: `"Ann Lee" <ann@example.org>`; none where there is only an address.
pub(crate) fn sender(from: &str) -> Option<&str> {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    Some(name).filter(|name| !name.is_empty() && !name.contains('@'))
}

/// Whether a line is nothing but the name of a person: two to four words that begin with a capital letter (particles
/// may stand between), without digits or an end mark.
pub(crate) fn is_person(line: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "van", "von", "de", "der", "den", "da", "di", "del", "della", "la", "le", "du", "dos",
        "bin", "ibn", "al", "el", "ter", "zu", "y", "st.",
    ];
    const NOT_NAMES: &[&str] = &[
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "with",
        "our",
        "your",
        "how",
        "why",
        "what",
        "new",
        "read",
        "more",
        "about",
        "staff",
        "news",
        "team",
        "share",
        "all",
        "top",
        "last",
        "updated",
        "edited",
        "by",
        "learn",
        "sign",
        "log",
        "is",
        "are",
        "get",
        "see",
        "privacy",
        "policy",
        "terms",
        "contact",
        "us",
        "home",
        "page",
        "follow",
        "related",
        "articles",
        "recommended",
        "tools",
        "introduction",
        "conclusion",
        "part",
        "chapter",
        "section",
        "summary",
        "key",
        "next",
        "previous",
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "instagram",
        "mail",
        "email",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    if !(2..=4).contains(&words.len()) || line.chars().count() > 50 {
        return false;
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
            && (word.chars().count() <= 3
                || word.chars().any(char::is_lowercase)
                || line.to_uppercase() == line)
    };
    let named = words.iter().filter(|word| capital(word)).count();
    let particles = words.iter().filter(|word| PARTICLES.contains(word)).count();
    let ends = words.first().is_some_and(|word| capital(word))
        && words.last().is_some_and(|word| capital(word));
    let initials = words.last().is_some_and(|word| word.ends_with('.') && word.chars().count() > 3);
    ends && !initials
        && named >= 2
        && named + particles == words.len()
        && !words.iter().any(|word| NOT_NAMES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{is_person, people};

    #[test]
    fn bylines() {
        assert_eq!(
            people("By Ann Lee, Bo Chan and Cy Ott | 12 May"),
            ["Ann Lee", "Bo Chan", "Cy Ott"]
        );
        assert_eq!(people("Written by Ann Lee"), ["Ann Lee"]);
        assert_eq!(people("Lee, Ann"), ["Ann Lee"]);
        assert_eq!(people("Byron White"), ["Byron White"]);
        assert_eq!(people("By Ann Lee with Bo Chan"), ["Ann Lee", "Bo Chan"]);
        assert_eq!(people("Written by Ann Lee Edited by Bo Chan"), ["Ann Lee"]);
        assert_eq!(people("Dr Ann Lee, Prof. Bo Chan"), ["Ann Lee", "Bo Chan"]);
        assert_eq!(people("作者：王小明"), ["王小明"]);
        assert_eq!(people("Auteur : Ann Lee"), ["Ann Lee"]);
        assert_eq!(people("Отто Шмидт"), ["Отто Шмидт"]);
        assert_eq!(people("Davide Rossi"), ["Davide Rossi"]);
        assert!(people("https://example.org/a").is_empty());
    }

    #[test]
    fn lines_that_are_names() {
        for name in
            ["Ann Lee", "Ludwig van Beethoven", "J. R. Smith", "Anne-Marie O'Neil", "Álvaro Núñez"]
        {
            assert!(is_person(name), "{name}");
        }
        for line in [
            "The Economist",
            "Ann",
            "Read More",
            "ann lee",
            "Ann Lee 2024",
            "What I Saw",
            "A Long Title Of Five Words",
            "Ann Lee said.",
        ] {
            assert!(!is_person(line), "{line}");
        }
    }
}
