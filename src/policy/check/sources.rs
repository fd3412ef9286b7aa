//! Dates of sources: reviews that have passed, and values older than what they cite.

use crate::json::Value;

use crate::calendar::Date;
use crate::policy::check::{WarningCode, Warnings, days_in_force, words};
use crate::reader::Path;

/// Sections whose values the engine applies only from the day of their own source on, so that a
/// version may be older than they are.
const APPLIED_FROM_THEIR_OWN_DAY: [&str; 1] = ["/delinquency/riskTiers"];

pub(super) fn check(version: &Value, base: &str, as_of: Option<Date>, warnings: &mut Warnings) {
    let days = days_in_force(version);
    walk(version, Path::Root, false, &mut |source, path, succeeds| {
        let path = path.to_string();
        let date = |name| Date::parse(source.get(name)?.as_str()?).ok();
        if let Some((review_by, as_of)) = date("reviewBy").zip(as_of) {
            check_review(review_by, as_of, format!("{base}{path}/reviewBy"), warnings);
        }
        let own_day = APPLIED_FROM_THEIR_OWN_DAY.iter().any(|section| path.starts_with(section));
        if let Some(holds_from) = date("effectiveFrom").filter(|_| !own_day) {
            let days = (days.0.filter(|_| !succeeds), days.1);
            check_days(holds_from, days, format!("{base}{path}/effectiveFrom"), warnings);
        }
    });
}

fn check_review(review_by: Date, as_of: Date, path: String, warnings: &mut Warnings) {
    if review_by < as_of {
        let message = warnings.say(words::REVIEW_PASSED, &[("day", &review_by.to_string())]);
        let help = warnings.say(words::REVIEW_IT, &[]);
        warnings.push(WarningCode::ReviewPassed, path, message, Some(help));
    }
}

fn check_days(holds_from: Date, days: (Option<Date>, Option<Date>), path: String, warnings: &mut Warnings) {
    let from = holds_from.to_string();
    match days {
        (_, Some(last)) if last < holds_from => {
            let values = [("from", from.as_str()), ("last", &last.to_string())];
            let message = warnings.say(words::NEVER_IN_FORCE, &values);
            warnings.push(WarningCode::NeverInForce, path, message, None);
        }
        (Some(first), _) if first < holds_from => {
            let values = [("from", from.as_str()), ("first", &first.to_string())];
            let message = warnings.say(words::STARTS_BEFORE_SOURCE, &values);
            let help = warnings.say(words::END_OLDER_VERSION, &values);
            warnings.push(WarningCode::StartsBeforeSource, path, message, Some(help));
        }
        _ => {}
    }
}

/// Visits every source of a document, and says whether its value follows on an earlier one.
fn walk(value: &Value, path: Path<'_>, succeeds: bool, visit: &mut impl FnMut(&Value, Path<'_>, bool)) {
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                walk(entry, path.entry(index), succeeds && index > 0, visit);
            }
        }
        Value::Object(fields) => {
            let earlier = fields.get("earlier").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
            for (name, field) in fields {
                match name.as_str() {
                    "source" => visit(field, path.field(name), succeeds || earlier),
                    name => walk(field, path.field(name), name == "earlier", visit),
                }
            }
        }
        _ => {}
    }
}
