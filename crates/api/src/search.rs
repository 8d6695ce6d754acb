//! Search: what was typed, answered.

use crate::{Api, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    model::ArticleId,
    query::{self, Completion, OPERATORS, Query},
    text::Text,
};
use commonplace_library::{EntityKind, Hit, Library, now};
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Hits one call may ask for.
const PAGE: u32 = 200;
/// Completions that are offered.
const OFFERED: usize = 12;
/// Related articles and places elsewhere that are given.
const RELATED: usize = 10;

/// Whose turn it is: how many searches each field has asked for.
#[derive(Default)]
pub(crate) struct Turns(Mutex<HashMap<String, Arc<AtomicU64>>>);

impl Turns {
    /// Begins a search; tells from then on whether it is still the last one of its field.
    fn take(&self, field: Option<&str>) -> impl Fn() -> bool + Send + 'static {
        self.join(field, 1)
    }

    /// Belongs to the last search of its field; tells from then on whether that is still the last one.
    fn follow(&self, field: Option<&str>) -> impl Fn() -> bool + Send + 'static {
        self.join(field, 0)
    }

    fn join(&self, field: Option<&str>, more: u64) -> impl Fn() -> bool + Send + 'static {
        let turn = field.map(|field| {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let count = Arc::clone(turns.entry(field.to_owned()).or_default());
            (count.fetch_add(more, Ordering::AcqRel) + more, count)
        });
        move || turn.as_ref().is_none_or(|(mine, last)| last.load(Ordering::Acquire) == *mine)
    }
}

impl Api {
    pub(crate) async fn search(&self, input: SearchRequest) -> Result<SearchAnswer, WireError> {
        let begun = Instant::now();
        let wanted = self.turns.take(input.field.as_deref());
        self.disk(move |library| {
            let query = query::parse(&input.query, now());
            let limit = input.limit.min(PAGE);
            let answer = library.search_while(&query, input.offset, limit, &wanted)?;
            let mut texts = HashMap::new();
            let mut hits = Vec::with_capacity(answer.hits.len());
            for hit in answer.hits {
                hits.push(wire_hit(library, &mut texts, hit)?);
            }
            let typed = Text::new(input.query.clone());
            let suggestions = if input.offset == 0 && answer.full == 0 {
                suggestions(library, &query, &typed)?
            } else {
                Vec::new()
            };
            let (problems, chips) = (problems(&query, &typed), chips(&query, &typed));
            let took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            let (total, full) = (answer.total, answer.full);
            Ok(SearchAnswer { total, full, took_us, problems, chips, suggestions, hits })
        })
        .await
    }

    pub(crate) async fn search_matches(&self, input: MatchesRequest) -> Result<Matches, WireError> {
        let id: ArticleId = convert::id(&input.article, "article")?;
        self.disk(move |library| {
            let ranges = library.matches(&query::parse(&input.query, now()), id)?;
            let text = Text::new(library.capture(library.article(id)?.capture)?.text);
            Ok(Matches { ranges: convert::utf16_ranges(&text, &ranges) })
        })
        .await
    }

    pub(crate) async fn search_facets(
        &self,
        input: FacetsRequest,
    ) -> Result<SearchFacets, WireError> {
        let wanted = self.turns.follow(input.field.as_deref());
        self.disk(move |library| {
            let facets = library.facets_while(&query::parse(&input.query, now()), &wanted)?;
            let named = |list: Vec<(String, u32)>| {
                list.into_iter().map(|(name, count)| Counted { name, count }).collect()
            };
            let kinds = facets.kinds.iter().map(|(kind, n)| (kind.as_str().to_owned(), *n));
            let years = facets.years.iter().map(|(year, n)| (year.to_string(), *n));
            let colors = facets.colors.iter().map(|(color, n)| (color.as_str().to_owned(), *n));
            Ok(SearchFacets {
                kinds: named(kinds.collect()),
                tags: named(facets.tags),
                sites: named(facets.sites),
                authors: named(facets.authors),
                years: named(years.collect()),
                colors: named(colors.collect()),
            })
        })
        .await
    }

    pub(crate) async fn search_complete(
        &self,
        input: CompleteRequest,
    ) -> Result<Vec<CompletionItem>, WireError> {
        self.disk(move |library| {
            let typed = Text::new(input.query.clone());
            let caret = typed.byte_of(typed.code_point_of_utf16(input.caret));
            let Some(found) = query::complete(&input.query, caret) else { return Ok(Vec::new()) };
            let (range, words) = match found {
                Completion::Field { range, fields } => (range, fields),
                Completion::Value { range, field, begun, words } => {
                    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                    words.extend(names(library, field, &begun)?);
                    (range, words)
                }
            };
            let unit = |byte| typed.utf16_of(typed.code_point_of(byte));
            let (start, end) = (unit(range.start), unit(range.end));
            let item = |text| CompletionItem { start, end, text };
            Ok(words.into_iter().take(OFFERED).map(item).collect())
        })
        .await
    }

    pub(crate) async fn search_why(
        &self,
        input: WhyRequest,
    ) -> Result<Vec<MatchReason>, WireError> {
        let kind = EntityKind::parse(&input.kind).ok_or_else(|| {
            WireError::invalid(sentence!("no-such-kind", "There is no such kind of thing."))
        })?;
        let id: ArticleId = convert::id(&input.id, "hit")?;
        self.disk(move |library| {
            let query = query::parse(&input.query, now());
            let reasons = library.why(&query, kind, id.as_bytes())?;
            let reasons = reasons.into_iter().map(|reason| MatchReason {
                word: reason.word,
                field: reason.place.as_str().into(),
                times: reason.times,
                forms: reason.forms,
            });
            Ok(reasons.collect())
        })
        .await
    }

    pub(crate) async fn search_language(
        &self,
        _: Nothing,
    ) -> Result<Vec<QueryOperator>, WireError> {
        let operators = OPERATORS.iter().map(|operator| QueryOperator {
            field: operator.field.into(),
            example: operator.example.into(),
            values: operator.takes.words().iter().map(|word| (*word).to_owned()).collect(),
            description: operator.description.into(),
        });
        Ok(operators.collect())
    }

    pub(crate) async fn article_related(
        &self,
        input: ById,
    ) -> Result<Vec<RelatedArticle>, WireError> {
        let id: ArticleId = convert::id(&input.id, "article")?;
        self.disk(move |library| {
            let related = library.related(id, RELATED)?.into_iter().map(|related| RelatedArticle {
                article: related.article.to_string(),
                title: related.title,
                score: related.score,
                shared: related.shared,
            });
            Ok(related.collect())
        })
        .await
    }

    pub(crate) async fn passage_elsewhere(
        &self,
        input: PassageRequest,
    ) -> Result<Vec<PassageElsewhere>, WireError> {
        let except = input.except.as_deref().map(|id| convert::id(id, "article")).transpose()?;
        self.disk(move |library| {
            let mut places = Vec::new();
            for found in library.elsewhere(&input.text, except, RELATED)? {
                let text = text_of(library, found.article)?;
                let (start, end) = found.range;
                places.push(PassageElsewhere {
                    article: found.article.to_string(),
                    title: found.title,
                    share: found.share,
                    passage: [text.utf16_of(start), text.utf16_of(end)],
                    text: found.text,
                });
            }
            Ok(places)
        })
        .await
    }

    /// Waits until everything written so far can be found, at most `wait`.
    ///
    /// # Errors
    /// `internal` when the index cannot be written; the library itself is unharmed.
    pub async fn catch_up(&self, wait: Duration) -> Result<(), WireError> {
        self.disk(move |library| Ok(library.catch_up(wait)?)).await
    }

    /// What a query finds, offsets in code points.
    ///
    /// # Errors
    /// `internal` when the index cannot be read.
    pub async fn find(
        &self,
        typed: String,
        offset: u32,
        limit: u32,
    ) -> Result<(Query, commonplace_library::Answer), WireError> {
        self.disk(move |library| {
            let query = query::parse(&typed, now());
            let answer = library.search(&query, offset, limit)?;
            Ok((query, answer))
        })
        .await
    }
}

fn problems(query: &Query, typed: &Text) -> Vec<QueryProblem> {
    let unit = |byte| typed.utf16_of(typed.code_point_of(byte));
    query
        .problems
        .iter()
        .map(|problem| QueryProblem {
            start: unit(problem.range.start),
            end: unit(problem.range.end),
            said: problem.message.clone().into(),
        })
        .collect()
}

fn chips(query: &Query, typed: &Text) -> Vec<QueryChip> {
    let unit = |byte| typed.utf16_of(typed.code_point_of(byte));
    query
        .chips
        .iter()
        .map(|chip| QueryChip {
            start: unit(chip.range.start),
            end: unit(chip.range.end),
            field: chip.field.into(),
            value: chip.value.clone(),
            negative: chip.negative,
        })
        .collect()
}

fn suggestions(
    library: &Library,
    query: &Query,
    typed: &Text,
) -> Result<Vec<QuerySuggestion>, WireError> {
    let unit = |byte| typed.utf16_of(typed.code_point_of(byte));
    let suggestions = library.suggest(query, typed.as_str())?.into_iter();
    let wire = suggestions.map(|suggestion| QuerySuggestion {
        start: unit(suggestion.range.start),
        end: unit(suggestion.range.end),
        word: suggestion.word,
        count: suggestion.count,
    });
    Ok(wire.collect())
}

/// Names of the library that a field's value may go on to, written as the query needs them.
fn names(library: &Library, field: &str, begun: &str) -> Result<Vec<String>, WireError> {
    let all: Vec<String> = match field {
        "tag" => library.tags()?.into_iter().map(|tag| tag.name).collect(),
        "in" => library.collections()?.into_iter().map(|collection| collection.name).collect(),
        "site" | "author" | "lang" => {
            let everything = library.facets(&query::parse("in:articles", now()))?;
            let counted = match field {
                "site" => everything.sites,
                "author" => everything.authors,
                _ => Vec::new(),
            };
            counted.into_iter().map(|(name, _)| name).collect()
        }
        _ => Vec::new(),
    };
    let begun = begun.to_lowercase();
    let fitting = all.into_iter().filter(|name| name.to_lowercase().starts_with(&begun));
    Ok(fitting
        .map(|name| if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name })
        .collect())
}

fn text_of(library: &Library, id: ArticleId) -> Result<Text, WireError> {
    Ok(Text::new(library.capture(library.article(id)?.capture)?.text))
}

fn wire_hit(
    library: &Library,
    texts: &mut HashMap<ArticleId, Text>,
    hit: Hit,
) -> Result<SearchHit, WireError> {
    let mut text = hit.text.as_deref().map(|text| Text::new(text.to_owned()));
    if text.is_none()
        && hit.passage.is_some()
        && let Some(id) = hit.article
    {
        if let Entry::Vacant(place) = texts.entry(id) {
            place.insert(text_of(library, id)?);
        }
        text = texts.get(&id).cloned();
    }
    let units = |(start, end): (u32, u32)| {
        text.as_ref().map(|text| [text.utf16_of(start), text.utf16_of(end)])
    };
    let marks = |snippet: &str, marks: &[(u32, u32)]| {
        convert::utf16_ranges(&Text::new(snippet.to_owned()), marks)
    };
    let more = hit.more.iter().filter_map(|passage| {
        Some(SearchPassage {
            marks: marks(&passage.snippet, &passage.marks),
            snippet: passage.snippet.clone(),
            passage: units(passage.range)?,
        })
    });
    Ok(SearchHit {
        kind: hit.kind.as_str().into(),
        id: hit.id.to_string(),
        article: hit.article.map(|id| id.to_string()),
        marks: marks(&hit.snippet, &hit.marks),
        title_marks: marks(&hit.title, &hit.title_marks),
        names: hit
            .names
            .iter()
            .map(|name| SearchName {
                field: name.place.as_str().into(),
                marks: marks(&name.text, &name.marks),
                name: name.text.clone(),
            })
            .collect(),
        more: more.collect(),
        passage: hit.passage.and_then(units),
        title: hit.title,
        snippet: hit.snippet,
        site: hit.site,
        color: hit.color.map(|color| color.as_str().to_owned()),
        score: hit.score,
        partial: hit.partial,
        matches: hit.matches,
    })
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn a_later_search_of_a_field_stops_what_belongs_to_the_one_before() {
        let turns = Turns::default();
        let (first, elsewhere) = (turns.take(Some("search")), turns.take(Some("palette")));
        let counting = turns.follow(Some("search"));
        assert!(first() && counting() && elsewhere());
        let second = turns.take(Some("search"));
        assert!(!first() && !counting());
        assert!(second() && elsewhere() && turns.follow(Some("search"))() && turns.take(None)());
    }
}
