//! The operations `change` and `keyDates`: what would change the outcomes of a case, and when.

use crate::json::Value;
use serde::Serialize;

use crate::api::facts::moment;
use crate::api::form::Form;
use crate::api::form::Need::May;
use crate::api::language::locale;
use crate::api::{Engine, Reply, explaining, facts, part};
use crate::assess::Position;
use crate::calendar::Date;
use crate::change::{Changes, Target, changes};
use crate::error::{Failure, FailureCode, Problems};
use crate::key_dates::ics;
use crate::key_dates::{Given, KeyDate, key_dates};
use crate::locale::Locale;

/// What `change` gives, beside the day and the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Decisions {
    /// The decisions asked for, each with what would change it.
    pub decisions: Vec<Changes>,
}

/// What `keyDates` gives, beside the day and the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dates<'p> {
    /// The key dates, by day.
    pub key_dates: Vec<KeyDate<'p>>,
    /// The same as iCalendar text, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ics: Option<String>,
}

/// `change(facts, { decision })`: what would change one decision, or each of them.
pub(super) fn change<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let known = ["decision", "locale", "policyDate"];
    let asked = form(options, &known, &mut problems).map(|mut form| {
        let locale = form.read("locale", May, locale).unwrap_or_default();
        let decision = form.word("decision", May, &Target::NAMES);
        (decision, form.date("policyDate", May), locale)
    });
    let case = facts::case(given, &mut problems);
    let case = problems.finish(case, FailureCode::InvalidFacts)?;
    let (decision, policy_date, locale) = asked.unwrap_or_default();
    let policy = engine.deciding(policy_date, case.as_of)?;
    let position = Position::new(&case, policy)?;
    let targets = Target::NAMES.iter().map(|(_, target)| *target);
    let asked = |target: &Target| decision.map_or(target.is_asked(&case, &position), |decision| decision == *target);
    let wanted = targets.filter(asked);
    let mut decisions: Vec<Changes> = wanted.filter_map(|target| changes(target, &case, policy)).collect();
    for decision in &mut decisions {
        explaining::word(&mut decision.changes, locale);
    }
    Ok(Reply::Change(Box::new(part(case.as_of, policy, Decisions { decisions }))))
}

/// What `keyDates` is asked for.
#[derive(Default)]
struct Wanted {
    given: Given,
    as_calendar: bool,
    case_id: String,
    language: Locale,
    policy_date: Option<Date>,
}

/// `keyDates(facts, { format, locale, caseId, noticeOn, complaintOn, policyDate })`: the key dates of a case, and
/// with the format `ics` the same as iCalendar text.
pub(super) fn dates<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let known = ["format", "locale", "caseId", "noticeOn", "complaintOn", "policyDate"];
    let wanted = form(options, &known, &mut problems).map(|mut form| wanted(&mut form));
    let case = facts::case(given, &mut problems);
    let case = problems.finish(case, FailureCode::InvalidFacts)?;
    let wanted = wanted.unwrap_or_default();
    let policy = engine.deciding(wanted.policy_date, case.as_of)?;
    let key_dates = key_dates(&case, policy, wanted.given)?;
    let calendar = ics::Calendar { case: &case, policy, case_id: &wanted.case_id, language: wanted.language };
    let ics = wanted.as_calendar.then(|| ics::text(&key_dates, calendar));
    Ok(Reply::KeyDates(Box::new(part(case.as_of, policy, Dates { key_dates, ics }))))
}

fn wanted(form: &mut Form<'_, '_>) -> Wanted {
    let as_calendar = form.word("format", May, &[("json", false), ("ics", true)]);
    let language = form.read("locale", May, locale);
    let case_id = form.text("caseId", May);
    let given = Given { notice_on: form.date("noticeOn", May), complaint_on: form.read("complaintOn", May, moment) };
    Wanted {
        given,
        as_calendar: as_calendar.unwrap_or(false),
        case_id: case_id.unwrap_or("").to_owned(),
        language: language.unwrap_or_default(),
        policy_date: form.date("policyDate", May),
    }
}

/// The options, where there are any.
fn form<'v, 'p>(options: &'v Value, known: &[&str], problems: &'p mut Problems) -> Option<Form<'v, 'p>> {
    if options.is_null() {
        return None;
    }
    Form::options(options, known, problems)
}
