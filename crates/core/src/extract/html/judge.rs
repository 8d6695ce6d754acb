//! A judge of segments: boosted decision trees over the numbers of `features.rs`.
//!
//! The trees stand in text files beside this one, a tree a line, in the order of a walk that goes left first: a branch
//! is `feature<limit` (left when the number is smaller), a leaf its weight. `learn.rs` grew them from pages whose
//! articles were marked by people and writes them again, number for number.

use std::sync::LazyLock;

/// The first judge sees a segment and its surroundings, the second also what the first thinks of them.
pub(super) static FIRST: LazyLock<Judge> =
    LazyLock::new(|| Judge::parse(include_str!("judge.first.txt")));
pub(super) static SECOND: LazyLock<Judge> =
    LazyLock::new(|| Judge::parse(include_str!("judge.second.txt")));

#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// Left is the next node.
    Branch {
        feature: u16,
        limit: f32,
        right: u16,
    },
    Leaf(f32),
}

/// Trees whose sum is the logarithm of the odds that a segment belongs to the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Judge {
    pub(super) trees: Vec<Vec<Node>>,
}

impl Judge {
    /// Reads trees; what is not a tree counts for nothing.
    pub(super) fn parse(text: &str) -> Self {
        Self { trees: text.lines().filter(|line| !line.trim().is_empty()).map(tree).collect() }
    }

    /// How surely a segment with these numbers belongs to the article, 0 to 1.
    pub(super) fn probability(&self, numbers: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.sum(numbers)).exp())
    }

    /// The logarithm of the odds.
    pub(super) fn sum(&self, numbers: &[f32]) -> f32 {
        self.trees.iter().map(|tree| walk(tree, numbers)).sum()
    }

    /// The trees as [`Judge::parse`] reads them.
    #[cfg(test)]
    pub(super) fn write(&self) -> String {
        let line = |tree: &Vec<Node>| {
            let words = tree.iter().map(|node| match node {
                Node::Branch { feature, limit, .. } => format!("{feature}<{limit}"),
                Node::Leaf(weight) => format!("{weight:.4}"),
            });
            words.collect::<Vec<_>>().join(" ")
        };
        self.trees.iter().map(|tree| line(tree) + "\n").collect()
    }
}

fn walk(tree: &[Node], numbers: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(Node::Branch { feature, limit, right }) => {
                let number = numbers.get(usize::from(*feature)).copied().unwrap_or_default();
                at = if number < *limit { at + 1 } else { usize::from(*right) };
            }
            Some(Node::Leaf(weight)) => return *weight,
            None => return 0.0,
        }
    }
}

fn tree(line: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    // Branches whose right side has not begun.
    let mut open: Vec<usize> = Vec::new();
    for word in line.split_ascii_whitespace() {
        if let Some((feature, limit)) = word.split_once('<') {
            open.push(nodes.len());
            nodes.push(Node::Branch {
                feature: feature.parse().unwrap_or(u16::MAX),
                limit: limit.parse().unwrap_or_default(),
                right: 0,
            });
        } else {
            nodes.push(Node::Leaf(word.parse().unwrap_or_default()));
            let next = u16::try_from(nodes.len()).unwrap_or(u16::MAX);
            if let Some(Node::Branch { right, .. }) = open.pop().and_then(|at| nodes.get_mut(at)) {
                *right = next;
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
        assert_eq!(judge.write(), "0<2.5 1<1 -1.0000 0.5000 2.0000\n1<0 0.0000 0.2500\n");
        let odds = |numbers: &[f32]| {
            let p = judge.probability(numbers);
            (p / (1.0 - p)).ln()
        };
        for (numbers, expected) in
            [([1.0, 0.5], -0.75), ([1.0, 1.0], 0.75), ([3.0, -1.0], 2.0), ([3.0, 0.0], 2.25)]
        {
            assert!((odds(&numbers) - expected).abs() < 1e-4, "{numbers:?}");
        }
    }
}
