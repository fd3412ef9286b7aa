//! What holds of every call: the same bytes each time and through each door, and failures that say what is wrong.

use std::sync::LazyLock;

use arrears::api::{Engine, call_tape, call_text};
use arrears::json::Reader;
use arrears::policy::builtin;
use serde_json::Value;

/// What stands between the parts of an input that has several.
pub(crate) const SEPARATOR: char = '\u{1e}';

/// Every policy that ships.
pub(crate) static ENGINES: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    let engines: Vec<Engine> = builtin::ids().iter().filter_map(|id| Engine::builtin(id).ok()).collect();
    assert!(engines.len() > 1, "the policies that ship are not there");
    engines
});

/// Calls an operation twice by text and twice by tape: all give the same, and a failure says what is wrong.
pub(crate) fn call(engine: &Engine, operation: &str, facts: &str, options: &str) -> Option<Value> {
    let first = call_text(engine, operation, facts, options).map_err(|failure| failure.to_json());
    let (mut memory, mut reader) = (engine.memory(), Reader::default());
    for _ in 0..2 {
        let tape = call_tape(engine, &mut memory, operation, facts, options);
        let text = tape.map(|tape| reader.text(&tape)).map_err(|failure| failure.to_json());
        assert_eq!(text, first, "the tape says something else");
    }
    let second = call_once(engine, operation, facts, options);
    assert_eq!(second, first.ok().map(|text| tree(&text)), "the same call gives something else the second time");
    second
}

/// Calls an operation by text: an answer, or a failure that says what is wrong.
pub(crate) fn call_once(engine: &Engine, operation: &str, facts: &str, options: &str) -> Option<Value> {
    match call_text(engine, operation, facts, options) {
        Ok(text) => Some(tree(&text)),
        Err(failure) => {
            check_failure(&failure.to_json());
            None
        }
    }
}

/// Explains an answer of the engine's own, which it has to accept.
pub(crate) fn explain(engine: &Engine, answer: &Value, options: &str) {
    match call_text(engine, "explain", &answer.to_string(), options) {
        Ok(text) => drop(tree(&text)),
        Err(failure) => panic!("an answer of the engine's own cannot be explained: {} of {answer}", failure.to_json()),
    }
}

/// A text that has to be JSON.
pub(crate) fn tree(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// A failure is JSON, is none of the engine itself, and has problems with a code, a pointer and a message each.
pub(crate) fn check_failure(failure: &str) {
    let failure = tree(failure);
    let code = failure["code"].as_str().unwrap_or_default();
    assert!(["invalidFacts", "invalidPolicy", "limit", "tableEnds"].contains(&code), "{failure}");
    let problems = failure["problems"].as_array().map(Vec::as_slice).unwrap_or_default();
    let count = failure["problemCount"].as_u64().unwrap_or_default();
    assert!(!problems.is_empty() && problems.len() <= 100, "{failure}");
    assert!(count >= problems.len() as u64, "{failure}");
    problems.iter().for_each(check_problem);
}

/// A problem has a code that is a word, a JSON pointer, and a message of one line.
pub(crate) fn check_problem(problem: &Value) {
    let text = |name: &str| problem[name].as_str().unwrap_or_else(|| panic!("no {name} in {problem}"));
    let code = text("code");
    assert!(!code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{problem}");
    let path = text("path");
    assert!(path.is_empty() || path.starts_with('/'), "{problem}");
    let message = text("message");
    assert!(!message.is_empty() && !message.contains(char::is_control), "{problem}");
}

/// The entries of a list; none where there is no list.
pub(crate) fn entries(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
