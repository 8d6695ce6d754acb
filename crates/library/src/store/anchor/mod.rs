//! Following the highlights of an article into a capture. Nothing but anchors is written here; triggers and a count
//! hold it to that.

use super::{capture, highlight, uuid_of};
use crate::Error;
use commonplace_core::{
    anchor::{Diff, resolve},
    model::{Anchor, AnchorState, ArticleId, CaptureId, DecidedBy, HighlightId, Selector},
    text::Text,
};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// How many highlights of an article landed how in a capture; deleted ones are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnchorCounts {
    /// Letter for letter, or but for typesetting.
    pub exact: u32,
    /// In words that were changed.
    pub edited: u32,
    /// Elsewhere than before.
    pub moved: u32,
    /// At one of several places.
    pub ambiguous: u32,
    /// Nowhere.
    pub orphan: u32,
}

impl AnchorCounts {
    fn count(&mut self, state: AnchorState) {
        *match state {
            AnchorState::Exact => &mut self.exact,
            AnchorState::Edited => &mut self.edited,
            AnchorState::Moved => &mut self.moved,
            AnchorState::Ambiguous => &mut self.ambiguous,
            AnchorState::Orphan => &mut self.orphan,
        } += 1;
    }
}

/// Hears how many highlights are done, and of how many; an error stops the work, and nothing has happened.
pub type Progress<'p> = &'p mut dyn FnMut(u32, u32) -> Result<(), Error>;

/// Highlights between two tellings of how far it is.
const STEP: u32 = 64;

/// A highlight to be followed.
struct Subject {
    id: HighlightId,
    is_live: bool,
    origin: CaptureId,
    selector: Selector,
}

/// Finds every highlight of an article in a capture and keeps where they land. What is kept for this capture already
/// stays where a person decided it, or where the highlight was made in it.
pub(super) fn follow(
    connection: &Connection,
    article: ArticleId,
    current: CaptureId,
    target: CaptureId,
    progress: Progress<'_>,
) -> Result<AnchorCounts, Error> {
    connection.prepare_cached(include_str!("begin.sql"))?.execute(())?;
    let counts = find_all(connection, article, current, target, progress)?;
    connection.prepare_cached("DELETE FROM anchoring")?.execute(())?;
    Ok(counts)
}

/// Finds one highlight again in a capture, whatever was decided on it there.
pub(super) fn find_again(
    connection: &Connection,
    article: ArticleId,
    target: CaptureId,
    id: HighlightId,
) -> Result<Anchor, Error> {
    let subject = subjects(connection, article)?.into_iter().find(|subject| subject.id == id);
    let subject = subject.ok_or(Error::NotFound { what: "highlight" })?;
    let mut known = known(connection, article)?;
    let anchors = known.entry(id).or_default();
    anchors.retain(|(capture, _)| *capture != target || subject.origin == target);
    let mut texts = Texts { connection, read: HashMap::new() };
    texts.read(target)?;
    texts.read(subject.origin)?;
    for (capture, _) in known.get(&id).into_iter().flatten() {
        texts.read(*capture)?;
    }
    let newest = known.get(&id).and_then(|anchors| anchors.first()).map(|(capture, _)| *capture);
    let mut diffs = Diffs { texts: &texts.read, target, made: BTreeMap::new() };
    Ok(find(&mut diffs, &subject, &known, newest.unwrap_or(subject.origin)))
}

fn find_all(
    connection: &Connection,
    article: ArticleId,
    current: CaptureId,
    target: CaptureId,
    progress: Progress<'_>,
) -> Result<AnchorCounts, Error> {
    let subjects = subjects(connection, article)?;
    let known = known(connection, article)?;
    let mut texts = Texts { connection, read: HashMap::new() };
    texts.read(target)?;
    for subject in &subjects {
        let sources = known.get(&subject.id).into_iter().flatten().map(|(capture, _)| *capture);
        for capture in sources.filter(|capture| *capture == current).chain([subject.origin]) {
            texts.read(capture)?;
        }
        for (capture, _) in decisions(&known, subject.id) {
            texts.read(*capture)?;
        }
    }
    let mut diffs = Diffs { texts: &texts.read, target, made: BTreeMap::new() };
    let mut counts = AnchorCounts::default();
    let total = u32::try_from(subjects.len()).unwrap_or(u32::MAX);
    for (done, subject) in (0..).zip(&subjects) {
        if done % STEP == 0 {
            progress(done, total)?;
        }
        let here = known.get(&subject.id).and_then(|anchors| {
            anchors.iter().find(|(capture, _)| *capture == target).map(|(_, anchor)| *anchor)
        });
        let settled =
            |anchor: &Anchor| anchor.decided_by == DecidedBy::User || subject.origin == target;
        let anchor = match here.filter(settled) {
            Some(anchor) => anchor,
            None => {
                let found = find(&mut diffs, subject, &known, current);
                highlight::put_anchor(connection, subject.id, target, &found)?;
                found
            }
        };
        if subject.is_live {
            counts.count(anchor.state);
        }
    }
    progress(total, total)?;
    Ok(counts)
}

/// Where a highlight lands: carried from where a person put it, else from where it stands now, else from where it was
/// made. A passage that was lost on the way is so found again when it returns.
fn find(diffs: &mut Diffs<'_>, subject: &Subject, known: &Known, current: CaptureId) -> Anchor {
    let mut best: Option<Anchor> = None;
    for (capture, decided) in decisions(known, subject.id) {
        let Some(range) = decided.range else {
            // A person said that it is nowhere; in that text it stays so.
            if diffs.is_same(*capture) {
                return *decided;
            }
            continue;
        };
        let found = diffs.carry(*capture, &subject.selector, range);
        if let Some(place) = found.range {
            // What a person accepted and nobody has changed since needs no second look.
            return if diffs.same_words(*capture, range, place)
                && found.state != AnchorState::Ambiguous
            {
                Anchor { state: decided.state, decided_by: DecidedBy::User, ..found }
            } else {
                found
            };
        }
    }
    let now = known.get(&subject.id).and_then(|anchors| anchors.iter().find(|a| a.0 == current));
    if let Some((capture, anchor)) = now
        && let Some(range) = anchor.range.filter(|_| anchor.state != AnchorState::Ambiguous)
    {
        better(&mut best, diffs.carry(*capture, &subject.selector, range));
    }
    if best.is_none_or(|anchor| anchor.state != AnchorState::Exact) {
        let made = subject.selector.start.zip(subject.selector.end);
        let stands = made.filter(|range| diffs.stands(subject.origin, *range, &subject.selector));
        let anchored = known.get(&subject.id).and_then(|anchors| {
            anchors.iter().find(|a| a.0 == subject.origin).and_then(|(_, anchor)| anchor.range)
        });
        match stands.or(anchored) {
            Some(range) => better(&mut best, diffs.carry(subject.origin, &subject.selector, range)),
            // Imported, and never found: there is no older place to come from.
            None => better(&mut best, diffs.search(&subject.selector)),
        }
    }
    best.unwrap_or_else(|| diffs.search(&subject.selector))
}

/// Keeps the surer of two answers, the first where they are alike.
fn better(best: &mut Option<Anchor>, found: Anchor) {
    let rank = |anchor: &Anchor| match anchor.state {
        AnchorState::Exact => 4,
        AnchorState::Moved => 3,
        AnchorState::Edited => 2,
        AnchorState::Ambiguous => 1,
        AnchorState::Orphan => 0,
    };
    if best.as_ref().is_none_or(|best| rank(&found) > rank(best)) {
        *best = Some(found);
    }
}

/// Anchors of each highlight, those of the newest capture first.
type Known = HashMap<HighlightId, Vec<(CaptureId, Anchor)>>;

/// What a person decided on a highlight's place, newest capture first; where it was made is no decision.
fn decisions(known: &Known, id: HighlightId) -> impl Iterator<Item = &(CaptureId, Anchor)> {
    use commonplace_core::model::AnchorMethod;
    known.get(&id).into_iter().flatten().filter(|(_, anchor)| {
        anchor.decided_by == DecidedBy::User && anchor.method != AnchorMethod::Selected
            || anchor.method == AnchorMethod::Attached
    })
}

fn subjects(connection: &Connection, article: ArticleId) -> Result<Vec<Subject>, Error> {
    let mut statement = connection.prepare_cached(include_str!("subjects.sql"))?;
    let mut rows = statement.query([&article.as_bytes()[..]])?;
    let mut subjects = Vec::new();
    while let Some(row) = rows.next()? {
        subjects.push(Subject {
            id: HighlightId::new(uuid_of(row, 0)?),
            is_live: row.get(1)?,
            origin: CaptureId::new(uuid_of(row, 2)?),
            selector: highlight::read_selector(row, 3, 8)?,
        });
    }
    Ok(subjects)
}

fn known(connection: &Connection, article: ArticleId) -> Result<Known, Error> {
    let mut statement = connection.prepare_cached(include_str!("known.sql"))?;
    let mut rows = statement.query([&article.as_bytes()[..]])?;
    let mut known = Known::new();
    while let Some(row) = rows.next()? {
        let id = HighlightId::new(uuid_of(row, 0)?);
        let capture = CaptureId::new(uuid_of(row, 1)?);
        known.entry(id).or_default().push((capture, highlight::read_anchor(row, 2)?));
    }
    Ok(known)
}

/// The texts of captures, each read once.
struct Texts<'c> {
    connection: &'c Connection,
    read: HashMap<CaptureId, Text>,
}

impl Texts<'_> {
    fn read(&mut self, id: CaptureId) -> Result<(), Error> {
        if let std::collections::hash_map::Entry::Vacant(place) = self.read.entry(id) {
            place.insert(Text::new(capture::text(self.connection, id)?));
        }
        Ok(())
    }
}

/// Comparisons of older texts with the new one, each made once.
struct Diffs<'t> {
    texts: &'t HashMap<CaptureId, Text>,
    target: CaptureId,
    made: BTreeMap<CaptureId, Diff<'t>>,
}

impl<'t> Diffs<'t> {
    fn carry(&mut self, from: CaptureId, selector: &Selector, range: (u32, u32)) -> Anchor {
        let (Some(old), Some(new)) = (self.texts.get(&from), self.texts.get(&self.target)) else {
            return self.search(selector);
        };
        self.made.entry(from).or_insert_with(|| Diff::between(old, new)).resolve(selector, range)
    }

    fn search(&self, selector: &Selector) -> Anchor {
        let empty = Text::default();
        resolve(self.texts.get(&self.target).unwrap_or(&empty), selector)
    }

    /// Whether a selector's quote stands at a place of a text.
    fn stands(&self, capture: CaptureId, range: (u32, u32), selector: &Selector) -> bool {
        self.texts.get(&capture).is_some_and(|text| text.slice(range.0, range.1) == selector.quote)
    }

    fn is_same(&self, from: CaptureId) -> bool {
        let text = |id| self.texts.get(&id).map(Text::as_str);
        text(from) == text(self.target)
    }

    fn same_words(&self, from: CaptureId, old: (u32, u32), new: (u32, u32)) -> bool {
        let words = |id, range: (u32, u32)| {
            self.texts.get(&id).map(|text: &Text| text.slice(range.0, range.1))
        };
        words(from, old) == words(self.target, new)
    }
}
