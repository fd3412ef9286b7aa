//! Clauses that change nothing: those that can never be met, are always met, or follow from others.
//!
//! A condition is turned so that `not` stands only before comparisons, and then walked with the values
//! that each fact can still have when everything beside the place holds. The answers are exact for
//! comparisons of one fact under one `all` or `any`, and never false: what depends on several facts
//! at once is left alone.

use crate::json::Value;

use crate::error::Problems;
use crate::locale::Trio;
use crate::policy::check::values::Values;
use crate::policy::check::{WarningCode, Warnings, words};
use crate::policy::model::{Compare, Condition, Fact, Node};
use crate::policy::parse::condition_alone;
use crate::reader::{Path, visit};

/// A condition in which only comparisons are negated.
enum Tree<'c> {
    And(Vec<Tree<'c>>),
    Or(Vec<Tree<'c>>),
    Leaf(Leaf<'c>),
}

/// A comparison, and the values of its fact for which it counts as holding.
struct Leaf<'c> {
    clause: &'c Compare,
    values: Values,
}

/// What the facts can still be; a fact that is not listed can be anything.
type Left = Vec<(Fact, Values)>;

pub(super) fn check(version: &Value, base: &str, warnings: &mut Warnings) {
    let overdue = version.pointer("/delinquency/condition").and_then(condition);
    let given = overdue.as_ref().map(|condition| implied(&turned(&condition.root, false))).unwrap_or_default();
    visit(version, Path::Root, &mut |value, path| {
        let Path::Field(_, "condition") = path else { return true };
        if let Some(condition) = condition(value) {
            let path = path.to_string();
            let left = if path == "/delinquency/condition" { &Left::new() } else { &given };
            let mut walk = Walk { base: &format!("{base}{path}"), warnings };
            walk.start(&turned(&condition.root, false), left);
        }
        false
    });
}

fn condition(value: &Value) -> Option<Condition> {
    condition_alone(value, &mut Problems::new())
}

/// Moves `not` down to the comparisons (De Morgan; it holds in three values as in two).
fn turned(node: &Node, negated: bool) -> Tree<'_> {
    match node {
        Node::Not(part) => turned(part, !negated),
        Node::Compare(clause) => {
            let values = Values::of(clause);
            let values = if negated { values.outside(clause.fact.kind()) } else { values };
            // What a review looks at is stated or unknown; it never turns out not to be.
            let values = if clause.fact == Fact::ReviewFacts { values.without_no() } else { values };
            Tree::Leaf(Leaf { clause, values })
        }
        Node::All(parts) | Node::Any(parts) => {
            let mut all = Vec::with_capacity(parts.len());
            for part in parts {
                all.push(turned(part, negated));
            }
            if matches!(node, Node::All(_)) == negated { Tree::Or(all) } else { Tree::And(all) }
        }
    }
}

fn left_of(left: &Left, fact: Fact) -> Values {
    let found = left.iter().find(|(known, _)| *known == fact);
    found.map_or_else(|| Values::all(fact.kind()), |(_, values)| values.clone())
}

/// Takes in what must hold where a tree holds: the facts of both, each with the values in both.
fn add(left: &mut Left, tree: &Tree<'_>) {
    for (fact, values) in implied(tree) {
        match left.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, known)) => *known = known.and(&values),
            None => left.push((fact, values)),
        }
    }
}

/// What must hold of each fact, taken alone, where the tree holds.
fn implied(tree: &Tree<'_>) -> Left {
    let mut left = Left::new();
    match tree {
        Tree::Leaf(leaf) => left.push((leaf.clause.fact, leaf.values.clone())),
        Tree::And(parts) => parts.iter().for_each(|part| add(&mut left, part)),
        Tree::Or(parts) => {
            for (index, part) in parts.iter().enumerate() {
                let own = implied(part);
                left = if index == 0 { own } else { either(&left, &own) };
            }
        }
    }
    left
}

/// The facts that both sides bound, each with the values of either.
fn either(left: &Left, right: &Left) -> Left {
    let mut shared = Left::new();
    for (fact, values) in left {
        if let Some((_, other)) = right.iter().find(|(known, _)| known == fact) {
            shared.push((*fact, values.or(other)));
        }
    }
    shared
}

/// The walk over one condition.
struct Walk<'w> {
    base: &'w str,
    warnings: &'w mut Warnings,
}

impl Walk<'_> {
    /// A condition of a single comparison stands as if in a list of its own.
    fn start(&mut self, tree: &Tree<'_>, left: &Left) {
        match tree {
            Tree::Leaf(leaf) => self.leaf_of_all(leaf, &[], left),
            _ => self.walk(tree, left),
        }
    }

    fn walk(&mut self, tree: &Tree<'_>, left: &Left) {
        if left.iter().any(|(_, values)| values.is_empty()) {
            return;
        }
        match tree {
            Tree::Leaf(_) => {}
            Tree::And(parts) => self.all(parts, left),
            Tree::Or(parts) => self.any(parts, left),
        }
    }

    fn all(&mut self, parts: &[Tree<'_>], left: &Left) {
        for (index, part) in parts.iter().enumerate() {
            let before = parts.get(..index).unwrap_or(&[]);
            let after = parts.get(index.saturating_add(1)..).unwrap_or(&[]);
            let mut beside = left.clone();
            for tree in before {
                add(&mut beside, tree);
            }
            if let Tree::Leaf(leaf) = part {
                let open = !left_of(&beside, leaf.clause.fact).is_empty();
                if open && !after.iter().any(|tree| contradicts(tree, leaf, left)) {
                    let mut others: Vec<&Tree<'_>> = before.iter().collect();
                    for tree in after {
                        if !same(tree, leaf) {
                            others.push(tree);
                        }
                    }
                    self.leaf_of_all(leaf, &others, left);
                }
            } else {
                for tree in after {
                    add(&mut beside, tree);
                }
                self.walk(part, &beside);
            }
        }
    }

    /// A comparison beside others that must all hold.
    fn leaf_of_all(&mut self, leaf: &Leaf<'_>, others: &[&Tree<'_>], left: &Left) {
        let fact = leaf.clause.fact;
        let mut beside = left.clone();
        for tree in others {
            add(&mut beside, tree);
        }
        let beside = left_of(&beside, fact);
        let named = others.iter().copied().find(|tree| {
            let values = left_of(&implied(tree), fact);
            values.and(&leaf.values).is_empty() || leaf.values.holds(&values)
        });
        if leaf.values.is_empty() {
            self.push(WarningCode::DeadClause, leaf, &words::NEVER_MET, BY_ITSELF);
        } else if beside.and(&leaf.values).is_empty() {
            self.push(WarningCode::DeadClause, leaf, &words::NEVER_MET, beside_of(named));
        } else if leaf.values.holds(&Values::all(fact.kind())) {
            self.push(WarningCode::AlwaysMet, leaf, &words::ALWAYS_MET, BY_ITSELF);
        } else if leaf.values.holds(&beside) {
            self.push(WarningCode::SubsumedClause, leaf, &words::ADDS_NOTHING, beside_of(named));
        }
    }

    fn any(&mut self, parts: &[Tree<'_>], left: &Left) {
        let mut told = false;
        for (index, part) in parts.iter().enumerate() {
            match part {
                Tree::Leaf(leaf) => told |= self.leaf_of_any(leaf, index, parts, left),
                _ => self.walk(part, left),
            }
        }
        let leaf = parts.iter().find_map(|part| if let Tree::Leaf(leaf) = part { Some(leaf) } else { None });
        if let Some(leaf) = leaf.filter(|leaf| !told && exhausted(parts, leaf.clause.fact, left)) {
            self.push(WarningCode::AlwaysMet, leaf, &words::NOTHING_LEFT_OUT, BY_ITSELF);
        }
    }

    /// A comparison in a choice; tells whether anything was said.
    fn leaf_of_any(&mut self, leaf: &Leaf<'_>, index: usize, parts: &[Tree<'_>], left: &Left) -> bool {
        let beside = left_of(left, leaf.clause.fact);
        let own = leaf.values.and(&beside);
        let wider = parts.iter().enumerate().find_map(|(other, tree)| match tree {
            Tree::Leaf(tree) if other == index || tree.clause.fact != leaf.clause.fact => None,
            Tree::Leaf(tree) if other > index && tree.values == leaf.values => None,
            Tree::Leaf(tree) if tree.values.holds(&own) => Some(tree),
            _ => None,
        });
        if own.is_empty() {
            self.push(WarningCode::DeadClause, leaf, &words::NEVER_MET, BY_ITSELF);
        } else if own == beside {
            self.push(WarningCode::AlwaysMet, leaf, &words::ALWAYS_MET, BY_ITSELF);
        } else if let Some(other) = wider {
            self.push(WarningCode::SubsumedClause, leaf, &words::ADDS_NOTHING, (&words::BESIDE_ONE, &other.clause.id));
        } else {
            return false;
        }
        true
    }

    fn push(&mut self, code: WarningCode, leaf: &Leaf<'_>, message: &Trio, beside: Beside<'_>) {
        let clause = leaf.clause;
        let slash = if clause.group.is_empty() { "" } else { "/" };
        let path = format!("{}{slash}{}", self.base, clause.group);
        let warnings = &mut *self.warnings;
        let beside = warnings.say(beside.0, &[("other", beside.1)]);
        let message = warnings.say(message, &[("id", &clause.id), ("beside", &beside)]);
        let help = warnings.say(&words::LEAVE_OUT, &[]);
        warnings.push(code, path, message, Some(help));
    }
}

/// What a clause was looked at together with, in words, and the id of the other clause if it is one.
type Beside<'t> = (&'static Trio, &'t str);

const BY_ITSELF: Beside<'static> = (&words::BY_ITSELF, "");

/// Whether the tree is a comparison that lets through the same values of the same fact.
fn same(tree: &Tree<'_>, leaf: &Leaf<'_>) -> bool {
    matches!(tree, Tree::Leaf(other) if other.clause.fact == leaf.clause.fact && other.values == leaf.values)
}

/// Whether each of the two can hold and both together cannot; it is then said at the later one.
fn contradicts(tree: &Tree<'_>, leaf: &Leaf<'_>, left: &Left) -> bool {
    let possible = left_of(left, leaf.clause.fact);
    let (own, other) = (leaf.values.and(&possible), left_of(&implied(tree), leaf.clause.fact).and(&possible));
    !own.is_empty() && !other.is_empty() && own.and(&other).is_empty()
}

/// Whether the comparisons of one fact in a choice together let through all that is left of it.
fn exhausted(parts: &[Tree<'_>], fact: Fact, left: &Left) -> bool {
    let mut together = Values::all(fact.kind()).outside(fact.kind());
    for part in parts {
        if let Tree::Leaf(leaf) = part
            && leaf.clause.fact == fact
        {
            together = together.or(&leaf.values);
        }
    }
    together.holds(&left_of(left, fact))
}

fn beside_of<'t>(tree: Option<&'t Tree<'_>>) -> Beside<'t> {
    match tree {
        Some(Tree::Leaf(leaf)) => (&words::BESIDE_ONE, &leaf.clause.id),
        Some(_) => (&words::BESIDE_OTHERS, ""),
        None => (&words::WHILE_OVERDUE, ""),
    }
}
