//! Checking that the bands of a scale follow each other without gap or overlap.

use crate::json::Value;

use crate::error::{FIRST_BAND, LAST_BAND, ProblemCode, Problems};
use crate::money::Money;
use crate::policy::parse::checks::crossed;
use crate::reader::{Path, report};

/// Reports a last day of a band that lies before its first.
pub(crate) fn check_days(first: Option<u32>, last: Option<u32>, path: Path<'_>, problems: &mut Problems) {
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        crossed(&first, &last, path, problems);
    }
}

/// Checks that bands of days rise and do not overlap. They may start and end anywhere, and leave gaps.
pub(crate) fn check_apart(bands: &Value, path: Path<'_>, problems: &mut Problems) {
    let day = |band: &Value, name| band.get(name).and_then(Value::as_u64);
    let bands = bands.as_array().map_or(&[][..], Vec::as_slice);
    for (index, (before, band)) in bands.iter().zip(bands.iter().skip(1)).enumerate() {
        let Some(first) = day(band, "fromDays") else { continue };
        let end = day(before, "toDays");
        if end.is_none_or(|end| first <= end) {
            let end = end.map_or_else(|| "an open band".to_owned(), |end| format!("day {end}"));
            let place = path.entry(index.saturating_add(1));
            report(problems, ProblemCode::ScaleBroken, place.field("fromDays"), &format!("day {first}"), &end);
        }
    }
}

/// Checks that bands of days start at day 1, follow each other without gap or overlap, and end open.
/// Next to a band whose bounds cannot be read nothing is said.
pub(crate) fn check_spans(bands: &Value, path: Path<'_>, problems: &mut Problems) {
    let rungs = Rungs { start: 1, first: "fromDays", last: "toDays", shown: |day| format!("day {day}") };
    check_steps(bands, &rungs, Value::as_u64, path, problems);
}

/// The same for bands of amounts, which start at nothing and go up by the fen.
pub(super) fn check_amounts(bands: &Value, path: Path<'_>, problems: &mut Problems) {
    let fen = |amount: &Value| Money::parse(amount.as_str()?).ok().and_then(|amount| u64::try_from(amount.fen()).ok());
    let shown = |fen: u64| Money::from_fen(i128::from(fen)).to_string();
    check_steps(bands, &Rungs { start: 0, first: "fromAmount", last: "toAmount", shown }, fen, path, problems);
}

/// Checks that the names of bands go from the mildest on; what stands behind a worse one is none of a scale.
pub(super) fn check_worsening(bands: &Value, names: &[&str], path: Path<'_>, problems: &mut Problems) {
    let mut worst = 0;
    for (index, band) in bands.as_array().into_iter().flatten().enumerate() {
        let name = band.get("name").and_then(Value::as_str);
        let Some(place) = name.and_then(|name| names.iter().position(|known| *known == name)) else { continue };
        let (place_path, names) = (path.entry(index), name.zip(names.get(worst)));
        if let Some((name, worse)) = names.filter(|_| place < worst) {
            report(problems, ProblemCode::ScaleNotWorsening, place_path.field("name"), name, worse);
        }
        worst = worst.max(place);
    }
}

/// Where a scale starts, which fields hold the bounds of a band, and how a bound is shown.
struct Rungs {
    start: u64,
    first: &'static str,
    last: &'static str,
    shown: fn(u64) -> String,
}

/// What has to come next on a scale.
#[derive(Clone, Copy)]
enum Next {
    Unit(u64),
    Nothing,
    Unreadable,
}

fn check_steps(
    bands: &Value,
    rungs: &Rungs,
    unit: impl Fn(&Value) -> Option<u64>,
    path: Path<'_>,
    problems: &mut Problems,
) {
    let bands = bands.as_array().map_or(&[][..], Vec::as_slice);
    if bands.is_empty() {
        report(problems, ProblemCode::EmptyList, path, "", "");
    }
    let mut next = Next::Unit(rungs.start);
    for (index, band) in bands.iter().enumerate() {
        let first = band.get(rungs.first).and_then(&unit);
        let before = match (next, first) {
            (Next::Unit(wanted), Some(first)) if wanted != first && index == 0 => Some(FIRST_BAND.to_owned()),
            (Next::Unit(wanted), Some(first)) if wanted != first => Some((rungs.shown)(wanted.saturating_sub(1))),
            (Next::Nothing, Some(_)) => Some("an open band".to_owned()),
            _ => None,
        };
        if let Some((before, first)) = before.zip(first) {
            let given = (rungs.shown)(first);
            report(problems, ProblemCode::ScaleBroken, path.entry(index).field(rungs.first), &given, &before);
        }
        next = match band.get(rungs.last).filter(|last| !last.is_null()).map(&unit) {
            Some(Some(last)) => Next::Unit(last.saturating_add(1)),
            Some(None) => Next::Unreadable,
            None => Next::Nothing,
        };
    }
    if let (Next::Unit(next), Some(last)) = (next, bands.len().checked_sub(1)) {
        let (path, end) = (path.entry(last), (rungs.shown)(next.saturating_sub(1)));
        report(problems, ProblemCode::ScaleBroken, path.field(rungs.last), &end, LAST_BAND);
    }
}
