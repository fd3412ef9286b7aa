//! Operations on the reference tables: they need no case, only their own few fields.

use serde::Serialize;

use crate::json::Value;

use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read, read_by_policy};
use crate::api::{Engine, Reply};
use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::limits::LIMITATION_EVENTS_MAX;
use crate::money::Rate;
use crate::policy::tables::{Lpr, RestDays, Term, WorkingDays};
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
    /// So many times the rate, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple: Option<Rate>,
}

/// What is asked of the calendar.
enum Move {
    Add(u32),
    OffRest(RestDays),
}

/// `workingDays({ from, add | restDays })`: the day so many working days after `from`, which is not
/// counted; with 0, `from` itself or the next day that is worked. With `restDays`, the day to which a
/// due date goes by that rule.
pub(super) fn working_days<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (from, asked) = read(given, options, &["from", "add", "restDays"], |form| {
        let from = form.date("from", Must);
        let asked = asked_of_calendar(form);
        Some((from?, asked?))
    })?;
    let calendar = WorkingDays::builtin()?;
    if !calendar.reach().holds(from) {
        return Err(calendar.reach().ends("/from", &from.to_string()));
    }
    let (reached, path, given) = match asked {
        Move::Add(add) => (calendar.after(from, add), "/add", format!("{add} working days after {from}")),
        Move::OffRest(rule) => (calendar.moved(from, rule), "/from", from.to_string()),
    };
    let on = reached.ok_or_else(|| calendar.reach().ends(path, &given))?;
    Ok(Reply::WorkingDay(WorkingDay { on }))
}

fn asked_of_calendar(form: &mut Form<'_, '_>) -> Option<Move> {
    let rule = form.word("restDays", May, &RestDays::NAMES);
    if !form.has("restDays") {
        return form.count("add", Must).map(Move::Add);
    }
    if form.has("add") {
        form.report_at("restDays", ProblemCode::BothGiven, "restDays", "add");
    }
    rule.map(Move::OffRest)
}

/// `lpr({ on, term, times? })`: the loan prime rate that holds on a day, and with `times`, a decimal, so
/// many times the rate. Four times the one-year rate of the day on which the contract was formed is the most that
/// a private loan may bear (SPC provisions on private lending, art. 25); licensed lenders are not bound
/// by it.
pub(super) fn lpr<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (on, term, times) = read(given, options, &["on", "term", "times"], |form| {
        let on = form.date("on", Must);
        let term = form.word("term", Must, &Term::NAMES);
        let times = form.multiplier("times", May);
        Some((on?, term?, times))
    })?;
    let table = Lpr::builtin()?;
    let published = table.on(on, term).ok_or_else(|| table.reach().ends("/on", &on.to_string()))?;
    let multiple = times.map(|times| published.rate.multiplied_by(times));
    Ok(Reply::Lpr(LprRate { rate: published.rate, published_on: published.published_on, multiple }))
}

/// `limitation({ events })`: when the right to sue expires, by the policy in force on the day from
/// which the period first ran.
pub(super) fn limitation<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let events = read_by_policy(given, options, &["events"], |form| {
        let mut events = Vec::new();
        let is_list = form.each("events", Must, LIMITATION_EVENTS_MAX, &["on", "kind"], &mut |form| {
            let (on, kind) = (form.date("on", Must), form.word("kind", Must, &EventKind::NAMES));
            events.extend(on.zip(kind).map(|(on, kind)| Event { on, kind }));
        });
        is_list.then_some(events)
    })?;
    let first = starts_on(&events).ok_or_else(no_events)?;
    let path = place_of(first, &events);
    let years = &engine.in_force_at(first, &path)?.limitation.years;
    let known_from = years.oldest().source.effective_from;
    if first < known_from {
        return Err(outside(&path, first, known_from));
    }
    let expiry = expiry(&events, years, &WorkingDays::builtin()?);
    expiry.map(Reply::Limitation).ok_or_else(no_events)
}

/// Where the day stands from which the period first ran: a due date, unless none is given.
fn place_of(first: Date, events: &[Event]) -> String {
    let due = events.iter().position(|event| *event == Event { on: first, kind: EventKind::Due });
    let place = due.or_else(|| events.iter().position(|event| event.on == first));
    place.map_or_else(|| "/events".to_owned(), |place| format!("/events/{place}/on"))
}

fn no_events() -> Failure {
    Failure::one(FailureCode::InvalidFacts, Problem::new(ProblemCode::EmptyList, "/events".to_owned(), "", ""))
}

/// A figure is cited only from a day on; before it, another law held.
pub(super) fn outside(path: &str, given: Date, effective_from: Date) -> Failure {
    let span = format!("{effective_from} and later");
    let problem = Problem::new(ProblemCode::DateOutsideTable, path.to_owned(), &given.to_string(), &span);
    Failure::one(FailureCode::TableEnds, problem)
}
