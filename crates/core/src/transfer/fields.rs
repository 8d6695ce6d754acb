//! Reading JSON objects key by key, with errors that name the key.

use crate::model::{Color, Millis, Occurrence};
use crate::{sentence, sentence::Sentence};
use serde_json::{Map, Value};
use std::str::FromStr;

/// A JSON object and where it stands, such as `highlights[2]`. A key with `null` counts as missing.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    place: String,
}

impl<'a> Fields<'a> {
    /// Takes a value that must be an object; `place` is empty for the outermost.
    pub(super) fn of(value: &'a Value, place: String) -> Result<Self, Sentence> {
        match value {
            Value::Object(map) => Ok(Self { map, place }),
            other if place.is_empty() => Err(sentence!(
                "json-no-braces",
                "This must be an object in braces, not {what}.",
                what = kind(other)
            )),
            other => Err(sentence!(
                "json-no-object",
                "{path} must be an object, not {what}.",
                path = place,
                what = kind(other)
            )),
        }
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<String>, Sentence> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(no_text(self.path(key), other)),
        }
    }

    pub(super) fn flag(&self, key: &str) -> Result<bool, Sentence> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(sentence!(
                "json-no-flag",
                "{path} must be true or false, not {what}.",
                path = self.path(key),
                what = kind(other)
            )),
        }
    }

    pub(super) fn offset(&self, key: &str) -> Result<Option<u32>, Sentence> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let offset = value.as_u64().and_then(|number| u32::try_from(number).ok());
        offset.map(Some).ok_or_else(|| {
            let what = if value.is_number() { value.to_string() } else { kind(value).to_owned() };
            sentence!(
                "json-no-number",
                "{path} must be a whole number from 0 on, not {what}.",
                path = self.path(key),
                what = what
            )
        })
    }

    /// `occurrence`: which place it is, from 1 on, and how many there are.
    pub(super) fn occurrence(&self) -> Result<Option<Occurrence>, Sentence> {
        const KEY: &str = "occurrence";
        let Some(value) = self.get(KEY) else { return Ok(None) };
        let number = |at: usize| value.get(at)?.as_u64().and_then(|n| u32::try_from(n).ok());
        let pair = number(0).zip(number(1)).and_then(|(number, of)| Occurrence::new(number, of));
        pair.map(Some).ok_or_else(|| {
            sentence!(
                "json-no-pair",
                "{path} must be two whole numbers such as [2, 5], not {what}.",
                path = self.path(KEY),
                what = kind(value)
            )
        })
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Sentence> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| match value {
                Value::String(text) => Ok(text.clone()),
                other => Err(no_text(self.path(&format!("{key}[{index}]")), other)),
            })
            .collect()
    }

    pub(super) fn objects(&self, key: &str) -> Result<Vec<Fields<'a>>, Sentence> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| Fields::of(value, self.path(&format!("{key}[{index}]"))))
            .collect()
    }

    /// A text that means something to `read`; else `refuse` says what it must be, of where it stands and how it begins.
    fn word<T>(
        &self,
        key: &str,
        refuse: impl FnOnce(String, String) -> Sentence,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Sentence> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| refuse(self.path(key), text.chars().take(60).collect()))
    }

    /// One of a closed list of words, which `read` knows.
    pub(super) fn one_of<T>(
        &self,
        key: &str,
        words: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Sentence> {
        let refuse = |path: String, shown: String| {
            sentence!(
                "json-none-of",
                "{path} must be one of {words}, not “{shown}”.",
                path = path,
                words = words,
                shown = shown
            )
        };
        self.word(key, refuse, read)
    }

    pub(super) fn moment(&self, key: &str) -> Result<Option<Millis>, Sentence> {
        let refuse = |path: String, shown: String| {
            sentence!(
                "json-no-time",
                "{path} must be a time such as 2026-03-01T08:15:00Z, not “{shown}”.",
                path = path,
                shown = shown
            )
        };
        self.word(key, refuse, Millis::parse)
    }

    pub(super) fn id<T: FromStr>(&self, key: &str) -> Result<Option<T>, Sentence> {
        let refuse = |path: String, shown: String| {
            sentence!(
                "json-no-id",
                "{path} must be a UUID, not “{shown}”.",
                path = path,
                shown = shown
            )
        };
        self.word(key, refuse, |text| text.parse().ok())
    }

    pub(super) fn color(&self, key: &str) -> Result<Option<Color>, Sentence> {
        let words: Vec<&str> = Color::ALL.iter().map(|color| color.as_str()).collect();
        self.one_of(key, &words.join(", "), color)
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    fn list(&self, key: &str) -> Result<&'a [Value], Sentence> {
        match self.get(key) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(sentence!(
                "json-no-list",
                "{path} must be a list, not {what}.",
                path = self.path(key),
                what = kind(other)
            )),
        }
    }

    fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }
}

/// What is said of a text that is no JSON.
pub(super) fn no_json(error: &serde_json::Error) -> Sentence {
    sentence!("json-none", "This is not JSON: {error}.", error = error)
}

fn no_text(path: String, found: &Value) -> Sentence {
    sentence!("json-no-text", "{path} must be a text, not {what}.", path = path, what = kind(found))
}

/// The colour of a word, also by the names on screen.
pub(super) fn color(word: &str) -> Option<Color> {
    match word.trim().to_ascii_lowercase().as_str() {
        "pink" => Some(Color::Magenta),
        "grey" => Some(Color::Gray),
        word => Color::parse(word),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
