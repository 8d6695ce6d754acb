//! Canonical text and its offsets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::sanitize::{is_sealed, seal};
use commonplace_core::text::{Text, count_words, headings};
use proptest::prelude::*;
use std::{fs, path::Path};

#[test]
fn canonical_text_of_every_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/canon");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let html = fs::read_to_string(&path).unwrap();
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        assert_eq!(seal(&html), html, "{} is not sealed", path.display());
        assert!(is_sealed(&html));
        assert_eq!(Text::of_body(&html).as_str(), expected, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 20, "{seen} fixtures");
}

#[test]
fn headings_are_those_of_the_text() {
    let body = seal(
        "<h2 title=\"<h3>no</h3> a > b\">One &amp; <em>two</em></h2><p>&lt;h2&gt;not this&lt;/h2&gt; <img alt='<h4>nor \
         that</h4>'></p><h3>漢字<ruby><rt>かんじ</rt></ruby></h3><header>x</header><blockquote><h6>Deep <br>down</h6>\
         </blockquote><h4></h4><pre><h5>set</h5></pre>",
    );
    assert_eq!(headings(&body), ["One & two", "漢字", "Deep\ndown", "", "set"]);
    assert!(
        headings("").is_empty() && headings("<h2>open").is_empty() && headings("a <h2").is_empty()
    );
}

proptest! {
    #[test]
    fn a_heading_says_what_stands_in_it(parts in prop::collection::vec("[a-z<>\"'&= é漢]{0,12}", 1..5), level in 1..=6) {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let said: Vec<String> = parts.iter().map(|part| {
            let part = escaped(part);
            format!("<p title='{}'>x</p><h{level}><a title=\"{}\">{part}</a></h{level}>",
                part.replace('\'', "&#39;"), part.replace('"', "&quot;"))
        }).collect();
        let body = seal(&said.concat());
        let expected: Vec<String> = parts.iter().map(|part| {
            part.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        }).filter(|heading| !heading.is_empty()).collect();
        let found: Vec<String> = headings(&body).iter().map(|heading| heading.trim().to_owned())
            .filter(|heading| !heading.is_empty()).collect();
        prop_assert_eq!(found, expected, "{}", body);
    }
}

#[test]
fn what_is_not_text_is_skipped() {
    let skipped = "<p>a<script>b</script><svg><text>c</text></svg><select><option>d</select></p>\
        <span data-noanchor>e</span><template><p>f</p></template><textarea>g</textarea>h";
    assert_eq!(Text::of_body(skipped).as_str(), "a\nh");
}

#[test]
fn offsets_in_the_three_units() {
    let text = Text::new("a😀é漢".to_owned());
    assert_eq!((text.code_points(), text.utf16_units(), text.as_str().len()), (4, 5, 10));
    assert_eq!([0, 1, 2, 3, 4, 9].map(|at| text.byte_of(at)), [0, 1, 5, 7, 10, 10]);
    assert_eq!([0, 1, 2, 3, 4, 9].map(|at| text.utf16_of(at)), [0, 1, 3, 4, 5, 5]);
    assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|at| text.code_point_of_utf16(at)), [0, 1, 1, 2, 3, 4, 4]);
    assert_eq!(
        [0, 1, 2, 4, 5, 6, 7, 99].map(|at| text.code_point_of(at)),
        [0, 1, 1, 1, 2, 2, 3, 4]
    );
    assert_eq!(text.slice(1, 3), "😀é");
    assert_eq!((text.slice(3, 1), text.slice(2, 99), text.slice(8, 9)), ("", "é漢", ""));
}

#[test]
fn hash_is_sha_256_of_the_bytes() {
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(Text::new("abc".to_owned()).hash(), hash);
}

#[test]
fn words_in_several_scripts() {
    assert_eq!(count_words("Don't count - dashes, 3.14 counts."), 5);
    assert_eq!(count_words("漢字を読む"), 5);
    assert_eq!(count_words("カタカナ and 한국어 단어"), 7);
    assert_eq!(count_words("مرحبا بالعالم"), 2);
    assert_eq!(count_words(" \n"), 0);
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,40}".boxed(),
        "\\PC{0,20}".boxed(),
        Just("👨‍👩‍👧‍👦".to_owned()).boxed(),
        Just("e\u{301}\u{323}".to_owned()).boxed(),
        Just("𝕏𝔸".to_owned()).boxed(),
        Just("漢字🇳🇿".repeat(60)).boxed(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn conversions_agree_with_counting(text in any_text()) {
        let table = Text::new(text.clone());
        let (mut unit, mut count) = (0, 0);
        for (code_point, (byte, c)) in text.char_indices().enumerate() {
            let code_point = u32::try_from(code_point).unwrap();
            prop_assert_eq!(table.byte_of(code_point), byte);
            prop_assert_eq!(table.utf16_of(code_point), unit);
            for inside in byte..byte + c.len_utf8() {
                prop_assert_eq!(table.code_point_of(inside), code_point);
            }
            let units = u32::try_from(c.len_utf16()).unwrap();
            for inside in unit..unit + units {
                prop_assert_eq!(table.code_point_of_utf16(inside), code_point);
            }
            unit += units;
            count += 1;
        }
        prop_assert_eq!(table.code_points(), count);
        prop_assert_eq!(table.utf16_units(), unit);
    }

    #[test]
    fn every_offset_is_clamped(text in any_text(), at in any::<u32>(), to in any::<u32>()) {
        let table = Text::new(text.clone());
        prop_assert!(table.byte_of(at) <= text.len());
        prop_assert!(table.utf16_of(at) <= table.utf16_units());
        prop_assert!(table.code_point_of(at as usize) <= table.code_points());
        prop_assert!(table.code_point_of_utf16(at) <= table.code_points());
        let _ = table.slice(at, to);
        let (start, end) = (at % (table.code_points() + 1), to % (table.code_points() + 1));
        let expected: String =
            text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
        prop_assert_eq!(table.slice(start, end), expected);
    }
}
