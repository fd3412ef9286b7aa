//! Operations on the reference tables: they need no case, only their own few fields.

use serde::Serialize;
use serde_json::Value;

use crate::api::language::locale;
use crate::api::{Engine, Reply};
use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::limits::LIMITATION_EVENTS_MAX;
use crate::money::Rate;
use crate::policy::tables::{Lpr, Term, WorkingDays};
use crate::reader::{Fields, Path, count, date, list, one_of};
use crate::rules::limitation::{Event, EventKind, expiry, starts_on};

/// What `workingDays` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WorkingDay {
    /// The day that was reached.
    pub on: Date,
}

/// What `lpr` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LprRate {
    /// The rate a year.
    pub rate: Rate,
    /// The day of its publication.
    pub published_on: Date,
}

/// `workingDays({ from, add })`: the day so many working days after `from`, which is not counted;
/// with 0, `from` itself or the next day that is worked.
pub(super) fn working_days<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (from, add) = read(given, options, &["from", "add"], |fields, problems| {
        let from = fields.required("from", Path::Root, problems, date);
        let add = fields.required("add", Path::Root, problems, count);
        Some((from?, add?))
    })?;
    let calendar = WorkingDays::builtin()?;
    if !calendar.reach().holds(from) {
        return Err(calendar.reach().ends("/from", &from.to_string()));
    }
    let reached = calendar.after(from, add);
    let on = reached.ok_or_else(|| calendar.reach().ends("/add", &format!("{add} working days after {from}")))?;
    Ok(Reply::WorkingDay(WorkingDay { on }))
}

/// `lpr({ on, term })`: the loan prime rate that holds on a day.
pub(super) fn lpr<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (on, term) = read(given, options, &["on", "term"], |fields, problems| {
        let on = fields.required("on", Path::Root, problems, date);
        let term = fields.required("term", Path::Root, problems, |value, path, problems| {
            one_of(value, &Term::NAMES, path, problems)
        });
        Some((on?, term?))
    })?;
    let table = Lpr::builtin()?;
    let published = table.on(on, term).ok_or_else(|| table.reach().ends("/on", &on.to_string()))?;
    Ok(Reply::Lpr(LprRate { rate: published.rate, published_on: published.published_on }))
}

/// `limitation({ events })`: when the right to sue expires, by the policy in force on the day from
/// which the period first ran.
pub(super) fn limitation<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let events = read(given, options, &["events"], |fields, problems| {
        fields.required("events", Path::Root, problems, |value, path, problems| {
            list(value, LIMITATION_EVENTS_MAX, path, problems, event)
        })
    })?;
    let first = starts_on(&events).ok_or_else(no_events)?;
    let years = &engine.in_force(first)?.limitation.years;
    if first < years.source.effective_from {
        return Err(before_the_law(first, years.source.effective_from));
    }
    let expiry = expiry(&events, years.value, &WorkingDays::builtin()?);
    expiry.map(Reply::Limitation).ok_or_else(no_events)
}

fn no_events() -> Failure {
    Failure::one(FailureCode::InvalidFacts, Problem::new(ProblemCode::EmptyList, "/events".to_owned(), "", ""))
}

/// The policy cites the length of the period only from a day on; before it, another law held.
fn before_the_law(first: Date, effective_from: Date) -> Failure {
    let span = format!("{effective_from} and later");
    let problem = Problem::new(ProblemCode::DateOutsideTable, "/events".to_owned(), &first.to_string(), &span);
    Failure::one(FailureCode::TableEnds, problem)
}

fn event(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Event> {
    let fields = Fields::open(value, path, &["on", "kind"], problems)?;
    let on = fields.required("on", path, problems, date);
    let kind = fields
        .required("kind", path, problems, |value, path, problems| one_of(value, &EventKind::NAMES, path, problems));
    Some(Event { on: on?, kind: kind? })
}

/// Reads the fields of an operation and its options, of which only `locale` is known here.
fn read<T>(
    given: &Value,
    options: &Value,
    known: &[&str],
    read: impl FnOnce(Fields<'_>, &mut Problems) -> Option<T>,
) -> Result<T, Failure> {
    let mut problems = Problems::new();
    if !options.is_null() {
        let path = Path::Field(&Path::Root, "options");
        let fields = Fields::open(options, path, &["locale"], &mut problems);
        fields.and_then(|fields| fields.optional("locale", path, &mut problems, locale));
    }
    let fields = Fields::open(given, Path::Root, known, &mut problems);
    let value = fields.and_then(|fields| read(fields, &mut problems));
    problems.finish(value, FailureCode::InvalidFacts)
}
