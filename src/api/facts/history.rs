//! The walk over the history of a loan.

use std::sync::Arc;

use crate::json::Value;

use crate::calendar::{Date, DayRange};
use crate::case::history::{Event, EventKind, Floating, History, Installment, Kind, Paused, RESETS, Spread};
use crate::error::{ProblemCode, Problems};
use crate::limits::{ARREARS_MAX, HISTORY_EVENTS_MAX};
use crate::money::Money;
use crate::policy::allocation::Component;
use crate::policy::tables::Term;
use crate::reader::{Fields, Path, count, date, list, money, one_of, rate, report, text};

const HISTORY: [&str; 3] = ["drawdown", "schedule", "events"];
const DRAWDOWN: [&str; 2] = ["on", "amount"];
const ROW: [&str; 4] = ["dueOn", "principal", "interest", "fees"];
const FLOATING: [&str; 4] = ["base", "spread", "resetEvery", "resetFrom"];
const BASES: [(&str, Term); 2] = [("lpr1y", Term::OneYear), ("lpr5y", Term::FiveYears)];

/// Reads the history of a loan.
pub(super) fn history(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Arc<History>> {
    let fields = Fields::open(value, path, &HISTORY, problems)?;
    let drawdown = fields.required("drawdown", path, problems, drawdown);
    let drawn_on = drawdown.map(|(on, _)| on);
    let schedule =
        fields.required("schedule", path, problems, |value, path, problems| schedule(value, drawn_on, path, problems));
    let events = match fields.get("events") {
        Some(events) => self::events(events, drawn_on, path.field("events"), problems),
        None => Some(Vec::new()),
    };
    let ((drawn_on, drawn), schedule, events) = (drawdown?, schedule?, events?);
    let history = History { drawn_on, drawn, schedule, events };
    check_principal(&history, path, problems);
    Some(Arc::new(linked(history, path, problems)))
}

fn drawdown(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<(Date, Money)> {
    let fields = Fields::open(value, path, &DRAWDOWN, problems)?;
    let on = fields.required("on", path, problems, date);
    let amount = fields.required("amount", path, problems, money);
    on.zip(amount)
}

fn schedule(
    value: &Value,
    drawn_on: Option<Date>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<Vec<Installment>> {
    if value.as_array().is_some_and(Vec::is_empty) {
        report(problems, ProblemCode::EmptyList, path, "", "");
        return None;
    }
    let mut index = 0_usize;
    let rows = list(value, ARREARS_MAX, path, problems, |value, path, problems| {
        let own = index;
        index = index.saturating_add(1);
        let row = row(value, own, path, problems)?;
        check_day(drawn_on, row.due_on, path.field("dueOn"), problems);
        Some(row)
    })?;
    // A row that could not be read has left its problem; the others are of no use without it.
    (rows.len() == index).then(|| in_order(rows, |row| key(row.due_on, 0, row.principal, row.index)))
}

fn row(value: &Value, index: usize, path: Path<'_>, problems: &mut Problems) -> Option<Installment> {
    let fields = Fields::open(value, path, &ROW, problems)?;
    let due_on = fields.required("dueOn", path, problems, date);
    let principal = fields.required("principal", path, problems, money);
    let interest = fields.required("interest", path, problems, money);
    let fees = fields.optional("fees", path, problems, money).unwrap_or(Money::ZERO);
    Some(Installment { index, due_on: due_on?, principal: principal?, interest: interest?, fees })
}

fn events(value: &Value, drawn_on: Option<Date>, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Event>> {
    let mut index = 0_usize;
    let events = list(value, HISTORY_EVENTS_MAX, path, problems, |value, path, problems| {
        let own = index;
        index = index.saturating_add(1);
        let event = event(value, own, path, problems)?;
        check_day(drawn_on, event.on, path.field("on"), problems);
        Some(event)
    })?;
    (events.len() == index).then(|| in_order(events, order))
}

/// Where an event stands in the replay: by day, then by kind, then the larger amount first. Two events
/// that are still equal have the same effect in either order.
fn order(event: &Event) -> i128 {
    let amount = match event.kind {
        EventKind::Fee { amount, .. } | EventKind::Waiver { amount, .. } | EventKind::Payment { amount, .. } => amount,
        _ => Money::ZERO,
    };
    key(event.on, rank(event.kind.kind()), amount, event.index)
}

fn rank(kind: Kind) -> i128 {
    match kind {
        Kind::Rate => 0,
        Kind::Pause => 1,
        Kind::Acceleration => 2,
        Kind::Fee => 3,
        Kind::Waiver => 4,
        Kind::Payment => 5,
        Kind::Reversal => 6,
    }
}

/// One number by which entries are sorted: the day, the rank within it, the larger amount first, and
/// last the place in the list. An amount has less than 48 bits, a place less than 16.
pub(super) fn key(on: Date, rank: i128, amount: Money, index: usize) -> i128 {
    let falling = (1_i128 << 48).saturating_sub(amount.fen());
    let place = i128::try_from(index).unwrap_or(i128::MAX);
    let day = i128::from(on.day_number());
    [(rank, 8_u32), (falling, 52), (place, 16)]
        .into_iter()
        .fold(day, |key, (part, bits)| key.saturating_mul(1_i128 << bits).saturating_add(part))
}

/// The entries of a list by their keys; each key ends with the place of its entry.
pub(super) fn in_order<T>(entries: Vec<T>, key: impl Fn(&T) -> i128) -> Vec<T> {
    let mut keys: Vec<i128> = entries.iter().map(key).collect();
    if keys.is_sorted() {
        return entries;
    }
    let mut entries: Vec<Option<T>> = entries.into_iter().map(Some).collect();
    keys.sort_unstable();
    let place = |key: i128| usize::try_from(key & 0xffff).ok();
    keys.into_iter().filter_map(|key| entries.get_mut(place(key)?)?.take()).collect()
}

fn event(value: &Value, index: usize, path: Path<'_>, problems: &mut Problems) -> Option<Event> {
    let fields = Fields::open_any(value, path, problems)?;
    let kind = fields
        .required("kind", path, problems, |value, path, problems| one_of(value, &EventKind::NAMES, path, problems))?;
    let own = own_fields(kind);
    let known = ["on", "bookedOn", "kind"].iter().chain(own).copied().collect::<Vec<_>>();
    let fields = Fields::open(value, path, &known, problems)?;
    let on = fields.required("on", path, problems, date);
    fields.optional("bookedOn", path, problems, date);
    let kind = event_kind(kind, on, fields, path, problems);
    Some(Event { index, on: on?, kind: kind? })
}

fn own_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Rate => &["annualRate"],
        Kind::Pause => &["what", "until"],
        Kind::Acceleration => &[],
        Kind::Fee => &["amount", "label", "component"],
        Kind::Waiver => &["component", "amount"],
        Kind::Payment => &["amount"],
        Kind::Reversal => &["of"],
    }
}

fn event_kind(
    kind: Kind,
    on: Option<Date>,
    fields: Fields<'_>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<EventKind> {
    match kind {
        Kind::Rate => fields.required("annualRate", path, problems, rate).map(EventKind::Rate),
        Kind::Pause => pause(on, fields, path, problems),
        Kind::Acceleration => Some(EventKind::Acceleration),
        Kind::Fee => {
            let amount = fields.required("amount", path, problems, money);
            let label = fields.optional("label", path, problems, text).map(str::to_owned);
            let component = fields.optional("component", path, problems, |value, path, problems| {
                one_of(value, &[("fee", false), ("cost", true)], path, problems)
            });
            Some(EventKind::Fee { amount: amount?, label, is_cost: component.unwrap_or(false) })
        }
        Kind::Waiver => {
            let component = fields.required("component", path, problems, |value, path, problems| {
                one_of(value, &Component::NAMES, path, problems)
            });
            let amount = fields.required("amount", path, problems, money);
            Some(EventKind::Waiver { component: component?, amount: amount? })
        }
        Kind::Payment => {
            let amount = fields.required("amount", path, problems, money)?;
            Some(EventKind::Payment { amount, reversed_on: None })
        }
        Kind::Reversal => {
            let of = fields.required("of", path, problems, count)?;
            Some(EventKind::Reversal { of: usize::try_from(of).ok()? })
        }
    }
}

fn pause(on: Option<Date>, fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Option<EventKind> {
    let what =
        fields.required("what", path, problems, |value, path, problems| one_of(value, &Paused::NAMES, path, problems));
    let until = fields.required("until", path, problems, date);
    let (from, to) = on.zip(until)?;
    if to < from {
        report(problems, ProblemCode::BoundsCrossed, path.field("until"), &from.to_string(), &to.to_string());
    }
    Some(EventKind::Pause(what?, DayRange { from, to }))
}

/// Nothing is dated before the money was paid out.
fn check_day(drawn_on: Option<Date>, on: Date, path: Path<'_>, problems: &mut Problems) {
    if let Some(drawn_on) = drawn_on.filter(|drawn_on| on < *drawn_on) {
        report(problems, ProblemCode::BeforeDrawdown, path, &on.to_string(), &drawn_on.to_string());
    }
}

fn check_principal(history: &History, path: Path<'_>, problems: &mut Problems) {
    let scheduled = history.schedule.iter().fold(Money::ZERO, |sum, row| sum.plus(row.principal));
    if scheduled > history.drawn {
        let (given, wanted) = (scheduled.to_string(), history.drawn.to_string());
        report(problems, ProblemCode::ScheduleAboveDrawdown, path.field("schedule"), &given, &wanted);
    }
}

/// Marks each payment that is reversed, and reports what cannot stand together.
fn linked(history: History, path: Path<'_>, problems: &mut Problems) -> History {
    let path = path.field("events");
    let mut events = history.events;
    let mut places = vec![0_usize; events.len()];
    for (place, event) in events.iter().enumerate() {
        if let Some(own) = places.get_mut(event.index) {
            *own = place;
        }
    }
    check_single(&events, path, problems);
    for place in 0..events.len() {
        let Some(reversal) = events.get(place).and_then(reversal) else { continue };
        let target = places.get(reversal.of).and_then(|place| events.get_mut(*place));
        let reversed = target.is_some_and(|target| reverse(target, reversal, path, problems));
        if !reversed {
            let entry = path.entry(reversal.index);
            report(problems, ProblemCode::NotAPayment, entry.field("of"), &reversal.of.to_string(), "");
        }
    }
    History { events, ..history }
}

/// The reversal of a payment, by their places in the list as it was given.
#[derive(Clone, Copy)]
struct Reversal {
    index: usize,
    on: Date,
    of: usize,
}

fn reversal(event: &Event) -> Option<Reversal> {
    match event.kind {
        EventKind::Reversal { of } => Some(Reversal { index: event.index, on: event.on, of }),
        _ => None,
    }
}

/// Marks a payment as reversed; gives whether it is one.
fn reverse(target: &mut Event, reversal: Reversal, path: Path<'_>, problems: &mut Problems) -> bool {
    let Reversal { index, on, of } = reversal;
    let EventKind::Payment { reversed_on, .. } = &mut target.kind else { return false };
    let entry = path.entry(index);
    if on < target.on {
        report(problems, ProblemCode::BoundsCrossed, entry.field("on"), &target.on.to_string(), &on.to_string());
    }
    if reversed_on.replace(on).is_some() {
        report(problems, ProblemCode::RepeatedEvent, entry.field("of"), &of.to_string(), &of.to_string());
    }
    true
}

/// A loan is accelerated once, and on one day it has one rate.
fn check_single(events: &[Event], path: Path<'_>, problems: &mut Problems) {
    let mut repeated = |first: &Event, second: &Event| {
        let (given, wanted) = (second.index.to_string(), first.index.to_string());
        let entry = path.entry(second.index);
        report(problems, ProblemCode::RepeatedEvent, entry.field("kind"), &given, &wanted);
    };
    let mut accelerations = events.iter().filter(|event| event.kind == EventKind::Acceleration);
    if let Some(first) = accelerations.next() {
        accelerations.for_each(|second| repeated(first, second));
    }
    let rates = || events.iter().filter(|event| event.kind.kind() == Kind::Rate);
    for (first, second) in rates().zip(rates().skip(1)) {
        if first.on == second.on {
            repeated(first, second);
        }
    }
}

/// Reads how the contract rate follows a published one.
pub(super) fn floating(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Floating> {
    let fields = Fields::open(value, path, &FLOATING, problems)?;
    let base = fields.required("base", path, problems, |value, path, problems| one_of(value, &BASES, path, problems));
    let spread = fields.required("spread", path, problems, spread);
    let reset_months =
        fields.required("resetEvery", path, problems, |value, path, problems| one_of(value, &RESETS, path, problems));
    let reset_from = fields.required("resetFrom", path, problems, date);
    Some(Floating { base: base?, spread: spread?, reset_months: reset_months?, reset_from: reset_from? })
}

/// Reads a rate that may have a minus before it.
fn spread(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let size = match value {
        Value::Number(number) => number.as_str().strip_prefix('-').map(Value::number),
        Value::String(text) => text.strip_prefix('-').map(|size| Value::String(size.to_owned())),
        _ => None,
    };
    let below = size.is_some();
    let size = rate(size.as_ref().unwrap_or(value), path, problems)?;
    Some(Spread { size, below })
}
