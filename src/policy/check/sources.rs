//! Dates of sources: reviews that have passed, and values older than what they cite.

use crate::json::Value;

use crate::calendar::Date;
use crate::policy::check::{WarningCode, Warnings, date_of, days_in_force, words};
use crate::reader::{Path, visit};

/// Sections whose values the engine applies only from the day of their own source on, so that a
/// version may be older than they are.
const APPLIED_FROM_THEIR_OWN_DAY: [&str; 1] = ["/delinquency/riskTiers"];

pub(super) fn check(version: &Value, base: &str, as_of: Option<Date>, warnings: &mut Warnings) {
    let days = days_in_force(version);
    visit(version, Path::Root, &mut |source, path| {
        let Path::Field(outer, "source") = path else { return true };
        let succeeds = succeeds(*outer) || has_earlier(version.pointer(&outer.to_string()));
        let path = path.to_string();
        if let Some((review_by, as_of)) = date_of(source, "reviewBy").zip(as_of) {
            check_review(review_by, as_of, format!("{base}{path}/reviewBy"), warnings);
        }
        let own_day = APPLIED_FROM_THEIR_OWN_DAY.iter().any(|section| path.starts_with(section));
        if let Some(holds_from) = date_of(source, "effectiveFrom").filter(|_| !own_day) {
            let days = (days.0.filter(|_| !succeeds), days.1);
            check_days(holds_from, days, format!("{base}{path}/effectiveFrom"), warnings);
        }
        false
    });
}

/// Whether a value follows on an earlier one among those that a value was before.
fn succeeds(path: Path<'_>) -> bool {
    match path {
        Path::Root => false,
        Path::Field(_, name) => name == "earlier",
        Path::Entry(outer, index) => index > 0 && succeeds(*outer),
    }
}

/// Whether a value was another before.
fn has_earlier(cited: Option<&Value>) -> bool {
    let earlier = cited.and_then(|cited| cited.get("earlier")).and_then(Value::as_array);
    earlier.is_some_and(|earlier| !earlier.is_empty())
}

fn check_review(review_by: Date, as_of: Date, path: String, warnings: &mut Warnings) {
    if review_by < as_of {
        let message = warnings.say(&words::REVIEW_PASSED, &[("day", &review_by.to_string())]);
        let help = warnings.say(&words::REVIEW_IT, &[]);
        warnings.push(WarningCode::ReviewPassed, path, message, Some(help));
    }
}

fn check_days(holds_from: Date, days: (Option<Date>, Option<Date>), path: String, warnings: &mut Warnings) {
    let from = holds_from.to_string();
    match days {
        (_, Some(last)) if last < holds_from => {
            let values = [("from", from.as_str()), ("last", &last.to_string())];
            let message = warnings.say(&words::NEVER_IN_FORCE, &values);
            warnings.push(WarningCode::NeverInForce, path, message, None);
        }
        (Some(first), _) if first < holds_from => {
            let values = [("from", from.as_str()), ("first", &first.to_string())];
            let message = warnings.say(&words::STARTS_BEFORE_SOURCE, &values);
            let help = warnings.say(&words::END_OLDER_VERSION, &values);
            warnings.push(WarningCode::StartsBeforeSource, path, message, Some(help));
        }
        _ => {}
    }
}
