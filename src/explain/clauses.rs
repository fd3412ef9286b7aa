//! One clause in words: what the case has, what the policy requires, and whether that is met.

use super::node::{Kind, Node, Place, kind_of_clause, written_figure};
use super::{Renderer, capitalised, figures, tables, words};
use crate::locale::Trio;
use crate::names;
use crate::policy::model::{Compare, Condition, Node as Part, Operator, Policy, Threshold};

/// What a clause was judged for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Judged {
    /// The decision as a whole.
    ForDecision,
    /// One plan of so many payments, where their number is known.
    ForPlan(Option<u32>),
}

const CLAUSE: &[Place] = &[("clause", "source/clause", Kind::Text)];

/// Whether a clause stands under an odd number of negations.
pub(super) fn is_negated(clause: Node<'_>) -> bool {
    clause.text("group").split('/').filter(|part| *part == "not").count() & 1 == 1
}

/// The kind in which a clause writes its values.
fn kind(clause: Node<'_>) -> Kind {
    kind_of_clause(clause.text("fact")).unwrap_or(Kind::Text)
}

/// How a fact is stated that holds or does not, where the fact is such a one.
fn stated(fact: &str, kind: Kind, holds: bool) -> Option<&'static Trio> {
    let (_, yes, no) = tables::STATED.iter().find(|(known, ..)| matches!(kind, Kind::YesNo) && *known == fact)?;
    Some(if holds { yes } else { no })
}

/// Whether a value says that nothing is overdue.
fn is_not_overdue(fact: &str, value: Node<'_>) -> bool {
    fact == "daysPastDue" && value.is_there() && value.own_count() == 0
}

impl Renderer<'_> {
    fn fact_name(&self, clause: Node<'_>) -> &'static str {
        self.look(names::FACTS, clause.text("fact"))
    }

    /// A fact with its value, as a statement within a sentence.
    pub(super) fn statement(&self, fact: &str, kind: Kind, value: Node<'_>) -> String {
        if is_not_overdue(fact, value) {
            return self.word(&words::NOT_OVERDUE).to_owned();
        }
        if let Some(stated) = stated(fact, kind, value.is_true()) {
            return self.word(stated).to_owned();
        }
        let pattern = names::look(tables::MEASURED, fact).unwrap_or(&words::VALUE);
        let given = [("fact", self.look(names::FACTS, fact)), ("value", &*self.show(value, kind))];
        self.tell_within(pattern, value, &[], &given)
    }

    /// What the case has in the matter of a clause.
    fn stands(&self, clause: Node<'_>) -> String {
        let (kind, value) = (kind(clause), clause.at("value"));
        let pattern = if value.is_there() {
            if !matches!(kind, Kind::YesNo) {
                return self.statement(clause.text("fact"), kind, value);
            }
            &words::VALUE
        } else if clause.at("atLeast").is_there() {
            if clause.at("atMost").is_there() { &words::BETWEEN } else { &words::AT_LEAST }
        } else if clause.at("atMost").is_there() {
            &words::AT_MOST
        } else if clause.text("status") == "unknown" {
            &words::UNKNOWN
        } else {
            &words::UNKNOWN_SETTLED
        };
        let (low, high) = (self.show(clause.at("atLeast"), kind), self.show(clause.at("atMost"), kind));
        let shown = if value.is_there() { &*self.show(value, kind) } else { &*low };
        let given = [("fact", self.fact_name(clause)), ("value", shown), ("low", &*low), ("high", &*high)];
        self.tell_within(pattern, clause, &[], &given)
    }

    /// What a clause compares with, in words such as `at most 30 days`.
    fn requirement(&self, clause: Node<'_>) -> String {
        let (kind, operator, threshold) = (kind(clause), clause.text("operator"), clause.at("threshold"));
        let shown = self.show(threshold, kind);
        let pattern = match (operator, kind) {
            ("eq", Kind::YesNo) => return shown,
            ("ne", Kind::YesNo) => {
                return self.word(if threshold.is_true() { &words::FALSE } else { &words::TRUE }).to_owned();
            }
            ("in", _) => &words::AMONG,
            (_, Kind::Date) => names::look(tables::COMPARED_WITH_DAY, operator).unwrap_or(&words::OPERATION),
            _ => &words::OPERATION,
        };
        let given = [("operator", self.look(names::OPERATORS, operator)), ("threshold", &*shown)];
        self.tell_within(pattern, clause, &[], &given)
    }

    /// Why a clause stands in the way, within a sentence.
    pub(super) fn reason(&self, clause: Node<'_>) -> String {
        let (fact, kind, value) = (clause.text("fact"), kind(clause), clause.at("value"));
        if value.is_there() && (matches!(kind, Kind::YesNo) || is_not_overdue(fact, value)) {
            return self.statement(fact, kind, value);
        }
        let is_shown = ["value", "atLeast", "atMost"].iter().any(|shown| clause.at(shown).is_there());
        let pattern = match (is_shown, is_negated(clause)) {
            (false, _) => &words::REASON_BARE,
            (true, true) => &words::REASON_NOT,
            (true, false) => &words::REASON,
        };
        let (statement, requirement) = (self.stands(clause), self.requirement(clause));
        let given = [("fact", self.fact_name(clause)), ("statement", &*statement), ("requirement", &*requirement)];
        self.tell_within(pattern, clause, &[], &given)
    }

    /// A clause as a line of the checklist.
    pub(super) fn clause(&self, clause: Node<'_>, outcome: &str, judged: Judged) -> String {
        let pattern = if is_negated(clause) { &words::CLAUSE_NOT } else { &words::CLAUSE };
        let given = [
            ("label", &*self.label(clause, judged)),
            ("status", &*self.status(clause, outcome)),
            ("statement", &*capitalised(&self.stands(clause))),
            ("requirement", &*self.requirement(clause)),
            ("document", &*self.document(clause.text("source/document"))),
        ];
        self.tell(pattern, clause, CLAUSE, &given)
    }

    /// The clause in the policy's words, or in words made of its comparison.
    fn label(&self, clause: Node<'_>, judged: Judged) -> String {
        let known = self.policy.and_then(|policy| known_clause(policy, clause));
        let mut own = match known {
            Some(known) => known.label.of(self.locale).to_owned(),
            None => self.made_label(clause),
        };
        let group = clause.text("group");
        let group = match judged {
            Judged::ForDecision => group,
            Judged::ForPlan(_) => inner_group(group),
        };
        if group.split('/').any(|part| part == "any") {
            own = self.tell_within(&words::ANY_ONE, clause, &[], &[("label", &own)]);
        }
        match judged {
            Judged::ForPlan(Some(periods)) => {
                self.tell_within(&words::OF_PLAN, clause, &[], &[("periods", &periods.to_string()), ("label", &own)])
            }
            Judged::ForPlan(None) | Judged::ForDecision => own,
        }
    }

    fn made_label(&self, clause: Node<'_>) -> String {
        let holds = clause.at("threshold").is_true() != (clause.text("operator") == "ne");
        if let Some(stated) = stated(clause.text("fact"), kind(clause), holds) {
            return self.word(stated).to_owned();
        }
        let given = [("fact", self.fact_name(clause)), ("requirement", &*self.requirement(clause))];
        self.tell_within(&words::LABEL, clause, &[], &given)
    }

    fn status(&self, clause: Node<'_>, outcome: &str) -> String {
        let name = clause.text("status");
        let status = self.look(names::STATUSES, name);
        let pattern = match (clause.at("decisive").is_true(), name, outcome) {
            (true, "unknown", _) => &words::NEEDED,
            (true, _, _) => &words::DECISIVE,
            (false, "notMet", "no" | "notYet") | (false, "met", "yes") => &words::ALSO,
            _ => return status.to_owned(),
        };
        self.tell_within(pattern, clause, &[], &[("status", status)])
    }

    /// The title of a document, or its id where the policy does not list it.
    fn document(&self, id: &str) -> String {
        let known = self.policy.and_then(|policy| policy.documents.iter().find(|document| document.id == id));
        known.map_or_else(|| figures::quoted(id), |document| document.title.of(self.locale).to_owned())
    }
}

/// The group of a plan's clause within the plan's own condition.
fn inner_group(group: &str) -> &str {
    group.splitn(3, '/').nth(2).unwrap_or("")
}

/// The policy's clause of that id, if it makes the very same comparison.
fn known_clause<'p>(policy: &'p Policy, clause: Node<'_>) -> Option<&'p Compare> {
    let known = policy.conditions().into_iter().find_map(|condition| find(condition, clause.text("id")))?;
    let operator = Operator::NAMES.iter().find(|(name, _)| *name == clause.text("operator")).map(|(_, known)| *known);
    let same = known.fact.name() == clause.text("fact") && Some(known.operator) == operator;
    (same && compares_with(&known.threshold, clause.at("threshold"))).then_some(known)
}

fn compares_with(threshold: &Threshold, shown: Node<'_>) -> bool {
    let text = shown.own_text();
    match threshold {
        Threshold::Days(number) | Threshold::Count(number) => shown.own_count() == *number,
        Threshold::Money(amount) => written_figure(text) == Some(*amount),
        Threshold::Share(share) => share.to_string() == text,
        Threshold::YesNo(holds) => shown.is_true() == *holds,
        Threshold::Classes(classes) => {
            let one = [shown].into_iter().filter(|shown| !shown.own_text().is_empty());
            one.chain(shown.entries()).map(Node::own_text).eq(classes.iter().map(|class| class.name()))
        }
        Threshold::Date(date) => date.to_string() == text,
    }
}

fn find<'p>(condition: &'p Condition, id: &str) -> Option<&'p Compare> {
    find_in(&condition.root, id)
}

fn find_in<'p>(node: &'p Part, id: &str) -> Option<&'p Compare> {
    match node {
        Part::All(parts) | Part::Any(parts) => parts.iter().find_map(|part| find_in(part, id)),
        Part::Not(part) => find_in(part, id),
        Part::Compare(clause) => Some(&**clause).filter(|clause| clause.id == id),
    }
}
