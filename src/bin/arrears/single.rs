//! The commands on one case, or on policies.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use arrears::api::{Engine, call_text};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use crate::input::{self, PolicyArgs};
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
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// The day whose version of the policy decides, in place of the case's own
    #[arg(long, value_name = "YYYY-MM-DD")]
    policy_date: Option<String>,
    /// The language of messages and sentences: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en")]
    locale: String,
}

impl DayArgs {
    /// The facts with the day that they are for.
    fn dated(&self, facts: String) -> String {
        let Some(as_of) = &self.as_of else { return facts };
        let Some(rest) = facts.trim_start().strip_prefix('{') else { return facts };
        let named = serde_json::from_str::<Value>(&facts).is_ok_and(|facts| !at(&facts, "asOf").is_null());
        let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
        if named { facts } else { format!("{{\"asOf\":{}{comma}{rest}", json!(as_of)) }
    }

    fn options(&self) -> Map<String, Value> {
        let mut options = Map::new();
        options.insert("locale".to_owned(), json!(self.locale));
        if let Some(date) = &self.policy_date {
            options.insert("policyDate".to_owned(), json!(date));
        }
        options
    }
}

impl Assess {
    pub(crate) fn run(&self) -> Result<Ended> {
        let facts = self.day.dated(input::text(self.file.as_deref())?);
        let mut options = self.day.options();
        let name = |extra: &Extra| extra.to_possible_value().map(|value| value.get_name().to_owned());
        options.insert("include".to_owned(), json!(self.include.iter().filter_map(name).collect::<Vec<_>>()));
        with_engine(&self.policy, |engine| give(engine, "assess", &facts, &Value::Object(options), self.pretty))
    }
}

/// A field; nothing where there is none.
fn at<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// Runs with the policy, or says what is wrong with it.
fn with_engine(policy: &PolicyArgs, run: impl FnOnce(&Engine) -> Result<Ended>) -> Result<Ended> {
    match policy.engine()? {
        Ok(engine) => run(&engine),
        Err(failure) => Ok(output::failure(&failure)),
    }
}

/// Runs an operation and prints its answer.
fn give(engine: &Engine, operation: &str, facts: &str, options: &Value, pretty: bool) -> Result<Ended> {
    match call_text(engine, operation, facts, &options.to_string()) {
        Ok(answer) => output::json(&answer, pretty).map(|()| Ended::Well),
        Err(failure) => Ok(output::failure(&failure)),
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
        let given = input::text(self.file.as_deref())?;
        let is_answer = serde_json::from_str::<Value>(&given).is_ok_and(|given| given.get("schema").is_some());
        with_engine(&self.policy, |engine| {
            let answer = if is_answer {
                Ok(given)
            } else {
                call_text(engine, "assess", &self.day.dated(given), &Value::Object(self.day.options()).to_string())
            };
            let options = json!({ "locale": self.day.locale, "level": self.level }).to_string();
            match answer.and_then(|answer| call_text(engine, "explain", &answer, &options)) {
                Ok(explanation) => {
                    let explanation: Value = serde_json::from_str(&explanation)?;
                    output::line(at(&explanation, "text").as_str().unwrap_or_default()).map(|()| Ended::Well)
                }
                Err(failure) => Ok(output::failure(&failure)),
            }
        })
    }
}

/// Check a policy: what is wrong, and what is doubtful
///
/// Prints one finding a line, `line:column: error|warning: …`. Ends with 1 where the policy cannot be used.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The policy, as JSON; or the id of one that ships
    policy: String,
    /// The day on which reviews that are due are told
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// The language of findings: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en")]
    locale: String,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(&self) -> Result<Ended> {
        let Some(document) = document_of(&self.policy)? else {
            bail!("no policy that ships has the id `{}`, and there is no such file", self.policy);
        };
        let engine = any_engine()?;
        let options = json!({ "locale": self.locale, "asOf": self.as_of });
        let report = match call_text(&engine, "checkPolicy", &json!(document).to_string(), &options.to_string()) {
            Ok(report) => report,
            Err(failure) => return Ok(output::failure(&failure)),
        };
        let tree: Value = serde_json::from_str(&report)?;
        if self.json {
            output::json(&report, false)?;
        } else {
            for finding in at(&tree, "diagnostics").as_array().into_iter().flatten() {
                output::line(&finding_line(finding))?;
            }
            output::line(&format!("{} errors, {} warnings", at(&tree, "errorCount"), at(&tree, "warningCount")))?;
        }
        Ok(if at(&tree, "usable") == &Value::Bool(true) { Ended::Well } else { Ended::WithProblems })
    }
}

fn finding_line(finding: &Value) -> String {
    let text = |name: &str| at(finding, name).as_str().unwrap_or_default();
    let place = match (at(finding, "line"), at(finding, "column")) {
        (Value::Null, _) | (_, Value::Null) => String::new(),
        (line, column) => format!("{line}:{column}: "),
    };
    let help = at(finding, "help").as_str().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{place}{}: {}: {}{help}", text("severity"), text("path"), text("message"))
}

/// Any policy that ships: what the operations that need none of it are called on.
fn any_engine() -> Result<Engine> {
    Engine::builtin("cn-bank-loan").context("the policy that ships cannot be read")
}

/// The text of a policy: a file's, or that of one that ships.
fn document_of(policy: &str) -> Result<Option<String>> {
    let shipped = || arrears::policy::builtin::DOCUMENTS.iter().rfind(|(id, _)| *id == policy);
    Ok(input::document(policy)?.or_else(|| shipped().map(|(_, document)| (*document).to_owned())))
}

/// Compare two policies, over cases where they are given
///
/// Prints as JSON what differs in the documents, a case on which each decision differs, and, with `--cases`, which
/// outcomes flip and how much money moves. Ends with 1 where they differ, as `diff` does.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  arrears diff cn-bank-loan mine.json
  arrears diff old.json new.json --cases cases.ndjson --pretty")]
pub(crate) struct Diff {
    /// The first policy: a file, or the id of one that ships
    before: String,
    /// The second policy
    after: String,
    /// Cases to compare over, one JSON object a line
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The day of the boundary cases
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Ended> {
        let text = |policy: &String| input::document(policy).map(|text| text.unwrap_or_else(|| policy.clone()));
        let (before, after) = (text(&self.before)?, text(&self.after)?);
        let mut options = json!({ "before": before, "after": after, "asOf": self.as_of }).to_string();
        if let Some(file) = &self.cases {
            // Put in as they are, so that no digit of an amount changes on the way.
            let cases = input::text(Some(file))?;
            let lines: Vec<&str> = cases.lines().filter(|line| !line.trim().is_empty()).collect();
            options.pop();
            options.push_str(&format_cases(&lines));
        }
        match call_text(&any_engine()?, "comparePolicies", "{}", &options) {
            Ok(comparison) => {
                output::json(&comparison, self.pretty)?;
                let tree: Value = serde_json::from_str(&comparison)?;
                let same = at(&tree, "changes").as_array().is_some_and(Vec::is_empty);
                Ok(if same { Ended::Well } else { Ended::WithProblems })
            }
            Err(failure) => Ok(output::failure(&failure)),
        }
    }
}

fn format_cases(lines: &[&str]) -> String {
    format!(",\"cases\":[{}]}}", lines.join(","))
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
        let (_, schema) = found.with_context(|| format!("there is no schema `{name}`: there are {known}"))?;
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
            Err(failure) => Ok(output::failure(&failure)),
        }
    }
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
    operation: String,
    /// Its facts, as JSON
    file: Option<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Its options, as JSON
    #[arg(long, default_value = "{}")]
    options: String,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

impl Call {
    pub(crate) fn run(&self) -> Result<Ended> {
        let facts = input::text(self.file.as_deref())?;
        with_engine(&self.policy, |engine| match call_text(engine, &self.operation, &facts, &self.options) {
            Ok(answer) => output::json(&answer, self.pretty).map(|()| Ended::Well),
            Err(failure) => Ok(output::failure(&failure)),
        })
    }
}
