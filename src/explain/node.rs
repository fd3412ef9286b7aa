//! An answer as a tree that has been checked: what stands at a place, and how it is written.
//!
//! The tree is walked as it is and never turned into types of its own: a sentence names the fields that
//! fill its places, and one function writes them all. What a type would promise is promised by
//! [`super::shape`], which looks at every field before the first sentence is made.

use crate::json::Value;

use super::{Renderer, capitalised, figures, tables, words};
use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::limits::NUMBER_BYTES_MAX;
use crate::locale::{Trio, fill};
use crate::money::Money;
use crate::names::{self, Table, look};
use crate::policy::model::{Fact, FactKind};
use crate::reader::{Fields, Path, count, report, text, wrong_type};

/// How a value of an answer is read and written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text that is shown as it is.
    Text,
    /// A day that was computed: it may lie past the bounds of a case.
    Day,
    /// A day within the bounds of a case.
    Date,
    /// An amount; `not known` where there is none.
    Figure,
    /// A share or rate.
    Share,
    /// A number of days.
    Days,
    /// A number of times.
    Times,
    /// A number of months.
    Months,
    /// A number without a unit.
    Number,
    /// A number that is at most so much.
    AtMost(u32),
    /// Yes or no.
    YesNo,
    /// One class or several; `class not known yet` where there is none.
    Classes,
    /// One of the names of a table.
    Word(Table),
    /// What moves in a change.
    Lever,
}

/// A place of a sentence: its name, the field that fills it, and how that is written.
pub(super) type Place = (&'static str, &'static str, Kind);

/// The kind in which a clause writes the values of a fact; none where there is no such fact.
pub(super) fn kind_of_clause(fact: &str) -> Option<Kind> {
    let (_, fact) = Fact::NAMES.iter().find(|(name, _)| *name == fact)?;
    Some(match fact {
        Fact::LongestTermMonths => Kind::Months,
        // Its words say what is counted.
        Fact::PlanUnpaid => Kind::Number,
        _ => of_kind(fact.kind()),
    })
}

/// The kind in which a change writes the values of what moves, a fact or what no condition looks at by itself.
pub(super) fn kind_of_lever(lever: &str) -> Option<Kind> {
    match lever {
        "deposit" | "monthlyIncome" | "livingCosts" | "otherDebtPayments" => Some(Kind::Figure),
        "periods" => Some(Kind::Times),
        fact => Fact::NAMES.iter().find(|(name, _)| *name == fact).map(|(_, fact)| of_kind(fact.kind())),
    }
}

fn of_kind(kind: FactKind) -> Kind {
    match kind {
        FactKind::Days => Kind::Days,
        FactKind::Money => Kind::Figure,
        FactKind::Count => Kind::Times,
        FactKind::Share => Kind::Share,
        FactKind::YesNo => Kind::YesNo,
        FactKind::Class => Kind::Classes,
        FactKind::Date => Kind::Date,
    }
}

/// A value of an answer, or nothing where the answer has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'v>(pub(super) Option<&'v Value>);

impl<'v> Node<'v> {
    /// What stands in a field, or in a field of a field (`due/total`).
    pub(super) fn at(self, names: &str) -> Self {
        let step = |value: Option<&'v Value>, name| {
            Fields::open_any(value?, Path::Root, &mut Problems::new()).and_then(|fields| fields.get(name))
        };
        Self(names.split('/').fold(self.0, step))
    }

    pub(super) fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// The text itself; empty where there is none.
    pub(super) fn own_text(self) -> &'v str {
        self.0.and_then(Value::as_str).unwrap_or("")
    }

    pub(super) fn text(self, names: &str) -> &'v str {
        self.at(names).own_text()
    }

    pub(super) fn own_count(self) -> u32 {
        self.0.and_then(|value| count(value, Path::Root, &mut Problems::new())).unwrap_or(0)
    }

    pub(super) fn count(self, names: &str) -> u32 {
        self.at(names).own_count()
    }

    pub(super) fn is_true(self) -> bool {
        self.0.and_then(Value::as_bool) == Some(true)
    }

    pub(super) fn money(self, names: &str) -> Option<Money> {
        written_figure(self.text(names))
    }

    /// Whether there is an amount above zero.
    pub(super) fn is_positive(self, names: &str) -> bool {
        self.money(names).is_some_and(Money::is_positive)
    }

    /// The entries of a list; none where there is no list.
    pub(super) fn entries(self) -> impl DoubleEndedIterator<Item = Self> {
        let entries = self.0.and_then(Value::as_array).map_or(&[][..], |entries| entries);
        entries.iter().map(|entry| Self(Some(entry)))
    }

    /// The entries of a list in a field.
    pub(super) fn list(self, names: &str) -> impl DoubleEndedIterator<Item = Self> {
        self.at(names).entries()
    }
}

impl Renderer<'_> {
    /// A sentence that begins with a capital: its places are filled with what is given, and with the fields of a node.
    pub(super) fn tell(&self, pattern: &Trio, node: Node<'_>, places: &[Place], given: &[(&str, &str)]) -> String {
        capitalised(&self.tell_within(pattern, node, places, given))
    }

    /// A part of a sentence.
    pub(super) fn tell_within(
        &self,
        pattern: &Trio,
        node: Node<'_>,
        places: &[Place],
        given: &[(&str, &str)],
    ) -> String {
        let shown: Vec<String> = places.iter().map(|(_, field, kind)| self.show(node.at(field), *kind)).collect();
        let mut values = given.to_vec();
        for ((name, ..), shown) in places.iter().zip(&shown) {
            values.push((name, shown));
        }
        fill(pattern.of(self.locale), &values)
    }

    /// A value in words.
    pub(super) fn show(&self, node: Node<'_>, kind: Kind) -> String {
        let (text, locale) = (node.own_text(), self.locale);
        let word = match kind {
            Kind::Figure => match written_figure(text) {
                Some(amount) => return figures::amount(amount, locale),
                None => &words::NOT_KNOWN,
            },
            Kind::Classes => return self.classes(node),
            _ if !node.is_there() => return String::new(),
            Kind::Text | Kind::Lever => return figures::quoted(text),
            Kind::Day | Kind::Date => return figures::date(text, locale),
            Kind::Share => return figures::per_cent(text),
            Kind::Number | Kind::AtMost(_) => return node.own_count().to_string(),
            Kind::Days if node.own_count() == 1 => return self.counted(&words::DAY, node),
            Kind::Days => return self.counted(&words::DAYS, node),
            Kind::Times => return self.counted(&words::TIMES, node),
            Kind::Months => return self.counted(&words::MONTH_COUNT, node),
            Kind::YesNo if node.is_true() => &words::TRUE,
            Kind::YesNo => &words::FALSE,
            Kind::Word(table) => look(table, text).unwrap_or(&words::SPACE),
        };
        self.word(word).to_owned()
    }

    fn counted(&self, pattern: &Trio, node: Node<'_>) -> String {
        fill(pattern.of(self.locale), &[("count", &node.own_count().to_string())])
    }

    /// One class, or several as alternatives.
    fn classes(&self, node: Node<'_>) -> String {
        if !node.is_there() {
            return self.word(&words::CLASS_OPEN).to_owned();
        }
        let mut shown = String::from(self.look(names::CLASSES, node.own_text()));
        for entry in node.entries() {
            if !shown.is_empty() {
                shown.push_str(self.word(&words::ALTERNATIVE));
            }
            shown.push_str(self.look(names::CLASSES, entry.own_text()));
        }
        shown
    }
}

/// Reads a value in a kind, and tells whether it could be read.
pub(super) fn read(value: &Value, kind: Kind, path: Path<'_>, problems: &mut Problems) -> bool {
    match kind {
        Kind::Text => text(value, path, problems).is_some(),
        Kind::Day => day(value, path, problems),
        Kind::Date => crate::reader::date(value, path, problems).is_some(),
        Kind::Figure => {
            written(value, "an amount such as 1485.00", |text| written_figure(text).is_some(), path, problems)
        }
        Kind::Share => written(value, "a decimal such as 0.2889", is_decimal, path, problems),
        Kind::Days | Kind::Times | Kind::Months | Kind::Number => count(value, path, problems).is_some(),
        Kind::AtMost(most) => at_most(value, most, path, problems),
        Kind::YesNo => crate::reader::yes_no(value, path, problems).is_some(),
        Kind::Classes if value.is_string() => word(value, names::CLASSES, path, problems),
        Kind::Classes => super::shape::check(value, &super::shape::CLASSES, path, problems),
        Kind::Word(table) => word(value, table, path, problems),
        Kind::Lever => word(value, &[names::FACTS, tables::LEVERS].concat(), path, problems),
    }
}

/// Reads a name of a table.
fn word(value: &Value, table: &[(&str, Trio)], path: Path<'_>, problems: &mut Problems) -> bool {
    crate::reader::one_of(value, table, path, problems).is_some()
}

fn at_most(value: &Value, most: u32, path: Path<'_>, problems: &mut Problems) -> bool {
    let Some(number) = count(value, path, problems) else { return false };
    if number > most {
        report(problems, ProblemCode::CountTooLarge, path, &number.to_string(), &most.to_string());
    }
    number <= most
}

fn day(value: &Value, path: Path<'_>, problems: &mut Problems) -> bool {
    let Some(written) = text(value, path, problems) else { return false };
    let day = Date::parse_computed(written);
    if day.is_none() {
        report(problems, ProblemCode::NotADate, path, written, "");
    }
    day.is_some()
}

/// Reads a decimal as answers write it.
fn written(value: &Value, wanted: &str, is_one: fn(&str) -> bool, path: Path<'_>, problems: &mut Problems) -> bool {
    let Some(written) = value.as_str() else {
        wrong_type(value, path, wanted, problems);
        return false;
    };
    let is_one = is_one(written);
    if !is_one {
        report(problems, ProblemCode::NotADecimal, path, written, wanted);
    }
    is_one
}

/// Two decimals, and below zero where a last payment is.
pub(super) fn written_figure(written: &str) -> Option<Money> {
    let (whole, places) = written.strip_prefix('-').unwrap_or(written).split_once('.')?;
    let fits = written.len() <= NUMBER_BYTES_MAX && is_digits(whole) && is_digits(places) && places.len() == 2;
    let fen = if fits { written.replace('.', "").parse().ok()? } else { return None };
    Some(Money::from_fen(fen))
}

/// Digits with an optional point.
fn is_decimal(written: &str) -> bool {
    let (whole, places) = written.split_once('.').unwrap_or((written, "0"));
    written.len() <= NUMBER_BYTES_MAX && is_digits(whole) && is_digits(places)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
