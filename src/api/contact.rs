//! Operations on contact with the borrower: a planned contact against the log, a script against the
//! list of phrases.

use crate::json::Value;
use serde::Serialize;

use crate::api::form::Form;
use crate::api::form::Need::{May, Must};
use crate::api::language::locale;
use crate::api::{Engine, Part, Reply, facts};
use crate::assess::{self, PolicyRef};
use crate::error::{Failure, FailureCode, ProblemCode, Problems};
use crate::limits::SCRIPT_BYTES_MAX;
use crate::policy::select;
use crate::reader::{Path, report, wrong_type};
use crate::rules::conduct::Planned;
use crate::rules::screening::{Screening, screen};

/// What `screenScript` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Screened<'p> {
    /// The policy whose list was used.
    pub policy: PolicyRef<'p>,
    /// What was found.
    #[serde(flatten)]
    pub screening: Screening<'p>,
}

/// `conduct(facts, { at, channel, party, number?, agreed? })`: whether a planned contact is allowed.
///
/// # Errors
/// Every problem of the facts and of the planned contact.
pub(super) fn conduct<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let case = facts::case(given, &mut problems);
    let planned = planned(options, &mut problems);
    let (case, planned) = problems.finish(case.zip(planned), FailureCode::InvalidFacts)?;
    let policy = engine.in_force(case.as_of)?;
    let part = assess::conduct(&planned, &case, policy)?;
    Ok(Reply::Conduct(Box::new(Part { as_of: case.as_of, policy: PolicyRef::of(policy), part })))
}

fn planned(value: &Value, problems: &mut Problems) -> Option<Planned> {
    let known = ["at", "channel", "party", "number", "agreed", "locale"];
    let mut form = Form::options(value, &known, problems)?;
    let at = form.read("at", Must, facts::moment);
    let channel = form.read("channel", Must, facts::channel);
    let party = form.read("party", Must, facts::party);
    let number = form.text("number", May).map(str::to_owned);
    let agreed = form.yes_no("agreed", May);
    form.read("locale", May, locale);
    Some(Planned { at: at?, channel: channel?, party: party?, number, agreed })
}

/// `screenScript(null, { script, asOf? })`: the forbidden phrases in a script, by the version of the
/// policy in force on the as-of date, or by the latest one where no date is given. The date may also be the one fact
/// that is given.
///
/// # Errors
/// A script that is absent or too long; `bothGiven` for two dates; `noPolicyInForce` for a date without a version.
pub(super) fn screen_script<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let mut as_of = None;
    if !given.is_null() {
        let form = Form::open(given, Path::Root, &["asOf"], &mut problems);
        as_of = form.and_then(|mut form| form.date("asOf", May));
    }
    let mut path = "/asOf";
    let form = Form::options(options, &["script", "asOf", "locale"], &mut problems);
    let script = form.and_then(|mut form| {
        let script = form.read("script", Must, script);
        form.read("locale", May, locale);
        if form.has("asOf") {
            if as_of.is_some() {
                form.report_at("asOf", ProblemCode::BothGiven, "asOf", "options/asOf");
            }
            (as_of, path) = (form.date("asOf", May), "/options/asOf");
        }
        script
    });
    let script = problems.finish(script, FailureCode::InvalidFacts)?;
    let policy = match as_of {
        Some(as_of) => engine.in_force_at(as_of, path)?,
        None => select::latest(&engine.versions)?,
    };
    let screening = screen(script, &policy.contact.forbidden_phrases);
    Ok(Reply::Screening(Box::new(Screened { policy: PolicyRef::of(policy), screening })))
}

fn script<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<&'v str> {
    let Some(script) = value.as_str().filter(|text| !text.starts_with('\0')) else {
        wrong_type(value, path, "a text", problems);
        return None;
    };
    if script.len() > SCRIPT_BYTES_MAX {
        report(problems, ProblemCode::TextTooLong, path, script, &SCRIPT_BYTES_MAX.to_string());
        return None;
    }
    Some(script)
}
