//! Reading a tree of JSON values: each function takes a value and its place, gives the typed fact
//! where there is one, and records every problem where there is not. Reading never stops early.

mod visit;

use std::fmt;

use crate::json::{Map, Number, Value};

use crate::calendar::{Date, DateError};
pub use crate::error::nearest;
use crate::error::{Problem, ProblemCode, Problems};
use crate::limits::{COUNT_MAX, FACTOR_MAX, TEXT_BYTES_MAX};
use crate::money::{DecimalError, Factor, Money, Rate, without_exponent};
pub use crate::reader::visit::visit;

/// A place in the input, kept as links on the stack and written as a JSON pointer only on need.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The whole input.
    Root,
    /// A field of the object at the outer place.
    Field(&'a Path<'a>, &'a str),
    /// An entry of the list at the outer place.
    Entry(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The place of a field.
    #[must_use]
    pub fn field(&'a self, name: &'a str) -> Self {
        Path::Field(self, name)
    }

    /// The place of an entry.
    #[must_use]
    pub fn entry(&'a self, index: usize) -> Self {
        Path::Entry(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Field(outer, name) => {
                let shown: String = name.chars().take(TEXT_BYTES_MAX).collect();
                write!(formatter, "{outer}/{}", shown.replace('~', "~0").replace('/', "~1"))
            }
            Path::Entry(outer, index) => write!(formatter, "{outer}/{index}"),
        }
    }
}

/// Records a problem at a place.
pub fn report(problems: &mut Problems, code: ProblemCode, path: Path<'_>, given: &str, wanted: &str) {
    problems.push(Problem::new(code, path.to_string(), given, wanted));
}

/// The fields of one object. Fields that are `null` count as absent.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'v> {
    map: &'v Map,
}

impl<'v> Fields<'v> {
    /// Opens an object and reports every field that is not among the known ones.
    pub fn open(value: &'v Value, path: Path<'_>, known: &[&str], problems: &mut Problems) -> Option<Self> {
        Self::open_beside(value, path, known, &[], problems)
    }

    /// The same, where the caller has taken fields out before: they may be meant by one that is not known.
    pub fn open_beside(
        value: &'v Value,
        path: Path<'_>,
        known: &[&str],
        beside: &[&str],
        problems: &mut Problems,
    ) -> Option<Self> {
        let opened = Self::open_any(value, path, problems)?;
        Self::report_unknown(opened.map, path, known, beside, problems);
        Some(opened)
    }

    fn report_unknown(map: &Map, path: Path<'_>, known: &[&str], beside: &[&str], problems: &mut Problems) {
        let is_known = |name: &str| known.iter().any(|known| known.len() == name.len() && *known == name);
        for name in map.keys().filter(|name| !is_known(name)) {
            let nearest = nearest(name, &[known, beside].concat()).filter(|near| near != name).unwrap_or("");
            report(problems, ProblemCode::UnknownField, path.field(name), name, nearest);
        }
    }

    /// Opens an object of which only some fields are read, whatever else it holds.
    pub fn open_any(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<Self> {
        let Value::Object(map) = value else {
            wrong_type(value, path, "an object", problems);
            return None;
        };
        Some(Self { map })
    }

    /// The value of a field, unless it is absent or `null`.
    #[must_use]
    #[inline(never)]
    pub fn get(self, name: &str) -> Option<&'v Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Reads a field that may be absent.
    pub fn optional<T>(
        self,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&'v Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        read(self.get(name)?, path.field(name), problems)
    }

    /// Reads a field that must be there.
    pub fn required<T>(
        self,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&'v Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let value = self.get_required(name, path, problems)?;
        read(value, path.field(name), problems)
    }

    /// Outside of [`Fields::required`], so that it is compiled once and not for every type.
    #[inline(never)]
    fn get_required(self, name: &str, path: Path<'_>, problems: &mut Problems) -> Option<&'v Value> {
        let value = self.get(name);
        if value.is_none() {
            report(problems, ProblemCode::Required, path.field(name), name, "");
        }
        value
    }
}

/// Reports a value of the wrong type, or what the JavaScript boundary could not carry.
///
/// The facade replaces what JSON has no word for (NaN, functions, ill dates) by a text that begins
/// with NUL and names the problem, so that it is reported at its own place with all others.
pub fn wrong_type(value: &Value, path: Path<'_>, wanted: &str, problems: &mut Problems) {
    if let Some((code, shown)) = marked(value) {
        report(problems, code, path, shown, wanted);
        return;
    }
    let found = match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(given) => format!("{given}"),
        Value::Number(number) => format!("the number {}", number_text(number)),
        Value::String(text) => format!("the text \"{text}\""),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    report(problems, ProblemCode::WrongType, path, &found, wanted);
}

fn marked(value: &Value) -> Option<(ProblemCode, &str)> {
    let (name, shown) = value.as_str()?.strip_prefix('\0')?.split_once(':')?;
    let code = match name {
        "notFinite" => ProblemCode::NotFinite,
        "dateNotMidnight" => ProblemCode::DateNotMidnight,
        "invalidDate" => ProblemCode::InvalidDate,
        "cyclic" => ProblemCode::Cyclic,
        "tooDeep" => ProblemCode::TooDeep,
        _ => ProblemCode::NotData,
    };
    Some((code, shown))
}

/// The text of a value that is one, unless it carries a mark of the boundary.
fn plain_text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.starts_with('\0'))
}

/// Whether a value is a mark of the boundary, which every reader tells as what it stands for.
pub(crate) fn is_marked(value: &Value) -> bool {
    marked(value).is_some()
}

/// Reads an amount of money: text, or a number as it prints.
pub fn money(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Money> {
    let text = decimal_text(value, path, "an amount such as \"1485.00\"", problems)?;
    match Money::parse(&text) {
        Ok(amount) => Some(amount),
        Err(error) => {
            let (code, wanted) = match error {
                DecimalError::Malformed => (ProblemCode::NotADecimal, "an amount such as 1485.00"),
                DecimalError::Negative => (ProblemCode::Negative, ""),
                DecimalError::TooManyDecimals => (ProblemCode::TooManyDecimals, "2"),
                DecimalError::TooLarge => (ProblemCode::AmountTooLarge, "999999999999.99"),
            };
            report(problems, code, path, &text, wanted);
            None
        }
    }
}

/// Reads a rate or share: a decimal from 0 to 1, or per cent with the sign.
pub fn rate(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rate> {
    decimal(value, Rate::parse, None, path, problems)
}

/// Reads what a rate is multiplied by: a decimal that may lie above 1, or per cent with the sign.
pub fn multiplier(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Factor> {
    decimal(value, Factor::parse, Some(FACTOR_MAX), path, problems)
}

/// Reads a decimal that is not above `most`, or else not above 1.
fn decimal<T>(
    value: &Value,
    parse: fn(&str) -> Result<T, DecimalError>,
    most: Option<u32>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<T> {
    let text = decimal_text(value, path, "a rate such as \"0.06\" or \"6%\"", problems)?;
    match parse(&text) {
        Ok(decimal) => Some(decimal),
        Err(error) => {
            let (code, wanted) = match error {
                DecimalError::Malformed => (ProblemCode::NotADecimal, "a rate such as 0.06 or 6%"),
                DecimalError::Negative => (ProblemCode::Negative, ""),
                DecimalError::TooManyDecimals if text.ends_with('%') => (ProblemCode::TooManyDecimals, "8"),
                DecimalError::TooManyDecimals => (ProblemCode::TooManyDecimals, "10"),
                DecimalError::TooLarge => {
                    let code = most.map_or(ProblemCode::RateAboveOne, |_| ProblemCode::CountTooLarge);
                    // Per cent without the sign, where that is a rate.
                    let per_cent = || Some(format!("{text}%")).filter(|text| parse(text).is_ok());
                    let wanted = most.map(|most| most.to_string()).or_else(per_cent).unwrap_or_default();
                    report(problems, code, path, &text, &wanted);
                    return None;
                }
            };
            report(problems, code, path, &text, wanted);
            None
        }
    }
}

/// A number as JavaScript prints it: without exponent, and without zeros at the end of a fraction.
fn number_text(number: &Number) -> String {
    let text = number.as_str();
    let plain = if text.contains(['e', 'E']) { without_exponent(text) } else { None };
    let plain = plain.as_deref().unwrap_or(text);
    let fraction = plain.split_once('.').map(|(whole, fraction)| (whole, fraction.trim_end_matches('0')));
    match fraction {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => plain.to_owned(),
    }
}

fn decimal_text(value: &Value, path: Path<'_>, wanted: &str, problems: &mut Problems) -> Option<String> {
    match value {
        Value::Number(number) => Some(number_text(number)),
        _ => plain_text(value).map(str::to_owned).or_else(|| {
            wrong_type(value, path, wanted, problems);
            None
        }),
    }
}

/// Reads a date.
pub fn date(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Date> {
    let Some(text) = plain_text(value) else {
        wrong_type(value, path, "a date such as \"2025-11-22\"", problems);
        return None;
    };
    match Date::parse(text) {
        Ok(date) => Some(date),
        Err(error) => {
            let (code, wanted) = match error {
                DateError::NotADate => (ProblemCode::NotADate, ""),
                DateError::OutOfRange => (ProblemCode::DateOutOfRange, "1900-01-01 to 2199-12-31"),
            };
            report(problems, code, path, text, wanted);
            None
        }
    }
}

/// Reads yes or no.
pub fn yes_no(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<bool> {
    let answer = value.as_bool();
    if answer.is_none() {
        wrong_type(value, path, "true or false", problems);
    }
    answer
}

/// Reads a count: a whole number, zero or more, of what the engine looks at one by one.
pub fn count(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    count_to(COUNT_MAX, value, path, problems)
}

/// Reads a whole number, zero or more, up to a bound.
pub fn count_to(most: u32, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let Value::Number(number) = value else {
        wrong_type(value, path, "a whole number", problems);
        return None;
    };
    let text = number_text(number);
    let whole = text.as_str();
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        report(problems, ProblemCode::NotAWholeNumber, path, &text, "");
        return None;
    }
    if digits.len() != whole.len() && digits.bytes().any(|byte| byte != b'0') {
        report(problems, ProblemCode::Negative, path, &text, "");
        return None;
    }
    let number = digits.parse::<u32>().ok().filter(|number| *number <= most);
    if number.is_none() {
        report(problems, ProblemCode::CountTooLarge, path, &text, &most.to_string());
    }
    number
}

/// Reads a text of bounded length.
pub fn text<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<&'v str> {
    let Some(text) = plain_text(value) else {
        wrong_type(value, path, "a text", problems);
        return None;
    };
    if text.len() > TEXT_BYTES_MAX {
        report(problems, ProblemCode::TextTooLong, path, text, &TEXT_BYTES_MAX.to_string());
        return None;
    }
    Some(text)
}

/// Reads one of a few words.
pub fn one_of<T: Copy>(value: &Value, words: &[(&str, T)], path: Path<'_>, problems: &mut Problems) -> Option<T> {
    let word = |index| words.get(index).map(|(word, _): &(&str, T)| *word);
    words.get(place_of(value, &word, path, problems)?).map(|(_, meaning)| *meaning)
}

/// Which of a few words a value is. Outside of [`one_of`], so that it is compiled once and not for every vocabulary.
#[inline(never)]
fn place_of<'w>(
    value: &Value,
    word: &dyn Fn(usize) -> Option<&'w str>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<usize> {
    let given = text(value, path, problems)?;
    let mut known = Vec::new();
    while let Some(word) = word(known.len()) {
        if word == given {
            return Some(known.len());
        }
        known.push(word);
    }
    report(problems, ProblemCode::NotOneOf, path, given, &known.join(", "));
    None
}

/// The entries of a list of bounded length.
pub(crate) fn entries<'v>(
    value: &'v Value,
    most: usize,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<&'v [Value]> {
    let Value::Array(entries) = value else {
        wrong_type(value, path, "a list", problems);
        return None;
    };
    if entries.len() > most {
        report(problems, ProblemCode::TooManyItems, path, &entries.len().to_string(), &most.to_string());
        return None;
    }
    Some(entries)
}

/// Reads a list of bounded length; entries that cannot be read are left out, their problems kept.
pub fn list<'v, T>(
    value: &'v Value,
    most: usize,
    path: Path<'_>,
    problems: &mut Problems,
    mut read: impl FnMut(&'v Value, Path<'_>, &mut Problems) -> Option<T>,
) -> Option<Vec<T>> {
    let mut all = Vec::new();
    let mut keep = |value: &'v Value, path: Path<'_>, problems: &mut Problems| {
        if let Some(entry) = read(value, path, problems) {
            all.push(entry);
        }
    };
    each(value, most, path, problems, &mut keep).then_some(all)
}

/// Goes through a list of bounded length. Outside of [`list`], so that it is compiled once.
#[inline(never)]
fn each<'v>(
    value: &'v Value,
    most: usize,
    path: Path<'_>,
    problems: &mut Problems,
    read: &mut dyn FnMut(&'v Value, Path<'_>, &mut Problems),
) -> bool {
    let Some(entries) = entries(value, most, path, problems) else { return false };
    for (index, entry) in entries.iter().enumerate() {
        read(entry, path.entry(index), problems);
    }
    true
}
