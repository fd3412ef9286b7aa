//! The operations `change` and `keyDates`: what would change the outcomes of a case, and when.

use crate::json::Value;
use serde::Serialize;

use crate::api::facts::moment;
use crate::api::language::locale;
use crate::api::{Engine, Reply, explaining, facts, part};
use crate::assess::Position;
use crate::calendar::Date;
use crate::change::{Changes, Target, changes};
use crate::error::{Failure, FailureCode, Problems};
use crate::key_dates::ics;
use crate::key_dates::{Given, KeyDate, key_dates};
use crate::locale::Locale;
use crate::reader::{Fields, Path, date, one_of, text};

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
    let asked = read(options, &known, &mut problems, |fields, path, problems| {
        let target =
            |value: &Value, path: Path<'_>, problems: &mut Problems| one_of(value, &Target::NAMES, path, problems);
        let locale = fields.optional("locale", path, problems, locale).unwrap_or_default();
        let decision = fields.optional("decision", path, problems, target);
        (decision, fields.optional("policyDate", path, problems, date), locale)
    });
    let case = facts::case(given, &mut problems);
    let case = problems.finish(case, FailureCode::InvalidFacts)?;
    let (decision, policy_date, locale) = asked.unwrap_or_default();
    let policy = engine.deciding(policy_date, case.as_of)?;
    Position::new(&case, policy)?;
    let targets = Target::NAMES.iter().map(|(_, target)| *target);
    let asked = |target: &Target| decision.map_or(target.is_asked(&case), |decision| decision == *target);
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
    let wanted = read(options, &known, &mut problems, wanted);
    let case = facts::case(given, &mut problems);
    let case = problems.finish(case, FailureCode::InvalidFacts)?;
    let wanted = wanted.unwrap_or_default();
    let policy = engine.deciding(wanted.policy_date, case.as_of)?;
    let key_dates = key_dates(&case, policy, wanted.given)?;
    let calendar = ics::Calendar { case: &case, policy, case_id: &wanted.case_id, language: wanted.language };
    let ics = wanted.as_calendar.then(|| ics::text(&key_dates, calendar));
    Ok(Reply::KeyDates(Box::new(part(case.as_of, policy, Dates { key_dates, ics }))))
}

fn wanted(fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Wanted {
    let format = fields.optional("format", path, problems, |value, path, problems| {
        one_of(value, &[("json", false), ("ics", true)], path, problems)
    });
    let language = fields.optional("locale", path, problems, locale);
    let case_id = fields.optional("caseId", path, problems, text);
    let given = Given {
        notice_on: fields.optional("noticeOn", path, problems, date),
        complaint_on: fields.optional("complaintOn", path, problems, moment),
    };
    Wanted {
        given,
        as_calendar: format.unwrap_or(false),
        case_id: case_id.unwrap_or("").to_owned(),
        language: language.unwrap_or_default(),
        policy_date: fields.optional("policyDate", path, problems, date),
    }
}

fn read<T>(
    options: &Value,
    known: &[&str],
    problems: &mut Problems,
    read: impl FnOnce(Fields<'_>, Path<'_>, &mut Problems) -> T,
) -> Option<T> {
    if options.is_null() {
        return None;
    }
    let path = Path::Field(&Path::Root, "options");
    let fields = Fields::open(options, path, known, problems)?;
    Some(read(fields, path, problems))
}
