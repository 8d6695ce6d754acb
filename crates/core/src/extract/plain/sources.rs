//! Texts that say where they come from: letters with their headers, books of Project Gutenberg, pages of a printer.

use super::LeftOut;
use super::lines::{Line, ends_sentence};
use crate::extract::metadata::sender;
use crate::extract::{dates, language, one_line};
use crate::model::Metadata;

/// What a text's own lines say of it, which are left out. None where it says nothing.
pub(super) fn read(lines: &mut [Line], left_out: &mut Vec<LeftOut>) -> Option<Metadata> {
    pages(lines, left_out);
    letter(lines, left_out).or_else(|| book(lines, left_out))
}

/// Leaves a line out as a label of what follows.
fn drop(line: &mut Line, left_out: &mut Vec<LeftOut>) {
    if !line.is_blank() {
        left_out.push((one_line(&line.text), "label"));
    }
    line.dropped = true;
}

/// Fields of a letter's header that are looked at.
const MAX_FIELDS: usize = 60;

/// The header of a letter: fields with their values up to the first empty line.
fn letter(lines: &mut [Line], left_out: &mut Vec<LeftOut>) -> Option<Metadata> {
    let first = lines.iter().position(|line| !line.is_blank())?;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut end = first;
    for line in lines.iter().skip(first).take(MAX_FIELDS) {
        if line.is_blank() {
            break;
        }
        end += 1;
        if line.text.starts_with("From ") && fields.is_empty() {
            // The line between two letters in a mailbox.
            continue;
        }
        if line.indent > 0
            && let Some((_, value)) = fields.last_mut()
        {
            *value = one_line(&format!("{value} {}", line.text));
            continue;
        }
        let (name, value) = line.text.split_once(':')?;
        let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        fields.push((named.then(|| name.to_ascii_lowercase())?, one_line(value)));
    }
    let field = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    };
    let from = field("from")?;
    let subject = field("subject")?;
    field("date").or_else(|| field("sent")).or_else(|| field("to"))?;
    lines.iter_mut().take(end).skip(first).for_each(|line| drop(line, left_out));
    let date = field("date").or_else(|| field("sent"));
    Some(Metadata {
        title: subject,
        authors: sender(&from).map(str::to_owned).into_iter().collect(),
        published: date.and_then(|date| dates::parse(&date)),
        ..Metadata::default()
    })
}

/// Lines before a book of Project Gutenberg at most, licence and all.
const MAX_BEFORE: usize = 1_000;

/// A book of Project Gutenberg: its fields stand before a line of stars, and its licence after another.
fn book(lines: &mut [Line], left_out: &mut Vec<LeftOut>) -> Option<Metadata> {
    let marker = |line: &Line, word: &str| {
        line.text.starts_with("***") && {
            let text = line.text.trim_matches(['*', ' ']).to_ascii_uppercase();
            text.starts_with(word) && text.contains("PROJECT GUTENBERG")
        }
    };
    let start = lines.iter().take(MAX_BEFORE).position(|line| marker(line, "START OF"))?;
    let mut metadata = Metadata::default();
    for line in lines.iter().take(start) {
        let Some((name, value)) = line.text.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match name.trim() {
            "Title" => metadata.title = value,
            "Author" => metadata.authors.push(value),
            "Language" => metadata.language = language::declared(&value),
            _ => {}
        }
    }
    if metadata.title.is_empty() {
        return None;
    }
    let end =
        lines.iter().skip(start).position(|line| marker(line, "END OF")).map(|end| start + end);
    let end = end.unwrap_or(lines.len());
    for (at, line) in lines.iter_mut().enumerate() {
        let credits = line.text.starts_with("Produced by ") && at < start + 12;
        let last = line.text.starts_with("End of the Project Gutenberg")
            || line.text.starts_with("End of Project Gutenberg");
        if at <= start || at >= end || credits || last {
            drop(line, left_out);
        }
    }
    Some(metadata)
}

/// What a printer put at the foot and at the head of each page, where the text says how its pages end, and the break
/// in a paragraph that goes on.
fn pages(lines: &mut [Line], left_out: &mut Vec<LeftOut>) {
    let breaks: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.ends_page).map(|(at, _)| at).collect();
    if breaks.len() < 2 {
        return;
    }
    let shape = |text: &str| -> String { text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    let filled = |lines: &[Line], at: usize| lines.get(at).is_some_and(|line| !line.is_blank());
    let foot = |lines: &[Line], at: usize| (0..at).rev().find(|line| filled(lines, *line));
    let head = |lines: &[Line], at: usize| (at + 1..lines.len()).find(|line| filled(lines, *line));
    let text =
        |lines: &[Line], at: usize| lines.get(at).map(|line| shape(&line.text)).unwrap_or_default();
    let feet: Vec<(usize, String)> = breaks
        .iter()
        .filter_map(|at| foot(lines, *at).map(|foot| (foot, text(lines, foot))))
        .collect();
    let heads: Vec<(usize, String)> = breaks
        .iter()
        .filter_map(|at| head(lines, *at).map(|head| (head, text(lines, head))))
        .collect();
    let mut gone: Vec<usize> = Vec::new();
    for side in [&feet, &heads] {
        let repeats = |own: &str| side.iter().filter(|(_, other)| other == own).count() >= 2;
        gone.extend(side.iter().filter(|(_, text)| repeats(text)).map(|(at, _)| *at));
    }
    // The last page ends without a break.
    if let Some(last) = (0..lines.len()).rev().find(|at| filled(lines, *at))
        && feet.iter().any(|(_, foot)| *foot == text(lines, last))
    {
        gone.push(last);
    }
    for at in &gone {
        if let Some(line) = lines.get_mut(*at) {
            drop(line, left_out);
        }
    }
    let kept = |lines: &[Line], at: usize| {
        lines.get(at).is_some_and(|line| !line.is_blank() && !line.dropped)
    };
    for at in breaks {
        let before = (0..at).rev().find(|line| kept(lines, *line));
        let after = (at + 1..lines.len()).find(|line| kept(lines, *line));
        let (Some(before), Some(after)) = (before, after) else { continue };
        let goes_on = lines.get(before).is_some_and(|line| !ends_sentence(&line.text))
            && lines.get(after).is_some_and(|line| line.text.starts_with(char::is_lowercase));
        if goes_on {
            let (from, to) = (before + 1, after);
            lines.iter_mut().take(to).skip(from).for_each(|line| line.joins = true);
        }
    }
}
