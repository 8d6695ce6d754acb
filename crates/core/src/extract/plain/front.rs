//! What stands before the text: kicker, title, author, role, date, and labels that lost their values.

use super::LeftOut;
use super::blocks::Block;
use super::lines::{ends_sentence, is_long, words};
use super::title;
use crate::extract::metadata::{Beginning, beginning, is_person, people};
use crate::extract::{dates, html::fold, one_line};
use crate::model::Metadata;
use std::collections::HashSet;

/// Blocks at the beginning that may be front matter.
const MAX_FRONT: usize = 14;

/// What a line at the beginning turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// May be the title.
    Candidate,
    /// A person's name on its own.
    Name,
    /// Names after "By".
    Byline,
    /// A date, with or without a label.
    Date,
    /// A label without a value, a reading time, an editor, a position.
    Label,
    /// Part of the text.
    Text,
}

/// Takes the front matter out of the blocks: metadata, and what the author does. Nothing is invented: what is not
/// there stays unknown.
pub(super) fn read(
    blocks: &mut Vec<Block>,
    dropped: &mut Vec<LeftOut>,
) -> (Metadata, Option<String>) {
    let mut metadata = Metadata::default();
    let mut position = None;
    let front = open_front(blocks);
    let lines: Vec<String> = blocks.iter().take(front).map(line).collect();
    let captions = captions(blocks, &lines);
    let mut roles = roles(&lines);
    let title = title::find(blocks, &lines, &roles, &captions);
    let Some(title) = title else { return (metadata, None) };
    metadata.title = lines.get(title).map(|title| one_line(title)).unwrap_or_default();
    name_authors(&lines, &mut roles, title, &mut metadata);

    let mut gone = HashSet::from([title]);
    if let Some(above) =
        title.checked_sub(1).filter(|above| roles.get(*above) == Some(&Role::Candidate))
    {
        metadata.subtitle = lines.get(above).cloned();
        gone.insert(above);
    }
    for (at, role) in roles.iter().enumerate() {
        let text = lines.get(at).map(String::as_str).unwrap_or_default();
        match role {
            Role::Date => {
                metadata.published = metadata.published.or_else(|| date(text));
                gone.insert(at);
            }
            Role::Byline => {
                gone.insert(at);
            }
            Role::Label => {
                if position.is_none() && is_position(text) {
                    position = Some(one_line(text));
                }
                dropped.push((one_line(text), "label"));
                gone.insert(at);
            }
            _ => {}
        }
    }
    for at in captions {
        dropped.push((one_line(&blocks.get(at).map(line).unwrap_or_default()), "label"));
        gone.insert(at);
    }
    let mut at = 0;
    blocks.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    (metadata, position)
}

/// Splits short lines that stand together at the beginning, and says how many blocks come before the text.
fn open_front(blocks: &mut Vec<Block>) -> usize {
    let mut at = 0;
    while at < MAX_FRONT.min(blocks.len()) {
        match blocks.get(at) {
            Some(Block::Verse(lines)) if at < 3 && lines.len() <= 8 && is_masthead(lines) => {
                let lines: Vec<Block> = lines.iter().cloned().map(Block::Paragraph).collect();
                blocks.splice(at..=at, lines);
            }
            Some(Block::Paragraph(text)) if !is_long(text) => at += 1,
            Some(Block::Heading(_, _)) if at == 0 => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether lines that stand together name a title and who wrote it, rather than being verse.
fn is_masthead(lines: &[String]) -> bool {
    lines.iter().any(|line| {
        let role = role(line);
        matches!(role, Role::Byline | Role::Date | Role::Label)
    }) || (lines.len() == 2 && lines.last().is_some_and(|line| is_person(line)))
}

pub(super) fn line(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Heading(_, text) => text.clone(),
        _ => String::new(),
    }
}

fn roles(lines: &[String]) -> Vec<Role> {
    let mut roles: Vec<Role> = lines.iter().map(|line| role(line)).collect();
    // A label with its value on the next line.
    for at in 0..lines.len() {
        let (Some(label), Some(value)) = (lines.get(at), lines.get(at + 1)) else { continue };
        let next = roles.get(at + 1).copied();
        match kind_of_label(label) {
            Some(Label::Author) if next == Some(Role::Name) => set(&mut roles, at, Role::Byline),
            Some(Label::Editor) if next == Some(Role::Name) => {
                set(&mut roles, at, Role::Label);
                set(&mut roles, at + 1, Role::Label);
            }
            Some(Label::Published) if dates::parse(value).is_some() => {
                set(&mut roles, at, Role::Label)
            }
            Some(Label::Updated) if dates::parse(value).is_some() => {
                set(&mut roles, at, Role::Label);
                set(&mut roles, at + 1, Role::Label);
            }
            _ => {}
        }
    }
    // What a person does stands under the name.
    for at in 1..lines.len() {
        let person = lines.get(at - 1).is_some_and(|line| is_person(line) && !is_position(line));
        if person
            && roles.get(at) == Some(&Role::Candidate)
            && lines.get(at).is_some_and(|line| is_position(line))
        {
            set(&mut roles, at, Role::Label);
        }
    }
    roles
}

fn set(roles: &mut [Role], at: usize, role: Role) {
    if let Some(place) = roles.get_mut(at) {
        *place = role;
    }
}

/// Labels that front matter is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Author,
    Editor,
    Published,
    Updated,
    Other,
}

/// What a line that is nothing but a label labels.
fn kind_of_label(text: &str) -> Option<Label> {
    let colon = text.ends_with([':', '：']);
    let name = text.trim_end_matches([':', '：', ' ']).to_lowercase();
    let label = match name.as_str() {
        "by" | "author" | "authors" | "written by" | "words by" | "posted by" | "von" | "par"
        | "por" | "autor" | "auteur" | "作者" => Label::Author,
        "edited by" | "editor" | "reviewed by" | "fact checked by" | "photos by"
        | "photography by" | "illustration by" | "translated by" | "redaktion" => Label::Editor,
        "published" | "published on" | "publication date" | "date" | "posted" | "posted on"
        | "veröffentlicht" | "publié le" | "publicado" => Label::Published,
        "last updated" | "updated" | "updated on" | "last modified" | "modified"
        | "aktualisiert" | "mis à jour" | "actualizado" => Label::Updated,
        "reading time" | "read time" | "share" | "share this" | "tags" | "category"
        | "categories" | "filed under" | "topics" | "source" | "comments" | "views" | "listen"
        | "print" | "save" => Label::Other,
        _ => return None,
    };
    // These words can be a title or a text too; with a colon and nothing after it they cannot.
    let sure = colon
        || matches!(
            name.as_str(),
            "edited by"
                | "written by"
                | "reviewed by"
                | "last updated"
                | "posted by"
                | "words by"
                | "by"
                | "published on"
                | "posted on"
        );
    sure.then_some(label)
}

/// What a line at the beginning is on its own.
fn role(text: &str) -> Role {
    if kind_of_label(text).is_some() || is_reading_time(text) {
        return Role::Label;
    }
    if let Some((label, value)) = text.split_once([':', '：']) {
        let value = value.trim();
        match kind_of_label(&format!("{label}:")) {
            Some(Label::Author) if !value.is_empty() && !is_long(value) => return Role::Byline,
            Some(Label::Published) if dates::parse(value).is_some() => return Role::Date,
            Some(Label::Editor | Label::Updated) if words(value) <= 10 => return Role::Label,
            Some(Label::Other) if is_reading_time(value) => return Role::Label,
            _ => {}
        }
    }
    if date(text).is_some() {
        return Role::Date;
    }
    if is_byline(text) {
        return Role::Byline;
    }
    if is_person(text) && !is_position(text) {
        return Role::Name;
    }
    if super::headings::could_be(text)
        || (words(text) <= 20 && !text.ends_with(['.', ',', ';', ':']) && !text.contains("://"))
    {
        Role::Candidate
    } else {
        Role::Text
    }
}

/// `By Ann Lee`, `Written by Ann Lee and Bo Chan`.
fn is_byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = beginning(&lower).is_some_and(|(how, _)| how != Beginning::Label);
    let names = people(text);
    starts
        && words(text) <= 14
        && !names.is_empty()
        && names.iter().all(|name| is_person(name) || name.chars().any(super::lines::is_wide))
}

fn is_reading_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let number = lower.chars().next().is_some_and(|c| c.is_ascii_digit());
    number
        && words(&lower) <= 4
        && ["min read", "minute read", "minutes read", "min", "mins", "minutes"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// The date of a line that is nothing but a date, with a label or without.
fn date(text: &str) -> Option<String> {
    let bare = ["published on ", "posted on ", "published ", "posted "].iter().find_map(|label| {
        let head = text.get(..label.len())?;
        head.eq_ignore_ascii_case(label).then(|| text.get(label.len()..)).flatten()
    });
    let value = text
        .split_once([':', '：'])
        .filter(|(label, _)| kind_of_label(&format!("{label}:")) == Some(Label::Published));
    dates::parse(bare.or(value.map(|(_, value)| value)).unwrap_or(text))
}

/// What a person does: a short line with the name of an occupation in it.
fn is_position(text: &str) -> bool {
    const OCCUPATIONS: &[&str] = &[
        "editor",
        "reporter",
        "researcher",
        "consultant",
        "writer",
        "correspondent",
        "journalist",
        "analyst",
        "author",
        "columnist",
        "professor",
        "engineer",
        "manager",
        "director",
        "founder",
        "contributor",
        "specialist",
        "scientist",
        "developer",
        "strategist",
        "producer",
        "critic",
        "fellow",
        "lecturer",
        "economist",
        "photographer",
        "officer",
        "expert",
        "blogger",
        "redakteur",
        "redakteurin",
        "journaliste",
        "periodista",
    ];
    let lower = text.to_lowercase();
    words(text) <= 12
        && !ends_sentence(text)
        && lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| OCCUPATIONS.contains(&word.trim_end_matches('s')))
}

/// Blocks near the beginning that are the alternative text of a picture: "Banner for" and a line of the front.
fn captions(blocks: &[Block], lines: &[String]) -> Vec<usize> {
    const PICTURES: &[&str] = &[
        "banner",
        "image",
        "photo",
        "picture",
        "cover",
        "thumbnail",
        "illustration",
        "hero",
        "header",
        "featured",
        "poster",
        "bild",
        "titelbild",
        "imagen",
        "foto",
        "bannière",
        "изображение",
        "图片",
    ];
    let titles: HashSet<String> =
        lines.iter().filter(|line| words(line) >= 2).map(|line| fold(line)).collect();
    let is_caption = |text: &str| {
        let lower = text.to_lowercase();
        let Some((head, tail)) =
            [" for ", " of ", ": ", " für ", " de ", " pour "].iter().find_map(|link| {
                let at = lower.find(link)?;
                Some((lower.get(..at)?.to_owned(), lower.get(at + link.len()..)?.to_owned()))
            })
        else {
            return false;
        };
        let picture = head.split_whitespace().count() <= 4
            && head.split_whitespace().any(|word| PICTURES.contains(&word));
        picture && titles.contains(&fold(&tail))
    };
    let near = blocks.iter().take(MAX_FRONT + 6).enumerate();
    near.filter(|(_, block)| matches!(block, Block::Paragraph(text) if is_caption(text)))
        .map(|(at, _)| at)
        .collect()
}

/// Names the authors: of bylines, and of lines that are nothing but a name below the title.
fn name_authors(lines: &[String], roles: &mut [Role], title: usize, metadata: &mut Metadata) {
    for at in 0..lines.len() {
        let Some(text) = lines.get(at).filter(|_| at != title) else { continue };
        let role = roles.get(at).copied();
        let labelled =
            at.checked_sub(1).is_some_and(|before| roles.get(before) == Some(&Role::Byline));
        let names = match role {
            Some(Role::Byline) if kind_of_label(text).is_none() => {
                match text.split_once([':', '：']) {
                    Some((label, value)) if kind_of_label(&format!("{label}:")).is_some() => {
                        people(value)
                    }
                    _ => people(text),
                }
            }
            Some(Role::Name) if at > title || labelled => {
                set(roles, at, Role::Byline);
                vec![text.clone()]
            }
            _ => continue,
        };
        for name in names {
            if !metadata.authors.contains(&name) {
                metadata.authors.push(name);
            }
        }
    }
}
