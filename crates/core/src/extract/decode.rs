//! Bytes to text, as a browser decodes them: byte order mark, the sender's word, the page's own word, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its own declaration is looked for; browsers read 1024 bytes, some pages need more.
const HEAD: usize = 4096;

/// Text of the bytes, and whether some of them could not be read.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> (String, bool) {
    let encoding = charset
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| without_mark(bytes))
        .or_else(|| declared(bytes))
        .unwrap_or_else(|| guessed(bytes));
    // A byte order mark wins over every declaration.
    let (text, _, damaged) = encoding.decode(bytes);
    (text.replace('\0', ""), damaged)
}

/// UTF-16 without a mark: every second byte of Western text is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    if head.len() < 4 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, enough) = (zeros(0), zeros(1), head.len() * 2 / 5);
    if odd >= enough && even == 0 {
        Some(UTF_16LE)
    } else if even >= enough && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding a page declares in a `meta` element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let xml = head.trim_start().starts_with("<?xml").then(|| head.find("encoding=")).flatten();
    let at = match xml {
        Some(at) => at + "encoding=".len(),
        None => {
            let meta = head.find("<meta")?;
            meta + head.get(meta..)?.find("charset=")? + "charset=".len()
        }
    };
    let label: String = head
        .get(at..)?
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read as ASCII cannot mean UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_order_of_trust() {
        assert_eq!(decode("\u{feff}é".as_bytes(), Some("latin1")).0, "é");
        assert_eq!(decode(b"\xe9", Some("latin1")).0, "é");
        assert_eq!(
            decode(b"<meta charset=windows-1251>\xcf\xf0", None).0.chars().last(),
            Some('р')
        );
        let declared = b"<meta http-equiv=x content='text/html; charset=shift_jis'>\x93\xfa";
        assert!(decode(declared, None).0.ends_with('日'));
        assert_eq!(decode("naïve — 漢字".as_bytes(), None).0, "naïve — 漢字");
        assert_eq!(decode(b"\xff\xfeh\0i\0", None).0, "hi");
        assert_eq!(decode(b"h\0e\0l\0l\0o\0", None).0, "hello");
        let (text, _) = decode(b"caf\xe9 cr\xe8me br\xfbl\xe9e, d\xe9j\xe0 vu", None);
        assert_eq!(text, "café crème brûlée, déjà vu");
    }
}
