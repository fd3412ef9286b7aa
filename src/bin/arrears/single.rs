//! The commands on one case, or on policies.

use std::path::PathBuf;

use anyhow::{Context, Result};
use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::error::{Failure, FailureCode, Problem};
use arrears::json::{Parsed, Value as Facts};
use arrears::locale::Locale;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use crate::input::{self, PolicyArgs};
use crate::output::WrongUse;
use crate::values;
use crate::{Ended, output};

/// Assess one case
///
/// Prints the whole answer as JSON: what is due with its working, the decisions with every clause, what is missing.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  arrears assess case.json --pretty
  echo '{\"arrears\":[{\"dueOn\":\"2025-08-15\",\"principal\":\"60000\"}]}' | arrears assess --as-of 2025-11-22
  arrears assess case.json --include changes,keyDates | jq .waiver.changes")]
pub(crate) struct Assess {
    /// The facts of the case, as JSON
    file: Option<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
    #[command(flatten)]
    day: DayArgs,
    /// What else to work out
    #[arg(long, value_delimiter = ',', value_name = "WHAT")]
    include: Vec<Extra>,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "camelCase")]
enum Extra {
    /// What would change each decision
    Changes,
    /// What to do next
    Actions,
    /// The dates on which something changes
    KeyDates,
}

/// The day that a case is assessed for.
#[derive(Debug, Args)]
struct DayArgs {
    /// The day to assess for, where the case names none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    as_of: Option<Date>,
    /// The day whose version of the policy decides, in place of the case's own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    policy_date: Option<Date>,
    /// The language of messages and sentences: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en", value_parser = values::locale)]
    locale: Locale,
}

impl DayArgs {
    /// The facts with the day that they are for. What is no JSON, or has a field twice, stays as it is, so that places
    /// in it are told as the file has them.
    fn dated(&self, facts: String) -> String {
        let Some(as_of) = &self.as_of else { return facts };
        match arrears::json::parse(&facts) {
            Ok(Parsed { value: Facts::Object(fields), repeats: false }) => {
                let named = fields.get("asOf").is_some_and(|day| !day.is_null());
                let day = ("asOf".to_owned(), Facts::String(as_of.to_string()));
                let others = fields.iter().filter(|(name, _)| name.as_str() != "asOf");
                let others = others.map(|(name, value)| (name.clone(), value.clone()));
                if named { facts } else { arrears::json::text(&Facts::Object(others.chain([day]).collect())) }
            }
            _ => facts,
        }
    }

    fn options(&self) -> Map<String, Value> {
        let mut options = Map::new();
        options.insert("locale".to_owned(), json!(self.locale.tag()));
        if let Some(date) = &self.policy_date {
            options.insert("policyDate".to_owned(), json!(date));
        }
        options
    }
}

impl Assess {
    pub(crate) fn run(&self) -> Result<Ended> {
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let facts = self.day.dated(input::some_text(self.file.as_deref(), self.day.locale)?);
        let mut options = self.day.options();
        let name = |extra: &Extra| extra.to_possible_value().map(|value| value.get_name().to_owned());
        options.insert("include".to_owned(), json!(self.include.iter().filter_map(name).collect::<Vec<_>>()));
        with_engine(&self.policy, self.day.locale, |engine| {
            match call_text(engine, "assess", &facts, &Value::Object(options).to_string()) {
                Ok(answer) => output::json(&answer, self.pretty).map(|()| Ended::Well),
                Err(failure) => Ok(output::failure(&failure, self.day.locale)),
            }
        })
    }
}

/// A field; nothing where there is none.
pub(crate) fn at<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// Runs with the policy, or says what is wrong with it.
fn with_engine(policy: &PolicyArgs, locale: Locale, run: impl FnOnce(&Engine) -> Result<Ended>) -> Result<Ended> {
    match policy.engine(locale)? {
        Ok(engine) => run(&engine),
        Err(failure) => Ok(output::failure(&failure, locale)),
    }
}

/// Say the answer to a case in words
///
/// Takes the facts of a case, or an answer that `arrears assess` gave.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  arrears explain case.json --level checklist
  arrears assess case.json | arrears explain --locale zh-Hans")]
pub(crate) struct Explain {
    /// The facts of the case, or an answer, as JSON
    file: Option<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
    #[command(flatten)]
    day: DayArgs,
    /// How much is said
    #[arg(long, default_value = "checklist", value_parser = ["sentence", "checklist", "full"])]
    level: String,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Ended> {
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let given = input::some_text(self.file.as_deref(), self.day.locale)?;
        let is_answer = serde_json::from_str::<Value>(&given).is_ok_and(|given| given.get("schema").is_some());
        with_engine(&self.policy, self.day.locale, |engine| {
            let answer = if is_answer {
                Ok(given)
            } else {
                call_text(engine, "assess", &self.day.dated(given), &Value::Object(self.day.options()).to_string())
            };
            let options = json!({ "locale": self.day.locale.tag(), "level": self.level }).to_string();
            match answer.and_then(|answer| call_text(engine, "explain", &answer, &options)) {
                Ok(explanation) => {
                    let explanation: Value = serde_json::from_str(&explanation)?;
                    output::line(at(&explanation, "text").as_str().unwrap_or_default()).map(|()| Ended::Well)
                }
                Err(failure) => Ok(output::failure(&failure, self.day.locale)),
            }
        })
    }
}

/// Any policy that ships: what the operations that need none of it are called on.
pub(crate) fn any_engine() -> Result<Engine> {
    Engine::builtin("cn-bank-loan").context("the policy that ships cannot be read")
}

/// Print the JSON Schema of facts, of an answer or of a policy
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which schema; without it, their names
    name: Option<String>,
}

impl Schema {
    pub(crate) fn run(&self) -> Result<Ended> {
        let schemas = arrears::api::schema::all();
        let Some(name) = &self.name else {
            let names = schemas.map(|(name, _)| name);
            return output::line(&names.join("\n")).map(|()| Ended::Well);
        };
        let found = schemas.iter().find(|(known, _)| known == name);
        let known = schemas.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let no_such = || WrongUse(format!("there is no schema `{name}`: there are {known}"));
        let (_, schema) = found.ok_or_else(no_such)?;
        output::line(&format!("{schema:#}")).map(|()| Ended::Well)
    }
}

/// Work out what a court charges
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  arrears fee 250000                        5050.00 for accepting the case
  arrears fee 250000 --procedure summary    half of it")]
pub(crate) struct Fee {
    /// The sum that is claimed, in yuan
    #[arg(allow_negative_numbers = true)]
    claim: String,
    /// What the fee is for
    #[arg(long, default_value = "acceptance", value_parser = ["acceptance", "preservation", "enforcement", "paymentOrder"])]
    kind: String,
    /// How the case is heard or ends
    #[arg(long, value_parser = ["ordinary", "summary", "mediation", "withdrawal"])]
    procedure: Option<String>,
    /// Print the working as JSON
    #[arg(long)]
    json: bool,
}

impl Fee {
    pub(crate) fn run(&self) -> Result<Ended> {
        let facts = json!({ "claim": self.claim, "kind": self.kind, "procedure": self.procedure });
        match call_text(&any_engine()?, "courtFee", &facts.to_string(), "{}") {
            Ok(fee) if self.json => output::json(&fee, false).map(|()| Ended::Well),
            Ok(fee) => {
                let fee: Value = serde_json::from_str(&fee)?;
                output::line(at(&fee, "fee").as_str().unwrap_or_default()).map(|()| Ended::Well)
            }
            Err(failure) => Err(wrong_use(&failure, &|problem| match problem.path() {
                "/claim" => format!("invalid value '{}' for '<CLAIM>': ", self.claim),
                path => {
                    let option = path.trim_start_matches('/');
                    format!("invalid value for '--{option} <{}>': ", option.to_uppercase())
                }
            })),
        }
    }
}

/// Whether the options alone are wrong. A policy that they name and that does not decide is data.
fn is_of_options(failure: &Failure) -> bool {
    let stands_there = |problem: &Problem| problem.path().starts_with("/options");
    failure.code() != FailureCode::InvalidPolicy && failure.problems().iter().all(stands_there)
}

/// What is wrong with what options and arguments say.
fn wrong_use(failure: &Failure, place: &dyn Fn(&Problem) -> String) -> anyhow::Error {
    let said = |problem: &Problem| format!("{}{}", place(problem), values::said(problem));
    WrongUse(failure.problems().iter().map(said).collect::<Vec<_>>().join("; ")).into()
}

/// Run any operation of the engine on JSON
///
/// The operations are those of the npm package: `waiver`, `settlement`, `schedule`, `limitation` and so on.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  echo '{\"on\":\"2025-11-22\",\"term\":\"1y\"}' | arrears call lpr")]
pub(crate) struct Call {
    /// The operation
    #[arg(value_parser = PossibleValuesParser::new(arrears::api::operations()))]
    operation: String,
    /// Its facts, as JSON
    file: Option<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Its options, as JSON
    #[arg(long, value_name = "JSON", default_value = "{}", value_parser = values::object)]
    options: String,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

impl Call {
    pub(crate) fn run(&self) -> Result<Ended> {
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let locale = self.locale();
        let facts = input::some_text(self.file.as_deref(), locale)?;
        with_engine(&self.policy, locale, |engine| match call_text(engine, &self.operation, &facts, &self.options) {
            Ok(answer) => output::json(&answer, self.pretty).map(|()| Ended::Well),
            Err(failure) if is_of_options(&failure) => {
                let place = |problem: &Problem| match problem.path().trim_start_matches("/options") {
                    "" => "invalid value for '--options <JSON>': ".to_owned(),
                    path => format!("invalid value for '--options <JSON>': {path}: "),
                };
                Err(wrong_use(&failure, &place))
            }
            Err(failure) => Ok(output::failure(&failure, locale)),
        })
    }

    /// The language that the options ask for.
    fn locale(&self) -> Locale {
        let options = serde_json::from_str::<Value>(&self.options).unwrap_or_default();
        at(&options, "locale").as_str().and_then(Locale::parse).unwrap_or_default()
    }
}
