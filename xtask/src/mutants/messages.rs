//! What cargo says while it builds the program that holds all changes: where it is, or which changes do not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;

use super::list::Change;
use super::place::Placed;

/// An error about more than this many bytes is about a function and not about a change in it.
const SPAN_MAX: usize = 3000;

/// What came of a build.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The binary of the integration tests, where there is one.
    pub(crate) binary: Option<PathBuf>,
    /// The changes that errors point at.
    pub(crate) blamed: BTreeSet<usize>,
    /// Errors that point at no change.
    pub(crate) other_errors: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Line {
    executable: Option<PathBuf>,
    target: Option<Target>,
    message: Option<Diagnostic>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<Diagnostic>,
}

#[derive(Debug, Deserialize)]
struct Span {
    file_name: String,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    is_primary: bool,
}

/// Reads what cargo said, a message a line, of a tree with these files and changes in it.
pub(crate) fn read(said: &str, placed: &BTreeMap<String, Placed>, changes: &[Change]) -> Built {
    let mut built = Built::default();
    for line in said.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
        if line.target.is_some_and(|target| target.name == "it") && line.executable.is_some() {
            built.binary = line.executable;
        }
        // The last error only counts the others, and points nowhere.
        let Some(error) = line.message.filter(|message| message.level == "error" && !message.spans().is_empty()) else {
            continue;
        };
        let blamed = blamed(&error, placed, changes);
        if blamed.is_empty() {
            let spots = error.spans().into_iter().map(|span| format!(" {}:{}", span.file_name, span.line_start));
            built.other_errors.push(spots.fold(error.message.clone(), |all, spot| all + &spot));
        }
        built.blamed.extend(blamed);
    }
    built
}

/// The changes that an error is about: those whose text it points at first, or else at all, or those that give a function
/// another hidden type. One that is innocent is only tried by itself.
fn blamed(error: &Diagnostic, placed: &BTreeMap<String, Placed>, changes: &[Change]) -> BTreeSet<usize> {
    let touched = |span: &Span| -> Vec<usize> {
        let pieces = placed.get(&span.file_name).map(|placed| placed.pieces.as_slice()).unwrap_or_default();
        let touches = |from: usize, to: usize| span.byte_start < to && from < span.byte_end;
        let of_them = pieces.iter().filter(|(range, _)| touches(range.start, range.end));
        of_them.map(|(_, number)| *number).collect()
    };
    let spans = error.spans();
    let near = spans.iter().filter(|span| span.byte_end.saturating_sub(span.byte_start) < SPAN_MAX);
    let first: BTreeSet<usize> = near.clone().filter(|span| span.is_primary).flat_map(|span| touched(span)).collect();
    let found = if first.is_empty() { near.flat_map(|span| touched(span)).collect() } else { first };
    if !found.is_empty() {
        return found;
    }
    let hidden = |change: &&Change| {
        let is_there = |span: &&Span| span.file_name == change.file && change.is_around(span.line_start);
        change.gives_hidden_type() && spans.iter().any(is_there)
    };
    changes.iter().filter(hidden).map(|change| change.number).collect()
}

impl Diagnostic {
    /// Every place that it points at, those of its notes and of its advice too.
    fn spans(&self) -> Vec<&Span> {
        let of_children = self.children.iter().flat_map(Self::spans);
        self.spans.iter().chain(of_children).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::list;

    fn placed() -> BTreeMap<String, Placed> {
        let pieces = (1..=20).map(|number| (number * 100..number * 100 + 10, number)).collect();
        [("src/a.rs".to_owned(), Placed { text: String::new(), pieces })].into()
    }

    fn span(from: usize, to: usize, is_primary: bool) -> String {
        format!(
            r#"{{"file_name":"src/a.rs","byte_start":{from},"byte_end":{to},"line_start":7,"is_primary":{is_primary}}}"#
        )
    }

    fn error(spans: &[String], children: &str) -> String {
        let spans = spans.join(",");
        format!(
            r#"{{"reason":"compiler-message","target":{{"name":"arrears"}},"message":{{"level":"error",
                "message":"no","spans":[{spans}],"children":[{children}]}}}}"#
        )
        .replace('\n', "")
    }

    fn read_all(said: &str) -> Built {
        let hidden = r#"[{"name":"n","file":"src/a.rs","genre":"FnValue","replacement":"x",
            "function":{"return_type":"-> impl Copy","span":{"start":{"line":6,"column":1},"end":{"line":8,"column":1}}},
            "span":{"start":{"line":7,"column":1},"end":{"line":7,"column":2}}}]"#;
        let mut changes = list::read(hidden).unwrap();
        changes[0].number = 99;
        read(said, &placed(), &changes)
    }

    #[test]
    fn an_error_blames_the_changes_that_it_touches() {
        let built = read_all(&error(&[span(105, 106, true)], ""));
        assert_eq!(built.blamed, [1].into());
        assert!(built.binary.is_none() && built.other_errors.is_empty());
        // The ends of a range are not part of it.
        assert_eq!(read_all(&error(&[span(199, 201, true)], "")).blamed, [2].into());
        assert_eq!(read_all(&error(&[span(110, 200, true)], "")).other_errors.len(), 0);
    }

    #[test]
    fn what_an_error_points_at_first_counts_before_its_notes() {
        let note = format!(r#"{{"level":"note","message":"here","spans":[{}]}}"#, span(310, 401, false));
        let beside = span(1500, 1501, false);
        assert_eq!(read_all(&error(&[span(205, 206, true), beside.clone()], &note)).blamed, [2].into());
        assert_eq!(read_all(&error(&[span(1, 2, true), beside], &note)).blamed, [4, 15].into());
        // That of a whole function says nothing about the changes in it.
        assert_eq!(read_all(&error(&[span(100, 9000, true), span(205, 206, false)], "")).blamed, [2].into());
    }

    #[test]
    fn an_error_beside_all_changes_blames_hidden_types_or_is_told() {
        assert_eq!(read_all(&error(&[span(1, 2, true)], "")).blamed, [99].into());
        let elsewhere = error(&[span(1, 2, true)], "").replace("\"line_start\":7", "\"line_start\":70");
        let built = read_all(&elsewhere);
        assert_eq!((built.blamed.len(), built.other_errors.as_slice()), (0, &["no src/a.rs:70".to_owned()][..]));
    }

    #[test]
    fn what_was_built_is_found() {
        let said = [
            r#"{"reason":"compiler-artifact","target":{"name":"arrears"},"executable":null}"#,
            r#"{"reason":"compiler-artifact","target":{"name":"it"},"executable":"/t/it-1"}"#,
            r#"{"reason":"compiler-message","target":{"name":"it"},"message":{"level":"warning","message":"w","spans":[],"children":[]}}"#,
            r#"{"reason":"build-finished","success":true}"#,
            "   Compiling arrears",
        ];
        let built = read_all(&said.join("\n"));
        assert_eq!(built.binary, Some(PathBuf::from("/t/it-1")));
        assert!(built.blamed.is_empty() && built.other_errors.is_empty());
    }
}
