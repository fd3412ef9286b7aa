//! Places in the text of a document: from a JSON pointer to line and column, and the keys that stand
//! twice. Both are found in the text itself, so that nothing of it is lost on the way to a tree. The text is
//! known to be JSON; of one that is not, some place is given and nothing worse happens.

use std::collections::BTreeMap;

use crate::json::{self, NotJson, Value};

use crate::error::{Place, Problem, ProblemCode, Problems};
use crate::reader::{Path, report};

/// The text of a field or entry, with the key in front of it where it has one.
#[derive(Clone, Copy)]
struct Slice<'t> {
    key: Option<&'t str>,
    value: &'t str,
}

/// What is left of a text that is read part by part.
struct Scan<'t> {
    rest: &'t str,
}

impl<'t> Scan<'t> {
    /// A scan of the inside of an object or list.
    fn inside(value: &'t str) -> Self {
        Self { rest: value.get(1..).unwrap_or("") }
    }

    /// Goes to the next key or value, and says whether there is one before the object or list ends.
    fn advance(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t', ',', ':']);
        !self.rest.is_empty() && !self.rest.starts_with(['}', ']'])
    }

    /// Takes the whole key or value that begins here.
    fn part(&mut self) -> &'t str {
        let (part, rest) = self.rest.split_at_checked(part_length(self.rest)).unwrap_or((self.rest, ""));
        self.rest = rest;
        part
    }

    /// Takes the field or entry that begins here.
    fn slice(&mut self, is_field: bool) -> Slice<'t> {
        let key = is_field.then(|| self.part());
        self.advance();
        Slice { key, value: self.part() }
    }

    /// Takes the value that begins here and reports every key in it that stands twice in one object.
    fn report_keys(&mut self, path: Path<'_>, problems: &mut Problems) {
        let is_object = self.rest.starts_with('{');
        if !is_object && !self.rest.starts_with('[') {
            self.part();
            return;
        }
        *self = Self::inside(self.rest);
        let (mut seen, mut index) = (BTreeMap::new(), 0_usize);
        while self.advance() {
            if is_object {
                let name = name(self.part()).unwrap_or_default();
                self.advance();
                self.report_keys(path.field(&name), problems);
                report_twice(name, &mut seen, path, problems);
            } else {
                self.report_keys(path.entry(index), problems);
                index = index.saturating_add(1);
            }
        }
        *self = Self::inside(self.rest);
    }
}

/// Reports a name that has been seen once before; `seen` holds whether a name has been reported.
fn report_twice(name: String, seen: &mut BTreeMap<String, bool>, path: Path<'_>, problems: &mut Problems) {
    let told = seen.get(&name).copied();
    if told == Some(false) {
        report(problems, ProblemCode::DuplicateField, path.field(&name), &name, "");
    }
    seen.insert(name, told.is_some());
}

/// How many bytes the key or value at the beginning of a text has.
fn part_length(text: &str) -> usize {
    let (mut depth, mut inside, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        let mut closes = false;
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = inside,
            b'"' => {
                closes = inside;
                inside = !inside;
            }
            _ if inside => {}
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' if depth > 0 => {
                depth = depth.saturating_sub(1);
                closes = true;
            }
            b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        if closes && depth == 0 {
            return at.saturating_add(1);
        }
    }
    text.len()
}

/// A key without its quotes and escapes.
fn name(key: &str) -> Option<String> {
    match json::parse(key).ok()?.value {
        Value::String(name) => Some(name),
        _ => None,
    }
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
    let mut scan = Scan { rest: text };
    scan.advance().then_some(())?;
    let mut reached = Slice { key: None, value: scan.part() };
    for segment in pointer.split('/').skip(1) {
        let Some(inner) = step(reached.value, &segment.replace("~1", "/").replace("~0", "~")) else { break };
        reached = inner;
    }
    Some(reached)
}

/// The field or entry of that name; of fields that stand twice the last.
fn step<'t>(value: &'t str, segment: &str) -> Option<Slice<'t>> {
    let is_object = value.starts_with('{');
    if !is_object && !value.starts_with('[') {
        return None;
    }
    let mut scan = Scan::inside(value);
    let (mut found, mut index) = (None, 0_usize);
    while scan.advance() {
        let slice = scan.slice(is_object);
        let is_meant = match slice.key {
            Some(key) => name(key).as_deref() == Some(segment),
            None => segment.parse() == Ok(index),
        };
        if is_meant {
            found = Some(slice);
        }
        index = index.saturating_add(1);
    }
    found
}

/// Line and column of a part of the text, which must be a slice of it.
fn place(text: &str, part: &str) -> Option<Place> {
    let offset = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
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
pub fn place_of_error(text: &str, error: &NotJson) -> Option<Place> {
    place_of_offset(text, error.offset)
}

/// Reports every key that stands twice in one object, once for each key.
pub fn report_duplicates(text: &str, problems: &mut Problems) {
    let mut scan = Scan { rest: text };
    scan.advance();
    scan.report_keys(Path::Root, problems);
}
