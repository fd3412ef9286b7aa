//! Tapes: what is read from one is byte for byte what the writer of JSON gives.

use arrears::api::{Engine, call_tape, call_text};
use arrears::calendar::Date;
use arrears::json::{self, KEYS_OF_DATES, Map, Memory, Reader, Value};
use arrears::money::Money;
use arrears::policy::builtin;
use proptest::prelude::*;

use crate::vector::{FILES, read};

#[test]
fn every_vector_says_on_tape_what_it_says_in_json() {
    let mut compared = 0;
    for id in builtin::ids() {
        let engine = Engine::builtin(id).unwrap();
        let (mut memory, mut reader) = (engine.memory(), Reader::default());
        for vector in FILES.iter().flat_map(|(name, text)| read(name, text)) {
            let (operation, facts, options) = (vector.operation(), vector.facts(), vector.options());
            let text = call_text(&engine, operation, facts, options);
            let tape = call_tape(&engine, &mut memory, operation, facts, options);
            assert_eq!(tape.map(|tape| reader.text(&tape)), text, "{}", vector.id);
            compared += 1;
        }
    }
    assert!(compared >= 800, "{compared}");
}

/// What is told once is not told again, and neither are the sources that clauses cite.
#[test]
fn a_second_answer_is_shorter() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let mut memory = engine.memory();
    let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
    let mut tape = || call_tape(&engine, &mut memory, "assess", facts, "{}").unwrap();
    let (first, second, third) = (tape(), tape(), tape());
    assert!(first.wide.contains("逾期30日以内") && second.wide.is_empty());
    assert!(first.words[2] > 0 && second.words[2..4] == [0, 0]);
    assert_eq!(second, third);
}

/// Only the sources that the engine named last: what another policy cites may stand in the same place later.
#[test]
fn a_policy_read_for_one_call_is_written_out() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let (mut memory, mut reader) = (engine.memory(), Reader::default());
    let documents: Vec<&str> = builtin::DOCUMENTS.iter().map(|(_, document)| *document).collect();
    let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
    for (left, right) in [(0, 1), (1, 0), (0, 1)] {
        let options = format!(r#"{{ "before": {}, "after": {} }}"#, documents[left], documents[right]);
        let text = call_text(&engine, "comparePolicies", "null", &options).unwrap();
        let tape = call_tape(&engine, &mut memory, "comparePolicies", "null", &options).unwrap();
        assert_eq!(reader.text(&tape), text);
        let text = call_text(&engine, "assess", facts, "{}").unwrap();
        assert_eq!(reader.text(&call_tape(&engine, &mut memory, "assess", facts, "{}").unwrap()), text);
    }
}

/// An amount of as many fen as the key of a date, and a fen more and less: figures that were written once are found by
/// their keys again, and an amount must not be found as a date.
#[test]
fn an_amount_is_never_taken_for_a_date() {
    let date = Date::parse("2025-11-22").unwrap();
    let key = i128::from(KEYS_OF_DATES) + i128::from(date.day_number());
    for fen in [key - 1, key, key + 1, i128::from(KEYS_OF_DATES), i128::from(KEYS_OF_DATES) - 1, i128::from(u32::MAX)] {
        let figures = (date, Money::from_fen(fen), date, Money::from_fen(fen));
        let (mut memory, mut reader) = (Memory::default(), Reader::default());
        let yuan = format!("{}.{:02}", fen / 100, fen % 100);
        let text = format!(r#"["2025-11-22","{yuan}","2025-11-22","{yuan}"]"#);
        assert_eq!(reader.text(&memory.tape(&figures)), text);
        assert_eq!(json::text(&figures), text);
    }
}

fn any_tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::number(&number.to_string())),
        "[a-z\"\\\\\n\u{1}\u{7f}\u{80}\u{9f}\u{a0}×÷ÿĀ中文😀]{0,20}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec(("[a-z_\"中😀]{0,6}", inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map>())),
        ]
    })
}

proptest! {
    #[test]
    fn any_tree_comes_back(trees in prop::collection::vec(any_tree(), 1..4)) {
        let (mut memory, mut reader) = (Memory::default(), Reader::default());
        for tree in &trees {
            prop_assert_eq!(reader.text(&memory.tape(tree)), json::text(tree));
        }
    }

    #[test]
    fn any_number_comes_back(small in any::<u32>(), large in any::<u64>(), signed in any::<i128>()) {
        let (mut memory, mut reader) = (Memory::default(), Reader::default());
        let values = (small, large, signed, Some('"'), [(); 2]);
        prop_assert_eq!(reader.text(&memory.tape(&values)), json::text(&values));
    }

    /// What is no tape gives some text, and never a panic.
    #[test]
    fn any_words_are_read(
        words in prop::collection::vec(any::<u32>().prop_map(|word| word & 0xff), 0..40),
        narrow in prop::collection::vec(any::<u8>(), 0..20),
        wide in ".{0,20}",
    ) {
        Reader::default().text(&json::Tape { words, narrow, wide });
    }
}
