//! What happens to a highlight when its article changes, case by case.
//!
//! In each case `[` and `]` enclose the passage: in the old text what was marked, in the new one where it must be found.
//! A new text without them must give an orphan.

#![allow(clippy::unwrap_used, clippy::panic)]

use commonplace_core::{
    anchor::{Diff, describe, resolve},
    model::{Anchor, AnchorState, Selector},
    text::Text,
};

/// A text without its marks, and the code points that they enclose.
fn marked(text: &str) -> (Text, Option<(u32, u32)>) {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let Some((before, rest)) = text.split_once('[') else { return (Text::new(text.into()), None) };
    let (inside, after) = rest.split_once(']').unwrap();
    let start = count(before);
    (Text::new(format!("{before}{inside}{after}")), Some((start, start + count(inside))))
}

fn carried(old: &str, new: &str) -> (Anchor, Option<(u32, u32)>, Text) {
    let (old, range) = marked(old);
    let (new, wanted) = marked(new);
    let (start, end) = range.unwrap();
    let selector = describe(&old, start, end).unwrap();
    let place = selector.start.zip(selector.end).unwrap();
    let anchor = Diff::between(&old, &new).resolve(&selector, place);
    (anchor, wanted, new)
}

fn check(old: &str, new: &str, state: AnchorState) {
    let (anchor, wanted, text) = carried(old, new);
    let words = anchor.range.map(|(start, end)| text.slice(start, end));
    assert_eq!(anchor.range, wanted, "found {words:?} in {new:?}");
    assert_eq!(anchor.state, state, "{new:?}");
}

fn exact(old: &str, new: &str) {
    check(old, new, AnchorState::Exact);
}

fn edited(old: &str, new: &str) {
    check(old, new, AnchorState::Edited);
}

fn moved(old: &str, new: &str) {
    check(old, new, AnchorState::Moved);
}

fn orphan(old: &str, new: &str) {
    check(old, new, AnchorState::Orphan);
}

/// Paragraphs of their own words, to stand around a case.
fn paragraph(n: usize) -> String {
    const THINGS: [&str; 7] =
        ["harbours", "violins", "glaciers", "bakers", "engines", "orchards", "letters"];
    format!(
        "Paragraph number {n} is about {} and {}, of which there were {} in the year {}.",
        THINGS[n % 7],
        THINGS[(n * 3 + 1) % 7],
        n * 17 + 3,
        1900 + n
    )
}

const PROMO: &str = "Subscribe to our weekly letter, it is free and it is good for you.";

/// An article with a promotion block after each paragraph but those of `without`; the block of `marked` is marked.
fn with_promos(without: &[usize], marked: Option<usize>) -> String {
    let blocks = (0..10).map(|n| {
        let promo = match (without.contains(&n), marked == Some(n)) {
            (true, _) => String::new(),
            (false, true) => format!("\n{}", PROMO.replace("weekly letter", "[weekly letter]")),
            (false, false) => format!("\n{PROMO}"),
        };
        format!("{}{promo}", paragraph(n))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn repeated_quote_with_a_header_inserted() {
    let old = "He saw ink on the left hand. She saw [ink] on the right sleeve, at noon.";
    exact(old, &format!("Ink and more ink: all about ink.\nink\n{old}"));
}

#[test]
fn a_promo_block_ten_times_with_the_highlight_in_copy_four() {
    let old = with_promos(&[], Some(4));
    orphan(&old, &with_promos(&[4], None));
    exact(&old, &with_promos(&[1, 2, 3], Some(4)));
    orphan(&old, &with_promos(&(0..10).collect::<Vec<_>>(), None));
}

#[test]
fn near_duplicates_swapped() {
    let offer = |price: &str, word: &str| {
        format!("The cottage by the lake costs {price} a night and has {word} beds under the roof.")
    };
    let (cheap, dear) = (offer("[40 pounds]", "two"), offer("90 pounds", "six"));
    let bare = |text: &str| text.replace(['[', ']'], "");
    let old = format!("{}\n{cheap}\n{}\n{dear}\n{}", paragraph(1), paragraph(2), paragraph(3));
    let new =
        format!("{}\n{}\n{}\n{cheap}\n{}", paragraph(1), bare(&dear), paragraph(2), paragraph(3));
    moved(&old, &new);
}

#[test]
fn original_edited_while_a_pristine_copy_exists_elsewhere() {
    let sentence = "The council will [vote on the new bridge] before the end of the summer.";
    let bare = sentence.replace(['[', ']'], "");
    let old = format!("{}\n{sentence}\n{}\n{}", paragraph(1), paragraph(2), paragraph(3));
    let changed = "The council will [vote on the old bridge] before the end of the summer.";
    let new = format!("{}\n{changed}\n{}\n{bare}\n{}", paragraph(1), paragraph(2), paragraph(3));
    edited(&old, &new);
}

#[test]
fn spans_over_paragraphs_headings_and_lists() {
    let body = "One [ends here.\nA heading\nFirst item\nSecond item\nAnd the next] begins.";
    exact(body, &format!("{}\n{body}\n{}", paragraph(1), paragraph(2)));
}

#[test]
fn a_paragraph_inserted_in_the_middle_of_a_spanning_highlight() {
    let (one, two) = (paragraph(1), paragraph(2));
    let old = format!("{}\n[{one}\n{two}]\n{}", paragraph(0), paragraph(3));
    let new = format!("{}\n[{one}\n{}\n{two}]\n{}", paragraph(0), paragraph(5), paragraph(3));
    edited(&old, &new);
}

#[test]
fn the_second_half_of_a_spanning_highlight_removed() {
    let (one, two) = (paragraph(1), paragraph(2));
    let old = format!("{}\n[{one}\n{two}]\n{}", paragraph(0), paragraph(3));
    edited(&old, &format!("{}\n[{one}]\n{}", paragraph(0), paragraph(3)));
}

#[test]
fn the_second_half_of_a_spanning_highlight_moved_away() {
    let (one, two) = (format!("{} And more of it.", paragraph(1)), paragraph(2));
    let rest = (3..9).map(paragraph).collect::<Vec<_>>().join("\n");
    let old = format!("{}\n[{one}\n{two}]\n{rest}\n{}", paragraph(0), paragraph(9));
    edited(&old, &format!("{}\n[{one}]\n{rest}\n{two}\n{}", paragraph(0), paragraph(9)));
}

#[test]
fn paragraphs_merged_and_split() {
    exact(
        "One. [Two ends here.\nThree begins] now. Four.",
        "One. [Two ends here. Three begins] now. Four.",
    );
    exact(
        "One. [Two ends here. Three begins] now. Four.",
        "One. [Two ends here.\nThree begins] now. Four.",
    );
}

#[test]
fn table_cells_and_rows() {
    let table = "Name\tPrice\nApples\t[3 pounds\nPears]\t4 pounds\nPlums\t5 pounds";
    exact(
        table,
        "Fruit of the week\nName\tPrice\nApples\t[3 pounds\nPears]\t4 pounds\nPlums\t5 pounds",
    );
    edited(
        "Name\tPrice\nApples\t3 pounds\n[Pears\t4 pounds]\nPlums\t5 pounds",
        "Name\tPrice\nApples\t3 pounds\n[Pears\t6 pounds]\nPlums\t5 pounds",
    );
}

#[test]
fn a_table_become_a_list() {
    exact(
        "Apples\t3 pounds\n[Pears\t4 pounds]\nPlums\t5 pounds",
        "Apples\n3 pounds\n[Pears\n4 pounds]\nPlums\n5 pounds",
    );
}

#[test]
fn code_with_blank_lines_and_a_leading_newline() {
    let code = "Run this:\n\nfn main() {\n\n    [let x = 1;\n\n    print(x);]\n}\n\nThen stop.";
    exact(code, &code.replace("Run this:\n", "Now run this:"));
}

#[test]
fn a_line_break_in_a_passage() {
    exact(
        "A verse [ends here\nand goes] on after the break.",
        "A verse [ends here and goes] on after the break.",
    );
}

#[test]
fn astral_characters_families_flags_and_marks() {
    let text = "Some 🙂 then [👨\u{200d}👩\u{200d}👧 with 🇩🇪 and e\u{301}] and 𝒳 at the end.";
    exact(text, &format!("News 🙂🙂 first.\n{text}"));
    orphan("Here is [🙂] and words.", "Here is and words.");
}

#[test]
fn half_a_surrogate_pair_from_the_dom() {
    let text = Text::new("a 🙂 b".into());
    // The unit in the middle of the pair belongs to the character that it is half of.
    let (start, end) = (text.code_point_of_utf16(3), text.code_point_of_utf16(4));
    assert_eq!(describe(&text, start, end).unwrap().quote, "🙂");
}

#[test]
fn nfd_and_nfc() {
    exact("Le [cafe\u{301} noir] du matin", "Le [caf\u{e9} noir] du matin");
    exact("Le [caf\u{e9} noir] du matin", "Le [cafe\u{301} noir] du matin");
}

#[test]
fn hebrew_and_arabic_mixed_with_latin() {
    let text = "המורה כתבה [ב־Berlin את הספר] הראשון שלה. وقال [".to_owned();
    let text = text.trim_end_matches('[').to_owned() + "المدير Commonplace في الصباح.";
    exact(&text, &format!("חדשות היום.\n{text}"));
}

#[test]
fn four_characters_of_chinese_and_thai() {
    exact("老船长忘记了[蓝色笔记]本在河边。", "清晨,老船长忘记了[蓝色笔记]本在河边。");
    exact("ฉันรัก[ภาษาไทย]มากที่สุด", "วันนี้ ฉันรัก[ภาษาไทย]มากที่สุด");
}

#[test]
fn nbsp_soft_hyphens_zero_widths_ligatures_and_full_width_forms() {
    exact("So [a long road] ends", "So [a\u{a0}long\u{a0}road] ends");
    exact("The [cooperative movement] grew", "The [co\u{ad}oper\u{ad}ative movement] grew");
    exact("The [cooperative movement] grew", "The [co\u{200b}operative movement] grew");
    exact("An [efficient offer] came", "An [e\u{fb03}cient o\u{fb00}er] came");
    exact("Price: [ABC 123] yen", "Price: [\u{ff21}\u{ff22}\u{ff23} \u{ff11}\u{ff12}\u{ff13}] yen");
}

#[test]
fn title_case_changed() {
    edited(
        "Before it.\n[The art of keeping notes]\nAfter it all.",
        "Before it.\n[The Art Of Keeping Notes]\nAfter it all.",
    );
}

#[test]
fn only_white_space_and_nothing() {
    let text = Text::new("a \u{a0}\n b".into());
    assert_eq!(describe(&text, 1, 5), None);
    assert_eq!(describe(&text, 2, 2), None);
}

#[test]
fn one_letter_that_occurs_thousands_of_times() {
    let sea = "a b ".repeat(3000);
    let text = format!("{sea}here stands [a] letter {sea}");
    exact(&text, &format!("A header.\n{text}"));
    orphan(&text, &sea.replace('a', "c"));
}

#[test]
fn the_whole_document_its_start_and_its_end() {
    exact("[All of it is marked.]", "[All of it is marked.]");
    edited("[All of it is marked.]", "[All of it was marked.]");
    exact("[It begins] here and ends there.", "[It begins] here and stops there.");
    exact("It begins here and [ends there.]", "It started here and [ends there.]");
}

#[test]
fn a_hundred_thousand_characters() {
    let long = (0..1300).map(paragraph).collect::<Vec<_>>().join("\n");
    assert!(long.len() > 100_000);
    let old = format!("Before.\n[{long}]\nAfter.");
    exact(&old, &format!("A header.\n{old}"));
    edited(&old, &old.replace("number 700 is", "number 700 was"));
}

#[test]
fn overlapping_nested_identical_twice_and_adjacent() {
    let old = Text::new(format!("{} One two three four five. {}", paragraph(1), paragraph(2)));
    let new =
        Text::new(format!("News. {} One two three four five. {}", paragraph(1), paragraph(2)));
    let diff = Diff::between(&old, &new);
    let place = |from: &str, to: &str| {
        let start = old.code_point_of(old.as_str().find(from).unwrap());
        let end = old.code_point_of(old.as_str().find(to).unwrap() + to.len());
        describe(&old, start, end).unwrap()
    };
    let selectors = [
        place("One", "three"),
        place("two", "four"),
        place("two", "three"),
        place("two", "three"),
        place("four", "five"),
    ];
    for selector in &selectors {
        let anchor = diff.resolve(selector, selector.start.zip(selector.end).unwrap());
        let (start, end) = anchor.range.unwrap();
        assert_eq!(new.slice(start, end), selector.quote);
    }
}

#[test]
fn across_a_footnote_marker_that_is_renumbered() {
    let (old, new) = (
        "It was [proved{3} beyond doubt] in the end{4}.",
        "It was [proved{7} beyond doubt] in the end{8}.",
    );
    edited(&old.replace('{', "(").replace('}', ")"), &new.replace('{', "(").replace('}', ")"));
}

#[test]
fn across_an_image() {
    let body = |extra: &str| {
        Text::of_body(&format!(
            "<p>{extra}The tide <img src=\"library://x\" alt=\"\">comes and goes.</p>"
        ))
    };
    let (old, new) = (body(""), body("News. "));
    let selector = describe(&old, 4, 20).unwrap();
    let anchor = Diff::between(&old, &new).resolve(&selector, (4, 20));
    assert_eq!((anchor.range, anchor.state), (Some((10, 26)), AnchorState::Exact));
}

#[test]
fn a_similar_sentence_elsewhere() {
    let old = format!(
        "{}\n[The mill burned down in the spring of that year.]\n{}\nThe mill was built up in the spring of another year.",
        paragraph(1),
        paragraph(2)
    );
    let new = format!(
        "{}\n{}\nThe mill was built up in the spring of another year.",
        paragraph(1),
        paragraph(2)
    );
    orphan(&old, &new);
}

#[test]
fn article_replaced_by_a_paywall_notice() {
    let old = format!("{}\n[{}]\n{}", paragraph(1), paragraph(2), paragraph(3));
    orphan(&old, "To read the rest of this article, subscribe or sign in to your account.");
}

#[test]
fn same_text_with_other_tags() {
    let old = Text::of_body("<h1>A title</h1><p>And a <em>word</em> of it.</p>");
    let new = Text::of_body("<h2>A title</h2><div>And a <b>word</b> of it.</div>");
    assert_eq!(old.hash(), new.hash());
    let selector = describe(&old, 8, 20).unwrap();
    let anchor = Diff::between(&old, &new).resolve(&selector, (8, 20));
    assert_eq!(
        (anchor.range, anchor.state, anchor.score),
        (Some((8, 20)), AnchorState::Exact, 1.0)
    );
}

#[test]
fn collapsed_details() {
    let body = |open: &str| {
        Text::of_body(&format!(
            "<details{open}><summary>More</summary><p>What is folded away.</p></details>"
        ))
    };
    assert_eq!(body("").as_str(), body(" open").as_str());
    assert_eq!(body("").as_str(), "More\nWhat is folded away.");
}

#[test]
fn an_import_without_the_old_text_is_found_though_some_letters_differ() {
    let text = Text::new(format!(
        "{}\nThe council will vote on the new bridge.\n{}",
        paragraph(1),
        paragraph(2)
    ));
    let selector = Selector {
        quote: "The counsil wil vote on the new bridge.".into(),
        prefix: "of which there were 20 in the year 1901.\n".into(),
        suffix: "\nParagraph number 2".into(),
        ..Selector::default()
    };
    let anchor = resolve(&text, &selector);
    let (start, end) = anchor.range.unwrap();
    assert_eq!(text.slice(start, end), "The council will vote on the new bridge.");
    assert_eq!(anchor.state, AnchorState::Edited);
}
