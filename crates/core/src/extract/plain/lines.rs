//! The lines of a text and what can be said of one alone.

/// Columns between tab stops.
const TAB: usize = 4;

/// One line of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Without white space around it.
    pub(super) text: String,
    /// The line with its indentation, tabs widened.
    pub(super) raw: String,
    /// Columns before the first character.
    pub(super) indent: usize,
    /// Belongs to code, and to code of which language when a fence says so.
    pub(super) code: Option<Option<String>>,
    /// Left out.
    pub(super) dropped: bool,
    /// The source begins a new page here.
    pub(super) ends_page: bool,
    /// Stands in the middle of a paragraph that goes on over the end of a page.
    pub(super) joins: bool,
}

impl Line {
    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Splits at any kind of line end.
pub(super) fn split(text: &str) -> Vec<Line> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace('\u{c}', "\n\u{c}\n");
    text.split('\n').map(line).collect()
}

fn line(raw: &str) -> Line {
    let mut indent = 0;
    let body = raw.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    for c in raw.get(..raw.len() - body.len()).unwrap_or_default().chars() {
        indent += match c {
            '\t' => TAB - indent % TAB,
            '\u{3000}' => 2,
            _ => 1,
        };
    }
    let ends_page = body.starts_with('\u{c}');
    let text = body.trim().to_owned();
    let raw = format!("{}{text}", " ".repeat(indent.min(200)));
    Line { text, raw, indent, ends_page, ..Line::default() }
}

/// Columns a text takes: wide characters take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Characters of East Asian scripts, which take two columns and are not separated by spaces.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a text ends as a sentence does, closing quotation marks, brackets and links aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = match text.rfind("](") {
        Some(at) if text.ends_with(')') => text.get(..at).unwrap_or(text),
        _ => text,
    };
    let text = text
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', ' ', '*', '_']);
    text.ends_with([
        '.', '!', '?', '…', ';', ',', '。', '！', '？', '；', '，', '、', '۔', '؟', '،', '।', ':',
        '：',
    ])
}

/// Words, for telling long from short.
pub(super) fn words(text: &str) -> usize {
    usize::try_from(crate::text::count_words(text)).unwrap_or(usize::MAX)
}

/// Whether a text is as long as a paragraph: many words, or some that end as a sentence.
pub(super) fn is_long(text: &str) -> bool {
    let words = words(text);
    words >= 25 || (words >= 12 && ends_sentence(text))
}
