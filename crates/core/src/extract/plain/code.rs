//! Code between the paragraphs: what stands in fences, and what looks like code whatever its indentation.

use super::lines::Line;
use crate::sanitize;

/// Marks the lines that are code. Fence lines themselves are dropped.
pub(super) fn mark(lines: &mut [Line]) {
    fences(lines);
    let mut at = 0;
    while at < lines.len() {
        let free = |line: &Line| !line.is_blank() && line.code.is_none() && !line.dropped;
        if !lines.get(at).is_some_and(free) {
            at += 1;
            continue;
        }
        let length = lines.iter().skip(at).take_while(|line| free(line)).count();
        let group = lines.get(at..at + length).unwrap_or_default();
        if is_code(group) {
            for line in lines.iter_mut().skip(at).take(length) {
                line.code = Some(None);
            }
        }
        at += length;
    }
    bridge(lines);
}

fn fences(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let fence = |line: &Line| line.text.starts_with("```") || line.text.starts_with("~~~");
        let Some(info) = lines.get(at).filter(|line| fence(line)).map(|line| line.text.clone())
        else {
            at += 1;
            continue;
        };
        let mark = if info.starts_with('`') { "```" } else { "~~~" };
        let end = lines.iter().skip(at + 1).position(|line| {
            line.text.trim_matches(['`', '~']).is_empty() && line.text.starts_with(mark)
        });
        let Some(end) = end.map(|end| at + 1 + end) else { return };
        let name = info.trim_start_matches(['`', '~']).split_whitespace().next();
        let language = name.filter(|name| sanitize::is_language(name)).map(str::to_owned);
        for (place, line) in lines.iter_mut().enumerate().skip(at).take(end + 1 - at) {
            if place == at || place == end {
                line.dropped = true;
            } else {
                line.code = Some(language.clone());
            }
        }
        at = end + 1;
    }
}

/// Blank lines and lone brackets between two pieces of code belong to them.
fn bridge(lines: &mut [Line]) {
    let marked: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.code == Some(None))
        .map(|(at, _)| at)
        .collect();
    for pair in marked.windows(2) {
        let [from, to] = pair else { continue };
        let between = lines.get(from + 1..*to).unwrap_or_default();
        if between.len() <= 2 && between.iter().all(|line| line.is_blank() && !line.dropped) {
            for line in lines.iter_mut().take(*to).skip(from + 1) {
                line.code = Some(None);
            }
        }
    }
}

/// Whether most of these lines look like code, and enough of them surely.
fn is_code(group: &[Line]) -> bool {
    if group.len() < 2 {
        return false;
    }
    if is_drawing(group) {
        return true;
    }
    // What is quoted is code if it would be without the marks.
    let quoted = group.iter().all(|line| line.text.starts_with('>'));
    let bare = |line: &Line| match line.text.trim_start_matches(['>', ' ']) {
        text if quoted => score(text),
        _ => score(&line.text),
    };
    let scores: Vec<u8> = group.iter().map(bare).collect();
    let like = scores.iter().filter(|score| **score > 0).count();
    let sure = scores.iter().filter(|score| **score > 1).count();
    let prose = group
        .iter()
        .filter(|line| super::lines::words(&line.text) >= 12 && score(&line.text) < 2)
        .count();
    like * 10 >= group.len() * 6 && sure >= 1 && prose * 4 <= group.len()
}

/// Whether lines draw boxes with signs, which fall apart when they are joined.
fn is_drawing(group: &[Line]) -> bool {
    let edge = |line: &&Line| {
        let text = line.text.trim_matches('|');
        text.len() >= 5
            && text.contains("+-")
            && text.chars().all(|c| "+-=|_ <>^v:.".contains(c))
            && text.matches(['+', '|']).count() >= 2
    };
    let drawn =
        |line: &&Line| edge(line) || line.text.starts_with(['|', '+']) || line.text.ends_with('|');
    let numbers = |line: &&Line| line.text.chars().all(|c| c.is_ascii_digit() || c == ' ');
    group.iter().filter(edge).count() >= 2
        && group.iter().all(|line| drawn(&line) || numbers(&line))
}

/// 2: no prose looks like this; 1: may be code; 0: prose.
fn score(text: &str) -> u8 {
    const STARTS: &[&str] = &[
        "def ",
        "fn ",
        "pub fn ",
        "func ",
        "function ",
        "class ",
        "import ",
        "from ",
        "#include",
        "const ",
        "let ",
        "var ",
        "public ",
        "private ",
        "static ",
        "return ",
        "if (",
        "for (",
        "while (",
        "} else",
        "else {",
        "elif ",
        "print(",
        "println!",
        "console.",
        "$ ",
        "> ",
        "SELECT ",
        "INSERT ",
        "<?php",
        "#!/",
        "//",
        "/*",
        "@",
        "use ",
        "async ",
        "await ",
        "struct ",
        "enum ",
        "impl ",
        "package ",
        "namespace ",
        "using ",
        "sudo ",
        "echo ",
    ];
    let symbols = text.chars().filter(|c| "{}();=<>[]+*/\\|&$#_".contains(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let closes = text.ends_with(['{', '}', ';']) || text.ends_with("};") || text.ends_with(");");
    let call = text.split_once('(').is_some_and(|(name, rest)| {
        !name.is_empty()
            && rest.contains(')')
            && !name.contains(' ')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.:!".contains(c))
    });
    let assignment = text
        .split_once(" = ")
        .or_else(|| text.split_once(" := "))
        .is_some_and(|(name, _)| name.split_whitespace().count() <= 3);
    let starts = STARTS.iter().any(|start| text.starts_with(start));
    let block = text.ends_with(':')
        && ["def ", "class ", "if ", "for ", "while ", "else", "elif ", "try", "except", "with "]
            .iter()
            .any(|start| text.starts_with(start))
        && (text.contains('(') || text.split_whitespace().count() <= 5);
    let only_symbols = letters == 0 && symbols > 0 && text.chars().any(|c| "{}()[];".contains(c));
    if only_symbols
        || (closes && symbols >= 2)
        || (starts && symbols >= 2)
        || block
        || (assignment && symbols >= 2)
        || (call && closes)
    {
        2
    } else if closes || starts || assignment || call || symbols * 6 > letters + 6 {
        1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, mark};
    use crate::extract::plain::lines::split;

    fn code_lines(text: &str) -> Vec<String> {
        let mut lines = split(text);
        mark(&mut lines);
        let code = |line: Line| line.code.is_some().then_some(line.raw);
        lines.into_iter().filter_map(code).collect()
    }

    #[test]
    fn code_is_told_from_indented_prose() {
        let text = "Prose.\n\n    fn main() {\n        let x = 1;\n\n        print(x);\n    }\n\n      Deeply indented prose stays prose.\n";
        assert_eq!(code_lines(text).len(), 5);
        let python = "Prose.\n\ndef add(a, b):\n    return a + b\n\nprint(add(1, 2))\n";
        assert_eq!(code_lines(python).len(), 2);
        assert!(
            code_lines("Roses are red;\nviolets are blue;\nsugar is sweet;\nand so are you;")
                .is_empty()
        );
        assert!(code_lines("From here we go\nuse it well\nlet it be\nif you can").is_empty());
    }

    #[test]
    fn fences_name_the_language() {
        let text = "A\n```python\nx\n\n  y\n```\nB";
        assert_eq!(code_lines(text), ["x", "", "  y"]);
    }
}
