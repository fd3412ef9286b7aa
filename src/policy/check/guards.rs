//! Guards of law: values of a policy held against what law and industry rules allow.

use serde_json::Value;

use crate::error::Problems;
use crate::money::Rate;
use crate::policy::check::{WarningCode, Warnings, days_in_force};
use crate::policy::law::{Band, Law, QuietHours, touches};
use crate::policy::model::{Cited, Source};
use crate::policy::parse::collection::minute;
use crate::reader::{Path, count, rate};

/// What is wrong at a pointer, and on whose word.
struct Finding<'l> {
    code: WarningCode,
    path: &'static str,
    message: String,
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
        push(finding, base, law, warnings);
    }
}

fn push(finding: Finding<'_>, base: &str, law: &Law, warnings: &mut Warnings) {
    let path = format!("{base}{}", finding.path);
    push_cited(finding.code, path, finding.message, finding.source, law, warnings);
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
    let help = format!("{} (from {})", law.citation(source), source.effective_from);
    warnings.push_cited(code, path, message, Some(help), law.cite(source));
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
    let message = format!("a markup of `{given}` lies outside the band from {min} to {max}");
    Some(Finding { code, path, message, source: &guard.source })
}

fn above<'l>(version: &Value, code: WarningCode, path: &'static str, guard: &'l Cited<u32>) -> Option<Finding<'l>> {
    let given = count_at(version, path).filter(|given| *given > guard.value)?;
    let message = format!("`{given}` a day is more than the {} that are allowed", guard.value);
    Some(Finding { code, path, message, source: &guard.source })
}

fn total_cost<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/penalty/totalCostMax/value";
    let given = share_at(version, path).filter(|given| *given > law.total_cost_max.value)?;
    let message = format!("a cap of `{given}` a year lies above {}, which courts cut to", law.total_cost_max.value);
    Some(Finding { code: WarningCode::TotalCostAboveLaw, path, message, source: &law.total_cost_max.source })
}

fn compound<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/penalty/compoundOnPenalty/value";
    let on = version.pointer(path)?.as_bool()?;
    let message = "compound interest on penalty interest has no basis in the rules".to_owned();
    let finding =
        Finding { code: WarningCode::CompoundOnPenalty, path, message, source: &law.compound_on_penalty.source };
    (on && !law.compound_on_penalty.value).then_some(finding)
}

fn quiet_hours<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let from = minute_at(version, "/contact/quietFrom/value")?;
    let until = minute_at(version, "/contact/quietUntil/value")?;
    let (given, required) = (QuietHours { from, until }, law.quiet_hours.value);
    let later = !given.holds(required.from) || given.from > required.from;
    let path =
        if later && given.from != required.from { "/contact/quietFrom/value" } else { "/contact/quietUntil/value" };
    let message =
        format!("the quiet hours do not cover those from {} to {}", clock(required.from), clock(required.until));
    let code = WarningCode::QuietHoursShorterThanLaw;
    (!given.cover(required)).then_some(Finding { code, path, message, source: &law.quiet_hours.source })
}

/// Minutes after midnight as a time of day.
fn clock(minute: u32) -> String {
    let (hours, minutes) = (minute.checked_div(60).unwrap_or(0), minute.checked_rem(60).unwrap_or(0));
    format!("{hours:02}:{minutes:02}")
}

fn third_party<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/contact/thirdPartyOnlyUnreachable/value";
    let only = version.pointer(path)?.as_bool()?;
    let guard = &law.third_party_only_unreachable;
    let message = "third parties may be contacted only when the debtor cannot be reached".to_owned();
    let code = WarningCode::ThirdPartyFreerThanLaw;
    (guard.value && !only).then_some(Finding { code, path, message, source: &guard.source })
}

fn limitation<'l>(version: &Value, law: &'l Law) -> Option<Finding<'l>> {
    let path = "/limitation/years/value";
    let guard = &law.limitation_years;
    let given = count_at(version, path).filter(|given| *given != guard.value)?;
    let message =
        format!("the limitation period is {} years and cannot be agreed otherwise; here it is {given}", guard.value);
    Some(Finding { code: WarningCode::LimitationOtherThanLaw, path, message, source: &guard.source })
}
