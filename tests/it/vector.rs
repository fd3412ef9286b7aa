//! Vectors: cases as data, each with the values that were worked out by hand, or with its problems.
//!
//! The same files are run natively and, embedded, on wasm32, so both must give the same answers.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// One case with what is expected of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Vector {
    /// Unique name.
    pub(crate) id: String,
    /// What the case is about, with the working of its figures.
    pub(crate) why: String,
    /// On whose word the values are expected.
    pub(crate) source: String,
    operation: Option<String>,
    /// The facts, kept as they are written: a repeated key or `1e400` reaches the engine so.
    input: Option<Box<RawValue>>,
    /// Facts that are not JSON, in place of `input`.
    text: Option<String>,
    options: Option<Box<RawValue>>,
    expect: Option<BTreeMap<String, Value>>,
    /// Pointers at which the answer must have nothing.
    #[serde(default)]
    absent: Vec<String>,
    error: Option<ExpectedError>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ExpectedError {
    code: String,
    problems: Vec<ExpectedProblem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedProblem {
    code: String,
    path: String,
    message: Option<String>,
    help: Option<String>,
}

/// Reads one file of vectors.
pub(crate) fn read(name: &str, text: &str) -> Vec<Vector> {
    let vectors: Vec<Vector> = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!vectors.is_empty(), "{name} holds no case");
    for vector in &vectors {
        vector.check_form(name);
    }
    vectors
}

impl Vector {
    fn check_form(&self, name: &str) {
        let id = &self.id;
        assert!(!id.is_empty() && self.why.len() >= 10 && !self.source.is_empty(), "{name}: {id} lacks its reason");
        assert!(self.input.is_some() != self.text.is_some(), "{name}: {id} needs either `input` or `text`");
        assert!(self.expect.is_some() != self.error.is_some(), "{name}: {id} needs either `expect` or `error`");
        assert!(self.expect.as_ref().is_none_or(|expect| !expect.is_empty()), "{name}: {id} expects nothing");
        assert!(self.error.as_ref().is_none_or(|error| !error.problems.is_empty()), "{name}: {id} expects no problem");
    }

    /// The operation that the case is about.
    pub(crate) fn operation(&self) -> &str {
        self.operation.as_deref().unwrap_or("assess")
    }

    /// The facts as JSON text.
    pub(crate) fn facts(&self) -> &str {
        self.input.as_deref().map(RawValue::get).or(self.text.as_deref()).unwrap_or_default()
    }

    /// The options as JSON text.
    pub(crate) fn options(&self) -> &str {
        self.options.as_deref().map_or("{}", RawValue::get)
    }

    /// What differs between the expected and the given result, which is JSON text either way.
    pub(crate) fn differences(&self, given: &Result<String, String>) -> Vec<String> {
        let found = match (given, &self.expect, &self.error) {
            (Ok(answer), Some(expect), _) => self.in_answer(&parsed(answer), expect),
            (Err(failure), _, Some(error)) => in_failure(&parsed(failure), error),
            (Ok(answer), ..) => vec![format!("expected a failure, found {answer}")],
            (Err(failure), ..) => vec![format!("expected an answer, found {failure}")],
        };
        found.into_iter().map(|text| format!("{}: {text}", self.id)).collect()
    }

    fn in_answer(&self, answer: &Value, expect: &BTreeMap<String, Value>) -> Vec<String> {
        let wrong = expect.iter().filter_map(|(pointer, wanted)| {
            let given = answer.pointer(pointer);
            (given != Some(wanted)).then(|| format!("{pointer} is {}, not {wanted}", shown(given)))
        });
        let present = self.absent.iter().filter_map(|pointer| {
            answer.pointer(pointer).map(|given| format!("{pointer} is {given}, where nothing should be"))
        });
        wrong.chain(present).collect()
    }
}

fn shown(given: Option<&Value>) -> String {
    given.map_or_else(|| "absent".to_owned(), Value::to_string)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Every problem must be there, and no other; their order is not part of the contract.
fn in_failure(failure: &Value, error: &ExpectedError) -> Vec<String> {
    let mut wrong = Vec::new();
    if failure["code"] != error.code.as_str() {
        wrong.push(format!("the code is {}, not {}", failure["code"], error.code));
    }
    if failure["problemCount"] != error.problems.len() {
        wrong.push(format!("{} problems are counted, not {}", failure["problemCount"], error.problems.len()));
    }
    let mut given: Vec<&Value> = failure["problems"].as_array().into_iter().flatten().collect();
    for wanted in &error.problems {
        match given.iter().position(|problem| wanted.is(problem)) {
            Some(index) => drop(given.remove(index)),
            None => wrong.push(format!("lacks {wanted:?}")),
        }
    }
    wrong.extend(given.iter().map(|problem| format!("has {problem} besides")));
    wrong
}

impl ExpectedProblem {
    fn is(&self, problem: &Value) -> bool {
        problem["code"] == self.code.as_str()
            && problem["path"] == self.path.as_str()
            && self.message.as_ref().is_none_or(|message| problem["message"] == message.as_str())
            && self.help.as_ref().is_none_or(|help| problem["help"] == help.as_str())
    }
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        /// Every file of vectors, by its place under `tests/vectors`, as it stood at compile time.
        pub(crate) const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../vectors/", $name)))),+];
    };
}

embedded![
    "affordability/limits.json",
    "answer/known.json",
    "answer/missing.json",
    "answer/parts.json",
    "court_fee/court_fee.json",
    "day_count/conventions.json",
    "delinquency/bands.json",
    "delinquency/dates.json",
    "delinquency/several.json",
    "escalation/amount.json",
    "escalation/contacts.json",
    "escalation/days.json",
    "escalation/missing.json",
    "history/problems.json",
    "history/replay.json",
    "input/dates.json",
    "input/decimals.json",
    "input/shape.json",
    "input/together.json",
    "installment/dates.json",
    "installment/limit.json",
    "installment/missing.json",
    "installment/tiny.json",
    "interest/problems.json",
    "interest/worked.json",
    "judgment_interest/judgment_interest.json",
    "ledger/charges.json",
    "ledger/doubtful.json",
    "ledger/growth.json",
    "ledger/missing.json",
    "ledger/waived.json",
    "reschedule/problems.json",
    "reschedule/worked.json",
    "schedule/methods.json",
    "schedule/problems.json",
    "schedule/rest_days.json",
    "tracking/problems.json",
    "tracking/worked.json",
    "waiver/cap.json",
    "waiver/conditions.json",
];
