//! What may live in a body, and that sealing is final.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::markdown::to_html;
use commonplace_core::sanitize::{is_sealed, seal};
use commonplace_core::text::Text;
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[test]
fn nothing_that_runs_loads_styles_or_names_itself() {
    for html in [
        "<script>alert(1)</script>",
        "<p onclick=alert(1) id=a name=b class=c style='color:red'>",
        "<a href='javascript:alert(1)'>",
        "<a href=' java\nscript:alert(1)'>",
        "<a href='data:text/html,x'>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://example.org/a.png'>",
        "<img src='library://localhost/../../etc'>",
        "<a href='library://localhost/0'>",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
        "<math href='javascript:alert(1)'><mglyph src=x></math>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action='https://example.org'><input name=a><button formaction=x></form>",
        "<style>@import 'https://example.org'</style><link rel=stylesheet href=x><base href=x>",
        "<map><area href='https://example.org'></map><object data=x></object><embed src=x>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<video poster=x src=y></video><audio src=x></audio><meta http-equiv=refresh content=0>",
        "<!-- comment --><?php ?><blockquote cite='javascript:1'>",
    ] {
        let sealed = seal(html);
        for bad in [
            "<script",
            "onclick",
            "onerror=",
            "onload",
            "style",
            "javascript:",
            "data:",
            "src=",
            "<svg",
            "<iframe",
            "<form",
            "<input",
            "<link",
            "<base",
            "<map",
            "<area",
            "<object",
            "<embed",
            "annotation",
            "mglyph",
            "<video",
            "<audio",
            "<meta",
            "<!--",
            "cite=",
            "id=",
            "name=",
            "class=",
            "library:",
        ] {
            assert!(!sealed.contains(bad), "{bad} in {sealed}");
        }
        assert!(is_sealed(&sealed), "{sealed}");
    }
}

#[test]
fn what_articles_are_made_of_stays() {
    let html = "<figure><figcaption>c</figcaption></figure><section lang=\"de\" dir=\"rtl\"><main>m</main></section>\
        <pre data-language=\"c++\"><code>x</code></pre><table><tbody><tr><td colspan=\"2\" align=\"right\">d</td></tr></tbody></table>\
        <ol start=\"4\"><li value=\"9\">i</li></ol><time datetime=\"2026-01-02\">t</time><del>d</del><sup>1</sup>\
        <math display=\"block\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>\
        <a href=\"https://example.org/\" rel=\"noopener noreferrer\">l</a>";
    assert_eq!(seal(html), html);
}

#[test]
fn links_keep_safe_addresses_only() {
    let sealed = seal(
        "<a href='/relative'>a</a><a href='#x'>b</a><a href='HTTP://example.org'>c</a><a href='ftp://x.org'>d</a>",
    );
    assert_eq!(sealed.matches("href=").count(), 1, "{sealed}");
    assert!(sealed.contains("HTTP://example.org"));
}

#[test]
fn an_image_from_outside_leaves_its_words() {
    let own = format!("<img alt=\"kept\" src=\"library://localhost/{}\">", "ab".repeat(32));
    let html =
        format!("<p>{own}<img src='https://example.org/a.png' alt='A <b> chart'><img alt=''></p>");
    assert_eq!(seal(&html), format!("<p>{own}A &lt;b&gt; chart</p>"));
}

#[test]
fn a_language_is_a_short_plain_word() {
    assert!(seal("<pre data-language='c++'>x</pre>").contains("c++"));
    assert!(!seal("<pre data-language='a b'>x</pre>").contains("data-language"));
    assert!(!seal("<p data-language='c'>x</p>").contains("data-language"));
}

#[test]
fn line_feeds_at_the_start_of_pre_settle() {
    let sealed = seal("<pre>\n\n\n\n\n\n\n\n\n\n\n\n  x\n</pre>");
    assert_eq!(sealed, "<pre>  x\n</pre>");
    assert!(is_sealed(&sealed));
}

#[test]
fn fifty_thousand_levels_are_fast_and_keep_their_text() {
    let start = Instant::now();
    let html = format!("{}end{}", "<div>w ".repeat(50_000), "</div>".repeat(50_000));
    let text = Text::of_body(&seal(&html));
    assert_eq!(text.as_str().matches('w').count(), 50_000);
    assert!(text.as_str().ends_with("end"));
    let text = Text::of_body(&html);
    assert_eq!(text.words(), 50_001);
    assert!(to_html(&html).contains("end"));
    for tag in ["b", "span", "table", "ul", "a", "font"] {
        let html = format!("<{tag}>w ").repeat(20_000);
        assert_eq!(Text::of_body(&seal(&html)).words(), 20_000, "{tag}");
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn markdown_becomes_sealed_html() {
    let html = to_html(
        "# Title\n\n- [x] done\n- [ ] open\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n```rust,ignore\nlet a = \"<b>\";\n```\n\n~~gone~~ <script>x</script>text[^1]\n\n[^1]: Note.\n",
    );
    assert!(is_sealed(&html));
    for part in [
        "<h1>Title</h1>",
        "☑ done",
        "☐ open",
        "<th align=\"right\">a</th>",
        "<td align=\"center\">2</td>",
        "<pre data-language=\"rust\"><code>let a = \"&lt;b&gt;\";\n</code></pre>",
        "<del>gone</del>",
        "Note.",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("script"));
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=x>",
        "<a href='https://e.org'>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<pre>\n",
        "</pre>",
        "<math>",
        "<mi>",
        "<mtext>",
        "</math>",
        "<svg>",
        "<style>",
        "</style>",
        "<title>",
        "<!--",
        "-->",
        "<img alt=i src=x>",
        "<ul>",
        "<li>",
        "</ul>",
        "<select>",
        "<option>",
        "<noscript>",
        "<form>",
        "<template>",
        "</template>",
        "text",
        " ",
        "\n",
        "&amp;",
        "&lt;",
        "<",
        ">",
        "\"",
        "'",
        "é",
        "😀",
        "<h1>",
        "</h1>",
        "<div>",
        "</div>",
        "<br>",
        "</br>",
        "<caption>",
        "<col>",
        "<ruby>",
        "<rt>",
        "<font color=red>",
        "<button>",
        "<p/",
        "<annotation-xml encoding=text/html>",
        "\u{0}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn sealing_is_final(html in soup()) {
        let sealed = seal(&html);
        prop_assert!(is_sealed(&sealed), "{:?} -> {:?} -> {:?}", html, sealed, seal(&sealed));
        let _ = Text::of_body(&html);
    }

    #[test]
    fn any_characters_can_be_sealed(html in "\\PC{0,200}") {
        let sealed = seal(&html);
        prop_assert!(is_sealed(&sealed));
    }
}
