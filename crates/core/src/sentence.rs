//! What is said to a person: a sentence in English, and the name and parts by which another language says it.

use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    fmt::{self, Display},
};

/// A sentence for a person. [`sentence!`](crate::sentence!) is the only way to one, so that each has a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its name, the same for ever: the window's catalogues know it. Empty for one from a time when it had none.
    pub code: Cow<'static, str>,
    /// What is filled in, by name.
    pub parts: Vec<(Cow<'static, str>, String)>,
    /// The sentence in English.
    pub text: String,
}

impl Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Says something: a name, the English words, and what is filled into them.
///
/// ```
/// use commonplace_core::sentence;
///
/// let said = sentence!("no-folder", "There is no folder {folder}.", folder = "/tmp/a");
/// assert_eq!(said.text, "There is no folder /tmp/a.");
/// assert_eq!(said.code, "no-folder");
/// assert_eq!(said.parts, [("folder".into(), "/tmp/a".to_owned())]);
/// ```
#[macro_export]
macro_rules! sentence {
    ($code:literal, $text:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value.to_string();)*
        $crate::sentence::Sentence {
            code: ::std::borrow::Cow::Borrowed($code),
            text: format!($text),
            parts: vec![$((::std::borrow::Cow::Borrowed(stringify!($name)), $name)),*],
        }
    }};
}
