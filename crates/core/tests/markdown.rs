//! Markdown out of an article, and the same text back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::markdown::{from_html, note_html, to_html};
use commonplace_core::sanitize::seal;
use commonplace_core::text::Text;
use proptest::prelude::*;
use std::{fs, path::Path};

fn there_and_back(html: &str) -> (String, String) {
    let markdown = from_html(html);
    (Text::of_body(&to_html(&markdown)).as_str().to_owned(), markdown)
}

#[test]
fn every_fixture_keeps_its_text() {
    // A code block in Markdown has no white space alone in it, and always ends with a line feed.
    let exceptions = ["pre-white-space-only"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/canon");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "html")
            || exceptions.contains(&name.as_str())
        {
            continue;
        }
        let html = fs::read_to_string(&path).unwrap();
        let (text, markdown) = there_and_back(&html);
        assert_eq!(text, Text::of_body(&html).as_str(), "{name}:\n{markdown}");
    }
}

#[test]
fn the_markdown_is_what_a_person_would_write() {
    for (html, markdown) in [
        ("<h2>A <em>b</em></h2><p>c <strong>d</strong> e.</p>", "## A *b*\n\nc **d** e.\n"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c\n"),
        ("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b\n"),
        (
            "<pre data-language=\"rust\"><code>fn a() {}\n\n// ```\n</code></pre>",
            "````rust\nfn a() {}\n\n// ```\n````\n",
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        (
            "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr></tbody></table>",
            "| a | b |\n| --- | --: |\n| 1\\|2 | 3 |\n",
        ),
        (
            "<p><a href=\"https://e.org/a_(b)\">x</a> <code>a`b</code></p>",
            "[x](<https://e.org/a_(b)>) ``a`b``\n",
        ),
        (
            "<p>1. not a list</p><p># not a heading</p><p>- no</p>",
            "1\\. not a list\n\n\\# not a heading\n\n\\- no\n",
        ),
        ("<p>snake_case and *stars*</p>", "snake_case and \\*stars\\*\n"),
        ("<p>a<sup>2</sup></p>", "a<sup>2</sup>\n"),
        ("<p>a<br>b</p>", "a\\\nb\n"),
    ] {
        assert_eq!(from_html(&seal(html)), markdown);
    }
}

fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "word",
        "a_b",
        "*",
        "**x**",
        "# h",
        "1. x",
        "- x",
        "> q",
        "[l](u)",
        "`c`",
        "&amp;amp;",
        "&lt;b&gt;",
        "\\",
        "~~s~~",
        "|",
        "é漢",
        "😀",
        "!",
        "http://e.org",
        "\u{a0}",
        "==",
        "\"q\"",
        "(",
        "$x$",
        "_u_",
        "```",
    ]);
    let text = prop::collection::vec(words, 1..5).prop_map(|words| words.join(" "));
    let tags = prop::sample::select(vec![
        "",
        "b",
        "em",
        "del",
        "code",
        "sup",
        "a href=\"https://e.org\"",
        "u",
        "span",
    ]);
    (tags, text, prop::sample::select(vec!["", " "])).prop_map(|(tag, text, space)| {
        let name = tag.split(' ').next().unwrap_or_default();
        if tag.is_empty() {
            format!("{text}{space}")
        } else {
            format!("<{tag}>{text}</{name}>{space}")
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_paragraph_keeps_its_text(
        pieces in prop::collection::vec(piece(), 1..6),
        tag in prop::sample::select(vec!["p", "h2", "li", "blockquote", "td"]),
    ) {
        let inside = pieces.concat();
        let html = match tag {
            "li" => format!("<ul><li>{inside}</li><li>b</li></ul>"),
            "td" => format!("<table><tbody><tr><td>{inside}</td><td>b</td></tr></tbody></table>"),
            tag => format!("<{tag}>{inside}</{tag}>"),
        };
        let html = seal(&html);
        let (text, markdown) = there_and_back(&html);
        let expected = Text::of_body(&html);
        prop_assert_eq!(text, expected.as_str(), "{}\n{}", html, markdown);
    }
}

#[test]
fn a_note_leads_to_what_it_names_and_an_article_does_not() {
    let note = note_html("See [[The art of it]] and [[Other|another]].");
    assert_eq!(
        note,
        "<p>See <a href=\"commonplace://title/The%20art%20of%20it\" rel=\"noopener noreferrer\">The art of it</a> and \
         <a href=\"commonplace://title/Other\" rel=\"noopener noreferrer\">another</a>.</p>\n"
    );
    let article = to_html("See [[The art of it]].");
    assert_eq!(article, "<p>See The art of it.</p>\n");
}

#[test]
fn only_addresses_of_things_in_a_library_are_kept() {
    let id = "01920000-0000-7000-8000-000000000001";
    for place in [
        format!("article/{id}"),
        format!("article/{id}#4-9"),
        format!("highlight/{id}"),
        format!("note/{id}"),
    ] {
        let html = note_html(&format!("[x](commonplace://{place})"));
        assert!(html.contains(&format!("href=\"commonplace://{place}\"")), "{html}");
    }
    let html = note_html("[x](commonplace://shell/rm) [y](commonplace://article/1)");
    assert!(!html.contains("href"), "{html}");
}
