//! The slow way from a row to its case: through the tree that the reader of facts reads, for every problem of it.

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::case::Case;
use crate::error::{ProblemCode, Problems};
use crate::json::{self, Map, Value};
use crate::money::Money;
use crate::policy::locate::report_duplicates;
use crate::policy::model::Class;
use crate::portfolio::cells::Row;
use crate::portfolio::encoding::encoding_of;
use crate::portfolio::fast::{Beside, answer};
use crate::portfolio::layout::{ArrearFact, BESIDE, Field, Kind, Layout};
use crate::portfolio::row::is_number;
use crate::portfolio::spelling;
use crate::reader::{Path, money, one_of, report, text};

/// Reads the facts of one case from its tree.
pub type ReadFacts = fn(&Value, &mut Problems) -> Option<Case>;

/// What was read of a row.
#[derive(Debug)]
pub(super) struct Careful {
    pub(super) id: String,
    pub(super) case: Option<Case>,
    pub(super) beside: Beside,
    pub(super) problems: Problems,
    /// The place from 0 of what is wrong, where it is told with it.
    pub(super) column: Option<usize>,
}

/// A field of a row with its steps in the tree of its case.
type Entry = (Vec<String>, Value);

/// Reads a row of cells.
pub(super) fn read_cells(row: Row<'_>, layout: &Layout, as_of: Option<Date>, facts: ReadFacts) -> Careful {
    let places = places(row, layout);
    let mut entries = Vec::new();
    for (column, field) in &layout.columns {
        let cell = row.cell(*column);
        if str::from_utf8(cell).is_err() {
            return no_text(cell, Some(*column));
        }
        if let Some(value) = (!cell.is_empty()).then(|| value(cell, field.kind())) {
            entries.push((steps(*field, &places), value));
        }
    }
    read_tree(&object(entries), as_of, facts)
}

/// Reads a line of JSON.
pub(super) fn read_line(line: &[u8], as_of: Option<Date>, facts: ReadFacts) -> Careful {
    let text = match str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => {
            let before = line.get(..error.valid_up_to()).and_then(|before| str::from_utf8(before).ok());
            return no_text(line, before.map(|before| before.chars().count()));
        }
    };
    match json::parse(text) {
        Ok(parsed) if parsed.repeats => {
            let mut careful = unread(None);
            report_duplicates(text, &mut careful.problems);
            careful
        }
        Ok(parsed) => read_tree(&parsed.value, as_of, facts),
        Err(error) => {
            let mut careful = unread(error.column().checked_sub(1));
            report(&mut careful.problems, ProblemCode::NotJson, Path::Root, "", &error.in_line());
            careful
        }
    }
}

/// A row of which nothing was read.
fn unread(column: Option<usize>) -> Careful {
    Careful { id: String::new(), case: None, beside: Beside::default(), problems: Problems::new(), column }
}

/// A row that is no text from a place on.
fn no_text(bytes: &[u8], column: Option<usize>) -> Careful {
    let mut careful = unread(column);
    report(&mut careful.problems, ProblemCode::NotUtf8, Path::Root, "", encoding_of(bytes));
    careful
}

fn read_tree(tree: &Value, as_of: Option<Date>, facts: ReadFacts) -> Careful {
    let mut problems = Problems::new();
    let (own, case) = apart(tree, as_of);
    let own = own.as_ref().unwrap_or(&Value::Null);
    let id = own.get("id").and_then(|id| read_id(id, &mut problems)).unwrap_or_default();
    let case = facts(case.as_ref().unwrap_or(tree), &mut problems);
    let amount = |name: &str, problems: &mut Problems| -> Option<Money> {
        let value = own.get(name).filter(|value| !value.is_null())?;
        money(value, Path::Root.field(name), problems)
    };
    let class = own.get("classBefore").filter(|value| !value.is_null());
    let beside = Beside {
        collected: amount("collected", &mut problems),
        cost: amount("cost", &mut problems),
        class_before: class.and_then(|value| read_class(value, &mut problems)),
    };
    Careful { id, case, beside, problems, column: None }
}

fn read_class(value: &Value, problems: &mut Problems) -> Option<Class> {
    let all = [Class::Current, Class::Mild, Class::Moderate, Class::Severe].map(|class| (class.name(), class));
    one_of(value, &all, Path::Root.field("classBefore"), problems)
}

/// What the row says itself, and the facts of its case with the day that they are for; neither where it is no object.
fn apart(tree: &Value, as_of: Option<Date>) -> (Option<Value>, Option<Value>) {
    let Value::Object(fields) = tree else { return (None, None) };
    let is_beside = |name: &str| BESIDE.contains(&name);
    let of = |beside: bool| {
        let some = fields.iter().filter(move |(name, _)| is_beside(name) == beside);
        some.map(|(name, value)| (name.clone(), value.clone()))
    };
    let dated = fields.get("asOf").is_some_and(|day| !day.is_null());
    let day = as_of.filter(|_| !dated).map(|day| ("asOf".to_owned(), Value::String(day.to_string())));
    let own: Map = of(true).collect();
    let case: Map = of(false).filter(|(name, _)| dated || name != "asOf").chain(day).collect();
    (Some(Value::Object(own)), Some(Value::Object(case)))
}

/// An id is kept as it is written, whether it stands as a text or as a number.
fn read_id(id: &Value, problems: &mut Problems) -> Option<String> {
    match id {
        Value::Null => None,
        Value::Number(number) => Some(number.as_str().to_owned()),
        _ => text(id, Path::Root.field("id"), problems).map(str::to_owned),
    }
}

/// The value that a cell is in a tree: a day or an amount in the spelling of the wire. What is not of its kind stays
/// the text that it is, and is reported as one.
fn value(cell: &[u8], kind: Kind) -> Value {
    let shown = || String::from_utf8_lossy(cell).into_owned();
    match kind {
        Kind::YesNo => answer(cell).map_or_else(|| Value::String(shown()), Value::Bool),
        Kind::Count if is_number(&shown()) => Value::number(&shown()),
        Kind::Day => Value::String(spelling::day(&shown()).unwrap_or_else(shown)),
        Kind::Amount => Value::String(spelling::amount(&shown()).unwrap_or_else(shown)),
        Kind::Count | Kind::Text => Value::String(shown()),
    }
}

/// The arrears of which a row says anything, in their order: where each stands in the list of its case.
fn places(row: Row<'_>, layout: &Layout) -> Vec<usize> {
    let is_given = |index: usize| {
        let own = |(column, field): &&(usize, Field)| {
            matches!(field, Field::Arrear(known, _) if *known == index) && !row.cell(*column).is_empty()
        };
        layout.columns.iter().any(|entry| own(&entry))
    };
    (0..layout.arrears).filter(|index| is_given(*index)).collect()
}

fn steps(field: Field, places: &[usize]) -> Vec<String> {
    let own = field.steps().map(str::to_owned);
    match field {
        Field::Arrear(index, _) => {
            let place = places.iter().position(|given| *given == index).unwrap_or(index);
            ["arrears".to_owned(), place.to_string()].into_iter().chain(own).collect()
        }
        _ => own.collect(),
    }
}

/// The tree of entries; what is numbered from 0 is a list.
fn object(entries: Vec<Entry>) -> Value {
    let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let mut leaf = None;
    for (steps, value) in entries {
        let mut steps = steps.into_iter();
        match steps.next() {
            Some(first) => groups.entry(first).or_default().push((steps.collect(), value)),
            None => leaf = Some(value),
        }
    }
    if let Some(value) = leaf {
        return value;
    }
    if groups.contains_key("0") {
        let mut places: Vec<(usize, Value)> =
            groups.into_iter().map(|(place, own)| (place.parse().unwrap_or(usize::MAX), object(own))).collect();
        places.sort_by_key(|(place, _)| *place);
        return Value::Array(places.into_iter().map(|(_, value)| value).collect());
    }
    Value::Object(groups.into_iter().map(|(name, own)| (name, object(own))).collect())
}

/// The column that a problem is in; none where it is in no single one.
pub(super) fn column_of(path: &str, row: Row<'_>, layout: &Layout) -> Option<usize> {
    let places = places(row, layout);
    let is_it = |field: Field| {
        let own = steps(field, &places);
        let shown = || field_is_shown(field, &places);
        shown() && own.iter().fold(String::new(), |path, step| format!("{path}/{step}")) == path
    };
    layout.columns.iter().find(|(_, field)| is_it(*field)).map(|(column, _)| *column)
}

/// Whether a field has a place in the tree of this row: an arrear of which nothing is said has none.
fn field_is_shown(field: Field, places: &[usize]) -> bool {
    match field {
        Field::Arrear(index, ArrearFact::DueOn | ArrearFact::Principal | ArrearFact::Interest | ArrearFact::Fees) => {
            places.contains(&index)
        }
        _ => true,
    }
}
