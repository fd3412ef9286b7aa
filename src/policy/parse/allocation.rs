//! Reading where payments go: the `allocation` section of a policy, and the same order without
//! sources as callers hand it in.

use crate::json::Value;

use crate::error::Problems;
use crate::limits::CLAUSES_MAX;
use crate::money::Rounding;
use crate::policy::allocation::{Allocation, DayEntries, DaySequence, Entry, Excess, Order, Sequence, Walk};
use crate::policy::parse::places::{Blank, Entries, Object, Read, Reading, alone, blank};
use crate::policy::parse::scales::{check_apart, check_days};
use crate::reader::Path;

/// Reads the entries of an order: names of components, or a scope with a component.
pub(crate) fn entries(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Entry>> {
    alone(value, path, problems)
}

/// Reads an order without sources: a list of entries alone, or an object in which only `entries` must
/// stand. What is not said is as in the plainest order: oldest first, excess kept, half up.
pub(crate) fn order(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Order> {
    let mut reading = Reading::new(problems);
    let mut plain = Allocation::BLANK;
    plain.walk.value = Walk::OldestFirst;
    plain.excess.value = Excess::Keep;
    plain.rounding.value = Rounding::HalfUp;
    let read = if value.is_array() {
        plain.entries.value.read(value, path, &mut reading)
    } else {
        let mut at = reading.open(value, path, &ALLOCATION);
        at.optional("walk", &mut plain.walk.value);
        at.required("entries", &mut plain.entries.value);
        at.optional("excess", &mut plain.excess.value);
        at.optional("rounding", &mut plain.rounding.value);
        at.optional("byDays", &mut ByDays { place: &mut plain.by_days, with_sources: false });
        at.whole
    };
    read.then(|| ready(&plain))
}

/// The order that a section states, ready for use.
fn ready(stated: &Allocation) -> Order {
    let walk = stated.walk.value;
    let sequence = Sequence { walk, entries: stated.entries.value.clone() };
    let mut by_days = Vec::new();
    for own in stated.by_days.iter().flatten() {
        let sequence = Sequence { walk: own.walk.unwrap_or(walk), entries: own.entries.clone() };
        by_days.push(DaySequence { from_days: own.from_days, to_days: own.to_days, sequence });
    }
    Order::new(&sequence, &by_days, stated.excess.value, stated.rounding.value)
}

const ALLOCATION: [&str; 5] = ["walk", "entries", "byDays", "excess", "rounding"];

blank! {
    Allocation { walk, entries, by_days, excess, rounding, order }
    DayEntries { from_days, to_days, walk, entries, source }
    Entry { scope, component }
}

impl Blank for Order {
    const BLANK: Self = Self::NONE;
}

impl Read for Allocation {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &ALLOCATION);
        at.cited("walk", &mut self.walk);
        at.cited("entries", &mut self.entries);
        at.cited("excess", &mut self.excess);
        at.cited("rounding", &mut self.rounding);
        at.optional("byDays", &mut ByDays { place: &mut self.by_days, with_sources: true });
        let whole = at.whole;
        if whole {
            self.order = ready(self);
        }
        whole
    }
}

impl Read for Entry {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        if !value.is_object() {
            return self.component.read(value, path, reading);
        }
        let mut at = reading.open(value, path, &["scope", "component"]);
        at.required("scope", &mut self.scope);
        at.required("component", &mut self.component);
        at.whole
    }
}

/// Reads the orders for some days past due, each with its source or none of them.
struct ByDays<'p> {
    place: &'p mut Option<Vec<DayEntries>>,
    with_sources: bool,
}

impl Read for ByDays<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        check_apart(value, path, reading.problems);
        *self.place = Some(Vec::new());
        let read = reading.each(value, CLAUSES_MAX, path, self);
        if !read {
            *self.place = None;
        }
        read
    }
}

impl Entries for ByDays<'_> {
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) {
        let known = ["fromDays", "toDays", "walk", "entries", "source"];
        let without_source = known.split_last().map_or(&known[..], |(_, others)| others);
        let mut own = DayEntries::BLANK;
        let mut at = reading.open(value, path, if self.with_sources { &known } else { without_source });
        fill(&mut own, &mut at);
        if self.with_sources {
            at.source(&mut own.source);
        }
        if at.whole {
            self.place.get_or_insert_default().push(own);
        }
    }
}

/// Reads what an order for some days past due says of itself.
fn fill(own: &mut DayEntries, at: &mut Object<'_, '_>) {
    at.required("fromDays", &mut own.from_days);
    at.optional("toDays", &mut own.to_days);
    at.optional("walk", &mut own.walk);
    at.required("entries", &mut own.entries);
    check_days(Some(own.from_days), own.to_days, at.path.field("toDays"), at.reading.problems);
}
