//! A query's tree as queries of tantivy. Nothing here fails on what was typed.

use super::schema::{Fields, whole};
use super::words::{Stems, Word, cut, fold, is_stop_word};
use crate::{Error, store::tag};
use commonplace_core::query::{Condition, Node, Part, Query, Term, TextField};
use std::{collections::HashMap, ops::Bound};
use tantivy::{
    Searcher, Term as Key,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
        Occur, PhraseQuery, Query as Search, RangeQuery, RegexQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

/// Words that a beginning is taken to mean, the commonest first.
const EXPANSIONS: usize = 50;
/// Words that are looked at for that, in each segment.
const MAX_SCANNED: usize = 20_000;
const TITLE_WEIGHT: f32 = 1.5;

/// Queries to try one after the other.
pub(super) struct Plan {
    /// Everything that was asked.
    pub(super) strict: Box<dyn Search>,
    /// Any of the words, those with all of them first; none where that is the same.
    pub(super) relaxed: Option<Box<dyn Search>>,
    /// Nothing ranks the hits: the newest come first.
    pub(super) by_time: bool,
}

/// Makes the plan of a query.
pub(super) fn plan(searcher: &Searcher, fields: &Fields, query: &Query) -> Result<Plan, Error> {
    let mut planner = Planner { searcher, fields, stems: languages(searcher, fields)? };
    let root = &query.root;
    let mut strict = planner.node(root)?.unwrap_or_else(|| Box::new(AllQuery));
    let has_words = !query.words().is_empty();
    let mut relaxed = None;
    if let Node::All(parts) = root {
        let (words, rest): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| is_words(part));
        if words.len() > 1 {
            let any = planner.relaxed(&*strict, &words, &rest)?;
            relaxed = Some(planner.with_tiers(any, root));
        }
    }
    strict = planner.with_tiers(strict, root);
    // Conditions alone are meant for articles: their highlights and notes share them.
    if !has_words && !names_a_kind(root) {
        strict = both(strict, planner.flag("kind:article".into()));
    }
    Ok(Plan { strict, relaxed, by_time: !has_words })
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    stems: Vec<Stems>,
}

impl Planner<'_> {
    /// The query for a node; none where the node says nothing, such as a word of punctuation alone.
    fn node(&mut self, node: &Node) -> Result<Option<Box<dyn Search>>, Error> {
        Ok(Some(match node {
            Node::Everything => return Ok(None),
            Node::All(parts) => return self.all(parts),
            Node::Any(parts) => {
                let mut clauses = Vec::new();
                for part in parts {
                    clauses.extend(self.node(part)?.map(|query| (Occur::Should, query)));
                }
                if clauses.is_empty() {
                    return Ok(None);
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Not(part) => match self.node(part)? {
                Some(query) => without(query),
                None => return Ok(None),
            },
            Node::Find { field, term } => return self.find(*field, term),
            Node::Tag { name, prefix } => {
                let key = tag::key(name);
                if *prefix {
                    let keys = self.expand(self.fields.tag, &key)?;
                    any(keys.into_iter().map(|key| term_query(self.fields.tag, &key)).collect())
                } else {
                    constant(term_query(self.fields.tag, &key))
                }
            }
            Node::Url(part) => {
                let pattern = format!(".*{}.*", escape(&part.to_lowercase()));
                match RegexQuery::from_pattern(&pattern, self.fields.url) {
                    Ok(query) => Box::new(query),
                    Err(_) => Box::new(EmptyQuery),
                }
            }
            Node::Language(tag) => self.flag(format!("lang:{}", tag.to_lowercase())),
            Node::In(part) => self.flag(
                match part {
                    Part::Articles => "kind:article",
                    Part::Highlights => "kind:highlight",
                    Part::Notes => "kind:note",
                }
                .into(),
            ),
            Node::Color(color) => self.flag(format!("color:{}", color.as_str())),
            Node::Is(Condition::State(state)) => self.flag(format!("state:{}", state.as_str())),
            Node::Is(Condition::Favourite) => self.flag("favourite".into()),
            Node::Is(Condition::Highlighted) => self.flag("has:highlights".into()),
            Node::Is(Condition::Orphan) => self.flag("orphan".into()),
            Node::Has(Part::Notes) => self.flag("has:notes".into()),
            Node::Has(_) => self.flag("has:highlights".into()),
            Node::Before(moment) => self.between(Bound::Unbounded, Bound::Excluded(moment.0)),
            Node::After(moment) => self.between(Bound::Included(moment.0), Bound::Unbounded),
        }))
    }

    fn all(&mut self, parts: &[Node]) -> Result<Option<Box<dyn Search>>, Error> {
        let telling = parts.iter().any(|part| is_words(part) && !is_common(part));
        let mut clauses: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        for part in parts {
            let (occur, inner) = match part {
                Node::Not(inner) => (Occur::MustNot, &**inner),
                part if telling && is_common(part) => (Occur::Should, part),
                part => (Occur::Must, part),
            };
            clauses.extend(self.node(inner)?.map(|query| (occur, query)));
        }
        if clauses.is_empty() {
            return Ok(None);
        }
        if clauses.iter().all(|(occur, _)| *occur != Occur::Must) {
            clauses.push((Occur::Must, constant(Box::new(AllQuery))));
        }
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// Any of the words under the same conditions; what has all of them comes first.
    fn relaxed(
        &mut self,
        strict: &dyn Search,
        words: &[&Node],
        rest: &[&Node],
    ) -> Result<Box<dyn Search>, Error> {
        let mut any_word: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        let telling = words.iter().any(|word| !is_common(word));
        for word in words.iter().filter(|word| !telling || !is_common(word)) {
            any_word.extend(self.node(word)?.map(|query| (Occur::Should, query)));
        }
        if any_word.is_empty() {
            return Ok(strict.box_clone());
        }
        let first: Box<dyn Search> = Box::new(ConstScoreQuery::new(strict.box_clone(), 1_000.0));
        let mut clauses: Vec<(Occur, Box<dyn Search>)> =
            vec![(Occur::Must, Box::new(BooleanQuery::new(any_word))), (Occur::Should, first)];
        for part in rest {
            let (occur, inner) = match part {
                Node::Not(inner) => (Occur::MustNot, &**inner),
                part => (Occur::Must, *part),
            };
            clauses.extend(self.node(inner)?.map(|query| (occur, query)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// Puts the thing of exactly this title first, then those where the words follow each other.
    fn with_tiers(&self, strict: Box<dyn Search>, root: &Node) -> Box<dyn Search> {
        let parts = match root {
            Node::All(parts) => &parts[..],
            node => std::slice::from_ref(node),
        };
        let typed: Vec<&str> = parts
            .iter()
            .filter_map(|part| match part {
                Node::Find { field: None, term } => Some(term.text.as_str()),
                _ => None,
            })
            .collect();
        if typed.is_empty() {
            return strict;
        }
        let typed = typed.join(" ");
        let title = term_query(self.fields.whole_title, &whole(&typed));
        let mut clauses: Vec<(Occur, Box<dyn Search>)> = vec![
            (Occur::Must, strict),
            (Occur::Should, Box::new(ConstScoreQuery::new(title, 100.0))),
        ];
        let words = cut(&typed);
        if words.len() > 1 {
            for (field, weight) in [(self.fields.title, 4.0), (self.fields.body, 2.0)] {
                let phrase = phrase(field, &words, None);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(phrase, weight))));
            }
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn find(
        &mut self,
        field: Option<TextField>,
        term: &Term,
    ) -> Result<Option<Box<dyn Search>>, Error> {
        let words = cut(&term.text);
        if words.is_empty() {
            return Ok(None);
        }
        let f = *self.fields;
        let body = [(f.body, Some(f.body_stem), 1.0)];
        let title = [(f.title, Some(f.title_stem), TITLE_WEIGHT)];
        Ok(Some(match field {
            None => {
                let everywhere = [
                    title[0],
                    body[0],
                    (f.author, None, 1.0),
                    (f.site, None, 0.5),
                    (f.tag_words, None, 1.0),
                ];
                self.words_in(&everywhere, &words, term)?
            }
            Some(TextField::Title) => self.words_in(&title, &words, term)?,
            Some(TextField::Author) => self.words_in(&[(f.author, None, 1.0)], &words, term)?,
            Some(TextField::Site) => self.words_in(&[(f.site, None, 1.0)], &words, term)?,
            Some(TextField::Note) => {
                let notes = [title[0], body[0]];
                both(self.words_in(&notes, &words, term)?, self.flag("kind:note".into()))
            }
            Some(TextField::Quote) => {
                both(self.words_in(&body, &words, term)?, self.flag("kind:highlight".into()))
            }
        }))
    }

    /// The words of one term in any of the fields.
    fn words_in(
        &mut self,
        fields: &[(Field, Option<Field>, f32)],
        words: &[Word],
        term: &Term,
    ) -> Result<Box<dyn Search>, Error> {
        let mut found: Vec<Box<dyn Search>> = Vec::new();
        for (plain, stem, weight) in fields {
            let mut here: Vec<Box<dyn Search>> = Vec::new();
            if let [word] = words {
                let folded = fold(&word.lower);
                here.push(term_query(*plain, &folded));
                // A single letter is the beginning of too much, except in titles; a lone Chinese or Japanese
                // character stands at the beginning of its pairs.
                let goes_on =
                    (term.prefix && (folded.chars().count() > 1 || weight > &1.0)) || word.is_pair;
                if goes_on {
                    for longer in self.expand(*plain, &folded)? {
                        here.push(Box::new(BoostQuery::new(term_query(*plain, &longer), 0.8)));
                    }
                }
                if let Some(stem) = stem.filter(|_| !term.phrase && !word.is_pair) {
                    for stemmed in self.stems_of(&word.lower) {
                        here.push(term_query(stem, &stemmed));
                    }
                }
            } else {
                here.extend(self.row(*plain, words, term)?);
            }
            found.push(Box::new(BoostQuery::new(any(here), *weight)));
        }
        Ok(any(found))
    }

    /// Words that follow each other; those of a hyphened word also written as one.
    fn row(
        &self,
        field: Field,
        words: &[Word],
        term: &Term,
    ) -> Result<Vec<Box<dyn Search>>, Error> {
        let mut words = words;
        // Inside a longer run its last character has a successor.
        if let [.., before, last] = words
            && before.is_pair
            && last.is_pair
        {
            words = &words[..words.len() - 1];
        }
        let last = words.last().map(|word| fold(&word.lower)).unwrap_or_default();
        if let [word] = words {
            return Ok(vec![term_query(field, &fold(&word.lower))]);
        }
        let mut found = vec![phrase(field, words, None)];
        if term.prefix && !words.iter().any(|word| word.is_pair) {
            for longer in self.expand(field, &last)?.into_iter().take(30) {
                found.push(phrase(field, words, Some(&longer)));
            }
        }
        let joined: String = words.iter().map(|word| fold(&word.lower)).collect();
        if !term.phrase && term.text.contains('-') {
            found.push(term_query(field, &joined));
        }
        Ok(found)
    }

    /// The words that begin so, the commonest first.
    fn expand(&self, field: Field, prefix: &str) -> Result<Vec<String>, Error> {
        let mut counts: HashMap<Vec<u8>, u32> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream =
                index.terms().range().ge(prefix.as_bytes()).into_stream().map_err(io)?;
            let mut scanned = 0;
            while scanned < MAX_SCANNED
                && stream.advance()
                && stream.key().starts_with(prefix.as_bytes())
            {
                scanned += 1;
                *counts.entry(stream.key().to_vec()).or_default() += stream.value().doc_freq;
            }
        }
        let mut words: Vec<(Vec<u8>, u32)> = counts.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(EXPANSIONS);
        Ok(words.into_iter().filter_map(|(word, _)| String::from_utf8(word).ok()).collect())
    }

    fn stems_of(&mut self, lower: &str) -> Vec<String> {
        let stems = self.stems.iter_mut().filter_map(|stems| stems.stem(lower));
        let mut found: Vec<String> = stems.filter(|stem| !is_stop_word(stem)).collect();
        found.sort();
        found.dedup();
        found
    }

    fn flag(&self, flag: String) -> Box<dyn Search> {
        constant(term_query(self.fields.flag, &flag))
    }

    fn between(&self, from: Bound<i64>, to: Bound<i64>) -> Box<dyn Search> {
        let key = |moment| Key::from_field_i64(self.fields.time, moment);
        constant(Box::new(RangeQuery::new(from.map(key), to.map(key))))
    }
}

/// Stemmers for the languages that the library holds, and English.
fn languages(searcher: &Searcher, fields: &Fields) -> Result<Vec<Stems>, Error> {
    let mut tags = vec!["en".to_owned()];
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.flag)?;
        let mut stream = index.terms().range().ge("lang:").lt("lang;").into_stream().map_err(io)?;
        while tags.len() < 30 && stream.advance() {
            let tag = std::str::from_utf8(stream.key()).unwrap_or_default();
            let tag = tag.trim_start_matches("lang:").to_owned();
            if !tag.contains('-') && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    Ok(tags.iter().map(|tag| Stems::of(Some(tag))).collect())
}

fn phrase(field: Field, words: &[Word], last: Option<&str>) -> Box<dyn Search> {
    let end = words.len() - 1;
    let terms = words.iter().enumerate().map(|(place, word)| {
        let text = match last {
            Some(last) if place == end => last.to_owned(),
            _ => fold(&word.lower),
        };
        Key::from_field_text(field, &text)
    });
    Box::new(PhraseQuery::new(terms.collect()))
}

fn term_query(field: Field, text: &str) -> Box<dyn Search> {
    Box::new(TermQuery::new(Key::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn any(mut queries: Vec<Box<dyn Search>>) -> Box<dyn Search> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, 0.2)),
    }
}

fn both(query: Box<dyn Search>, condition: Box<dyn Search>) -> Box<dyn Search> {
    Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, condition)]))
}

fn without(query: Box<dyn Search>) -> Box<dyn Search> {
    let all = constant(Box::new(AllQuery));
    Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, query)]))
}

/// Conditions do not rank.
fn constant(query: Box<dyn Search>) -> Box<dyn Search> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn is_words(node: &Node) -> bool {
    matches!(node, Node::Find { .. })
}

fn is_common(node: &Node) -> bool {
    match node {
        Node::Find { term, .. } if !term.phrase && !term.prefix => {
            cut(&term.text).iter().all(|word| is_stop_word(&fold(&word.lower)))
        }
        _ => false,
    }
}

fn names_a_kind(node: &Node) -> bool {
    match node {
        Node::Everything | Node::Tag { .. } | Node::In(_) | Node::Color(_) => true,
        Node::All(parts) | Node::Any(parts) => parts.iter().any(names_a_kind),
        Node::Not(part) => matches!(**part, Node::In(_)),
        _ => false,
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn io(error: std::io::Error) -> Error {
    Error::Index(error.to_string())
}
