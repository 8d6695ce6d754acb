//! Boosting: each tree leans against what the ones before got wrong.

#[derive(Clone, Copy)]
pub(crate) struct Growth {
    /// Forests that only chance tells apart; what counts is their mean, which errs less than each of them.
    pub(crate) forests: usize,
    /// Trees of a forest.
    pub(crate) trees: usize,
    pub(crate) depth: usize,
    pub(crate) rate: f32,
    /// Weight that a leaf must hold at least.
    pub(crate) leaf: f32,
    /// Holds leaves near zero.
    pub(crate) calm: f32,
    /// Tenths of the rows and of the numbers that a tree sees.
    pub(crate) rows: u64,
    pub(crate) features: u64,
}

/// Limits a number is compared with, at most.
const BINS: usize = 40;

/// A tree in the order of a walk that goes left first.
pub(crate) type Tree = Vec<Node>;

pub(crate) enum Node {
    /// Left is the next node, for what is smaller.
    Branch {
        feature: usize,
        limit: f32,
        right: usize,
    },
    Leaf(f32),
}

/// Trees as the judges read them: a tree a line.
pub(crate) fn write(trees: &[Tree]) -> String {
    let line = |tree: &Tree| {
        let words = tree.iter().map(|node| match node {
            Node::Branch { feature, limit, .. } => format!("{feature}<{limit}"),
            Node::Leaf(weight) => format!("{weight:.4}"),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    trees.iter().map(|tree| line(tree) + "\n").collect()
}

/// Limits between the bins of a number: at most [`BINS`] of them, with about as many rows in each bin.
fn limits(rows: &[&[f32]], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().step_by(3).map(|row| row[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let between = |a: f32, b: f32| {
        let middle = (a + b) / 2.0;
        // Short to write, and still between.
        let short = (middle * 1000.0).round() / 1000.0;
        if short > a && short <= b { short } else { b }
    };
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    }
    let mut limits: Vec<f32> = Vec::new();
    for step in 1..BINS {
        let at = values.len() * step / BINS;
        let value = values[at];
        let place = distinct.partition_point(|v| *v < value);
        if place > 0 {
            limits.push(between(distinct[place - 1], value));
        }
    }
    limits.dedup();
    limits
}

/// Trees for rows of numbers, each of which is of the kind looked for, or is not, or is in part, and weighs so much.
pub(crate) fn grow(rows: &[&[f32]], labels: &[f32], weights: &[f32], growth: Growth) -> Vec<Tree> {
    let features = rows.first().map_or(0, |row| row.len());
    let limits: Vec<Vec<f32>> = (0..features).map(|feature| limits(rows, feature)).collect();
    // A column of bins for each feature.
    let bins: Vec<Vec<u8>> = (0..features)
        .map(|f| {
            rows.iter()
                .map(|row| limits[f].partition_point(|limit| *limit <= row[f]) as u8)
                .collect()
        })
        .collect();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut trees = Vec::new();
    let mut scores = Vec::new();
    for at in 0..growth.forests * growth.trees {
        if at % growth.trees == 0 {
            scores = vec![0.0_f32; rows.len()];
        }
        let pulls: Vec<(f32, f32)> = scores
            .iter()
            .zip(labels)
            .zip(weights)
            .map(|((score, label), weight)| {
                let p = 1.0 / (1.0 + (-score).exp());
                ((label - p) * weight, (p * (1.0 - p)).max(1e-6) * weight)
            })
            .collect();
        let sample: Vec<u32> =
            (0..rows.len() as u32).filter(|_| dice.roll(10) < growth.rows).collect();
        let chosen: Vec<usize> =
            (0..features).filter(|_| dice.roll(10) < growth.features).collect();
        let mut tree = Vec::new();
        let ground =
            Ground { bins: &bins, limits: &limits, pulls: &pulls, chosen: &chosen, growth };
        let sums = ground.sums(&sample, growth.depth);
        ground.branch(sample, &sums, growth.depth, &mut tree);
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += walk(&tree, row);
        }
        for node in &mut tree {
            if let Node::Leaf(weight) = node {
                *weight /= growth.forests as f32;
            }
        }
        trees.push(tree);
    }
    trees
}

/// The weight of the leaf that a row comes to.
fn walk(tree: &[Node], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match &tree[at] {
            Node::Leaf(weight) => return *weight,
            Node::Branch { feature, limit, right } => {
                at = if row[*feature] < *limit { at + 1 } else { *right };
            }
        }
    }
}

/// What a tree is grown from.
struct Ground<'a> {
    /// A column of bins for each number.
    bins: &'a [Vec<u8>],
    limits: &'a [Vec<f32>],
    /// How far each row pulls and how firmly it holds.
    pulls: &'a [(f32, f32)],
    /// The numbers that this tree may look at.
    chosen: &'a [usize],
    growth: Growth,
}

/// Pull, hold and count of the rows in a bin.
type Sum = (f64, f64, u32);

impl Ground<'_> {
    /// The sums of every bin of every chosen number; of the first one alone for rows that are not parted further.
    fn sums(&self, rows: &[u32], depth: usize) -> Vec<[Sum; BINS + 1]> {
        let pulls: Vec<(f32, f32)> = rows.iter().map(|row| self.pulls[*row as usize]).collect();
        let of = |feature: &usize| {
            let column = &self.bins[*feature];
            let mut sums = [(0.0, 0.0, 0); BINS + 1];
            for (row, (pull, hold)) in rows.iter().zip(&pulls) {
                let sum = &mut sums[usize::from(column[*row as usize])];
                sum.0 += f64::from(*pull);
                sum.1 += f64::from(*hold);
                sum.2 += 1;
            }
            sums
        };
        self.chosen.iter().take(if depth == 0 { 1 } else { usize::MAX }).map(of).collect()
    }

    /// Grows a branch for these rows, whose sums are known.
    fn branch(&self, rows: Vec<u32>, sums: &[[Sum; BINS + 1]], depth: usize, tree: &mut Tree) {
        let growth = self.growth;
        let (leaf, calm) = (f64::from(growth.leaf), f64::from(growth.calm));
        let whole = sums.first().map_or((0.0, 0.0), |bins| {
            bins.iter().fold((0.0, 0.0), |(a, b), sum| (a + sum.0, b + sum.1))
        });
        let (pull, hold) = whole;
        let mut best: Option<(f64, usize, usize)> = None;
        if depth > 0 && rows.len() > 20 {
            let worth = |pull: f64, hold: f64| pull * pull / (hold + calm);
            let whole = worth(pull, hold);
            for (feature, sums) in self.chosen.iter().zip(sums) {
                let (mut left, mut left_hold, mut left_rows) = (0.0, 0.0, 0);
                for (bin, sum) in sums.iter().enumerate().take(self.limits[*feature].len()) {
                    left += sum.0;
                    left_hold += sum.1;
                    left_rows += sum.2;
                    let right_rows = rows.len() as u32 - left_rows;
                    if left_hold < leaf
                        || hold - left_hold < leaf
                        || left_rows < 10
                        || right_rows < 10
                    {
                        continue;
                    }
                    let gain =
                        worth(left, left_hold) + worth(pull - left, hold - left_hold) - whole;
                    if gain > 1.0 && best.is_none_or(|(most, _, _)| gain > most) {
                        best = Some((gain, *feature, bin));
                    }
                }
            }
        }
        let Some((_, feature, bin)) = best else {
            let weight = f64::from(growth.rate) * pull / (hold + calm);
            tree.push(Node::Leaf(((weight * 10_000.0).round() / 10_000.0) as f32));
            return;
        };
        let at = tree.len();
        let limit = self.limits[feature][bin];
        tree.push(Node::Branch { feature, limit, right: 0 });
        let (left, right): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|row| usize::from(self.bins[feature][*row as usize]) <= bin);
        // The smaller side is summed up, the larger is what remains.
        let fewer = self.sums(if left.len() < right.len() { &left } else { &right }, depth - 1);
        let rest: Vec<[Sum; BINS + 1]> = sums
            .iter()
            .zip(&fewer)
            .map(|(all, some)| {
                std::array::from_fn(|bin| {
                    let (all, some) = (all[bin], some[bin]);
                    (all.0 - some.0, all.1 - some.1, all.2 - some.2)
                })
            })
            .collect();
        let (of_left, of_right) =
            if left.len() < right.len() { (fewer, rest) } else { (rest, fewer) };
        self.branch(left, &of_left, depth - 1, tree);
        let next = tree.len();
        if let Node::Branch { right, .. } = &mut tree[at] {
            *right = next;
        }
        self.branch(right, &of_right, depth - 1, tree);
    }
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}
