//! The receipt: article and receipt together hold every word of the source, in order, and what was left out can be put
//! back at its place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::extract::{
    Candidate, Extraction, Rule, Source, Unknown, Wish, begin_as, extract, extract_as,
    images::Resources, known_by, put_back,
};
use commonplace_core::model::SourceKind;
use commonplace_core::sanitize::is_sealed;

const PAGE: &str = "<!doctype html><html lang=en><head><title>The Keeper's Diary | Harbour News</title></head><body>\
    <nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav><article><h1>The Keeper's Diary</h1>\
    <p>For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books.</p>\
    <div class=promo>Subscribe to our newsletter and get the harbour in your inbox.</div>\
    <p>The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day, and never missed an evening.</p>\
    <p>When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp.</p>\
    </article><footer><p>All rights reserved by the Harbour News company.</p></footer></body></html>";

fn source(html: &str) -> Source<'_> {
    Source {
        bytes: html.as_bytes(),
        kind: Some(SourceKind::Html),
        file_name: None,
        url: None,
        charset: None,
    }
}

/// Words of article and receipt in the order of the source.
fn together(extraction: &Extraction) -> Vec<String> {
    let text = &extraction.text;
    let mut whole = String::new();
    let mut at = 0;
    for block in &extraction.receipt.dropped {
        assert!(block.place >= at, "places run backwards");
        whole.push_str(text.slice(at, block.place));
        whole.push('\n');
        whole.push_str(&block.text);
        whole.push('\n');
        at = block.place;
    }
    whole.push_str(text.slice(at, text.code_points()));
    whole.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn nothing_is_lost() {
    let extraction = extract(&source(PAGE));
    let expected = "Home News The Keeper's Diary For many years nobody on the mainland knew that the diary existed, until a teacher found the first volume in a shop for old books. \
        Subscribe to our newsletter and get the harbour in your inbox. The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day, and never missed an evening. \
        When he left the island at last, the diary filled eleven volumes, and the museum of the harbour keeps them in a glass case beside the old lamp. All rights reserved by the Harbour News company.";
    assert_eq!(
        together(&extraction).join(" "),
        expected.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let receipt = &extraction.receipt;
    assert_eq!(
        receipt.source.words,
        receipt.kept.words
            + receipt
                .dropped
                .iter()
                .map(|block| commonplace_core::text::count_words(&block.text))
                .sum::<u32>()
    );
}

#[test]
fn a_block_is_put_back_where_it_stood() {
    let extraction = extract(&source(PAGE));
    let promotion = extraction
        .receipt
        .dropped
        .iter()
        .position(|block| block.text.starts_with("Subscribe"))
        .unwrap();
    let restored = put_back(&extraction.body, &extraction.receipt, &[promotion]).unwrap();
    assert!(is_sealed(&restored.body));
    let lines: Vec<&str> = restored.text.as_str().lines().collect();
    assert!(lines[0].starts_with("For many years"));
    assert_eq!(lines[1], "Subscribe to our newsletter and get the harbour in your inbox.");
    assert!(lines[2].starts_with("The keeper"));
    assert_eq!(restored.receipt.dropped.len(), extraction.receipt.dropped.len() - 1);
    assert_eq!(restored.receipt.kept.words, extraction.receipt.kept.words + 11);
    // The footer still stands behind the last word.
    assert_eq!(restored.receipt.dropped.last().unwrap().place, restored.text.code_points());
    assert!(put_back(&extraction.body, &extraction.receipt, &[99]).is_none());
    assert!(put_back(&extraction.body, &extraction.receipt, &[]).is_none());
}

#[test]
fn everything_can_be_put_back() {
    let extraction = extract(&source(PAGE));
    let all: Vec<usize> = (0..extraction.receipt.dropped.len()).collect();
    let restored = put_back(&extraction.body, &extraction.receipt, &all).unwrap();
    assert!(restored.receipt.dropped.is_empty());
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(restored.text.as_str()), together(&extraction));
}

#[test]
fn other_readings_can_be_asked_for() {
    let whole = extract_as(&source(PAGE), Candidate::WholePage);
    assert!(
        whole.text.as_str().contains("All rights reserved") && whole.text.as_str().contains("Home")
    );
    assert_eq!(together(&whole), together(&extract(&source(PAGE))));
    let other = extract_as(&source(PAGE), Candidate::Other);
    assert!(other.text.as_str().contains("The keeper of the lighthouse"));
    assert_eq!(together(&other), together(&whole));
}

#[test]
fn the_same_page_gives_the_same_article() {
    let (a, b) = (extract(&source(PAGE)), extract(&source(PAGE)));
    assert_eq!((a.body, a.receipt), (b.body, b.receipt));
}

#[test]
fn doubts_are_said() {
    let wall = PAGE.replace(
        "<div class=promo>",
        "<div class=wall>Already a subscriber? Log in to continue reading.</div><div class=promo>",
    );
    let doubts = extract(&source(&wall)).receipt.doubts;
    assert!(doubts.iter().any(|doubt| doubt.text.contains("subscription")), "{doubts:?}");
    let error = "<title>404 - Page not found</title><h1>Page not found</h1><p>Sorry, the page that you were looking for is not here any more.</p>";
    let doubts = extract(&source(error)).receipt.doubts;
    assert!(doubts.iter().any(|doubt| doubt.text.contains("error page")), "{doubts:?}");
}

#[test]
fn text_in_the_pages_own_data_is_found() {
    let story = "The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day. ".repeat(8);
    let page = format!(
        "<title>Diary</title><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Diary\",\"articleBody\":\"{story}\"}}</script><div id=app>Loading</div>"
    );
    let extraction = extract(&source(&page));
    assert!(extraction.text.as_str().starts_with("The keeper of the lighthouse"));
    assert!(!extraction.receipt.doubts.is_empty());
}

#[test]
fn a_passage_is_known_by_what_stands_around_it() {
    let page = PAGE.replace(
        "<p>When he left",
        "<section class=\"editors-word css-1a2b3c\"><p>The editors of this paper hold that every harbour should have a diary of its own, \
         and that the keepers who wrote them ought to be remembered.</p><p>Write to us, and we will print the best of your letters.</p></section><p>When he left",
    );
    let url = Some("https://www.example.org/1");
    let source = Source { url, ..source(&page) };
    let extraction = extract(&source);
    let text = &extraction.text;
    let place = |words: &str| {
        let at = text.as_str().find(words).unwrap();
        text.code_point_of(at)..text.code_point_of(at + words.len())
    };
    let known = |passage| known_by(&source, &Wish::default(), "example.org", text, passage);
    let editors = known(place("every harbour should have a diary")).unwrap();
    assert_eq!(editors.mark, "section.editors-word p");
    assert_eq!(editors.words, 39);
    assert!(editors.example.starts_with("The editors of this paper"));
    let rule = Rule { host: "example.org".into(), keep: false, mark: editors.mark };
    let without = begin_as(&source, &Wish::new(Candidate::Best, vec![rule]));
    let without = without.seal(&Resources::new());
    assert!(
        !without.text.as_str().contains("editors") && without.text.as_str().contains("glass case")
    );
    // What is most of the article, and what is not there, cannot be told apart.
    let plain = page.replace("<article>", "<article class=story>");
    let source = Source { url, ..source };
    let source = Source { bytes: plain.as_bytes(), ..source };
    let most = known_by(&source, &Wish::default(), "example.org", text, place("The keeper of"));
    assert_eq!(most, Err(Unknown::Most));
    let end = text.code_points();
    let nowhere = known_by(&source, &Wish::default(), "example.org", text, end..end + 5);
    assert_eq!(nowhere, Err(Unknown::Nowhere));
}

#[test]
fn markdown_has_a_receipt_too() {
    let text = "A word before.\n\n# The Keeper's Diary\n\nThe lamp[^1] burns[^oil].\n\n[^1]: Of the second order.\n[^oil]: With oil.\n";
    let extraction = extract(&Source { kind: Some(SourceKind::Markdown), ..source(text) });
    assert_eq!(extraction.metadata.title, "The Keeper's Diary");
    let receipt = &extraction.receipt;
    assert_eq!((receipt.source.footnotes, receipt.kept.footnotes), (2, 2));
    let dropped: Vec<(&str, &str, u32)> =
        receipt.dropped.iter().map(|block| (&*block.text, block.reason, block.place)).collect();
    assert_eq!(dropped, [("The Keeper's Diary", "title", 14)]);
    assert_eq!(receipt.source.words, receipt.kept.words + 3);
}
