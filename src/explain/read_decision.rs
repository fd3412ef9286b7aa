//! Reads one decision of an answer: outcome, clauses, changes.

use crate::json::Value;

use super::read::{class, day, decimal, figure, outcome, role, texts};
use super::view::{ChangeView, ClauseView, DecisionView, OutcomeView, ValueView};
use crate::condition::Kleene;
use crate::decision::{Actor, Interval, Lever, OutcomeWord};
use crate::error::Problems;
use crate::limits::ANSWER_ENTRIES_MAX;
use crate::policy::model::{Fact, FactKind, Operator};
use crate::reader::{Fields, Path, count, date, list, one_of, text, yes_no};

/// Reads a decision.
pub(super) fn decision<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<DecisionView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let word = fields.required("outcome", path, problems, outcome);
    let missing = fields.required("missing", path, problems, texts);
    let clauses = fields.required("clauses", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, clause)
    });
    let changes = fields.optional("changes", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, change)
    });
    Some(DecisionView {
        outcome: whole(word?, fields, path, problems)?,
        missing: missing?,
        clauses: clauses?,
        changes: changes.unwrap_or_default(),
    })
}

/// The outcome with what belongs to its word.
fn whole<'v>(
    word: OutcomeWord,
    fields: Fields<'v>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<OutcomeView<'v>> {
    Some(match word {
        OutcomeWord::Yes => OutcomeView::Yes,
        OutcomeWord::No => OutcomeView::No { blocking: fields.required("blocking", path, problems, texts)? },
        OutcomeWord::NotYet => OutcomeView::NotYet { opens_on: fields.required("opensOn", path, problems, day)? },
        OutcomeWord::Undetermined => OutcomeView::Undetermined,
        OutcomeWord::Refer => OutcomeView::Refer { refers_to: fields.required("refersTo", path, problems, role)? },
    })
}

fn clause<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<ClauseView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let statuses = [("met", Kleene::True), ("notMet", Kleene::False), ("unknown", Kleene::Unknown)];
    let id = fields.required("id", path, problems, text);
    let group = fields.required("group", path, problems, text);
    let fact = fields.required("fact", path, problems, fact);
    let operator = fields
        .required("operator", path, problems, |value, path, problems| one_of(value, &Operator::NAMES, path, problems));
    let status =
        fields.required("status", path, problems, |value, path, problems| one_of(value, &statuses, path, problems));
    let decisive = fields.required("decisive", path, problems, yes_no);
    let source = fields.required("source", path, problems, source);
    let kind = Kind::of(fact?);
    let threshold =
        fields.required("threshold", path, problems, |value, path, problems| of_kind(value, kind, path, problems));
    let of_its_kind = |value, path: Path<'_>, problems: &mut Problems| of_kind(value, kind, path, problems);
    let value = fields.optional("value", path, problems, of_its_kind);
    let at_least = fields.optional("atLeast", path, problems, of_its_kind);
    let at_most = fields.optional("atMost", path, problems, of_its_kind);
    let (document, quoted) = source?;
    Some(ClauseView {
        id: id?,
        group: group?,
        fact: fact?,
        value,
        at_least,
        at_most,
        operator: operator?,
        threshold: threshold?,
        status: status?,
        decisive: decisive?,
        document,
        clause: quoted,
    })
}

fn fact(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Fact> {
    one_of(value, &Fact::NAMES, path, problems)
}

fn source<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<(&'v str, &'v str)> {
    let fields = Fields::open_any(value, path, problems)?;
    let document = fields.required("document", path, problems, text);
    let clause = fields.required("clause", path, problems, text);
    Some((document?, clause?))
}

/// What a value is read as: its fact's kind, of which months are counts.
#[derive(Clone, Copy)]
enum Kind {
    Months,
    Of(FactKind),
}

impl Kind {
    fn of(fact: Fact) -> Self {
        if fact == Fact::LongestTermMonths { Self::Months } else { Self::Of(fact.kind()) }
    }
}

/// Reads a value in the kind of its fact; of classes one or a list.
fn of_kind<'v>(value: &'v Value, kind: Kind, path: Path<'_>, problems: &mut Problems) -> Option<ValueView<'v>> {
    let Kind::Of(kind) = kind else {
        return count(value, path, problems).map(ValueView::Months);
    };
    match kind {
        FactKind::Days => count(value, path, problems).map(ValueView::Days),
        FactKind::Count => count(value, path, problems).map(ValueView::Count),
        FactKind::Money => figure(value, path, problems).map(ValueView::Money),
        FactKind::Share => decimal(value, path, problems).map(ValueView::Share),
        FactKind::YesNo => yes_no(value, path, problems).map(ValueView::YesNo),
        FactKind::Class if value.is_string() => {
            class(value, path, problems).map(|class| ValueView::Classes(vec![class]))
        }
        FactKind::Date => date(value, path, problems).map(ValueView::Date),
        FactKind::Class => list(value, ANSWER_ENTRIES_MAX, path, problems, class).map(ValueView::Classes),
    }
}

fn change<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<ChangeView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let actors = [("borrower", Actor::Borrower), ("lender", Actor::Lender), ("time", Actor::Time)];
    let by = fields.required("by", path, problems, |value, path, problems| one_of(value, &actors, path, problems));
    let lever = fields.required("fact", path, problems, lever);
    let outcome = fields.required("outcome", path, problems, outcome);
    let kind = moved_kind(lever?);
    let of_its_kind = |value, path: Path<'_>, problems: &mut Problems| of_kind(value, Kind::Of(kind), path, problems);
    let to = fields.required("to", path, problems, of_its_kind);
    Some(ChangeView {
        from: fields.optional("from", path, problems, of_its_kind),
        on: fields.optional("on", path, problems, day),
        last_day: fields.optional("lastDay", path, problems, day),
        amount: fields.optional("amount", path, problems, figure),
        intervals: fields.optional("intervals", path, problems, intervals).unwrap_or_default(),
        provided: fields.optional("provided", path, problems, provided).unwrap_or_default(),
        periods: fields.optional("periods", path, problems, count),
        by: by?,
        lever: lever?,
        to: to?,
        outcome: outcome?,
    })
}

/// Reads what moves in a change: a fact, or something that no condition looks at by itself.
fn lever(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Lever> {
    let others = [Lever::Deposit, Lever::MonthlyIncome, Lever::Periods];
    let facts = Fact::NAMES.iter().map(|(_, fact)| Lever::Fact(*fact));
    let levers: Vec<(&str, Lever)> = facts.chain(others).map(|lever| (lever.name(), lever)).collect();
    one_of(value, &levers, path, problems)
}

/// The kind of value that something moves to.
pub(super) fn moved_kind(lever: Lever) -> FactKind {
    match lever {
        Lever::Fact(fact) => fact.kind(),
        Lever::Deposit | Lever::MonthlyIncome => FactKind::Money,
        Lever::Periods => FactKind::Count,
    }
}

/// Reads which other facts have to move for a change to come about.
fn provided(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Lever>> {
    list(value, ANSWER_ENTRIES_MAX, path, problems, |value, path, problems| {
        Fields::open_any(value, path, problems)?.required("fact", path, problems, lever)
    })
}

fn intervals(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Interval>> {
    list(value, ANSWER_ENTRIES_MAX, path, problems, |value, path, problems| {
        let fields = Fields::open_any(value, path, problems)?;
        let from = fields.required("from", path, problems, figure);
        let to = fields.required("to", path, problems, figure);
        Some(Interval { from: from?, to: to? })
    })
}
