//! Which column of the input is which fact.
//!
//! A column is called as the fact is in a case: `asOf`, `loan.annualRate`, `arrears.0.dueOn`, `borrower.monthlyIncome`.
//! The last word alone will do (`annualRate`, `dueOn`); further arrears of a loan have their number (`arrears.1.dueOn`).
//! Other names are mapped to these by the settings. Columns that are called otherwise are passed over and listed.

use std::collections::BTreeMap;

use crate::error::{Failure, FailureCode, NO_COLUMNS, Problem, ProblemCode, Problems, nearest, shown};
use crate::limits::{PORTFOLIO_ARREARS_MAX, PORTFOLIO_COLUMNS_MAX};
use crate::portfolio::settings::Settings;
use crate::reader::{Path, report};

/// What a cell is in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A rate or a word, as text.
    Text,
    /// A day of the calendar.
    Day,
    /// An amount of money.
    Amount,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Count,
}

/// A fact of one arrear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArrearFact {
    DueOn,
    Principal,
    Interest,
    Fees,
}

/// A fact that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    AsOf,
    AnnualRate,
    Currency,
    Product,
    StartedOn,
    MaturesOn,
    OriginalTermMonths,
    OutstandingPrincipal,
    Misused,
    Waived,
    MonthlyIncome,
    LivingCosts,
    OtherDebtPayments,
    FirstArrear,
    CameForward,
    RefusedToPay,
    LastReachedOn,
    HighRisk,
    HardshipCause,
    HardshipEvidenced,
    FailedAttempts,
    WaiverApproved,
    RestructureApproved,
    Collected,
    Cost,
    ClassBefore,
    Arrear(usize, ArrearFact),
}

/// Every field but those of arrears: its path in a case with dots, and what it holds.
const FIELDS: [(&str, Field, Kind); 27] = [
    ("id", Field::Id, Kind::Text),
    ("asOf", Field::AsOf, Kind::Day),
    ("loan.annualRate", Field::AnnualRate, Kind::Text),
    ("loan.currency", Field::Currency, Kind::Text),
    ("loan.product", Field::Product, Kind::Text),
    ("loan.startedOn", Field::StartedOn, Kind::Day),
    ("loan.maturesOn", Field::MaturesOn, Kind::Day),
    ("loan.originalTermMonths", Field::OriginalTermMonths, Kind::Count),
    ("loan.outstandingPrincipal", Field::OutstandingPrincipal, Kind::Amount),
    ("loan.misused", Field::Misused, Kind::YesNo),
    ("waived", Field::Waived, Kind::Amount),
    ("borrower.monthlyIncome", Field::MonthlyIncome, Kind::Amount),
    ("borrower.livingCosts", Field::LivingCosts, Kind::Amount),
    ("borrower.otherDebtPayments", Field::OtherDebtPayments, Kind::Amount),
    ("borrower.firstArrear", Field::FirstArrear, Kind::YesNo),
    ("borrower.cameForward", Field::CameForward, Kind::YesNo),
    ("borrower.refusedToPay", Field::RefusedToPay, Kind::YesNo),
    ("borrower.lastReachedOn", Field::LastReachedOn, Kind::Day),
    ("borrower.highRisk", Field::HighRisk, Kind::YesNo),
    ("borrower.hardship.cause", Field::HardshipCause, Kind::Text),
    ("borrower.hardship.evidenced", Field::HardshipEvidenced, Kind::YesNo),
    ("contacts.failedAttempts", Field::FailedAttempts, Kind::Count),
    ("approvals.waiver", Field::WaiverApproved, Kind::YesNo),
    ("approvals.restructure", Field::RestructureApproved, Kind::YesNo),
    ("collected", Field::Collected, Kind::Amount),
    ("cost", Field::Cost, Kind::Amount),
    ("classBefore", Field::ClassBefore, Kind::Text),
];

/// What a row says beside the facts of its case: which row it is, and what the summary's indicators take.
pub const BESIDE: [&str; 4] = ["id", "collected", "cost", "classBefore"];

const ARREAR: [(&str, ArrearFact); 4] = [
    ("dueOn", ArrearFact::DueOn),
    ("principal", ArrearFact::Principal),
    ("interest", ArrearFact::Interest),
    ("fees", ArrearFact::Fees),
];

/// Last words that several fields share, or that say too little alone.
const NOT_ALONE: [&str; 4] = ["waiver", "restructure", "cause", "evidenced"];

impl Field {
    /// The field of that name.
    fn named(name: &str) -> Option<Self> {
        let whole = FIELDS.iter().find(|(path, ..)| *path == name);
        let last = |path: &str| path.rsplit('.').next() == Some(name) && !NOT_ALONE.contains(&name);
        let found = whole.or_else(|| FIELDS.iter().find(|(path, ..)| last(path)));
        found.map(|(_, field, _)| *field).or_else(|| Self::of_arrear(name))
    }

    fn of_arrear(name: &str) -> Option<Self> {
        let (index, fact) = match name.strip_prefix("arrears.") {
            Some(rest) => rest.split_once('.').and_then(|(index, fact)| Some((number(index)?, fact)))?,
            None => (0, name),
        };
        let found = ARREAR.iter().find(|(known, _)| *known == fact);
        found.map(|(_, fact)| Self::Arrear(index, *fact))
    }

    /// Its steps in a case, the last of them its name.
    pub(super) fn steps(self) -> impl Iterator<Item = &'static str> {
        let path = match self {
            Self::Arrear(_, fact) => ARREAR.iter().find(|(_, known)| *known == fact).map_or("", |(name, _)| name),
            _ => FIELDS.iter().find(|(_, field, _)| *field == self).map_or("", |(path, ..)| path),
        };
        path.split('.')
    }

    /// What a cell of it is in a case.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Arrear(_, ArrearFact::DueOn) => Kind::Day,
            Self::Arrear(..) => Kind::Amount,
            _ => FIELDS.iter().find(|(_, field, _)| *field == self).map_or(Kind::Text, |(.., kind)| *kind),
        }
    }
}

fn number(text: &str) -> Option<usize> {
    let plain = text == "0" || !text.starts_with(['0', '+']);
    text.parse().ok().filter(|index| plain && *index < PORTFOLIO_ARREARS_MAX)
}

/// Which column is which fact.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The names of all columns, as the input has them.
    names: Vec<String>,
    /// The columns that hold facts, in their order.
    pub(super) columns: Vec<(usize, Field)>,
    /// The column of ids.
    pub(super) id: Option<usize>,
    /// How many arrears a row has room for.
    pub(super) arrears: usize,
}

impl Layout {
    /// The layout of a line of names.
    ///
    /// # Errors
    /// `duplicateField` where two columns hold the same fact, with both; `tooManyItems` for too many columns; `unknownField`
    /// where the settings map a column to what no case has; `noSuchColumn` where they map one that there is not;
    /// `required` where no column can tell what is owed.
    pub(super) fn of(names: Vec<String>, settings: &Settings) -> Result<Self, Failure> {
        let mut problems = Problems::new();
        if names.len() > PORTFOLIO_COLUMNS_MAX {
            let (given, most) = (names.len().to_string(), PORTFOLIO_COLUMNS_MAX.to_string());
            problems.push(Problem::new(ProblemCode::TooManyItems, "/header".to_owned(), &given, &most));
            return problems.finish(None, FailureCode::InvalidFacts);
        }
        let mut columns: Vec<(usize, Field)> = Vec::new();
        let mut paths: BTreeMap<&str, &str> = BTreeMap::new();
        for (header, path) in &settings.columns {
            let place = Path::Root.field("columns");
            if Field::named(path).is_none() {
                let wanted = nearest(path, &known()).unwrap_or("");
                report(&mut problems, ProblemCode::UnknownField, place.field(header), path, wanted);
            }
            if !names.contains(header) {
                report(&mut problems, ProblemCode::NoSuchColumn, place.field(header), header, &listed(&names));
            }
            paths.insert(header, path);
        }
        for (column, name) in names.iter().enumerate() {
            let fact = paths.get(name.as_str()).copied().unwrap_or(name.as_str());
            let Some(field) = Field::named(fact) else { continue };
            if let Some((first, _)) = columns.iter().find(|(_, other)| *other == field) {
                let both = listed_with_places(&[(*first, names.get(*first).unwrap_or(name)), (column, name)]);
                problems.push(Problem::new(ProblemCode::DuplicateField, format!("/header/{column}"), fact, &both));
            }
            columns.push((column, field));
        }
        require_debt(&columns, &names, &mut problems);
        let id = columns.iter().find(|(_, field)| *field == Field::Id).map(|(column, _)| *column);
        let rooms = columns
            .iter()
            .map(|(_, field)| if let Field::Arrear(index, _) = field { index.saturating_add(1) } else { 0 });
        let arrears = rooms.max().unwrap_or(0);
        problems.finish(Some(Self { names, columns, id, arrears }), FailureCode::InvalidFacts)
    }

    /// How many columns there are, known or not.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// The name of a column in the input.
    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The columns that are no fact of a case, with the fact that their name is near to, if any.
    pub(super) fn ignored(&self) -> Vec<Ignored> {
        let is_known = |column| self.columns.iter().any(|(known, _)| *known == column);
        let known = known();
        let ignored = self.names.iter().enumerate().filter(|(column, _)| !is_known(*column));
        let near = |name: &str| nearest(name, &known).map(str::to_owned);
        ignored.map(|(_, name)| Ignored { name: name.clone(), nearest: near(name) }).collect()
    }
}

/// A column that is passed over.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ignored {
    /// Its name.
    pub name: String,
    /// The name of a fact that it is near to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
}

/// How many columns a message names.
const LISTED_MAX: usize = 20;

/// The names of columns as a message lists them.
fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(LISTED_MAX)
        .map(|name| format!("`{}`", shown(&name.replace('\t', "\\t").replace('\r', "\\r"))))
        .collect();
    if names.len() > LISTED_MAX {
        shown.push("…".to_owned());
    }
    if shown.is_empty() { NO_COLUMNS.to_owned() } else { shown.join(", ") }
}

/// Columns with their places, counted from 1, as a message lists them.
fn listed_with_places(columns: &[(usize, &String)]) -> String {
    let one = |(column, name): &(usize, &String)| format!("`{}` ({})", shown(name), column.saturating_add(1));
    columns.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn require_debt(columns: &[(usize, Field)], names: &[String], problems: &mut Problems) {
    for (name, fact) in ARREAR.iter().take(2) {
        let has = |(_, field): &(usize, Field)| matches!(field, Field::Arrear(_, known) if known == fact);
        if !columns.iter().any(has) {
            problems.push(Problem::new(ProblemCode::Required, "/header".to_owned(), name, &listed(names)));
        }
    }
}

/// Whether a column may be mapped to that name: the name of a fact, also of a further arrear.
///
/// ```
/// use arrears::portfolio::is_fact;
/// assert!(is_fact("dueOn") && is_fact("loan.annualRate") && is_fact("arrears.1.principal"));
/// assert!(!is_fact("dueon"));
/// ```
#[must_use]
pub fn is_fact(name: &str) -> bool {
    Field::named(name).is_some()
}

/// Whether two names are those of one fact: the whole path and its last word are.
///
/// ```
/// use arrears::portfolio::is_same_fact;
/// assert!(is_same_fact("dueOn", "arrears.0.dueOn") && !is_same_fact("dueOn", "arrears.1.dueOn"));
/// assert!(!is_same_fact("note", "note"));
/// ```
#[must_use]
pub fn is_same_fact(one: &str, other: &str) -> bool {
    Field::named(one).is_some_and(|field| Field::named(other) == Some(field))
}

/// The names of all fields, the short ones as well.
#[must_use]
pub fn known() -> Vec<&'static str> {
    let short = FIELDS.iter().filter_map(|(path, ..)| path.rsplit('.').next()).filter(|name| !NOT_ALONE.contains(name));
    let whole = FIELDS.iter().map(|(path, ..)| *path);
    short.chain(whole).chain(ARREAR.iter().map(|(name, _)| *name)).collect()
}
