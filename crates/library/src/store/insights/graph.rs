//! How articles hang together: through tags they share, through links in their texts, and through notes.

use crate::{
    Error,
    store::{count, uuid_of},
};
use commonplace_core::{address, model::ArticleId};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Ties that one article keeps at most; more make a ball of wool of a picture.
const TIES: usize = 6;
/// A tag on more articles than this ties nothing together.
const COMMON: u32 = 60;
/// So many times more articles than are drawn are looked at for what ties them.
const POOL: usize = 3;
/// How close a note that names two articles holds them together, and a link from one to the other; a tag holds less.
const BY_NOTE: f64 = 3.0;
const BY_LINK: f64 = 2.0;

commonplace_core::words! {
    /// What ties two articles together.
    Joint {
        /// A note names both, or stands on one and names the other.
        Note = "note",
        /// One links to the other.
        Link = "link",
        /// They share a tag.
        Tag = "tag",
    }
}

/// A tie between two articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Places of both in the list of nodes, the lesser first.
    pub ends: (usize, usize),
    /// The strongest thing that ties them.
    pub joint: Joint,
    /// The tags they share.
    pub tags: Vec<String>,
    /// The greater the closer.
    pub weight: f64,
}

/// Articles and the ties between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Articles with their titles and how many highlights they have; each has a tie to another of them.
    pub nodes: Vec<(ArticleId, String, u32)>,
    /// Ties between them.
    pub links: Vec<Link>,
    /// Articles that hang together with others too, for which there was no room.
    pub left_out: u32,
    /// Articles of which nothing was found that they hang together with.
    pub alone: u32,
}

/// The ties among at most `limit` articles: those that are tied the closest, each with its closest neighbour, and those
/// with highlights before others.
pub(crate) fn graph(connection: &Connection, limit: u32) -> Result<Graph, Error> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (nodes, places) = articles(connection)?;
    let tags = carriers(connection, &places)?;
    let notes = mentions(connection, &places)?;

    // Every body would have to be read for the links of all articles; those that are looked at are tied by something
    // else already, have highlights, or were opened or saved last.
    let mut promise = vec![0.0; nodes.len()];
    for (_, carriers) in &tags {
        carriers.iter().for_each(|place| add(&mut promise, *place, closeness(carriers.len())));
    }
    notes.iter().flatten().for_each(|place| add(&mut promise, *place, BY_NOTE));
    let mut pool: Vec<usize> = (0..nodes.len()).collect();
    let rank = |place: &usize| {
        let tied = promise.get(*place).copied().unwrap_or(0.0);
        let marked = nodes.get(*place).is_some_and(|(.., highlights)| *highlights > 0);
        if tied > 0.0 && marked { tied + BY_NOTE } else { tied }
    };
    // A stable sort: among equals those with highlights, then the last opened or saved, stay first.
    pool.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    pool.truncate(limit.saturating_mul(POOL));
    let inside: HashSet<usize> = pool.iter().copied().collect();

    let mut ties = Ties::default();
    by_tags(&tags, &inside, &mut ties);
    by_links(connection, &nodes, &places, &pool, &mut ties)?;
    by_notes(&notes, &mut ties);
    let links = ties.strongest(nodes.len());

    let mut tied: HashSet<usize> =
        links.iter().flat_map(|link| [link.ends.0, link.ends.1]).collect();
    let chosen = choose(&links, &nodes, limit);
    tied.extend((0..nodes.len()).filter(|place| promise.get(*place).is_some_and(|by| *by > 0.0)));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (left_out, alone) = (number(tied.len() - chosen.len()), number(nodes.len() - tied.len()));

    let seats: HashMap<usize, usize> =
        chosen.iter().enumerate().map(|(seat, place)| (*place, seat)).collect();
    let seated = links.into_iter().filter_map(|link| {
        let (a, b) = (*seats.get(&link.ends.0)?, *seats.get(&link.ends.1)?);
        Some(Link { ends: (a.min(b), a.max(b)), ..link })
    });
    let links = seated.collect();
    let nodes = chosen.iter().filter_map(|place| nodes.get(*place).cloned()).collect();
    Ok(Graph { nodes, links, left_out, alone })
}

/// An article with its title and how many highlights it has.
type Node = (ArticleId, String, u32);

/// All articles, those with highlights first, then those last opened or saved; and where each stands by its names.
fn articles(connection: &Connection) -> Result<(Vec<Node>, Places), Error> {
    let mut nodes = Vec::new();
    let mut places = Places::default();
    let mut statement = connection.prepare_cached(include_str!("nodes.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let id = ArticleId::new(uuid_of(row, 0)?);
        let title: String = row.get(1)?;
        let place = nodes.len();
        places.ids.insert(id, place);
        places.titles.entry(title.to_lowercase()).or_insert(place);
        if let Some(url) = row.get::<_, Option<String>>(2)? {
            places.urls.insert(url, place);
        }
        nodes.push((id, title, count(row.get(3)?)));
    }
    Ok((nodes, places))
}

/// Articles in the order in which they are drawn: by how closely they are tied, each followed by its closest neighbour,
/// so that none stands without a tie.
fn choose(links: &[Link], nodes: &[Node], limit: usize) -> Vec<usize> {
    let mut weight = vec![0.0; nodes.len()];
    let mut neighbour: HashMap<usize, usize> = HashMap::new();
    // The closest come first.
    for Link { ends: (a, b), weight: by, .. } in links {
        add(&mut weight, *a, *by);
        add(&mut weight, *b, *by);
        neighbour.entry(*a).or_insert(*b);
        neighbour.entry(*b).or_insert(*a);
    }
    let value = |place: usize| {
        let marked = nodes.get(place).is_some_and(|(.., highlights)| *highlights > 0);
        weight.get(place).copied().unwrap_or(0.0) * if marked { 2.0 } else { 1.0 }
    };
    let mut order: Vec<usize> = neighbour.keys().copied().collect();
    order.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    let mut chosen = Vec::new();
    let mut inside = HashSet::new();
    for place in order {
        let beside = neighbour.get(&place).copied().filter(|beside| !inside.contains(beside));
        let more = usize::from(!inside.contains(&place)) + usize::from(beside.is_some());
        if chosen.len() + more > limit {
            continue;
        }
        for place in [Some(place), beside].into_iter().flatten() {
            if inside.insert(place) {
                chosen.push(place);
            }
        }
    }
    chosen
}

fn add(sums: &mut [f64], place: usize, by: f64) {
    if let Some(sum) = sums.get_mut(place) {
        *sum += by;
    }
}

/// How close a tag holds those together that carry it; the fewer, the closer.
fn closeness(carriers: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "at most a few dozen")]
    let carriers = carriers as f64;
    1.0 / (1.0 + carriers).ln()
}

#[derive(Default)]
struct Places {
    ids: HashMap<ArticleId, usize>,
    titles: HashMap<String, usize>,
    urls: HashMap<String, usize>,
}

#[derive(Default)]
struct Ties(BTreeMap<(usize, usize), Link>);

impl Ties {
    fn add(&mut self, a: usize, b: usize, joint: Joint, weight: f64, tag: Option<&str>) {
        if a == b {
            return;
        }
        let ends = (a.min(b), a.max(b));
        let link = self.0.entry(ends).or_insert_with(|| Link {
            ends,
            joint,
            tags: Vec::new(),
            weight: 0.0,
        });
        link.joint = link.joint.min(joint);
        link.weight += weight;
        link.tags.extend(tag.map(str::to_owned));
    }

    /// For each article its closest ties; a tie stays where one of its ends keeps it.
    fn strongest(self, nodes: usize) -> Vec<Link> {
        let mut links: Vec<Link> = self.0.into_values().collect();
        links.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.ends.cmp(&b.ends)));
        let mut kept = vec![0_usize; nodes];
        links.retain(|link| {
            let (a, b) = link.ends;
            let keep = [a, b].iter().any(|end| kept.get(*end).is_some_and(|n| *n < TIES));
            if keep {
                for end in [a, b] {
                    if let Some(n) = kept.get_mut(end) {
                        *n += 1;
                    }
                }
            }
            keep
        });
        links
    }
}

/// The tags that tie articles together, and the places of those that carry them.
fn carriers(connection: &Connection, places: &Places) -> Result<Vec<(String, Vec<usize>)>, Error> {
    let mut statement = connection.prepare_cached(include_str!("node_tags.sql"))?;
    // Some carriers may lie in the Trash; asking for each in the statement would take many times as long.
    let mut rows = statement.query([COMMON * 4])?;
    let mut carriers: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let Some(place) = places.ids.get(&ArticleId::new(uuid_of(row, 1)?)) else { continue };
        carriers.entry(uuid_of(row, 0)?).or_default().push(*place);
    }
    drop(rows);
    let few = |carriers: &Vec<usize>| (2..=COMMON as usize).contains(&carriers.len());
    let mut name = connection.prepare_cached("SELECT name FROM tag WHERE id = ?1")?;
    carriers
        .into_iter()
        .filter(|(_, carriers)| few(carriers))
        .map(|(tag, carriers)| Ok((name.query_row([tag.as_bytes()], |row| row.get(0))?, carriers)))
        .collect()
}

/// Articles that share a tag.
fn by_tags(tags: &[(String, Vec<usize>)], inside: &HashSet<usize>, ties: &mut Ties) {
    for (name, carriers) in tags {
        let weight = closeness(carriers.len());
        let here: Vec<usize> =
            carriers.iter().copied().filter(|place| inside.contains(place)).collect();
        for (n, a) in here.iter().enumerate() {
            for b in here.iter().skip(n + 1) {
                ties.add(*a, *b, Joint::Tag, weight, Some(name));
            }
        }
    }
}

/// Articles of which one links to the other, as far as one of them is in `pool`.
fn by_links(
    connection: &Connection,
    nodes: &[Node],
    places: &Places,
    pool: &[usize],
    ties: &mut Ties,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(include_str!("node_body.sql"))?;
    for from in pool {
        let Some((id, ..)) = nodes.get(*from) else { continue };
        let mut rows = statement.query([id.as_bytes()])?;
        while let Some(row) = rows.next()? {
            for address in links_in(row.get_ref(0)?.as_str().unwrap_or_default()) {
                if let Some(to) = places.urls.get(&address) {
                    ties.add(*from, *to, Joint::Link, BY_LINK, None);
                }
            }
        }
    }
    Ok(())
}

/// For each note that names articles: those, and the article that the note is on.
fn mentions(connection: &Connection, places: &Places) -> Result<Vec<Vec<usize>>, Error> {
    let mut statement = connection.prepare_cached(include_str!("notes.sql"))?;
    let mut rows = statement.query(())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let on: Option<[u8; 16]> = row.get(0)?;
        let on = on.and_then(|id| places.ids.get(&ArticleId::new(Uuid::from_bytes(id))).copied());
        let mut named: Vec<usize> = on.into_iter().collect();
        named.extend(named_in(row.get_ref(1)?.as_str().unwrap_or_default(), places));
        named.sort_unstable();
        named.dedup();
        if named.len() > 1 {
            found.push(named);
        }
    }
    Ok(found)
}

/// Articles that a note names, with each other and with the article that the note is on.
fn by_notes(notes: &[Vec<usize>], ties: &mut Ties) {
    for named in notes {
        for (n, a) in named.iter().enumerate() {
            for b in named.iter().skip(n + 1) {
                ties.add(*a, *b, Joint::Note, BY_NOTE, None);
            }
        }
    }
}

/// Articles that Markdown names: `[[title]]`, and links to an article of the library or to its address.
fn named_in(markdown: &str, places: &Places) -> Vec<usize> {
    let titles = markdown.split("[[").skip(1).filter_map(|rest| {
        let title = rest.split_once("]]")?.0;
        // What stands behind a bar or a sharp sign is a label or a part.
        let title = title.split(['|', '#']).next()?;
        places.titles.get(&title.trim().to_lowercase()).copied()
    });
    let ours = markdown.split("commonplace://article/").skip(1).filter_map(|rest| {
        let id: ArticleId = rest.get(..36)?.parse().ok()?;
        places.ids.get(&id).copied()
    });
    let addresses = markdown
        .split(|c: char| c.is_whitespace() || "()<>[]\"'".contains(c))
        .filter(|word| word.starts_with("http"))
        .filter_map(|word| places.urls.get(&address::canonical(word)?).copied());
    titles.chain(ours).chain(addresses).collect()
}

/// The canonical addresses that a sealed body links to. Its attributes are always in double quotes.
fn links_in(body: &str) -> Vec<String> {
    let values = body.split(" href=\"http").skip(1);
    values
        .filter_map(|rest| {
            let rest = rest.split_once('"')?.0.replace("&amp;", "&");
            address::canonical(&format!("http{rest}"))
        })
        .collect()
}
