use super::{fold::letters, *};
use crate::{
    model::{AnchorMethod, AnchorState, Occurrence, Selector},
    text::Text,
};
use proptest::prelude::*;
use proptest::sample::select;

/// Text in which `[` and `]` enclose the passage.
fn marked(marked: &str) -> (Text, u32, u32) {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let (before, rest) = marked.split_once('[').unwrap();
    let (inside, after) = rest.split_once(']').unwrap();
    let start = count(before);
    (Text::new(format!("{before}{inside}{after}")), start, start + count(inside))
}

/// Describes the passage of the first text and expects it at the passage of the second.
fn check(old: &str, new: &str, state: AnchorState, method: AnchorMethod) {
    let (text, start, end) = marked(old);
    let selector = describe(&text, start, end).unwrap();
    let (text, start, end) = marked(new);
    let anchor = resolve(&text, &selector);
    assert_eq!(anchor.range, Some((start, end)), "{old:?} in {new:?}: {anchor:?}");
    assert_eq!((anchor.state, anchor.method), (state, method), "{old:?} in {new:?}");
}

fn check_orphan(old: &str, new: &str) {
    let (text, start, end) = marked(old);
    let selector = describe(&text, start, end).unwrap();
    assert_eq!(resolve(&Text::new(new.into()), &selector), ORPHAN, "{old:?} in {new:?}");
}

fn quote(text: &str) -> Selector {
    Selector { quote: text.into(), ..Selector::default() }
}

#[test]
fn a_description_has_context_to_word_borders() {
    let (text, start, end) =
        marked(&format!("{}[palace]{}", "memory ".repeat(20), " of ink".repeat(20)));
    let selector = describe(&text, start, end).unwrap();
    assert_eq!(selector.quote, "palace");
    assert_eq!(selector.prefix, "memory ".repeat(5));
    assert_eq!(selector.suffix, format!("{} of ", " of ink".repeat(4)));
    assert_eq!((selector.start, selector.end), (Some(start), Some(end)));
}

#[test]
fn context_grows_until_it_is_unique() {
    let block = format!("{} the same words ", "x y ".repeat(15));
    let text = Text::new(format!("one {block}{block}"));
    let start = text.code_point_of(text.as_str().rfind("same").unwrap());
    let selector = describe(&text, start, start + 4).unwrap();
    assert!(selector.prefix.contains("same words"), "{selector:?}");
    let endless = Text::new("ab ".repeat(2000));
    let selector = describe(&endless, 3000, 3002).unwrap();
    assert!((256..=330).contains(&selector.prefix.chars().count()), "{selector:?}");
}

#[test]
fn ends_snap_outwards_and_white_space_is_trimmed() {
    let family = "👨\u{200d}👩\u{200d}👧";
    let text = Text::new(format!("a {family} e\u{301} 🇩🇪 z"));
    assert_eq!(describe(&text, 3, 4).unwrap().quote, family);
    let accent = text.code_point_of(text.as_str().find('\u{301}').unwrap());
    assert_eq!(describe(&text, accent, accent + 1).unwrap().quote, "e\u{301}");
    assert_eq!(describe(&text, accent - 2, accent).unwrap().quote, "e\u{301}");
    let flag = text.code_point_of(text.as_str().find("🇩🇪").unwrap());
    assert_eq!(describe(&text, flag + 1, flag + 3).unwrap().quote, "🇩🇪");
    assert_eq!(describe(&text, 0, 2).unwrap().quote, "a");
}

#[test]
fn nothing_is_described_as_nothing() {
    let text = Text::new("a \u{a0}\n b".into());
    assert_eq!(describe(&text, 1, 5), None);
    assert_eq!(describe(&text, 2, 2), None);
    assert_eq!(describe(&text, 4, 1), None);
    assert_eq!(describe(&text, 90, 99), None);
    assert_eq!(describe(&Text::new(String::new()), 0, 1), None);
    assert_eq!(describe(&text, 0, 99).unwrap().end, Some(6));
}

#[test]
fn in_the_same_text_at_its_place() {
    check("one [two] three", "one [two] three", AnchorState::Exact, AnchorMethod::Position);
    check(
        "[the whole document]",
        "[the whole document]",
        AnchorState::Exact,
        AnchorMethod::Position,
    );
    check("la [la] la la", "la [la] la la", AnchorState::Exact, AnchorMethod::Position);
}

#[test]
fn text_inserted_before_leaves_it_intact() {
    check("one [two] three", "A header\none [two] three", AnchorState::Exact, AnchorMethod::Quote);
}

#[test]
fn a_repeated_quote_follows_its_context_not_its_offset() {
    // The remembered offset now holds the same word in another sentence.
    let old = "He saw ink on the left hand. She saw [ink] on the right sleeve, at noon.";
    let new = "ink ink ink ink ink ink ink ink ink ink \
               He saw ink on the left hand. She saw [ink] on the right sleeve, at noon.";
    check(old, new, AnchorState::Exact, AnchorMethod::Quote);
}

#[test]
fn the_fourth_of_ten_copies_stays_the_fourth() {
    let copy = "Subscribe to our letter, it is free and it is good for you. ";
    let block = |n: usize| format!("Paragraph number {n} has words of its own, and more. {copy}");
    let marked_block = block(4).replace("our letter", "[our letter]");
    let article: String =
        (0..10).map(|n| if n == 4 { marked_block.clone() } else { block(n) }).collect();
    let shorter: String =
        (2..10).map(|n| if n == 4 { marked_block.clone() } else { block(n) }).collect();
    check(&article, &shorter, AnchorState::Exact, AnchorMethod::Quote);
}

#[test]
fn typesetting_is_folded_away() {
    let folded = AnchorMethod::Folded;
    check(
        "He said: [\"it's two - no\"], and went on his way.",
        "He said: [“it’s\u{a0}two – no”], and went on his way.",
        AnchorState::Exact,
        folded,
    );
    check(
        "So [a long and winding road] ends",
        "Intro. So [a  long\nand wind\u{ad}ing road] ends",
        AnchorState::Exact,
        folded,
    );
    check(
        "Le [caf\u{e9} noir] du matin",
        "Le [cafe\u{301} noir] du matin",
        AnchorState::Exact,
        folded,
    );
}

#[test]
fn what_is_gone_is_an_orphan() {
    check_orphan(
        "Some words, [then the passage], then more words.",
        "Some words, then more words.",
    );
    check_orphan(
        "One small [a] in a long enough sentence of words.",
        "Quite another article about a bee.",
    );
    assert_eq!(resolve(&Text::new("a".into()), &quote("")), ORPHAN);
    assert_eq!(resolve(&Text::new("a  b".into()), &quote("  ")), ORPHAN);
    assert_eq!(resolve(&Text::new(String::new()), &quote("a")), ORPHAN);
}

#[test]
fn what_was_changed_a_little_is_edited() {
    let (state, method) = (AnchorState::Edited, AnchorMethod::Approximate);
    check("Case [Matters Here] in this.", "Case [matters here] in this.", state, method);
    check(
        "The cut [re\u{301}sume] stands here in the text",
        "The cut [resume] stands here in the text",
        state,
        method,
    );
}

#[test]
fn half_a_character_is_not_a_match() {
    assert_eq!(resolve(&Text::new("xx cafe\u{301} xx".into()), &quote("cafe")), ORPHAN);
}

#[test]
fn two_places_about_as_good_are_ambiguous() {
    let text = Text::new("say it twice, then say it twice".into());
    let anchor = resolve(&text, &quote("say it twice"));
    assert_eq!((anchor.state, anchor.range), (AnchorState::Ambiguous, Some((0, 12))));
    let anchor = resolve(&text, &Selector { start: Some(17), ..quote("say it twice") });
    assert_eq!((anchor.state, anchor.range), (AnchorState::Ambiguous, Some((19, 31))));
    let anchor = resolve(&text, &Selector { start: Some(19), ..quote("say it twice") });
    assert_eq!((anchor.state, anchor.range), (AnchorState::Exact, Some((19, 31))));
}

#[test]
fn imports_without_offsets_or_context_are_found() {
    let text = Text::new("one two three".into());
    let anchor = resolve(&text, &quote("two"));
    assert_eq!((anchor.state, anchor.range), (AnchorState::Exact, Some((4, 7))));
    let wrong = Selector { start: Some(u32::MAX), end: Some(3), ..quote("two") };
    assert_eq!(resolve(&text, &wrong).state, AnchorState::Exact);
}

#[test]
fn long_and_monotonous_texts_take_no_more_than_their_length() {
    let mut article = String::new();
    for n in 0..20_000 {
        article.push_str(&format!(
            "Sentence {n} is about the number {} and more. ",
            n * 7919 % 20_011
        ));
    }
    let text = Text::new(article);
    let selectors: Vec<Selector> =
        (0..100).map(|n| describe(&text, n * 8000 + 5, n * 8000 + 60).unwrap()).collect();
    let moved =
        Text::new(format!("A header. {}", text.as_str().replace("and more", "and\u{a0}more")));
    let resolver = Resolver::new(&moved);
    assert!(
        selectors.iter().all(|selector| resolver.resolve(selector).state == AnchorState::Exact)
    );
    let dull = Text::new("a".repeat(1_000_000));
    let selector = describe(&dull, 100, 600_000).unwrap();
    assert_eq!(resolve(&dull, &selector).range, Some((100, 600_000)));
    assert_eq!(resolve(&dull, &quote("a")).state, AnchorState::Ambiguous);
}

/// Texts with the characters that break offsets.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "a",
        "b",
        "word",
        " ",
        "\n",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\u{200d}",
        "e\u{301}",
        "\u{301}",
        "é",
        "🙂",
        "👨\u{200d}👩\u{200d}👧",
        "🇩🇪",
        "🇫",
        "שלום",
        "漢字",
        "“",
        "\"",
        "–",
        "-",
        "한",
        "\u{1112}\u{1161}\u{11ab}",
        "\r\n",
        "the same words ",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..60).prop_map(|p| p.concat()), any::<String>()]
}

#[test]
fn what_no_context_tells_apart_is_counted() {
    let line = format!("{} the same again\n", "more of it".repeat(40));
    let old = Text::new(line.repeat(5));
    let start = old.code_point_of(line.len() * 2 + line.find("same").unwrap());
    let selector = describe(&old, start, start + 4).unwrap();
    let of = |number, of| Occurrence::new(number, of);
    assert_eq!(selector.occurrence, of(3, 5));
    let new = Text::new(format!("News.\n{}", line.repeat(5).replace(' ', "\u{a0}")));
    let anchor = resolve(&new, &selector);
    assert_eq!((anchor.state, anchor.range), (AnchorState::Exact, Some((start + 6, start + 10))));
    // Where there are more or fewer of them, which it is cannot be known.
    let more = Text::new(format!("News.\n{}", line.repeat(6)));
    assert_eq!(resolve(&more, &selector).state, AnchorState::Ambiguous);
    assert_eq!((of(0, 3), of(4, 3), of(1, 1)), (None, None, None));
}

#[test]
fn every_possible_place_is_offered_and_none_is_dropped() {
    let text = Text::new("say it twice, then say it twice, and then say\u{a0}it, twice".into());
    let places = Resolver::new(&text).places(&quote("say it twice"), 9);
    let words: Vec<&str> = places.best.iter().map(|p| text.slice(p.range.0, p.range.1)).collect();
    assert_eq!(words, ["say it twice", "say it twice", "say\u{a0}it, twice"]);
    let around = Selector { prefix: "then ".into(), ..quote("say it twice") };
    assert_eq!(Resolver::new(&text).places(&around, 9).best[0].range, (19, 31));
    let dull = Text::new("a".repeat(5000));
    let places = Resolver::new(&dull).places(&quote("a"), 9);
    assert_eq!((places.total, places.best.len()), (5000, 9));
    assert_eq!(Resolver::new(&text).places(&quote(" "), 9), Places::default());
}

proptest! {
    #[test]
    fn described_and_found_at_the_same_place(text in any_text(), start in 0_u32..80, length in 0_u32..80) {
        let text = Text::new(text);
        if let Some(selector) = describe(&text, start, start + length) {
            let (from, to) = (selector.start.unwrap(), selector.end.unwrap());
            prop_assert_eq!(text.slice(from, to), selector.quote.as_str());
            let anchor = resolve(&text, &selector);
            prop_assert_eq!(anchor.range, Some((from, to)));
            prop_assert_eq!((anchor.state, anchor.method), (AnchorState::Exact, AnchorMethod::Position));
            prop_assert_eq!(anchor.score, 1.0);
        }
    }

    #[test]
    fn text_put_before_moves_it_or_makes_it_ambiguous(text in any_text(), before in "[a-z]{1,9}\n", start in 0_u32..60, length in 1_u32..60) {
        let old = Text::new(text);
        if let Some(selector) = describe(&old, start, start + length) {
            let new = Text::new(format!("{before}{}", old.as_str()));
            let anchor = resolve(&new, &selector);
            let (from, to) = anchor.range.unwrap();
            prop_assert_eq!(new.slice(from, to), selector.quote.as_str());
            if anchor.state == AnchorState::Exact && anchor.method == AnchorMethod::Quote {
                let shift = u32::try_from(before.len()).unwrap();
                prop_assert_eq!(Some(from), selector.start.map(|start| start + shift));
            }
        }
    }

    #[test]
    fn lands_on_these_words_or_says_that_they_were_changed(old in any_text(), new in any_text(), start in 0_u32..60, length in 1_u32..60) {
        let old = Text::new(old);
        if let Some(selector) = describe(&old, start, start + length) {
            let new = Text::new(new);
            let anchor = resolve(&new, &selector);
            if let Some((from, to)) = anchor.range {
                prop_assert!(from < to && to <= new.code_points());
                if anchor.method != AnchorMethod::Approximate {
                    prop_assert_eq!(letters(new.slice(from, to)), letters(&selector.quote));
                }
            }
            let carried = Diff::between(&old, &new).resolve(&selector, selector.start.zip(selector.end).unwrap());
            if let Some((from, to)) = carried.range {
                prop_assert!(from < to && to <= new.code_points());
                if matches!(carried.state, AnchorState::Exact | AnchorState::Moved) {
                    let bare = |text: &str| letters(text).into_iter().filter(|c| !c.is_whitespace()).collect::<String>();
                    prop_assert_eq!(bare(new.slice(from, to)), bare(&selector.quote));
                }
            }
        }
    }

    #[test]
    fn a_removed_passage_is_an_orphan(before in any_text(), after in any_text()) {
        let passage = "Zanzibar";
        let text = Text::new(format!("{before} {passage} {after}"));
        let start = text.code_point_of(before.len() + 1);
        let selector = describe(&text, start, start + 8).unwrap();
        let anchor = resolve(&Text::new(format!("{before} {after}")), &selector);
        prop_assert_eq!(anchor, ORPHAN);
    }

    #[test]
    fn any_selector_in_any_text_is_survived(text in any_text(), quote in any_text(), prefix in any_text(), suffix in any_text(), start: Option<u32>, end: Option<u32>) {
        let text = Text::new(text);
        if let Some((from, to)) = resolve(&text, &Selector { quote, prefix, suffix, start, end, occurrence: None }).range {
            prop_assert!(from < to && to <= text.code_points());
        }
    }
}
