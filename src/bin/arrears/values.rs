//! What options may be given as: a wrong value is told at once, with the option's name, and ends with 2.

use std::path::PathBuf;

use arrears::calendar::{Date, DateError};
use arrears::error::{Problem, ProblemCode, nearest};
use arrears::limits::PORTFOLIO_FIRST_LINE_MAX;
use arrears::locale::Locale;
use arrears::policy::builtin;
use arrears::portfolio::{is_fact, known};
use clap::builder::{RangedI64ValueParser, RangedU64ValueParser};

/// The words of a problem, with what helps.
pub(crate) fn said(problem: &Problem) -> String {
    let help = problem.help().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{}{help}", problem.message())
}

fn told(code: ProblemCode, given: &str, wanted: &str) -> String {
    said(&Problem::new(code, String::new(), given, wanted))
}

/// A day of the calendar.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| match error {
        DateError::NotADate => told(ProblemCode::NotADate, text, ""),
        DateError::OutOfRange => told(ProblemCode::DateOutOfRange, text, "1900-01-01 to 2199-12-31"),
    })
}

/// A language that there are words in.
pub(crate) fn locale(text: &str) -> Result<Locale, String> {
    Locale::parse(text).ok_or_else(|| told(ProblemCode::UnknownLocale, text, ""))
}

/// Where a policy comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// One that ships.
    Shipped(&'static str),
    /// A file, or standard input.
    File(PathBuf),
}

/// The id of a policy that ships, or a file. What has an extension, a folder or a file of that name is a file.
pub(crate) fn policy(text: &str) -> Result<Source, String> {
    let path = PathBuf::from(text);
    let ids = builtin::ids();
    let is_file = text == "-"
        || path.extension().is_some()
        || text.contains(std::path::MAIN_SEPARATOR)
        || (!ids.contains(&text) && path.exists());
    if is_file {
        return Ok(Source::File(path));
    }
    ids.iter().find(|id| **id == text).map(|id| Source::Shipped(id)).ok_or_else(|| {
        let near = told(ProblemCode::UnknownPolicy, text, nearest(text, &ids).unwrap_or(""));
        format!("{near}; there are {}, and no file has that name", ids.join(" and "))
    })
}

/// What a column is: its name in the input, and the fact.
pub(crate) fn column(text: &str) -> Result<(String, String), String> {
    let (name, fact) = text.rsplit_once('=').ok_or("give NAME=FACT, as in 到期日=dueOn")?;
    if name.is_empty() {
        return Err("the name of the column is missing before `=`".to_owned());
    }
    if !is_fact(fact) {
        return Err(told(ProblemCode::UnknownField, fact, nearest(fact, &known()).unwrap_or("")));
    }
    Ok((name.to_owned(), fact.to_owned()))
}

/// What stands between cells.
pub(crate) fn delimiter(text: &str) -> Result<&'static str, String> {
    match text {
        "," => Ok(","),
        ";" => Ok(";"),
        "|" => Ok("|"),
        "tab" | "\t" | "\\t" => Ok("\t"),
        _ => Err("give `,`, `;`, `|` or `tab`".to_owned()),
    }
}

/// The number of a line, from 1.
pub(crate) fn first_line() -> RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=i64::from(PORTFOLIO_FIRST_LINE_MAX))
}

/// A number of threads.
pub(crate) fn threads() -> RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(1..)
}

/// An object of JSON, as text.
pub(crate) fn object(text: &str) -> Result<String, String> {
    match arrears::json::parse(text) {
        Ok(parsed) if matches!(parsed.value, arrears::json::Value::Object(_)) => Ok(text.to_owned()),
        Ok(_) => Err("give a JSON object".to_owned()),
        Err(error) => Err(told(ProblemCode::NotJson, "", &error.to_string())),
    }
}
