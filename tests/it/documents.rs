//! The pages under `docs/`: every figure and every output that they show is worked out anew.
//!
//! A page is read from top to bottom. A block `json` states facts, one `json with` changes some of them, and the
//! comment `<!-- run: operation {options} -->` asks the engine. From then on a row of a table with a JSON pointer and
//! a value, and a line of a block `sum` that ends with a pointer, speak of that answer. Each line of a `sum` is also
//! worked out with fractions, so that the page adds up without the engine.
//!
//! A block `diff` changes the text of a policy that ships, a block `json versions` makes several versions of it. The
//! comment `<!-- check -->` stands before what the checker says of that, `<!-- compare -->` asks what differs, and
//! `<!-- policy: pointer -->` stands before a piece of the policy that ships.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use arrears::api::{Engine, call_text, schema};
use arrears::policy::builtin;
use chrono::NaiveDate;
use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

pub(crate) fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A part of a page, with the line it begins on.
pub(crate) enum Part {
    /// A fenced block: what stands behind the fence, and its text.
    Block(String, String),
    /// A comment of its own line.
    Mark(String),
    /// Any other line.
    Line(String),
}

pub(crate) fn parts(page: &str) -> Vec<(usize, Part)> {
    let mut parts = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let part = if let Some(kind) = line.strip_prefix("```") {
            let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            Part::Block(kind.to_owned(), inside.flat_map(|line| [line, "\n"]).collect())
        } else if let Some(mark) = line.strip_prefix("<!-- ") {
            Part::Mark(mark.strip_suffix(" -->").unwrap_or_else(|| panic!("line {}: no end", index + 1)).to_owned())
        } else {
            Part::Line(line.to_owned())
        };
        parts.push((index + 1, part));
    }
    parts
}

/// Takes some facts for others, object by object.
fn merge(facts: &mut Value, other: Value) {
    match other {
        Value::Object(fields) if facts.is_object() => {
            for (name, value) in fields {
                merge(&mut facts[name], value);
            }
        }
        other => *facts = other,
    }
}

/// A value as a page writes it: text without its quotes.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a row of a table says of the answer: a pointer and a value, each between backticks.
fn stated(row: &str) -> Option<(&str, &str)> {
    let cells: Vec<&str> = row.strip_prefix('|')?.split('|').map(str::trim).collect();
    let quoted = |cell: &&str| cell.len() > 2 && cell.starts_with('`') && cell.ends_with('`');
    let place = cells.iter().position(|cell| quoted(cell) && cell.starts_with("`/"))?;
    let value = cells.get(place + 1).filter(|cell| quoted(cell))?;
    Some((cells[place].trim_matches('`'), value.trim_matches('`')))
}

/// A page while it is read, and what of it was checked.
#[derive(Default)]
struct Reading {
    facts: Value,
    answer: Value,
    /// The policy that the last change made: its text, or its versions.
    changed: Value,
    /// The mark that stands before a block, and speaks of it.
    mark: String,
    /// Every figure that was checked or given, as it is written.
    figures: BTreeSet<String>,
    pointers: usize,
    sums: usize,
    outputs: usize,
    wrong: Vec<String>,
}

impl Reading {
    fn of(page: &str) -> Self {
        let mut reading = Self::default();
        for (line, part) in parts(page) {
            match part {
                Part::Block(kind, text) if kind == "json" => {
                    match reading.mark.strip_prefix("policy: ").map(str::to_owned) {
                        Some(pointer) => reading.piece(line, &pointer, &text),
                        None => reading.take(serde_json::from_str(&text).unwrap()),
                    }
                }
                Part::Block(kind, text) if kind == "json versions" => reading.changed = versions(&text),
                Part::Block(kind, text) if kind == "diff" => match patched(&text) {
                    Some(changed) => reading.changed = Value::String(changed),
                    None => reading.wrong.push(format!("line {line}: what is changed does not stand there once")),
                },
                Part::Block(kind, text) if kind == "text" => reading.output(line, &text),
                Part::Block(kind, text) if kind == "json with" => {
                    let mut facts = reading.facts.clone();
                    merge(&mut facts, serde_json::from_str(&text).unwrap());
                    reading.take(facts);
                }
                Part::Block(kind, text) if kind == "sum" => {
                    for (further, sum) in text.lines().enumerate() {
                        reading.sum(line + 1 + further, sum);
                    }
                }
                Part::Mark(mark) => {
                    reading.run(line, &mark);
                    reading.mark = mark;
                }
                Part::Line(text) => {
                    if let Some((pointer, value)) = stated(&text) {
                        reading.compare(line, pointer, value);
                    }
                }
                Part::Block(..) => {}
            }
        }
        reading
    }

    /// Takes facts. Until the engine is asked about them there is no answer.
    fn take(&mut self, facts: Value) {
        self.figures.extend(words(&facts.to_string()));
        (self.facts, self.answer) = (facts, Value::Null);
    }

    fn run(&mut self, line: usize, mark: &str) {
        let compared = json!({ "before": "cn-bank-loan", "after": self.changed }).to_string();
        let (operation, options) = match mark.strip_prefix("run: ") {
            Some(call) => call.split_once(' ').unwrap_or((call, "{}")),
            None if mark == "compare" => ("comparePolicies", compared.as_str()),
            None => return,
        };
        let engine = Engine::builtin("cn-bank-loan").unwrap();
        match call_text(&engine, operation, &self.facts.to_string(), options) {
            Ok(answer) => self.answer = serde_json::from_str(&answer).unwrap(),
            Err(failure) => self.wrong.push(format!("line {line}: {failure:?}")),
        }
    }

    /// A piece of the policy that ships.
    fn piece(&mut self, line: usize, pointer: &str, text: &str) {
        self.outputs += 1;
        self.mark.clear();
        let (shipped, shown): (Value, Value) = (parsed(bank_loan()), parsed(text));
        if shipped.pointer(pointer) != Some(&shown) {
            self.wrong.push(format!("line {line}: this is not what the policy has at {pointer}"));
        }
    }

    /// What the checker says of the policy that was changed last.
    fn output(&mut self, line: usize, text: &str) {
        if self.mark != "check" {
            return;
        }
        self.outputs += 1;
        self.mark.clear();
        let said = said(&self.changed);
        if said != text {
            self.wrong.push(format!("line {line}: the checker says\n{said}"));
        }
    }

    fn compare(&mut self, line: usize, pointer: &str, value: &str) {
        self.pointers += 1;
        self.figures.insert(value.to_owned());
        let found = self.answer.pointer(pointer).map(shown);
        if found.as_deref() != Some(value) {
            self.wrong.push(format!("line {line}: {pointer} is {found:?} and not {value}"));
        }
    }

    fn sum(&mut self, line: usize, text: &str) {
        self.sums += 1;
        let (text, pointer) = match text.split_once(" /") {
            Some((text, pointer)) => (text.trim(), Some(format!("/{pointer}"))),
            None => (text.trim(), None),
        };
        self.figures.extend(words(text));
        match worked(text) {
            Ok(result) => {
                if let Some(pointer) = pointer {
                    self.compare(line, &pointer, result);
                }
            }
            Err(why) => self.wrong.push(format!("line {line}: {text}: {why}")),
        }
    }

    /// Every amount with two places that stands in a sentence or a table must have been checked, or be given.
    fn unchecked(&self, page: &str) -> Vec<String> {
        let lines = parts(page).into_iter().filter_map(|(line, part)| match part {
            Part::Line(text) => Some((line, text)),
            Part::Block(..) | Part::Mark(_) => None,
        });
        let amounts = lines.flat_map(|(line, text)| {
            words(&text.replace(',', "")).into_iter().filter(|word| is_amount(word)).map(move |word| (line, word))
        });
        let left_out = amounts.filter(|(_, word)| !self.figures.contains(word));
        left_out.map(|(line, word)| format!("line {line}: nothing checks {word}")).collect()
    }
}

/// The figures of a text: digits, with points inside of them.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    pieces.map(|piece| piece.trim_matches('.').to_owned()).filter(|piece| !piece.is_empty()).collect()
}

fn is_amount(word: &str) -> bool {
    word.split_once('.').is_some_and(|(_, places)| places.len() == 2 && !places.contains('.'))
}

/// Works a sum out: `expression = exact`, or `expression = exact → rounded way`. Gives the result as it is written.
fn worked(sum: &str) -> Result<&str, String> {
    let (expression, result) = sum.split_once(" = ").ok_or("no `=`")?;
    let value = Expression::of(expression)?;
    let (exact, rounded) = match result.split_once(" → ") {
        Some((exact, rounded)) => (exact.trim(), Some(rounded.trim())),
        None => (result.trim(), None),
    };
    if Expression::of(exact)? != value {
        return Err(format!("is {value}"));
    }
    let Some((rounded, way)) =
        rounded.map(|rounded| rounded.split_once(' ').ok_or("no way of rounding")).transpose()?
    else {
        return Ok(exact);
    };
    let places = rounded.split_once('.').map_or(0, |(_, places)| places.len());
    let unit = BigRational::from_integer(BigInt::from(10).pow(u32::try_from(places).unwrap()));
    let half = BigRational::new(1.into(), 2.into());
    let scaled = value * &unit;
    let whole = match way {
        "half up" => (scaled + half).floor(),
        "down" => scaled.floor(),
        "up" => scaled.ceil(),
        _ => return Err(format!("`{way}` is no way of rounding")),
    };
    if Expression::of(rounded)? == whole.clone() / &unit {
        Ok(rounded)
    } else {
        Err(format!("rounds to {whole} ÷ {unit}"))
    }
}

/// The tokens of an expression that are left: numbers, days, `+ − × ÷`, parentheses.
struct Expression<'e>(std::iter::Peekable<std::vec::IntoIter<&'e str>>);

impl<'e> Expression<'e> {
    fn of(text: &'e str) -> Result<BigRational, String> {
        let tokens: Vec<&str> = text.split(' ').flat_map(parenthesised).filter(|token| !token.is_empty()).collect();
        let mut expression = Self(tokens.into_iter().peekable());
        let value = expression.terms()?;
        expression.0.next().map_or(Ok(value), |token| Err(format!("`{token}` was not expected")))
    }

    fn terms(&mut self) -> Result<BigRational, String> {
        let mut value = self.factors()?;
        while let Some(sign) = self.0.next_if(|token| ["+", "−"].contains(token)) {
            let other = self.factors()?;
            value = if sign == "+" { value + other } else { value - other };
        }
        Ok(value)
    }

    fn factors(&mut self) -> Result<BigRational, String> {
        let mut value = self.factor()?;
        while let Some(sign) = self.0.next_if(|token| ["×", "÷"].contains(token)) {
            let other = self.factor()?;
            value = if sign == "×" { value * other } else { value / other };
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<BigRational, String> {
        match self.0.next() {
            Some("(") => {
                let value = self.terms()?;
                if self.0.next() == Some(")") { Ok(value) } else { Err("no `)`".to_owned()) }
            }
            Some(token) => number(token).ok_or_else(|| format!("`{token}` is no number")),
            None => Err("it ends early".to_owned()),
        }
    }
}

/// Takes parentheses off a word.
fn parenthesised(word: &str) -> [&str; 3] {
    match (word.strip_prefix('('), word.strip_suffix(')')) {
        (Some(rest), _) => ["(", rest, ""],
        (_, Some(rest)) => [rest, ")", ""],
        _ => [word, "", ""],
    }
}

/// A decimal, a fraction, or a day as its number.
fn number(token: &str) -> Option<BigRational> {
    if let Ok(day) = token.parse::<NaiveDate>() {
        return Some(BigRational::from_integer(day.to_epoch_days().into()));
    }
    if let Some((upper, lower)) = token.split_once('/') {
        return Some(BigRational::new(upper.parse().ok()?, lower.parse().ok()?));
    }
    let (whole, places) = token.split_once('.').unwrap_or((token, ""));
    let unit = BigInt::from(10).pow(u32::try_from(places.len()).ok()?);
    Some(BigRational::new(format!("{whole}{places}").parse().ok()?, unit))
}

pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn bank_loan() -> &'static str {
    builtin::DOCUMENTS.iter().find(|(id, _)| *id == "cn-bank-loan").unwrap().1
}

/// The text of the policy with some lines changed, which have to stand there once.
fn patched(diff: &str) -> Option<String> {
    let side = |other: char| -> String {
        let lines = diff.lines().filter(|line| !line.starts_with(other));
        lines.flat_map(|line| [&line[1..], "\n"]).collect()
    };
    let (before, after) = (side('+'), side('-'));
    (bank_loan().matches(&before).count() == 1).then(|| bank_loan().replacen(&before, &after, 1))
}

/// Versions of the policy, each with some fields of its own.
fn versions(text: &str) -> Value {
    let changes = parsed(text);
    let version = |change: &Value| {
        let mut version = parsed(bank_loan());
        merge(&mut version, change.clone());
        version
    };
    changes.as_array().unwrap().iter().map(version).collect()
}

/// The findings about a policy as the command line prints them.
fn said(policy: &Value) -> String {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let report = parsed(&call_text(&engine, "checkPolicy", &policy.to_string(), "{}").unwrap());
    let line = |found: &Value| {
        let text = |name: &str| found[name].as_str().unwrap_or_default();
        let place = found.get("line").map(|line| format!("{line}:{}: ", found["column"])).unwrap_or_default();
        let help = found.get("help").map(|_| format!(" ({})", text("help"))).unwrap_or_default();
        format!("{place}{}: {}: {}{help}\n", text("severity"), text("path"), text("message"))
    };
    let lines = report["diagnostics"].as_array().unwrap().iter().map(line);
    let counted = |count: &Value, name: &str| format!("{count} {name}{}", if *count == 1 { "" } else { "s" });
    let (errors, warnings) = (counted(&report["errorCount"], "error"), counted(&report["warningCount"], "warning"));
    lines.chain([format!("{errors}, {warnings}\n")]).collect()
}

/// What a page names between backticks.
fn named(page: &str) -> BTreeSet<String> {
    let lines =
        parts(page).into_iter().filter_map(|(_, part)| if let Part::Line(text) = part { Some(text) } else { None });
    lines.flat_map(|line| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Every field and every word of a schema.
fn vocabulary(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(properties)) = fields.get("properties") {
                words.extend(properties.keys().cloned());
            }
            words.extend(fields.get("const").and_then(Value::as_str).map(str::to_owned));
            let listed = fields.get("enum").and_then(Value::as_array).into_iter().flatten();
            words.extend(listed.filter_map(Value::as_str).map(str::to_owned));
            fields.values().for_each(|inner| vocabulary(inner, words));
        }
        Value::Array(entries) => entries.iter().for_each(|inner| vocabulary(inner, words)),
        _ => {}
    }
}

pub(crate) fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_figure_that_is_worked_by_hand_is_the_engines() {
    let page = page("docs/figures.md");
    let reading = Reading::of(&page);
    none(&reading.wrong);
    none(&reading.unchecked(&page));
    assert!(reading.sums > 50 && reading.pointers > 80, "{} sums, {} pointers", reading.sums, reading.pointers);
}

#[test]
fn what_the_guide_to_policies_shows_is_what_happens() {
    let page = page("docs/policy-guide.md");
    let reading = Reading::of(&page);
    none(&reading.wrong);
    assert!(reading.outputs > 10 && reading.pointers > 15, "{} outputs, {} values", reading.outputs, reading.pointers);
}

#[test]
fn the_guide_to_policies_names_every_field_and_word_of_a_policy() {
    let mut words = BTreeSet::new();
    vocabulary(&schema::policy(), &mut words);
    assert!(words.len() > 200, "only {} words were found", words.len());
    let named = named(&page("docs/policy-guide.md"));
    let left_out: Vec<String> = words.into_iter().filter(|word| !named.contains(word)).collect();
    none(&left_out);
}

#[test]
fn an_output_that_is_wrong_is_found_out() {
    let found = |page: &str| Reading::of(page).wrong.len();
    let change =
        "```diff\n     \"markup\": {\n-      \"value\": \"0.5\",\n+      \"value\": \"50\",\n```\n<!-- check -->\n";
    let said = "316:16: error: /penalty/markup/value: `50` is above 1, that is above 100 % (did you mean `50%`?)\n";
    assert_eq!(found(&format!("{change}```text\n{said}1 error, 0 warnings\n```\n")), 0);
    assert_eq!(found(&format!("{change}```text\n{said}2 errors, 0 warnings\n```\n")), 1);
    assert_eq!(found("```diff\n-nothing like it\n+something\n```\n"), 1);
    assert_eq!(found("<!-- policy: /waiver/rounding/value -->\n```json\n\"down\"\n```\n"), 0);
    assert_eq!(found("<!-- policy: /waiver/rounding/value -->\n```json\n\"up\"\n```\n"), 1);
}

#[test]
fn a_page_that_is_wrong_is_found_out() {
    let found = |more: &str| {
        let case = "```json\n{ \"claim\": \"62407.28\", \"kind\": \"acceptance\" }\n```\n<!-- run: courtFee -->\n";
        let page = format!("{case}{more}\n");
        let reading = Reading::of(&page);
        reading.wrong.len() + reading.unchecked(&page).len()
    };
    let sum = |line: &str| found(&format!("```sum\n{line}\n```"));
    assert_eq!(sum("50 + 52407.28 × 0.025 = 1360.182 → 1360.18 half up  /fee"), 0);
    assert_eq!(sum("50 + 52407.28 × 0.025 = 1360.182 → 1360.19 up  /fee"), 1, "not the engine's");
    assert_eq!(sum("50 + 52407.28 × 0.025 = 1360.182 → 1360.19 half up"), 1, "rounded wrongly");
    assert_eq!(sum("50 + 52407.28 × 0.025 = 1360.18  /fee"), 1, "not exact");
    assert_eq!(sum("(50 + 1) × 2 = 102"), 0);
    assert_eq!(sum("2025-03-01 − 2025-02-28 = 1"), 0);
    assert_eq!(found("| fee | `/fee` | `1360.18` |"), 0);
    assert_eq!(found("| fee | `/fee` | `1360.19` |"), 1);
    assert_eq!(found("| fee | `/fees` | `1360.18` |"), 1);
    assert_eq!(found("It costs 1,360.18."), 1, "nothing checks it");
    assert_eq!(found("Of 62,407.28 it is some part."), 0, "given");
}
