//! Which language a text is in.

use whatlang::Lang;

/// Declared language tag in its canonical case, or none where it is not a tag at all.
pub(super) fn declared(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().filter(|language| {
        matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_alphabetic())
    })?;
    let mut out = language.to_ascii_lowercase();
    for part in parts {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                let (first, rest) = part.split_at(1);
                out.push_str(&first.to_ascii_uppercase());
                out.push_str(&rest.to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(out)
}

/// The language of the text itself, where it can be told surely.
pub(super) fn detect(text: &str) -> Option<String> {
    let sample = super::guard::cap(text, 20_000);
    let info = whatlang::detect(sample)?;
    (info.is_reliable() && sample.chars().filter(|c| c.is_alphabetic()).count() >= 20)
        .then(|| tag(info.lang()).to_owned())
}

/// The shortest tag of a language: two letters where there are some.
fn tag(lang: Lang) -> &'static str {
    const TWO: &[(&str, &str)] = &[
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "nb"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
        ("cym", "cy"),
    ];
    let code = lang.code();
    TWO.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::{declared, detect};

    #[test]
    fn tags_are_put_in_order() {
        assert_eq!(declared("EN_us").as_deref(), Some("en-US"));
        assert_eq!(declared("zh-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(declared("english"), None);
        assert_eq!(declared(""), None);
    }

    #[test]
    fn languages_are_heard() {
        let english =
            "The committee decided that the report should be published before the end of the year.";
        assert_eq!(detect(english).as_deref(), Some("en"));
        assert_eq!(detect("Der Ausschuss beschloss, dass der Bericht noch vor dem Jahresende veröffentlicht werden soll.").as_deref(), Some("de"));
        assert_eq!(detect("123"), None);
    }
}
