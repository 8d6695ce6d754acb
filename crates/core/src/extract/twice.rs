//! Text that was encoded twice: `â€™` where an apostrophe was meant, because somebody on its way took UTF-8 for
//! Windows-1252 and encoded it again.

use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;

/// Characters that must come out of it before it is believed.
const ENOUGH: u32 = 3;

/// The bytes from 0x80 to 0x9F as Windows-1252 reads them.
static ODD: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9f).collect();
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
});

/// The text as it was before it was encoded again; none unless that is certain: everything in it that is not ASCII
/// must be a part of such a character, so one letter with a proper accent says no.
pub(super) fn mended(text: &str) -> Option<String> {
    let mut found = 0_u32;
    let mut out = String::new();
    let mut done = 0;
    let mut chars = text.char_indices();
    while let Some((at, first)) = chars.next() {
        if first.is_ascii() {
            continue;
        }
        let mut bytes = vec![byte(first)?];
        for _ in 1..length(*bytes.first()?)? {
            bytes.push(byte(chars.next()?.1)?);
        }
        out.push_str(text.get(done..at)?);
        out.push_str(std::str::from_utf8(&bytes).ok()?);
        done = chars.offset();
        found += 1;
    }
    out.push_str(text.get(done..)?);
    (found >= ENOUGH).then_some(out)
}

/// Bytes of the character that begins with this byte in UTF-8.
fn length(first: u8) -> Option<u8> {
    match first {
        0xc2..=0xdf => Some(2),
        0xe0..=0xef => Some(3),
        0xf0..=0xf4 => Some(4),
        _ => None,
    }
}

/// The byte that was taken for this character.
fn byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok().or_else(|| {
        let place = ODD.iter().position(|odd| *odd == c)?;
        u8::try_from(0x80 + place).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::mended;
    use encoding_rs::WINDOWS_1252;

    /// As text looks that was encoded twice, on the way through Windows-1252 or through Latin-1.
    fn spoilt(text: &str) -> [String; 2] {
        let latin = text.bytes().map(char::from).collect();
        [WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned(), latin]
    }

    #[test]
    fn what_was_encoded_twice_is_read_once() {
        for text in ["“It’s the keeper’s,” said Zoë — “naïve”", "日本語の文章", "a 🙂 b 🙂 c 🙂"]
        {
            for spoilt in spoilt(text) {
                assert_ne!(spoilt, text);
                assert_eq!(mended(&spoilt).as_deref(), Some(text), "{spoilt}");
            }
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "plain words",
            "“It’s the keeper’s,” said Zoë",
            "SÃO PAULO, MAÇÃ, AMANHÃ",
            "日本語の文章",
            // Two could be chance, and beside a proper letter somebody writes about them.
            "Ã© and Ã¨",
            "Ã© Ã¨ Ãª instead of é è ê",
            "cut off Ã© Ã¨ Ãª Ã",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
