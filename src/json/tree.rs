//! The tree of a JSON text.

use std::fmt::{self, Display};
use std::{iter, slice};

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::writer;

/// Any value that JSON has a word for.
///
/// ```
/// use arrears::json::{Value, parse};
/// let tree = parse(r#"{ "rate": 0.10, "dueOn": ["2025-08-15"] }"#).unwrap().value;
/// assert_eq!(tree.get("rate"), Some(&Value::number("0.10")));
/// assert_eq!(tree.get("dueOn").and_then(Value::as_array).map(Vec::len), Some(1));
/// assert_eq!(tree.to_string(), r#"{"dueOn":["2025-08-15"],"rate":0.10}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// A text, without its quotes and escapes.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// A number from the text of one; the text is not looked at.
    #[must_use]
    pub fn number(text: &str) -> Self {
        Self::Number(Number(text.into()))
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether this is `true` or `false`.
    #[must_use]
    pub fn is_boolean(&self) -> bool {
        matches!(self, Self::Bool(_))
    }

    /// Whether this is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Whether this is a text.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether this is a list.
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The answer, where this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(answer) => Some(*answer),
            _ => None,
        }
    }

    /// The whole number from 0, where this is one that 64 bits hold.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// The text, where this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries, where this is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Array(entries) => Some(entries),
            _ => None,
        }
    }

    /// The fields, where this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// The field of that name, where this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The value that a JSON pointer leads to.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |reached, segment| match reached {
            Self::Object(fields) => fields.get(&name(segment)),
            Self::Array(entries) => entries.get(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The value that a JSON pointer leads to, to be changed.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        pointer.split('/').skip(1).try_fold(self, |reached, segment| match reached {
            Self::Object(fields) => fields.get_mut(&name(segment)),
            Self::Array(entries) => entries.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

/// The name that a segment of a JSON pointer stands for.
fn name(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

impl Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&writer::text(self))
    }
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Box<str>);

impl Number {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole number from 0 that it is, where 64 bits hold it.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }
}

impl Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The fields of an object, in the order of their names' bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    fields: Vec<(String, Value)>,
}

impl Map {
    /// The fields in any order, and whether a name stands twice; of those the last counts.
    #[must_use]
    pub fn sorted(mut fields: Vec<(String, Value)>) -> (Self, bool) {
        let mut repeats = false;
        if !fields.is_sorted_by(|(left, _), (right, _)| left < right) {
            // Of one name the last is brought to the front, where it is the one that stays.
            fields.reverse();
            fields.sort_by(|(left, _), (right, _)| left.cmp(right));
            fields.dedup_by(|(later, _), (kept, _)| {
                let same = later == kept;
                repeats |= same;
                same
            });
        }
        (Self { fields }, repeats)
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(self.place(name)?).map(|(_, value)| value)
    }

    /// The value of a field, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.place(name)?;
        self.fields.get_mut(place).map(|(_, value)| value)
    }

    /// Few names are of one length, so that going through some is faster than halving them.
    #[inline(never)]
    fn place(&self, name: &str) -> Option<usize> {
        if self.fields.len() <= 16 {
            return self.fields.iter().position(|(known, _)| known.len() == name.len() && known == name);
        }
        self.fields.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()
    }

    /// Whether there is a field of that name, `null` or not.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The fields with their names.
    pub fn iter(&self) -> Fields<'_> {
        self.fields.iter().map(|(name, value)| (name, value))
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.fields.iter().map(|(name, _)| name)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.fields.iter().map(|(_, value)| value)
    }
}

/// The fields of an object, one after the other.
type Fields<'m> = iter::Map<slice::Iter<'m, (String, Value)>, fn(&'m (String, Value)) -> (&'m String, &'m Value)>;

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m String, &'m Value);
    type IntoIter = Fields<'m>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self::sorted(fields.into_iter().collect()).0
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(answer) => serializer.serialize_bool(*answer),
            Self::Number(number) => {
                let mut written = serializer.serialize_struct(writer::NUMBER, 1)?;
                written.serialize_field(writer::NUMBER, number.as_str())?;
                written.end()
            }
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(entries) => {
                let mut list = serializer.serialize_seq(Some(entries.len()))?;
                entries.iter().try_for_each(|entry| list.serialize_element(entry))?;
                list.end()
            }
            Self::Object(fields) => {
                let mut object = serializer.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(name, value)| object.serialize_entry(name, value))?;
                object.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Whatever)
    }
}

/// Takes whatever a deserializer has.
struct Whatever;

impl<'de> Visitor<'de> for Whatever {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON data")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, answer: bool) -> Result<Value, E> {
        Ok(Value::Bool(answer))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::number(&writer::text(&number)))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::number(&writer::text(&number)))
    }

    /// JSON has no word for what is not finite, and nothing at all would be a fact that is not known: it becomes
    /// the mark that is reported at its place.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
        let shown = format!("{number:?}");
        Ok(if number.is_finite() {
            Value::number(&shown)
        } else {
            Value::String(format!("\0notFinite:{}", shown.replace("inf", "Infinity")))
        })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Value::Array(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = object.next_entry()? {
            fields.push(field);
        }
        Ok(Value::Object(Map::sorted(fields).0))
    }
}
