//! Guards of law: values of a policy held against what law and industry rules allow.

use crate::json::Value;

use crate::calendar::{Date, time_of_day};
use crate::error::Problems;
use crate::locale::Trio;
use crate::policy::check::{WarningCode, Warnings, days_in_force, words};
use crate::policy::law::{Band, Law, QuietHours, touches};
use crate::policy::model::{Cited, Source};
use crate::policy::parse::leaves::minute;
use crate::policy::parse::places::Reader;
use crate::reader::{Path, count, rate, yes_no};

/// A version held against the law.
struct Guards<'g> {
    version: &'g Value,
    base: &'g str,
    law: &'g Law,
    last_day: Option<Date>,
    warnings: &'g mut Warnings,
}

/// What of a version a guard looks at, and what to call it when the guard is broken.
type Guarded = (WarningCode, &'static str);

pub(super) fn check(version: &Value, base: &str, law: &Law, warnings: &mut Warnings) {
    let mut guards = Guards { version, base, law, last_day: days_in_force(version).1, warnings };
    guards.check_markup((WarningCode::MarkupOutsideLaw, "/penalty/markup/value"), &law.overdue_markup);
    guards.check_markup((WarningCode::MisuseMarkupOutsideLaw, "/penalty/misuseMarkup/value"), &law.misuse_markup);
    let calls = (WarningCode::ConnectedCallsAboveLaw, "/contact/connectedCallsMax/value");
    guards.check_a_day(calls, &law.connected_calls_max);
    let attempts = (WarningCode::UnansweredAttemptsAboveLaw, "/contact/unansweredAttemptsMax/value");
    guards.check_a_day(attempts, &law.unanswered_attempts_max);
    guards.check_total_cost();
    guards.check_compound();
    guards.check_quiet_hours();
    guards.check_third_party();
    guards.check_limitation();
}

impl Guards<'_> {
    /// Says that a guard is broken, unless its rule does not touch the version.
    fn broken(&mut self, guarded: Guarded, message: &Trio, values: &[(&str, &str)], source: &Source) {
        if touches(source, self.last_day) {
            let (code, path) = guarded;
            let message = self.warnings.say(message, values);
            push_cited(code, format!("{}{path}", self.base), message, source, self.law, self.warnings);
        }
    }

    /// A value of the version, where it can be read.
    fn read<T>(&self, path: &str, read: Reader<T>) -> Option<T> {
        read(self.version.pointer(path)?, Path::Root, &mut Problems::new())
    }

    fn check_markup(&mut self, guarded: Guarded, guard: &Cited<Band>) {
        let Band { min, max } = guard.value;
        let given = self.read(guarded.1, rate);
        if let Some(given) = given.filter(|given| *given < min || *given > max) {
            let values = [("given", &*given.to_string()), ("min", &min.to_string()), ("max", &max.to_string())];
            self.broken(guarded, &words::MARKUP_OUTSIDE, &values, &guard.source);
        }
    }

    fn check_a_day(&mut self, guarded: Guarded, guard: &Cited<u32>) {
        if let Some(given) = self.read(guarded.1, count).filter(|given| *given > guard.value) {
            let values = [("given", &*given.to_string()), ("max", &guard.value.to_string())];
            self.broken(guarded, &words::ABOVE_A_DAY, &values, &guard.source);
        }
    }

    fn check_total_cost(&mut self) {
        let guarded = (WarningCode::TotalCostAboveLaw, "/penalty/totalCostMax/value");
        let guard = &self.law.total_cost_max;
        if let Some(given) = self.read(guarded.1, rate).filter(|given| *given > guard.value) {
            let values = [("given", &*given.to_string()), ("max", &guard.value.to_string())];
            self.broken(guarded, &words::CAP_ABOVE, &values, &guard.source);
        }
    }

    fn check_compound(&mut self) {
        let guarded = (WarningCode::CompoundOnPenalty, "/penalty/compoundOnPenalty/value");
        let guard = &self.law.compound_on_penalty;
        if self.read(guarded.1, yes_no) == Some(true) && !guard.value {
            self.broken(guarded, &words::COMPOUND_ON_PENALTY, &[], &guard.source);
        }
    }

    fn check_quiet_hours(&mut self) {
        let from = self.read("/contact/quietFrom/value", minute);
        let Some((from, until)) = from.zip(self.read("/contact/quietUntil/value", minute)) else { return };
        let (given, guard) = (QuietHours { from, until }, &self.law.quiet_hours);
        let required = guard.value;
        let later = !given.holds(required.from) || given.from > required.from;
        let path =
            if later && given.from != required.from { "/contact/quietFrom/value" } else { "/contact/quietUntil/value" };
        if !given.cover(required) {
            let values = [("from", &*time_of_day(required.from)), ("until", &time_of_day(required.until))];
            let guarded = (WarningCode::QuietHoursShorterThanLaw, path);
            self.broken(guarded, &words::QUIET_HOURS, &values, &guard.source);
        }
    }

    fn check_third_party(&mut self) {
        let guarded = (WarningCode::ThirdPartyFreerThanLaw, "/contact/thirdPartyOnlyUnreachable/value");
        let guard = &self.law.third_party_only_unreachable;
        if guard.value && self.read(guarded.1, yes_no) == Some(false) {
            self.broken(guarded, &words::THIRD_PARTY, &[], &guard.source);
        }
    }

    fn check_limitation(&mut self) {
        let guarded = (WarningCode::LimitationOtherThanLaw, "/limitation/years/value");
        let guard = &self.law.limitation_years;
        if let Some(given) = self.read(guarded.1, count).filter(|given| *given != guard.value) {
            let values = [("years", &*guard.value.to_string()), ("given", &given.to_string())];
            self.broken(guarded, &words::LIMITATION, &values, &guard.source);
        }
    }
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
    let help = warnings.say(&words::CITED, &values);
    warnings.push_cited(code, path, message, Some(help), citation);
}
