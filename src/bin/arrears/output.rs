//! Where output goes, and how it looks.

use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Write};

use anyhow::{Context, Result};
use arrears::error::{Failure, Problem};
use arrears::locale::Locale;

use crate::Ended;
use crate::values::{Source, said};
use crate::words::{self, filled};

/// An option that cannot be meant as it is given: the command ends with 2.
#[derive(Debug)]
pub(crate) struct WrongUse(pub(crate) String);

/// Data that cannot be used: the command ends with 1.
#[derive(Debug)]
pub(crate) struct WrongData(pub(crate) String);

impl fmt::Display for WrongUse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for WrongData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for WrongUse {}
impl std::error::Error for WrongData {}

/// Whether an error is that nobody reads the output any more.
pub(crate) fn is_closed(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Writes bytes to standard output.
pub(crate) fn bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("cannot write to standard output")
}

/// Writes a line of text to standard output.
pub(crate) fn line(text: &str) -> Result<()> {
    bytes(format!("{}\n", text.trim_end_matches('\n')).as_bytes())
}

/// Writes JSON to standard output: indented where a person reads it or asks for it, else on one line.
pub(crate) fn json(text: &str, pretty: bool) -> Result<()> {
    if pretty || io::stdout().is_terminal() { line(&indented(text)) } else { line(text) }
}

/// Says a line on standard error, where somebody reads it: that nobody does is no reason to fail.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says on standard error what is wrong with the input, one problem a line.
pub(crate) fn failure(failure: &Failure, locale: Locale) -> Ended {
    failure_in(failure, locale, &|problem| {
        let place = problem.place().map(|place| format!("{}:{}", place.line, place.column));
        let path = Some(problem.path().to_owned()).filter(|path| !path.is_empty());
        [place, path.or_else(|| the_input(problem, locale))].into_iter().flatten().collect::<Vec<_>>().join(": ")
    })
}

/// What stands for the place of a problem of the whole input, unless its message begins with that itself.
pub(crate) fn the_input(problem: &Problem, locale: Locale) -> Option<String> {
    let words = words::THE_INPUT.of(locale);
    (!problem.message().starts_with(words)).then(|| words.to_owned())
}

/// What [`failure`] says, of a policy whose file is named.
pub(crate) fn failure_of(failure: &Failure, locale: Locale, policy: &Source) -> Ended {
    let Source::File(file) = policy else { return self::failure(failure, locale) };
    failure_in(failure, locale, &|problem| {
        let place = problem.place().map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        let path = Some(problem.path()).filter(|path| !path.is_empty());
        let path = path.map(|path| format!(": {path}")).unwrap_or_default();
        format!("{}{place}{path}", file.display())
    })
}

/// What [`failure`] says, with the place of each problem as `shown` calls it.
pub(crate) fn failure_in(failure: &Failure, locale: Locale, shown: &dyn Fn(&Problem) -> String) -> Ended {
    for problem in failure.problems() {
        let place = Some(shown(problem)).filter(|place| !place.is_empty());
        say(&place.into_iter().chain([said(problem)]).collect::<Vec<_>>().join(": "));
    }
    let more = failure.problem_count().saturating_sub(failure.problems().len());
    if more > 0 {
        say(&filled(words::MORE_PROBLEMS, locale, &[("count", &more.to_string())]));
    }
    Ended::WithProblems
}

/// Indents JSON by two spaces, with every digit, name and order as they are.
fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if quoted {
            out.push(character);
            quoted = character != '"' || escaped;
            escaped = character == '\\' && !escaped;
            continue;
        }
        match character {
            '{' | '[' => {
                out.push(character);
                if let Some(close) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            '"' => {
                quoted = true;
                out.push('"');
            }
            other => out.push(other),
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_is_indented_and_otherwise_as_it_was() {
        let text = r#"{"a":[1.10,"x, \"{\\"],"b":{},"c":[]}"#;
        let expected = "{\n  \"a\": [\n    1.10,\n    \"x, \\\"{\\\\\"\n  ],\n  \"b\": {},\n  \"c\": []\n}";
        assert_eq!(indented(text), expected);
    }
}
