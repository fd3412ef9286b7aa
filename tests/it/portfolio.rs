//! Portfolios: the same figures as one case at a time, whatever pieces the input comes in.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arrears::api::{Engine, call_text, portfolio, read_case};
use arrears::calendar::Date;
use arrears::error::FailureCode;
use arrears::limits::{
    PORTFOLIO_ARREARS_MAX, PORTFOLIO_COLUMNS_MAX, PORTFOLIO_FIRST_LINE_MAX, PORTFOLIO_ROW_BYTES_MAX,
    PORTFOLIO_ROW_LINES_MAX, PORTFOLIO_ROWS_LISTED_MAX, PORTFOLIO_SUM_MAX_FEN, PORTFOLIO_WORST_MAX,
};
use arrears::money::{Money, Rate};
use arrears::policy::builtin;
use arrears::portfolio::{COLUMNS, COLUMNS_AGAINST, Intake, Portfolio, Settings, Summary, Tally, Worker, summary};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::asked::waiting_for_a_review;
use crate::cases::{optional_facts, sample, without};

/// The policies that ship, and one with alternatives where they have none.
static ENGINES: LazyLock<[Engine; 3]> = LazyLock::new(|| {
    let [bank, mortgage] = ["cn-bank-loan", "cn-home-mortgage"].map(|id| Engine::builtin(id).unwrap());
    let mut document: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    for (pointer, is_turned) in [("/installment/condition", false), ("/escalation/agency/condition", true)] {
        let condition = document.pointer_mut(pointer).unwrap();
        let alternatives = json!({ "any": condition["all"] });
        *condition = if is_turned { json!({ "not": alternatives }) } else { alternatives };
    }
    [bank, mortgage, Engine::compile(&document.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()))]
});

/// The results of an input that comes in pieces of so many bytes.
fn run_in(engine: &Engine, settings: &str, input: &[u8], piece: usize) -> (String, Summary) {
    let mut portfolio = engine.portfolio(Settings::parse(settings).unwrap());
    let mut out = Vec::new();
    for chunk in input.chunks(piece.max(1)) {
        out.extend(portfolio.push(chunk).unwrap());
    }
    let (rest, summary) = portfolio.finish().unwrap();
    out.extend(rest);
    (String::from_utf8(out).unwrap(), summary)
}

fn run(settings: &str, input: impl AsRef<[u8]>) -> (String, Summary) {
    run_in(&ENGINES[0], settings, input.as_ref(), 1 << 20)
}

/// The result rows of cells, without the line of names, by the names of their columns.
fn rows(text: &str) -> Vec<Map<String, Value>> {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(COLUMNS.join(",").as_str()));
    lines
        .map(|line| COLUMNS.iter().zip(line.split(',')).map(|(name, cell)| ((*name).to_owned(), json!(cell))).collect())
        .collect()
}

/// Every fact of a case that a row of cells has room for, by the path that its column is called by.
fn cells(facts: &Value) -> Vec<(String, String)> {
    fn walk(value: &Value, path: String, out: &mut Vec<(String, String)>) {
        let longer = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, field)| walk(field, longer(name), out)),
            Value::Array(entries) => {
                entries.iter().enumerate().for_each(|(index, entry)| walk(entry, longer(&index.to_string()), out));
            }
            Value::Null => {}
            Value::String(text) => out.push((path, text.clone())),
            other => out.push((path, other.to_string())),
        }
    }
    let mut out = Vec::new();
    walk(facts, String::new(), &mut out);
    out
}

/// A table of one row for each case, with a column for every fact that one of them has.
fn table(cases: &[Value]) -> String {
    let all: Vec<Vec<(String, String)>> = cases.iter().map(cells).collect();
    let names: BTreeSet<&str> = all.iter().flatten().map(|(name, _)| name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut lines = vec![format!("id,{}", names.join(","))];
    for (index, own) in all.iter().enumerate() {
        let cell = |name: &&str| own.iter().find(|(own, _)| own == name).map_or("", |(_, cell)| cell.as_str());
        let row: Vec<&str> = names.iter().map(cell).collect();
        lines.push(format!("c{index},{}", row.join(",")));
    }
    lines.join("\n")
}

/// The result row that an answer of one case amounts to.
fn expected(engine: &Engine, id: &str, facts: &Value) -> Map<String, Value> {
    let answer = call_text(engine, "assess", &facts.to_string(), "{}").unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let decisions = ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"];
    let texts = |name: &str, mut texts: Vec<String>| {
        for decision in decisions.map(|decision| answer.pointer(decision).unwrap()) {
            for text in decision[name].as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        texts
    };
    // `due.missing` is what tomorrow's sum lacks as well; an arrear that falls due today is none of today's.
    let of_sums = |pointer: &str| {
        let arrear = pointer.strip_suffix("/interest").and_then(|arrear| facts.pointer(arrear));
        let overdue = arrear.is_none_or(|arrear| arrear["dueOn"].as_str() < facts["asOf"].as_str());
        answer["due"]["total"].is_null() && overdue
    };
    let due = answer["due"]["missing"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
    let missing = texts("missing", due.filter(|pointer| of_sums(pointer)).collect());
    let opens_on = |decision: &str| answer["escalation"][decision].get("opensOn").cloned().unwrap_or(json!(""));
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => json!(""),
        Some(Value::String(text)) => json!(text),
        Some(other) => json!(other.to_string()),
    };
    let of = |pointer: &str| text(answer.pointer(pointer));
    let row = json!({
        "id": id, "asOf": of("/asOf"), "class": of("/delinquency/class"), "riskTier": of("/delinquency/riskTier"),
        "daysPastDue": of("/delinquency/daysPastDue"), "due": of("/due/total"), "penalty": of("/due/penalty"),
        "compound": of("/due/compound"), "waiver": of("/waiver/outcome"), "waiverMax": of("/waiver/max"),
        "installments": of("/installments/outcome"), "shortest": of("/installments/shortest"),
        "litigation": of("/escalation/litigation/outcome"), "litigationOpensOn": opens_on("litigation"),
        "agency": of("/escalation/agency/outcome"), "agencyOpensOn": opens_on("agency"),
        "blocking": texts("blocking", Vec::new()).join(" "), "missing": missing.join(" "),
        "line": "", "column": "", "problem": "",
    });
    // `max` of a waiver is told where its condition holds; the row has it where the outcome is yes.
    let mut row = row.as_object().unwrap().clone();
    if row["waiver"] != "yes" {
        row["waiverMax"] = json!("");
    }
    row
}

/// The same with the missing facts in no order: those of the sums stand first in a row.
fn unordered(mut row: Map<String, Value>) -> Map<String, Value> {
    let mut missing: Vec<String> = row["missing"].as_str().unwrap().split(' ').map(str::to_owned).collect();
    missing.sort();
    row["missing"] = json!(missing);
    row
}

/// A case with some of its facts left out, and a waiver on record or none.
fn cases() -> impl Strategy<Value = Vec<Value>> {
    let waived = prop_oneof![4 => Just(None), 1 => (0_u32..300).prop_map(Some)];
    let case = (sample(3), any::<u32>(), waived).prop_map(|(sample, mask, waived)| {
        let facts = sample.facts();
        let dropped = optional_facts(&facts).into_iter().enumerate();
        let dropped = dropped.filter(|(place, _)| mask >> (place % 32) & 3 == 3).map(|(_, pointer)| pointer);
        let mut facts = without(&facts, &dropped.collect::<Vec<_>>());
        if let Some(waived) = waived {
            facts["waived"] = json!(waived.to_string());
        }
        facts
    });
    let engine = &ENGINES[0];
    let valid = move |facts: &Value| call_text(engine, "assess", &facts.to_string(), "{}").is_ok();
    proptest::collection::vec(case.prop_filter("a waiver above what is due", valid), 1..6)
}

/// Of a plan by alternatives one is enough: payments that take all of the income are still above zero.
#[test]
fn a_plan_by_alternatives_is_feasible_in_a_row_as_in_an_answer() {
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "borrower": { "monthlyIncome": "1" },
        "arrears": [{ "dueOn": "2025-10-22", "principal": "600", "interest": "0" }] });
    for (policy, outcome) in [(0, "no"), (2, "yes")] {
        let (text, _) = run_in(&ENGINES[policy], "{}", table(std::slice::from_ref(&facts)).as_bytes(), 1 << 20);
        let row = rows(&text).remove(0);
        assert_eq!(row["installments"], outcome, "{row:?}");
        assert_eq!(unordered(row), unordered(expected(&ENGINES[policy], "c0", &facts)));
    }
}

#[test]
fn a_day_has_digits_alone() {
    assert!(Date::read(b"2025-08-15").is_some());
    for (place, byte) in "2025-08-15".bytes().enumerate() {
        for wrong in (0..=u8::MAX).filter(|wrong| if byte == b'-' { *wrong != b'-' } else { !wrong.is_ascii_digit() }) {
            let mut bytes = *b"2025-08-15";
            bytes[place] = wrong;
            assert_eq!(Date::read(&bytes), None, "{bytes:?}");
        }
    }
    for wrong in ["", "2025-08-1", "2025-08-150", "2025-02-29", "2025-13-01", "2025-00-10", "1899-12-31", "2200-01-01"]
    {
        assert_eq!(Date::read(wrong.as_bytes()), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn a_row_says_what_an_answer_says(cases in cases(), policy in 0_usize..3, piece in 1_usize..400) {
        let engine = &ENGINES[policy];
        let lines = cases.iter().enumerate().map(|(index, facts)| {
            let mut facts = facts.clone();
            facts["id"] = json!(format!("c{index}"));
            format!("{facts}\n")
        });
        let (by_lines, of_lines) = run_in(engine, "{}", lines.collect::<String>().as_bytes(), piece);
        for (index, (row, facts)) in rows(&by_lines).into_iter().zip(&cases).enumerate() {
            let expected = expected(engine, &format!("c{index}"), facts);
            prop_assert_eq!(unordered(row), unordered(expected), "{}", facts);
        }
        let flat = |facts: &&Value| facts.pointer("/contacts/log").is_none();
        let cases: Vec<Value> = cases.iter().filter(flat).cloned().collect();
        prop_assert_eq!(of_lines.assessed, of_lines.rows);
        if !cases.is_empty() {
            let (text, summary) = run_in(engine, "{}", table(&cases).as_bytes(), piece);
            prop_assert_eq!(summary.with_problems, 0);
            for (index, (row, facts)) in rows(&text).into_iter().zip(&cases).enumerate() {
                let expected = expected(engine, &format!("c{index}"), facts);
                prop_assert_eq!(unordered(row), unordered(expected), "{}", facts);
            }
        }
    }

    /// Cases of one kind, so that most rows are written by what an earlier one has come to.
    #[test]
    fn what_was_decided_before_is_decided_alike(cases in cases(), policy in 0_usize..3, seed in 1_u64..1_000_000) {
        let engine = &ENGINES[policy];
        let mut seed = seed;
        let mut draw = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let mut all = Vec::new();
        for facts in cases.iter().filter(|facts| facts.pointer("/contacts/log").is_none()) {
            for _ in 0..12 {
                let mut facts = facts.clone();
                if facts.pointer("/arrears/0/principal").is_some() {
                    let amount = ["100", "20000", "50000", "61234.56", "400000"][usize::try_from(draw(5)).unwrap()];
                    facts["arrears"][0]["principal"] = json!(amount);
                }
                if facts.pointer("/contacts/failedAttempts").is_some() {
                    facts["contacts"]["failedAttempts"] = json!(draw(5));
                }
                for fact in ["refusedToPay", "firstArrear", "cameForward"] {
                    if facts["borrower"].get(fact).is_some() {
                        facts["borrower"][fact] = json!(draw(2) == 0);
                    }
                }
                if call_text(engine, "assess", &facts.to_string(), "{}").is_ok() {
                    all.push(facts);
                }
            }
        }
        prop_assume!(!all.is_empty());
        let (text, summary) = run_in(engine, "{}", table(&all).as_bytes(), 1 << 20);
        prop_assert_eq!(summary.with_problems, 0);
        for (index, (row, facts)) in rows(&text).into_iter().zip(&all).enumerate() {
            prop_assert_eq!(unordered(row), unordered(expected(engine, &format!("c{index}"), facts)), "{}", facts);
        }
    }

    /// Where the quick reader of bytes takes a figure, it is the one that the careful reader of texts takes; it leaves
    /// nothing that is short and plain.
    #[test]
    fn a_figure_of_bytes_is_that_of_the_text(
        text in "[0-9]{0,12}[.]?[0-9]{0,11}[%]?|[-0-9.%/:]{0,24}|[0-9]{1,14}[.][0-9]{2}|[-+0-9./:]{1,6}[.][0-9:]{2}",
    ) {
        let amount = Money::read_plain(text.as_bytes());
        prop_assert!(amount.is_none() || amount == Money::parse(&text).ok(), "{}", text);
        let rate = Rate::read_plain(text.as_bytes());
        prop_assert!(rate.is_none() || rate == Rate::parse(&text).ok(), "{}", text);
        let plain = text.len() <= 12 && !text.starts_with('-');
        let is_short = |places: usize| text.split_once('.').is_none_or(|(_, places_given)| places_given.len() <= places);
        if plain && is_short(2) {
            prop_assert_eq!(amount, Money::parse(&text).ok(), "{}", text);
        }
        if plain && is_short(8) {
            prop_assert_eq!(rate, Rate::parse(&text).ok(), "{}", text);
        }
    }

    #[test]
    fn a_wrong_cell_is_told_as_the_reader_of_facts_tells_it(
        cases in cases(),
        place in any::<prop::sample::Index>(),
        wrong in prop::sample::select(vec![
            "x", "-1", "1.234", "2025-02-30", "1000000000000", "101%", "7", "0.5", "1800-01-01", "2199-01-01", "maybe",
        ]),
    ) {
        let facts = &cases[0];
        prop_assume!(facts.pointer("/contacts/log").is_none());
        let all = cells(facts);
        let (name, _) = place.get(&all);
        let mut changed = facts.clone();
        let pointer = format!("/{}", name.replace('.', "/"));
        let number = wrong.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        let counted = name.ends_with("Attempts") && number;
        let answer = matches!(name.as_str(), "borrower.firstArrear" | "borrower.cameForward" | "borrower.refusedToPay");
        prop_assume!(!(counted && wrong == "2025-02-30" || answer && wrong == "1"));
        *changed.pointer_mut(&pointer).unwrap() =
            if counted { serde_json::from_str(wrong).unwrap_or_else(|_| json!(wrong)) } else { json!(wrong) };
        let single = call_text(&ENGINES[0], "assess", &changed.to_string(), "{}");
        let (text, summary) = run("{}", {
            let cell = |(own, cell): &(String, String)| if own == name { wrong.to_owned() } else { cell.clone() };
            let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
            let row: Vec<String> = all.iter().map(cell).collect();
            format!("{},id\n{},c0\n", names.join(","), row.join(","))
        });
        match single {
            Ok(_) => prop_assert_eq!(unordered(rows(&text).remove(0)), unordered(expected(&ENGINES[0], "c0", &changed))),
            Err(failure) => {
                let listed: Value = serde_json::to_value(&summary.problems.listed[0]).unwrap();
                let failure: Value = serde_json::from_str(&failure.to_json()).unwrap();
                prop_assert_eq!(&listed["problems"], &failure["problems"]);
                prop_assert_eq!(&rows(&text)[0]["problem"], &failure["problems"][0]["code"]);
                let column = all.iter().position(|(own, _)| own == name).unwrap();
                prop_assert_eq!(&rows(&text)[0]["line"], &json!("2"));
                if failure["problems"][0]["path"] == json!(pointer) {
                    prop_assert_eq!(&rows(&text)[0]["column"], &json!((column + 1).to_string()));
                    prop_assert_eq!(listed["name"].as_str(), Some(name.as_str()));
                }
            }
        }
    }

    #[test]
    fn the_cut_of_the_input_changes_nothing(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "A", "1", "60000", "2025-08-15", "\"", "\"\"", ",", ",", ",", "\n", "\n", "\r\n", "é", "=", "6%", "\"a\nb\"", "\u{feff}",
        ]), 0..80),
        piece in 1_usize..40,
    ) {
        let input = format!("id,dueOn,principal,annualRate\n{}", parts.concat());
        let settings = r#"{ "asOf": "2025-11-22" }"#;
        let (whole, counted) = run(settings, &input);
        let (cut, again) = run_in(&ENGINES[0], settings, input.as_bytes(), piece);
        prop_assert_eq!(&whole, &cut);
        prop_assert_eq!(&counted, &again);
        prop_assert_eq!(counted.rows, counted.assessed + counted.with_problems);
        let (at_once, apart) = apart(settings, input.as_bytes(), piece);
        prop_assert_eq!((whole, counted), (at_once, apart));
    }
}

/// The results where every batch is worked on by a worker of its own, and counted in reverse.
fn apart(settings: &str, input: &[u8], piece: usize) -> (String, Summary) {
    let terms = ENGINES[0].terms(Settings::parse(settings).unwrap());
    let mut intake = Intake::new(terms.settings.clone());
    let mut batches = Vec::new();
    for chunk in input.chunks(piece) {
        batches.extend(intake.push(chunk).unwrap());
    }
    batches.extend(intake.finish().unwrap());
    let (mut out, mut tallies) = (Vec::new(), Vec::new());
    for batch in &batches {
        let mut worker = Worker::new(terms.clone());
        worker.work(batch, &mut out);
        tallies.push(worker.into_tally().1);
    }
    let mut all = Tally::default();
    tallies.into_iter().rev().for_each(|tally| all.merge(tally));
    (String::from_utf8(out).unwrap(), summary(&terms, all, intake.ignored()).unwrap())
}

const DAY: &str = r#"{ "asOf": "2025-11-22" }"#;

/// Where the format is stated as well, and nothing has to be found out from the first character.
#[test]
fn the_mark_of_a_text_may_come_in_pieces() {
    for settings in [DAY, r#"{ "asOf": "2025-11-22", "input": "csv" }"#] {
        let input = "\u{feff}dueOn,principal\n2025-08-15,1\n".as_bytes();
        let (whole, summary) = run(settings, input);
        assert_eq!((summary.assessed, summary.ignored_columns.len()), (1, 0));
        for piece in 1..4 {
            assert_eq!(run_in(&ENGINES[0], settings, input, piece), (whole.clone(), summary.clone()), "by {piece}");
        }
    }
    let mut portfolio = ENGINES[0].portfolio(Settings::parse(r#"{ "input": "ndjson" }"#).unwrap());
    let line = "\u{feff}{\"asOf\":\"2025-11-22\",\"arrears\":[{\"dueOn\":\"2025-08-15\",\"principal\":\"1\"}]}";
    assert!(portfolio.push(b"").unwrap().is_empty());
    let mut out = portfolio.push(&line.as_bytes()[..2]).unwrap();
    out.extend(portfolio.push(&line.as_bytes()[2..]).unwrap());
    assert_eq!(portfolio.finish().unwrap().1.assessed, 1);
}

fn problems(text: &str) -> Vec<(String, String, String)> {
    let cell = |row: &Map<String, Value>, name: &str| row[name].as_str().unwrap().to_owned();
    rows(text).iter().map(|row| (cell(row, "line"), cell(row, "column"), cell(row, "problem"))).collect()
}

fn problem(line: &str, column: &str, code: &str) -> (String, String, String) {
    (line.to_owned(), column.to_owned(), code.to_owned())
}

#[test]
fn cells_are_read_as_rfc_4180_writes_them() {
    let input = "\u{feff}id,\"due\"\"On\",dueOn,principal\r\n\"a\"\"b, c\",,\"2025-08-15\",\"60000\"\r\n\r\n\"two\r\nlines\",x,2025-08-15,1\n\
        plain \"quote\",,2025-08-15,60000";
    let (text, summary) = run(DAY, input);
    assert_eq!((summary.rows, summary.assessed), (3, 3));
    let ids: Vec<&str> = text.lines().skip(1).collect();
    assert!(ids[0].starts_with("\"a\"\"b, c\",2025-11-22,severe,"), "{text}");
    assert!(text.contains("\"two\r\nlines\",2025-11-22,"), "{text}");
    assert!(text.contains("\"plain \"\"quote\"\"\",2025-11-22,"), "{text}");
    assert_eq!(
        serde_json::to_value(&summary.ignored_columns).unwrap(),
        json!([{ "name": "due\"On", "nearest": "dueOn" }])
    );
}

/// What spreadsheets write of days and amounts is the same case as the wire's own spelling, in cells alone.
#[test]
fn cells_are_read_as_spreadsheets_write_them() {
    let names = "id,asOf,dueOn,principal,interest,annualRate,monthlyIncome,lastReachedOn,collected";
    let plain = "a,2025-11-22,2025-08-05,60000.00,1900,6%,36000.5,2025-10-01,1200\n";
    let written = [
        "a,2025/11/22,2025/8/5,\"60,000.00\",\"1,900\",6%,￥36000.5,2025-10-1,1200元\n",
        "a,2025年11月22日,2025-8-5,\"￥60,000.00\",CNY 1900,6%,\"¥36,000.5\",2025年10月01日,\"1,200 元\"\n",
    ];
    let (expected, counted) = run("{}", format!("{names}\n{plain}"));
    assert_eq!(counted.assessed, 1);
    for row in written {
        let (text, summary) = run("{}", format!("{names}\n{row}"));
        assert_eq!((text, summary), (expected.clone(), counted.clone()), "{row}");
    }
    let wrong = [
        ("8/15/2025", "1", "2", "notADate", "`8/15/2025` is not a date of the calendar"),
        ("2025/2/30", "1", "2", "notADate", "`2025/2/30` is not a date of the calendar"),
        ("2500/1/1", "1", "2", "dateOutOfRange", "`2500-01-01` lies outside 1900-01-01 to 2199-12-31"),
        ("2025-08-15", "\"1.234,56\"", "3", "notADecimal", "`1.234,56` is not an amount such as 1485.00"),
        ("2025-08-15", "6万", "3", "notADecimal", "`6万` is not an amount such as 1485.00"),
        ("2025-08-15", "１２３", "3", "notADecimal", "`１２３` is not an amount such as 1485.00"),
        ("2025-08-15", "\"-1,000\"", "3", "negative", "`-1000` is below zero"),
        ("2025-08-15", "\"1,000.125\"", "3", "tooManyDecimals", "`1000.125` has more than 2 decimal places"),
    ];
    for (due_on, principal, column, code, message) in wrong {
        let (text, summary) = run(DAY, format!("id,dueOn,principal\na,{due_on},{principal}\n"));
        assert_eq!(problems(&text), [problem("2", column, code)], "{due_on} {principal}");
        let told = &summary.problems.listed[0].problems[0];
        assert_eq!(told.message(), message);
        assert!(code == "negative" || code == "tooManyDecimals" || code == "dateOutOfRange" || told.help().is_some());
    }
    let (text, _) = run(DAY, r#"{ "arrears": [{ "dueOn": "2025/8/15", "principal": "60,000.00" }] }"#);
    assert_eq!(problems(&text), [problem("1", "", "notADate")]);
}

/// Lines that end with a carriage return alone are one line of names to whoever looks for line feeds: as many columns
/// that nobody knows, and no row. That is told, whichever column stands last, and in whatever pieces the bytes come.
#[test]
fn carriage_returns_alone_are_told_and_never_an_empty_list() {
    let failed = |settings: &str, input: &str, piece: usize| {
        let mut portfolio = ENGINES[0].portfolio(Settings::parse(settings).unwrap());
        let mut chunks = input.as_bytes().chunks(piece);
        let pushed = chunks.find_map(|chunk| portfolio.push(chunk).err());
        let failure = pushed.unwrap_or_else(|| portfolio.finish().unwrap_err());
        let [problem] = failure.problems() else { panic!("{input:?}: {failure}") };
        (json!(problem.code()), problem.path().to_owned(), problem.help())
    };
    let told = (
        json!("carriageReturnAlone"),
        "/header".to_owned(),
        Some("lines end with a carriage return alone: save the file with LF or CRLF".to_owned()),
    );
    let row = "A,2025-08-15,60000,1\r";
    let long = row.repeat(PORTFOLIO_ROW_BYTES_MAX / row.len() + 2);
    let inputs = [
        (DAY, format!("id,dueOn,principal,interest\r{row}{row}")),
        (DAY, format!("id,interest,dueOn,principal\r{row}")),
        (DAY, format!("id,dueOn,principal,interest\r{row}\n")),
        (DAY, format!("\"id\",\"dueOn\",\"principal\",\"interest\"\r{row}")),
        (DAY, "\"id\",dueOn,principal,note\r\"A\nB\",2025-08-15,60000,1\r".to_owned()),
        (DAY, "id,dueOn,principal\r\r\nA,2025-08-15,60000\r\r\n".to_owned()),
        (DAY, "id,dueOn,princi\rpal,principal\nA,2025-08-15,1,1\n".to_owned()),
        (DAY, format!("id,dueOn,principal,interest\r{}", row.repeat(1_200))),
        (DAY, format!("id,dueOn,principal,interest\r{long}")),
        (r#"{"asOf":"2025-11-22","delimiter":";"}"#, "id;dueOn;principal;note\rA;2025-08-15;60000;1\r".to_owned()),
    ];
    for (settings, input) in &inputs {
        for piece in [1 << 20, 28, 27, 3] {
            let piece = if input.len() > 1 << 20 { 1 << 20 } else { piece };
            assert_eq!(failed(settings, input, piece), told, "{:?} in {piece}", &input[..40]);
        }
    }
    // What is quoted may hold one, and so may the end of a line before its line feed; a file that ends with its names
    // has no rows to lose.
    let fine = [
        "id,dueOn,principal,\"no\rte\"\r\nA,2025-08-15,60000,1\r\n",
        "id,dueOn,principal,\"a \"\" b\rc\",x\nA,2025-08-15,60000,1,2\n",
        "\r\n \r\nid,dueOn,principal\r\nA,2025-08-15,60000\r\n",
    ];
    for input in fine {
        let (_, summary) = run(DAY, input);
        assert_eq!((summary.rows, summary.assessed), (1, 1), "{input:?}");
    }
    assert_eq!(run(DAY, "id,dueOn,principal\r").1.rows, 0);
    // Rows whose columns the settings name are one row too many.
    let named = r#"{"asOf":"2025-11-22","header":["id","dueOn","principal"]}"#;
    let (text, _) = run(named, "A,2025-08-15,60000\rB,2025-08-15,60000\r");
    assert_eq!(problems(&text), [problem("1", "", "carriageReturnAlone")]);
}

#[test]
fn a_broken_row_does_not_take_others_with_it() {
    let rows = [
        "id,dueOn,principal",
        "a,2025-08-15,1",
        "b,2025-08-15",
        "c,2025-08-15,1,2",
        "d,\"2025-08-15\"5,1",
        "e,2025-08-15,x",
        "f,,1",
        "g,2025-08-15,\"1",
        "\"h, i\",2025-08-15,1",
        "j,2025-08-15,\"1",
    ];
    let (text, summary) = run(DAY, rows.join("\n"));
    let expected = [
        problem("", "", ""),
        problem("3", "", "cellCount"),
        problem("4", "", "cellCount"),
        problem("5", "2", "quoteBroken"),
        problem("6", "3", "notADecimal"),
        problem("7", "2", "required"),
        problem("8", "", "quoteBroken"),
        problem("", "", ""),
        problem("10", "", "quoteBroken"),
    ];
    let text = text.replace("\"h, i\"", "h i");
    assert_eq!(problems(&text), expected);
    assert_eq!((summary.rows, summary.assessed, summary.with_problems), (9, 2, 7));
    assert_eq!(
        json!(summary.problems.by_code),
        json!({ "cellCount": 2, "notADecimal": 1, "quoteBroken": 3, "required": 1 })
    );
    assert_eq!(summary.problems.listed[3].name.as_deref(), Some("principal"));
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let input = b"id,dueOn,principal\n\xb5\xa5,2025-08-15,1\nb,2025-08-\xff5,1\nc,2025-08-15,1\n";
    let (text, _) = run(DAY, input);
    assert_eq!(problems(&text)[..2], [problem("2", "1", "notUtf8"), problem("3", "2", "notUtf8")]);
    // Halves of a surrogate pair, as a text of JavaScript has that was cut, and CESU-8.
    let input = b"id,dueOn,principal\na\xed\xa0\xbd,2025-08-15,1\n\xed\xa0\xbd\xed\xb8\x80,2025-08-15,1\n";
    let (text, summary) = run(DAY, input);
    assert_eq!(problems(&text), [problem("2", "1", "notUtf8"), problem("3", "1", "notUtf8")]);
    let half =
        Some("it holds half of a surrogate pair: a text was cut inside a character, or saved as CESU-8".to_owned());
    assert!(summary.problems.listed.iter().all(|row| row.problems[0].help() == half));
    let (text, _) = run(r#"{ "input": "ndjson" }"#, b"{ \"id\": \"\xff\" }\n[]\n{\n{ \"asOf\": 1, \"asOf\": 2 }\n");
    let expected = [
        problem("1", "10", "notUtf8"),
        problem("2", "", "wrongType"),
        problem("3", "2", "notJson"),
        problem("4", "", "duplicateField"),
    ];
    assert_eq!(problems(&text), expected);
}

#[test]
fn no_cell_of_a_result_is_a_formula() {
    let ids = ["=1+1", "+86 10", "-1", "-1-1", "@x", "\t=1", "＝1", "'x", "-5.20"];
    let lines = ids.map(|id| format!("{id},2025-08-15,1"));
    let (text, _) = run(DAY, format!("id,dueOn,principal\n{}", lines.join("\n")));
    let shown: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(shown, ["'=1+1", "'+86 10", "-1", "'-1-1", "'@x", "'\t=1", "'＝1", "'x", "-5.20"]);
    let settings = r#"{ "asOf": "2025-11-22", "output": "ndjson" }"#;
    let (text, _) = run(settings, "id,dueOn,principal\n=1+1,2025-08-15,1\n");
    assert!(text.starts_with(
        r#"{"id":"=1+1","asOf":"2025-11-22","class":"severe","riskTier":"substandard","daysPastDue":99,"#
    ));
}

#[test]
fn columns_are_found_by_their_names() {
    let settings = r#"{ "asOf": "2025-11-22", "delimiter": ";", "columns": { "合同号": "id", "到期日": "dueOn", "本金": "arrears.0.principal" } }"#;
    let (text, summary) = run(settings, "合同号;到期日;本金;loan.annualRate;montlyIncome\nA;2025-08-15;60000;6%;1\n");
    assert!(text.contains("A,2025-11-22,severe,substandard,99,"), "{text}");
    assert_eq!(json!(summary.ignored_columns), json!([{ "name": "montlyIncome", "nearest": "monthlyIncome" }]));
    let unnamed =
        r#"{ "asOf": "2025-11-22", "header": ["id", "dueOn", "principal"], "namesFirst": false, "firstLine": 1001 }"#;
    let (text, _) = run(unnamed, "A,2025-08-15,1\nB,x,1\n");
    assert!(text.starts_with("A,2025-11-22,severe,"));
    assert!(text.ends_with(",1002,2,notADate\n"), "{text}");
}

#[test]
fn a_line_of_names_that_cannot_be_read_ends_the_run() {
    let failed = |settings: &str, input: &str| {
        let mut portfolio = ENGINES[0].portfolio(Settings::parse(settings).unwrap());
        let failure = portfolio.push(input.as_bytes()).err().or_else(|| portfolio.finish().err()).unwrap();
        failure
            .problems()
            .iter()
            .map(|problem| {
                format!("{} {}", problem.path(), serde_json::to_value(problem.code()).unwrap().as_str().unwrap())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(failed("{}", ""), ["/header required", "/header required"]);
    assert_eq!(failed("{}", "id,asOf,principal\n"), ["/header required"]);
    assert_eq!(failed("{}", "dueOn,principal,arrears.0.dueOn\n"), ["/header/2 duplicateField"]);
    assert_eq!(
        failed(r#"{ "columns": { "a": "dueon" } }"#, "dueOn,principal\n"),
        ["/columns/a unknownField", "/columns/a noSuchColumn"]
    );
    assert_eq!(failed(r#"{ "columns": { "a/b": "id" } }"#, "dueOn,principal\n"), ["/columns/a~1b noSuchColumn"]);
    let named = r#"{ "columns": { "a": "id" }, "header": ["dueOn", "principal"] }"#;
    assert_eq!(failed(named, "2025-08-15,1\n"), ["/columns/a noSuchColumn"]);
    assert_eq!(failed("{}", "id,\u{0}\n"), ["/header required", "/header required"]);
    assert!(
        Settings::parse(r#"{ "delimiter": "x", "input": "xml", "asOf": "now", "further": 1 }"#)
            .unwrap_err()
            .problem_count()
            == 4
    );
}

#[test]
fn two_columns_of_one_fact_are_both_named() {
    let said = |settings: &str, input: &str| {
        let failure = ENGINES[0].portfolio(Settings::parse(settings).unwrap()).push(input.as_bytes()).unwrap_err();
        failure.problems().iter().map(|problem| (problem.path().to_owned(), problem.message())).collect::<Vec<_>>()
    };
    let told = |path: &str, message: &str| (path.to_owned(), message.to_owned());
    let mapped = r#"{ "columns": { "a`\n": "dueOn", "c": "arrears.0.dueOn" } }"#;
    assert_eq!(
        said(mapped, "\"a`\n\",principal,c,dueOn\n"),
        [
            told("/header/2", "two columns are `arrears.0.dueOn`: `a\u{fffd}\u{fffd}` (1), `c` (3)"),
            told("/header/3", "two columns are `dueOn`: `a\u{fffd}\u{fffd}` (1), `dueOn` (4)"),
        ]
    );
    let twice = said(r#"{ "locale": "zh-Hant" }"#, "dueOn,principal,principal\n");
    assert_eq!(twice, [told("/header/2", "有兩欄都是 `principal`：`principal` (2), `principal` (3)")]);
}

#[test]
fn several_arrears_stand_in_one_row() {
    let header =
        "id,dueOn,principal,arrears.1.dueOn,arrears.1.principal,arrears.2.dueOn,arrears.2.principal,arrears.2.interest";
    let (text, summary) = run(DAY, format!("{header}\na,2025-08-15,1000,,,2025-09-15,1000,5\nb,,,,,2025-09-15,,5\n"));
    assert_eq!(problems(&text)[1], problem("3", "7", "required"));
    assert_eq!(summary.problems.listed[0].problems[0].path(), "/arrears/0/principal");
    let facts = json!({ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "1000" },
        { "dueOn": "2025-09-15", "principal": "1000", "interest": "5" }] });
    assert_eq!(unordered(rows(&text).remove(0)), unordered(expected(&ENGINES[0], "a", &facts)));
    assert!(read_case(&facts.to_string()).is_ok());
}

/// What a line of names lacks is told with the columns that there are, what helps, and in the settings' language.
#[test]
fn what_a_line_of_names_lacks_is_told_in_words() {
    let told = |settings: Value, input: &[u8]| {
        let mut portfolio = ENGINES[0].portfolio(Settings::parse(&settings.to_string()).unwrap());
        let failure = portfolio.push(input).err().or_else(|| portfolio.finish().err()).unwrap();
        let told = failure.problems().iter().map(|problem| (problem.message(), problem.help().unwrap_or_default()));
        told.collect::<Vec<_>>()
    };
    let one = |message: &str, help: &str| vec![(message.to_owned(), help.to_owned())];
    assert_eq!(
        told(json!({}), b"id,DUE ON,principal"),
        one(
            "no column is `dueOn`; the columns are `id`, `DUE ON`, `principal`",
            "if `DUE ON` is it, call it `dueOn` or map it"
        )
    );
    assert_eq!(
        told(json!({ "locale": "zh-Hant" }), b"id,dueOn,amount"),
        one("沒有 `principal` 這一欄，現有的欄：`id`, `dueOn`, `amount`", "請把一欄命名為 `principal`，或在設定裡對應")
    );
    assert_eq!(
        told(json!({ "locale": "zh-CN", "columns": { "到期": "dueOn" } }), "到期日,dueOn,principal".as_bytes()),
        one("没有 `到期` 这一列，现有的列：`到期日`, `dueOn`, `principal`", "是不是 `到期日`？")
    );
    let cells = told(json!({ "locale": "zh-CN" }), b"dueOn\tprincipal");
    assert_eq!(cells[0].1, "整行是一格：分隔符是不是 `tab`？请在设置里写明");
    assert_eq!(
        told(json!({ "delimiter": ";" }), b"dueOn,principal")[0].1,
        "the whole line is one cell: if `,` stands between cells, set the delimiter to it"
    );
    let help = "看来是 GB18030：请存为 UTF-8，例如在电子表格中选“CSV UTF-8”，或用 `iconv -f GB18030 -t UTF-8` 转换";
    assert_eq!(
        told(json!({ "locale": "zh-CN" }), b"\xb5\xbd\xc6\xda\xc8\xd5,principal"),
        one("这里不是 UTF-8 编码的文字", help)
    );
    let many: Vec<String> = (0..30).map(|column| format!("c{column}")).collect();
    let (message, _) = told(json!({}), many.join(",").as_bytes()).remove(0);
    assert!(message.ends_with("`c19`, …"), "{message}");
    assert_eq!(told(json!({}), b"\n\n")[1].0, "there is no line of names, and so no column `principal`");
    let failure = Settings::parse(r#"{ "locale": "zh-CN", "previous": {}, "output": "xml" }"#).unwrap_err();
    let messages: Vec<String> = failure.problems().iter().map(arrears::error::Problem::message).collect();
    let expected =
        ["`xml` 不在可选的范围内：csv, ndjson", "这里应该是以前一次运行给出的汇总，现在是没有写明 schema 的对象"];
    assert_eq!(messages, expected);
    let failure = Settings::parse(r#"{ "previous": [] }"#).unwrap_err();
    assert_eq!(failure.problems()[0].message(), "expected the summary that an earlier run gave, found a list");
    let failure = Settings::parse("{\n \"output\"").unwrap_err();
    assert_eq!(failure.problems()[0].message(), "the input is not JSON: expected `:` at line 2 column 10");
}

#[test]
fn a_line_that_is_no_case_says_where_and_what_was_expected() {
    let lines = r#"{ "id": "a", "loan": { "annualRate": 1, "annualRate": 2 }, "id": 7 }
{ "id": "合同", "asOf"
{ "id": "no end"#;
    let (text, summary) = run(r#"{ "locale": "zh-CN" }"#, lines);
    let expected = [problem("1", "", "duplicateField"), problem("2", "21", "notJson"), problem("3", "16", "notJson")];
    assert_eq!(problems(&text), expected);
    let told = |row: usize| {
        let problems = &summary.problems.listed[row].problems;
        problems.iter().map(|problem| format!("{} {}", problem.path(), problem.message())).collect::<Vec<_>>()
    };
    assert_eq!(told(0), ["/loan/annualRate `annualRate` 这一项出现了两次", "/id `id` 这一项出现了两次"]);
    assert_eq!(told(1), [" 输入不是 JSON：第 21 列应该是 `:`"]);
    assert_eq!(told(2), [" 输入不是 JSON：第 16 列应该是文字的后引号"]);
}

/// Three loans: collected 900 of (900 + 100) mild is 0.9 > 0.8; 300 of (300 + 300 and penalty) severe is not > 0.5.
#[test]
fn indicators_are_held_against_the_targets_of_the_policy() {
    let input = "id,dueOn,principal,interest,annualRate,collected,cost,classBefore\n\
        a,2025-11-21,100,0,0%,900,10,\n\
        b,2025-06-01,300,0,0%,300,20,\n\
        c,2025-11-22,50,0,0%,600,3,severe\n";
    let (_, summary) = run(DAY, input);
    let indicators = serde_json::to_value(&summary.indicators).unwrap();
    let recovery = json!([
        { "class": "mild", "collected": "900.00", "overdue": "1000.00", "rate": "0.9000", "target": "0.8", "met": true },
        { "class": "moderate", "collected": "0.00", "overdue": "0.00", "rate": null, "target": null, "met": null },
        { "class": "severe", "collected": "900.00", "overdue": "1200.00", "rate": "0.7500", "target": "0.5", "met": true },
    ]);
    assert_eq!(indicators["recovery"], recovery);
    let cost = json!({ "cost": "33.00", "collected": "1800.00", "rate": "0.0184", "target": "0.05", "met": true });
    assert_eq!(indicators["cost"], cost);
    let classes = json!([
        { "class": "current", "count": 1, "due": "0.00", "dueUnknown": 0 },
        { "class": "mild", "count": 1, "due": "100.00", "dueUnknown": 0 },
        { "class": "moderate", "count": 0, "due": "0.00", "dueUnknown": 0 },
        { "class": "severe", "count": 1, "due": "300.00", "dueUnknown": 0 },
    ]);
    assert_eq!(serde_json::to_value(&summary.classes).unwrap(), classes);
}

#[test]
fn an_indicator_of_which_something_is_unknown_is_told_only_where_it_is_settled() {
    let of = |input: &str| {
        let (_, summary) = run(DAY, format!("id,dueOn,principal,interest,annualRate,collected\n{input}"));
        serde_json::to_value(&summary.indicators).unwrap()["recovery"][0].clone()
    };
    // The rate is not known: at most 100 of 200 was collected, which misses the target whatever the rate is.
    let missed = of("a,2025-11-01,100,0,,100\n");
    assert_eq!((&missed["rate"], &missed["met"]), (&Value::Null, &json!(false)));
    let open = of("a,2025-11-01,100,0,,900\n");
    assert_eq!((&open["rate"], &open["met"]), (&Value::Null, &Value::Null));
    let unstated = of("a,2025-11-01,100,0,0%,900\nb,2025-11-01,100,0,0%,\n");
    assert_eq!((&unstated["collected"], &unstated["met"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_change_on_an_earlier_summary_is_todays_less_the_earlier() {
    let header = "id,dueOn,principal,interest,annualRate,collected,cost";
    let (_, before) = run(DAY, format!("{header}\na,2025-11-21,100,0,0%,300,30\nb,2025-11-21,50,0,0%,50,5\n"));
    let settings = json!({ "asOf": "2025-11-22", "previous": before });
    let (_, after) = run(&settings.to_string(), format!("{header}\na,2025-08-15,100,0,0%,100,1\n"));
    let change = json!({
        "assessed": -1, "due": "-50.00",
        "classes": [
            { "class": "current", "count": 0, "due": "0.00" }, { "class": "mild", "count": -2, "due": "-150.00" },
            { "class": "moderate", "count": 0, "due": "0.00" }, { "class": "severe", "count": 1, "due": "100.00" },
        ],
        "recovery": [{ "class": "mild", "rate": null }, { "class": "moderate", "rate": null }, { "class": "severe", "rate": null }],
        "cost": "-0.0900",
    });
    assert_eq!(serde_json::to_value(after.change.unwrap()).unwrap(), change);
    assert!(Settings::parse(r#"{ "previous": { "schema": "answer.v1" } }"#).is_err());
    assert!(Settings::parse(r#"{ "previous": {} }"#).is_err());
}

#[test]
fn cases_are_spread_over_bands() {
    let days = |text: &str| format!("x,{text},1,0,0%\n");
    let input =
        ["2025-11-22", "2025-11-21", "2025-10-23", "2025-10-22", "2024-11-27", "2024-11-26", "2000-01-01"].map(days);
    let (_, summary) =
        run(DAY, format!("id,dueOn,principal,interest,annualRate\n{}y,2025-11-01,99999.99,0,0%\n", input.concat()));
    let bands = serde_json::to_value(&summary.distribution.days_past_due).unwrap();
    let counts: Vec<u64> = bands.as_array().unwrap().iter().map(|band| band["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
    assert_eq!((&bands[1]["from"], &bands[1]["to"]), (&json!(1), &json!(30)));
    assert_eq!((&bands[13]["from"], &bands[13]["to"]), (&json!(361), &Value::Null));
    let bands = serde_json::to_value(&summary.distribution.due).unwrap();
    let counts: Vec<u64> = bands.as_array().unwrap().iter().map(|band| band["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [1, 6, 0, 0, 0, 1, 0, 0, 0, 0]);
    assert_eq!((&bands[1]["from"], &bands[1]["below"]), (&json!("0.01"), &json!("10.00")));
    assert_eq!((&bands[5]["from"], &bands[5]["below"]), (&json!("10000.00"), &json!("100000.00")));
}

/// The codes of the result rows of an input, whatever pieces it comes in.
fn codes(input: &str) -> Vec<String> {
    let (whole, _) = run_in(&ENGINES[0], DAY, input.as_bytes(), usize::MAX);
    let (cut, _) = run_in(&ENGINES[0], DAY, input.as_bytes(), 100_000);
    assert!(whole == cut);
    whole.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect()
}

#[test]
fn the_first_line_of_a_part_has_a_bound() {
    let settings = |line: u64| Settings::parse(&format!(r#"{{ "firstLine": {line} }}"#)).map(|read| read.first_line);
    let most = u64::from(PORTFOLIO_FIRST_LINE_MAX);
    assert_eq!(settings(most).unwrap(), most);
    let failure = settings(most + 1).unwrap_err();
    assert_eq!(failure.problems()[0].message(), "`4000000001` is above 4000000000");
}

#[test]
fn a_row_has_bounds() {
    let filled =
        |count: usize| format!("id,dueOn,principal,note\na,2025-08-15,1,{}\nb,2025-08-15,1,\n", "x".repeat(count));
    let room = PORTFOLIO_ROW_BYTES_MAX - "a,2025-08-15,1,".len();
    assert_eq!(codes(&filled(room)), ["", ""]);
    assert_eq!(codes(&filled(room + 1)), ["inputTooLarge", ""]);
    let (_, summary) = run(DAY, filled(room + 1));
    assert_eq!(summary.problems.listed[0].problems[0].message(), "the line has more than 4194304 bytes");
    let mut named = ENGINES[0].portfolio(Settings::parse(DAY).unwrap());
    let failure = named.push("x,".repeat(PORTFOLIO_ROW_BYTES_MAX / 2 + 1).as_bytes()).unwrap_err();
    assert_eq!(failure.to_string(), "/header: the line has more than 4194304 bytes\n");
    let broken = |count: usize| {
        format!("id,dueOn,principal,note\na,2025-08-15,1,\"{}\"\nb,2025-08-15,1,\n", "x\n".repeat(count))
    };
    let last = PORTFOLIO_ROW_LINES_MAX - 1;
    assert_eq!(codes(&broken(last)), ["", ""]);
    let past = codes(&broken(last + 1));
    assert_eq!((past[0].as_str(), past[past.len() - 1].as_str()), ("quoteBroken", ""));
    let json = |count: usize| format!("{{ \"id\": \"{}\" }}\n", "x".repeat(count - r#"{ "id": "" }"#.len()));
    assert_eq!(codes(&json(PORTFOLIO_ROW_BYTES_MAX)), ["textTooLong"]);
    assert_eq!(codes(&json(PORTFOLIO_ROW_BYTES_MAX + 1)), ["inputTooLarge"]);
}

#[test]
fn quotes_that_are_never_closed_cost_no_more_than_their_lines() {
    let whole = "b,2025-08-15,1\n".repeat(PORTFOLIO_ROW_LINES_MAX);
    let lines = format!("a,2025-08-15,\"1\n{whole}").repeat(300);
    let found = codes(&format!("id,dueOn,principal\n{lines}"));
    let count = |wanted: &str| found.iter().filter(|code| *code == wanted).count();
    assert_eq!((count("quoteBroken"), count("")), (300, 300 * PORTFOLIO_ROW_LINES_MAX));
}

#[test]
fn a_line_of_names_has_bounds() {
    let ignored = |count: usize| {
        let names: Vec<String> = (0..count - 2).map(|index| format!("x{index}")).collect();
        let mut portfolio = ENGINES[0].portfolio(Settings::default());
        portfolio
            .push(format!("{},dueOn,principal\n", names.join(",")).as_bytes())
            .map(|_| portfolio.finish().unwrap().1)
    };
    assert_eq!(ignored(PORTFOLIO_COLUMNS_MAX).unwrap().ignored_columns.len(), PORTFOLIO_COLUMNS_MAX - 2);
    assert!(ignored(PORTFOLIO_COLUMNS_MAX + 1).is_err());
    let (_, summary) = run(
        DAY,
        format!("dueOn,principal,arrears.{}.fees,arrears.{}.fees\n", PORTFOLIO_ARREARS_MAX - 1, PORTFOLIO_ARREARS_MAX),
    );
    assert_eq!(summary.ignored_columns.len(), 1);
    assert_eq!(summary.ignored_columns[0].name, format!("arrears.{PORTFOLIO_ARREARS_MAX}.fees"));
}

#[test]
fn a_summary_lists_the_first_bad_rows() {
    for more in [0, 1] {
        let bad = PORTFOLIO_ROWS_LISTED_MAX + more;
        let (_, summary) = run(DAY, format!("dueOn,principal\n{}", "x,1\n".repeat(bad)));
        assert_eq!(summary.problems.listed.len(), PORTFOLIO_ROWS_LISTED_MAX);
        assert_eq!(usize::try_from(summary.with_problems).unwrap(), bad);
    }
}

#[test]
fn sums_of_an_earlier_summary_have_a_bound() {
    let previous = |fen: i128| {
        let due = format!("{}.{:02}", fen / 100, fen % 100);
        Settings::parse(&json!({ "previous": { "schema": "portfolio.v1", "totals": { "due": due } } }).to_string())
    };
    assert!(previous(PORTFOLIO_SUM_MAX_FEN).is_ok());
    assert!(previous(PORTFOLIO_SUM_MAX_FEN + 1).is_err());
}

/// The results and the summary of two policies, the second of them with another share of waivers and another markup.
fn compared(cases: &str, changes: &[(&str, &str)]) -> (String, Value) {
    let (_, shipped) = arrears::policy::builtin::DOCUMENTS.iter().find(|(id, _)| *id == "cn-bank-loan").unwrap();
    let mut tree: Value = serde_json::from_str(shipped).unwrap();
    for (pointer, value) in changes {
        *tree.pointer_mut(pointer).unwrap() = json!(value);
    }
    let after = Engine::compile(&tree.to_string()).unwrap();
    let mut portfolio = Portfolio::new(ENGINES[0].terms_against(&after, Settings::parse(DAY).unwrap()));
    let mut out = portfolio.push(cases.as_bytes()).unwrap();
    let (rest, summary) = portfolio.finish().unwrap();
    out.extend(rest);
    (String::from_utf8(out).unwrap(), serde_json::to_value(summary).unwrap()["comparison"].clone())
}

/// 10,000.00 at 6 % for 10 days: 25.00 of penalty at +50 %, of which 5.00 may be waived; 23.33 at +40 %, of it 2.33 at
/// 10 %.
#[test]
fn two_policies_are_compared_row_by_row() {
    let header = "id,dueOn,principal,interest,annualRate,firstArrear,cameForward,monthlyIncome";
    let cases = format!(
        "{header}\na,2025-11-12,10000,0,6%,true,true,5000\nb,2025-11-12,10000,0,6%,true,false,50000\nc,x,1,,,,,\nd,2025-11-12,10000,,,true,true,1\n"
    );
    let changes = [("/waiver/shareMax/value", "0.1"), ("/penalty/markup/value", "0.4")];
    let (text, comparison) = compared(&cases, &changes);
    let ends: Vec<String> = text
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), COLUMNS.len() + COLUMNS_AGAINST.len());
            cells[COLUMNS.len()..].join(",")
        })
        .collect();
    assert_eq!(ends, ["flips,dueMoved,waiverMoved", ",-1.67,-2.67", ",-1.67,0.00", ",,", ",,"]);
    let expected = json!({ "compared": 3, "leftOut": 0, "flips": [], "dueMoved": "-3.34", "dueUnknown": 1, "waiverMoved": "-2.67", "waiverUnknown": 1,
        "worst": [{ "id": "a", "line": 2, "flips": [], "due": "-1.67", "waiver": "-2.67" },
            { "id": "b", "line": 3, "flips": [], "due": "-1.67", "waiver": "0.00" }] });
    let mut told = comparison;
    told.as_object_mut().unwrap().remove("policies");
    assert_eq!(told, expected);
}

/// 60,000.00 at 6 % for 21 days: 315.00 of penalty, of which 63.00 may be waived in all.
#[test]
fn what_may_be_waived_in_all_is_what_has_not_been() {
    let header = "id,dueOn,principal,interest,annualRate,firstArrear,cameForward,waived";
    let row = |known: &str, waived: &str| format!("{header}\na,2025-11-01,60000,0,{known},{waived}\n");
    let waivable = |row: &str| {
        let (text, summary) = run(DAY, row);
        (rows(&text)[0]["waiverMax"].clone(), summary.totals.waivable.to_string())
    };
    assert_eq!(waivable(&row("6%,true,true", "")), (json!("63.00"), "63.00".to_owned()));
    assert_eq!(waivable(&row("6%,true,true", "50")), (json!("63.00"), "13.00".to_owned()));
    assert_eq!(waivable(&row("6%,true,true", "63")), (json!(""), "0.00".to_owned()));
    // Whether anything may be waived is not known, and then how much is not.
    assert_eq!(waivable(&row("6%,true,", "50")), (json!(""), "0.00".to_owned()));
    assert_eq!(waivable(&row(",true,true", "")), (json!(""), "0.00".to_owned()));
}

#[test]
fn problems_of_settings_and_policies_stand_where_they_are_given() {
    let refused = |policy: &str, after: Option<&str>, settings: &str| {
        let failure = portfolio(policy, after, settings).unwrap_err();
        let told = failure.problems().iter().map(|problem| problem.path().to_owned());
        (failure.code(), told.filter(|path| !path.ends_with("/version")).take(4).collect::<Vec<_>>(), failure)
    };
    let (id, name) = (builtin::DOCUMENTS[0].1.replacen("\"cn-bank-loan\"", "5", 1), "cn-bank-lone");
    let (code, paths, _) = refused(&id, Some(name), "{}");
    assert_eq!((code, paths), (FailureCode::InvalidPolicy, vec!["/policy/id".to_owned(), "/after".to_owned()]));
    let (code, paths, failure) = refused(name, Some(&id), r#"{ "output": "xml", "locale": "zh-CN" }"#);
    let expected = ["/output", "/policy", "/after/id"].map(str::to_owned);
    assert_eq!((code, paths.as_slice()), (FailureCode::InvalidFacts, expected.as_slice()));
    assert!(failure.problems().iter().all(|problem| !problem.message().is_ascii()), "{failure}");
    let (_, paths, _) = refused(&id, None, "{}");
    assert_eq!(paths, ["/policy/id"]);
    assert!(portfolio("cn-bank-loan", Some("cn-home-mortgage"), "{}").is_ok());
}

#[test]
fn flips_are_counted_and_the_worst_cases_kept() {
    let count = PORTFOLIO_WORST_MAX + 5;
    let rows: Vec<String> =
        (0..count).map(|index| format!("c{index},2025-11-12,{},0,6%,10000", 10_000 + index % 7 * 1_000)).collect();
    let cases = format!("id,dueOn,principal,interest,annualRate,monthlyIncome\n{}\n", rows.join("\n"));
    let changes = [("/penalty/markup/value", "0.4"), ("/installment/condition/all/0/threshold", "0.001")];
    let (text, comparison) = compared(&cases, &changes);
    assert!(text.lines().nth(1).unwrap().contains("installments/yes/no"), "{text}");
    assert_eq!(
        comparison["flips"],
        json!([{ "decision": "installments", "before": "yes", "after": "no", "count": count }])
    );
    let worst = comparison["worst"].as_array().unwrap();
    let keys: Vec<(i64, i64)> = worst
        .iter()
        .map(|case| (case["due"].as_str().unwrap().replace('.', "").parse().unwrap(), case["line"].as_i64().unwrap()))
        .collect();
    assert_eq!(keys.len(), PORTFOLIO_WORST_MAX);
    assert!(keys.is_sorted(), "the most money first, then the earlier row: {keys:?}");
}

#[test]
fn rows_that_lack_other_facts_of_a_review_say_so() {
    let engine = waiting_for_a_review();
    let case = |borrower: Value| {
        json!({
            "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "borrower": borrower,
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        })
    };
    // The clause stands alike in the first two of them, and not all of the same is missing.
    let whole = json!({
        "monthlyIncome": "36000", "livingCosts": "1", "otherDebtPayments": "0", "firstArrear": true,
        "hardship": { "cause": "illness", "evidenced": true },
    });
    let borrowers =
        [json!({ "monthlyIncome": "36000" }), json!({ "monthlyIncome": "36000", "livingCosts": "1" }), whole];
    let cases: Vec<Value> = borrowers.into_iter().map(case).collect();
    let (text, _) = run_in(&engine, "{}", table(&cases).as_bytes(), 1 << 20);
    let found = rows(&text);
    assert_eq!(found.len(), cases.len());
    for (facts, row) in cases.iter().zip(&found) {
        let id = row["id"].as_str().unwrap();
        assert_eq!(unordered(row.clone()), unordered(expected(&engine, id, facts)));
    }
    assert_ne!(found[0]["missing"], found[1]["missing"]);
    assert_eq!(found[2]["litigation"], "yes");
}
