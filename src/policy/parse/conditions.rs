//! Reading conditions: `all`, `any`, `not`, and comparisons of typed facts with thresholds.

use std::cmp::Ordering;

use crate::json::Value;

use crate::error::{BESIDE_CONDITIONS, ON_LOANS, ProblemCode, Problems};
use crate::json;
use crate::limits::{CLAUSES_MAX, CONDITION_DEPTH_MAX};
use crate::money::Rate;
use crate::policy::model::{Compare, Condition, Fact, FactKind, Node, Operator, Threshold};
use crate::policy::parse::leaves::share;
use crate::policy::parse::places::{Blank, Entries, Read, Reading, alone, blank};
use crate::reader::{Path, count, date, is_marked, money, report, wrong_type, yes_no};

/// The share of income that a condition allows, where it allows one.
pub(super) fn share_limit(node: &Node) -> Option<Rate> {
    match node {
        Node::All(parts) => parts.iter().find_map(share_limit),
        Node::Compare(clause) if clause.fact == Fact::ShareOfIncome && clause.operator == Operator::Le => {
            match clause.threshold {
                Threshold::Share(share) => Some(share),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What a condition is on, and so which facts it can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// A loan.
    Loan,
    /// An installment plan for a loan.
    Plan,
    /// The restructuring of a loan.
    Restructure,
    /// An agreed plan that is tracked.
    Tracking,
}

impl Scope {
    /// The conditions that see a fact; none for what a person decides and what is left of a cap, which stand beside
    /// the condition of a decision.
    fn of(fact: Fact) -> Option<Self> {
        match fact {
            Fact::ShareOfIncome | Fact::SmallestPayment => Some(Self::Plan),
            Fact::LongestTermMonths | Fact::LeftToLiveOn => Some(Self::Restructure),
            Fact::PlanDaysPastDue | Fact::PlanUnpaid => Some(Self::Tracking),
            Fact::WaiverApproved | Fact::RestructureApproved | Fact::WaiverRemaining => None,
            _ => Some(Self::Loan),
        }
    }
}

/// Where the facts of a scope are seen: the one condition, or words for several and for none.
fn seen_by(scope: Option<Scope>) -> &'static str {
    match scope {
        None => BESIDE_CONDITIONS,
        Some(Scope::Loan) => ON_LOANS,
        Some(Scope::Plan) => "/installment/condition",
        Some(Scope::Restructure) => "/restructure/affordable",
        Some(Scope::Tracking) => "/tracking/condition",
    }
}

/// Reads a condition that sees the facts of a scope.
pub(super) fn read_condition(
    value: &Value,
    scope: Scope,
    path: Path<'_>,
    reading: &mut Reading<'_>,
) -> Option<Condition> {
    let mut clauses = Clauses { scope, count: 0, base: path.to_string().len(), whole: true };
    let root = clauses.node(value, 0, path, reading)?;
    if clauses.count > CLAUSES_MAX {
        let (given, most) = (clauses.count.to_string(), CLAUSES_MAX.to_string());
        report(reading.problems, ProblemCode::TooManyItems, path, &given, &most);
    }
    let mut day_edges = Vec::new();
    add_day_edges(&root, &mut day_edges);
    day_edges.sort_unstable();
    day_edges.dedup();
    Some(Condition { root, clause_count: clauses.count, day_edges })
}

/// Reads one condition by itself, for looking at its clauses; what its sources cite is not looked up. Of one in which
/// a comparison cannot be read nothing certain can be said.
pub(crate) fn condition_alone(value: &Value) -> Option<Node> {
    let mut problems = Problems::new();
    let mut clauses = Clauses { scope: Scope::Plan, count: 0, base: 0, whole: true };
    let root = clauses.node(value, 0, Path::Root, &mut Reading::new(&mut problems));
    root.filter(|_| clauses.whole)
}

/// Adds the numbers of days past due at which a comparison of the tree can turn.
fn add_day_edges(node: &Node, edges: &mut Vec<u32>) {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| add_day_edges(part, edges)),
        Node::Not(part) => add_day_edges(part, edges),
        Node::Compare(clause) => {
            if let (Fact::DaysPastDue, Threshold::Days(bound)) = (clause.fact, &clause.threshold) {
                let [below, at, above] =
                    [Ordering::Less, Ordering::Equal, Ordering::Greater].map(|order| clause.operator.holds(order));
                edges.extend((below != at).then_some(*bound));
                edges.extend((at != above).then_some(bound.saturating_add(1)));
            }
        }
    }
}

/// The clauses of one condition while it is read.
struct Clauses {
    scope: Scope,
    count: usize,
    /// How long the pointer to the condition is.
    base: usize,
    /// Whether every part has been read.
    whole: bool,
}

impl Clauses {
    fn node(&mut self, value: &Value, depth: usize, path: Path<'_>, reading: &mut Reading<'_>) -> Option<Node> {
        if depth > CONDITION_DEPTH_MAX {
            report(reading.problems, ProblemCode::TooDeep, path, "", "");
            return None;
        }
        if !value.is_object() {
            wrong_type(value, path, "a condition", reading.problems);
            return None;
        }
        match ["all", "any", "not"].into_iter().find(|name| value.get(name).is_some()) {
            Some(name) => self.branch(name, value, depth, path, reading),
            None => self.compare(value, path, reading),
        }
    }

    /// Reads the parts under `all` or `any`, or the one under `not`.
    fn branch(
        &mut self,
        name: &str,
        value: &Value,
        depth: usize,
        path: Path<'_>,
        reading: &mut Reading<'_>,
    ) -> Option<Node> {
        let mut at = reading.open(value, path, &[name]);
        let mut branch = Branch { clauses: self, name, depth: depth.saturating_add(1), parts: Vec::new() };
        if !at.required(name, &mut branch) {
            return None;
        }
        match name {
            "all" => Some(Node::All(branch.parts)),
            "any" => Some(Node::Any(branch.parts)),
            _ => branch.parts.pop().map(|part| Node::Not(Box::new(part))),
        }
    }

    fn compare(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> Option<Node> {
        let known = ["id", "fact", "operator", "threshold", "label", "source"];
        let mut clause = Box::new(Compare::BLANK);
        let mut at = reading.open(value, path, &known);
        let id = at.required("id", &mut clause.id);
        let fact = at.required("fact", &mut clause.fact);
        let operator = at.required("operator", &mut clause.operator);
        at.required("label", &mut clause.label);
        at.source(&mut clause.source);
        let threshold =
            fact && at.required("threshold", &mut Measured { place: &mut clause.threshold, kind: clause.fact.kind() });
        let fits =
            fact && operator && check_operator(clause.fact, clause.operator, path.field("operator"), reading.problems);
        let seen = Scope::of(clause.fact);
        if fact && seen != Some(self.scope) {
            let (path, name) = (path.field("fact"), clause.fact.name());
            report(reading.problems, ProblemCode::FactNotHere, path, name, seen_by(seen));
        }
        if id {
            note_id(&clause.id, path.field("id"), reading);
        }
        clause.index = self.count;
        self.count = self.count.saturating_add(1);
        path.to_string().get(self.base.saturating_add(1)..).unwrap_or("").clone_into(&mut clause.group);
        (id && threshold && fits).then_some(Node::Compare(clause))
    }
}

/// The parts of a condition under one name.
struct Branch<'p> {
    clauses: &'p mut Clauses,
    name: &'p str,
    depth: usize,
    parts: Vec<Node>,
}

impl Read for Branch<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        if self.name == "not" {
            self.read_entry(value, path, reading);
            return true;
        }
        let read = reading.each(value, CLAUSES_MAX, path, self);
        if read && value.as_array().is_some_and(Vec::is_empty) {
            report(reading.problems, ProblemCode::EmptyList, path, "", "");
        }
        read
    }
}

impl Entries for Branch<'_> {
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) {
        match self.clauses.node(value, self.depth, path, reading) {
            Some(part) => self.parts.push(part),
            None => self.clauses.whole = false,
        }
    }
}

blank! {
    Compare { index, id, group, fact, operator, threshold, label, source }
    Condition { root, clause_count, day_edges }
}

impl Blank for usize {
    const BLANK: Self = 0;
}

impl Blank for Threshold {
    const BLANK: Self = Self::Count(0);
}

impl Blank for Node {
    const BLANK: Self = Self::All(Vec::new());
}

fn note_id(id: &str, path: Path<'_>, reading: &mut Reading<'_>) {
    let known = &mut reading.clause_ids;
    let place = known.partition_point(|known| known.as_str() < id);
    if known.get(place).is_some_and(|known| known == id) {
        report(reading.problems, ProblemCode::DuplicateId, path, id, "");
    } else {
        known.insert(place, id.to_owned());
    }
}

fn check_operator(fact: Fact, operator: Operator, path: Path<'_>, problems: &mut Problems) -> bool {
    let fits = match fact.kind() {
        FactKind::YesNo => matches!(operator, Operator::Eq | Operator::Ne),
        FactKind::Class => operator == Operator::In,
        _ => operator != Operator::In,
    };
    if !fits {
        let name = Operator::NAMES.iter().find(|(_, known)| *known == operator).map_or("", |(name, _)| name);
        report(problems, ProblemCode::ThresholdKind, path, name, fact.kind().in_words());
    }
    fits
}

/// A threshold, read as its fact is measured.
struct Measured<'p> {
    place: &'p mut Threshold,
    kind: FactKind,
}

impl Read for Measured<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let kind = self.kind;
        let fits = match kind {
            FactKind::Days | FactKind::Count => value.is_number(),
            FactKind::Money | FactKind::Share | FactKind::Date => value.is_string(),
            FactKind::YesNo => value.is_boolean(),
            FactKind::Class => value.is_array(),
        };
        let problems = &mut *reading.problems;
        if !fits && !is_marked(value) {
            report(problems, ProblemCode::ThresholdKind, path, &json::text(value), kind.in_words());
            return false;
        }
        let read = match kind {
            FactKind::Days => count(value, path, problems).map(Threshold::Days),
            FactKind::Money => money(value, path, problems).map(Threshold::Money),
            FactKind::Count => count(value, path, problems).map(Threshold::Count),
            FactKind::Share => share(value, path, problems).map(Threshold::Share),
            FactKind::YesNo => yes_no(value, path, problems).map(Threshold::YesNo),
            FactKind::Class => alone(value, path, problems).map(Threshold::Classes),
            FactKind::Date => date(value, path, problems).map(Threshold::Date),
        };
        read.map(|threshold| *self.place = threshold).is_some()
    }
}
