use super::*;
use crate::{
    anchor::{describe, resolve},
    model::{
        Article, CaptureId, Highlight, HighlightId, Metadata, Millis, Note, NoteId, NoteTarget,
        ReadingPosition, ReadingState,
    },
    text::Text,
};

const ARTICLE: &str = "01890000-0000-7000-8000-000000000001";
const HIGHLIGHT: &str = "01890000-0000-7000-8000-000000000002";
const NOTE: &str = "01890000-0000-7000-8000-000000000003";

fn article(url: Option<&str>) -> Article {
    Article {
        id: ARTICLE.parse().unwrap(),
        metadata: Metadata {
            title: "Tides".into(),
            url: url.map(str::to_owned),
            ..Metadata::default()
        },
        capture: ARTICLE.parse::<CaptureId>().unwrap(),
        state: ReadingState::Inbox,
        favourite: false,
        words: 9,
        saved: Millis(0),
        opened: None,
        position: ReadingPosition::default(),
        deleted: None,
        tags: Vec::new(),
        collections: Vec::new(),
        highlight_colors: Vec::new(),
        undecided: 0,
    }
}

fn highlight(text: &Text, quote: &str) -> Highlight {
    let start = text.code_point_of(text.as_str().find(quote).unwrap());
    let selector = describe(text, start, start + quote.chars().count() as u32).unwrap();
    let id: HighlightId = HIGHLIGHT.parse().unwrap();
    Highlight {
        id,
        article: ARTICLE.parse().unwrap(),
        anchor: resolve(text, &selector),
        selector,
        origin: ARTICLE.parse().unwrap(),
        color: Color::Green,
        note: Some(Note {
            id: NOTE.parse::<NoteId>().unwrap(),
            target: NoteTarget::Highlight(id),
            markdown: "A **note**.".into(),
            created: Millis(1_000),
            modified: Millis(2_000),
        }),
        tags: vec!["sea".into()],
        created: Millis(1_000),
        modified: Millis(2_000),
    }
}

fn written(url: Option<&str>, text: &Text, highlights: &[Highlight]) -> Value {
    let article = article(url);
    let on = Annotated { article: &article, text, highlights, notes: &[] };
    serde_json::from_str(&write(&[on])).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let text = Text::new("👩‍👩‍👧 The tide comes and the tide goes.".into());
    let mark = highlight(&text, "the tide goes");
    for url in [Some("https://example.org/tides"), None] {
        let value = written(url, &text, std::slice::from_ref(&mark));
        let item = &value["first"]["items"][0];
        let position = &item["target"]["selector"][1];
        assert_eq!((&position["start"], &position["end"]), (&25.into(), &38.into()), "code points");
        let read = read(&value.to_string()).unwrap();
        assert_eq!(read.problems, []);
        let [record] = &read.articles[..] else { panic!("{read:?}") };
        assert_eq!(record.metadata.url.as_deref(), url);
        assert_eq!(record.id.is_some(), url.is_none());
        let [back] = &record.highlights[..] else { panic!("{record:?}") };
        assert_eq!(back.id, Some(mark.id));
        assert_eq!((back.selector.quote.as_str(), back.color), ("the tide goes", Color::Green));
        assert_eq!((back.note.as_deref(), &back.tags), (Some("A **note**."), &mark.tags));
        assert_eq!((back.created, back.modified), (Some(Millis(1_000)), Some(Millis(2_000))));
    }
}

#[test]
fn an_orphan_is_valid_without_a_position() {
    let text = Text::new("The tide comes and goes.".into());
    let mut mark = highlight(&text, "tide comes");
    let elsewhere = Text::new("Quite another text.".into());
    mark.anchor = resolve(&elsewhere, &mark.selector);
    let value = written(Some("https://example.org/"), &elsewhere, &[mark]);
    let selectors = value["first"]["items"][0]["target"]["selector"].as_array().unwrap();
    assert_eq!(selectors.len(), 1);
    assert_eq!(selectors[0]["type"], "TextQuoteSelector");
}

#[test]
fn many_shapes_of_web_annotations() {
    let json = r#"[
      {"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a.example/1","type":"Annotation","bodyValue":"A remark",
       "target":{"source":{"id":"https://example.org/a"},"selector":{"type":"CssSelector","value":"p","refinedBy":{"type":"TextQuoteSelector","exact":"words","prefix":"the "}}}},
      {"id":"http://a.example/2","type":["Annotation"],"body":["http://b.example/x",{"type":"TextualBody","value":"t","purpose":"tagging"}],
       "target":["https://example.org/a",{"source":"https://example.org/b","selector":[{"type":"TextPositionSelector","start":1,"end":2}]}]},
      {"id":"http://a.example/3","type":"Annotation","target":"mailto:x@example.org"}
    ]"#;
    assert_eq!(format(json), Some("jsonld"));
    let read = read(json).unwrap();
    let [a, b] = &read.articles[..] else { panic!("{read:?}") };
    assert_eq!(a.highlights[0].selector.quote, "words");
    assert_eq!(a.highlights[0].note.as_deref(), Some("A remark"));
    assert_eq!(a.notes[0].markdown, "<http://b.example/x>\n\n#t");
    assert_eq!(b.notes.len(), 1);
    assert_eq!(read.problems.len(), 2, "{:?}", read.problems);
}

#[test]
fn hypothesis_with_a_page_note_and_a_thread() {
    let json = r#"{"export_date":"2024-05-02","export_userid":"acct:me@hypothes.is","client_version":"1","annotations":[
      {"id":"r","created":"2024-05-01T10:00:00.000000+00:00","updated":"2024-05-01T11:00:00.000000+00:00","user":"acct:me@hypothes.is",
       "uri":"https://example.org/a","text":"My remark","tags":["one","two words"],"document":{"title":["The title"]},
       "target":[{"source":"https://example.org/a","selector":[{"type":"TextPositionSelector","start":1000,"end":1040},
         {"type":"TextQuoteSelector","exact":"the quoted words","prefix":"before ","suffix":" after"}]}]},
      {"id":"s","created":"2024-05-03T10:00:00+00:00","user":"acct:you@hypothes.is","uri":"https://example.org/a","text":"I doubt\nit","tags":[],
       "references":["r"],"target":[{"source":"https://example.org/a"}]},
      {"id":"p","created":"2024-05-01T10:00:00+00:00","updated":"2024-05-01T10:00:00+00:00","uri":"https://example.org/a","text":"On all of it","tags":["t"],
       "target":[{"source":"https://example.org/a"}]}]}"#;
    assert_eq!(format(json), Some("hypothesis"));
    let read = read(json).unwrap();
    assert_eq!(read.problems, []);
    let [record] = &read.articles[..] else { panic!("{read:?}") };
    assert_eq!(record.metadata.title, "The title");
    let [mark] = &record.highlights[..] else { panic!("{record:?}") };
    assert_eq!((mark.selector.quote.as_str(), mark.selector.start), ("the quoted words", None));
    assert_eq!(mark.tags, ["one", "two words"]);
    assert_eq!(
        mark.note.as_deref(),
        Some("My remark\n\n> **you**, 2024-05-03:\n>\n> I doubt\n> it")
    );
    assert_eq!(mark.created, Millis::parse("2024-05-01T10:00:00Z"));
    assert_eq!(record.notes[0].markdown, "On all of it\n\n#t");
}

#[test]
fn what_holds_no_annotations_says_so() {
    assert!(read("{}").is_err());
    assert!(read("no json").is_err());
    assert_eq!(format(r#"{"title":"x","text":"y"}"#), None);
    assert_eq!(format("[]"), None);
}
