//! Keeping text from being read as markup.

/// Escapes what would be inline markup; bars too inside a table.
pub(super) fn text(text: &str, cell: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let escaped = match c {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '`' | '*' | '[' => true,
            '_' => !inside_word,
            '<' => next
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
            '~' => true,
            // A formula begins with a dollar sign before its first character, and ends with one after its last.
            '$' => next.is_none_or(|next| !next.is_whitespace()),
            '|' => cell,
            '!' => next.is_none(),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        if c == '=' && next == Some('=') {
            // Two of them mark words, and a backslash before them would not be seen by who reads marks.
            out.push_str("&#61;");
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// Escapes what would be block markup at the beginning of each line.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '>', '+', '-', '=', '|', ':']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// Escapes a closing bracket in the words of a link.
pub(super) fn link_text(text: &str) -> String {
    if !text.contains(']') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.chars() {
        if c == ']' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// An address as a link's target.
pub(super) fn address(address: &str) -> String {
    if address.contains([' ', '(', ')', '<', '>']) {
        let address = address.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E");
        return format!("<{address}>");
    }
    address.to_owned()
}

/// A code span fenced by more backticks than it holds.
pub(super) fn code(text: &str, cell: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
