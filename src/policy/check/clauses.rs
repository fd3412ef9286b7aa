//! Clauses that change nothing: those that can never be met, are always met, or follow from others.
//!
//! A condition is turned so that `not` stands only before comparisons, and then walked with the values
//! that each fact can still have when everything beside the place holds. The answers are exact for
//! comparisons of one fact under one `all` or `any`, and never false: what depends on several facts
//! at once is left alone, but for days past due and the class that follows from them.

use crate::json::Value;

use crate::locale::Trio;
use crate::policy::check::classes::Classes;
use crate::policy::check::values::{LAST, Values};
use crate::policy::check::{WarningCode, Warnings, words};
use crate::policy::model::{Compare, Fact, Node};
use crate::policy::parse::condition_alone;
use crate::reader::{Path, visit};

/// A condition in which only comparisons are negated.
enum Tree<'c> {
    And(Vec<Tree<'c>>),
    Or(Vec<Tree<'c>>),
    Leaf(Leaf<'c>),
}

/// A comparison, and what must hold where it does.
struct Leaf<'c> {
    clause: &'c Compare,
    /// Whether it counts as holding where the clause does not.
    negated: bool,
    /// The fact that it is one on: days past due, where they tell whether a class is one of its classes.
    fact: Fact,
    /// The values of that fact for which it counts as holding.
    values: Values,
    /// What follows for another fact.
    also: Option<(Fact, Values)>,
}

/// What the facts can still be; a fact that is not listed can be anything.
type Left = Vec<(Fact, Values)>;

pub(super) fn check(version: &Value, base: &str, warnings: &mut Warnings) {
    let classes = Classes::of(version);
    // Decisions are taken of a loan that is at least a day past due.
    let days = Values::range(1, LAST);
    let overdue = vec![(Fact::Class, classes.on(&days)), (Fact::DaysPastDue, days)];
    visit(version, Path::Root, &mut |value, path| {
        let Path::Field(_, "condition" | "affordable") = path else { return true };
        if let Some(root) = condition_alone(value) {
            let path = path.to_string();
            let given = if path == "/delinquency/condition" { &Left::new() } else { &overdue };
            let mut walk = Walk { base: &format!("{base}{path}"), given, warnings };
            walk.start(&turned(&root, false, &classes));
        }
        false
    });
}

/// Moves `not` down to the comparisons (De Morgan; it holds in three values as in two), and makes one list of an
/// `all` in an `all` and of an `any` in an `any`.
fn turned<'c>(node: &'c Node, negated: bool, classes: &Classes) -> Tree<'c> {
    match node {
        Node::Not(part) => turned(part, !negated, classes),
        Node::Compare(clause) => Tree::Leaf(Leaf::new(clause, negated, classes)),
        Node::All(parts) | Node::Any(parts) => {
            let (choice, mut all) = (matches!(node, Node::All(_)) == negated, Vec::with_capacity(parts.len()));
            for part in parts {
                match turned(part, negated, classes) {
                    Tree::And(parts) if !choice => all.extend(parts),
                    Tree::Or(parts) if choice => all.extend(parts),
                    part => all.push(part),
                }
            }
            if choice { Tree::Or(all) } else { Tree::And(all) }
        }
    }
}

impl<'c> Leaf<'c> {
    fn new(clause: &'c Compare, negated: bool, classes: &Classes) -> Self {
        let values = Values::of(clause);
        let values = if negated { values.outside(clause.fact) } else { values };
        let days = if clause.fact == Fact::Class { classes.settled(&values) } else { None };
        let (fact, values) = days.map_or((clause.fact, values), |days| (Fact::DaysPastDue, days));
        // What a review looks at is stated or not known; that it is not stated is never known.
        let values = if fact == Fact::ReviewFacts { values.and(&Values::range(1, 1)) } else { values };
        let also = match fact {
            Fact::Class => Some((Fact::DaysPastDue, classes.days(&values))),
            Fact::DaysPastDue => Some((Fact::Class, classes.on(&values))),
            _ => None,
        };
        Self { clause, negated, fact, values, also }
    }

    /// What must hold of each fact where it does.
    fn implied(&self) -> Left {
        let mut left = vec![(self.fact, self.values.clone())];
        left.extend(self.also.clone());
        left
    }
}

fn left_of(left: &Left, fact: Fact) -> Values {
    let found = left.iter().find(|(known, _)| *known == fact);
    found.map_or_else(|| Values::all(fact), |(_, values)| values.clone())
}

/// Takes in what must hold where a tree holds: the facts of both, each with the values in both.
fn add(left: &mut Left, tree: &Tree<'_>) {
    take(left, implied(tree));
}

fn take(left: &mut Left, implied: Left) {
    for (fact, values) in implied {
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
        Tree::Leaf(leaf) => return leaf.implied(),
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

/// Whether a comparison, by the values for which it holds, says nothing new of the values that are left.
type Settles = fn(&Values, &Values) -> bool;

fn fails(own: &Values, left: &Values) -> bool {
    own.and(left).is_empty()
}

/// The walk over one condition.
struct Walk<'w> {
    base: &'w str,
    /// What holds wherever the condition is looked at.
    given: &'w Left,
    warnings: &'w mut Warnings,
}

impl Walk<'_> {
    /// A condition of a single comparison stands as if in a list of its own.
    fn start(&mut self, tree: &Tree<'_>) {
        let given = self.given;
        match tree {
            Tree::Leaf(leaf) => self.leaf_of_all(leaf, (&[], &[]), given),
            _ => self.walk(tree, given),
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
            let (before, rest) = parts.split_at_checked(index).unwrap_or_default();
            let after = rest.split_first().map_or(&[][..], |(_, after)| after);
            if let Tree::Leaf(leaf) = part {
                self.leaf_of_all(leaf, (before, after), left);
            } else {
                let mut beside = left.clone();
                before.iter().chain(after).for_each(|tree| add(&mut beside, tree));
                self.walk(part, &beside);
            }
        }
    }

    /// A comparison beside others that must all hold. That some of them cannot hold together is said at the last of
    /// these, and nothing of what stands beside them.
    fn leaf_of_all(&mut self, leaf: &Leaf<'_>, (before, after): (&[Tree<'_>], &[Tree<'_>]), left: &Left) {
        let (mut others, mut beside): (Vec<&Tree<'_>>, _) = (before.iter().collect(), left.clone());
        for tree in before {
            add(&mut beside, tree);
        }
        let earlier = left_of(&beside, leaf.fact);
        for tree in after.iter().filter(|tree| !same(tree, leaf, left)) {
            add(&mut beside, tree);
            others.push(tree);
        }
        let beside = left_of(&beside, leaf.fact);
        let (code, message, settles): (_, _, Settles) =
            if leaf.values.is_empty() || (!earlier.is_empty() && fails(&leaf.values, &earlier)) {
                (WarningCode::DeadClause, &words::NEVER_MET, fails)
            } else if beside.is_empty() {
                return;
            } else if leaf.values.holds(&Values::all(leaf.fact)) {
                (WarningCode::AlwaysMet, &words::ALWAYS_MET, Values::holds)
            } else if leaf.values.holds(&beside) {
                (WarningCode::SubsumedClause, &words::ADDS_NOTHING, Values::holds)
            } else {
                return;
            };
        let beside = self.beside(leaf, &others, left, settles);
        self.push(code, leaf, message, beside);
    }

    /// What it is that settles a comparison: itself, that the loan is overdue, one of the others, or several of them.
    fn beside<'t>(&self, leaf: &Leaf<'_>, others: &[&'t Tree<'_>], left: &Left, settles: Settles) -> Beside<'t> {
        let settled = |left: &Left| settles(&leaf.values, &left_of(left, leaf.fact));
        if settled(&Left::new()) {
            return BY_ITSELF;
        }
        if settled(self.given) {
            return (&words::WHILE_OVERDUE, "");
        }
        let alone = |tree: &&&Tree<'_>| {
            let mut left = left.clone();
            add(&mut left, tree);
            settled(&left)
        };
        match others.iter().find(alone) {
            Some(Tree::Leaf(other)) if !settled(left) => (&words::BESIDE_ONE, &other.clause.id),
            _ => (&words::BESIDE_OTHERS, ""),
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
        if let Some(leaf) = leaf.filter(|leaf| !told && exhausted(parts, leaf.fact, left)) {
            self.push(WarningCode::AlwaysMet, leaf, &words::NOTHING_LEFT_OUT, BY_ITSELF);
        }
    }

    /// A comparison in a choice; tells whether anything was said.
    fn leaf_of_any(&mut self, leaf: &Leaf<'_>, index: usize, parts: &[Tree<'_>], left: &Left) -> bool {
        let beside = left_of(left, leaf.fact);
        let own = leaf.values.and(&beside);
        if own.is_empty() {
            let beside = self.beside(leaf, &[], left, fails);
            self.push(WarningCode::DeadClause, leaf, &words::NEVER_MET, beside);
        } else if own == beside {
            let beside = self.beside(leaf, &[], left, Values::holds);
            self.push(WarningCode::AlwaysMet, leaf, &words::ALWAYS_MET, beside);
        } else if let Some(other) = wider(leaf, index, parts, left) {
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
        let subject = if leaf.negated { &words::NOT_CLAUSE } else { &words::CLAUSE };
        let subject = warnings.say(subject, &[("id", &clause.id)]);
        let message = warnings.say(message, &[("clause", &subject), ("beside", &beside)]);
        let help = warnings.say(&words::LEAVE_OUT, &[]);
        warnings.push(code, path, message, Some(help));
    }
}

/// What a clause was looked at together with, in words, and the id of the other clause if it is one.
type Beside<'t> = (&'static Trio, &'t str);

const BY_ITSELF: Beside<'static> = (&words::BY_ITSELF, "");

/// Whether the tree is a comparison that holds for the same of the values that are left of the same fact.
fn same(tree: &Tree<'_>, leaf: &Leaf<'_>, left: &Left) -> bool {
    let possible = left_of(left, leaf.fact);
    matches!(tree, Tree::Leaf(other) if other.fact == leaf.fact && other.values.and(&possible) == leaf.values.and(&possible))
}

/// Another comparison of a choice that holds wherever this one does; of two that hold alike, it is the earlier one
/// that stays.
fn wider<'t>(leaf: &Leaf<'_>, index: usize, parts: &'t [Tree<'_>], left: &Left) -> Option<&'t Leaf<'t>> {
    let (implied, mut own) = (leaf.implied(), left.clone());
    take(&mut own, leaf.implied());
    parts.iter().enumerate().find_map(|(other, part)| match part {
        Tree::Leaf(tree) if other != index && implied.iter().any(|(fact, _)| *fact == tree.fact) => {
            let holds = tree.values.holds(&left_of(&own, tree.fact));
            (holds && (other < index || !same(part, leaf, left))).then_some(tree)
        }
        _ => None,
    })
}

/// Whether the comparisons of one fact in a choice together let through all that is left of it.
fn exhausted(parts: &[Tree<'_>], fact: Fact, left: &Left) -> bool {
    let mut together = Values::none();
    for part in parts {
        if let Tree::Leaf(leaf) = part
            && leaf.fact == fact
        {
            together = together.or(&leaf.values);
        }
    }
    together.holds(&left_of(left, fact))
}
