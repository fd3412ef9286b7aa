//! The changes that cargo-mutants lists, and the part of them that a run is about.

use std::ffi::OsStr;
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};
use serde::Deserialize;

use crate::command::{answer, command};
use crate::layout::Layout;

/// One change to the rules, as cargo-mutants tells of it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Change {
    /// Its place in the list, counted from 1: by this number it is switched on.
    #[serde(skip)]
    pub(crate) number: usize,
    /// What cargo-mutants calls it: `src/a.rs:1:2: replace + with - in a`.
    pub(crate) name: String,
    /// The file, from the root of the checkout.
    pub(crate) file: String,
    /// What is changed.
    pub(crate) genre: Genre,
    /// What stands there instead, where anything does.
    pub(crate) replacement: String,
    span: Span,
    function: Option<Function>,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub(crate) enum Genre {
    /// A function gives a value at once.
    FnValue,
    /// An operator between two values is another one.
    BinaryOperator,
    /// An operator before a value is left out.
    UnaryOperator,
    /// An arm without a guard is left out, of a match that has one for everything.
    MatchArm,
    /// A guard always holds, or never.
    MatchArmGuard,
    /// A field is taken from what the others are taken from.
    StructField,
    /// Anything that later versions may list.
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, Deserialize)]
struct Function {
    return_type: String,
    span: Span,
}

#[derive(Debug, Clone, Deserialize)]
struct Span {
    start: Position,
    end: Position,
}

/// A line and a character of it, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Change {
    /// Where it begins.
    pub(crate) fn start(&self) -> Position {
        self.span.start
    }

    /// Whether it is the value of a function whose type is told by what it gives, so that giving another value can be wrong
    /// anywhere in it.
    pub(crate) fn gives_hidden_type(&self) -> bool {
        self.genre == Genre::FnValue && self.function.as_ref().is_some_and(|own| own.return_type.contains("impl "))
    }

    /// Whether its function stands on that line.
    pub(crate) fn is_around(&self, line: usize) -> bool {
        self.function.as_ref().is_some_and(|own| (own.span.start.line..=own.span.end.line).contains(&line))
    }
}

/// Reads the list of all changes.
pub(crate) fn read(text: &str) -> Result<Vec<Change>> {
    let mut changes: Vec<Change> = serde_json::from_str(text).context("the list of changes is not as expected")?;
    for (index, change) in changes.iter_mut().enumerate() {
        change.number = index + 1;
    }
    Ok(changes)
}

/// Asks cargo-mutants for the list; the settings of the checkout hold.
pub(crate) fn ask(layout: &Layout, tool: &OsStr) -> Result<Vec<Change>> {
    let listed = command(tool, ["mutants", "--list", "--json", "--colors", "never"]).dir(&layout.root);
    let changes = read(&answer(&listed).context("cargo-mutants lists nothing")?)?;
    if changes.is_empty() {
        bail!("there is nothing to change");
    }
    Ok(changes)
}

/// A part of the changes: `1/8` is the second eighth of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    index: usize,
    count: usize,
}

impl Shard {
    /// What of a list is in this part.
    pub(crate) fn of<T>(self, list: &[T]) -> &[T] {
        let bound = |index: usize| list.len() * index / self.count;
        list.get(bound(self.index)..bound(self.index + 1)).unwrap_or_default()
    }
}

impl FromStr for Shard {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (index, count) = text.split_once('/').context("a part looks like 1/8")?;
        let (index, count): (usize, usize) = (index.parse()?, count.parse()?);
        if index >= count {
            bail!("parts are counted from 0: the last of {count} is {}/{count}", count.saturating_sub(1));
        }
        Ok(Self { index, count })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A change of a text: at the last place where `at` stands in it.
    pub(crate) fn change(number: usize, genre: &str, text: &str, at: &str, replacement: &str) -> Change {
        let before = &text[..text.rfind(at).unwrap()];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let place = serde_json::json!({ "line": line, "column": column });
        let span = serde_json::json!({ "start": place, "end": place });
        let name = format!("src/a.rs:{line}:{column}: {genre} {replacement}");
        let listed = serde_json::json!([{
            "name": name, "file": "src/a.rs", "genre": genre, "replacement": replacement, "span": span,
            "function": null, "package": "arrears"
        }]);
        Change { number, ..read(&listed.to_string()).unwrap().remove(0) }
    }

    #[test]
    fn the_parts_of_a_list_are_the_list() {
        let list: Vec<usize> = (0..2084).collect();
        let parts: Vec<usize> = (0..16).flat_map(|index| Shard { index, count: 16 }.of(&list).to_vec()).collect();
        assert_eq!(parts, list);
        assert_eq!("1/8".parse::<Shard>().unwrap(), Shard { index: 1, count: 8 });
        for wrong in ["8/8", "0/0", "1", "a/b", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_list_is_read_and_numbered() {
        let listed = r#"[{"name": "n", "file": "src/a.rs", "genre": "FnValue", "replacement": "None", "package": "arrears",
            "function": {"function_name": "f", "return_type": "-> impl Iterator<Item = u8>",
                "span": {"start": {"line": 3, "column": 1}, "end": {"line": 5, "column": 2}}},
            "span": {"start": {"line": 4, "column": 5}, "end": {"line": 4, "column": 9}}, "diff": ""},
            {"name": "m", "file": "src/a.rs", "genre": "Unheard", "replacement": "", "function": null,
            "span": {"start": {"line": 9, "column": 5}, "end": {"line": 9, "column": 9}}}]"#;
        let changes = read(listed).unwrap();
        let [first, second] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!((first.number, first.start()), (1, Position { line: 4, column: 5 }));
        assert!(first.gives_hidden_type() && first.is_around(5) && !first.is_around(6));
        assert_eq!((second.number, second.genre), (2, Genre::Other));
        assert!(!second.gives_hidden_type() && read("{}").is_err());
    }
}
