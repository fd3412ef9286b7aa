//! What the engine writes as JSON is what `serde_json` writes, byte for byte.

use std::collections::BTreeMap;

use arrears::json::{Value as Tree, text};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::value::Error as ValueError;
use serde::de::{Deserialize, IntoDeserializer};
use serde_json::{Value, json};

/// Every form that a type of the wire can take.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Form {
    Bare,
    Wrapped(u8),
    Pair(i64, String),
    Named { first: Option<bool>, second: Vec<char> },
}

#[derive(Serialize)]
struct Wrapper(String);

#[derive(Serialize)]
struct Pair(i128, u128);

#[derive(Serialize)]
struct Nothing;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Tagged<'a> {
    Empty,
    Open { on: &'a str },
}

#[derive(Serialize)]
struct Inner {
    deep: BTreeMap<String, Form>,
}

#[derive(Serialize)]
struct Outer<'a> {
    before: Nothing,
    #[serde(flatten)]
    inner: Inner,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<u8>,
    tree: Value,
    tagged: [Tagged<'a>; 2],
    pair: (Wrapper, Pair),
    empty: (Vec<u8>, BTreeMap<String, u8>),
}

fn same(value: &impl Serialize) {
    assert_eq!(text(value), serde_json::to_string(value).unwrap());
}

#[test]
fn every_form_of_a_type_is_written_as_serde_json_writes_it() {
    let forms = [
        ("bare", Form::Bare),
        ("wrapped", Form::Wrapped(7)),
        ("pair", Form::Pair(i64::MIN, "a\"b\\c/d".to_owned())),
        ("none", Form::Named { first: None, second: Vec::new() }),
        ("named", Form::Named { first: Some(true), second: vec!['a', '"', '\u{7}', '失'] }),
    ];
    same(&Outer {
        before: Nothing,
        inner: Inner { deep: forms.into_iter().map(|(name, form)| (name.to_owned(), form)).collect() },
        absent: None,
        tree: json!({ "a": [1, -2.50, "x", null, true, {}, []], "b": { "c": 1 } }),
        tagged: [Tagged::Empty, Tagged::Open { on: "2025-11-22" }],
        pair: (Wrapper("\u{2028}\u{7f}\t\n\r\u{8}\u{c}\u{1b}\0".to_owned()), Pair(i128::MIN, u128::MAX)),
        empty: (Vec::new(), BTreeMap::new()),
    });
}

#[test]
fn a_number_stays_as_it_was_written() {
    for number in ["0.10", "-0", "1e5", "123456789012345678901234567890", "1.00000000000000000001E+2"] {
        let tree: Value = serde_json::from_str(&format!("[{number},{{\"a\":{number}}}]")).unwrap();
        same(&tree);
        assert!(text(&tree).starts_with(&format!("[{number}")) || number.contains('e') || number.contains('E'));
    }
}

fn trees() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\x00-\\x7f]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_tree_is_written_as_serde_json_writes_it(tree in trees()) {
        prop_assert_eq!(text(&tree), serde_json::to_string(&tree).unwrap());
    }
}

/// A number that is not finite is no fact that is not known: it is reported where it stands.
#[test]
fn a_number_that_is_not_finite_stays_a_problem() {
    for (number, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "Infinity"), (f64::NEG_INFINITY, "-Infinity")] {
        let read = Tree::deserialize(IntoDeserializer::<ValueError>::into_deserializer(number)).unwrap();
        assert_eq!(read.as_str(), Some(&*format!("\0notFinite:{shown}")));
    }
    let read = Tree::deserialize(IntoDeserializer::<ValueError>::into_deserializer(0.1)).unwrap();
    assert_eq!(read, Tree::number("0.1"));
}
