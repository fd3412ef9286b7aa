//! The commands on policies.

use std::path::{Path, PathBuf};

use anyhow::Result;
use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::error::{Problem, ProblemCode};
use arrears::json::{Parsed, Value as Facts};
use arrears::limits::PROBLEMS_LISTED_MAX;
use arrears::locale::Locale;
use arrears::portfolio::BESIDE;
use clap::Args;
use serde_json::{Value, json};

use crate::output::WrongData;
use crate::single::{any_engine, at};
use crate::values::{self, Source};
use crate::words::{self, filled};
use crate::{Ended, input, output};

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
        let document = input::document(&self.policy, self.locale)?;
        let engine = any_engine()?;
        let options = json!({ "locale": self.locale.tag(), "asOf": self.as_of });
        let report = match call_text(&engine, "checkPolicy", &json!(document).to_string(), &options.to_string()) {
            Ok(report) => report,
            Err(failure) => return Ok(output::failure(&failure, self.locale)),
        };
        let tree: Value = serde_json::from_str(&report)?;
        if self.json {
            output::json(&report, false)?;
        } else {
            for finding in at(&tree, "diagnostics").as_array().into_iter().flatten() {
                output::line(&finding_line(finding))?;
            }
            let counts = [("errorCount", words::ERRORS), ("warningCount", words::WARNINGS)];
            let [errors, warnings] =
                counts.map(|(name, of)| words::counted(of, &at(&tree, name).to_string(), self.locale));
            let values = [("errors", errors.as_str()), ("warnings", warnings.as_str())];
            output::line(&filled(words::FINDINGS, self.locale, &values))?;
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
    /// Cases to compare over, one JSON object a line, as `arrears portfolio` takes them; what it takes beside the facts
    /// (id, collected, cost, classBefore) is passed over
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
            Err(failure) => {
                Ok(output::failure_in(&failure, Locale::English, &|problem| place_of_case(problem, &lines)))
            }
        }
    }
}

/// The text of a policy that is compared; nothing where it is none, which has been said.
fn side(policy: &Source) -> Result<Option<String>> {
    let document = input::document(policy, Locale::English)?;
    let Source::File(file) = policy else { return Ok(Some(document)) };
    match Engine::compile(&document) {
        Ok(_) if !document.trim_start().starts_with('{') => {
            let file = file.display();
            Err(WrongData(format!("`{file}` is a list of versions: compare one version with another")).into())
        }
        Ok(_) => Ok(Some(document)),
        Err(failure) => {
            output::failure_of(&failure, Locale::English, policy);
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
        let text = input::text(Some(file), Locale::English)?;
        let (mut cases, mut wrong) = (Self::default(), 0_usize);
        for (line, own) in (1..).zip(text.lines()).filter(|(_, own)| !own.trim().is_empty()) {
            match facts_of(own) {
                Ok(facts) => {
                    cases.texts.push(facts);
                    cases.lines.push(line);
                }
                Err(message) => {
                    wrong += 1;
                    if wrong <= PROBLEMS_LISTED_MAX {
                        output::say(&format!("line {line}: {message}"));
                    }
                }
            }
        }
        if wrong > 0 {
            let lines = if wrong == 1 { "1 line is not".to_owned() } else { format!("{wrong} lines are not") };
            output::say(&format!("`{}` holds one JSON object a line; {lines}", file.display()));
        }
        Ok((wrong == 0).then_some(cases))
    }
}

/// The facts on a line, without what a row of a portfolio says beside them; or why it is not one object. Numbers stay
/// as they are written, and what has a field twice stays as it is, so that this is told.
fn facts_of(line: &str) -> std::result::Result<String, String> {
    let told = |code, given: &str, wanted: &str| Problem::new(code, String::new(), given, wanted).message();
    match arrears::json::parse(line) {
        Ok(Parsed { value: Facts::Object(fields), repeats: false }) => {
            let facts = fields.iter().filter(|(name, _)| !BESIDE.contains(&name.as_str()));
            let facts = facts.map(|(name, value)| (name.clone(), value.clone())).collect();
            Ok(arrears::json::text(&Facts::Object(facts)))
        }
        Ok(Parsed { value: Facts::Object(_), .. }) => Ok(line.to_owned()),
        Ok(Parsed { value: Facts::Array(_), .. }) => Err(told(ProblemCode::WrongType, "a list", "an object")),
        Ok(_) => Err(told(ProblemCode::WrongType, "a single value", "an object")),
        Err(error) => Err(told(ProblemCode::NotJson, "", &error.in_line())),
    }
}

/// A pointer to a case, as the line that it stands on.
fn place_of_case(problem: &Problem, lines: &[usize]) -> String {
    let path = problem.path();
    let own = path.strip_prefix("/options").unwrap_or(path).strip_prefix("/cases/");
    let (case, rest) = own.map(|own| own.split_once('/').unwrap_or((own, ""))).unwrap_or_default();
    let line = case.parse().ok().and_then(|case: usize| lines.get(case));
    match line {
        Some(line) if rest.is_empty() => format!("line {line}"),
        Some(line) => format!("line {line}: /{rest}"),
        None if path.is_empty() => output::the_input(problem, Locale::English).unwrap_or_default(),
        None => path.to_owned(),
    }
}
