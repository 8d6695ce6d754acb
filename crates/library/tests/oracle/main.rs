//! What the index finds is what a plain reading of the query finds, over a made-up library and thousands of made-up
//! queries with every operator. The reading below knows nothing of the index: it looks at every word of everything.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod explained;
mod queries;

use common::{mark, new_article, note, open};
use commonplace_core::{
    model::{AnchorState, Color, Millis, NoteTarget, ReadingState},
    query::{Condition, Content, Event, Form, Node, Part, Term, TextField, parse},
};
use commonplace_library::{EntityKind, Library, Op};
use std::{collections::BTreeSet, time::Duration};

const ARTICLES: usize = 90;
/// Queries to try; `COMMONPLACE_QUERIES` says another number.
const QUERIES: usize = 2_000;
const DAY: i64 = 86_400_000;
/// 2026-03-12.
const NOW: Millis = Millis(1_773_273_600_000);

/// Words with their stems in English.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("walk", "walk"), ("walks", "walk"), ("walked", "walk"), ("garden", "garden"), ("gardens",
    "garden"), ("river", "river"), ("rivers", "river"), ("riverbed", "riverb"), ("stone", "stone"),
    ("stones", "stone"), ("light", "light"), ("lights", "light"), ("lighthouse", "lighthous"), ("paper",
    "paper"), ("papers", "paper"), ("winter", "winter"), ("window", "window"), ("wind", "wind"),
    ("café", "café"), ("ink", "ink"), ("inks", "ink"), ("map", "map"), ("maps", "map"), ("mask",
    "mask"), ("the", "the"), ("of", "of"), ("and", "and"),
];
const AUTHORS: &[&str] = &["Ann River", "Bo Stone", "Cy Map"];
const SITES: &[&str] = &["The Garden", "Paper Daily"];
const TAGS: &[&str] = &["winter", "Paper Maps", "win"];
const STATES: [ReadingState; 4] =
    [ReadingState::Inbox, ReadingState::Reading, ReadingState::Finished, ReadingState::Archived];
const COLORS: [Color; 3] = [Color::Yellow, Color::Green, Color::Red];

/// The same numbers every time (Vigna's `splitmix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn word(&mut self) -> &'static str {
        // The first words are commoner.
        let n = self.below(WORDS.len()).min(self.below(WORDS.len()));
        WORDS[n].0
    }

    fn text(&mut self, most: usize) -> String {
        let words: Vec<&str> = (0..1 + self.below(most)).map(|_| self.word()).collect();
        words.join(" ")
    }
}

/// An article, highlight or note, as a person would describe it.
struct Thing {
    kind: EntityKind,
    id: String,
    title: Vec<String>,
    body: Vec<String>,
    authors: Vec<Vec<String>>,
    sites: Vec<Vec<String>>,
    tags: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    english: bool,
    state: Option<ReadingState>,
    favourite: bool,
    has_highlights: bool,
    has_notes: bool,
    color: Option<Color>,
    words: Option<u32>,
    time: i64,
    published: Option<i64>,
    opened: Option<i64>,
    /// When highlights were made: of a highlight itself, or of those in an article.
    highlighted: Vec<i64>,
    collections: Vec<&'static str>,
}

fn cut(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| fold(&word.to_lowercase())).collect()
}

fn fold(word: &str) -> String {
    word.replace('é', "e")
}

fn stem(word: &str) -> String {
    let known = WORDS.iter().find(|(known, _)| fold(known) == word);
    known.map_or_else(|| word.to_owned(), |(_, stem)| fold(stem))
}

fn library(dir: &std::path::Path) -> (Library, Vec<Thing>) {
    let library = open(dir);
    let mut dice = Dice(1);
    let mut things = Vec::new();
    for n in 0..ARTICLES {
        let (title, text) = (dice.text(4), dice.text(30));
        let mut new = new_article(&library, &title, &text);
        let english = dice.chance(80);
        let language = if english { "en-GB" } else { "ja" };
        new.metadata.language = Some(language.into());
        let author = dice.chance(60).then(|| *dice.of(AUTHORS));
        new.metadata.authors = author.iter().map(|author| (*author).to_owned()).collect();
        let site = dice.chance(50).then(|| *dice.of(SITES));
        new.metadata.site = site.map(str::to_owned);
        let url = dice.chance(50).then(|| format!("https://www.host{}.org/Page/{n}", n % 3));
        new.metadata.url = url.clone();
        let year = 2018 + dice.below(8);
        let published = dice.chance(70).then(|| year.to_string());
        new.metadata.published = published.clone();
        let time = NOW.0 - dice.below(800) as i64 * DAY - 1;
        new.saved = Some(Millis(time));
        let opened = dice.chance(40).then(|| NOW.0 - dice.below(40) as i64 * DAY);
        new.opened = opened.map(Millis);
        new.state = *dice.of(&STATES);
        new.favourite = dice.chance(20);
        let (state, favourite, words) = (new.state, new.favourite, new.words);
        let id = library.write(Op::Save, |w| w.add_article(new)).unwrap().value;
        let tags: BTreeSet<&str> = (0..dice.below(3)).map(|_| *dice.of(TAGS)).collect();
        let collection = dice.chance(30).then(|| *dice.of(&["Shelf", "Shelf/Top"]));
        library
            .write(Op::EditArticle, |w| {
                for tag in &tags {
                    w.tag_article(id, tag)?;
                }
                if let Some(collection) = collection {
                    w.put_in_collection(id, collection)?;
                }
                Ok(())
            })
            .unwrap();
        let mut sites: Vec<Vec<String>> = site.iter().map(|site| cut(site)).collect();
        sites.extend(url.as_ref().map(|_| cut(&format!("host{}.org", n % 3))));
        let whole = |kind, id: String| Thing {
            kind,
            id,
            title: Vec::new(),
            body: Vec::new(),
            authors: author.iter().map(|author| cut(author)).collect(),
            sites: sites.clone(),
            tags: Vec::new(),
            url: url.as_ref().map(|url| url.to_lowercase()),
            language: Some(language.to_lowercase()),
            english,
            state: Some(state),
            favourite,
            has_highlights: false,
            has_notes: false,
            color: None,
            words: Some(words),
            time,
            published: published.as_ref().map(|y| Millis::parse(&format!("{y}-01-01")).unwrap().0),
            opened,
            highlighted: Vec::new(),
            collections: collection.into_iter().collect(),
        };
        let mut parts = vec![Thing {
            title: cut(&title),
            body: cut(&text),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..whole(EntityKind::Article, id.to_string())
        }];
        let all: Vec<&str> = text.split(' ').collect();
        if dice.chance(40) {
            let from = dice.below(all.len());
            let quote = all[from..(from + 1 + dice.below(4)).min(all.len())].join(" ");
            let highlight = mark(&library, id, &quote);
            let color = *dice.of(&COLORS);
            library
                .write(Op::RecolorHighlight, |w| w.set_highlight_color(highlight, color))
                .unwrap();
            let made = library.highlight(highlight).unwrap();
            assert_eq!(made.anchor.state, AnchorState::Exact);
            parts[0].highlighted.push(made.created.0);
            parts.push(Thing {
                body: cut(&quote),
                color: Some(color),
                time: made.created.0,
                highlighted: vec![made.created.0],
                ..whole(EntityKind::Highlight, highlight.to_string())
            });
            if dice.chance(50) {
                let text = dice.text(6);
                let id = note(&library, &NoteTarget::Highlight(highlight), &text);
                parts.push(Thing {
                    body: cut(&text),
                    english: true,
                    time: library.note(id).unwrap().created.0,
                    ..whole(EntityKind::Note, id.to_string())
                });
            }
        }
        let has_highlights = parts.len() > 1;
        let has_notes = parts.len() > 2;
        for part in &mut parts {
            part.has_highlights = has_highlights;
            part.has_notes = has_notes;
        }
        things.append(&mut parts);
    }
    for _ in 0..8 {
        let (title, text) = (dice.text(3), dice.text(10));
        let id = note(&library, &NoteTarget::Page(title.clone()), &text);
        things.push(Thing {
            kind: EntityKind::Note,
            id: id.to_string(),
            title: cut(&title),
            body: cut(&text),
            authors: Vec::new(),
            sites: Vec::new(),
            tags: Vec::new(),
            url: None,
            language: None,
            english: true,
            state: None,
            favourite: false,
            has_highlights: false,
            has_notes: false,
            color: None,
            words: None,
            time: library.note(id).unwrap().created.0,
            published: None,
            opened: None,
            highlighted: Vec::new(),
            collections: Vec::new(),
        });
    }
    library.catch_up(Duration::from_secs(60)).unwrap();
    (library, things)
}

/// Rows of words in which a term is looked for, and whether stems count there.
fn rows(thing: &Thing, field: Option<TextField>) -> Vec<(&[String], bool)> {
    let title = (&thing.title[..], true);
    let body = (&thing.body[..], true);
    let authors = thing.authors.iter().map(|author| (&author[..], false));
    let sites = thing.sites.iter().map(|site| (&site[..], false));
    match field {
        None => [title, body].into_iter().chain(authors).chain(sites).collect(),
        Some(TextField::Title) => vec![title],
        Some(TextField::Text) if thing.kind == EntityKind::Article => vec![body],
        Some(TextField::Quote) if thing.kind == EntityKind::Highlight => vec![body],
        Some(TextField::Note) if thing.kind == EntityKind::Note => vec![title, body],
        Some(TextField::Author) => authors.collect(),
        Some(TextField::Site) => sites.collect(),
        _ => Vec::new(),
    }
}

fn finds(thing: &Thing, field: Option<TextField>, term: &Term) -> bool {
    let asked = cut(&term.text);
    let tags: Vec<Vec<String>> = thing.tags.iter().map(|tag| cut(tag)).collect();
    let mut rows = rows(thing, field);
    if field.is_none() {
        rows.extend(tags.iter().map(|tag| (&tag[..], false)));
    }
    rows.iter().any(|(row, stems)| in_row(row, *stems && thing.english, &asked, term.form))
}

fn in_row(row: &[String], stems: bool, asked: &[String], form: Form) -> bool {
    let (slop, prefix) = match form {
        Form::Phrase { slop, prefix } => (slop as usize, prefix),
        _ => (0, false),
    };
    if let ([word], false) = (asked, matches!(form, Form::Phrase { .. })) {
        let same = |found: &String| found == word || stems && stem(found) == stem(word);
        return row.iter().any(|found| match form {
            Form::Word => same(found),
            Form::Typing => same(found) || found.starts_with(word),
            Form::Beginning => found.starts_with(word),
            Form::Middle => found.contains(word),
            Form::Fuzzy => {
                let most = match word.chars().count() {
                    0..=2 => 0,
                    3..=10 => 1,
                    _ => 2,
                };
                mistakes(found, word) <= most
            }
            Form::Phrase { .. } => false,
        });
    }
    let fits = |place: usize, found: &str| match asked.get(place) {
        Some(word) if prefix && place + 1 == asked.len() => found.starts_with(word.as_str()),
        Some(word) => found == word,
        None => false,
    };
    (0..row.len()).any(|start| {
        // From each beginning, the nearest next word is the best.
        let mut at = start;
        fits(0, &row[start])
            && (1..asked.len()).all(|place| {
                let next = (at + 1..row.len()).find(|next| fits(place, &row[*next]));
                at = next.unwrap_or(at);
                next.is_some()
            })
            && at - start <= asked.len() - 1 + slop
    })
}

/// Letters more, less, other or swapped, by trying everything.
fn mistakes(a: &str, b: &str) -> usize {
    fn go(a: &[char], b: &[char], left: usize) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([x, a @ ..], [y, b @ ..]) if x == y => go(a, b, left),
            _ if left == 0 => 9,
            ([x, a1 @ ..], [y, b1 @ ..]) => {
                let mut best =
                    go(a1, b1, left - 1).min(go(a1, b, left - 1)).min(go(a, b1, left - 1));
                if let ([p, a2 @ ..], [q, b2 @ ..]) = (a1, b1)
                    && x == q
                    && y == p
                {
                    best = best.min(go(a2, b2, left - 1));
                }
                best + 1
            }
        }
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    go(&a, &b, 2)
}

fn near(thing: &Thing, field: Option<TextField>, words: &[String], distance: u32) -> bool {
    let asked: Vec<String> = words.iter().flat_map(|word| cut(word)).collect();
    let tags: Vec<Vec<String>> = thing.tags.iter().map(|tag| cut(tag)).collect();
    let mut rows = rows(thing, field);
    if field.is_none() {
        rows.extend(tags.iter().map(|tag| (&tag[..], false)));
    }
    let window = asked.len() + distance as usize;
    rows.iter().any(|(row, _)| {
        (0..row.len()).any(|start| {
            let end = (start + window).min(row.len());
            asked.iter().all(|word| row[start..end].contains(word))
        })
    })
}

const STOP: &[&str] = &["the", "of", "and"];

fn is_common(node: &Node) -> bool {
    match node {
        Node::Find { field, term } => {
            !matches!(field, Some(TextField::Text | TextField::Quote | TextField::Note))
                && term.form == Form::Word
                && cut(&term.text).iter().all(|word| STOP.contains(&word.as_str()))
        }
        _ => false,
    }
}

/// Where a thing is from tells nothing of what it says.
fn is_telling(node: &Node) -> bool {
    match node {
        Node::Find { field, .. } | Node::Near { field, .. } => {
            !matches!(field, Some(TextField::Author | TextField::Site)) && !is_common(node)
        }
        _ => false,
    }
}

fn holds(thing: &Thing, node: &Node) -> bool {
    let within = |moment: i64, from: &Option<Millis>, until: &Option<Millis>| {
        from.is_none_or(|from| moment >= from.0) && until.is_none_or(|until| moment < until.0)
    };
    match node {
        Node::Everything => true,
        Node::All(parts) => {
            let telling = parts.iter().any(is_telling);
            parts.iter().all(|part| telling && is_common(part) || holds(thing, part))
        }
        Node::Any(parts) => parts.iter().any(|part| holds(thing, part)),
        Node::Not(part) => !holds(thing, part),
        Node::Find { field, term } => finds(thing, *field, term),
        Node::Near { field, words, distance } => near(thing, *field, words, *distance),
        Node::Tag { name, prefix } => thing.tags.iter().any(|tag| {
            let (tag, name) = (tag.to_lowercase(), name.to_lowercase());
            if *prefix { tag.starts_with(&name) } else { tag == name }
        }),
        Node::Url(part) => thing.url.as_ref().is_some_and(|url| url.contains(&part.to_lowercase())),
        Node::Language(tag) => thing
            .language
            .as_ref()
            .is_some_and(|language| language == tag || language.starts_with(&format!("{tag}-"))),
        Node::In(part) => {
            thing.kind
                == match part {
                    Part::Articles => EntityKind::Article,
                    Part::Highlights => EntityKind::Highlight,
                    Part::Notes => EntityKind::Note,
                }
        }
        Node::Collection(path) => thing.collections.iter().any(|other| {
            let (other, path) = (other.to_lowercase(), path.to_lowercase());
            let inside = format!("/{other}/");
            inside.contains(&format!("/{path}/"))
        }),
        Node::Color(color) => thing.color == Some(*color),
        Node::Is(Condition::State(state)) => thing.state == Some(*state),
        Node::Is(Condition::Favourite) => thing.favourite,
        Node::Is(Condition::Highlighted) | Node::Has(Content::Highlights) => thing.has_highlights,
        Node::Has(Content::Notes) => thing.has_notes,
        Node::Is(_) | Node::Has(_) => false,
        Node::When { event, from, until } => match event {
            Event::Saved => within(thing.time, from, until),
            Event::Published => thing.published.is_some_and(|time| within(time, from, until)),
            Event::Opened => thing.opened.is_some_and(|time| within(time, from, until)),
            Event::Highlighted => thing.highlighted.iter().any(|time| within(*time, from, until)),
        },
        Node::Words { from, to } => thing.words.is_some_and(|words| (*from..=*to).contains(&words)),
    }
}

fn has_words(node: &Node) -> bool {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().any(has_words),
        Node::Not(part) => has_words(part),
        Node::Find { .. } | Node::Near { .. } => true,
        _ => false,
    }
}

/// Conditions alone are about articles, unless they speak of something else.
fn names_a_kind(node: &Node) -> bool {
    match node {
        Node::Everything | Node::Tag { .. } | Node::In(_) | Node::Color(_) => true,
        Node::When { event: Event::Highlighted, .. } => true,
        Node::All(parts) | Node::Any(parts) => parts.iter().any(names_a_kind),
        Node::Not(part) => matches!(**part, Node::In(_)),
        _ => false,
    }
}

#[test]
fn the_index_finds_what_a_plain_reading_finds() {
    let dir = tempfile::tempdir().unwrap();
    let (library, things) = library(dir.path());
    let mut dice = Dice(2);
    let (mut found_some, mut partial) = (0, 0);
    let queries = std::env::var("COMMONPLACE_QUERIES").ok().and_then(|n| n.parse().ok());
    let queries = queries.unwrap_or(QUERIES);
    for n in 0..queries {
        let ending = *dice.of(&["", " ", " ", " sort:title", " sort:-saved", " sort:words "]);
        let typed = format!("{}{ending}", queries::made_up(&mut dice, 2));
        let query = parse(&typed, NOW);
        assert_eq!(query.problems, [], "{typed}");
        let only_articles = !has_words(&query.root) && !names_a_kind(&query.root);
        let expected: BTreeSet<String> = things
            .iter()
            .filter(|thing| !only_articles || thing.kind == EntityKind::Article)
            .filter(|thing| holds(thing, &query.root))
            .map(|thing| format!("{} {}", thing.kind.as_str(), thing.id))
            .collect();
        let found: BTreeSet<String> = library
            .found(&query)
            .unwrap()
            .into_iter()
            .map(|(kind, id)| format!("{} {id}", kind.as_str()))
            .collect();
        assert_eq!(found, expected, "{typed}: {:?}", query.root);
        found_some += usize::from(!found.is_empty());
        if n % 20 == 0 {
            partial += answer_agrees(&library, &typed, &expected);
        }
    }
    assert!(found_some > queries / 3, "only {found_some} queries found anything");
    assert!(partial > 0, "nothing was ever found in part");
}

/// The ranked answer holds the same things, then those with only some of the words; and explains itself.
fn answer_agrees(library: &Library, typed: &str, expected: &BTreeSet<String>) -> usize {
    let query = parse(typed, NOW);
    let answer = library.search(&query, 0, 300).unwrap();
    let name = |hit: &commonplace_library::Hit| format!("{} {}", hit.kind.as_str(), hit.id);
    let (some, all): (Vec<_>, Vec<_>) = answer.hits.iter().partition(|hit| hit.partial);
    assert_eq!(all.iter().map(|hit| name(hit)).collect::<BTreeSet<_>>(), *expected, "{typed}");
    assert_eq!(answer.full as usize, expected.len(), "{typed}");
    assert_eq!(answer.total as usize, answer.hits.len(), "{typed}");
    assert!(answer.hits.iter().skip_while(|hit| !hit.partial).all(|hit| hit.partial), "{typed}");
    for hit in answer.hits.iter().take(5) {
        explained::check(library, &query, hit, typed);
    }
    some.len()
}
