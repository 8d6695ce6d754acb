//! The canonical text of an article (`canon/1`): the space in which highlights live, and its three ways of counting.
//!
//! Offsets are stored and exported in code points, used as bytes inside Rust and as UTF-16 units in the window. The
//! reader in the window walks its own tree by the same rules, so a change here is a new `canon` version.

use crate::dom::{self, Go, Step};
use dom_query::NodeRef;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;

/// Code points between two checkpoints of the side table.
const STRIDE: usize = 512;

/// Canonical text with a side table that converts between code points, bytes and UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// Byte and UTF-16 unit at which code point `index * STRIDE` begins.
    checkpoints: Vec<(usize, u32)>,
    code_points: u32,
    utf16_units: u32,
}

impl Text {
    /// The canonical text of sealed HTML.
    pub fn of_body(sealed_html: &str) -> Self {
        Self::of_node(&dom::fragment(sealed_html).html_root())
    }

    /// The canonical text of what stands below a node.
    pub(crate) fn of_node(root: &NodeRef<'_>) -> Self {
        let mut canon = Canon::default();
        dom::walk(root, |step| canon.step(&step));
        Self::new(canon.out)
    }

    /// Takes text that is canonical already, such as a stored one.
    pub fn new(text: String) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut code_points, mut utf16_units) = (0_usize, 0_u32);
        for (byte, c) in text.char_indices() {
            if code_points % STRIDE == 0 {
                checkpoints.push((byte, utf16_units));
            }
            code_points += 1;
            utf16_units += units(c);
        }
        let code_points = u32::try_from(code_points).unwrap_or(u32::MAX);
        Self { text, checkpoints, code_points, utf16_units }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in code points.
    pub fn code_points(&self) -> u32 {
        self.code_points
    }

    /// Length in UTF-16 units.
    pub fn utf16_units(&self) -> u32 {
        self.utf16_units
    }

    /// SHA-256 of the text in UTF-8, 64 hexadecimal digits.
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.text.as_bytes());
        digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// Words; a Chinese or Japanese character counts as one.
    pub fn words(&self) -> u32 {
        count_words(&self.text)
    }

    /// The byte at which a code point begins; the text's length for everything past the end.
    pub fn byte_of(&self, code_point: u32) -> usize {
        self.locate(code_point).0
    }

    /// The UTF-16 unit at which a code point begins; the length for everything past the end.
    pub fn utf16_of(&self, code_point: u32) -> u32 {
        self.locate(code_point).1
    }

    /// The code point that a byte belongs to; the length for everything past the end.
    pub fn code_point_of(&self, byte: usize) -> u32 {
        if byte >= self.text.len() {
            return self.code_points;
        }
        let checkpoint = self.checkpoints.partition_point(|(at, _)| *at <= byte).saturating_sub(1);
        let from = self.checkpoints.get(checkpoint).map_or(0, |(at, _)| *at);
        let tail = self.text.get(from..).unwrap_or_default();
        let inside = tail.char_indices().take_while(|(at, _)| from + at <= byte).count();
        index(checkpoint, inside.saturating_sub(1))
    }

    /// The code point that a UTF-16 unit belongs to; the length for everything past the end.
    pub fn code_point_of_utf16(&self, unit: u32) -> u32 {
        if unit >= self.utf16_units {
            return self.code_points;
        }
        let checkpoint = self.checkpoints.partition_point(|(_, at)| *at <= unit).saturating_sub(1);
        let (from, mut at) = self.checkpoints.get(checkpoint).copied().unwrap_or_default();
        let mut inside = 0;
        for c in self.text.get(from..).unwrap_or_default().chars() {
            at += units(c);
            if at > unit {
                break;
            }
            inside += 1;
        }
        index(checkpoint, inside)
    }

    /// The text between two code points, the second one exclusive. Ends past the text are moved to its end; an end
    /// before the start gives nothing.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        let start = self.byte_of(start);
        self.text.get(start..self.byte_of(end)).unwrap_or_default()
    }

    /// Byte and UTF-16 unit at which a code point begins.
    fn locate(&self, code_point: u32) -> (usize, u32) {
        if code_point >= self.code_points {
            return (self.text.len(), self.utf16_units);
        }
        let code_point = code_point as usize;
        let (byte, unit) = self.checkpoints.get(code_point / STRIDE).copied().unwrap_or_default();
        let tail = self.text.get(byte..).unwrap_or_default();
        tail.chars()
            .take(code_point % STRIDE)
            .fold((byte, unit), |(byte, unit), c| (byte + c.len_utf8(), unit + units(c)))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new(String::new())
    }
}

/// The text node below `root` that holds the last character before a place, counted in code points of the canonical
/// text; none before the first.
pub(crate) fn node_before<'a>(root: &NodeRef<'a>, place: u32) -> Option<NodeRef<'a>> {
    let mut canon = Canon::default();
    let (mut found, mut count, mut bytes) = (None, 0_usize, 0);
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    dom::walk(root, |step| {
        let go = canon.step(&step);
        if let Step::Text(node) = &step
            && canon.out.len() > bytes
        {
            if count < place {
                found = Some(*node);
            }
            count += canon.out.get(bytes..).unwrap_or_default().chars().count();
            bytes = canon.out.len();
        }
        go
    });
    found
}

/// The ranges of code points that elements of this name cover.
pub(crate) fn ranges_of(root: &NodeRef<'_>, wanted: &str) -> Vec<(u32, u32)> {
    let mut canon = Canon::default();
    let mut open: Vec<usize> = Vec::new();
    let mut ranges = Vec::new();
    dom::walk(root, |step| {
        let go = canon.step(&step);
        match &step {
            Step::Open(node) if dom::name(node) == wanted => open.push(canon.out.len()),
            Step::Close(node) if dom::name(node) == wanted => {
                ranges.extend(open.pop().map(|from| (from, canon.out.len())))
            }
            _ => {}
        }
        go
    });
    ranges.sort_unstable();
    let text = Text::new(canon.out);
    ranges
        .into_iter()
        .filter(|(from, to)| from < to)
        .map(|(from, to)| {
            // A space that was pending when the element began belongs before it.
            let inside = text.as_str().get(from..to).unwrap_or_default();
            let from = from + (inside.len() - inside.trim_start().len());
            let end =
                if to >= text.as_str().len() { text.code_points() } else { text.code_point_of(to) };
            (text.code_point_of(from), end)
        })
        .collect()
}

/// What the headings of sealed HTML say, in order. Only those that hold more than letters are parsed: search asks this of
/// every article.
pub fn headings(sealed_html: &str) -> Vec<String> {
    let mut headings = Vec::new();
    let mut rest = sealed_html;
    while let Some((_, from)) = rest.split_once('<') {
        let Some(end) = tag_end(from) else { break };
        let (tag, after) = (&from[..end], &from[end + 1..]);
        rest = after;
        let name = tag.split(' ').next().unwrap_or_default();
        if !matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            continue;
        }
        let Some((heading, after)) = after.split_once(&format!("</{name}>")) else { continue };
        rest = after;
        headings.push(if heading.contains(['<', '&']) {
            Text::of_body(heading).text
        } else {
            heading.to_owned()
        });
    }
    headings
}

/// Where a tag ends: at the first `>` that is in no attribute. Sealed HTML has its attributes in double quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

/// Words of any text; a Chinese or Japanese character counts as one, a run of anything else between the word borders
/// of Unicode as one.
pub fn count_words(text: &str) -> u32 {
    let words: usize = text
        .unicode_words()
        .map(|word| {
            let alone = word.chars().filter(|c| counts_alone(*c)).count();
            let rest = word.chars().any(|c| c.is_alphanumeric() && !counts_alone(c));
            alone + usize::from(rest)
        })
        .sum();
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// Characters of scripts that are written without spaces between words.
fn counts_alone(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{3FFFF}')
}

/// UTF-16 units of a character: 1 or 2.
fn units(c: char) -> u32 {
    if c < '\u{10000}' { 1 } else { 2 }
}

fn index(checkpoint: usize, inside: usize) -> u32 {
    u32::try_from(checkpoint * STRIDE + inside).unwrap_or(u32::MAX)
}

/// The walk of `canon/1`.
#[derive(Default)]
struct Canon {
    out: String,
    /// A separator that is written before the next character.
    separator: Option<char>,
    /// White space that is written before the next character unless a separator is.
    space: bool,
    /// Open `pre` elements.
    pre: u32,
}

impl Canon {
    fn step(&mut self, step: &Step<'_>) -> Go {
        match step {
            Step::Open(node) => {
                let name = dom::name(node);
                if is_skipped(&name) || node.has_attr("data-noanchor") {
                    return Go::Past;
                }
                self.request(&name);
                self.pre += u32::from(name == "pre");
            }
            Step::Close(node) => {
                let name = dom::name(node);
                self.pre -= u32::from(name == "pre");
                self.request(&name);
            }
            Step::Text(node) => dom::with_text(node, |text| self.text(text)),
        }
        Go::In
    }

    fn request(&mut self, name: &str) {
        let separator = match name {
            "td" | "th" => '\t',
            "br" => '\n',
            name if dom::is_block(name) => '\n',
            _ => return,
        };
        if !self.out.is_empty() && self.separator != Some('\n') {
            self.separator = Some(separator);
            self.space = false;
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if self.pre == 0 && matches!(c, ' ' | '\t' | '\n' | '\u{C}' | '\r') {
                self.space |= !self.out.is_empty() && self.separator.is_none();
                continue;
            }
            if let Some(separator) = self.separator.take() {
                self.out.push(separator);
            } else if self.space {
                self.out.push(' ');
            }
            self.space = false;
            self.out.push(c);
        }
    }
}

/// Elements whose text is not the article's.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "svg"
            | "textarea"
            | "select"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "annotation"
            | "annotation-xml"
            | "rt"
            | "rp"
    )
}
