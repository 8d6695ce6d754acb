//! Names for files that are written, safe on every system and readable.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The longest stem, in bytes of UTF-8.
pub const MAX_BYTES: usize = 120;

/// A file name without its extension, made from a title.
///
/// It is in NFC, holds no control, bidi or zero-width characters and nothing that Windows, macOS, Linux or a wiki
/// link refuses, is no reserved Windows name, neither begins nor ends with a dot, a space or a dash, is at most
/// [`MAX_BYTES`] long and is never empty. Different titles may give the same stem.
pub fn safe_stem(title: &str) -> String {
    let visible: String = title.chars().filter(|char| !is_invisible(*char)).collect();
    let mut name = String::with_capacity(visible.len());
    let mut chars = visible.nfc().peekable();
    while let Some(char) = chars.next() {
        match char {
            // "Memory: a history" reads best as "Memory - a history".
            ':' if chars.peek().is_none_or(|next| next.is_whitespace()) => name.push_str(" -"),
            '/' | '\\' | ':' | '|' => name.push('-'),
            '[' => name.push('('),
            ']' => name.push(')'),
            '"' => name.push('\''),
            '<' | '>' | '?' | '*' | '#' | '^' => {}
            char if char.is_whitespace() || char.is_control() => name.push(' '),
            char => name.push(char),
        }
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // What was left out may have stood between marks that compose or change places now.
    let composed: String = words.join(" ").nfc().collect();
    let mut stem = trim(cut(trim(&composed))).to_owned();
    if is_reserved(&stem) {
        stem.insert(0, '_');
        stem = trim(cut(&stem)).to_owned();
    }
    if stem.is_empty() { "Untitled".to_owned() } else { stem }
}

fn trim(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-')
}

/// At most [`MAX_BYTES`], on a border of what a person sees as one character, if it has such a border.
fn cut(name: &str) -> &str {
    if name.len() <= MAX_BYTES {
        return name;
    }
    let last = |borders: &mut dyn Iterator<Item = (usize, &str)>| {
        borders.map(|(at, _)| at).take_while(|at| *at <= MAX_BYTES).last().unwrap_or(0)
    };
    let mut border = last(&mut name.grapheme_indices(true));
    if border == 0 {
        border = last(&mut name.char_indices().map(|(at, _)| (at, "")));
    }
    name.get(..border).unwrap_or_default()
}

/// Whether Windows keeps this name for a device, whatever extension follows.
fn is_reserved(stem: &str) -> bool {
    let device = stem.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let port = device.strip_prefix("COM").or_else(|| device.strip_prefix("LPT"));
    port.is_some_and(|number| {
        let mut chars = number.chars();
        matches!(chars.next(), Some('0'..='9' | '¹' | '²' | '³')) && chars.next().is_none()
    })
}

/// Characters that change how a name looks or compares without being seen.
fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(title: &str, stem: &str) {
        assert_eq!(safe_stem(title), stem, "{title:?}");
    }

    #[test]
    fn ordinary_titles_stay_readable() {
        check("The Art of Memory", "The Art of Memory");
        check("Memory: a history", "Memory - a history");
        check("Either/or", "Either-or");
        check("What is \"it\"?", "What is 'it'");
        check("  two\n lines\tand\u{a0}more ", "two lines and more");
        check("漢字 и кириллица", "漢字 и кириллица");
        check("[draft] C#", "(draft) C");
    }

    #[test]
    fn what_windows_keeps_for_devices_is_mended() {
        check("CON", "_CON");
        check("nul.tar", "_nul.tar");
        check("com1", "_com1");
        check("LPT²", "_LPT²");
        check("Aux .x", "_Aux .x");
        check("Console", "Console");
        check("com10", "com10");
    }

    #[test]
    fn ends_are_mended() {
        check("...", "Untitled");
        check("", "Untitled");
        check("???", "Untitled");
        check("../../etc/passwd", "etc-passwd");
        check("-rf", "rf");
        check("Wait...", "Wait");
        check("end. . ", "end");
    }

    #[test]
    fn unseen_characters_go_and_letters_are_composed() {
        check("a\u{202e}fdp.exe", "afdp.exe");
        check("zero\u{200b}width\u{feff}", "zerowidth");
        check("bell\u{7}", "bell");
        check("e\u{301}te\u{301}", "été");
        check("\u{1f468}\u{200d}\u{1f469}", "\u{1f468}\u{1f469}");
        check("e?\u{301}", "é");
        check("\u{730}>\u{11133}", "\u{11133}\u{730}");
    }

    #[test]
    fn long_titles_are_cut_between_characters() {
        let stem = safe_stem(&"漢".repeat(100));
        assert_eq!(stem.len(), 120);
        let stem = safe_stem(&"e\u{301}x\u{327}".repeat(100));
        assert!(stem.len() <= MAX_BYTES && stem.ends_with('\u{327}'));
        assert!(safe_stem(&format!("a{}", "\u{327}".repeat(200))).len() <= MAX_BYTES);
        assert!(safe_stem(&format!("con.{}", "x".repeat(200))).len() <= MAX_BYTES);
    }

    /// Any text, and texts of what makes names hard: marks of several classes, what is left out, spaces, devices.
    fn titles() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[aeC \\.\\-:?>\\[/\u{301}\u{327}\u{338}\u{730}\u{11133}\u{1100}\u{1161}\u{11a8}\u{200b}\u{2000}\u{37e}]{0,140}",
            "(con|NUL|lpt1|aux )[. x\u{301}]{0,140}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]
        #[test]
        fn every_title_gives_a_safe_stem_that_stays(title in titles()) {
            let stem = safe_stem(&title);
            prop_assert!(!stem.is_empty() && stem.len() <= MAX_BYTES);
            prop_assert!(!stem.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0']));
            prop_assert!(!stem.chars().any(|c| c.is_control() || is_invisible(c)));
            prop_assert_eq!(safe_stem(&stem), stem.clone());
            let composed: String = stem.nfc().collect();
            prop_assert_eq!(composed, stem);
        }
    }
}
