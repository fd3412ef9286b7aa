//! The command line as people and other programs use it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking, and nobody reads its documentation"
)]

mod floods;
mod outputs;
mod words;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const CASE: &str = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
    "arrears": [{ "dueOn": "2025-08-15", "principal": "60000.10", "interest": 900 }] }"#;

fn arrears(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("arrears"));
    command.args(arguments);
    command
}

/// Runs with something on standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = arrears(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // It may end before it has read everything, where it has no use for it.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The output of a run that ends well.
fn well(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// What a run that does not end well says, with its exit code.
fn fails(arguments: &[&str], input: &str) -> (i32, String) {
    let output = run(arguments, input);
    (output.status.code().unwrap(), text(&output.stderr))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

const NAMES: &str = "id,asOf,dueOn,principal,interest,annualRate,monthlyIncome,failedAttempts,refusedToPay";

/// Rows of every kind: whole ones, such as lack facts, and some that cannot be read.
fn rows(count: usize) -> Vec<String> {
    let row = |index: usize| {
        let (month, day) = (index % 12 + 1, index % 28 + 1);
        let principal = match index % 97 {
            13 => "12,5".to_owned(),
            14 => "x".to_owned(),
            15 => "\"1".to_owned(),
            rest => format!("{}.{:02}", index * 7 % 90_000 + 1, rest),
        };
        let id = if index.is_multiple_of(11) { format!("\"no {index}, \"\"x\"\"\"") } else { format!("no {index}") };
        let income = if index.is_multiple_of(5) { String::new() } else { format!("{}", index * 31 % 40_000) };
        format!("{id},2025-12-{day:02},2025-{month:02}-11,{principal},{},6%,{income},{},false", index % 300, index % 6)
    };
    (0..count).map(row).collect()
}

fn table(rows: &[String]) -> String {
    format!("{NAMES}\n{}\n", rows.join("\n"))
}

#[test]
fn a_case_is_assessed_from_a_file_or_from_standard_input() {
    let folder = folder("assess");
    let file = write(&folder, "case.json", CASE);
    let answer = well(&["assess", &file], "");
    assert_eq!(answer, well(&["assess"], CASE));
    assert_eq!(answer, well(&["assess", "-"], CASE));
    assert_eq!(json_of(&answer)["due"]["total"], "62407.38");
    let pretty = well(&["assess", &file, "--pretty"], "");
    assert!(pretty.starts_with("{\n  \"schema\": \"answer.v1\",\n"), "{pretty}");
    assert_eq!(json_of(&pretty), json_of(&answer));
    let more = json_of(&well(&["assess", &file, "--include", "changes,keyDates"], ""));
    assert!(more["keyDates"].is_array() && more["waiver"]["changes"].is_array());
    let dated = CASE.replace(r#""asOf": "2025-11-22", "#, "");
    assert_eq!(answer, well(&["assess", "--as-of", "2025-11-22"], &dated));
    assert_eq!(answer, well(&["assess", "--as-of", "1999-01-01"], CASE));
}

#[test]
fn problems_are_told_with_their_place_and_end_with_one() {
    let (code, said) = fails(&["assess"], r#"{ "asOf": "22.11.2025", "arears": [] }"#);
    assert_eq!(code, 1);
    assert!(said.contains("/asOf: `22.11.2025` is not a date of the calendar"), "{said}");
    assert!(said.contains("/arears: unknown field `arears` (did you mean `arrears`?)"), "{said}");
    let (code, said) = fails(&["assess", "--locale", "zh-Hans"], "{");
    assert!(code == 1 && said.contains("输入不是 JSON"), "{said}");
    // A place is that of the text as it was given, also where a day is put into it.
    for arguments in [&["assess"][..], &["assess", "--as-of", "2025-11-22"]] {
        let (code, said) = fails(arguments, "{ \"loan\": {},\n  \"arrears\": [");
        assert_eq!(code, 1);
        assert!(said.contains("the input is not JSON: expected a value at line 2 column 15"), "{said}");
    }
    let twice = r#"{ "waived": "1", "waived": "2" }"#;
    let (code, said) = fails(&["assess", "--as-of", "2025-11-22"], twice);
    assert!(code == 1 && said.contains("field `waived` stands twice"), "{said}");
    let (code, said) = fails(&["assess", &write(&folder("encoding"), "x.json", b"{\n\xba\xcf")], "");
    assert!(code == 1 && said.contains("no text in UTF-8, from line 2"), "{said}");
}

#[test]
fn wrong_use_ends_with_two() {
    for arguments in [
        &["assess", "no-such-file.json"][..],
        &["assess", "--no-such-option"],
        &["nothing"],
        &[],
        &["portfolio", "no-such-file.csv"],
        &["portfolio", "--output", "no/such/folder/x.csv"],
        &["schema", "no-such-schema"],
        &["assess", "--policy", "-"],
        &["portfolio", "--column", "a=id", "--column", "a=dueOn"],
        &["assess", "--policy", "no-such-file.json"],
    ] {
        let (code, said) = fails(arguments, CASE);
        assert!(code == 2 && !said.is_empty(), "{arguments:?}: {code} {said}");
    }
}

#[test]
fn a_wrong_value_ends_with_two_and_names_its_option() {
    let all = [
        (&["portfolio", "--as-of", "now"][..], "'now' for '--as-of <YYYY-MM-DD>'", "write the date as `YYYY-MM-DD`"),
        (&["portfolio", "--as-of", "1850-01-01"], "'--as-of <YYYY-MM-DD>'", "1900-01-01 to 2199-12-31"),
        (&["portfolio", "--policy-date", "x"], "'x' for '--policy-date <YYYY-MM-DD>'", "not a date"),
        (&["assess", "--as-of", "2025-02-30"], "'2025-02-30' for '--as-of <YYYY-MM-DD>'", "not a date"),
        (&["check", "cn-bank-loan", "--as-of", "x"], "'--as-of <YYYY-MM-DD>'", "not a date"),
        (&["diff", "cn-bank-loan", "cn-bank-loan", "--as-of", "x"], "'--as-of <YYYY-MM-DD>'", "not a date"),
        (&["assess", "--policy", "cn-bank-lone"], "'--policy <ID|FILE>'", "did you mean `cn-bank-loan`?"),
        (&["portfolio", "--policy", "bank"], "'--policy <ID|FILE>'", "cn-bank-loan and cn-home-mortgage"),
        (&["portfolio", "--against", "x"], "'--against <ID|FILE>'", "no built-in policy"),
        (&["check", "no-such-policy"], "'<ID|FILE>'", "no built-in policy"),
        (&["diff", "cn-bank-loan", "x"], "'<AFTER>'", "no built-in policy"),
        (&["portfolio", "--locale", "fr"], "'fr' for '--locale <LOCALE>'", "`zh-Hans`"),
        (&["explain", "--locale", "fr"], "'fr' for '--locale <LOCALE>'", "`zh-Hans`"),
        (&["portfolio", "--delimiter", "::"], "'::' for '--delimiter <DELIMITER>'", "`tab`"),
        (&["portfolio", "--column", "x"], "'x' for '--column <NAME=FACT>'", "NAME=FACT"),
        (&["portfolio", "--column", "=id"], "'--column <NAME=FACT>'", "missing before `=`"),
        (&["portfolio", "--column", "a=dueon"], "'--column <NAME=FACT>'", "did you mean `dueOn`?"),
        (&["portfolio", "--first-line", "0"], "'0' for '--first-line <LINE>'", "1..=4000000000"),
        (&["portfolio", "--first-line", "4000000001"], "'--first-line <LINE>'", "1..=4000000000"),
        (&["portfolio", "--threads", "0"], "'0' for '--threads <COUNT>'", "1.."),
        (&["portfolio", "--threads", "many"], "'many' for '--threads <COUNT>'", "digit"),
        (&["portfolio", "--header", "id,dueOn"], "'--header <NAMES>'", "`principal`"),
        (&["call", "lpr", "--options", "{"], "'{' for '--options <JSON>'", "not JSON"),
        (&["call", "nothing"], "'nothing' for '<OPERATION>'", "assess"),
        (&["fee", "x"], "'x' for '<CLAIM>'", "not an amount"),
        (&["fee", "-5"], "'-5' for '<CLAIM>'", "below zero"),
        (&["fee", "1.005"], "'1.005' for '<CLAIM>'", "more than 2 decimal places"),
        (&["fee", "5", "--kind", "x"], "'x' for '--kind <KIND>'", "enforcement"),
        (&["fee", "5", "--kind", "enforcement", "--procedure", "summary"], "'--procedure <PROCEDURE>'", "`summary`"),
        (
            &["portfolio", "--column", "a=dueOn", "--column", "b=arrears.0.dueOn"],
            "'--column <NAME=FACT>'",
            "`a` and `b`",
        ),
    ];
    for (arguments, option, why) in all {
        let (code, said) = fails(arguments, "id,dueOn,principal\n");
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(said.starts_with("error: invalid value") && said.contains(option) && said.contains(why), "{said}");
    }
}

/// A case that cannot be used is no wrong use, whatever else is asked.
#[test]
fn wrong_facts_of_an_operation_end_with_one() {
    let (code, said) = fails(&["call", "lpr"], r#"{ "on": "x", "term": "1y" }"#);
    assert!(code == 1 && said.contains("/on: `x` is not a date"), "{said}");
    let (code, said) = fails(&["call", "lpr", "--options", r#"{ "locale": "zh-Hans" }"#], "{");
    assert!(code == 1 && said.starts_with("输入不是 JSON"), "{said}");
}

#[test]
fn wrong_options_of_an_operation_end_with_two() {
    let call = |options: &str, facts: &str| fails(&["call", "assess", "--options", options], facts);
    let (code, said) = call(r#"{ "polcyDate": "2025-11-22" }"#, CASE);
    let expected = "error: invalid value for '--options <JSON>': /polcyDate: unknown field `polcyDate` \
        (did you mean `policyDate`?)";
    assert!(code == 2 && said.starts_with(expected), "{said}");
    // A day on which no policy is in force is a day, to every command.
    let (code, said) = call(r#"{ "policyDate": "1950-01-01" }"#, CASE);
    assert!(code == 1 && said.contains("/options/policyDate: no version of policy"), "{said}");
    assert_eq!(fails(&["assess", "--policy-date", "1950-01-01"], CASE), (1, said));
    // What is wrong with the facts as well is told with it.
    let (code, said) = call(r#"{ "polcyDate": "2025-11-22" }"#, r#"{ "asOf": "x" }"#);
    assert!(code == 1 && said.contains("/options/polcyDate") && said.contains("/asOf"), "{said}");
}

#[test]
fn cases_are_compared_line_by_line() {
    let folder = folder("lines");
    let differ = |content: &str| {
        let cases = write(&folder, "cases.ndjson", content);
        fails(&["diff", "cn-bank-loan", "cn-home-mortgage", "--cases", &cases], "")
    };
    let one = CASE.replace('\n', " ");
    let (code, said) = differ(&format!("{one}\n{one} {one}\n\n{one},{one}\n[{one}]\n{{\"asOf\":\n"));
    let expected = format!(
        "line 2: the input is not JSON: expected nothing after the value at column {0}\n\
         line 4: the input is not JSON: expected nothing after the value at column {1}\n\
         line 5: expected an object, found a list\n\
         line 6: the input is not JSON: expected a value at column 9\n",
        one.chars().count() + 2,
        one.chars().count() + 1
    );
    assert_eq!(code, 1);
    assert!(said.starts_with(&expected), "{said}");
    let (code, said) = differ(&format!("\n{one}\n\n{}\n{}\n", one.replace("2025-11-22", "x"), r#"{"a":1,"a":2}"#));
    assert_eq!((code, said.as_str()), (1, "line 5: /a: field `a` stands twice\n"));
    let (code, said) = differ(&format!("\n{one}\n\n{}\n", one.replace("2025-11-22", "x")));
    assert!(code == 1 && said.starts_with("line 4: /asOf: `x` is not a date"), "{said}");
    // Rows of a portfolio are cases as well: what they say beside the facts makes no difference.
    let row = one.replacen('{', r#"{ "id": 7, "collected": "1.10", "cost": "x", "classBefore": "mild", "#, 1);
    let compared = |content: &str| {
        let output =
            run(&["diff", "cn-bank-loan", "cn-home-mortgage", "--cases", &write(&folder, "c.ndjson", content)], "");
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let plain = compared(&format!("{one}\n"));
    assert!(plain.0 == Some(1) && plain.1.contains("\"compared\":1"), "{plain:?}");
    assert_eq!(compared(&format!("{row}\n")), plain);
    let (code, said) = differ(&format!("{}\n", row.replace("60000.10", "60000.101")));
    assert!(code == 1 && said.starts_with("line 1: /arrears/0/principal: `60000.101` has more than 2"), "{said}");
    let list = write(&folder, "list.json", format!("[{}]", arrears::policy::builtin::DOCUMENTS[0].1));
    assert_eq!(fails(&["diff", "cn-bank-loan", &list], "").0, 1);
    let cut = write(&folder, "cut.json", "{\n");
    let (code, said) = fails(&["diff", "cn-bank-loan", &cut], "");
    assert!(code == 1 && said.contains("cut.json:2:1: the input is not JSON"), "{said}");
}

#[test]
fn check_says_what_is_wrong_with_a_whole_document() {
    let output = run(&["check", "-"], "{\n \"a\": 1,");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert!(
        said.starts_with("2:9: error: the input is not JSON: expected a name in quotes at line 2 column 9\n"),
        "{said}"
    );
}

#[test]
fn help_teaches_with_examples() {
    for command in ["assess", "portfolio", "diff", "explain", "fee", "call"] {
        let help = well(&[command, "--help"], "");
        assert!(help.contains("Example") && help.contains(&format!("arrears {command}")), "{help}");
    }
    assert!(well(&["--help"], "").contains("Exit codes"));
    assert_eq!(well(&["--version"], ""), format!("arrears {}\n", arrears::api::VERSION));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(well(&["completions", shell], "").contains("portfolio"), "{shell}");
    }
}

#[test]
fn every_column_that_help_names_is_one() {
    let help = well(&["portfolio", "--help"], "");
    let listed = help.split("lacks is an error.").nth(1).unwrap().split("An empty cell").next().unwrap();
    let words =
        listed.split_whitespace().filter(|word| word.chars().next().is_some_and(|first| first.is_ascii_lowercase()));
    let prose = ["of", "the", "oldest", "arrear;", "next", "for", "indicators", "summary"];
    let names: Vec<&str> = words.filter(|word| !prose.contains(word)).collect();
    assert!(names.len() > 25, "{names:?}");
    let known = arrears::portfolio::known();
    for name in names {
        assert!(known.contains(&name) || name == "arrears.1.dueOn", "{name}");
    }
}

#[test]
fn policies_are_checked_and_compared() {
    let folder = folder("policies");
    let (_, shipped) = arrears::policy::builtin::DOCUMENTS.iter().find(|(id, _)| *id == "cn-bank-loan").unwrap();
    let same = write(&folder, "same.json", shipped);
    assert!(well(&["check", &same], "").ends_with(" warnings\n"));
    assert!(well(&["check", "cn-home-mortgage"], "").ends_with(" warnings\n"));
    let one = write(&folder, "one.json", shipped.replacen("\"0.5\"", "\"50\"", 1));
    let output = run(&["check", &one], "");
    assert!(text(&output.stdout).ends_with("\n1 error, 0 warnings\n"), "{}", text(&output.stdout));
    let marked = write(&folder, "marked.json", format!("\u{feff}{shipped}"));
    assert!(well(&["check", &marked], "").ends_with(" warnings\n"));
    well(&["diff", "cn-bank-loan", &marked], "");
    well(&["diff", "cn-bank-loan", &same], "");
    let mut tree = json_of(shipped);
    *tree.pointer_mut("/waiver/shareMax/value").unwrap() = json!("0.1");
    let other = write(&folder, "other.json", tree.to_string());
    let cases = write(&folder, "cases.ndjson", CASE.replace('\n', " "));
    let output = run(&["diff", "cn-bank-loan", &other, "--cases", &cases], "");
    assert_eq!(output.status.code(), Some(1));
    let comparison = json_of(&text(&output.stdout));
    assert_eq!(comparison["changes"][0]["path"], "/waiver/shareMax/value");
    assert_eq!(comparison["cases"]["compared"], 1);
    let summary = write(&folder, "summary.json", "");
    let table = "id,asOf,dueOn,principal,interest,annualRate,firstArrear,cameForward\na,2025-11-22,2025-11-12,10000,0,6%,true,true\n";
    let results = well(&["portfolio", "--against", &other, "--summary", &summary], table);
    assert!(results.ends_with(",,,,,0.00,-2.50\n"), "{results}");
    let comparison = json_of(&fs::read_to_string(&summary).unwrap())["comparison"].clone();
    assert_eq!((&comparison["compared"], &comparison["waiverMoved"]), (&json!(1), &json!("-2.50")));
    // 60,000 × 0.09 × 21 ÷ 360 = 315.00: of 63.00 there are 13.00 left, of 31.50 nothing is.
    let waived = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "waived": "50",
        "arrears": [{ "dueOn": "2025-11-01", "principal": "60000", "interest": "0" }],
        "borrower": { "firstArrear": true, "cameForward": true } }"#;
    let waived = write(&folder, "waived.ndjson", waived.replace('\n', " "));
    let compared = json_of(&text(&run(&["diff", "cn-bank-loan", &other, "--cases", &waived], "").stdout));
    well(&["portfolio", &waived, "--against", &other, "--summary", &summary], "");
    let told = json_of(&fs::read_to_string(&summary).unwrap());
    let moved = [&compared["cases"]["waiverMoved"], &told["comparison"]["waiverMoved"], &told["totals"]["waivable"]];
    assert_eq!(moved, [&json!("-13.00"), &json!("-13.00"), &json!("13.00")]);
    tree.as_object_mut().unwrap().remove("waiver");
    let broken = write(&folder, "broken.json", tree.to_string());
    let output = run(&["check", &broken], "");
    assert!(output.status.code() == Some(1) && text(&output.stdout).contains("/waiver"), "{}", text(&output.stdout));
    assert!(json_of(&text(&run(&["check", &broken, "--json"], "").stdout))["usable"] == false);
    // Which of two documents is broken is said of each.
    let second = write(&folder, "second.json", "{ \"id\": 5 }");
    for both in [vec!["diff", &broken, &second], vec!["portfolio", "--policy", &broken, "--against", &second]] {
        let (code, said) = fails(&both, table);
        let named = [format!("{broken}:1:1: /waiver"), format!("{second}:1:9: /id")];
        assert!(code == 1 && named.iter().all(|place| said.contains(place)), "{said}");
    }
    let (code, said) = fails(&["assess", "--policy", &broken], CASE);
    assert!(code == 1 && said.contains("/waiver"), "{said}");
}

/// The core's own tests hold every output that the guide shows; this one holds that it is printed so.
#[test]
fn the_guide_to_policies_shows_what_check_prints() {
    let folder = folder("guide");
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/policy-guide.md")).unwrap();
    let (_, shipped) = arrears::policy::builtin::DOCUMENTS.iter().find(|(id, _)| *id == "cn-bank-loan").unwrap();
    let markup = "\"markup\": {\n      \"value\": \"0.5\"";
    for (changed, code) in [("\"markUp\": {\n      \"value\": \"0.5\"", 1), (&markup.replace("0.5", "0.6"), 0)] {
        let policy = write(&folder, "mine.json", shipped.replacen(markup, changed, 1));
        let output = run(&["check", &policy], "");
        assert_eq!(output.status.code(), Some(code));
        let said = text(&output.stdout);
        assert!(guide.contains(&format!("```text\n{said}```\n")), "{said}");
    }
}

#[test]
fn answers_are_said_schemas_printed_and_fees_worked_out() {
    let said = well(&["explain", "--level", "sentence"], CASE);
    assert!(said.contains("62,407.38"), "{said}");
    assert_eq!(said, well(&["explain", "--level", "sentence"], &well(&["assess"], CASE)));
    assert!(well(&["explain", "--locale", "zh-Hant"], CASE).contains('逾'));
    assert_eq!(well(&["schema"], "").lines().count(), 3);
    let name = well(&["schema"], "").lines().next().unwrap().to_owned();
    assert!(json_of(&well(&["schema", &name], ""))["$schema"].is_string());
    assert_eq!(well(&["fee", "250000"], ""), "5050.00\n");
    assert_eq!(well(&["fee", "250000", "--procedure", "summary"], ""), "2525.00\n");
    assert_eq!(json_of(&well(&["fee", "250000", "--json"], ""))["fee"], "5050.00");
    assert!(well(&["call", "lpr"], r#"{ "on": "2025-11-22", "term": "1y" }"#).contains("rate"));
    let null = CASE.replace("\"2025-11-22\"", "null");
    assert_eq!(well(&["assess", "--as-of", "2025-11-22"], &null), well(&["assess"], CASE));
}

#[test]
fn results_are_the_same_bytes_whatever_the_threads_and_the_pipe() {
    let folder = folder("threads");
    let input = table(&rows(30_000));
    let file = write(&folder, "cases.csv", &input);
    let one = run(&["portfolio", &file, "--threads", "1", "--summary", &write(&folder, "1.json", "")], "");
    assert_eq!(one.status.code(), Some(1));
    assert_eq!(text(&one.stdout).lines().count(), 30_001);
    let summary = fs::read(folder.join("1.json")).unwrap();
    for threads in ["2", "3", "7"] {
        let path = write(&folder, "n.json", "");
        let arguments = ["portfolio", "--threads", threads, "--summary", &path];
        let more = run(&arguments, &input);
        assert!(more.stdout == one.stdout && more.stderr == one.stderr, "{threads}");
        assert!(fs::read(&path).unwrap() == summary, "{threads}");
    }
    let summary = json_of(&String::from_utf8(summary).unwrap());
    assert_eq!(summary["rows"], 30_000);
    let said = text(&one.stderr);
    assert!(said.ends_with(&format!("{} of 30000 rows could not be read\n", summary["withProblems"])), "{said}");
    assert!(!said.contains('\u{1b}'), "no bar is drawn where nobody looks");
    let accepted = run(&["portfolio", &file, "--accept-bad-rows", "--quiet"], "");
    assert_eq!((accepted.status.code(), accepted.stderr.len()), (Some(0), 0));
}

/// Parts of a file, each worked on by a process of its own, put together again.
#[test]
fn parts_of_a_file_give_the_results_of_the_whole() {
    let all = rows(2_000);
    let whole = text(&run(&["portfolio"], &table(&all)).stdout);
    let (names, results) = whole.split_once('\n').unwrap();
    let mut together = String::new();
    for (part, rows) in all.chunks(300).enumerate() {
        let first = (2 + part * 300).to_string();
        let arguments = ["portfolio", "--no-names", "--header", NAMES, "--first-line", &first];
        together.push_str(&text(&run(&arguments, &rows.join("\n")).stdout));
    }
    assert!(together == results);
    assert!(names.starts_with("id,asOf,class,"));
}

#[cfg(unix)]
#[test]
fn a_file_is_split_and_put_together_by_the_tools_of_a_shell() {
    let folder = folder("shell");
    let clean: Vec<String> =
        rows(3_000).into_iter().filter(|row| !row.contains(['x', '"']) && !row.contains("12,5")).collect();
    let file = write(&folder, "cases.csv", table(&clean));
    let program = assert_cmd::cargo::cargo_bin!("arrears").to_str().unwrap().to_owned();
    let script = format!(
        "tail -n +2 '{file}' | split -l 500 - '{0}/part-' && ls '{0}'/part-* | \
         xargs -P 4 -I @ sh -c \"'{program}' portfolio --no-names --header {NAMES} @ -o @.out\" && cat '{0}'/part-*.out",
        folder.display()
    );
    let shell = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(shell.status.success(), "{}", text(&shell.stderr));
    let whole = well(&["portfolio", &file], "");
    assert!(whole.split_once('\n').unwrap().1 == text(&shell.stdout));
}

#[test]
fn cases_and_results_may_be_json() {
    let lines = format!("{}\n{{\"id\":\"2\",\n\n", CASE.replace('\n', " ").replacen('{', r#"{ "id": "1","#, 1));
    let output = run(&["portfolio", "--format", "ndjson"], &lines);
    assert_eq!(output.status.code(), Some(1));
    let results: Vec<Value> = text(&output.stdout).lines().map(json_of).collect();
    assert_eq!((&results[0]["id"], &results[0]["due"]), (&json!("1"), &json!("62407.38")));
    assert_eq!((&results[1]["line"], &results[1]["problems"][0]["code"]), (&json!(2), &json!("notJson")));
    let twice = run(&["portfolio"], "{ \"id\": \"1\", \"id\": \"2\" }\n");
    assert!(text(&twice.stderr).starts_with("line 1 /id: field `id` stands twice\n"), "{}", text(&twice.stderr));
    let cut = run(&["portfolio"], &format!("{}\n{{ \"id\": \"1\n", CASE.replace('\n', " ")));
    let said = "line 2:11: the input is not JSON: expected the closing quote of a text at column 11\n";
    assert!(text(&cut.stderr).starts_with(said), "{}", text(&cut.stderr));
    let table = well(&["portfolio", "--accept-bad-rows"], &lines);
    assert!(table.lines().nth(1).unwrap().starts_with("1,2025-11-22,severe,substandard,99,62407.38,"), "{table}");
}

#[test]
fn columns_are_mapped_and_the_change_on_last_month_is_told() {
    let folder = folder("mapped");
    let input = "合同号;到期日;本金;monthlyIncom\nA;2025-08-15;60000;1\n";
    let mapped =
        ["--column", "合同号=id", "--column", "到期日=dueOn", "--column", "本金=principal", "--delimiter", ";"];
    let summary = write(&folder, "summary.json", "");
    let base = ["portfolio", "--summary", &summary, "--as-of"];
    let output = run(&[&base[..], &["2025-10-22"], &mapped].concat(), input);
    assert!(text(&output.stdout).contains("A,2025-10-22,moderate,"), "{}", text(&output.stdout));
    assert_eq!(text(&output.stderr), "column `monthlyIncom` was passed over: did you mean `monthlyIncome`?\n");
    let previous = write(&folder, "previous.json", fs::read(&summary).unwrap());
    well(&[&base[..], &["2025-11-22", "--previous", &previous], &mapped].concat(), input);
    let summary = json_of(&fs::read_to_string(&summary).unwrap());
    let of = |class: &str| {
        let classes = summary["change"]["classes"].as_array().unwrap();
        classes.iter().find(|entry| entry["class"] == class).unwrap()["count"].clone()
    };
    assert_eq!((of("moderate"), of("severe")), (json!(-1), json!(1)));
}

#[test]
fn a_part_may_begin_far_down_and_threads_have_an_end() {
    let base = ["portfolio", "--as-of", "2025-11-22", "--first-line", "4000000000", "--threads", "100000"];
    let output = run(&base, "id,dueOn,principal\nA,2025-08-15,60000\nB,x,1\n");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stdout).ends_with(",4000000002,2,notADate\n"), "{}", text(&output.stdout));
}
