//! Finding articles and notes by what they are called.

use super::uuid_of;
use crate::Error;
use commonplace_core::{
    address,
    model::{ArticleId, NoteId},
};
use rusqlite::Connection;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An article, by its title.
    Article {
        /// Its identity.
        id: ArticleId,
        /// Its title.
        title: String,
        /// Its site's name or host.
        site: Option<String>,
    },
    /// A note, by its title or how it begins.
    Note {
        /// Its identity.
        id: NoteId,
        /// Its title, or its first line that has words.
        begins: String,
        /// The title of the article it is on.
        article: Option<String>,
    },
}

/// Articles and notes whose names have the letters of `typed` in their order, the last opened or changed first: `limit`
/// of each. Articles that have them without a gap come before those that do not.
pub(crate) fn find(connection: &Connection, typed: &str, limit: u32) -> Result<Vec<Named>, Error> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let (whole, scattered) = (pattern(&folded(&typed), ""), pattern(&folded(&typed), "%"));
    let mut found = Vec::new();
    // Nothing is like the empty pattern.
    for (like, unlike) in [(&whole, ""), (&scattered, &*whole)] {
        let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
        articles(connection, like, unlike, left, &mut found)?;
    }
    // The order of the words is the person's, who may remember them the other way round.
    let words: Vec<&str> = typed.split(' ').collect();
    if words.len() > 1 && found.len() < limit as usize {
        let turned: Vec<&str> = words.iter().rev().copied().collect();
        let like = pattern(&folded(&turned.join(" ")), "%");
        articles(connection, &like, &scattered, limit, &mut found)?;
        found.truncate(limit as usize);
    }
    let mut statement = connection.prepare_cached(include_str!("notes.sql"))?;
    let mut rows = statement.query((pattern(&typed, "%"), limit))?;
    while let Some(row) = rows.next()? {
        let title: Option<String> = row.get(1)?;
        found.push(Named::Note {
            id: NoteId::new(uuid_of(row, 0)?),
            begins: title.unwrap_or(first_line(row.get_ref(2)?.as_str().unwrap_or_default())),
            article: row.get(3)?,
        });
    }
    Ok(found)
}

fn articles(
    connection: &Connection,
    like: &str,
    unlike: &str,
    limit: u32,
    found: &mut Vec<Named>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(include_str!("articles.sql"))?;
    let mut rows = statement.query((like, unlike, limit))?;
    while let Some(row) = rows.next()? {
        let (site, url): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        found.push(Named::Article {
            id: ArticleId::new(uuid_of(row, 0)?),
            title: row.get(1)?,
            site: site.or_else(|| url.as_deref().and_then(address::host)),
        });
    }
    Ok(())
}

/// As titles are folded for their order.
fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// A pattern of `LIKE` for the letters of `text` with `between` them; a space stands for anything.
fn pattern(text: &str, between: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        match letter {
            ' ' => pattern.push('%'),
            '%' | '_' | '\\' => {
                pattern.push('\\');
                pattern.push(letter);
            }
            _ => pattern.push(letter),
        }
        pattern.push_str(between);
    }
    pattern.push('%');
    pattern
}

/// The first line of Markdown that has words, without the signs it begins with.
fn first_line(markdown: &str) -> String {
    let mut lines = markdown.lines().map(|line| line.trim_matches(|c: char| !c.is_alphanumeric()));
    lines.find(|line| !line.is_empty()).unwrap_or_default().replace("**", "")
}
