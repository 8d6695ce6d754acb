//! Reading JSON objects key by key, with errors that name the key.

use crate::model::{Color, Millis, Occurrence};
use serde_json::{Map, Value};
use std::str::FromStr;

/// A JSON object and where it stands, such as `highlights[2]`. A key with `null` counts as missing.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    place: String,
}

impl<'a> Fields<'a> {
    /// Takes a value that must be an object; `place` is empty for the outermost.
    pub(super) fn of(value: &'a Value, place: String) -> Result<Self, String> {
        match value {
            Value::Object(map) => Ok(Self { map, place }),
            other if place.is_empty() => {
                Err(format!("This must be an object in braces, not {}.", kind(other)))
            }
            other => Err(format!("{place} must be an object, not {}.", kind(other))),
        }
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<String>, String> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.wrong(key, "a text", kind(other))),
        }
    }

    pub(super) fn flag(&self, key: &str) -> Result<bool, String> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.wrong(key, "true or false", kind(other))),
        }
    }

    pub(super) fn offset(&self, key: &str) -> Result<Option<u32>, String> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let offset = value.as_u64().and_then(|number| u32::try_from(number).ok());
        offset.map(Some).ok_or_else(|| {
            let found = if value.is_number() { format!("{value}") } else { kind(value).to_owned() };
            self.wrong(key, "a whole number from 0 on", &found)
        })
    }

    /// `occurrence`: which place it is, from 1 on, and how many there are.
    pub(super) fn occurrence(&self) -> Result<Option<Occurrence>, String> {
        const KEY: &str = "occurrence";
        let Some(value) = self.get(KEY) else { return Ok(None) };
        let number = |at: usize| value.get(at)?.as_u64().and_then(|n| u32::try_from(n).ok());
        let pair = number(0).zip(number(1)).and_then(|(number, of)| Occurrence::new(number, of));
        let wanted = "two whole numbers such as [2, 5]";
        pair.map(Some).ok_or_else(|| self.wrong(KEY, wanted, kind(value)))
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, String> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| match value {
                Value::String(text) => Ok(text.clone()),
                other => Err(self.wrong(&format!("{key}[{index}]"), "a text", kind(other))),
            })
            .collect()
    }

    pub(super) fn objects(&self, key: &str) -> Result<Vec<Fields<'a>>, String> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| Fields::of(value, self.path(&format!("{key}[{index}]"))))
            .collect()
    }

    /// A text that means something to `read`; `wanted` says what it must be.
    pub(super) fn word<T>(
        &self,
        key: &str,
        wanted: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| {
            let shown: String = text.chars().take(60).collect();
            self.wrong(key, wanted, &format!("“{shown}”"))
        })
    }

    pub(super) fn moment(&self, key: &str) -> Result<Option<Millis>, String> {
        self.word(key, "a time such as 2026-03-01T08:15:00Z", Millis::parse)
    }

    pub(super) fn id<T: FromStr>(&self, key: &str) -> Result<Option<T>, String> {
        self.word(key, "a UUID", |text| text.parse().ok())
    }

    pub(super) fn color(&self, key: &str) -> Result<Option<Color>, String> {
        let words: Vec<&str> = Color::ALL.iter().map(|color| color.as_str()).collect();
        self.word(key, &format!("one of {}", words.join(", ")), color)
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    fn list(&self, key: &str) -> Result<&'a [Value], String> {
        match self.get(key) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(self.wrong(key, "a list", kind(other))),
        }
    }

    fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    fn wrong(&self, key: &str, wanted: &str, found: &str) -> String {
        format!("{} must be {wanted}, not {found}.", self.path(key))
    }
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
