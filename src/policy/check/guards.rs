//! Guards of law: values of a policy held against what law and industry rules allow.

use crate::json::Value;

use crate::calendar::time_of_day;
use crate::error::Problems;
use crate::locale::Trio;
use crate::money::Rate;
use crate::policy::check::{WarningCode, Warnings, days_in_force, words};
use crate::policy::law::{Band, Law, QuietHours, touches};
use crate::policy::model::{Cited, Source};
use crate::policy::parse::leaves::minute;
use crate::reader::{Path, count, rate};

/// What is wrong at a pointer, and on whose word.
struct Finding<'l> {
    code: WarningCode,
    path: &'static str,
    message: Trio,
    values: Vec<(&'static str, String)>,
    source: &'l Source,
}

pub(super) fn check(version: &Value, base: &str, law: &Law, warnings: &mut Warnings) {
    let last_day = days_in_force(version).1;
    let bands = [
        (WarningCode::MarkupOutsideLaw, "/penalty/markup/value", &law.overdue_markup),
        (WarningCode::MisuseMarkupOutsideLaw, "/penalty/misuseMarkup/value", &law.misuse_markup),
    ];
    let counts = [
        (WarningCode::ConnectedCallsAboveLaw, "/contact/connectedCallsMax/value", &law.connected_calls_max),
        (WarningCode::UnansweredAttemptsAboveLaw, "/contact/unansweredAttemptsMax/value", &law.unanswered_attempts_max),
    ];
    let bands = bands.into_iter().filter_map(|(code, path, guard)| outside(version, code, path, guard));
    let counts = counts.into_iter().filter_map(|(code, path, guard)| above(version, code, path, guard));
    let others = [
        total_cost(version, law),
        compound(version, law),
        quiet_hours(version, law),
        third_party(version, law),
        limitation(version, law),
    ];
    let findings = bands.chain(counts).chain(others.into_iter().flatten());
    for finding in findings.filter(|finding| touches(finding.source, last_day)) {
        push(&finding, base, law, warnings);
    }
}

fn push(finding: &Finding<'_>, base: &str, law: &Law, warnings: &mut Warnings) {
    let values: Vec<(&str, &str)> = finding.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let message = warnings.say(finding.message, &values);
    push_cited(finding.code, format!("{base}{}", finding.path), message, finding.source, law, warnings);
}

/// A warning on the word of a rule of law.
pub(super) fn push_cited(
    code: WarningCode,
    path: String,
    message: String,
    source: &Source,
    law: &Law,
    warnings: &mut Warnings,
) {
    let citation = law.cite(source);
    let title = citation.as_ref().map_or("", |citation| citation.title.of(warnings.locale));
    let values = [("title", title), ("clause", &source.clause), ("from", &source.effective_from.to_string())];
    let help = warnings.say(words::CITED, &values);
    warnings.push_cited(code, path, message, Some(help), citation);
}

fn share_at(version: &Value, path: &str) -> Option<Rate> {
    rate(version.pointer(path)?, Path::Root, &mut Problems::new())
}

fn count_at(version: &Value, path: &str) -> Option<u32> {
    count(version.pointer(path)?, Path::Root, &mut Problems::new())
}

fn minute_at(version: &Value, path: &str) -> Option<u32> {
    minute(version.pointer(path)?, Path::Root, &mut Problems::new())
}

fn outside<'l>(version: &Value, code: WarningCode, path: &'static str, guard: &'l Cited<Band>) -> Option<Finding<'l>> {
    let Band { min, max } = guard.value;
    let given = share_at(version, path).filter(|given| *given < min || *given > max)?;
    let values = vec![("given", given.to_string()), ("min", min.to_string()), ("max", max.to_string())];
    Some(Finding { code, path, message: words::MARKUP_OUTSIDE, values, source: &guard.source })
}

fn above<'l>(version: &Value, code: WarningCode, path: &'static str, guard: &'l Cited<u32>) -> Option<Finding<'l>> {
    let given = count_at(version, path).filter(|given| *given > guard.value)?;
    let values = vec![("given", given.to_string()), ("max", guard.value.to_string())];
    Some(Finding { code, path, message: words::ABOVE_A_DAY, values, source: &guard.source })
}

fn total_cost<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/penalty/totalCostMax/value";
    let guard = &law.total_cost_max;
    let given = share_at(version, path).filter(|given| *given > guard.value)?;
    let values = vec![("given", given.to_string()), ("max", guard.value.to_string())];
    let code = WarningCode::TotalCostAboveLaw;
    Some(Finding { code, path, message: words::CAP_ABOVE, values, source: &guard.source })
}

fn compound<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/penalty/compoundOnPenalty/value";
    let on = version.pointer(path)?.as_bool()?;
    let (guard, code) = (&law.compound_on_penalty, WarningCode::CompoundOnPenalty);
    let message = words::COMPOUND_ON_PENALTY;
    (on && !guard.value).then_some(Finding { code, path, message, values: Vec::new(), source: &guard.source })
}

fn quiet_hours<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let from = minute_at(version, "/contact/quietFrom/value")?;
    let until = minute_at(version, "/contact/quietUntil/value")?;
    let (given, required) = (QuietHours { from, until }, law.quiet_hours.value);
    let later = !given.holds(required.from) || given.from > required.from;
    let path =
        if later && given.from != required.from { "/contact/quietFrom/value" } else { "/contact/quietUntil/value" };
    let (message, code) = (words::QUIET_HOURS, WarningCode::QuietHoursShorterThanLaw);
    let values = vec![("from", time_of_day(required.from)), ("until", time_of_day(required.until))];
    (!given.cover(required)).then_some(Finding { code, path, message, values, source: &law.quiet_hours.source })
}

fn third_party<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/contact/thirdPartyOnlyUnreachable/value";
    let only = version.pointer(path)?.as_bool()?;
    let guard = &law.third_party_only_unreachable;
    let (message, code) = (words::THIRD_PARTY, WarningCode::ThirdPartyFreerThanLaw);
    (guard.value && !only).then_some(Finding { code, path, message, values: Vec::new(), source: &guard.source })
}

fn limitation<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/limitation/years/value";
    let guard = &law.limitation_years;
    let given = count_at(version, path).filter(|given| *given != guard.value)?;
    let values = vec![("years", guard.value.to_string()), ("given", given.to_string())];
    let code = WarningCode::LimitationOtherThanLaw;
    Some(Finding { code, path, message: words::LIMITATION, values, source: &guard.source })
}
