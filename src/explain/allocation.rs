//! Where a payment goes, read from the conventions of an answer and put into words.

use crate::json::Value;

use super::{Renderer, words};
use crate::error::Problems;
use crate::limits::ANSWER_ENTRIES_MAX;
use crate::names;
use crate::policy::allocation::{Entry, Excess, Walk};
use crate::policy::parse::allocation::{entries, excess, walk};
use crate::reader::{Fields, Path, count, list};

/// What a payment settles first, and what becomes of the rest.
#[derive(Debug)]
pub(super) struct AllocationView {
    walk: Walk,
    entries: Vec<Entry>,
    by_days: Vec<DaysView>,
    excess: Excess,
}

/// Another order for some days past due.
#[derive(Debug)]
struct DaysView {
    from_days: u32,
    to_days: Option<u32>,
    entries: Vec<Entry>,
}

/// Reads the order of payment of an answer.
pub(super) fn view(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<AllocationView> {
    let fields = Fields::open_any(value, path, problems)?;
    let walk = fields.required("walk", path, problems, walk);
    let entries = fields.required("entries", path, problems, entries);
    let excess = fields.required("excess", path, problems, excess);
    let by_days = fields.optional("byDays", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, days)
    });
    Some(AllocationView { walk: walk?, entries: entries?, by_days: by_days.unwrap_or_default(), excess: excess? })
}

fn days(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<DaysView> {
    let fields = Fields::open_any(value, path, problems)?;
    let from_days = fields.required("fromDays", path, problems, count);
    let to_days = fields.optional("toDays", path, problems, count);
    let entries = fields.required("entries", path, problems, entries);
    Some(DaysView { from_days: from_days?, to_days, entries: entries? })
}

impl Renderer<'_> {
    /// Where a payment goes: a sentence, and one for each order by days past due.
    pub(super) fn allocation(&self, view: &AllocationView) -> Vec<String> {
        let walk = self.word(names::allocation_walk(view.walk));
        let excess = self.word(names::excess_rule(view.excess));
        let order = self.order(&view.entries);
        let mut lines = vec![self.say(words::ALLOCATION, &[("walk", walk), ("order", &order), ("excess", excess)])];
        lines.extend(view.by_days.iter().map(|own| {
            let (from, to) = (own.from_days.to_string(), own.to_days.map(|last| last.to_string()));
            let order = self.order(&own.entries);
            let pattern = if to.is_some() { words::ALLOCATION_WITHIN } else { words::ALLOCATION_FROM };
            self.say(pattern, &[("from", &from), ("to", to.as_deref().unwrap_or("")), ("order", &order)])
        }));
        lines
    }

    fn order(&self, entries: &[Entry]) -> String {
        let entry = |entry: &Entry| {
            let component = self.word(names::payment_component(entry.component));
            entry.scope.map_or(component.to_owned(), |scope| {
                let scope = self.word(names::allocation_scope(scope));
                self.say_within(words::SCOPED, &[("component", component), ("scope", scope)])
            })
        };
        self.joined(&entries.iter().map(entry).collect::<Vec<_>>(), words::COMMA)
    }
}
