//! What is checked of values that can be read: ids that stand twice, bounds that cross, dates that do not rise.

use std::fmt::Display;

use crate::json::Value;

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::reader::{Path, report};

/// The ids of a list, also of entries in which something else is broken.
pub(super) fn ids_in(entries: Option<&Value>) -> Vec<&str> {
    let entries = entries.and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| entry.get("id").and_then(Value::as_str)).collect()
}

/// Reports each id of a list that stands on an earlier entry already.
pub(super) fn check_ids(entries: Option<&Value>, field: &str, path: Path<'_>, problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for (index, entry) in entries.and_then(Value::as_array).into_iter().flatten().enumerate() {
        let Some(id) = entry.get(field).and_then(Value::as_str) else { continue };
        if seen.contains(&id) {
            report(problems, ProblemCode::DuplicateId, path.entry(index).field(field), id, "");
        }
        seen.push(id);
    }
}

/// Reports a source that does not hold from a later day than the one before it.
pub(super) fn check_rising(days: &[Date], path: Path<'_>, problems: &mut Problems) {
    for (index, pair) in days.windows(2).enumerate() {
        if let [first, next] = pair
            && first >= next
        {
            report(problems, ProblemCode::ScaleBroken, path.entry(index), &next.to_string(), &first.to_string());
        }
    }
}

/// Reports a first day that lies after its last.
pub(super) fn check_bounds(first: Date, last: Date, path: Path<'_>, problems: &mut Problems) {
    if first > last {
        crossed(&first, &last, path, problems);
    }
}

/// Reports a bound that lies beyond the other.
pub(super) fn crossed(low: &dyn Display, high: &dyn Display, path: Path<'_>, problems: &mut Problems) {
    report(problems, ProblemCode::BoundsCrossed, path, &low.to_string(), &high.to_string());
}
