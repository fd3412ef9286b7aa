//! Readers that calculators share: rounding, and a rate that changes over time.

use serde_json::Value;

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::limits::SCHEDULE_EVENTS_MAX;
use crate::money::{Rate, Rounding, Stage};
use crate::reader::{Fields, Path, count, date, list, one_of, rate, report};

/// How and when figures are rounded, as far as the input says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// To which neighbour.
    pub(super) mode: Option<Rounding>,
    /// At what stage.
    pub(super) stage: Option<Stage>,
    /// To how many decimals.
    pub(super) places: Option<u32>,
}

/// Reads `{ mode?, stage?, places? }`.
pub(super) fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Settings> {
    let fields = Fields::open(value, path, &["mode", "stage", "places"], problems)?;
    Some(Settings {
        mode: fields
            .optional("mode", path, problems, |value, path, problems| one_of(value, &Rounding::NAMES, path, problems)),
        stage: fields
            .optional("stage", path, problems, |value, path, problems| one_of(value, &Stage::NAMES, path, problems)),
        places: fields.optional("places", path, problems, count),
    })
}

/// A rate a year, and the days from which others hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RatesOverTime {
    /// The rate at the start.
    pub(super) first: Rate,
    /// The day from which the first rate is given to hold; none where it is given without one.
    pub(super) first_from: Option<Date>,
    /// Later rates, the earliest first.
    pub(super) changes: Vec<(Date, Rate)>,
}

/// Reads a rate, or a table `[{ from, rate }]` in any order; no day may stand in it twice.
pub(super) fn rates_over_time(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<RatesOverTime> {
    if !value.is_array() {
        return rate(value, path, problems).map(|first| RatesOverTime { first, first_from: None, changes: Vec::new() });
    }
    let given = list(value, SCHEDULE_EVENTS_MAX, path, problems, entry)?;
    let mut table: Vec<(Date, Rate)> = Vec::with_capacity(given.len());
    for (from, rate) in given {
        let after = table.partition_point(|(day, _)| *day <= from);
        if after.checked_sub(1).and_then(|before| table.get(before)).is_some_and(|(day, _)| *day == from) {
            report(problems, ProblemCode::DuplicateId, path, &from.to_string(), "");
        }
        table.insert(after, (from, rate));
    }
    let mut entries = table.into_iter();
    let Some((from, first)) = entries.next() else {
        report(problems, ProblemCode::EmptyList, path, "", "");
        return None;
    };
    Some(RatesOverTime { first, first_from: Some(from), changes: entries.collect() })
}

fn entry(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<(Date, Rate)> {
    let fields = Fields::open(value, path, &["from", "rate"], problems)?;
    let from = fields.required("from", path, problems, date);
    let rate = fields.required("rate", path, problems, rate);
    Some((from?, rate?))
}
