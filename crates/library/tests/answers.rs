//! What surrounds an answer: what it has in common, what was perhaps meant, why something was found, and what is alike.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{mark, new_article, note, open, save};
use commonplace_core::{
    model::{ArticleId, Color, Millis, NoteTarget},
    query::Query,
};
use commonplace_library::{EntityKind, Facets, Library, Op, Place, SecondList};
use std::time::Duration;

fn parse(typed: &str) -> Query {
    commonplace_core::query::parse(typed, Millis(0))
}

fn catch_up(library: &Library) {
    library.catch_up(Duration::from_secs(20)).unwrap();
}

/// An article with a site, an author and tags.
fn named(library: &Library, title: &str, text: &str, origin: (&str, &str, &str)) -> ArticleId {
    let (site, author, published) = origin;
    let mut new = new_article(library, title, text);
    new.metadata.site = Some(site.into());
    new.metadata.authors = vec![author.into()];
    new.metadata.published = Some(published.into());
    library.write(Op::Save, |w| w.add_article(new)).unwrap().value
}

fn list<N: ToString>(counts: &[(N, u32)]) -> String {
    counts
        .iter()
        .map(|(name, n)| format!("{} {n}", name.to_string()))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn an_answer_says_what_it_has_in_common() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let paper = ("Paper Daily", "Ann River", "2024-05-01");
    let first = named(&library, "Rivers of ink", "Ink flows.", paper);
    named(&library, "Ink again", "More ink.", ("Paper Daily", "Bo Stone", "2023"));
    named(&library, "Stones", "No liquid.", ("The Quarry", "Bo Stone", "2024"));
    library.write(Op::EditArticle, |w| w.tag_article(first, "Craft")).unwrap();
    let highlight = mark(&library, first, "Ink");
    library
        .write(Op::RecolorHighlight, |w| w.set_highlight_color(highlight, Color::Green))
        .unwrap();
    note(&library, &NoteTarget::Highlight(highlight), "Buy ink.");
    catch_up(&library);
    let facets = |typed: &str| library.facets(&parse(typed)).unwrap();

    let Facets { kinds, tags, sites, authors, years, colors } = facets("ink ");
    let kinds: Vec<_> = kinds.iter().map(|(kind, n)| (kind.as_str(), *n)).collect();
    assert_eq!(list(&kinds), "article 2, highlight 1, note 1");
    assert_eq!(list(&tags), "Craft 1");
    // A highlight and its note are from where their article is from.
    assert_eq!(list(&sites), "Paper Daily 4");
    assert_eq!(list(&authors), "Ann River 3, Bo Stone 1");
    assert_eq!(list(&years), "2024 3, 2023 1");
    assert_eq!(colors, [(Color::Green, 1)]);

    assert_eq!(list(&facets("in:articles").years), "2024 2, 2023 1");
    assert_eq!(facets("unheard "), Facets::default());
    // Each count is what asking for it finds.
    for (name, count) in &facets("ink ").authors {
        let typed = format!("ink author:\"{name}\"");
        assert_eq!(library.search(&parse(&typed), 0, 9).unwrap().full, *count, "{typed}");
    }
}

#[test]
fn what_was_perhaps_meant_is_offered_and_not_put_in() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    for n in 0..4 {
        save(&library, &format!("Letter {n}"), "The typewriter and its ribbon.");
    }
    save(&library, "Slip", "A typewriter, a ribon.");
    catch_up(&library);
    let suggest = |typed: &str| {
        let suggestions = library.suggest(&parse(typed), typed).unwrap();
        let shown = suggestions.iter().map(|one| format!("{:?} {}", one.range, one.word));
        shown.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(suggest("the typwriter "), "4..13 typewriter");
    assert_eq!(suggest("title:typewirter ribbin "), "6..16 typewriter, 17..23 ribbon");
    // Known words, exact ones and ones that are near to nothing are left as they are.
    assert_eq!(suggest("typewriter "), "");
    assert_eq!(suggest("\"typwriter\" "), "");
    assert_eq!(suggest("xylophone "), "");
    assert_eq!(library.search(&parse("typwriter "), 0, 9).unwrap().total, 0);
    // What commonly is mistyped in texts is no better than what was meant.
    assert_eq!(suggest("ribon "), "0..5 ribbon");
}

#[test]
fn a_reason_names_what_stands_there() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let origin = ("Daily Walks", "Walker Evans", "2024");
    let id = named(&library, "On walking", "He walks and walked. Wald.", origin);
    catch_up(&library);
    let why = |typed: &str| {
        let reasons = library.why(&parse(typed), EntityKind::Article, id.as_bytes()).unwrap();
        let shown = reasons.iter().map(|r| format!("{:?} {} {:?}", r.place, r.times, r.forms));
        shown.collect::<Vec<_>>().join("; ")
    };
    let body = "Text 2 [\"walks\", \"walked\"]";
    assert_eq!(why("walk "), format!("Title 1 [\"walking\"]; {body}"));
    assert_eq!(why("walks "), format!("Title 1 [\"walking\"]; {body}; Site 1 [\"Walks\"]"));
    assert_eq!(why("text:\"he walks\" "), "Text 1 [\"He walks\"]");
    assert_eq!(why("title:walds~ "), "");
    assert_eq!(why("author:walk*"), "Author 1 [\"Walker\"]");
    let reasons = library.why(&parse("site:daily "), EntityKind::Article, id.as_bytes()).unwrap();
    assert_eq!(reasons[0].place, Place::Site);
}

const TEA: &str =
    "Oolong leaves wither in the sun before they are bruised, oxidised and fired in iron woks.";

#[test]
fn articles_on_the_same_thing_are_related() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let tea = save(&library, "How oolong is made", TEA);
    let more = "Bruised oolong leaves are oxidised slowly; woks are fired with pine.";
    let other = save(&library, "A day at the tea works", more);
    save(&library, "Ships", "A ship in the sun before the wind.");
    save(&library, "Harbours", "Harbours are where a ship rests in the sun.");
    catch_up(&library);
    let related = library.related(tea, 5).unwrap();
    assert_eq!(related.iter().map(|one| one.article).collect::<Vec<_>>(), [other]);
    assert!(related[0].shared.iter().any(|word| word == "oolong"), "{:?}", related[0].shared);
    // It is not related to itself, nor to what was put into the Trash.
    library.write(Op::Trash, |w| w.trash(other)).unwrap();
    catch_up(&library);
    assert_eq!(library.related(tea, 5).unwrap(), []);
}

#[test]
fn the_same_passage_is_found_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let mut first =
        new_article(&library, "Copied", &format!("An editor writes:\n{TEA}\nThat is all."));
    first.saved = Some(Millis(1_000));
    let first = library.write(Op::Save, |w| w.add_article(first)).unwrap().value;
    let edited = TEA.replace("in the sun", "under the sun").replace("fired", "roasted");
    let edited = save(&library, "Edited", &format!("Filler before it. {edited}"));
    let here = save(&library, "Where it is read", TEA);
    save(&library, "About the same", "Oolong leaves and iron woks, in other words altogether.");
    catch_up(&library);

    let found = library.elsewhere(TEA, Some(here), 5).unwrap();
    // The one that was saved first is on top.
    assert_eq!(found.iter().map(|one| one.article).collect::<Vec<_>>(), [first, edited]);
    assert_eq!(found[0].text, TEA.trim_end_matches('.'));
    assert!(found[0].share > 0.99 && (0.4..0.99).contains(&found[1].share), "{}", found[1].share);
    for one in &found {
        let text = library.capture(library.article(one.article).unwrap().capture).unwrap().text;
        let (start, end) = (one.range.0 as usize, one.range.1 as usize);
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(there, one.text);
    }
    assert_eq!(library.elsewhere("three words only", None, 5).unwrap(), []);
}

#[test]
fn a_name_that_was_found_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let origin = ("Paper Daily", "Ann Yates", "2024");
    let id = named(&library, "Rivers", "Water flows. Art cooks.", origin);
    library.write(Op::EditArticle, |w| w.tag_article(id, "History of Art")).unwrap();
    let highlight = mark(&library, id, "flows");
    let tags = ["Motion".to_owned()];
    library.write(Op::TagHighlight, |w| w.set_highlight_tags(highlight, &tags)).unwrap();
    catch_up(&library);
    let names = |typed: &str| {
        let answer = library.search(&parse(typed), 0, 9).unwrap();
        let shown = answer.hits.iter().map(|hit| {
            let names = hit.names.iter().map(|name| {
                let marked = name.marks.iter().map(|(from, to)| {
                    name.text.chars().skip(*from as usize).take((to - from) as usize).collect()
                });
                let marked: Vec<String> = marked.collect();
                format!("{} {}: {}", name.place.as_str(), name.text, marked.join(", "))
            });
            let names: Vec<String> = names.collect();
            format!("{} {}", hit.kind.as_str(), names.join("; "))
        });
        shown.collect::<Vec<String>>()
    };
    let both = ["article author Ann Yates: Yates", "highlight author Ann Yates: Yates"];
    assert_eq!(names("yates "), both);
    assert_eq!(names("author:yat"), both);
    assert_eq!(
        names("site:daily "),
        both.map(|hit| {
            let kind = hit.split(' ').next().unwrap();
            format!("{kind} site Paper Daily: Daily")
        })
    );
    assert_eq!(names("history "), ["article tag History of Art: History"]);
    assert_eq!(names("motion "), ["highlight tag Motion: Motion"]);
    // What is found by its text alone needs no names, and names have no other forms.
    assert_eq!(names("water "), ["article "]);
    assert_eq!(names("water yates "), both, "the highlight has one of the two");
    assert_eq!(names("yate "), Vec::<String>::new());
    let why = library.why(&parse("history art "), EntityKind::Article, id.as_bytes()).unwrap();
    let why: Vec<_> = why.iter().map(|reason| (reason.word.as_str(), reason.place)).collect();
    assert_eq!(why, [("art", Place::Text), ("history", Place::Tag), ("art", Place::Tag)]);
}

/// Likes articles the better the later they were saved.
struct Newest(Vec<ArticleId>);

impl SecondList for Newest {
    fn rank(&self, _: &Query, found: &[uuid::Uuid]) -> Vec<uuid::Uuid> {
        let known = self.0.iter().rev().map(|id| uuid::Uuid::from_bytes(*id.as_bytes()));
        known.filter(|id| found.contains(id)).collect()
    }
}

#[test]
fn a_second_list_moves_what_the_words_leave_close_together() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let texts = ["stone stone stone", "stone and water", "stone and wood", "only water here"];
    let saved: Vec<ArticleId> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| save(&library, &format!("Number {n}"), text))
        .collect();
    catch_up(&library);
    let query = parse("stone ");
    let titles = |answer: commonplace_library::Answer| {
        answer.hits.into_iter().map(|hit| hit.title).collect::<Vec<_>>()
    };
    let alone = titles(library.search(&query, 0, 9).unwrap());
    assert_eq!(alone[0], "Number 0");
    let second = Newest(saved[1..].to_vec());
    let both = titles(library.search_beside(&query, (0, 9), &second, &|| true).unwrap());
    assert_eq!(both.len(), 3, "a second list finds nothing that the words do not");
    assert_eq!((both[0].as_str(), both[2].as_str()), ("Number 2", "Number 0"));
    let last = library.search_beside(&query, (2, 1), &second, &|| true).unwrap();
    assert_eq!((last.total, titles(last)), (3, vec![both[2].clone()]));
}
