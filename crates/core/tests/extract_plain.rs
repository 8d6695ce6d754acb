//! Plain text set as a person would set it: variants of one dumped page, and texts that must be left as they are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use commonplace_core::sanitize::is_sealed;

fn read(text: &str) -> Extraction {
    let source =
        Source { bytes: text.as_bytes(), kind: None, file_name: None, url: None, charset: None };
    let extraction = extract(&source);
    assert!(is_sealed(&extraction.body), "{}", extraction.body);
    extraction
}

fn paragraph(topic: &str, sentences: usize) -> String {
    const REST: [&str; 6] = [
        "was studied for many years before anyone understood how it worked in practice",
        "changed the way in which towns along the river traded with one another",
        "is described in letters that were found in an attic near the harbour",
        "never recovered from the flood, although several attempts were made to rebuild",
        "depended on the weather, on the tides and on the patience of the keepers",
        "remains a subject on which historians gladly disagree with each other",
    ];
    let sentence = |at: usize| format!("The {topic} {}.", REST[(at + topic.len()) % REST.len()]);
    (0..sentences).map(sentence).collect::<Vec<_>>().join(" ")
}

const SECTIONS: [&str; 3] =
    ["Origins of the Lighthouse", "What the Keepers Wrote Down", "A Harbour Without Ships"];

/// A page as a browser's "select all" gives it, with a promotion after every paragraph.
fn dump(promotion: &str, front: &str, times: usize, indent: bool) -> String {
    let mut out = String::from(front);
    let mut level = 0;
    let mut put = |text: &str, out: &mut String| {
        level += usize::from(indent);
        for line in text.lines() {
            out.push_str(&"  ".repeat(if line.is_empty() { 0 } else { level }));
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
    };
    put(&paragraph("lighthouse", 3), &mut out);
    let mut left = times;
    for (at, section) in SECTIONS.iter().enumerate() {
        put(section, &mut out);
        for part in 0..3 {
            put(&paragraph(["lamp", "diary", "harbour wall"][part], 3 + at), &mut out);
            let rounds = if times > 9 { 3 } else { 1 };
            for _ in 0..rounds {
                if left > 0 {
                    put(promotion, &mut out);
                    left -= 1;
                }
            }
        }
    }
    out
}

const FRONT: &str = "A Light on the Shore\n\nThe Lighthouse and the Harbour: A Short History\n\nLast updated:\n\nAnn Lee\n\nEdited By\n\nBo Chan\n\nSenior Harbour Correspondent\n\n";
const PROMOTION: &str = "Sail With Us This Summer\n\nTickets for the evening cruise are on sale at the pier and at all good bookshops near you.\n\nGull Logo\nHeron Logo\nGull Logo\nHeron Logo";

fn check_dump(extraction: &Extraction) {
    let headings: Vec<&str> = extraction
        .body
        .split("<h2>")
        .skip(1)
        .map(|part| part.split("</h2>").next().unwrap())
        .collect();
    assert_eq!(headings, SECTIONS, "{}", extraction.body);
    assert_eq!(extraction.body.matches("<p>").count(), 10, "{}", extraction.body);
    assert!(!extraction.body.contains("<pre"));
    for gone in ["Sail", "Tickets", "Logo", "Last updated"] {
        assert!(!extraction.text.as_str().contains(gone), "{gone}: {}", extraction.body);
    }
}

/// Article and receipt together hold the words of the source in their order.
fn all_words_are_somewhere(source: &str, extraction: &Extraction) {
    let text = &extraction.text;
    let (mut whole, mut at) = (String::new(), 0);
    for block in &extraction.receipt.dropped {
        whole.push_str(text.slice(at, block.place));
        whole.push_str(&format!("\n{}\n", block.text));
        at = block.place;
    }
    whole.push_str(text.slice(at, text.code_points()));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&whole), words(source));
}

#[test]
fn a_dump_with_its_promotions() {
    for times in [3, 5, 9, 20] {
        for indent in [false, true] {
            let extraction = read(&dump(PROMOTION, FRONT, times, indent));
            check_dump(&extraction);
            let metadata = &extraction.metadata;
            assert_eq!(metadata.title, "The Lighthouse and the Harbour: A Short History");
            assert_eq!(metadata.subtitle.as_deref(), Some("A Light on the Shore"));
            assert_eq!(metadata.authors, ["Ann Lee"]);
            assert_eq!(metadata.published, None);
            let role = extraction.receipt.details.role.as_deref();
            assert_eq!(role, Some("Senior Harbour Correspondent"));
            assert_eq!(metadata.language.as_deref(), Some("en"));
            let repeated = extraction
                .receipt
                .dropped
                .iter()
                .find(|dropped| dropped.reason == "repeated")
                .unwrap();
            assert!(repeated.text.starts_with("Sail With Us"), "{repeated:?}");
            all_words_are_somewhere(&dump(PROMOTION, FRONT, times, indent), &extraction);
        }
    }
}

#[test]
fn line_ends_and_tabs_do_not_matter() {
    let text = dump(PROMOTION, FRONT, 6, true);
    let expected = read(&text).body;
    for variant in [
        text.replace('\n', "\r\n"),
        text.replace("  ", "\t"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
    ] {
        assert_eq!(read(&variant).body, expected);
    }
}

#[test]
fn a_teaser_near_the_promotion_goes_with_it() {
    let text =
        format!("Sail With Us This Summer. Find Out More\n\n{}", dump(PROMOTION, FRONT, 5, false));
    let extraction = read(&text);
    check_dump(&extraction);
    assert_eq!(extraction.metadata.title, "The Lighthouse and the Harbour: A Short History");
}

#[test]
fn a_promotion_that_stands_twice_goes_when_it_calls_for_something() {
    let promotion = "Subscribe to Harbour Weekly\n\nAll the tides and all the ships, in your inbox on Fridays.\n\nNo spam, ever";
    let extraction = read(&dump(promotion, FRONT, 2, true));
    assert!(!extraction.text.as_str().contains("Harbour Weekly"), "{}", extraction.body);
    assert_eq!(extraction.body.matches("<p>").count(), 10);
}

#[test]
fn a_dump_without_author_or_kicker() {
    let extraction = read(&dump(PROMOTION, "The Lighthouse and the Harbour\n\n", 4, true));
    check_dump(&extraction);
    assert_eq!(extraction.metadata.title, "The Lighthouse and the Harbour");
    assert!(extraction.metadata.authors.is_empty());
    assert_eq!(extraction.metadata.subtitle, None);
}

#[test]
fn a_picture_confirms_the_title() {
    let front = "The Lighthouse and the Harbour\n\nHarbour News Weekly Edition\n\n";
    let text = dump(PROMOTION, front, 4, false);
    let caption = "Cover image for Harbour News Weekly Edition\n\n";
    let place = text.find(SECTIONS[0]).unwrap();
    let extraction = read(&format!("{}{caption}{}", &text[..place], &text[place..]));
    assert_eq!(extraction.metadata.title, "Harbour News Weekly Edition");
    assert!(!extraction.text.as_str().contains("Cover image"));
    check_dump(&extraction);
}

#[test]
fn bylines_and_dates_with_values() {
    let front = "The Lighthouse and the Harbour\nBy Ann Lee and Bo Chan\nPublished: 12 May 2024\n5 min read\n\n";
    let extraction = read(&dump(PROMOTION, front, 4, false));
    check_dump(&extraction);
    assert_eq!(extraction.metadata.title, "The Lighthouse and the Harbour");
    assert_eq!(extraction.metadata.authors, ["Ann Lee", "Bo Chan"]);
    assert_eq!(extraction.metadata.published.as_deref(), Some("2024-05-12"));
}

#[test]
fn trailing_headings_with_nothing_under_them_go() {
    let text =
        format!("{}Recommended Reading\n\nNews\n\n{PROMOTION}\n", dump(PROMOTION, FRONT, 4, true));
    let extraction = read(&text);
    check_dump(&extraction);
    assert!(
        extraction
            .receipt
            .dropped
            .iter()
            .any(|dropped| dropped.reason == "empty" && dropped.text.contains("News"))
    );
}

#[test]
fn code_among_the_paragraphs_stays_code() {
    let code = "    fn light(lamp: &Lamp) -> bool {\n        if lamp.oil > 0 {\n            lamp.burn();\n        }\n\n        lamp.is_lit()\n    }";
    let text = format!(
        "Writing a Lamp\n\n{}\n\n{code}\n\n        {}\n",
        paragraph("lamp", 3),
        paragraph("oil", 3)
    );
    let extraction = read(&text);
    assert!(
        extraction
            .body
            .contains("<pre><code>fn light(lamp: &amp;Lamp) -&gt; bool {\n    if lamp.oil"),
        "{}",
        extraction.body
    );
    assert_eq!(extraction.body.matches("<pre").count(), 1);
    assert_eq!(extraction.receipt.kept.code, 1);
    assert!(extraction.body.contains("<p>The oil"));
}

#[test]
fn a_refrain_is_not_a_promotion() {
    let refrain = "And the lamp burns on the shore,\nand the lamp burns on.";
    let stanza = |a: &str| {
        format!("{a} sails the ship at night,\n{a} calls the bell of old,\n\n{refrain}\n\n")
    };
    let poem =
        format!("The Lamp\n\n{}", ["Slowly", "Darkly", "Softly", "Coldly"].map(stanza).concat());
    let extraction = read(&poem);
    assert_eq!(extraction.metadata.title, "The Lamp");
    assert_eq!(
        extraction.text.as_str().matches("and the lamp burns on.").count(),
        4,
        "{}",
        extraction.body
    );
    assert!(extraction.body.contains("shore,<br>and"), "{}", extraction.body);
    assert!(extraction.receipt.dropped.iter().all(|dropped| dropped.reason == "title"));
}

#[test]
fn short_lines_are_not_headings() {
    let list = "Oil for the lamp\n\nWicks\n\nA second bell\n\nRope";
    let text = format!(
        "What to Bring\n\n{}\n\n{list}\n\n{}\n",
        paragraph("lighthouse", 3),
        paragraph("harbour", 3)
    );
    let extraction = read(&text);
    assert!(!extraction.body.contains("<h2"), "{}", extraction.body);
    for line in list.lines() {
        assert!(extraction.text.as_str().contains(line), "{line}");
    }
}

#[test]
fn speakers_come_back_and_stay() {
    let turn = |name: &str, topic: &str| format!("{name}\n\n{}\n\n", paragraph(topic, 2));
    let talk: String = ["lamp", "bell", "rope", "oil"]
        .iter()
        .map(|topic| turn("Ann", topic) + &turn("Bo", &format!("{topic} store")))
        .collect();
    let extraction = read(&format!("A Talk in the Harbour\n\n{talk}"));
    assert_eq!(extraction.text.as_str().lines().filter(|line| *line == "Ann").count(), 4);
    assert!(!extraction.body.contains("<h2"), "{}", extraction.body);
}

fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 && column + 1 + word.len() > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

#[test]
fn lines_wrapped_by_hand_are_joined() {
    let paragraphs: Vec<String> =
        ["lamp", "bell", "rope", "oil"].iter().map(|topic| paragraph(topic, 4)).collect();
    let wrapped: Vec<String> = paragraphs.iter().map(|text| wrap(text, 72)).collect();
    for text in [
        format!("THE LAMP\n\n{}\n", wrapped.join("\n\n")),
        // Paragraphs marked by the indentation of their first line alone.
        format!("THE LAMP\n\n   {}\n", wrapped.join("\n   ")),
        format!("THE LAMP\n\n     {}\n", wrapped.join("\n\n").replace('\n', "\n     ")),
    ] {
        let extraction = read(&text);
        assert_eq!(extraction.metadata.title, "THE LAMP");
        assert_eq!(extraction.text.as_str(), paragraphs.join("\n"), "{text}");
        assert!(!extraction.body.contains("<br>"));
    }
}

#[test]
fn every_long_line_is_a_paragraph() {
    let paragraphs: Vec<String> =
        ["lamp", "bell", "rope"].iter().map(|topic| paragraph(topic, 4)).collect();
    let extraction = read(&format!(
        "The Lamp\n{}\nOther Things of Note\n{}\n{}\n",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(extraction.metadata.title, "The Lamp");
    assert!(extraction.body.contains("<h2>Other Things of Note</h2>"), "{}", extraction.body);
    assert_eq!(extraction.body.matches("<p>").count(), 3);
}

#[test]
fn lists_tables_quotes_and_rules() {
    let text = "Things\n\nA line of text that introduces the list, which is here to be read by the person who opens it.\n\n- one\n- two\n  and more\n\n1. first\n\n2. second\n\n> quoted words\n> in two lines\n\n* * *\n\nName\tSize\nLamp\t3\nBell\t4\n";
    let body = read(text).body;
    for part in [
        "<ul><li>one</li><li>two and more</li></ul>",
        "<ol><li>first</li><li>second</li></ol>",
        "<blockquote>",
        "<hr>",
        "<td>Lamp</td><td>3</td>",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[test]
fn links_and_empty_marks() {
    let text = format!(
        "A Text\n\n{} It says so [source]. See [the report](https://example.org/a?b=1&c=2) and https://example.org/x, as known [1](https://example.org/1) ().\n",
        paragraph("lamp", 3)
    );
    let extraction = read(&text);
    assert!(extraction.body.contains("It says so. See <a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">the report</a>"));
    assert!(extraction.text.as_str().ends_with("as known 1."), "{}", extraction.text.as_str());
    assert_eq!(extraction.receipt.kept.links, 3);
    assert!(
        extraction
            .receipt
            .dropped
            .iter()
            .any(|dropped| dropped.text == "[source]" && dropped.reason == "empty")
    );
}

#[test]
fn chinese_text() {
    let paragraph = "灯塔的历史很长，人们在海边建造了它，并且每天晚上点亮灯光，使船只能够安全地回到港口。守塔人写下了许多日记，这些日记后来被发现。";
    let text =
        format!("灯塔与港口的历史\n\n{paragraph}\n\n守塔人的日记\n\n{paragraph}\n\n{paragraph}\n");
    let extraction = read(&text);
    assert_eq!(extraction.metadata.title, "灯塔与港口的历史");
    assert!(extraction.body.contains("<h2>守塔人的日记</h2>"), "{}", extraction.body);
    assert_eq!(extraction.metadata.language.as_deref(), Some("zh"));
    let wrapped = "灯塔与港口的历史\n\n灯塔的历史很长，人们在海边建造了它，并且每天晚上点亮\n灯光，使船只能够安全地回到港口。守塔人写下了许多日记，\n这些日记后来被发现。\n";
    assert_eq!(read(wrapped).text.as_str(), paragraph);
}

#[test]
fn text_from_right_to_left() {
    let paragraph = "تاريخ المنارة طويل جدا وقد بناها الناس على شاطئ البحر لكي تهتدي بها السفن في الليل وتعود إلى الميناء سالمة كل مساء من كل يوم في السنة.";
    let extraction = read(&format!(
        "تاريخ المنارة والميناء\n\n{paragraph}\n\nيوميات الحارس\n\n{paragraph} {paragraph}\n"
    ));
    assert_eq!(extraction.metadata.title, "تاريخ المنارة والميناء");
    assert_eq!(extraction.metadata.language.as_deref(), Some("ar"));
    assert!(extraction.body.contains("dir=\"auto\">يوميات الحارس</h2>"), "{}", extraction.body);
}

#[test]
fn anything_at_all_gives_an_article() {
    for text in [
        "",
        " \n\t\n",
        "one",
        "\u{0}\u{1}",
        "[](",
        "((((",
        "```",
        "- ",
        "1. ",
        "|",
        "a\tb\nc\td",
        "====\n====",
        "[x](y",
        ">>>>",
    ] {
        assert!(!read(text).metadata.title.is_empty(), "{text:?}");
    }
    let bytes: Vec<u8> = (0..=255).cycle().take(5000).collect();
    let source = Source {
        bytes: &bytes,
        kind: None,
        file_name: Some("a/b_c.bin"),
        url: None,
        charset: None,
    };
    assert!(!extract(&source).metadata.title.is_empty());
}

#[test]
fn a_single_line_is_a_title_and_stays_to_be_read() {
    for line in ["What one reads is soon forgotten", "By Ada Lovelace", "12 March 2024"] {
        let extraction = read(line);
        assert!(extraction.body.contains(line), "{line}: {}", extraction.body);
        assert_eq!(extraction.receipt.kept.words, extraction.receipt.source.words, "{line}");
    }
    let titled = read("What one reads is soon forgotten");
    assert_eq!(titled.metadata.title, "What one reads is soon forgotten");
}

#[test]
fn a_text_without_a_title_takes_its_first_words() {
    let extraction = read(&paragraph("lamp", 4));
    assert!(extraction.metadata.title.starts_with("The lamp"));
    assert!(extraction.metadata.title.ends_with('…'));
    assert!(extraction.text.as_str().starts_with("The lamp"));
}

#[test]
fn a_letter_says_who_wrote_it_and_when() {
    let text = "From: \"Olga Lind\" <olga@example.org>\r\nTo: Bent\r\nDate: Tue, 4 Mar 2025 09:14:00 +0100\r\nSubject: The note\r\n of the bridge\r\n\r\nHi Bent,\r\n\r\nit hums.\r\n";
    let letter = extract(&Source {
        bytes: text.as_bytes(),
        kind: Some(SourceKind::Text),
        file_name: Some("letter.txt"),
        url: None,
        charset: None,
    });
    assert_eq!(letter.metadata.title, "The note of the bridge");
    assert_eq!(letter.metadata.authors, ["Olga Lind"]);
    assert_eq!(letter.metadata.published.as_deref().map(|at| &at[..10]), Some("2025-03-04"));
    let dropped: Vec<&str> =
        letter.receipt.dropped.iter().map(|block| block.text.as_str()).collect();
    assert!(dropped.concat().contains("Subject: The note"), "{dropped:?}");
    assert_eq!(letter.text.as_str(), "Hi Bent,\nit hums.");
}

#[test]
fn a_quoted_letter_and_lines_of_stars_are_no_markdown() {
    let text =
        "Bent wrote:\n\n> one\n> two\n> three\n> four\n\n*** START ***\n\n*** END ***\n\nI see.\n";
    let letter = extract(&Source {
        bytes: text.as_bytes(),
        kind: None,
        file_name: Some("letter.txt"),
        url: None,
        charset: None,
    });
    assert_eq!(letter.kind, SourceKind::Text);
}
