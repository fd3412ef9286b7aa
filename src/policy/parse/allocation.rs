//! Reading where payments go: the `allocation` section of a policy, and the same order without
//! sources as callers hand it in.

use crate::json::Value;

use crate::error::Problems;
use crate::limits::CLAUSES_MAX;
use crate::money::Rounding;
use crate::policy::allocation::{
    Allocation, Component, DayEntries, DaySequence, Entry, Excess, Order, Scope, Sequence, Walk,
};
use crate::policy::parse::context::{Context, rounding};
use crate::policy::parse::scales::{check_apart, check_days};
use crate::reader::{Fields, Path, count, list, one_of};

/// Reads a component by its name.
pub(crate) fn component(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Component> {
    one_of(value, &Component::NAMES, path, problems)
}

/// Reads a walk by its name.
pub(crate) fn walk(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Walk> {
    one_of(value, &Walk::NAMES, path, problems)
}

/// Reads a rule for excess by its name.
pub(crate) fn excess(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Excess> {
    one_of(value, &Excess::NAMES, path, problems)
}

fn entry(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Entry> {
    if !value.is_object() {
        return component(value, path, problems).map(|component| Entry { scope: None, component });
    }
    let fields = Fields::open(value, path, &["scope", "component"], problems)?;
    let scope =
        fields.required("scope", path, problems, |value, path, problems| one_of(value, &Scope::NAMES, path, problems));
    let component = fields.required("component", path, problems, component);
    Some(Entry { scope: Some(scope?), component: component? })
}

/// Reads the entries of an order: names of components, or a scope with a component.
pub(crate) fn entries(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Entry>> {
    list(value, CLAUSES_MAX, path, problems, entry)
}

/// What an order for some days past due says of itself, with or without a source.
struct Own {
    from_days: u32,
    to_days: Option<u32>,
    walk: Option<Walk>,
    entries: Vec<Entry>,
}

fn own(fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Option<Own> {
    let from_days = fields.required("fromDays", path, problems, count);
    let to_days = fields.optional("toDays", path, problems, count);
    let walk = fields.optional("walk", path, problems, walk);
    let entries = fields.required("entries", path, problems, entries);
    check_days(from_days, to_days, path.field("toDays"), problems);
    Some(Own { from_days: from_days?, to_days, walk, entries: entries? })
}

fn by_days<T>(
    fields: Fields<'_>,
    path: Path<'_>,
    problems: &mut Problems,
    read: impl Fn(&Value, Path<'_>, &mut Problems) -> Option<T>,
) -> Option<Vec<T>> {
    fields.optional("byDays", path, problems, |value, path, problems| {
        check_apart(value, path, problems);
        list(value, CLAUSES_MAX, path, problems, read)
    })
}

/// Reads an order without sources: a list of entries alone, or an object in which only `entries` must
/// stand. What is not said is as in the plainest order: oldest first, excess kept, half up.
pub(crate) fn order(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Order> {
    if value.is_array() {
        let sequence = Sequence { walk: Walk::OldestFirst, entries: entries(value, path, problems)? };
        return Some(Order::new(&sequence, &[], Excess::Keep, Rounding::HalfUp));
    }
    let fields = Fields::open(value, path, &["walk", "entries", "byDays", "excess", "rounding"], problems)?;
    let walk = fields.optional("walk", path, problems, walk).unwrap_or(Walk::OldestFirst);
    let entries = fields.required("entries", path, problems, entries);
    let excess = fields.optional("excess", path, problems, excess).unwrap_or(Excess::Keep);
    let rounding = fields.optional("rounding", path, problems, rounding).unwrap_or(Rounding::HalfUp);
    let by_days = by_days(fields, path, problems, |value, path, problems| {
        let fields = Fields::open(value, path, &["fromDays", "toDays", "walk", "entries"], problems)?;
        own(fields, path, problems).map(|own| own.sequence(walk))
    });
    Some(Order::new(&Sequence { walk, entries: entries? }, &by_days.unwrap_or_default(), excess, rounding))
}

impl Own {
    fn sequence(self, walk: Walk) -> DaySequence {
        let sequence = Sequence { walk: self.walk.unwrap_or(walk), entries: self.entries };
        DaySequence { from_days: self.from_days, to_days: self.to_days, sequence }
    }
}

fn sequences(by_days: &[DayEntries], walk: Walk) -> Vec<DaySequence> {
    let sequence = |own: &DayEntries| {
        let sequence = Sequence { walk: own.walk.unwrap_or(walk), entries: own.entries.clone() };
        DaySequence { from_days: own.from_days, to_days: own.to_days, sequence }
    };
    by_days.iter().map(sequence).collect()
}

impl Context<'_> {
    pub(super) fn allocation(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Allocation> {
        let fields = Fields::open(value, path, &["walk", "entries", "byDays", "excess", "rounding"], problems)?;
        let walk = self.cited(fields, "walk", path, problems, walk);
        let entries = self.cited(fields, "entries", path, problems, entries);
        let excess = self.cited(fields, "excess", path, problems, excess);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let by_days = by_days(fields, path, problems, |value, path, problems| self.day_entries(value, path, problems));
        let (walk, entries, excess, rounding) = (walk?, entries?, excess?, rounding?);
        let sequence = Sequence { walk: walk.value, entries: entries.value.clone() };
        let sequences = sequences(by_days.as_deref().unwrap_or(&[]), walk.value);
        let order = Order::new(&sequence, &sequences, excess.value, rounding.value);
        Some(Allocation { walk, entries, by_days, excess, rounding, order })
    }

    fn day_entries(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<DayEntries> {
        let known = ["fromDays", "toDays", "walk", "entries", "source"];
        let fields = Fields::open(value, path, &known, problems)?;
        let own = own(fields, path, problems);
        let source = self.source_of(fields, path, problems);
        let Own { from_days, to_days, walk, entries } = own?;
        Some(DayEntries { from_days, to_days, walk, entries, source: source? })
    }
}
