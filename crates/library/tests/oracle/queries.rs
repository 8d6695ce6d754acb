//! Made-up queries with every operator.

use crate::Dice;

/// A query of up to so many levels.
pub(crate) fn made_up(dice: &mut Dice, depth: usize) -> String {
    let mut parts = Vec::new();
    for _ in 0..1 + dice.below(3) {
        let minus = if dice.chance(15) { "-" } else { "" };
        let part = match dice.below(if depth > 0 { 9 } else { 8 }) {
            0..=3 => words(dice),
            4 => {
                let fields = ["title", "text", "quote", "note", "author", "site"];
                format!("{}:{}", dice.of(&fields), words(dice))
            }
            5 => format!("({} NEAR/{} {})", dice.word(), dice.below(4), dice.word()),
            6 | 7 => filter(dice),
            _ => format!("({})", made_up(dice, depth - 1)),
        };
        if !parts.is_empty() && dice.chance(25) {
            parts.push("OR".to_owned());
        }
        parts.push(format!("{minus}{part}"));
    }
    parts.join(" ")
}

fn words(dice: &mut Dice) -> String {
    let word = dice.word();
    let letters: Vec<char> = word.chars().collect();
    let some = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    match dice.below(10) {
        0..=3 => word.to_owned(),
        4 => format!("{}*", some(0, 1 + dice.below(letters.len()))),
        5 => {
            let from = dice.below(letters.len());
            format!("*{}*", some(from, (from + 1 + dice.below(3)).min(letters.len())))
        }
        6 => {
            let place = dice.below(letters.len());
            format!("{}x{}~", some(0, place), some((place + 1).min(letters.len()), letters.len()))
        }
        7 => format!("\"{} {}\"", word, dice.word()),
        8 => format!("\"{} {} {}\"~{}", word, dice.word(), dice.word(), dice.below(5)),
        _ => format!("\"{} {}\"*", word, &dice.word()[..1]),
    }
}

fn filter(dice: &mut Dice) -> String {
    let times = [
        "last-month",
        "this-year",
        "30d",
        "2025",
        "2024-06",
        "<2025",
        ">=2024-11",
        "2024..2025-06",
        "today",
        "yesterday",
        ">2023",
        "..2024",
        "1w",
    ];
    #[rustfmt::skip]
    let all = [

    "tag:winter", "tag:\"paper maps\"", "tag:win*", "url:page/1", "url:HOST2", "lang:en", "lang:ja",
    "in:articles", "in:highlights", "in:notes", "in:Shelf", "in:Shelf/Top", "in:top", "color:green",
    "color:red", "is:unread", "is:reading", "is:finished", "is:archived", "is:favourite",
    "is:highlighted", "is:orphan", "is:edited", "has:highlights", "has:notes", "has:images",
    "words:>12", "words:<=6", "words:5..20", "before:2025-06", "after:2025-06",
    ];
    match dice.below(5) {
        0 => format!("saved:{}", dice.of(&times)),
        1 => format!("{}:{}", dice.of(&["published", "opened", "highlighted"]), dice.of(&times)),
        _ => (*dice.of(&all)).to_owned(),
    }
}
