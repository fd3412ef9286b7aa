//! How a portfolio is read and written.

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::json::{self, Value};
use crate::limits::{PORTFOLIO_COLUMNS_MAX, PORTFOLIO_FIRST_LINE_MAX};
use crate::locale::Locale;
use crate::portfolio::previous::Previous;
use crate::reader::{Fields, Path, count_to, date, list, one_of, report, text, wrong_type, yes_no};

/// How cases come in or results go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rows of cells (RFC 4180), with a line of names before them.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// Every format, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("csv", Self::Csv), ("ndjson", Self::Ndjson)];
}

/// How a portfolio is read and written.
///
/// ```
/// use arrears::portfolio::{Format, Settings};
/// let settings = Settings::parse(r#"{ "asOf": "2025-11-22", "columns": { "合同号": "id" } }"#).unwrap();
/// assert_eq!((settings.input, settings.output), (None, Format::Csv));
/// assert!(Settings::parse(r#"{ "asof": "2025-11-22" }"#).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// How cases come in; by their first character where it is not said: `{` begins NDJSON.
    pub input: Option<Format>,
    /// How results go out.
    pub output: Format,
    /// The day of cases that name none themselves.
    pub as_of: Option<Date>,
    /// The day whose policy decides, in place of each case's own.
    pub policy_date: Option<Date>,
    /// What the columns of the input are called here, by their name there.
    pub columns: BTreeMap<String, String>,
    /// The names of the columns, where the input has no line of names.
    pub header: Option<Vec<String>>,
    /// Whether results begin with a line of names.
    pub names_first: bool,
    /// What stands between two cells of the input.
    pub delimiter: u8,
    /// The number of the first line, for a part of a larger file.
    pub first_line: u64,
    /// The language of problems in the summary.
    pub locale: Locale,
    /// The summary to compare with.
    pub previous: Option<Previous>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            input: None,
            output: Format::Csv,
            as_of: None,
            policy_date: None,
            columns: BTreeMap::new(),
            header: None,
            names_first: true,
            delimiter: b',',
            first_line: 1,
            locale: Locale::default(),
            previous: None,
        }
    }
}

const SETTINGS: [&str; 11] = [
    "input",
    "output",
    "asOf",
    "policyDate",
    "columns",
    "header",
    "namesFirst",
    "delimiter",
    "firstLine",
    "locale",
    "previous",
];

const DELIMITERS: [(&str, u8); 4] = [(",", b','), (";", b';'), ("\t", b'\t'), ("|", b'|')];

impl Settings {
    /// Reads settings from JSON text; what is absent keeps its default.
    ///
    /// # Errors
    /// Every problem of the settings, in the language that they name.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let parsed = json::parse(text).map_err(|error| {
            let problem = Problem::new(ProblemCode::NotJson, String::new(), "", &error.to_string());
            Failure::one(FailureCode::InvalidFacts, problem)
        })?;
        let mut problems = Problems::new();
        let settings = Self::read(&parsed.value, &mut problems);
        let tag = parsed.value.get("locale").and_then(Value::as_str);
        let locale = tag.and_then(Locale::parse).unwrap_or_default();
        problems.finish(settings, FailureCode::InvalidFacts).map_err(|failure| failure.localised(locale))
    }

    fn read(value: &Value, problems: &mut Problems) -> Option<Self> {
        let path = Path::Root;
        // The policies are opened before.
        let fields = Fields::open_beside(value, path, &SETTINGS, &["policy", "after"], problems)?;
        let format =
            |value: &Value, path: Path<'_>, problems: &mut Problems| one_of(value, &Format::NAMES, path, problems);
        let default = Self::default();
        Some(Self {
            input: fields.optional("input", path, problems, format),
            output: fields.optional("output", path, problems, format).unwrap_or(default.output),
            as_of: fields.optional("asOf", path, problems, date),
            policy_date: fields.optional("policyDate", path, problems, date),
            columns: fields.optional("columns", path, problems, columns).unwrap_or_default(),
            header: fields.optional("header", path, problems, header),
            names_first: fields.optional("namesFirst", path, problems, yes_no).unwrap_or(true),
            delimiter: fields
                .optional("delimiter", path, problems, |value, path, problems| {
                    one_of(value, &DELIMITERS, path, problems)
                })
                .unwrap_or(default.delimiter),
            first_line: fields.optional("firstLine", path, problems, first_line).map_or(1, u64::from),
            locale: fields.optional("locale", path, problems, locale).unwrap_or_default(),
            previous: fields.optional("previous", path, problems, Previous::read),
        })
    }
}

fn first_line(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    count_to(PORTFOLIO_FIRST_LINE_MAX, value, path, problems)
}

fn columns(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<BTreeMap<String, String>> {
    let Value::Object(names) = value else {
        wrong_type(value, path, "an object", problems);
        return None;
    };
    if names.len() > PORTFOLIO_COLUMNS_MAX {
        let (given, most) = (names.len().to_string(), PORTFOLIO_COLUMNS_MAX.to_string());
        report(problems, ProblemCode::TooManyItems, path, &given, &most);
        return None;
    }
    let mut columns = BTreeMap::new();
    for (name, field) in names {
        if let Some(field) = text(field, path.field(name), problems) {
            columns.insert(name.clone(), field.to_owned());
        }
    }
    Some(columns)
}

fn header(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    list(value, PORTFOLIO_COLUMNS_MAX, path, problems, |value, path, problems| {
        text(value, path, problems).map(str::to_owned)
    })
}

fn locale(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Locale> {
    let tag = text(value, path, problems)?;
    let locale = Locale::parse(tag);
    if locale.is_none() {
        report(problems, ProblemCode::UnknownLocale, path, tag, "");
    }
    locale
}
