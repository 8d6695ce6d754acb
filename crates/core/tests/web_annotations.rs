//! What we write passes the W3C's own tests of the Web Annotation model: every assertion that must hold does, and those
//! on the selectors that we use find them. The schemas are not ours to keep, so the test needs them beside it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use commonplace_core::{
    anchor::describe,
    model::{
        Anchor, AnchorMethod, AnchorState, Article, Color, DecidedBy, Highlight, Metadata, Millis,
        Note, NoteTarget, ReadingPosition, ReadingState,
    },
    text::Text,
    transfer::annotations::{Annotated, write},
};
use serde_json::Value;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

/// The part of JSON Schema, draft 4, that the schemas use.
struct Schemas {
    folder: PathBuf,
    read: HashMap<PathBuf, Rc<Value>>,
}

impl Schemas {
    fn file(&mut self, name: &str) -> Rc<Value> {
        let folders =
            ["", "definitions", "annotations", "collections", "annotations/bodiesTargets"];
        let paths = folders.iter().map(|folder| self.folder.join(folder).join(name));
        let path =
            paths.into_iter().find(|path| path.is_file()).unwrap_or_else(|| panic!("{name}"));
        let text = || fs::read_to_string(&path).unwrap();
        self.read
            .entry(path.clone())
            .or_insert_with(|| Rc::new(serde_json::from_str(&text()).unwrap()))
            .clone()
    }

    /// Whether `value` is as `schema` says; `root` is the file that the schema stands in.
    fn holds(&mut self, schema: &Value, root: &Rc<Value>, value: &Value) -> bool {
        let Some(rules) = schema.as_object() else { return true };
        if let Some(reference) = rules.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
            let root = if file.is_empty() { Rc::clone(root) } else { self.file(file) };
            let target = root.pointer(pointer).unwrap_or_else(|| panic!("{reference}")).clone();
            return self.holds(&target, &root, value);
        }
        rules.iter().all(|(rule, says)| self.rule(rule, says, root, value))
    }

    fn rule(&mut self, rule: &str, says: &Value, root: &Rc<Value>, value: &Value) -> bool {
        let list = says.as_array().cloned().unwrap_or_default();
        let number = says.as_u64().unwrap_or_default();
        match rule {
            "type" if says.is_array() => list.iter().any(|kind| is_kind(kind, value)),
            "type" => is_kind(says, value),
            "enum" => list.contains(value),
            "required" => value
                .as_object()
                .is_none_or(|map| list.iter().all(|key| map.contains_key(key.as_str().unwrap()))),
            "properties" => says.as_object().unwrap().iter().all(|(key, schema)| {
                value.get(key).is_none_or(|inner| self.holds(schema, root, inner))
            }),
            "patternProperties" => says.as_object().unwrap().iter().all(|(pattern, schema)| {
                let fields = value.as_object().cloned().unwrap_or_default();
                fields
                    .iter()
                    .filter(|(key, _)| fits(pattern, key))
                    .all(|(_, inner)| self.holds(schema, root, inner))
            }),
            "dependencies" => says.as_object().unwrap().iter().all(|(key, needs)| {
                value.get(key).is_none()
                    || match needs.as_array() {
                        Some(keys) => keys.iter().all(|k| value.get(k.as_str().unwrap()).is_some()),
                        None => self.holds(needs, root, value),
                    }
            }),
            "items" => match value.as_array() {
                Some(items) => items.iter().all(|item| self.holds(says, root, item)),
                None => true,
            },
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= number),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= number),
            "minimum" => value.as_f64().is_none_or(|found| found >= says.as_f64().unwrap()),
            "allOf" => list.iter().all(|schema| self.holds(schema, root, value)),
            "anyOf" => list.iter().any(|schema| self.holds(schema, root, value)),
            "oneOf" => list.iter().filter(|schema| self.holds(schema, root, value)).count() == 1,
            "not" => !self.holds(says, root, value),
            "pattern" => value.as_str().is_none_or(|text| fits(says.as_str().unwrap(), text)),
            "format" => value.as_str().is_none_or(|text| match says.as_str() {
                Some("uri") => url::Url::parse(text).is_ok(),
                Some("date-time") => Millis::parse(text).is_some() && text.contains('T'),
                _ => true,
            }),
            "title" | "description" | "definitions" | "id" | "$schema" | "assertionType"
            | "expectedResult" | "onUnexpectedResult" | "errorMessage" | "itemSchema"
            | "default" | "exclusiveMinimum" => true,
            other => panic!("the schemas use “{other}”, which this test does not know"),
        }
    }
}

fn is_kind(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("{other}"),
    }
}

/// Alternatives of beginnings, as in `^(mailto)` and `^(body|target)$`; for languages, what has letters.
fn fits(pattern: &str, text: &str) -> bool {
    let whole = pattern.ends_with('$');
    let inner = pattern.trim_start_matches("^(").trim_end_matches('$').trim_end_matches(')');
    if pattern.contains("[a-z]") {
        return text.chars().take_while(char::is_ascii_lowercase).count() >= 2;
    }
    inner.split('|').any(|start| if whole { text == start } else { text.starts_with(start) })
}

/// Annotations of every sort that we write.
fn written() -> Value {
    let id = |n: u8| format!("01890000-0000-7000-8000-0000000000{n:02}");
    let text = Text::new("The tide comes and the tide goes, in Cafe\u{301} and 🙂.".into());
    let note = |target, markdown: &str| Note {
        id: id(50).parse().unwrap(),
        target,
        markdown: markdown.into(),
        created: Millis(1_000),
        modified: Millis(2_000),
    };
    let highlight = |n: u8, start, end, state, noted: bool| {
        let selector = describe(&text, start, end).unwrap();
        let range = selector.start.zip(selector.end).filter(|_| state != AnchorState::Orphan);
        let noted =
            noted.then(|| note(NoteTarget::Highlight(id(n).parse().unwrap()), "A *remark*."));
        Highlight {
            id: id(n).parse().unwrap(),
            article: id(1).parse().unwrap(),
            selector,
            origin: id(2).parse().unwrap(),
            anchor: Anchor {
                state,
                range,
                method: AnchorMethod::Diff,
                score: 1.0,
                decided_by: DecidedBy::Machine,
            },
            color: Color::Blue,
            tags: if noted.is_some() { vec!["sea".into(), "two words".into()] } else { Vec::new() },
            note: noted,
            created: Millis(1_000),
            modified: Millis(2_000),
        }
    };
    let highlights = [
        highlight(10, 0, 8, AnchorState::Exact, true),
        highlight(11, 4, 20, AnchorState::Moved, false),
        highlight(12, 9, 30, AnchorState::Orphan, true),
        highlight(13, 20, 44, AnchorState::Edited, false),
    ];
    let article = |url: Option<&str>| Article {
        id: id(1).parse().unwrap(),
        metadata: Metadata {
            title: "Tides".into(),
            url: url.map(str::to_owned),
            ..Metadata::default()
        },
        capture: id(2).parse().unwrap(),
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
    };
    let notes = [note(NoteTarget::Article(id(1).parse().unwrap()), "On all of it.")];
    let (addressed, bare) = (article(Some("https://example.org/tides?a=b")), article(None));
    let on = |article| Annotated { article, text: &text, highlights: &highlights, notes: &notes };
    serde_json::from_str(&write(&[on(&addressed), on(&bare)])).unwrap()
}

#[test]
fn every_annotation_passes_the_tests_of_the_w3c() {
    let Ok(corpus) = std::env::var("COMMONPLACE_CORPUS") else {
        println!("skipped: COMMONPLACE_CORPUS does not name a folder with w3c-annotation/ in it");
        return;
    };
    let folder = Path::new(&corpus).join("w3c-annotation");
    let mut schemas = Schemas { folder: folder.clone(), read: HashMap::new() };
    let collection = written();
    let items = collection["first"]["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 10);
    let tests = |file: &str| {
        let list: Value =
            serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        list["assertions"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut failed = Vec::new();
    for assertion in tests("annotations/annotationMusts.test") {
        let schema = schemas.file(&assertion);
        for item in &items {
            if !schemas.holds(&schema, &schema, item) {
                failed.push(format!("{assertion}: {}", item["id"]));
            }
        }
    }
    for assertion in tests("collections/collectionMusts.test") {
        let schema = schemas.file(&assertion);
        if !schemas.holds(&schema, &schema, &collection) {
            failed.push(assertion);
        }
    }
    for found in ["4.2.4-textQuoteSelector.json", "4.2.5-textPositionSelector.json"] {
        let schema = schemas.file(&format!("annotations/specificResource/{found}"));
        if !schemas.holds(&schema, &schema, &items[0]) {
            failed.push(format!("{found} finds no selector"));
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
    // The checker is not blind: what the model forbids fails.
    for spoil in [
        |item: &mut Value| drop(item.as_object_mut().unwrap().remove("@context")),
        |item: &mut Value| item["created"] = "yesterday".into(),
        |item: &mut Value| item["target"]["selector"][0]["exact"] = 7.into(),
    ] {
        let mut wrong = items[0].clone();
        spoil(&mut wrong);
        let seen = tests("annotations/annotationMusts.test").iter().any(|assertion| {
            let schema = schemas.file(assertion);
            !schemas.holds(&schema, &schema, &wrong)
        });
        assert!(seen, "{wrong}");
    }
}
