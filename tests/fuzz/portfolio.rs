//! Many cases: the same results whatever pieces the input comes in, and the same as of one case at a time.

use arrears::api::call_text;
use arrears::portfolio::{COLUMNS, COLUMNS_AGAINST, Portfolio, Settings};
use serde_json::{Map, Value};

use crate::sound::{ENGINES, check_failure, check_problem, entries, tree};

/// Rows of cells: the first byte says how they are read, the second in what pieces they come.
///
/// # Panics
/// Where a law is broken.
pub fn csv(data: &[u8]) {
    if let Some((manner, input)) = Manner::of(data, "csv") {
        manner.run(input);
    }
}

/// Lines of JSON, likewise; each is also asked of `assess`.
///
/// # Panics
/// Where a law is broken.
pub fn ndjson(data: &[u8]) {
    if let Some((manner, input)) = Manner::of(data, "ndjson") {
        manner.run(input);
        manner.compare_with_single_cases(input);
    }
}

/// The day of cases that name none, where one is given.
const AS_OF: &str = "2025-11-22";

/// How an input is read.
struct Manner {
    settings: Value,
    is_csv: bool,
    other_policy: bool,
    against: bool,
    pieces: u8,
}

impl Manner {
    fn of<'d>(data: &'d [u8], input: &str) -> Option<(Self, &'d [u8])> {
        let ([bits, pieces], rest) = data.split_first_chunk::<2>()?;
        let bit = |place: u8| bits >> place & 1 == 1;
        let mut settings = Map::new();
        if !bit(0) {
            settings.insert("input".to_owned(), input.into());
        }
        settings.insert("output".to_owned(), if bit(1) { "ndjson" } else { "csv" }.into());
        if bit(2) {
            settings.insert("asOf".to_owned(), AS_OF.into());
        }
        if bit(5) {
            settings.insert("delimiter".to_owned(), ";".into());
        }
        if bit(6) {
            settings.insert("columns".to_owned(), serde_json::json!({ "a": "principal", "b": "dueOn", "c": "id" }));
        }
        if bit(7) {
            settings.insert("policyDate".to_owned(), AS_OF.into());
        }
        let settings = Value::Object(settings);
        let manner = Self { settings, is_csv: !bit(1), other_policy: bit(3), against: bit(4), pieces: *pieces };
        Some((manner, rest))
    }

    fn open(&self) -> Portfolio {
        let settings = Settings::parse(&self.settings.to_string()).unwrap_or_else(|failure| panic!("{failure:?}"));
        let (own, other) = (&ENGINES[usize::from(self.other_policy)], &ENGINES[usize::from(!self.other_policy)]);
        Portfolio::new(if self.against { own.terms_against(other, settings) } else { own.terms(settings) })
    }

    /// The results and the summary, or what is wrong with the line of names.
    fn results<'p>(&self, pieces: impl IntoIterator<Item = &'p [u8]>) -> Result<(String, String), String> {
        let mut portfolio = self.open();
        let mut out = Vec::new();
        for piece in pieces {
            out.extend(portfolio.push(piece).map_err(|failure| failure.to_json())?);
        }
        let (rest, summary) = portfolio.finish().map_err(|failure| failure.to_json())?;
        out.extend(rest);
        let out = String::from_utf8(out).unwrap_or_else(|error| panic!("results are no text: {error}"));
        Ok((out, arrears::json::text(&summary)))
    }

    fn run(&self, input: &[u8]) {
        let whole = self.results([input]);
        let cut = self.results(Pieces { rest: input, state: self.pieces });
        assert_eq!(cut, whole, "other results in pieces");
        match whole {
            Ok((out, summary)) => self.check(&out, &tree(&summary)),
            Err(failure) => check_failure(&failure),
        }
    }

    fn check(&self, out: &str, summary: &Value) {
        let count = |name: &str| summary[name].as_u64().unwrap_or_else(|| panic!("no {name} in {summary}"));
        assert_eq!(count("rows"), count("assessed") + count("withProblems"), "{summary}");
        let listed = entries(&summary["problems"]["listed"]);
        listed.iter().flat_map(|row| entries(&row["problems"])).for_each(check_problem);
        let by_code = summary["problems"]["byCode"].as_object().into_iter().flat_map(Map::values);
        assert_eq!(by_code.filter_map(Value::as_u64).sum::<u64>(), count("withProblems"), "{summary}");
        let rows = if self.is_csv { self.check_cells(out) } else { out.lines().map(tree).count() };
        assert_eq!(rows as u64, count("rows"), "a row without a result, or a result without a row: {out}");
    }

    /// As many cells in each row as there are columns, and none that a spreadsheet would run; how many rows.
    fn check_cells(&self, out: &str) -> usize {
        let columns = COLUMNS.len() + if self.against { COLUMNS_AGAINST.len() } else { 0 };
        let rows = cells(out);
        for row in &rows {
            assert_eq!(row.len(), columns, "{row:?}");
            for cell in row {
                let negative =
                    cell.strip_prefix('-').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
                let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                assert!(negative || !begins, "{cell:?} is a formula");
            }
        }
        rows.len() - 1
    }

    /// Every line that has a result has that of `assess`, and every other is refused by it or by its own fields.
    fn compare_with_single_cases(&self, input: &[u8]) {
        let manner = Self { settings: self.with_lines_out(), is_csv: false, against: false, ..*self };
        let Ok((out, _)) = manner.results([input]) else { return };
        let Ok(text) = str::from_utf8(input) else { return };
        let lines =
            text.trim_start_matches('\u{feff}').split('\n').map(str::trim_ascii).filter(|line| !line.is_empty());
        let results: Vec<Value> = out.lines().map(tree).collect();
        let lines: Vec<&str> = lines.collect();
        if lines.len() == results.len() {
            lines.iter().zip(&results).for_each(|(line, result)| self.compare(line, result));
        }
    }

    fn with_lines_out(&self) -> Value {
        let mut settings = self.settings.clone();
        settings["input"] = "ndjson".into();
        settings["output"] = "ndjson".into();
        settings
    }

    fn compare(&self, line: &str, result: &Value) {
        let Ok(Value::Object(mut facts)) = serde_json::from_str(line) else { return };
        let mut beside = false;
        for name in ["id", "collected", "cost", "classBefore"] {
            beside |= facts.remove(name).is_some();
        }
        if self.settings.get("asOf").is_some() && facts.get("asOf").is_none_or(Value::is_null) {
            facts.insert("asOf".to_owned(), AS_OF.into());
        }
        let options = if self.settings.get("policyDate").is_some() { r#"{"policyDate":"2025-11-22"}"# } else { "{}" };
        let engine = &ENGINES[usize::from(self.other_policy)];
        let answer = call_text(engine, "assess", &Value::Object(facts).to_string(), options);
        let refused = result.get("problems").is_some() || result.get("problem").is_some();
        match answer {
            Ok(answer) if !refused => {
                let answer = tree(&answer);
                assert_eq!(result["daysPastDue"], answer["delinquency"]["daysPastDue"], "{line}");
                assert_eq!(result["due"], answer["due"]["total"], "{line}");
                assert_eq!(result["waiver"], answer["waiver"]["outcome"], "{line}");
                assert_eq!(result["installments"], answer["installments"]["outcome"], "{line}");
                assert_eq!(result["litigation"], answer["escalation"]["litigation"]["outcome"], "{line}");
                assert_eq!(result["agency"], answer["escalation"]["agency"]["outcome"], "{line}");
            }
            // A name that stands twice is lost in this test's own tree, and what stands beside a case has rules of
            // its own.
            Ok(_) => assert!(beside || repeats(line), "refused in a portfolio alone: {line} as {result}"),
            Err(failure) => assert!(refused, "refused alone and not in a portfolio: {} of {line}", failure.to_json()),
        }
    }
}

fn repeats(line: &str) -> bool {
    arrears::json::parse(line).map_or(true, |parsed| parsed.repeats)
}

/// Pieces of a stream, of lengths that look random.
struct Pieces<'d> {
    rest: &'d [u8],
    state: u8,
}

impl<'d> Iterator for Pieces<'d> {
    type Item = &'d [u8];

    fn next(&mut self) -> Option<&'d [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.state = self.state.wrapping_mul(29).wrapping_add(41);
        let length = usize::from(self.state >> (self.state & 7)).min(self.rest.len());
        let (piece, rest) = self.rest.split_at(length);
        self.rest = rest;
        // A piece of nothing once, and then of something.
        Some(piece)
    }
}

/// The rows of a text of cells (RFC 4180).
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the results end in the middle of a row");
    rows
}
