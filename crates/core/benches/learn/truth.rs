//! Which segments of a page stand in the text that people marked.

use crate::corpus::tokens;
use std::collections::HashMap;

/// Which segments stand in the marked text: long ones by their three-word runs, in the order that matches most words;
/// short ones where they stand between them.
pub(crate) fn belongs(segments: &[String], truth: &str) -> Vec<bool> {
    let truth = tokens(truth);
    let mut places = HashMap::<&[String], Vec<usize>>::new();
    for (at, run) in truth.windows(3).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let words: Vec<Vec<String>> = segments.iter().map(|text| tokens(text)).collect();
    // Long segments with where they could stand.
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, words) in words.iter().enumerate().filter(|(_, words)| words.len() >= 5) {
        let runs: Vec<&Vec<usize>> = words.windows(3).filter_map(|run| places.get(run)).collect();
        if runs.len() * 2 < words.len() - 2 {
            continue;
        }
        let rarest = runs.iter().min_by_key(|places| places.len()).unwrap();
        for place in rarest.iter().take(6) {
            found.push((at, *place, words.len()));
        }
    }
    // The heaviest rising run of places.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, (at, place, weight)) in found.iter().enumerate() {
        let before = (0..index)
            .filter(|i| found[*i].0 < *at && found[*i].1 < *place)
            .max_by_key(|i| best[*i].0);
        best.push((weight + before.map_or(0, |i| best[i].0), before));
    }
    let mut belongs = vec![false; segments.len()];
    let mut place_of = vec![None; segments.len()];
    let mut covered = vec![false; truth.len()];
    let mut next = (0..found.len()).max_by_key(|i| best[*i].0);
    while let Some(index) = next {
        let (at, place, length) = found[index];
        belongs[at] = true;
        place_of[at] = Some((place.saturating_sub(2), place + length));
        let end = (place + length).min(truth.len());
        covered[place.saturating_sub(length / 2)..end].iter_mut().for_each(|c| *c = true);
        next = best[index].1;
    }
    // What the marked text holds in another order.
    for (at, place, length) in &found {
        if !belongs[*at] && !covered[*place..(*place + length).min(truth.len())].iter().any(|c| *c)
        {
            belongs[*at] = true;
        }
    }
    let mut lows = Vec::new();
    let mut low = 0;
    for place in &place_of {
        lows.push(low);
        low = place.map_or(low, |(from, _): (usize, usize)| from);
    }
    let mut high = truth.len();
    for at in (0..words.len()).rev() {
        if let Some((from, _)) = place_of[at] {
            high = from + 3;
            continue;
        }
        let short = &words[at];
        if short.is_empty() || short.len() >= 5 || belongs[at] {
            continue;
        }
        let window = truth.get(lows[at]..(high + short.len()).min(truth.len())).unwrap_or_default();
        if let Some(inside) = window.windows(short.len()).rposition(|run| run == short.as_slice()) {
            let inside = lows[at] + inside;
            if !covered[inside] {
                belongs[at] = true;
                covered[inside..inside + short.len()].iter_mut().for_each(|c| *c = true);
            }
        }
    }
    belongs
}
