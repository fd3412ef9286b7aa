//! One clause in words: what the case has, what the policy requires, and whether that is met.

use super::view::{ClauseView, OutcomeView, ValueView};
use super::{Renderer, capitalised, fact_name, figures, words};
use crate::condition::Kleene;
use crate::locale::{Locale, Trio, fill};
use crate::names;
use crate::policy::model::{Compare, Condition, Fact, Node, Operator, Policy, Threshold};

/// What a clause was judged for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Judged {
    /// The decision as a whole.
    ForDecision,
    /// One plan of so many payments, where their number is known.
    ForPlan(Option<u32>),
}

/// A value with its unit.
pub(super) fn value(value: &ValueView<'_>, locale: Locale) -> String {
    match value {
        ValueView::Days(days) => figures::days(*days, locale),
        ValueView::Count(count) => figures::times(*count, locale),
        ValueView::Months(months) => figures::months(*months, locale),
        ValueView::Money(amount) => figures::amount(*amount, locale),
        ValueView::Share(share) => figures::per_cent(share),
        ValueView::Date(date) => figures::date(*date, locale),
        ValueView::YesNo(true) => words::TRUE.of(locale).to_owned(),
        ValueView::YesNo(false) => words::FALSE.of(locale).to_owned(),
        ValueView::Classes(classes) => {
            let named: Vec<&str> = classes.iter().map(|class| names::class(*class).of(locale)).collect();
            named.join(words::ALTERNATIVE.of(locale))
        }
    }
}

/// A fact with its value, as a statement within a sentence.
pub(super) fn statement(fact: Fact, shown: &ValueView<'_>, locale: Locale) -> String {
    match shown {
        ValueView::Days(0) if fact == Fact::DaysPastDue => words::NOT_OVERDUE.of(locale).to_owned(),
        ValueView::YesNo(holds) if words::stated(fact, *holds).is_some() => {
            words::stated(fact, *holds).map_or("", |stated| stated.of(locale)).to_owned()
        }
        _ => fill(
            words::measured(fact).of(locale),
            &[("fact", fact_name(fact, locale)), ("value", &value(shown, locale))],
        ),
    }
}

/// What the case has in the matter of a clause.
fn stands(clause: &ClauseView<'_>, locale: Locale) -> String {
    let fact = fact_name(clause.fact, locale);
    match (&clause.value, &clause.at_least, &clause.at_most) {
        (Some(ValueView::YesNo(holds)), ..) => {
            fill(words::VALUE.of(locale), &[("fact", fact), ("value", &value(&ValueView::YesNo(*holds), locale))])
        }
        (Some(shown), ..) => statement(clause.fact, shown, locale),
        (None, Some(low), Some(high)) => fill(
            words::BETWEEN.of(locale),
            &[("fact", fact), ("low", &value(low, locale)), ("high", &value(high, locale))],
        ),
        (None, Some(low), None) => fill(words::AT_LEAST.of(locale), &[("fact", fact), ("value", &value(low, locale))]),
        (None, None, _) if clause.status != Kleene::Unknown => {
            fill(words::UNKNOWN_SETTLED.of(locale), &[("fact", fact)])
        }
        (None, None, _) => fill(words::UNKNOWN.of(locale), &[("fact", fact)]),
    }
}

/// What a clause compares with, in words such as `at most 30 days`.
pub(super) fn requirement(operator: Operator, threshold: &ValueView<'_>, locale: Locale) -> String {
    let shown = value(threshold, locale);
    let pattern = match (operator, threshold) {
        (Operator::Eq, ValueView::YesNo(_)) => return shown,
        (Operator::Ne, ValueView::YesNo(holds)) => return value(&ValueView::YesNo(!holds), locale),
        (Operator::In, _) => words::AMONG,
        (operator, ValueView::Date(_)) => words::compared_with_day(operator),
        _ => words::OPERATION,
    };
    fill(pattern.of(locale), &[("operator", names::operator(operator).of(locale)), ("threshold", &shown)])
}

/// Why a clause stands in the way, within a sentence.
pub(super) fn reason(clause: &ClauseView<'_>, locale: Locale) -> String {
    let requirement = requirement(clause.operator, &clause.threshold, locale);
    let fact = fact_name(clause.fact, locale);
    match &clause.value {
        Some(shown @ ValueView::YesNo(_)) => statement(clause.fact, shown, locale),
        Some(shown @ ValueView::Days(0)) if clause.fact == Fact::DaysPastDue => statement(clause.fact, shown, locale),
        None if clause.at_least.is_none() => {
            fill(words::REASON_BARE.of(locale), &[("fact", fact), ("requirement", &requirement)])
        }
        _ => {
            let pattern = if clause.negated() { words::REASON_NOT } else { words::REASON };
            let statement = stands(clause, locale);
            fill(pattern.of(locale), &[("statement", &statement), ("requirement", &requirement)])
        }
    }
}

impl Renderer<'_> {
    /// A clause as a line of the checklist.
    pub(super) fn clause(&self, clause: &ClauseView<'_>, outcome: &OutcomeView<'_>, judged: Judged) -> String {
        let requirement = requirement(clause.operator, &clause.threshold, self.locale);
        let pattern = if clause.negated() { words::CLAUSE_NOT } else { words::CLAUSE };
        let statement = capitalised(&stands(clause, self.locale));
        self.say(
            pattern,
            &[
                ("label", &self.label(clause, judged)),
                ("status", &self.status(clause, outcome)),
                ("statement", &statement),
                ("requirement", &requirement),
                ("document", &self.document(clause.document)),
                ("clause", &figures::quoted(clause.clause)),
            ],
        )
    }

    /// The clause in the policy's words, or in words made of its comparison.
    fn label(&self, clause: &ClauseView<'_>, judged: Judged) -> String {
        let known = self.policy.and_then(|policy| known_clause(policy, clause));
        let own = match known {
            Some(known) => known.label.of(self.locale).to_owned(),
            None => self.made_label(clause),
        };
        let group = match judged {
            Judged::ForDecision => clause.group,
            Judged::ForPlan(_) => inner_group(clause.group),
        };
        let is_alternative = group.split('/').any(|part| part == "any");
        let own = if is_alternative { self.say_within(words::ANY_ONE, &[("label", &own)]) } else { own };
        match judged {
            Judged::ForPlan(Some(periods)) => {
                self.say_within(words::OF_PLAN, &[("periods", &periods.to_string()), ("label", &own)])
            }
            Judged::ForPlan(None) | Judged::ForDecision => own,
        }
    }

    fn made_label(&self, clause: &ClauseView<'_>) -> String {
        let wanted = match (&clause.threshold, clause.operator) {
            (ValueView::YesNo(holds), Operator::Ne) => words::stated(clause.fact, !holds),
            (ValueView::YesNo(holds), _) => words::stated(clause.fact, *holds),
            _ => None,
        };
        if let Some(stated) = wanted {
            return stated.of(self.locale).to_owned();
        }
        let requirement = requirement(clause.operator, &clause.threshold, self.locale);
        let fact = fact_name(clause.fact, self.locale);
        self.say_within(words::LABEL, &[("fact", fact), ("requirement", &requirement)])
    }

    fn status(&self, clause: &ClauseView<'_>, outcome: &OutcomeView<'_>) -> String {
        let status = self.word(names::status(clause.status));
        let pattern = match (clause.decisive, clause.status, outcome) {
            (true, Kleene::Unknown, _) => words::NEEDED,
            (true, _, _) => words::DECISIVE,
            (false, Kleene::False, OutcomeView::No { .. } | OutcomeView::NotYet { .. })
            | (false, Kleene::True, OutcomeView::Yes) => words::ALSO,
            _ => return status.to_owned(),
        };
        self.say_within(pattern, &[("status", status)])
    }

    /// The title of a document, or its id where the policy does not list it.
    fn document(&self, id: &str) -> String {
        let known = self.policy.and_then(|policy| policy.documents.iter().find(|document| document.id == id));
        known.map_or_else(|| figures::quoted(id), |document| document.title.of(self.locale).to_owned())
    }

    pub(super) fn joined(&self, parts: &[String], separator: Trio) -> String {
        parts.join(self.word(separator))
    }
}

/// The group of a plan's clause within the plan's own condition.
fn inner_group(group: &str) -> &str {
    group.splitn(3, '/').nth(2).unwrap_or("")
}

/// The policy's clause of that id, if it makes the very same comparison.
fn known_clause<'p>(policy: &'p Policy, clause: &ClauseView<'_>) -> Option<&'p Compare> {
    let conditions = [
        &policy.delinquency.overdue,
        &policy.waiver.condition,
        &policy.installment.condition,
        &policy.escalation.litigation.condition,
        &policy.escalation.agency.condition,
        &policy.restructure.condition,
        &policy.restructure.affordable,
    ];
    let known = conditions.into_iter().find_map(|condition| find(condition, clause.id))?;
    let same = known.fact == clause.fact && known.operator == clause.operator;
    (same && compares_with(&known.threshold, &clause.threshold)).then_some(known)
}

fn compares_with(threshold: &Threshold, shown: &ValueView<'_>) -> bool {
    match (threshold, shown) {
        (Threshold::Days(left), ValueView::Days(right))
        | (Threshold::Count(left), ValueView::Count(right) | ValueView::Months(right)) => left == right,
        (Threshold::Money(left), ValueView::Money(right)) => left == right,
        (Threshold::Share(left), ValueView::Share(right)) => left.to_string() == *right,
        (Threshold::YesNo(left), ValueView::YesNo(right)) => left == right,
        (Threshold::Classes(left), ValueView::Classes(right)) => left == right,
        (Threshold::Date(left), ValueView::Date(right)) => left == right,
        _ => false,
    }
}

fn find<'p>(condition: &'p Condition, id: &str) -> Option<&'p Compare> {
    find_in(&condition.root, id)
}

fn find_in<'p>(node: &'p Node, id: &str) -> Option<&'p Compare> {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().find_map(|part| find_in(part, id)),
        Node::Not(part) => find_in(part, id),
        Node::Compare(clause) => Some(&**clause).filter(|clause| clause.id == id),
    }
}
