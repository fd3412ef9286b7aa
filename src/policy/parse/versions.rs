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
pub(super) fn check_versions(versions: &Value, problems: &mut Problems) {
    let versions = versions.as_array().map_or(&[][..], Vec::as_slice);
    if versions.is_empty() {
        report(problems, ProblemCode::EmptyList, Path::Root, "", "");
    }
    check_id(versions, problems);
    let list = Value::Array(versions.to_vec());
    check_ids(Some(&list), "version", Path::Root, problems);
    let spans: Option<Vec<Span>> = versions.iter().enumerate().map(|(index, version)| span(index, version)).collect();
    let mut spans = spans.unwrap_or_default();
    spans.sort_by_key(|span| span.first);
    for (earlier, later) in spans.iter().zip(spans.iter().skip(1)) {
        check_pair(earlier, later, problems);
    }
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
