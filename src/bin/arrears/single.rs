//! The commands on one case, or on policies.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::error::{Problem, ProblemCode};
use arrears::json::{Parsed, Value as Facts};
use arrears::limits::PROBLEMS_LISTED_MAX;
use arrears::locale::Locale;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use crate::input::{self, PolicyArgs};
use crate::output::{WrongData, WrongUse};
use crate::values::{self, Source};
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
        let facts = self.day.dated(input::some_text(self.file.as_deref())?);
        let mut options = self.day.options();
        let name = |extra: &Extra| extra.to_possible_value().map(|value| value.get_name().to_owned());
        options.insert("include".to_owned(), json!(self.include.iter().filter_map(name).collect::<Vec<_>>()));
        with_engine(&self.policy, self.day.locale, |engine| {
            give(engine, "assess", &facts, &Value::Object(options), self.pretty)
        })
    }
}

/// A field; nothing where there is none.
fn at<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// Runs with the policy, or says what is wrong with it.
fn with_engine(policy: &PolicyArgs, locale: Locale, run: impl FnOnce(&Engine) -> Result<Ended>) -> Result<Ended> {
    match policy.engine()? {
        Ok(engine) => run(&engine),
        Err(failure) => Ok(output::failure(&failure.localised(locale))),
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
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let given = input::some_text(self.file.as_deref())?;
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
    #[arg(value_name = "ID|FILE", value_parser = values::policy)]
    policy: Source,
    /// The day on which reviews that are due are told
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    as_of: Option<Date>,
    /// The language of findings: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en", value_parser = values::locale)]
    locale: Locale,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(&self) -> Result<Ended> {
        let document = input::document(&self.policy)?;
        let engine = any_engine()?;
        let options = json!({ "locale": self.locale.tag(), "asOf": self.as_of });
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
    // What is wrong with the whole document has no pointer.
    let path = Some(text("path")).filter(|path| !path.is_empty()).map(|path| format!("{path}: ")).unwrap_or_default();
    format!("{place}{}: {path}{}{help}", text("severity"), text("message"))
}

/// Any policy that ships: what the operations that need none of it are called on.
fn any_engine() -> Result<Engine> {
    Engine::builtin("cn-bank-loan").context("the policy that ships cannot be read")
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
    #[arg(value_name = "BEFORE", value_parser = values::policy)]
    before: Source,
    /// The second policy
    #[arg(value_name = "AFTER", value_parser = values::policy)]
    after: Source,
    /// Cases to compare over, one JSON object a line
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The day of the boundary cases
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    as_of: Option<Date>,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Ended> {
        let (Some(before), Some(after)) = (side(&self.before)?, side(&self.after)?) else {
            return Ok(Ended::WithProblems);
        };
        let mut options = json!({ "before": before, "after": after, "asOf": self.as_of }).to_string();
        let mut lines = Vec::new();
        if let Some(file) = &self.cases {
            let Some(cases) = Cases::read(file)? else { return Ok(Ended::WithProblems) };
            // Put in as they are, so that no digit of an amount changes on the way.
            options.pop();
            options = format!("{options},\"cases\":[{}]}}", cases.texts.join(","));
            lines = cases.lines;
        }
        match call_text(&any_engine()?, "comparePolicies", "{}", &options) {
            Ok(comparison) => {
                output::json(&comparison, self.pretty)?;
                let tree: Value = serde_json::from_str(&comparison)?;
                let same = at(&tree, "changes").as_array().is_some_and(Vec::is_empty);
                Ok(if same { Ended::Well } else { Ended::WithProblems })
            }
            Err(failure) => Ok(output::failure_in(&failure, &|problem| place_of_case(problem.path(), &lines))),
        }
    }
}

/// The text of a policy that is compared; nothing where it is none, which has been said.
fn side(policy: &Source) -> Result<Option<String>> {
    let document = input::document(policy)?;
    let Source::File(file) = policy else { return Ok(Some(document)) };
    match Engine::compile(&document) {
        Ok(_) if !document.trim_start().starts_with('{') => {
            let file = file.display();
            Err(WrongData(format!("`{file}` is a list of versions: compare one version with another")).into())
        }
        Ok(_) => Ok(Some(document)),
        Err(failure) => {
            output::failure_in(&failure, &|problem| {
                let place =
                    problem.place().map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
                let path = Some(problem.path()).filter(|path| !path.is_empty());
                let path = path.map(|path| format!(": {path}")).unwrap_or_default();
                format!("{}{place}{path}", file.display())
            });
            Ok(None)
        }
    }
}

/// Cases that were read line by line.
#[derive(Default)]
struct Cases {
    texts: Vec<String>,
    /// The number of each one's line, from 1.
    lines: Vec<usize>,
}

impl Cases {
    /// Reads a file; nothing where a line is not one object, which has been said of each.
    fn read(file: &Path) -> Result<Option<Self>> {
        let text = input::text(Some(file))?;
        let (mut cases, mut wrong) = (Self::default(), 0_usize);
        for (line, own) in (1..).zip(text.lines()).filter(|(_, own)| !own.trim().is_empty()) {
            if let Some(message) = no_case(own) {
                wrong += 1;
                if wrong <= PROBLEMS_LISTED_MAX {
                    output::say(&format!("line {line}: {message}"));
                }
            } else {
                cases.texts.push(own.to_owned());
                cases.lines.push(line);
            }
        }
        if wrong > 0 {
            output::say(&format!("`{}` holds one JSON object a line; {wrong} lines are not", file.display()));
        }
        Ok((wrong == 0).then_some(cases))
    }
}

/// Why a line is not one object.
fn no_case(line: &str) -> Option<String> {
    let told = |code, given: &str, wanted: &str| Problem::new(code, String::new(), given, wanted).message();
    match arrears::json::parse(line) {
        Ok(Parsed { value: Facts::Object(_), .. }) => None,
        Ok(Parsed { value: Facts::Array(_), .. }) => Some(told(ProblemCode::WrongType, "a list", "an object")),
        Ok(_) => Some(told(ProblemCode::WrongType, "a single value", "an object")),
        Err(error) => Some(told(ProblemCode::NotJson, "", &error.in_line())),
    }
}

/// A pointer to a case, as the line that it stands on.
fn place_of_case(path: &str, lines: &[usize]) -> String {
    let own = path.strip_prefix("/options").unwrap_or(path).strip_prefix("/cases/");
    let (case, rest) = own.map(|own| own.split_once('/').unwrap_or((own, ""))).unwrap_or_default();
    let line = case.parse().ok().and_then(|case: usize| lines.get(case));
    match line {
        Some(line) if rest.is_empty() => format!("line {line}"),
        Some(line) => format!("line {line}: /{rest}"),
        None if path.is_empty() => "the input".to_owned(),
        None => path.to_owned(),
    }
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
    #[arg(long, value_name = "JSON", default_value = "{}", value_parser = values::object)]
    options: String,
    /// Indent the JSON, as on a terminal
    #[arg(long)]
    pretty: bool,
}

impl Call {
    pub(crate) fn run(&self) -> Result<Ended> {
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let facts = input::some_text(self.file.as_deref())?;
        with_engine(&self.policy, Locale::default(), |engine| {
            match call_text(engine, &self.operation, &facts, &self.options) {
                Ok(answer) => output::json(&answer, self.pretty).map(|()| Ended::Well),
                Err(failure) => Ok(output::failure(&failure)),
            }
        })
    }
}
