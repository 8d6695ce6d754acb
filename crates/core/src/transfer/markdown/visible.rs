//! What a person sees of quotes, notes and tags, and how it is told from the lines that hold the file together.
//!
//! Every form here is for reading first. Where it cannot say everything (blank lines at an end, a tag with spaces),
//! the exact value stands in the comment after it and counts as long as it still looks like what is seen.

/// A line that holds the file together. Such lines begin in the first column; a line of a note that looks like one
/// gets one space more before it, which Markdown does not mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `## Notes`, `## Highlights` or `## Text`: its last word.
    Section(&'a str),
    /// What follows `<!-- commonplace:` up to `-->`.
    Comment(&'a str),
    /// What follows the `[` of the link line.
    Link(&'a str),
    /// A block id without `^`, and what stands before it on the line.
    Id(&'a str, &'a str),
    /// A line of a quote, without its `>`.
    Quote(&'a str),
}

/// What a line means, if it holds the file together.
pub(super) fn mark(line: &str) -> Option<Mark<'_>> {
    let trimmed = line.trim_end();
    if let Some(quote) = line.strip_prefix('>') {
        return Some(Mark::Quote(quote));
    }
    if let Some(heading @ ("Notes" | "Highlights" | "Text")) = trimmed.strip_prefix("## ") {
        return Some(Mark::Section(heading));
    }
    if let Some(comment) = trimmed.strip_prefix("<!-- commonplace:") {
        return Some(Mark::Comment(comment.strip_suffix("-->").unwrap_or(comment)));
    }
    if trimmed.starts_with("[open](commonplace:") {
        return Some(Mark::Link(trimmed));
    }
    let start = trimmed.rfind(char::is_whitespace).map_or(0, |at| {
        at + trimmed.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
    });
    let id = trimmed.get(start..)?.strip_prefix('^')?;
    let known = id.starts_with("hl-") || id.starts_with("note-");
    (known && !line.starts_with(' '))
        .then(|| Mark::Id(id, trimmed.get(..start).unwrap_or_default()))
}

/// A note as lines that are not mistaken for others.
pub(super) fn note(markdown: &str) -> String {
    let lines = markdown.split('\n').map(|line| {
        if mark(line.trim_start_matches(' ')).is_some() {
            format!(" {line}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The note in these lines, without the empty lines around it.
pub(super) fn read_note(lines: &[&str]) -> String {
    let blank = |line: &&str| line.trim().is_empty();
    let first = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !blank(line)).map_or(first, |last| last + 1);
    let lines = lines.get(first..last).unwrap_or_default().iter().map(|line| {
        match line.strip_prefix(' ') {
            Some(rest) if mark(line.trim_start_matches(' ')).is_some() => rest,
            _ => line,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A quote as a block quote: each line prefixed, what Markdown would take for markup escaped.
pub(super) fn quote(quote: &str) -> String {
    let lines = quote
        .split('\n')
        .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {}", escape(line)) });
    lines.collect::<Vec<_>>().join("\n")
}

/// The quote in these lines, given without their `>`.
pub(super) fn read_quote(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| unescape(line.strip_prefix(' ').unwrap_or(line)));
    lines.collect::<Vec<_>>().join("\n")
}

fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut first, mut last) = (true, ' ');
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let markup = match c {
            '\\' => next.is_ascii_punctuation() || next == ' ',
            '*' | '`' | '<' | '[' | '#' => true,
            '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
            '>' | '+' | '-' => first && (c == '>' || next.is_whitespace()),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        first &= c.is_whitespace();
        last = c;
    }
    out
}

fn unescape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(escaped) => out.push(escaped),
            None => out.push(c),
        }
    }
    out
}

/// Tags as `#tag #two_words`.
pub(super) fn tags(tags: &[String]) -> String {
    tags.iter().map(|tag| format!("#{}", slug(tag))).collect::<Vec<_>>().join(" ")
}

/// A tag's name as wikis take it: letters, digits, `_`, `-` and `/`.
pub(super) fn slug(tag: &str) -> String {
    tag.chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') { c } else { '_' })
        .collect()
}

/// Splits the tags off the end of a line.
pub(super) fn read_tags(line: &str) -> (&str, Vec<String>) {
    let mut rest = line.trim_end();
    let mut tags = Vec::new();
    loop {
        let word = rest.split_whitespace().next_back().unwrap_or_default();
        let Some(tag) = word.strip_prefix('#').filter(|tag| !tag.starts_with('#')) else { break };
        tags.push(tag.to_owned());
        rest = rest.get(..rest.len() - word.len()).unwrap_or_default().trim_end();
    }
    tags.reverse();
    (rest, tags)
}
