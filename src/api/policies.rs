//! The operations on policies themselves: list those that ship, view one, check a document.

use crate::json::Value;

use crate::api::language::{OPTIONS, POLICY, locale};
use crate::api::{Engine, Reply};
use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problems};
use crate::locale::Locale;
use crate::policy::{check, select, view};
use crate::reader::{Fields, date};

/// Reads the one date that the options may hold, and the language.
fn date_option(options: &Value, name: &str, beside: &[&str]) -> Result<(Option<Date>, Locale), Failure> {
    let mut problems = Problems::new();
    let (path, known) = (OPTIONS, [name, "locale"]);
    let given = (!options.is_null()).then_some(options);
    let fields = given.and_then(|given| Fields::open_beside(given, path, &known, beside, &mut problems));
    let locale = fields.and_then(|fields| fields.optional("locale", path, &mut problems, locale));
    let date = fields.and_then(|fields| fields.optional(name, path, &mut problems, date));
    problems.finish(Some((date, locale.unwrap_or_default())), FailureCode::InvalidFacts)
}

/// `checkPolicy`: what is wrong or doubtful about a policy. A document given as a text is read as one
/// and its findings have lines and columns; given as an object or a list, they have pointers only.
/// Options: `asOf`, the day on which reviews are looked at; `locale`, the language of the findings.
pub(super) fn check_policy<'a>(_: &'a Engine, document: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (as_of, locale) = date_option(options, "asOf", &[])?;
    let report = match document {
        Value::String(text) => check::check_text(text, as_of, locale),
        tree => check::check_tree(tree, as_of, locale),
    };
    Ok(Reply::Check(Box::new(report)))
}

/// `policy`: the policy clause by clause, with label, value and source of each. Option `policyDate`:
/// the version in force on that day; without it, the newest.
pub(super) fn policy<'a>(engine: &'a Engine, _: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let version = match date_option(options, "policyDate", &POLICY)?.0 {
        Some(on) => Some(select::in_force(&engine.versions, on, "/options/policyDate")?),
        None => engine.versions.last(),
    };
    let view = version.map(|version| view::policy(version, &engine.versions));
    view.map(|view| Reply::Policy(Box::new(view))).ok_or_else(|| super::engine_failure("no policy"))
}

/// `policies`: the policies that ship, in all their versions.
pub(super) fn policies<'a>(_: &'a Engine, _: &Value, _: &Value) -> Result<Reply<'a>, Failure> {
    let mut versions = Vec::new();
    for id in crate::policy::builtin::ids() {
        versions.extend(Engine::builtin(id)?.versions);
    }
    Ok(Reply::Policies(view::list(&versions)))
}
