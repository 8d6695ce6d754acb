//! A judge of segments: boosted decision trees over the numbers of `features.rs`.
//!
//! The trees stand in text files beside this one, a tree a line, in the order of a walk that goes left first: a branch
//! is `feature<limit` (left when the number is smaller), a leaf its weight. The bench `learn` grew them from pages whose
//! articles were marked by people and writes them again, number for number.

use std::sync::LazyLock;

/// The first judge sees a segment and its surroundings, the second also what the first thinks of them.
pub(super) static FIRST: LazyLock<Judge> =
    LazyLock::new(|| Judge::parse(include_str!("judge.first.txt")));
pub(super) static SECOND: LazyLock<Judge> =
    LazyLock::new(|| Judge::parse(include_str!("judge.second.txt")));

/// A branch, or a leaf: then `feature` is [`LEAF`] and `number` its weight.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    /// Where the right side begins; the left side is the next node.
    right: u16,
    /// Left is for what is smaller.
    number: f32,
}

const LEAF: u16 = u16::MAX;

/// Trees whose sum is the logarithm of the odds that a segment belongs to the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Judge {
    trees: Vec<Vec<Node>>,
}

impl Judge {
    /// Reads trees; what is not a tree counts for nothing.
    pub(super) fn parse(text: &str) -> Self {
        Self { trees: text.lines().filter(|line| !line.trim().is_empty()).map(tree).collect() }
    }

    /// How surely the segments with these numbers belong to the article, 0 to 1.
    pub(super) fn probabilities(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut odds = vec![0.0_f32; rows.len()];
        // Tree by tree, so that each is at hand while all segments go through it.
        for tree in &self.trees {
            for (odds, numbers) in odds.iter_mut().zip(rows) {
                *odds += walk(tree, numbers);
            }
        }
        odds.into_iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect()
    }
}

fn walk(tree: &[Node], numbers: &[f32]) -> f32 {
    let mut at = 0;
    while let Some(node) = tree.get(at) {
        if node.feature == LEAF {
            return node.number;
        }
        let number = numbers.get(usize::from(node.feature)).copied().unwrap_or_default();
        at = if number < node.number { at + 1 } else { usize::from(node.right) };
    }
    0.0
}

fn tree(line: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    // Branches whose right side has not begun.
    let mut open: Vec<usize> = Vec::new();
    for word in line.split_ascii_whitespace() {
        if let Some((feature, limit)) = word.split_once('<') {
            open.push(nodes.len());
            let feature = feature.parse().unwrap_or(LEAF - 1);
            nodes.push(Node { feature, right: 0, number: limit.parse().unwrap_or_default() });
        } else {
            nodes.push(Node { feature: LEAF, right: 0, number: word.parse().unwrap_or_default() });
            let next = u16::try_from(nodes.len()).unwrap_or(u16::MAX);
            if let Some(branch) = open.pop().and_then(|at| nodes.get_mut(at)) {
                branch.right = next;
            }
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::Judge;

    #[test]
    fn trees_are_walked_as_they_were_written() {
        let judge = Judge::parse("0<2.5 1<1 -1.0000 0.5000 2.0000\n1<0 0.0000 0.2500\n");
        let rows = [vec![1.0, 0.5], vec![1.0, 1.0], vec![3.0, -1.0], vec![3.0, 0.0]];
        let odds = judge.probabilities(&rows).into_iter().map(|p| (p / (1.0 - p)).ln());
        for ((found, expected), row) in odds.zip([-0.75, 0.75, 2.0, 2.25_f32]).zip(&rows) {
            assert!((found - expected).abs() < 1e-4, "{row:?}: {found}");
        }
    }
}
