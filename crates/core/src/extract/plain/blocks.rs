//! Lines gathered into paragraphs, verses, lists, tables and code.

use super::lines::{Line, ends_sentence, is_wide, width};

/// A piece of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Running text on one line.
    Paragraph(String),
    /// Lines that end where they end.
    Verse(Vec<String>),
    /// A heading of a level.
    Heading(u8, String),
    /// Code with its line breaks.
    Code { language: Option<String>, text: String },
    /// Items; numbered from `start` when there is one.
    List { start: Option<u32>, items: Vec<String> },
    /// Rows of cells.
    Table(Vec<Vec<String>>),
    /// Quoted paragraphs.
    Quote(Vec<String>),
    /// A break between parts.
    Rule,
}

/// How the whole text separates its paragraphs.
#[derive(Clone, Copy)]
struct Style {
    /// Columns of a full line in a text wrapped by hand.
    width: usize,
    /// Every line is a paragraph.
    long_lines: bool,
}

/// Gathers the lines that were not dropped.
pub(super) fn gather(lines: &[Line]) -> Vec<Block> {
    if lines.iter().any(|line| line.joins) {
        let joined: Vec<Line> = lines.iter().filter(|line| !line.joins).cloned().collect();
        return gather(&joined);
    }
    let style = style(lines);
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let code = line.code.is_some() && !line.dropped;
        if code {
            let group: Vec<&Line> =
                lines.iter().skip(at).take_while(|l| l.code.is_some() && !l.dropped).collect();
            at += group.len();
            blocks.push(code_block(&group));
        } else if line.is_blank() || line.dropped {
            at += 1;
        } else {
            let free = |l: &&Line| !l.is_blank() && !l.dropped && l.code.is_none();
            let group: Vec<&Line> = lines.iter().skip(at).take_while(free).collect();
            at += group.len();
            paragraphs(&group, style, &mut blocks);
        }
    }
    join_lists(blocks)
}

fn style(lines: &[Line]) -> Style {
    let prose =
        lines.iter().filter(|line| !line.is_blank() && line.code.is_none() && !line.dropped);
    let mut widths: Vec<usize> = prose.map(|line| width(&line.text) + line.indent.min(8)).collect();
    widths.sort_unstable();
    let all: usize = widths.iter().sum();
    let long: usize = widths.iter().filter(|width| **width > 120).sum();
    let widest = widths.get(widths.len().saturating_sub(1) * 95 / 100).copied().unwrap_or_default();
    Style { width: widest, long_lines: long * 2 > all }
}

fn code_block(group: &[&Line]) -> Block {
    let filled = group.iter().filter(|line| !line.is_blank());
    let margin = filled.map(|line| line.indent).min().unwrap_or_default();
    let lines: Vec<&str> =
        group.iter().map(|line| line.raw.get(margin.min(200)..).unwrap_or_default()).collect();
    let text = lines.join("\n").trim_matches('\n').to_owned();
    let language = group.first().and_then(|line| line.code.clone()).flatten();
    Block::Code { language, text }
}

/// Splits a group of lines without a blank one between them.
fn paragraphs(group: &[&Line], style: Style, blocks: &mut Vec<Block>) {
    if let Some(block) = special(group) {
        blocks.extend(block);
        return;
    }
    let marker = |line: &&&Line| item(&line.text).is_some();
    if let Some(first) = group.iter().position(|line| marker(&line)) {
        let items = group.iter().filter(marker).count();
        let bullet = group
            .get(first)
            .is_some_and(|line| item(&line.text).is_some_and(|(start, _)| start.is_none()));
        if items >= 2 || (bullet && first == 0) {
            running(group.get(..first).unwrap_or_default(), style, blocks);
            list(group.get(first..).unwrap_or_default(), style, blocks);
            return;
        }
    }
    running(group, style, blocks);
}

/// A rule, an underlined heading, a table or a quotation.
fn special(group: &[&Line]) -> Option<Vec<Block>> {
    let (first, rest) = group.split_first()?;
    if rest.is_empty() && is_rule(&first.text) {
        return Some(vec![Block::Rule]);
    }
    if let [under] = rest {
        let mark = |c: char| under.text.chars().all(|each| each == c) && under.text.len() >= 3;
        if mark('=') || mark('-') {
            return Some(vec![Block::Heading(2, first.text.clone())]);
        }
    }
    if rest.is_empty() {
        let level = first.text.bytes().take_while(|b| *b == b'#').count();
        let text = first.text.get(level..).and_then(|text| text.strip_prefix(' '));
        if let Some(text) = text.filter(|_| (1..=6).contains(&level)) {
            let level = u8::try_from(level).unwrap_or(6).max(2);
            return Some(vec![Block::Heading(level, text.trim().to_owned())]);
        }
    }
    if group.iter().all(|line| line.text.starts_with('>')) {
        let inside: Vec<Line> = group
            .iter()
            .map(|line| {
                super::lines::split(line.text.trim_start_matches('>').trim_start()).remove(0)
            })
            .collect();
        let inside = gather(&inside).into_iter().flat_map(|block| match block {
            Block::Paragraph(text) | Block::Heading(_, text) | Block::Code { text, .. } => {
                vec![text]
            }
            Block::Verse(lines) => vec![lines.join(" ")],
            Block::Quote(inside) | Block::List { items: inside, .. } => inside,
            Block::Table(rows) => rows.iter().map(|cells| cells.join(" | ")).collect(),
            Block::Rule => Vec::new(),
        });
        let inside: Vec<String> = inside.filter(|text| !text.is_empty()).collect();
        return (!inside.is_empty()).then(|| vec![Block::Quote(inside)]);
    }
    table(group).map(|rows| vec![Block::Table(rows)])
}

/// Rows whose cells are separated by tabs or bars, all of one length.
fn table(group: &[&Line]) -> Option<Vec<Vec<String>>> {
    for separator in ['\t', '|'] {
        let cells = |text: &str| -> Vec<String> {
            text.trim_matches('|').split(separator).map(|cell| cell.trim().to_owned()).collect()
        };
        let rows: Vec<Vec<String>> = group.iter().map(|line| cells(&line.text)).collect();
        let columns = rows.first().map_or(0, Vec::len);
        let regular = rows.iter().filter(|row| row.len() == columns).count();
        if rows.len() < 2 || columns < 2 || regular != rows.len() {
            continue;
        }
        let ruled = |row: &Vec<String>| {
            row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')))
        };
        return Some(rows.into_iter().filter(|row| !ruled(row)).collect());
    }
    None
}

/// Running text: joined where it was wrapped by hand, else line by line.
fn running(group: &[&Line], style: Style, blocks: &mut Vec<Block>) {
    match group {
        [] => {}
        [only] => blocks.push(Block::Paragraph(only.text.clone())),
        _ if is_log(group) => log(group, blocks),
        _ if is_wrapped(group, style) => {
            for paragraph in unwrap(group, style) {
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        _ => {
            let each = |line: &&Line| Block::Paragraph(line.text.clone());
            let total: usize = group.iter().map(|line| width(&line.text)).sum();
            let sentences = group.iter().filter(|line| ends_sentence(&line.text)).count();
            let long = style.long_lines || group.iter().any(|line| width(&line.text) > 120);
            if long || (total / group.len() >= 70 && sentences * 3 >= group.len()) {
                blocks.extend(group.iter().map(each));
            } else {
                blocks.push(Block::Verse(group.iter().map(|line| line.text.clone()).collect()));
            }
        }
    }
}

/// Whether most lines begin with the time at which somebody said what stands on them.
fn is_log(group: &[&Line]) -> bool {
    let stamped = group.iter().filter(|line| has_time(&line.text)).count();
    stamped >= 3 && stamped * 10 >= group.len() * 6
}

/// Whether a line begins with a time of day, with a date before it or not: `[09:12] `, `3/5/24, 09:12 - `.
fn has_time(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{200e}', '\u{200f}', '[', '(', '<']);
    let head: String = text.chars().take(24).collect();
    let stamp = head.find([':', '.']).filter(|at| *at > 0).map_or("", |_| head.as_str());
    let times = stamp.as_bytes().windows(5).any(|five| {
        let digit = |at: usize| five.get(at).is_some_and(u8::is_ascii_digit);
        digit(1) && five.get(2) == Some(&b':') && digit(3) && digit(4)
    });
    times && text.starts_with(|c: char| c.is_ascii_digit())
}

/// A paragraph for each entry, with the lines that go on with it.
fn log(group: &[&Line], blocks: &mut Vec<Block>) {
    let mut entry: Vec<String> = Vec::new();
    let close = |entry: &mut Vec<String>, blocks: &mut Vec<Block>| match entry.len() {
        0 => {}
        1 => blocks.extend(entry.pop().map(Block::Paragraph)),
        _ => blocks.push(Block::Verse(std::mem::take(entry))),
    };
    for line in group {
        if has_time(&line.text) {
            close(&mut entry, blocks);
        }
        entry.push(line.text.clone());
    }
    close(&mut entry, blocks);
}

/// Whether most lines end because the next word had no room.
fn is_wrapped(group: &[&Line], style: Style) -> bool {
    if style.long_lines || style.width > 120 || style.width < 30 {
        return false;
    }
    let own =
        group.iter().map(|line| width(&line.text) + line.indent.min(8)).max().unwrap_or_default();
    let limit = style.width.min(own.max(style.width * 3 / 4));
    if own < 40 {
        return false;
    }
    let mut full = 0;
    let mut all = 0;
    for pair in group.windows(2) {
        let [line, next] = pair else { continue };
        if starts_paragraph(line, next, group) {
            continue;
        }
        all += 1;
        full += usize::from(is_full(line, next, limit));
    }
    all > 0 && full * 10 >= all * 6
}

fn is_full(line: &Line, next: &Line, limit: usize) -> bool {
    let word = next.text.split_whitespace().next().unwrap_or_default();
    let word = if word.chars().next().is_some_and(is_wide) { 2 } else { width(word) };
    let indent = line.indent.min(8);
    // A few columns of slack: editors differ in how they count.
    indent + width(&line.text) + 1 + word + 6 > limit
}

/// Whether the second line begins a paragraph by its indentation.
fn starts_paragraph(line: &Line, next: &Line, group: &[&Line]) -> bool {
    let margin = group.iter().map(|line| line.indent).min().unwrap_or_default();
    next.indent > margin && next.indent > line.indent
}

fn unwrap(group: &[&Line], style: Style) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in group {
        let joins = before.is_some_and(|before| {
            let short = !is_full(before, line, style.width * 9 / 10) && ends_sentence(&before.text);
            !starts_paragraph(before, line, group) && !short
        });
        match out.last_mut().filter(|_| joins) {
            Some(paragraph) => join(paragraph, &line.text),
            None => out.push(line.text.clone()),
        }
        before = Some(line);
    }
    out
}

/// Joins two lines of a paragraph: with a space, except inside East Asian text and after a hyphen in a word.
fn join(paragraph: &mut String, line: &str) {
    let last = paragraph.chars().next_back().unwrap_or(' ');
    let first = line.chars().next().unwrap_or(' ');
    let hyphen = last == '-'
        && paragraph.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && first.is_lowercase();
    let wide = is_wide(last) && is_wide(first);
    if !hyphen && !wide {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Lines that only separate: `* * *`, `---`, `⁂`.
fn is_rule(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let same = marks.windows(2).all(|pair| pair.first() == pair.last());
    let first = marks.first().copied().unwrap_or(' ');
    (marks.len() >= 3 && same && "*-_=~•·#".contains(first)) || text == "⁂"
}

/// Whether a line begins an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    item(text).is_some()
}

/// The text of an item without its marker.
pub(super) fn item_text(text: &str) -> Option<&str> {
    item(text).map(|(_, text)| text)
}

/// The number of an item, where it has one, and its text.
fn item(text: &str) -> Option<(Option<u32>, &str)> {
    for bullet in [
        "- ", "* ", "+ ", "o  ", "• ", "‣ ", "◦ ", "▪ ", "● ", "– ", "·\u{a0}", "•\t", "-\t",
        "*\t", "•",
    ] {
        if let Some(rest) = text.strip_prefix(bullet).filter(|rest| !rest.trim().is_empty()) {
            return Some((None, rest.trim_start()));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let (number, rest) = text.split_at(digits);
        let rest = rest.strip_prefix(['.', ')'])?;
        let rest = rest.strip_prefix([' ', '\t'])?;
        return number.parse().ok().map(|number| (Some(number), rest.trim_start()));
    }
    None
}

/// A list with the lines that continue its items; a new kind of marker begins another list.
fn list(group: &[&Line], style: Style, blocks: &mut Vec<Block>) {
    let mut items: Vec<String> = Vec::new();
    let mut start: Option<Option<u32>> = None;
    let mut indent = 0;
    for (place, line) in group.iter().enumerate() {
        match item(&line.text) {
            Some((number, text)) => {
                let other = start.is_some_and(|start| start.is_some() != number.is_some());
                if other {
                    let start = start.flatten();
                    blocks.push(Block::List { start, items: std::mem::take(&mut items) });
                }
                if items.is_empty() {
                    start = Some(number);
                }
                items.push(text.to_owned());
                indent = line.indent;
            }
            None => {
                let before = place.checked_sub(1).and_then(|before| group.get(before));
                let wrapped =
                    before.is_some_and(|before| is_full(before, line, style.width.min(120)));
                match items
                    .last_mut()
                    .filter(|_| line.indent > indent || (wrapped && !style.long_lines))
                {
                    Some(last) => join(last, &line.text),
                    None => {
                        let start = start.take().flatten();
                        blocks.push(Block::List { start, items: std::mem::take(&mut items) });
                        paragraphs(group.get(place..).unwrap_or_default(), style, blocks);
                        return;
                    }
                }
            }
        }
    }
    blocks.push(Block::List { start: start.flatten(), items });
}

/// Joins lists whose items were separated by blank lines.
fn join_lists(blocks: Vec<Block>) -> Vec<Block> {
    let numbered: Vec<Block> = blocks.into_iter().map(as_item).collect();
    let mut out: Vec<Block> = Vec::new();
    for block in numbered {
        match (out.last_mut(), block) {
            (
                Some(Block::List { start: None, items }),
                Block::List { start: None, items: more },
            ) => items.extend(more),
            (
                Some(Block::List { start: Some(start), items }),
                Block::List { start: Some(next), items: more },
            ) if usize::try_from(next - (*start).min(next))
                .is_ok_and(|steps| steps == items.len()) =>
            {
                items.extend(more);
            }
            (_, block) => out.push(block),
        }
    }
    // One numbered line alone is no list: its number may be a year or a heading's.
    let alone = |block: Block| match block {
        Block::List { start: Some(start), items } if items.len() == 1 => {
            Block::Paragraph(format!("{start}. {}", items.concat()))
        }
        block => block,
    };
    out.into_iter().map(alone).collect()
}

/// A paragraph `1. text` as a list of one item, to be joined with its neighbours.
fn as_item(block: Block) -> Block {
    if let Block::Paragraph(text) = &block
        && let Some((Some(number), rest)) = item(text)
        && text.starts_with(&format!("{number}. "))
        && !rest.is_empty()
    {
        return Block::List { start: Some(number), items: vec![rest.to_owned()] };
    }
    block
}
