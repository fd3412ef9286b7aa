//! Places in the text of a document: from a JSON pointer to line and column, and the keys that stand
//! twice. The text is opened level by level, so that nothing of it is lost on the way to a tree.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Place, Problem, ProblemCode, Problems};
use crate::reader::{Path, report};

/// The value of a field or entry, with the key in front of it where it has one.
#[derive(Clone, Copy)]
struct Slice<'t> {
    key: Option<&'t RawValue>,
    value: &'t RawValue,
}

/// Every field of one object in order, also those whose key stands twice.
struct FieldsInOrder;

impl<'t> Visitor<'t> for FieldsInOrder {
    type Value = Vec<(&'t RawValue, &'t RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

fn fields(value: &RawValue) -> Option<Vec<(&RawValue, &RawValue)>> {
    serde_json::Deserializer::from_str(value.get()).deserialize_map(FieldsInOrder).ok()
}

fn entries(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(value.get()).ok()
}

fn name(key: &RawValue) -> Option<String> {
    serde_json::from_str(key.get()).ok()
}

/// The place of a problem in the text that it was found in.
///
/// A problem with a key stands at the key, of keys that stand twice at the last; one with a value at
/// the value; one with something that is absent at the object that should hold it.
#[must_use]
pub fn place_of(text: &str, problem: &Problem) -> Option<Place> {
    let at_key = matches!(problem.code(), ProblemCode::UnknownField | ProblemCode::DuplicateField);
    let slice = find(text, problem.path())?;
    place(text, if at_key { slice.key.unwrap_or(slice.value) } else { slice.value })
}

/// The place of the value that a JSON pointer leads to, or of the nearest value around it.
#[must_use]
pub fn place_at(text: &str, pointer: &str) -> Option<Place> {
    place(text, find(text, pointer)?.value)
}

fn find<'t>(text: &'t str, pointer: &str) -> Option<Slice<'t>> {
    let whole: &RawValue = serde_json::from_str(text).ok()?;
    let mut reached = Slice { key: None, value: whole };
    for segment in pointer.split('/').skip(1) {
        let Some(inner) = step(reached.value, &segment.replace("~1", "/").replace("~0", "~")) else { break };
        reached = inner;
    }
    Some(reached)
}

fn step<'t>(value: &'t RawValue, segment: &str) -> Option<Slice<'t>> {
    if value.get().starts_with('[') {
        let value = entries(value)?.get(segment.parse::<usize>().ok()?).copied()?;
        return Some(Slice { key: None, value });
    }
    let fields = fields(value)?;
    let found = fields.iter().rev().find(|(key, _)| name(key).is_some_and(|name| name == segment));
    found.map(|(key, value)| Slice { key: Some(key), value })
}

/// Line and column of a part of the text, which must be a slice of it.
fn place(text: &str, part: &RawValue) -> Option<Place> {
    let offset = part.get().as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    place_of_offset(text, offset)
}

/// Line and column of a byte of the text.
#[must_use]
pub fn place_of_offset(text: &str, offset: usize) -> Option<Place> {
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
    let line = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
    let column = before.get(line_start..)?.encode_utf16().count().saturating_add(1);
    Some(Place { line: u32::try_from(line).ok()?, column: u32::try_from(column).ok()? })
}

/// Line and column of what is wrong with a text that is not JSON.
#[must_use]
pub fn place_of_error(text: &str, error: &serde_json::Error) -> Option<Place> {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line_start = lines.fold(0_usize, |sum, line| sum.saturating_add(line.len()));
    let offset = line_start.saturating_add(error.column().saturating_sub(1)).min(text.len());
    let boundary = (0..=offset).rev().find(|offset| text.is_char_boundary(*offset))?;
    place_of_offset(text, boundary)
}

/// Reports every key that stands twice in one object, once for each key.
pub fn report_duplicates(text: &str, problems: &mut Problems) {
    let mut reader = serde_json::Deserializer::from_str(text);
    // A text that is not JSON has been reported as such; here nothing more is said of it.
    let _ = Keys { path: Path::Root, problems }.deserialize(&mut reader);
}

/// The walk over every key of a value, in one pass.
struct Keys<'p> {
    path: Path<'p>,
    problems: &'p mut Problems,
}

impl<'t> DeserializeSeed<'t> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Keys<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut seen, mut told) = (BTreeSet::new(), BTreeSet::new());
        while let Some(name) = map.next_key::<Cow<'t, str>>()? {
            map.next_value_seed(Keys { path: self.path.field(&name), problems: &mut *self.problems })?;
            if seen.contains(&name) && told.insert(name.clone()) {
                report(self.problems, ProblemCode::DuplicateField, self.path.field(&name), &name, "");
            }
            seen.insert(name);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        while let Some(()) =
            entries.next_element_seed(Keys { path: self.path.entry(index), problems: &mut *self.problems })?
        {
            index = index.saturating_add(1);
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
