//! What two policy documents say differently, value by value.

use crate::json::Value;
use serde::Serialize;

/// A value at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Leaf {
    /// A text, an amount, a rate.
    Text(String),
    /// A whole number.
    Number(u64),
    /// True or false.
    YesNo(bool),
    /// An object or list that the other side does not have.
    Whole {
        /// How many values it holds.
        values: usize,
    },
}

/// One value that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextChange {
    /// JSON pointer in the first document, or in the second for what only that has.
    pub path: String,
    /// The value in the first document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Leaf>,
    /// The value in the second document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Leaf>,
    #[serde(skip)]
    unit: Option<Unit>,
}

/// The smallest cited value around a change: what can be exchanged on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) before: String,
    pub(super) after: String,
}

/// Names under which the entries of a list are known, first one first.
const KEYS: [&str; 4] = ["id", "name", "action", "class"];

/// Every value that differs.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<TextChange> {
    let mut found = Vec::new();
    let place = Place { before: String::new(), after: String::new(), unit: None };
    walk(Some(before), Some(after), &place, &mut found);
    found
}

#[derive(Clone)]
struct Place {
    before: String,
    after: String,
    unit: Option<Unit>,
}

impl Place {
    fn child(&self, before: &str, after: &str) -> Self {
        let joined = |outer: &str, name: &str| format!("{outer}/{}", name.replace('~', "~0").replace('/', "~1"));
        Self { before: joined(&self.before, before), after: joined(&self.after, after), unit: self.unit.clone() }
    }

    fn enter(&self, before: &Value, after: &Value) -> Self {
        let cited = |value: &Value| value.get("source").is_some();
        let unit = if cited(before) && cited(after) {
            Some(Unit { before: self.before.clone(), after: self.after.clone() })
        } else {
            self.unit.clone()
        };
        Self { unit, ..self.clone() }
    }
}

fn walk(before: Option<&Value>, after: Option<&Value>, place: &Place, found: &mut Vec<TextChange>) {
    match (before, after) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let place = before.zip(after).map_or(place.clone(), |(before, after)| place.enter(before, after));
            for (name, value) in left {
                walk(Some(value), right.get(name), &place.child(name, name), found);
            }
            for (name, value) in right.iter().filter(|(name, _)| !left.contains_key(name)) {
                walk(None, Some(value), &place.child(name, name), found);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => lists(left, right, place, found),
        (before, after) if before == after => {}
        (before, after) => found.push(TextChange {
            path: if before.is_some() { place.before.clone() } else { place.after.clone() },
            before: before.map(leaf),
            after: after.map(leaf),
            unit: place.unit.clone(),
        }),
    }
}

/// Entries that have a name are matched by it, others by their position.
fn lists(left: &[Value], right: &[Value], place: &Place, found: &mut Vec<TextChange>) {
    let key =
        KEYS.into_iter().find(|key| left.iter().chain(right).all(|entry| entry.get(key).is_some_and(Value::is_string)));
    let partner = |entry: &Value, index: usize, others: &[Value]| match key {
        Some(key) => others.iter().position(|other| other.get(key) == entry.get(key)),
        None => (index < others.len()).then_some(index),
    };
    for (index, entry) in left.iter().enumerate() {
        let other = partner(entry, index, right);
        let name = other.unwrap_or(index).to_string();
        let place = place.child(&index.to_string(), &name);
        walk(Some(entry), other.and_then(|other| right.get(other)), &place, found);
    }
    for (index, entry) in right.iter().enumerate().filter(|(index, entry)| partner(entry, *index, left).is_none()) {
        let name = index.to_string();
        walk(None, Some(entry), &place.child(&name, &name), found);
    }
}

fn leaf(value: &Value) -> Leaf {
    match value {
        Value::String(text) => Leaf::Text(text.clone()),
        Value::Bool(answer) => Leaf::YesNo(*answer),
        Value::Number(number) => number.as_u64().map_or_else(|| Leaf::Text(number.to_string()), Leaf::Number),
        Value::Null => Leaf::Whole { values: 0 },
        Value::Array(_) | Value::Object(_) => Leaf::Whole { values: count(value) },
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(entries) => entries.iter().map(count).fold(0, usize::saturating_add),
        Value::Object(fields) => fields.values().map(count).fold(0, usize::saturating_add),
        _ => 1,
    }
}

/// The cited values that hold a change which can bear on an outcome: words and sources cannot.
pub(super) fn units(changes: &[TextChange]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for change in changes {
        let Some(unit) = &change.unit else { continue };
        let inside = change.path.strip_prefix(&unit.before).or(change.path.strip_prefix(&unit.after)).unwrap_or("");
        let only_words = inside.starts_with("/source") || inside.starts_with("/label");
        if !only_words && !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    units
}

/// The first document with one value of the second.
pub(super) fn with_unit(before: &Value, after: &Value, unit: &Unit) -> Option<Value> {
    let mut mixed = before.clone();
    *mixed.pointer_mut(&unit.before)? = after.pointer(&unit.after)?.clone();
    Some(mixed)
}
