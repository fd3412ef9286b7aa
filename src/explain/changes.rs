//! What would change an outcome, in sentences.

use super::clauses::{statement, value};
use super::read_decision::moved_kind;
use super::view::{ChangeView, ValueView};
use super::{capitalised, figures, read, words};
use crate::decision::{Actor, Change, ChangeTo, Lever, OutcomeWord};
use crate::error::Problems;
use crate::json::Value;
use crate::locale::{Locale, Trio, fill};
use crate::names;
use crate::policy::model::{Fact, FactKind};
use crate::reader::Path;

/// A change that would move an outcome, in a sentence.
///
/// # Example
/// Of days past due that reach 91 on 2025-11-23: "On 23 November 2025 the loan is 91 days past due;
/// the outcome is then: yes."
#[must_use]
pub fn change_text(change: &Change, locale: Locale) -> String {
    let kind = moved_kind(change.fact);
    sentence(
        &ChangeView {
            by: change.by,
            lever: change.fact,
            from: change.from.as_ref().map(|from| shown(from, kind)),
            to: shown(&change.to, kind),
            on: change.on,
            last_day: change.last_day,
            amount: change.amount,
            intervals: change.intervals.clone(),
            provided: change.provided.iter().map(|provided| provided.fact).collect(),
            periods: change.periods,
            outcome: change.outcome,
        },
        locale,
    )
}

/// The value of a change in the kind of what moves.
fn shown(value: &ChangeTo, kind: FactKind) -> ValueView<'_> {
    match (value, kind) {
        (ChangeTo::Number(number), FactKind::Count) => ValueView::Count(*number),
        (ChangeTo::Number(number), _) => ValueView::Days(*number),
        (ChangeTo::YesNo(answer), _) => ValueView::YesNo(*answer),
        (ChangeTo::Class(class), _) => ValueView::Classes(vec![*class]),
        (ChangeTo::Text(text), FactKind::Money) => {
            let written = Value::String(text.clone());
            let amount = read::figure(&written, Path::Root, &mut Problems::new());
            amount.map_or(ValueView::Share(text), ValueView::Money)
        }
        (ChangeTo::Text(text), _) => ValueView::Share(text),
    }
}

/// A change as it was read, in a sentence.
pub(super) fn sentence(change: &ChangeView<'_>, locale: Locale) -> String {
    let then = if is_bare(change) { words::THEN_AT_ONCE } else { words::THEN };
    let outcome = fill(then.of(locale), &[("outcome", names::outcome(change.outcome).of(locale))]);
    let end = change.last_day.map_or(String::new(), |last| {
        let pattern = if holds(change.outcome) { words::UNTIL } else { words::LAST_DAY };
        fill(pattern.of(locale), &[("date", &figures::date(last, locale))])
    });
    let values = [
        ("premise", premise(change, locale)),
        ("outcome", outcome),
        ("end", end),
        ("provided", provided(change, locale)),
        ("others", others(change, locale)),
    ];
    capitalised(&filled(words::CHANGE, &values, locale))
}

fn filled(pattern: Trio, values: &[(&str, String)], locale: Locale) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(pattern.of(locale), &values)
}

/// Whether what has to happen is said without what comes of it but the outcome.
fn is_bare(change: &ChangeView<'_>) -> bool {
    match change.lever {
        Lever::Deposit => false,
        Lever::MonthlyIncome => change.periods.is_none(),
        Lever::Periods => true,
        Lever::Fact(_) => change.by != Actor::Time && change.amount.is_none(),
    }
}

fn holds(outcome: OutcomeWord) -> bool {
    matches!(outcome, OutcomeWord::Yes | OutcomeWord::Refer)
}

/// What has to happen.
fn premise(change: &ChangeView<'_>, locale: Locale) -> String {
    let date = change.on.map_or(String::new(), |on| figures::date(on, locale));
    let amount = change.amount.map_or(String::new(), |amount| figures::amount(amount, locale));
    let periods = change.periods.map_or(String::new(), |periods| periods.to_string());
    let (pattern, statement) = match change.lever {
        Lever::Deposit => (words::IF_DEPOSIT, String::new()),
        Lever::MonthlyIncome if change.periods.is_some() => (words::IF_INCOME_RISES, String::new()),
        Lever::MonthlyIncome => (words::IF_INCOME_FALLS, String::new()),
        Lever::Periods => (words::IF_LONGER, String::new()),
        Lever::Fact(fact) => (of_fact(change, fact), statement(fact, &change.to, locale)),
    };
    let from = change.from.as_ref().map_or(String::new(), |from| bare(from, locale));
    let values = [
        ("date", date),
        ("amount", amount),
        ("periods", periods),
        ("statement", statement),
        ("from", from),
        ("value", bare(&change.to, locale)),
    ];
    filled(pattern, &values, locale)
}

/// A value; a number of payments without a unit of its own.
fn bare(shown: &ValueView<'_>, locale: Locale) -> String {
    match shown {
        ValueView::Count(count) => count.to_string(),
        _ => value(shown, locale),
    }
}

fn of_fact(change: &ChangeView<'_>, fact: Fact) -> Trio {
    match (change.by, fact) {
        (Actor::Borrower | Actor::Lender, _) if change.amount.is_some() => words::IF_PAID,
        (_, Fact::FailedAttempts) => words::IF_ATTEMPTS,
        (Actor::Borrower | Actor::Lender, Fact::DaysUnreachable) => words::IF_REACHED,
        (Actor::Time, Fact::DaysPastDue) => words::IF_DAYS,
        (Actor::Time, Fact::DaysUnreachable) => words::IF_SILENT,
        (Actor::Time, _) if change.on.is_some() => words::IF_UNPAID,
        _ => words::IF,
    }
}

/// What else has to come about: that nobody reaches the borrower, or that nothing is paid.
fn provided(change: &ChangeView<'_>, locale: Locale) -> String {
    let (silent, other): (Vec<Lever>, Vec<Lever>) =
        change.provided.iter().partition(|lever| **lever == Lever::Fact(Fact::DaysUnreachable));
    let mut text = String::new();
    for (levers, words) in [(silent, words::PROVIDED_SILENT), (other, words::PROVIDED_UNPAID)] {
        if !levers.is_empty() {
            text.push_str(words.of(locale));
        }
    }
    text
}

/// Every amount that does it, where they are more than one.
fn others(change: &ChangeView<'_>, locale: Locale) -> String {
    let whole = change.intervals.iter().map(|interval| {
        let (from, to) = (figures::amount(interval.from, locale), figures::amount(interval.to, locale));
        if interval.from == interval.to { from } else { fill(words::RANGE.of(locale), &[("from", &from), ("to", &to)]) }
    });
    let ranges: Vec<String> = whole.collect();
    if ranges.is_empty() {
        return String::new();
    }
    fill(words::AMOUNTS.of(locale), &[("ranges", &ranges.join(words::LISTED.of(locale)))])
}
