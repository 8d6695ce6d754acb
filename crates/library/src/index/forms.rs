//! What stands in the index for one word or row of words: which lists of documents answer it, in every segment.

use super::{
    dictionary::{info, io, walk},
    lists::LONGEST_START,
    mistakes::{allowed, near},
    schema::Fields,
    stems::{Stems, is_filler, is_stop_word},
    words::{Word, cut, each, fold},
};
use crate::Error;
use commonplace_core::query::{Form, Part, Term, TextField};
use tantivy::{Searcher, SegmentReader, postings::TermInfo, query::DfaWrapper, schema::Field};

/// Words that a part of a word is taken to mean in one field of one segment; nobody types what means more.
const MOST_WORDS: usize = 20_000;
/// Last words of a row that is still being typed, the commonest.
const MOST_ENDINGS: usize = 300;

/// A list of documents with how often each holds the word.
pub(super) struct List {
    pub(super) field: Field,
    pub(super) info: TermInfo,
    /// What finding it is worth.
    pub(super) weight: f32,
}

/// Words that must stand near each other in a field.
pub(super) struct Row {
    pub(super) field: Field,
    /// Each word with all it may be.
    pub(super) parts: Vec<Vec<TermInfo>>,
    /// In this order.
    pub(super) ordered: bool,
    /// How many other words may stand between the first and the last.
    pub(super) slop: u32,
}

/// What answers in one segment: any of these.
#[derive(Default)]
pub(super) struct Held {
    pub(super) lists: Vec<List>,
    pub(super) rows: Vec<Row>,
}

/// One thing that was asked for in words.
pub(super) struct Leaf {
    /// For each segment.
    pub(super) held: Vec<Held>,
    /// About how many documents answer.
    pub(super) frequency: f64,
    /// Only this kind of thing is meant.
    pub(super) part: Option<Part>,
    /// Too common to tell anything.
    pub(super) is_common: bool,
    /// Tells nothing in a question.
    pub(super) is_filler: bool,
    /// Asked of the author or the site.
    pub(super) is_origin: bool,
    /// Asked in any field.
    pub(super) anywhere: bool,
    /// The one word it is, folded, to see how near it stands to others.
    pub(super) single: Option<String>,
}

/// Looks words up.
pub(super) struct Lookup<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    stems: Vec<Stems>,
    /// What accepts words near the one that was looked up last.
    near: Option<(String, DfaWrapper)>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(searcher: &'a Searcher, fields: &'a Fields, stems: Vec<Stems>) -> Self {
        Self { searcher, fields, stems, near: None }
    }
    /// Everything that answers a term; none where there is no word in it.
    pub(super) fn term(
        &mut self,
        field: Option<TextField>,
        term: &Term,
    ) -> Result<Option<Leaf>, Error> {
        let words = cut(&term.text);
        let Some(first) = words.first() else { return Ok(None) };
        let single = (words.len() == 1).then(|| fold(&first.lower));
        let is_common = matches!(term.form, Form::Word)
            && words.iter().all(|word| is_stop_word(&fold(&word.lower)));
        let is_filler = matches!(term.form, Form::Word) && single.as_deref().is_some_and(is_filler);
        let mut held = Vec::new();
        for segment in self.searcher.segment_readers() {
            held.push(self.held(segment, field, term, &words)?);
        }
        Ok(Some(Leaf { is_common, is_filler, ..self.leaf(held, field, single) }))
    }

    /// Everything that answers words near each other; none where one of them is no word.
    pub(super) fn near(
        &mut self,
        field: Option<TextField>,
        texts: &[String],
        distance: u32,
    ) -> Result<Option<Leaf>, Error> {
        let words: Vec<Word> = texts.iter().flat_map(|text| cut(text)).collect();
        if words.is_empty() {
            return Ok(None);
        }
        let mut held = Vec::new();
        for segment in self.searcher.segment_readers() {
            let mut here = Held::default();
            for (plain, ..) in self.targets(field) {
                here.rows.extend(row(segment, plain, &words, None, (false, distance))?);
            }
            held.push(here);
        }
        Ok(Some(self.leaf(held, field, None)))
    }

    fn leaf(&self, held: Vec<Held>, field: Option<TextField>, single: Option<String>) -> Leaf {
        let of_row = |row: &Row| {
            let sizes = row.parts.iter().map(|part| part.iter().map(|i| i.doc_freq).sum::<u32>());
            sizes.min().unwrap_or_default()
        };
        let of_held = |held: &Held| {
            let lists = held.lists.iter().map(|list| list.info.doc_freq);
            lists.chain(held.rows.iter().map(of_row)).max().unwrap_or_default()
        };
        let frequency = held.iter().map(|held| f64::from(of_held(held))).sum();
        let part = match field {
            Some(TextField::Text) => Some(Part::Articles),
            Some(TextField::Quote) => Some(Part::Highlights),
            Some(TextField::Note) => Some(Part::Notes),
            _ => None,
        };
        let is_origin = matches!(field, Some(TextField::Author | TextField::Site));
        Leaf {
            held,
            frequency,
            part,
            is_common: false,
            is_filler: false,
            is_origin,
            anywhere: field.is_none(),
            single,
        }
    }

    /// Fields of words as they stand, each with its field of stems and its weight.
    fn targets(&self, field: Option<TextField>) -> Vec<(Field, Option<Field>, f32)> {
        let f = self.fields;
        let title = (f.title, Some(f.title_stem), TITLE);
        let body = (f.body, Some(f.body_stem), 1.0);
        let author = (f.author, None, 1.0);
        let site = (f.site, None, 0.5);
        match field {
            None => vec![title, body, author, site, (f.tag_words, None, 1.0)],
            Some(TextField::Title) => vec![title],
            Some(TextField::Author) => vec![author],
            Some(TextField::Site) => vec![site],
            Some(TextField::Note) => vec![title, body],
            Some(TextField::Text | TextField::Quote) => vec![body],
        }
    }

    fn held(
        &mut self,
        segment: &SegmentReader,
        field: Option<TextField>,
        term: &Term,
        words: &[Word],
    ) -> Result<Held, Error> {
        let targets = self.targets(field);
        let mut held = Held::default();
        if let Form::Phrase { slop, prefix } = term.form {
            for (plain, ..) in targets {
                let last = if prefix { words.last() } else { None };
                if let ([word], None) = (words, last) {
                    self.exact(segment, (plain, 1.0), word, &mut held)?;
                    if plain == self.fields.body && means_headings(field) {
                        self.exact(segment, (self.fields.heading, HEADING), word, &mut held)?;
                    }
                } else {
                    held.rows.extend(row(segment, plain, words, last, (true, slop))?);
                }
            }
            return Ok(held);
        }
        if let [word] = words {
            self.word(segment, field, &targets, word, term.form, &mut held)?;
            return Ok(held);
        }
        let last = match term.form {
            Form::Typing | Form::Beginning => words.last(),
            _ => None,
        };
        for (plain, ..) in &targets {
            held.rows.extend(row(segment, *plain, words, last, (true, 0))?);
        }
        // What is written with hyphens may be written as one, and the other way round.
        let mut joined = None;
        each(&term.text, |bit| {
            if bit.is_extra && bit.place == 0 && bit.range == (0..term.text.len()) {
                joined = Some(bit.lower.to_owned());
            }
        });
        if let Some(lower) = joined {
            let word = Word { range: 0..term.text.len(), lower, is_pair: false };
            self.word(segment, field, &targets, &word, term.form, &mut held)?;
        }
        Ok(held)
    }

    /// One word in all fields that are meant.
    fn word(
        &mut self,
        segment: &SegmentReader,
        field: Option<TextField>,
        targets: &[(Field, Option<Field>, f32)],
        word: &Word,
        form: Form,
        held: &mut Held,
    ) -> Result<(), Error> {
        let folded = fold(&word.lower);
        let short = folded.chars().count() <= LONGEST_START;
        // A lone Chinese or Japanese character stands at the beginning of its pairs.
        let begins = matches!(form, Form::Typing | Form::Beginning)
            || word.is_pair && folded.chars().count() == 1;
        if begins && short && field.is_none() {
            self.list(segment, (self.fields.start, 0.4), &folded, held)?;
            self.list(segment, (self.fields.title_start, TITLE), &folded, held)?;
        }
        for (plain, stem, weight) in targets {
            match form {
                Form::Middle => {
                    let find = memchr(&folded);
                    expand(segment, (*plain, *weight), None, find, held)?;
                }
                Form::Fuzzy => self.fuzzy(segment, (*plain, *weight), &folded, held)?,
                Form::Beginning | Form::Typing | Form::Word | Form::Phrase { .. } => {
                    if begins && !(short && field.is_none()) {
                        let all = |_: &[u8]| true;
                        expand(segment, (*plain, 0.8 * weight), Some(&folded), all, held)?;
                    }
                    if form == Form::Beginning {
                        continue;
                    }
                    match stem.filter(|_| !word.is_pair) {
                        Some(stem) => self.stemmed(segment, (stem, *weight), word, held)?,
                        None if begins && !(short && field.is_none()) => {}
                        None => self.exact(segment, (*plain, *weight), word, held)?,
                    }
                }
            }
        }
        if matches!(form, Form::Typing | Form::Word) && means_headings(field) {
            let heading = (self.fields.heading, HEADING);
            if word.is_pair {
                self.exact(segment, heading, word, held)?;
            } else {
                self.stemmed(segment, heading, word, held)?;
            }
        }
        Ok(())
    }

    fn exact(
        &self,
        segment: &SegmentReader,
        target: (Field, f32),
        word: &Word,
        held: &mut Held,
    ) -> Result<(), Error> {
        self.list(segment, target, &fold(&word.lower), held)
    }

    fn stemmed(
        &mut self,
        segment: &SegmentReader,
        target: (Field, f32),
        word: &Word,
        held: &mut Held,
    ) -> Result<(), Error> {
        for place in 0..self.stems.len() {
            let stem = self.stems[place].stem(&word.lower).to_owned();
            self.list(segment, target, &stem, held)?;
        }
        Ok(())
    }

    fn list(
        &self,
        segment: &SegmentReader,
        (field, weight): (Field, f32),
        text: &str,
        held: &mut Held,
    ) -> Result<(), Error> {
        held.lists.extend(info(segment, field, text)?.map(|info| List { field, info, weight }));
        Ok(())
    }

    fn fuzzy(
        &mut self,
        segment: &SegmentReader,
        (field, weight): (Field, f32),
        folded: &str,
        held: &mut Held,
    ) -> Result<(), Error> {
        if allowed(folded) == 0 {
            return self.list(segment, (field, weight), folded, held);
        }
        // Making the automaton costs more than walking a dictionary with it.
        if self.near.as_ref().is_none_or(|(word, _)| word != folded) {
            self.near = Some((folded.to_owned(), near(folded)?));
        }
        let Some((_, automaton)) = &self.near else { return Ok(()) };
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().search(automaton).into_stream().map_err(io)?;
        while stream.advance() {
            // What was typed without a mistake comes first.
            let weight = if stream.key() == folded.as_bytes() { weight } else { 0.5 * weight };
            held.lists.push(List { field, info: stream.value().clone(), weight });
        }
        Ok(())
    }
}

/// What a word in the title is worth, beside one in the text.
pub(super) const TITLE: f32 = 2.0;
/// What a word of the text is worth more where it stands in a heading.
const HEADING: f32 = 1.5;

/// Whether what is looked for in this field stands in headings too.
fn means_headings(field: Option<TextField>) -> bool {
    matches!(field, None | Some(TextField::Text))
}

fn memchr(part: &str) -> impl Fn(&[u8]) -> bool {
    let part = part.as_bytes().to_vec();
    move |word: &[u8]| part.len() <= word.len() && word.windows(part.len()).any(|w| w == part)
}

/// All words of a field, from a beginning on, that are wanted.
fn expand(
    segment: &SegmentReader,
    (field, weight): (Field, f32),
    prefix: Option<&str>,
    wanted: impl Fn(&[u8]) -> bool,
    held: &mut Held,
) -> Result<(), Error> {
    let index = segment.inverted_index(field)?;
    let mut found = 0;
    walk(index.terms(), prefix, |stream| {
        if wanted(stream.key()) {
            held.lists.push(List { field, info: stream.value().clone(), weight });
            found += 1;
        }
        found < MOST_WORDS
    })
}

/// A row of words, the last one perhaps unfinished; none where one of them is nowhere.
fn row(
    segment: &SegmentReader,
    field: Field,
    words: &[Word],
    last: Option<&Word>,
    (ordered, slop): (bool, u32),
) -> Result<Option<Row>, Error> {
    let mut words = words;
    let mut last = last;
    // Inside a longer run its last character has a successor.
    if let [.., before, end] = words
        && before.is_pair
        && end.is_pair
    {
        words = &words[..words.len() - 1];
        last = None;
    }
    let mut parts = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let folded = fold(&word.lower);
        let part = if last.is_some() && place + 1 == words.len() {
            let index = segment.inverted_index(field)?;
            let mut found: Vec<TermInfo> = Vec::new();
            walk(index.terms(), Some(&folded), |stream| {
                found.push(stream.value().clone());
                found.len() < MOST_WORDS
            })?;
            found.sort_by_key(|info| std::cmp::Reverse(info.doc_freq));
            found.truncate(MOST_ENDINGS);
            found
        } else {
            info(segment, field, &folded)?.into_iter().collect()
        };
        if part.is_empty() {
            return Ok(None);
        }
        parts.push(part);
    }
    Ok(Some(Row { field, parts, ordered, slop }))
}
