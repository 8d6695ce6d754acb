//! A query's tree as sets to be joined, kept and dropped. Nothing here fails on what was typed.

use super::{
    forms::{Leaf, Lookup},
    schema::{LENGTH, PUBLISHED, TIME},
};
use crate::{
    Error,
    store::{self, Store, tag},
};
use commonplace_core::{
    model::{ArticleId, Millis},
    query::{Condition, Content, Event, Node, Part, Query},
};

/// Fewer words are not taken for a question.
pub(super) const QUESTION: usize = 5;

/// How to find the documents of one part of a query.
pub(super) enum Plan {
    /// What answers this leaf.
    Leaf(usize),
    /// What answers this leaf, or everything where it is too common to tell.
    Optional(usize),
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    /// What carries this flag.
    Flag(String),
    Tag {
        key: String,
        prefix: bool,
    },
    /// Whose address contains this.
    Url(String),
    /// What belongs to these articles.
    Articles(Vec<ArticleId>),
    /// Whose column holds something from the first to the last.
    Column {
        name: &'static str,
        from: i64,
        to: i64,
    },
}

/// A query, ready to be run on every segment.
pub(super) struct Planned {
    /// Everything that was asked; none finds everything.
    pub(super) strict: Option<Plan>,
    pub(super) leaves: Vec<Leaf>,
    /// Where not all words are found, any of these words under this condition.
    pub(super) relaxed: Option<(Vec<usize>, Option<Plan>)>,
    /// The words typed without a field, as one title; empty where something else was asked.
    pub(super) title: String,
    /// Words rank the answer.
    pub(super) has_words: bool,
}

/// Makes the plan of a query.
pub(super) fn plan(
    lookup: &mut Lookup<'_>,
    store: &Store,
    query: &Query,
) -> Result<Planned, Error> {
    let mut planner = Planner { lookup, store, leaves: Vec::new() };
    let root = &query.root;
    let mut strict = planner.node(root)?;
    let has_words = !planner.leaves.is_empty();
    planner.see_question();
    let parts = match root {
        Node::All(parts) => &parts[..],
        node => std::slice::from_ref(node),
    };
    let mut relaxed = None;
    if let Some(Plan::All(plans)) = &strict {
        let mut words: Vec<usize> =
            plans.iter().filter_map(|plan| planner.words(plan)).flatten().collect();
        words.retain(|leaf| !planner.leaves[*leaf].is_common);
        if words.len() > 1 {
            let rest: Vec<&Node> = parts.iter().filter(|part| !are_words(part)).collect();
            relaxed = Some((words, planner.all(&rest, &mut Vec::new())?));
        }
    }
    // Conditions alone are meant for articles: their highlights and notes share them.
    if !has_words && !names_a_kind(root) {
        let articles = Plan::Flag("kind:article".into());
        strict = Some(match strict {
            Some(strict) => Plan::All(vec![strict, articles]),
            None => articles,
        });
    }
    let typed = parts.iter().filter_map(|part| match part {
        Node::Find { field: None, term } => Some(term.text.as_str()),
        _ => None,
    });
    let title = super::documents::whole(&typed.collect::<Vec<_>>().join(" "));
    Ok(Planned { strict, leaves: planner.leaves, relaxed, title, has_words })
}

struct Planner<'a, 'b> {
    lookup: &'a mut Lookup<'b>,
    store: &'a Store,
    leaves: Vec<Leaf>,
}

impl Planner<'_, '_> {
    /// The plan for a node; none where the node says nothing, such as a word of punctuation alone.
    fn node(&mut self, node: &Node) -> Result<Option<Plan>, Error> {
        Ok(Some(match node {
            Node::Everything => return Ok(None),
            Node::All(parts) => {
                return self.all(&parts.iter().collect::<Vec<_>>(), &mut Vec::new());
            }
            Node::Any(parts) => {
                let mut plans = Vec::new();
                for part in parts {
                    plans.extend(self.node(part)?);
                }
                match plans.len() {
                    0 => return Ok(None),
                    _ => Plan::Any(plans),
                }
            }
            Node::Not(part) => match self.node(part)? {
                Some(plan) => Plan::Not(Box::new(plan)),
                None => return Ok(None),
            },
            Node::Find { field, term } => {
                let leaf = self.lookup.term(*field, term)?;
                return Ok(leaf.map(|leaf| self.leaf(leaf)));
            }
            Node::Near { field, words, distance } => {
                let leaf = self.lookup.near(*field, words, *distance)?;
                return Ok(leaf.map(|leaf| self.leaf(leaf)));
            }
            Node::Tag { name, prefix } => Plan::Tag { key: tag::key(name), prefix: *prefix },
            Node::Url(part) => Plan::Url(part.to_lowercase()),
            Node::Language(tag) => Plan::Flag(format!("lang:{}", tag.to_lowercase())),
            Node::In(part) => Plan::Flag(kind(*part).into()),
            Node::Collection(path) => {
                let path: Vec<String> = path.split('/').map(tag::key).collect();
                let store = self.store;
                Plan::Articles(store.read(|c| store::search::in_collection(c, &path))?)
            }
            Node::Color(color) => Plan::Flag(format!("color:{}", color.as_str())),
            Node::Is(condition) => Plan::Flag(match condition {
                Condition::State(state) => format!("state:{}", state.as_str()),
                Condition::Favourite => "favourite".into(),
                Condition::Highlighted => "has:highlights".into(),
                Condition::Orphan => "orphan".into(),
                Condition::Edited => "edited".into(),
                Condition::Ambiguous => "ambiguous".into(),
            }),
            Node::Has(content) => Plan::Flag(
                match content {
                    Content::Highlights => "has:highlights",
                    Content::Notes => "has:notes",
                    Content::Images => "has:images",
                    Content::Code => "has:code",
                }
                .into(),
            ),
            Node::When { event, from, until } => self.when(*event, *from, *until)?,
            Node::Words { from, to } => {
                Plan::Column { name: LENGTH, from: i64::from(*from), to: i64::from(*to) }
            }
        }))
    }

    /// So many words are perhaps a question; those that it is put with tell nothing beside those that it is about.
    fn see_question(&mut self) {
        let telling = |leaf: &Leaf| !(leaf.is_common || leaf.is_filler || leaf.is_origin);
        if self.leaves.len() >= QUESTION && self.leaves.iter().any(telling) {
            self.leaves.iter_mut().for_each(|leaf| leaf.is_common |= leaf.is_filler);
        }
    }

    /// The telling words of a plan of words alone; none where it is something else.
    fn words(&self, plan: &Plan) -> Option<Vec<usize>> {
        match plan {
            Plan::Leaf(leaf) => self.leaves[*leaf].anywhere.then(|| vec![*leaf]),
            Plan::Optional(leaf) => self.leaves[*leaf].anywhere.then(Vec::new),
            Plan::All(plans) => {
                let words: Option<Vec<Vec<usize>>> =
                    plans.iter().map(|plan| self.words(plan)).collect();
                Some(words?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    fn leaf(&mut self, leaf: Leaf) -> Plan {
        let part = leaf.part;
        self.leaves.push(leaf);
        let plan = Plan::Leaf(self.leaves.len() - 1);
        match part {
            Some(part) => Plan::All(vec![plan, Plan::Flag(kind(part).into())]),
            None => plan,
        }
    }

    /// All of the parts. Beside words that tell something, common ones need not be there.
    fn all(&mut self, parts: &[&Node], plans: &mut Vec<Plan>) -> Result<Option<Plan>, Error> {
        for part in parts {
            plans.extend(self.node(part)?);
        }
        let common = |plan: &Plan| matches!(plan, Plan::Leaf(leaf) if self.leaves[*leaf].is_common);
        // Where it is from narrows an answer down, but tells nothing of what it says.
        let telling = |plan: &Plan| match plan {
            Plan::Leaf(leaf) => !self.leaves[*leaf].is_common && !self.leaves[*leaf].is_origin,
            // A leaf of one field.
            Plan::All(parts) => matches!(parts.first(), Some(Plan::Leaf(_))),
            _ => false,
        };
        if plans.iter().any(telling) {
            for plan in plans.iter_mut() {
                if common(plan)
                    && let Plan::Leaf(leaf) = plan
                {
                    *plan = Plan::Optional(*leaf);
                }
            }
        }
        Ok(match plans.len() {
            0 => None,
            1 => plans.pop(),
            _ => Some(Plan::All(std::mem::take(plans))),
        })
    }

    fn when(
        &self,
        event: Event,
        from: Option<Millis>,
        until: Option<Millis>,
    ) -> Result<Plan, Error> {
        let (first, last) = (
            from.map_or(i64::MIN, |moment| moment.0),
            until.map_or(i64::MAX, |moment| moment.0.saturating_sub(1)),
        );
        let column = |name| Plan::Column { name, from: first, to: last };
        let store = self.store;
        Ok(match event {
            Event::Saved => column(TIME),
            Event::Published => column(PUBLISHED),
            Event::Opened => Plan::Articles(store.read(|c| store::search::opened(c, first, last))?),
            Event::Highlighted => {
                let articles = store.read(|c| store::search::highlighted(c, first, last))?;
                let made = vec![Plan::Flag("kind:highlight".into()), column(TIME)];
                let in_them = vec![Plan::Flag("kind:article".into()), Plan::Articles(articles)];
                Plan::Any(vec![Plan::All(made), Plan::All(in_them)])
            }
        })
    }
}

fn kind(part: Part) -> &'static str {
    match part {
        Part::Articles => "kind:article",
        Part::Highlights => "kind:highlight",
        Part::Notes => "kind:note",
    }
}

/// Words in any field, with parentheses or without: prose has them too.
fn are_words(node: &Node) -> bool {
    match node {
        Node::Find { field: None, .. } | Node::Near { field: None, .. } => true,
        Node::All(parts) => parts.iter().all(are_words),
        _ => false,
    }
}

fn names_a_kind(node: &Node) -> bool {
    match node {
        Node::Everything | Node::Tag { .. } | Node::In(_) | Node::Color(_) => true,
        Node::When { event: Event::Highlighted, .. } => true,
        Node::All(parts) | Node::Any(parts) => parts.iter().any(names_a_kind),
        Node::Not(part) => matches!(**part, Node::In(_)),
        _ => false,
    }
}
