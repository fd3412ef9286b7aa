//! Whether the versions of one policy fit together: one id, each its own version, and on every day
//! from the first to the last exactly one in force.

use crate::json::Value;

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::policy::parse::checks::check_ids;
use crate::reader::{Path, report};

/// The days on which one version is in force, and its place in the list.
struct Span {
    index: usize,
    first: Date,
    last: Option<Date>,
}

/// Reports versions that do not fit together. Nothing is said of days while the dates of any version
/// cannot be read, because its neighbours are then not known.
pub(super) fn check_versions(tree: &Value, problems: &mut Problems) {
    let versions = tree.as_array().map_or(&[][..], Vec::as_slice);
    if versions.is_empty() {
        report(problems, ProblemCode::EmptyList, Path::Root, "", "");
    }
    check_id(versions, problems);
    check_ids(Some(tree), "version", Path::Root, problems);
    for pair in spans(versions).windows(2) {
        if let [earlier, later] = pair {
            check_pair(earlier, later, problems);
        }
    }
}

/// The days of every version, earliest first; none where those of one cannot be read.
fn spans(versions: &[Value]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        let Some(span) = span(index, version) else { return Vec::new() };
        let place = spans.partition_point(|known| known.first <= span.first);
        spans.insert(place, span);
    }
    spans
}

fn check_id(versions: &[Value], problems: &mut Problems) {
    let id = |version: &Value| version.get("id").and_then(Value::as_str).map(str::to_owned);
    let Some(first) = versions.iter().find_map(id) else { return };
    for (index, version) in versions.iter().enumerate() {
        if let Some(other) = id(version).filter(|id| *id != first) {
            let path = Path::Root;
            report(problems, ProblemCode::OtherPolicy, path.entry(index).field("id"), &other, &first);
        }
    }
}

fn span(index: usize, version: &Value) -> Option<Span> {
    let date = |name| version.get(name).filter(|value: &&Value| !value.is_null());
    let first = Date::parse(date("effectiveFrom")?.as_str()?).ok()?;
    let last = match date("effectiveTo") {
        Some(last) => Some(Date::parse(last.as_str()?).ok()?),
        None => None,
    };
    Some(Span { index, first, last })
}

fn check_pair(earlier: &Span, later: &Span, problems: &mut Problems) {
    let path = Path::Root;
    let path = path.entry(later.index);
    let first = later.first.to_string();
    let other = format!("/{}/effectiveTo", earlier.index);
    match earlier.last {
        Some(last) if last.plus_days(1) < later.first => {
            let before = format!("`{other}` ends the one before it on {last}");
            report(problems, ProblemCode::VersionsGap, path.field("effectiveFrom"), &first, &before);
        }
        Some(last) if last < later.first => {}
        last => {
            let before = match last {
                Some(last) => format!("the one that ends at `{other}` on {last}"),
                None => format!("`/{}`, which has no last day,", earlier.index),
            };
            report(problems, ProblemCode::VersionsOverlap, path.field("effectiveFrom"), &first, &before);
        }
    }
}
