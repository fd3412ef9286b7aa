//! Laws on words: no figure of their own, nothing that cannot be said, every problem at its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use arrears::api::{Engine, call_text};
use arrears::error::{Problem, ProblemCode};
use arrears::limits::ANSWER_ENTRIES_MAX;
use arrears::locale::{Locale, fill};
use serde_json::{Value, json};

use crate::vector::{FILES, read};
use crate::vectors::assess;

const LEVELS: [&str; 3] = ["sentence", "checklist", "full"];
const POLICIES: [&str; 2] = ["cn-bank-loan", "cn-home-mortgage"];

static ENGINES: LazyLock<[Engine; 2]> = LazyLock::new(|| POLICIES.map(|id| Engine::builtin(id).unwrap()));

fn call(operation: &str, facts: &str, options: &str) -> Result<Value, Value> {
    called(&ENGINES[0], operation, facts, options)
}

fn called(engine: &Engine, operation: &str, facts: &str, options: &str) -> Result<Value, Value> {
    match call_text(engine, operation, facts, options) {
        Ok(answer) => Ok(serde_json::from_str(&answer).unwrap()),
        Err(failure) => Err(serde_json::from_str(&failure.to_json()).unwrap()),
    }
}

fn explained(engine: &Engine, answer: &Value, locale: Locale, level: &str) -> Value {
    let options = json!({ "locale": locale.tag(), "level": level }).to_string();
    called(engine, "explain", &answer.to_string(), &options).unwrap_or_else(|failure| panic!("{failure}: {answer}"))
}

/// Every answer that the vectors of `assess` give, under both policies.
fn answers() -> Vec<(String, &'static Engine, Value)> {
    let mut answers = Vec::new();
    for (name, text) in FILES {
        for vector in read(name, text).iter().filter(|vector| vector.operation() == "assess") {
            for (engine, policy) in ENGINES.iter().zip(POLICIES) {
                let answer = called(engine, "assess", vector.facts(), r#"{ "include": ["changes"] }"#);
                answers.extend(answer.ok().map(|answer| (format!("{policy}: {}", vector.id), engine, answer)));
            }
        }
    }
    assert!(answers.len() > 300, "only {} answers", answers.len());
    answers
}

fn case_a() -> Value {
    let facts = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        "borrower": { "monthlyIncome": "36000" }, "contacts": { "failedAttempts": 3 } }"#;
    call("assess", facts, r#"{ "include": ["changes"] }"#).unwrap()
}

/// What the policy itself says in words: labels and titles, whose figures are its own.
fn policy_words(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let is_words = fields.contains_key("zh-Hant");
            words.extend(fields.values().filter_map(Value::as_str).filter(|_| is_words).map(str::to_owned));
            fields.values().for_each(|value| policy_words(value, words));
        }
        Value::Array(entries) => entries.iter().for_each(|value| policy_words(value, words)),
        _ => {}
    }
}

fn words_of_policies() -> Vec<String> {
    let mut words = BTreeSet::new();
    for (_, document) in arrears::policy::builtin::DOCUMENTS {
        policy_words(&serde_json::from_str(document).unwrap(), &mut words);
    }
    policy_words(&call("vocabulary", "{}", "{}").unwrap()["names"]["dayCounts"], &mut words);
    let mut words: Vec<String> = words.into_iter().filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
    words.sort_by_key(|text| std::cmp::Reverse(text.len()));
    words
}

/// The texts and numbers of an answer, as they are written there.
fn leaves(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, found)),
        Value::Array(entries) => entries.iter().for_each(|value| leaves(value, found)),
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Number(number) => drop(found.insert(number.to_string())),
        _ => {}
    }
}

/// Places of arrears, counted from one: a pointer counts from nothing.
fn places(found: &BTreeSet<String>) -> BTreeSet<String> {
    let index = |text: &String| text.strip_prefix("/arrears/")?.split('/').next()?.parse::<u32>().ok();
    found.iter().filter_map(index).map(|index| (index + 1).to_string()).collect()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date of an answer as each language writes it.
fn dates_in_words(found: &BTreeSet<String>) -> Vec<String> {
    let mut dates = Vec::new();
    for text in found {
        let parts: Vec<&str> = text.split('-').collect();
        if let [year, month, day] = parts[..]
            && let (Ok(month), Ok(day), 10) = (month.parse::<usize>(), day.parse::<usize>(), text.len())
        {
            dates.push(format!("{year}年{month}月{day}日"));
            dates.push(format!("{day} {} {year}", MONTHS[month - 1]));
        }
    }
    dates
}

/// Per cent figures that an answer's shares and rates are the hundredth of.
fn per_cents(found: &BTreeSet<String>) -> BTreeSet<String> {
    let units = |text: &str| {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{places:0<12}").parse::<u128>().ok()
    };
    found.iter().filter_map(|text| units(text)).map(|units| units.to_string()).collect()
}

/// The figures of a text that stand neither in the answer nor in the policy's own words.
fn own_figures(text: &str, answer: &Value, policy: &[String]) -> Vec<String> {
    let mut found = BTreeSet::new();
    leaves(answer, &mut found);
    let mut rest = text.to_lowercase();
    let spoken = found.iter().filter(|leaf| leaf.len() > 3 && leaf.contains(|c: char| !c.is_ascii_digit() && c != '.'));
    let mut known: Vec<String> = spoken.cloned().chain(dates_in_words(&found)).chain(policy.iter().cloned()).collect();
    known.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for words in known {
        rest = rest.replace(&words.to_lowercase(), " ");
    }
    let per_cents = per_cents(&found);
    let places = places(&found);
    let is_part = |c: char| c.is_ascii_digit() || ",.%".contains(c);
    let tokens = rest.split(|c: char| !is_part(c)).map(|token| token.trim_end_matches([',', '.']));
    let figures = tokens.filter(|token| token.contains(|c: char| c.is_ascii_digit()));
    let stands = |token: &str| {
        if let Some(share) = token.strip_suffix('%') {
            let (whole, decimals) = share.split_once('.').unwrap_or((share, ""));
            let units = format!("{whole}{decimals:0<10}").parse::<u128>().unwrap();
            return per_cents.contains(&units.to_string());
        }
        let plain = token.replace(',', "");
        found.contains(&plain) || found.contains(&format!("-{plain}")) || places.contains(&plain)
    };
    figures.filter(|token| !stands(token)).map(str::to_owned).collect()
}

#[test]
fn no_sentence_shows_a_figure_that_is_not_in_the_answer() {
    let policy = words_of_policies();
    for (name, engine, answer) in answers() {
        for locale in Locale::ALL {
            let text = explained(engine, &answer, locale, "full")["text"].as_str().unwrap().to_owned();
            let own = own_figures(&text, &answer, &policy);
            assert!(own.is_empty(), "{name}, {}: {own:?} in\n{text}", locale.tag());
        }
    }
}

#[test]
fn the_check_on_figures_finds_one() {
    let answer = case_a();
    for invented in ["62,407.29 元", "2025年11月21日", "21 November 2025", "9.01%", "98 天", "7 payments"] {
        assert!(!own_figures(invented, &answer, &[]).is_empty(), "{invented}");
    }
    for told in ["62,407.28 元", "2025年11月22日", "22 November 2025", "9%", "99 天", "6 payments"] {
        assert!(own_figures(told, &answer, &[]).is_empty(), "{told}");
    }
}

#[test]
fn every_answer_can_be_said_and_each_level_says_more() {
    for (name, engine, answer) in answers() {
        for locale in Locale::ALL {
            let levels = LEVELS.map(|level| explained(engine, &answer, locale, level));
            for (level, explained) in LEVELS.iter().zip(&levels) {
                assert_eq!((&explained["level"], &explained["locale"]), (&json!(level), &json!(locale.tag())));
                check_form(&format!("{name}, {} {level}", locale.tag()), explained);
            }
            let [sentence, checklist, full] = levels.map(|level| lines(&level));
            assert!(sentence.iter().all(|line| checklist.contains(line)), "{name}");
            assert!(checklist.iter().all(|line| full.contains(line)), "{name}");
        }
    }
}

fn lines(explained: &Value) -> BTreeSet<String> {
    let sections = explained["sections"].as_array().unwrap();
    let lines = sections.iter().flat_map(|section| section["lines"].as_array().unwrap());
    lines.map(|line| line.as_str().unwrap().to_owned()).collect()
}

fn check_form(name: &str, explained: &Value) {
    let text = explained["text"].as_str().unwrap();
    assert!(text.starts_with(explained["title"].as_str().unwrap()), "{name}");
    assert!(!text.contains(['{', '}']), "{name}: an unfilled place in {text}");
    for banned in ["非法", "无效", "無效", "后果自负", "後果自負", "强制", "坐牢", "illegal", "invalid", " 1 days"]
    {
        assert!(!text.contains(banned), "{name}: {banned} in {text}");
    }
    for line in lines(explained) {
        assert!(text.contains(&line) && !line.trim().is_empty(), "{name}: {line}");
        for doubled in ["。。", "；；", "..", "  ", "：：", ": :", "，，", "。；"] {
            assert!(!line.contains(doubled), "{name}: {doubled} in {line}");
        }
    }
    let ids: Vec<&Value> = explained["sections"].as_array().unwrap().iter().map(|section| &section["id"]).collect();
    let distinct: BTreeSet<String> = ids.iter().map(ToString::to_string).collect();
    assert_eq!(ids.len(), distinct.len(), "{name}");
    assert!(distinct.contains("\"due\"") && distinct.contains("\"note\""), "{name}");
}

#[test]
fn every_missing_fact_is_a_question_in_words() {
    let mut asked = BTreeSet::new();
    for (name, engine, answer) in answers() {
        for locale in Locale::ALL {
            let explained = explained(engine, &answer, locale, "checklist");
            let sections = explained["sections"].as_array().unwrap();
            let section = sections.iter().find(|section| section["id"] == "missing");
            let questions = section.map_or(Vec::new(), |section| section["lines"].as_array().unwrap().clone());
            let missing = answer.to_string().contains(r#""outcome":"undetermined""#);
            assert!(!missing || !questions.is_empty(), "{name} asks nothing");
            for question in questions {
                let question = question.as_str().unwrap();
                assert!(question.ends_with(['？', '?']) && !question.contains('/'), "{name}: {question}");
                asked.insert(question.to_owned());
            }
        }
    }
    assert!(asked.len() >= 24, "{asked:?}");
}

#[test]
fn a_clause_is_never_shown_under_a_threshold_that_it_was_not_judged_by() {
    let mut answer = case_a();
    let clause = &mut answer["waiver"]["clauses"][0];
    assert_eq!((&clause["id"], &clause["threshold"]), (&json!("waiver.daysPastDue"), &json!(30)));
    clause["threshold"] = json!(45);
    let text = explained(&ENGINES[0], &answer, Locale::Simplified, "checklist")["text"].to_string();
    assert!(text.contains("逾期天数不超过 45 天——未满足") && !text.contains("逾期30日以内——"), "{text}");
    let other = explained(&ENGINES[1], &case_a(), Locale::English, "full")["text"].to_string();
    assert!(
        other.contains("Days past due: at most 30 days — not met") && other.contains("another policy version"),
        "{other}"
    );
    let own = explained(&ENGINES[0], &case_a(), Locale::English, "full")["text"].to_string();
    assert!(own.contains("At most 30 days past due — not met") && !own.contains("another policy version"), "{own}");
}

#[test]
fn a_clause_that_must_not_hold_reads_so() {
    let mut answer = case_a();
    let clause = &mut answer["waiver"]["clauses"][0];
    clause["group"] = json!("all/0/not");
    clause["operator"] = json!("gt");
    clause["status"] = json!("met");
    let text = explained(&ENGINES[0], &answer, Locale::English, "checklist")["text"].to_string();
    assert!(text.contains("the loan is 99 days past due, and the policy excludes more than 30 days"), "{text}");
    let text = explained(&ENGINES[0], &answer, Locale::Simplified, "checklist")["text"].to_string();
    assert!(text.contains("条件不包括：超过 30 天"), "{text}");
}

fn problems(answer: &Value, options: &str) -> BTreeSet<(String, String)> {
    let failure = call("explain", &answer.to_string(), options).unwrap_err();
    assert_eq!(failure["code"], "invalidFacts", "{failure}");
    let listed = failure["problems"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    listed.iter().map(|problem| (text(&problem["code"]), text(&problem["path"]))).collect()
}

fn set(expected: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    expected.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn what_is_read_is_checked_and_every_problem_stands_at_its_pointer() {
    let mut answer = case_a();
    answer["asOf"] = json!("2025-11-31");
    answer["schema"] = json!("answer.v9");
    answer["policy"]["id"] = Value::Null;
    answer["delinquency"]["class"] = json!("awful");
    answer["due"]["principal"] = json!(60000);
    answer["penalty"]["lines"][0]["segments"][0]["annualRate"] = json!("9%");
    answer["waiver"]["outcome"] = json!("maybe");
    answer["waiver"]["clauses"][0]["value"] = json!("99");
    answer["waiver"]["clauses"][1]["fact"] = json!("shoeSize");
    answer["installments"]["options"][0]["schedule"][1]["balance"] = json!("1.5");
    answer["escalation"]["litigation"]["approvedBy"] = json!("boss");
    answer["conventions"].as_object_mut().unwrap().remove("rounding");
    let expected = [
        ("notADate", "/asOf"),
        ("notOneOf", "/schema"),
        ("required", "/policy/id"),
        ("notOneOf", "/delinquency/class"),
        ("wrongType", "/due/principal"),
        ("notADecimal", "/penalty/lines/0/segments/0/annualRate"),
        ("notOneOf", "/waiver/outcome"),
        ("wrongType", "/waiver/clauses/0/value"),
        ("notOneOf", "/waiver/clauses/1/fact"),
        ("notADecimal", "/installments/options/0/schedule/1/balance"),
        ("notOneOf", "/escalation/litigation/approvedBy"),
        ("required", "/conventions/rounding"),
        ("unknownLocale", "/options/locale"),
        ("notOneOf", "/options/level"),
    ];
    assert_eq!(problems(&answer, r#"{ "locale": "fr", "level": "long" }"#), set(&expected));
    assert_eq!(problems(&json!([]), "{}"), set(&[("wrongType", "")]));
    assert_eq!(problems(&json!({}), "{}").len(), 10);
}

#[test]
fn each_outcome_needs_what_belongs_to_it() {
    for (outcome, pointer) in [("no", "blocking"), ("notYet", "opensOn"), ("refer", "refersTo")] {
        let mut answer = case_a();
        answer["escalation"]["agency"]["outcome"] = json!(outcome);
        let expected = format!("/escalation/agency/{pointer}");
        assert_eq!(problems(&answer, "{}"), set(&[("required", &expected)]));
    }
}

#[test]
fn an_answer_whose_parts_do_not_add_up_is_not_said() {
    let tampered = [
        ("/due/total", "62407.27", vec!["/due/total"]),
        ("/due/principal", "60000.01", vec!["/due/total"]),
        ("/due/penalty", "1485.01", vec!["/due/total", "/due/penalty"]),
        ("/penalty/lines/0/amount", "1485.01", vec!["/due/penalty", "/penalty/lines/0/amount"]),
        ("/penalty/lines/1/segments/0/amount", "22.27", vec!["/penalty/lines/1/amount"]),
    ];
    for (pointer, amount, places) in tampered {
        let mut answer = case_a();
        *answer.pointer_mut(pointer).unwrap() = json!(amount);
        let expected: Vec<(&str, &str)> = places.iter().map(|place| ("partsDoNotAddUp", *place)).collect();
        assert_eq!(problems(&answer, "{}"), set(&expected), "{pointer}");
    }
}

/// The compound interest of February depends on a rate that is not stated. The payment of June settles it whatever it
/// was, and what is left is the sum that was waived: a sum that is known, and of which there is no working.
#[test]
fn a_sum_that_is_known_without_its_working_is_said() {
    let facts = json!({ "asOf": "2025-11-22", "history": {
        "drawdown": { "on": "2025-01-01", "amount": "1000" },
        "schedule": [{ "dueOn": "2025-02-01", "principal": "1000", "interest": "100" }],
        "events": [
            { "on": "2025-03-01", "kind": "rate", "annualRate": "0.06" },
            { "on": "2025-05-01", "kind": "waiver", "component": "compound", "amount": "0.05" },
            { "on": "2025-06-01", "kind": "payment", "amount": "120" },
        ] } });
    let answer = assess(&facts);
    assert_eq!((&answer["due"]["compound"], &answer["due"]["penalty"]), (&json!("0.05"), &Value::Null));
    assert_eq!(answer["penalty"]["lines"], json!([]));
    let text = explained(&ENGINES[0], &answer, Locale::English, "full")["text"].as_str().unwrap().to_owned();
    assert!(text.contains("0.05"), "{text}");
    let mut tampered = answer.clone();
    tampered["due"]["missing"] = json!([]);
    assert!(problems(&tampered, "{}").contains(&("partsDoNotAddUp".to_owned(), "/due/compound".to_owned())));
}

#[test]
fn what_an_answer_holds_besides_is_left_alone() {
    let mut answer = case_a();
    answer["later"] = json!({ "field": [1, 2] });
    answer["due"]["later"] = json!("1.00");
    let (plain, richer) = (case_a(), answer);
    let say = |answer: &Value| explained(&ENGINES[0], answer, Locale::English, "full");
    assert_eq!(say(&plain), say(&richer));
}

#[test]
fn control_characters_of_an_answer_break_no_line() {
    let mut answer = case_a();
    answer["policy"]["version"] = json!("1.0\n\u{7}");
    let text = explained(&ENGINES[0], &answer, Locale::English, "full")["text"].as_str().unwrap().to_owned();
    assert!(text.contains("version 1.0\u{fffd}\u{fffd}\n"), "{text}");
}

#[test]
fn lists_of_an_answer_are_bounded() {
    let mut answer = case_a();
    answer["due"]["missing"] = json!(vec!["/loan/annualRate"; ANSWER_ENTRIES_MAX]);
    explained(&ENGINES[0], &answer, Locale::English, "sentence");
    answer["due"]["missing"] = json!(vec!["/loan/annualRate"; ANSWER_ENTRIES_MAX + 1]);
    let failure = call("explain", &answer.to_string(), "{}").unwrap_err();
    assert_eq!((&failure["code"], &failure["problems"][0]["path"]), (&json!("limit"), &json!("/due/missing")));
}

#[test]
fn tags_of_languages() {
    let read = [
        ("zh-Hans", Some(Locale::Simplified)),
        ("zh", Some(Locale::Simplified)),
        ("zh-CN", Some(Locale::Simplified)),
        ("zh-SG", Some(Locale::Simplified)),
        ("zh_cn", Some(Locale::Simplified)),
        ("zh-Hans-HK", Some(Locale::Simplified)),
        ("zh-Hant", Some(Locale::Traditional)),
        ("ZH-hant-tw", Some(Locale::Traditional)),
        ("zh-TW", Some(Locale::Traditional)),
        ("zh-HK", Some(Locale::Traditional)),
        ("zh-MO", Some(Locale::Traditional)),
        ("en", Some(Locale::English)),
        ("en-GB", Some(Locale::English)),
        ("en-US-x-test", Some(Locale::English)),
        ("zh-FR", None),
        ("fr", None),
        ("", None),
        ("en-", None),
        ("english", None),
        ("en GB", None),
    ];
    for (tag, locale) in read {
        assert_eq!(Locale::parse(tag), locale, "{tag}");
    }
    for locale in Locale::ALL {
        assert_eq!(Locale::parse(locale.tag()), Some(locale));
    }
}

#[test]
fn a_place_is_filled_once_and_input_is_never_a_pattern() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
    assert_eq!(fill("{c} {", &[("a", "x")]), "{c} {");
    let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "{wanted}", "principal": "{given}" }] }"#;
    let failure = call("assess", facts, "{}").unwrap_err();
    assert_eq!(failure["problems"][0]["message"], "`{wanted}` is not a date of the calendar");
    assert_eq!(failure["problems"][1]["message"], "`{given}` is not an amount such as 1485.00");
}

#[test]
fn problems_are_told_in_the_language_that_the_options_name() {
    let facts = r#"{ "asOf": "2025-02-29", "arreas": [], "loan": { "annualRate": "6" } }"#;
    let told = |locale: &str| {
        let failure = call("assess", facts, &format!(r#"{{ "locale": "{locale}" }}"#)).unwrap_err();
        let problems = failure["problems"].as_array().unwrap().clone();
        let find = |code: &str| problems.iter().find(|problem| problem["code"] == code).unwrap().clone();
        (find("notADate"), find("unknownField"), find("rateAboveOne"))
    };
    let (date, field, rate) = told("zh-CN");
    assert_eq!(
        (&date["message"], &date["help"]),
        (&json!("日历上没有 `2025-02-29` 这一天"), &json!("日期写成 `YYYY-MM-DD`"))
    );
    assert_eq!((&field["message"], &field["help"]), (&json!("没有 `arreas` 这一项"), &json!("是不是 `arrears`？")));
    assert_eq!(rate["help"], "是不是 `6%`？");
    let (date, field, _) = told("zh-HK");
    assert_eq!(date["message"], "日曆上沒有 `2025-02-29` 這一天");
    assert_eq!(field["message"], "沒有 `arreas` 這一項");
    let (date, ..) = told("en-GB");
    assert_eq!(date["message"], "`2025-02-29` is not a date of the calendar");
}

#[test]
fn also_what_is_no_json_and_no_operation() {
    let failure = call("assess", "{", r#"{ "locale": "zh-Hant" }"#).unwrap_err();
    assert!(failure["problems"][0]["message"].as_str().unwrap().starts_with("輸入不是 JSON："));
    let failure = call("asess", "{}", r#"{ "locale": "zh-Hans" }"#).unwrap_err();
    assert_eq!(failure["problems"][0]["help"], "是不是 `assess`？");
    let failure = call("assess", "{}", r#"{ "locale": "tlh" }"#).unwrap_err();
    let problem =
        failure["problems"].as_array().unwrap().iter().find(|problem| problem["code"] == "unknownLocale").unwrap();
    assert_eq!(problem["path"], "/options/locale");
    assert_eq!(problem["message"], "there are no words in the language `tlh`");
    assert!(problem["help"].as_str().unwrap().contains("`zh-Hant`"));
}

#[test]
fn input_that_reads_like_a_phrase_is_repeated_as_it_is() {
    let facts = r#"{ "asOf": "2025-11-22", "arrears": [], "days": 1 }"#;
    let failure = call("assess", facts, r#"{ "locale": "zh-Hans" }"#).unwrap_err();
    let messages: Vec<&Value> =
        failure["problems"].as_array().unwrap().iter().map(|problem| &problem["message"]).collect();
    assert!(messages.contains(&&json!("没有 `days` 这一项")), "{messages:?}");
}

/// Every phrase that the sources hand to a message must have its words in Chinese.
#[test]
fn every_phrase_of_the_sources_is_translated() {
    let mut phrases = BTreeSet::new();
    phrases_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut phrases);
    assert!(phrases.len() >= 12, "{phrases:?}");
    phrases.extend(
        [
            "days",
            "yuan",
            "a count",
            "a share",
            "yes or no",
            "classes",
            "dates",
            "a date",
            "the number 5",
            "an open band",
            "a whole number in digits alone",
        ]
        .map(str::to_owned),
    );
    let english = |message: &str| {
        let words = message.split(|character: char| !character.is_ascii_alphabetic());
        words.filter(|word| word.len() > 1).any(|word| !["true", "false"].contains(&word))
    };
    for phrase in phrases {
        let problem = Problem::new(ProblemCode::WrongType, String::new(), "nothing", &phrase);
        let failure = arrears::error::Failure::one(arrears::error::FailureCode::InvalidFacts, problem);
        for locale in [Locale::Simplified, Locale::Traditional] {
            let message = failure.clone().localised(locale).problems()[0].message();
            let is_left = message.contains(&phrase) || english(&message) || message.contains(" 或 no");
            assert!(!is_left, "`{phrase}` has no words in {}: {message}", locale.tag());
        }
    }
}

/// The text literals that follow `wrong_type(value, path, ` or `wanted = ` in the sources.
fn phrases_of(folder: &Path, phrases: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            phrases_of(&path, phrases);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for opening in ["wrong_type(value, path, \"", "decimal_text(value, path, \"", "let wanted = \""] {
                for rest in text.split(opening).skip(1) {
                    let literal = rest.split("\", ").next().unwrap().split("\";").next().unwrap();
                    phrases.insert(literal.replace("\\\"", "\""));
                }
            }
        }
    }
}

#[test]
fn every_name_of_the_wire_has_words() {
    let vocabulary = call("vocabulary", "{}", r#"{ "locale": "zh-Hans" }"#).unwrap();
    assert_eq!(vocabulary["locales"], json!(["zh-Hans", "zh-Hant", "en"]));
    assert_eq!(vocabulary["levels"], json!(LEVELS));
    let names = vocabulary["names"].as_object().unwrap();
    assert_eq!(names.len(), 22);
    for (vocabulary, entries) in names {
        assert!(!entries.as_object().unwrap().is_empty(), "{vocabulary}");
        for (name, words) in entries.as_object().unwrap() {
            for locale in Locale::ALL {
                let word = words[locale.tag()].as_str().unwrap();
                assert!(!word.trim().is_empty(), "{vocabulary}/{name} in {}", locale.tag());
            }
        }
    }
    assert_eq!(names["outcomes"]["refer"]["zh-Hans"], "需要人工审核");
    assert_eq!(names["classes"]["current"]["en"], "not overdue");
}

/// The names are the very ones of the answers.
#[test]
fn the_names_are_those_of_the_answers() {
    let vocabulary = call("vocabulary", "{}", "{}").unwrap();
    for (name, _, answer) in answers() {
        let has = |vocabulary_name: &str, wire: &Value| {
            let known = vocabulary["names"][vocabulary_name].get(wire.as_str().unwrap());
            assert!(known.is_some(), "{name}: {vocabulary_name} lacks {wire}");
        };
        let pointers = ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"];
        for decision in pointers.map(|pointer| answer.pointer(pointer).unwrap()) {
            has("outcomes", &decision["outcome"]);
            has("roles", &decision["approvedBy"]);
            for clause in decision["clauses"].as_array().unwrap() {
                has("facts", &clause["fact"]);
                has("operators", &clause["operator"]);
                has("statuses", &clause["status"]);
                has("confidences", &clause["source"]["confidence"]);
            }
        }
        has("dayCounts", &answer["conventions"]["dayCount"]);
        has("roundings", &answer["conventions"]["rounding"]["mode"]);
        has("planInterests", &answer["conventions"]["planInterest"]);
        let allocation = &answer["conventions"]["allocation"];
        has("allocationWalks", &allocation["walk"]);
        has("excessRules", &allocation["excess"]);
        for component in allocation["entries"].as_array().unwrap() {
            has("paymentComponents", component);
        }
    }
}

#[test]
fn a_change_is_told_in_the_language_asked_for_and_the_same_everywhere() {
    let facts = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-24", "principal": "60000", "interest": "900" }],
        "borrower": { "monthlyIncome": "34000" }, "contacts": { "failedAttempts": 3 } }"#;
    for (locale, told) in [
        ("zh-Hans", "到2025年11月23日，贷款逾期 91 天，结论变为：可以。"),
        ("zh-TW", "到2025年11月23日，貸款逾期 91 天，結論變為：可以。"),
        ("en", "On 23 November 2025 the loan is 91 days past due; the outcome is then: yes."),
    ] {
        let options = format!(r#"{{ "locale": "{locale}", "include": ["changes"] }}"#);
        let answer = call("assess", facts, &options).unwrap();
        assert_eq!(answer["escalation"]["litigation"]["changes"][0]["text"], told);
        let alone = call("change", facts, &format!(r#"{{ "locale": "{locale}" }}"#)).unwrap();
        let options = format!(r#"{{ "locale": "{locale}", "level": "full" }}"#);
        let text = call("explain", &answer.to_string(), &options).unwrap()["text"].to_string();
        let decisions = alone["decisions"].as_array().unwrap();
        let changes: Vec<&Value> = decisions.iter().flat_map(|found| found["changes"].as_array().unwrap()).collect();
        assert!(changes.len() >= 5, "{changes:?}");
        for change in changes {
            let told = change["text"].as_str().unwrap();
            assert!(!told.is_empty() && text.contains(told), "{told}");
        }
    }
}
