//! Clauses that change nothing: those that can never be met, are always met, or follow from others.
//!
//! A condition is turned so that `not` stands only before comparisons, and then walked with the values
//! that each fact can still have when everything beside the place holds. The answers are exact for
//! comparisons of one fact under one `all` or `any`, and never false: what depends on several facts
//! at once is left alone.

use std::cell::RefCell;

use crate::json::Value;

use crate::error::Problems;
use crate::locale::Trio;
use crate::policy::check::values::Values;
use crate::policy::check::{WarningCode, Warnings, words};
use crate::policy::model::{Compare, Condition, Fact, Node};
use crate::policy::parse::condition_alone;
use crate::reader::Path;

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
    let mut found = Vec::new();
    find(version, Path::Root, &mut |path, value| found.push((path.to_string(), condition(value))));
    for (path, condition) in &found {
        let Some(condition) = condition else { continue };
        let first = path == "/delinquency/condition";
        let left = if first { Left::new() } else { given.clone() };
        let base = format!("{base}{path}");
        let walk = Walk { base: &base, warnings: RefCell::new(warnings) };
        walk.start(&turned(&condition.root, false), &left);
    }
}

fn condition(value: &Value) -> Option<Condition> {
    condition_alone(value, &mut Problems::new())
}

/// Visits every condition of a document.
fn find(value: &Value, path: Path<'_>, visit: &mut impl FnMut(Path<'_>, &Value)) {
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                find(entry, path.entry(index), visit);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "condition" {
                    visit(path.field(name), field);
                } else {
                    find(field, path.field(name), visit);
                }
            }
        }
        _ => {}
    }
}

/// Moves `not` down to the comparisons (De Morgan; it holds in three values as in two).
fn turned(node: &Node, negated: bool) -> Tree<'_> {
    match node {
        Node::Not(part) => turned(part, !negated),
        Node::Compare(clause) => {
            let values = Values::of(clause);
            let values = if negated { values.outside(clause.fact.kind()) } else { values };
            Tree::Leaf(Leaf { clause, values })
        }
        Node::All(parts) | Node::Any(parts) => {
            let turned = parts.iter().map(|part| turned(part, negated)).collect();
            if matches!(node, Node::All(_)) == negated { Tree::Or(turned) } else { Tree::And(turned) }
        }
    }
}

fn left_of(left: &Left, fact: Fact) -> Values {
    let found = left.iter().find(|(known, _)| *known == fact);
    found.map_or_else(|| Values::all(fact.kind()), |(_, values)| values.clone())
}

/// The facts of both, each with the values in both.
fn both(left: &Left, right: &Left) -> Left {
    let mut joined = left.clone();
    for (fact, values) in right {
        match joined.iter_mut().find(|(known, _)| known == fact) {
            Some((_, known)) => *known = known.and(values),
            None => joined.push((*fact, values.clone())),
        }
    }
    joined
}

/// What must hold of each fact, taken alone, where the tree holds.
fn implied(tree: &Tree<'_>) -> Left {
    match tree {
        Tree::Leaf(leaf) => vec![(leaf.clause.fact, leaf.values.clone())],
        Tree::And(parts) => parts.iter().fold(Left::new(), |sum, part| both(&sum, &implied(part))),
        Tree::Or(parts) => {
            let mut branches = parts.iter().map(implied);
            let first = branches.next().unwrap_or_default();
            branches.fold(first, |sum, branch| either(&sum, &branch))
        }
    }
}

/// The facts that both sides bound, each with the values of either.
fn either(left: &Left, right: &Left) -> Left {
    let shared = left.iter().filter(|(fact, _)| right.iter().any(|(known, _)| known == fact));
    shared.map(|(fact, values)| (*fact, values.or(&left_of(right, *fact)))).collect()
}

/// The walk over one condition.
struct Walk<'w> {
    base: &'w str,
    warnings: RefCell<&'w mut Warnings>,
}

impl Walk<'_> {
    /// A condition of a single comparison stands as if in a list of its own.
    fn start(&self, tree: &Tree<'_>, left: &Left) {
        match tree {
            Tree::Leaf(leaf) => self.leaf_of_all(leaf, &[], left),
            _ => self.walk(tree, left),
        }
    }

    fn walk(&self, tree: &Tree<'_>, left: &Left) {
        if left.iter().any(|(_, values)| values.is_empty()) {
            return;
        }
        match tree {
            Tree::Leaf(_) => {}
            Tree::And(parts) => self.all(parts, left),
            Tree::Or(parts) => self.any(parts, left),
        }
    }

    fn all(&self, parts: &[Tree<'_>], left: &Left) {
        for (index, part) in parts.iter().enumerate() {
            let others = || parts.iter().enumerate().filter(move |(other, _)| *other != index);
            match part {
                Tree::Leaf(leaf) => {
                    let kept: Vec<&Tree<'_>> = others()
                        .filter(|(other, tree)| *other < index || !same(tree, leaf))
                        .map(|(_, tree)| tree)
                        .collect();
                    let open = !left_of(&sum(left, parts.iter().take(index)), leaf.clause.fact).is_empty();
                    let mut later = parts.iter().skip(index.saturating_add(1));
                    let contradicted = later.any(|tree| contradicts(tree, leaf, left));
                    if open && !contradicted {
                        self.leaf_of_all(leaf, &kept, left);
                    }
                }
                _ => self.walk(part, &sum(left, others().map(|(_, tree)| tree))),
            }
        }
    }

    /// A comparison beside others that must all hold.
    fn leaf_of_all(&self, leaf: &Leaf<'_>, others: &[&Tree<'_>], left: &Left) {
        let fact = leaf.clause.fact;
        let beside = left_of(&sum(left, others.iter().copied()), fact);
        let named = others.iter().copied().find(|tree| {
            let values = left_of(&implied(tree), fact);
            values.and(&leaf.values).is_empty() || leaf.values.holds(&values)
        });
        if beside.and(&leaf.values).is_empty() {
            self.push(WarningCode::DeadClause, leaf, words::NEVER_MET, beside_of(named));
        } else if leaf.values.holds(&Values::all(fact.kind())) {
            self.push(WarningCode::AlwaysMet, leaf, words::ALWAYS_MET, BY_ITSELF);
        } else if leaf.values.holds(&beside) {
            self.push(WarningCode::SubsumedClause, leaf, words::ADDS_NOTHING, beside_of(named));
        }
    }

    fn any(&self, parts: &[Tree<'_>], left: &Left) {
        let mut told = false;
        for (index, part) in parts.iter().enumerate() {
            match part {
                Tree::Leaf(leaf) => told |= self.leaf_of_any(leaf, index, parts, left),
                _ => self.walk(part, left),
            }
        }
        let leaf = parts.iter().find_map(|part| if let Tree::Leaf(leaf) = part { Some(leaf) } else { None });
        if let Some(leaf) = leaf.filter(|leaf| !told && exhausted(parts, leaf.clause.fact, left)) {
            self.push(WarningCode::AlwaysMet, leaf, words::NOTHING_LEFT_OUT, BY_ITSELF);
        }
    }

    /// A comparison in a choice; tells whether anything was said.
    fn leaf_of_any(&self, leaf: &Leaf<'_>, index: usize, parts: &[Tree<'_>], left: &Left) -> bool {
        let beside = left_of(left, leaf.clause.fact);
        let own = leaf.values.and(&beside);
        let kept = parts.iter().enumerate().filter(|(other, tree)| *other < index || !same(tree, leaf));
        let kept = kept.filter(|(other, _)| *other != index);
        let mut wider = kept.filter_map(|(_, tree)| match tree {
            Tree::Leaf(other) if other.clause.fact == leaf.clause.fact => Some(other),
            _ => None,
        });
        if own.is_empty() {
            self.push(WarningCode::DeadClause, leaf, words::NEVER_MET, BY_ITSELF);
        } else if own == beside {
            self.push(WarningCode::AlwaysMet, leaf, words::ALWAYS_MET, BY_ITSELF);
        } else if let Some(other) = wider.find(|other| other.values.holds(&own)) {
            self.push(WarningCode::SubsumedClause, leaf, words::ADDS_NOTHING, (words::BESIDE_ONE, &other.clause.id));
        } else {
            return false;
        }
        true
    }

    fn push(&self, code: WarningCode, leaf: &Leaf<'_>, message: Trio, beside: Beside<'_>) {
        let clause = leaf.clause;
        let slash = if clause.group.is_empty() { "" } else { "/" };
        let path = format!("{}{slash}{}", self.base, clause.group);
        let mut warnings = self.warnings.borrow_mut();
        let beside = warnings.say(beside.0, &[("other", beside.1)]);
        let message = warnings.say(message, &[("id", &clause.id), ("beside", &beside)]);
        let help = warnings.say(words::LEAVE_OUT, &[]);
        warnings.push(code, path, message, Some(help));
    }
}

/// What a clause was looked at together with, in words, and the id of the other clause if it is one.
type Beside<'t> = (Trio, &'t str);

const BY_ITSELF: Beside<'static> = (words::BY_ITSELF, "");

fn sum<'t, 'c: 't>(left: &Left, trees: impl Iterator<Item = &'t Tree<'c>>) -> Left {
    trees.fold(left.clone(), |sum, tree| both(&sum, &implied(tree)))
}

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
    let own = parts.iter().filter_map(|part| match part {
        Tree::Leaf(leaf) if leaf.clause.fact == fact => Some(&leaf.values),
        _ => None,
    });
    let together = own.fold(Values::all(fact.kind()).outside(fact.kind()), |sum, values| sum.or(values));
    together.holds(&left_of(left, fact))
}

fn beside_of<'t>(tree: Option<&'t Tree<'_>>) -> Beside<'t> {
    match tree {
        Some(Tree::Leaf(leaf)) => (words::BESIDE_ONE, &leaf.clause.id),
        Some(_) => (words::BESIDE_OTHERS, ""),
        None => (words::WHILE_OVERDUE, ""),
    }
}
