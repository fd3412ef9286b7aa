//! The words of the wire: stable, unique, and the same wherever an enum is read or written.

use std::collections::BTreeSet;
use std::fmt::Debug;

use arrears::api::{Engine, call_text};
use arrears::calendar::{DayCount, DaysCounted};
use arrears::error::{FailureCode, Problem, ProblemCode};
use arrears::locale::Locale;
use arrears::money::{Rounding, Stage};
use arrears::policy::model::{Class, Confidence, ContactOutcome, Fact, Operator, PlanInterest, RiskTier, Role};
use arrears::rules::schedule::Method;
use serde::Serialize;
use serde_json::{Value, json};

/// The variants of an enum in a source file, as serde's camelCase writes them.
fn variants(file: &str, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let tree = syn::parse_file(&text).unwrap();
    let found = tree.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    let variants = found.unwrap_or_else(|| panic!("{file} has no enum {name}")).variants.iter();
    variants.map(|variant| camel_case(&variant.ident.to_string())).collect()
}

fn camel_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

/// Every problem code, so that each can be made; `every_code_is_listed` compares with the source.
const CODES: &[ProblemCode] = &[
    ProblemCode::Required,
    ProblemCode::MissingSource,
    ProblemCode::UnknownField,
    ProblemCode::DuplicateField,
    ProblemCode::WrongType,
    ProblemCode::NotADecimal,
    ProblemCode::TooManyDecimals,
    ProblemCode::Negative,
    ProblemCode::AmountTooLarge,
    ProblemCode::RateAboveOne,
    ProblemCode::NotADate,
    ProblemCode::DateOutOfRange,
    ProblemCode::NotATime,
    ProblemCode::DateAfterAsOf,
    ProblemCode::NotAWholeNumber,
    ProblemCode::CountTooLarge,
    ProblemCode::CountTooSmall,
    ProblemCode::NotOneOf,
    ProblemCode::EmptyList,
    ProblemCode::TooManyItems,
    ProblemCode::TextTooLong,
    ProblemCode::InputTooLarge,
    ProblemCode::NotJson,
    ProblemCode::BothGiven,
    ProblemCode::ArrearAmountUnknown,
    ProblemCode::WaivedExceedsDue,
    ProblemCode::OutstandingBelowOverdue,
    ProblemCode::BeforeDrawdown,
    ProblemCode::BeforeAgreement,
    ProblemCode::NotAPayment,
    ProblemCode::RepeatedEvent,
    ProblemCode::ScheduleAboveDrawdown,
    ProblemCode::NotFinite,
    ProblemCode::NotData,
    ProblemCode::DateNotMidnight,
    ProblemCode::InvalidDate,
    ProblemCode::Cyclic,
    ProblemCode::TooDeep,
    ProblemCode::UnknownOperation,
    ProblemCode::UnknownPolicy,
    ProblemCode::UnknownLocale,
    ProblemCode::NoPolicyInForce,
    ProblemCode::VersionsOverlap,
    ProblemCode::VersionsGap,
    ProblemCode::ScaleBroken,
    ProblemCode::ScaleNotWorsening,
    ProblemCode::ThresholdKind,
    ProblemCode::DuplicateId,
    ProblemCode::UnknownDocument,
    ProblemCode::FactNotHere,
    ProblemCode::OtherPolicy,
    ProblemCode::NotSupported,
    ProblemCode::BoundsCrossed,
    ProblemCode::DateOutsideTable,
    ProblemCode::DatesOutOfOrder,
    ProblemCode::PartsDoNotAddUp,
    ProblemCode::NotUtf8,
    ProblemCode::QuoteBroken,
    ProblemCode::CarriageReturnAlone,
    ProblemCode::CellCount,
    ProblemCode::NoSuchColumn,
    ProblemCode::FigureTooLarge,
];

fn written(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn every_code_is_listed() {
    let listed: Vec<String> = CODES.iter().map(written).collect();
    assert_eq!(listed, variants("error.rs", "ProblemCode"));
}

#[test]
fn every_problem_has_a_message_of_plain_words() {
    for code in CODES {
        for (given, wanted) in [("given", "wanted"), ("", ""), ("\u{0}`\n\u{7f}\u{85}", "wanted"), ("6%", "wanted")] {
            let problem = Problem::new(*code, "/place".to_owned(), given, wanted);
            let told = Locale::ALL.map(|locale| problem.clone().localised(locale));
            let texts = told.iter().flat_map(|problem| [Some(problem.message()), problem.help()]);
            for text in texts.flatten() {
                assert!(text.len() > 8, "{code:?}: {text}");
                assert!(!text.contains(char::is_control), "{code:?}: {text:?}");
                assert!(!text.ends_with(['.', '。']) && !text.starts_with(char::is_uppercase), "{code:?}: {text}");
                assert_eq!(text.matches('`').count() % 2, 0, "{code:?}: {text}");
            }
        }
    }
}

#[test]
fn a_problem_has_the_fields_of_the_wire() {
    let with_help = Problem::new(ProblemCode::UnknownField, "/borower".to_owned(), "borower", "borrower");
    let wanted = json!({ "code": "unknownField", "path": "/borower", "message": "unknown field `borower`", "help": "did you mean `borrower`?" });
    assert_eq!(serde_json::to_value(with_help).unwrap(), wanted);
    let without = serde_json::to_value(Problem::new(ProblemCode::Required, String::new(), "", "")).unwrap();
    assert_eq!(without, json!({ "code": "required", "path": "", "message": "this fact is required" }));
}

#[test]
fn the_kinds_of_failure_are_those_of_the_wire() {
    let kinds = [
        FailureCode::InvalidFacts,
        FailureCode::InvalidPolicy,
        FailureCode::Limit,
        FailureCode::TableEnds,
        FailureCode::Engine,
    ];
    assert_eq!(kinds.map(written), ["invalidFacts", "invalidPolicy", "limit", "tableEnds", "engine"]);
    assert_eq!(variants("error.rs", "FailureCode"), kinds.map(written));
}

fn table<T: Copy + Debug + PartialEq + Serialize>(names: &[(&str, T)], words: &[&str]) {
    let read: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    assert_eq!(read, words);
    assert_eq!(read.iter().collect::<BTreeSet<_>>().len(), words.len());
    for (name, value) in names {
        assert_eq!(serde_json::to_value(value).unwrap(), Value::String((*name).to_owned()), "{value:?}");
        assert_eq!(names.iter().filter(|(_, other)| other == value).count(), 1, "{value:?}");
    }
}

#[test]
fn every_word_is_read_as_it_is_written() {
    table(&Rounding::NAMES, &["halfUp", "halfEven", "down", "up"]);
    let day_counts = "ACT/360 ACT/365F ACT/365-ACTUAL ACT/365.25 ACT/364 ACT/ACT-ISDA ACT/ACT-AFB ACT/ACT-YEAR \
                      30/360-ISDA 30E/360 30E/360-ISDA 30U/360 30U/360-EOM 30E+/360 30/360-PSA 30E/365 NL/360 NL/365";
    table(&DayCount::NAMES, &day_counts.split_whitespace().collect::<Vec<_>>());
    table(&DaysCounted::NAMES, &["start", "end", "both", "neither"]);
    table(&Stage::NAMES, &["once", "line", "segment"]);
    table(&Method::NAMES, &["equalInstallment", "equalPrincipal", "equalSplit"]);
    table(&Confidence::NAMES, &["L", "P", "M", "plan", "ours", "assumed"]);
    table(&Operator::NAMES, &["lt", "le", "eq", "ne", "ge", "gt", "in"]);
    table(&Role::NAMES, &["junior", "senior", "supervisor"]);
    table(&Class::NAMES, &["mild", "moderate", "severe"]);
    table(&RiskTier::NAMES, &["specialMention", "substandard", "doubtful", "loss"]);
    table(&PlanInterest::NAMES, &["frozen", "contract", "penalty"]);
    table(&ContactOutcome::NAMES, &["reached", "noAnswer", "refused", "wrongNumber", "promised"]);
    let facts: Vec<&str> = Fact::NAMES.iter().map(|(name, _)| *name).collect();
    table(&Fact::NAMES, &facts);
    // An approval has the name of its place in the case.
    let of_approval = |name: &str| name.strip_suffix("Approved").map(|decision| format!("approvals.{decision}"));
    let named = variants("policy/model.rs", "Fact").into_iter().map(|name| of_approval(&name).unwrap_or(name));
    assert_eq!(facts, named.collect::<Vec<_>>());
    assert_eq!((written(Class::Current), written(RiskTier::Normal)), ("current".to_owned(), "normal".to_owned()));
}

/// The text literals of a source file, those inside of macros as well.
fn literals(source: &str) -> Vec<String> {
    fn walk(tokens: proc_macro2::TokenStream, found: &mut Vec<String>) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) if !group.to_string().starts_with("[doc") => {
                    walk(group.stream(), found);
                }
                proc_macro2::TokenTree::Literal(literal) => {
                    found.extend(syn::parse_str::<syn::LitStr>(&literal.to_string()).map(|text| text.value()));
                }
                _ => {}
            }
        }
    }
    let (mut found, file) = (Vec::new(), std::fs::read_to_string(source).unwrap());
    walk(file.parse().unwrap(), &mut found);
    found
}

/// Where a Chinese character meets a Latin letter, a digit or a quoted piece without a space. Figures of a date
/// (`2025年8月15日`) are one word with its characters.
fn slips(text: &str) -> Vec<String> {
    let is_chinese = |character: char| ('\u{3400}'..='\u{9fff}').contains(&character);
    let is_latin = |character: char| character.is_ascii_alphanumeric() || matches!(character, '%' | '`' | '"');
    let is_date = |character: char| matches!(character, '年' | '月' | '日');
    let (mut slips, mut quoted, mut last) = (Vec::new(), false, ' ');
    for character in text.chars() {
        let meet = is_chinese(last) && is_latin(character) || is_latin(last) && is_chinese(character);
        // What a piece of input holds is its own affair.
        let opens = character == '`' && !quoted;
        let closed = last == '`' && !quoted;
        if meet
            && !is_date(last)
            && !is_date(character)
            && (!quoted && character != '`' && last != '`' || opens || closed)
        {
            slips.push(format!("{last}{character} in {text}"));
        }
        quoted ^= character == '`';
        last = character;
    }
    slips
}

#[test]
fn chinese_stands_apart_from_latin_letters_and_digits() {
    assert_eq!(slips("不是1485.00 这样的金额").len(), 1);
    assert_eq!(slips("没有`x` 这一项").len(), 1);
    assert_eq!(slips("没有 `合同A` 这一项，2025年8月15日").len(), 0);
    let sources = ["error/words.rs", "error/words/columns.rs", "policy/check/words.rs", "explain/words.rs", "names.rs"];
    let mut seen = 0;
    for source in sources {
        for text in literals(&format!("src/{source}")) {
            seen += usize::from(text.chars().any(|character| character > '\u{3400}'));
            assert_eq!(slips(&text), Vec::<String>::new(), "{source}");
        }
    }
    assert!(seen > 500, "{seen}");
}

/// Also where a phrase is put into the place of a message.
#[test]
fn a_phrase_in_a_message_stands_apart_as_well() {
    let phrases = literals("src/error/words.rs").into_iter().filter(|text| text.is_ascii() && !text.contains("`{"));
    let phrases: Vec<String> = phrases
        .map(|text| {
            ["number", "count", "line", "column"]
                .iter()
                .fold(text, |text, name| text.replace(&format!("{{{name}}}"), "7"))
        })
        .collect();
    assert!(phrases.len() > 60);
    for code in CODES {
        for phrase in &phrases {
            for locale in [Locale::Simplified, Locale::Traditional] {
                let problem = Problem::new(*code, String::new(), phrase, phrase).localised(locale);
                assert_eq!(slips(&problem.message()), Vec::<String>::new(), "{code:?} {phrase}");
            }
        }
    }
}

#[test]
fn zeros_beyond_the_scale_are_decimals_of_a_text_and_not_of_a_number() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let assessed = |principal: &str, rate: &str| {
        let facts = format!(
            r#"{{ "asOf": "2025-11-22", "loan": {{ "annualRate": {rate} }}, "arrears": [{{ "dueOn": "2025-08-15", "principal": {principal}, "interest": "0" }}] }}"#
        );
        call_text(&engine, "assess", &facts, "{}")
    };
    // With a point for thousands `1.500` is 1,500: taken for 1.50 it would be wrong by a factor of a thousand.
    for (principal, rate) in [("\"1.500\"", "\"0.06\""), ("\"60000.00\"", "\"0.06000000000\""), ("\"0.000\"", "\"6%\"")]
    {
        let failure = assessed(principal, rate).unwrap_err();
        assert_eq!(failure.problems()[0].code(), ProblemCode::TooManyDecimals, "{principal} {rate}");
    }
    let as_text = assessed("\"1.50\"", "\"0.06\"").unwrap();
    for (principal, rate) in [("1.500", "0.06000000000"), ("1.5", "0.06"), ("15e-1", "6e-2")] {
        assert_eq!(assessed(principal, rate).unwrap(), as_text, "{principal} {rate}");
    }
}
