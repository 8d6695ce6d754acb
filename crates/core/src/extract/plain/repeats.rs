//! What repeats in a page and is not part of its text: promotions, lists of logos, share bars.
//!
//! A block that stands three times or more between long paragraphs is furniture, whatever its words are. A refrain
//! stands between verses and stays; so do the names of speakers and headings that come back.

use super::lines::{Line, ends_sentence, is_long, words};
use crate::extract::one_line;
use std::collections::{HashMap, HashSet};

/// Times a block must stand in the text.
const TIMES: usize = 3;
/// Neighbours looked at on each side of a block.
const NEIGHBOURS: usize = 3;

/// A maximal run of lines that each stand elsewhere too.
#[derive(Clone)]
struct Run {
    lines: Vec<usize>,
}

/// Marks what repeats as dropped, and says whether anything did.
pub(super) fn drop(lines: &mut [Line]) -> bool {
    let keys: Vec<Option<String>> = lines.iter().map(key).collect();
    let mut counts = HashMap::<&str, usize>::new();
    for key in keys.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let runs = runs(&keys, &counts);
    let mut support = HashMap::<&str, usize>::new();
    for run in &runs {
        let distinct: HashSet<&str> =
            run.lines.iter().filter_map(|at| keys.get(*at)?.as_deref()).collect();
        for key in distinct {
            *support.entry(key).or_default() += 1;
        }
    }
    let mut gone = HashSet::new();
    for run in &runs {
        for part in parts(run, &keys, &support) {
            if is_furniture(&part, lines, &keys, &counts, &support) {
                gone.extend(part.lines);
            }
        }
    }
    let firsts = firsts(&gone, &keys);
    for (at, key) in keys.iter().enumerate() {
        if key.as_deref().is_some_and(|key| firsts.iter().any(|first| is_near_copy(key, first))) {
            gone.insert(at);
        }
    }
    for (at, line) in lines.iter_mut().enumerate() {
        line.dropped |= gone.contains(&at);
    }
    !gone.is_empty()
}

/// What makes two lines the same; none for lines that are blank, code, list items or rules.
fn key(line: &Line) -> Option<String> {
    let said = line.text.chars().any(char::is_alphanumeric);
    let usable =
        said && line.code.is_none() && !line.dropped && !super::blocks::is_item(&line.text);
    usable.then(|| one_line(&line.text).to_lowercase())
}

fn runs(keys: &[Option<String>], counts: &HashMap<&str, usize>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run { lines: Vec::new() };
    for (at, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        if counts.get(key.as_str()).is_some_and(|count| *count > 1) {
            run.lines.push(at);
        } else if !run.lines.is_empty() {
            runs.push(std::mem::replace(&mut run, Run { lines: Vec::new() }));
        }
    }
    if !run.lines.is_empty() {
        runs.push(run);
    }
    runs
}

/// The parts of a run whose lines stand in about as many runs.
fn parts(run: &Run, keys: &[Option<String>], support: &HashMap<&str, usize>) -> Vec<Run> {
    let class = |at: usize| {
        let times = keys.get(at).and_then(|key| support.get(key.as_deref()?)).copied().unwrap_or(0);
        times.min(TIMES)
    };
    let mut parts: Vec<Run> = Vec::new();
    for at in &run.lines {
        let same = parts
            .last()
            .and_then(|part| part.lines.last())
            .is_some_and(|last| class(*last) == class(*at));
        match parts.last_mut().filter(|_| same) {
            Some(part) => part.lines.push(*at),
            None => parts.push(Run { lines: vec![*at] }),
        }
    }
    parts
}

fn is_furniture(
    run: &Run,
    lines: &[Line],
    keys: &[Option<String>],
    counts: &HashMap<&str, usize>,
    support: &HashMap<&str, usize>,
) -> bool {
    let texts: Vec<&str> = run.lines.iter().filter_map(|at| keys.get(*at)?.as_deref()).collect();
    let times = texts.first().and_then(|key| support.get(key)).copied().unwrap_or(0);
    let distinct: HashSet<&str> = texts.iter().copied().collect();
    let cue = texts.iter().any(|text| has_cue(text));
    let interrupts = interrupts_prose(run, lines, keys, counts);
    if !stands_alone(run, lines) {
        return false;
    }
    if texts.len() == 1 {
        // Lines such as a speaker's name or "Example" come back and belong to the text.
        let line = texts.first().copied().unwrap_or_default();
        let long = words(line) >= 6 && !line.ends_with(':');
        return times >= TIMES && interrupts && (cue || long);
    }
    if !interrupts {
        return false;
    }
    if times >= TIMES {
        // Two short lines may be a pattern of headings; more, or longer ones, are a block.
        return texts.len() > 2 || cue || texts.iter().any(|text| words(text) >= 6);
    }
    // A long block that stands twice, or a list that repeats inside itself as on a moving band.
    let band = texts.len() >= 4
        && distinct.len() * 2 <= texts.len()
        && texts.iter().all(|text| words(text) <= 5 && !ends_sentence(text));
    let said: usize = texts.iter().map(|text| words(text)).sum();
    band || (times == 2 && cue && texts.len() >= 2 && said >= 8)
}

/// Whether a run begins and ends where paragraphs do, rather than inside one that was wrapped by hand.
fn stands_alone(run: &Run, lines: &[Line]) -> bool {
    let apart = |line: Option<&Line>| {
        line.is_none_or(|line| line.is_blank() || super::lines::width(&line.text) > 100)
    };
    let (Some(first), Some(last)) = (run.lines.first(), run.lines.last()) else { return false };
    let before = first.checked_sub(1).and_then(|before| lines.get(before));
    let ends = |line: Option<&Line>| line.is_some_and(|line| ends_sentence(&line.text));
    (apart(before) || ends(before)) && (apart(lines.get(last + 1)) || ends(lines.get(*last)))
}

/// Whether the lines around a run are mostly long paragraphs.
fn interrupts_prose(
    run: &Run,
    lines: &[Line],
    keys: &[Option<String>],
    counts: &HashMap<&str, usize>,
) -> bool {
    let alone = |at: &usize| {
        let key = keys.get(*at).and_then(Option::as_deref);
        key.is_some_and(|key| counts.get(key).is_some_and(|count| *count == 1))
    };
    let (Some(first), Some(last)) = (run.lines.first(), run.lines.last()) else { return false };
    let before = (0..*first).rev().filter(alone).take(NEIGHBOURS);
    let after = (*last + 1..lines.len()).filter(alone).take(NEIGHBOURS);
    let (mut long, mut all) = (0, 0);
    for at in before.chain(after) {
        let Some(line) = lines.get(at) else { continue };
        let words = words(&line.text);
        all += words;
        // In a text wrapped by hand every line of a paragraph but the last is about full.
        let wrapped = super::lines::width(&line.text) >= 56;
        long += if is_long(&line.text) || wrapped { words } else { 0 };
    }
    all > 0 && long * 2 > all
}

/// Words that call for something else than reading on.
fn has_cue(text: &str) -> bool {
    const CUES: &[&str] = &[
        "subscribe",
        "newsletter",
        "sign up",
        "signup",
        "sign in",
        "log in",
        "advertisement",
        "sponsored",
        "promoted",
        "learn more",
        "read more",
        "read also",
        "click here",
        "download",
        "free trial",
        "get the latest",
        "get access",
        "get started",
        "join us",
        "join our",
        "join now",
        "follow us",
        "share this",
        "share on",
        "cookie",
        "buy now",
        "shop now",
        "limited offer",
        "discount",
        "your inbox",
        "related articles",
        "recommended for you",
        "logo",
        "anzeige",
        "werbung",
        "abonnieren",
        "jetzt lesen",
        "mehr erfahren",
        "publicité",
        "abonnez",
        "en savoir plus",
        "publicidad",
        "suscríb",
        "leer más",
        "pubblicità",
        "iscriviti",
        "publicidade",
        "assine",
        "реклама",
        "подпис",
        "广告",
        "订阅",
        "広告",
        "購読",
        "إعلان",
        "اشترك",
    ];
    CUES.iter().any(|cue| text.contains(cue))
}

/// The first line of every dropped block.
fn firsts(gone: &HashSet<usize>, keys: &[Option<String>]) -> HashSet<String> {
    let mut firsts = HashSet::new();
    let mut inside = false;
    for (at, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let dropped = gone.contains(&at);
        if dropped && !inside && words(key) >= 3 {
            firsts.insert(key.clone());
        }
        inside = dropped;
    }
    firsts
}

/// The line with a few words more, such as the link that followed it.
fn is_near_copy(key: &str, first: &str) -> bool {
    let bare = |text: &str| text.trim_end_matches(['.', '!', ':', '…', ' ']).to_owned();
    let first = bare(first);
    key.strip_prefix(first.as_str()).is_some_and(|rest| {
        !rest.starts_with(char::is_alphanumeric) && words(rest) <= 4 && rest.chars().count() <= 40
    })
}
