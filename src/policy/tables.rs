//! Reference tables that ship with the engine: the working-day calendar and the loan prime rate.
//!
//! A table is a file of facts with the span of days for which it is complete, and its source. Past
//! either end nothing is known: every question answers with nothing, and nothing is extrapolated.

use crate::json::{self, Value};

use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::money::Rate;
use crate::policy::model::Source;
use crate::policy::parse;
use crate::reader::{Fields, Path, date, text};

const NOTES: &str = include_str!("builtin/tables.json");
const HOLIDAYS: &str = include_str!("builtin/holidays.csv");
const LPR: &str = include_str!("builtin/lpr.csv");

/// The span of days for which a table is complete, both ends counted, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Where the table comes from.
    pub source: Source,
}

impl Reach {
    /// Whether the table holds the day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.first <= on && on <= self.last
    }

    /// The failure of a question about a day that the table does not hold.
    #[must_use]
    pub fn ends(&self, path: &str, given: &str) -> Failure {
        let span = format!("{} to {}", self.first, self.last);
        Failure::one(FailureCode::TableEnds, Problem::new(ProblemCode::DateOutsideTable, path.to_owned(), given, &span))
    }
}

/// Which days are worked.
///
/// Monday to Friday are, Saturday and Sunday are not, unless the table says otherwise of a day.
///
/// ```
/// use arrears::calendar::Date;
/// use arrears::policy::tables::WorkingDays;
/// let days = WorkingDays::builtin().unwrap();
/// let received = Date::parse("2024-02-08").unwrap();
/// assert_eq!(days.after(received, 3), Date::parse("2024-02-19").ok());
/// assert_eq!(days.after(Date::parse("2026-12-31").unwrap(), 1), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDays {
    reach: Reach,
    exceptions: Vec<Exception>,
}

/// Where a due date goes that falls on a day of rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum RestDays {
    /// It stays.
    Stay,
    /// To the next working day (顺延).
    Following,
    /// To the next working day, or to the one before where that lies in another month.
    ModifiedFollowing,
    /// To the working day before.
    Preceding,
}

impl RestDays {
    /// Every rule, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("stay", Self::Stay),
        ("following", Self::Following),
        ("modifiedFollowing", Self::ModifiedFollowing),
        ("preceding", Self::Preceding),
    ];
}

/// A day that is not as its weekday says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Exception {
    on: Date,
    is_off: bool,
}

impl WorkingDays {
    /// The calendar that ships with the engine.
    ///
    /// # Errors
    /// `engine` when the embedded file is damaged, which a test rules out.
    pub fn builtin() -> Result<Self, Failure> {
        let reach = reach("workingDays")?;
        let mut exceptions = Vec::new();
        rows(HOLIDAYS, "date,is_off_day,name", &mut |on, is_off, _| {
            let (_, is_off) = [("true", true), ("false", false)].into_iter().find(|(word, _)| *word == is_off)?;
            exceptions.push(Exception { on, is_off });
            Some(())
        })?;
        Ok(Self { reach, exceptions })
    }

    /// The days that the calendar holds, and its source.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Whether a day is worked; nothing outside the table.
    #[must_use]
    pub fn is_working(&self, on: Date) -> Option<bool> {
        if !self.reach.holds(on) {
            return None;
        }
        let found = self.exceptions.binary_search_by_key(&on, |exception| exception.on).ok();
        let exception = found.and_then(|index| self.exceptions.get(index));
        Some(exception.map_or(!on.is_weekend(), |exception| !exception.is_off))
    }

    /// The day itself where it is worked, else the next day that is; nothing outside the table.
    #[must_use]
    pub fn on_or_after(&self, on: Date) -> Option<Date> {
        let mut day = on;
        while !self.is_working(day)? {
            day = day.plus_days(1);
        }
        Some(day)
    }

    /// The day itself where it is worked, else the last day before that is; nothing outside the table.
    #[must_use]
    pub fn on_or_before(&self, on: Date) -> Option<Date> {
        let mut day = on;
        while !self.is_working(day)? {
            day = day.minus_days(1);
        }
        Some(day)
    }

    /// Where a due date goes by a rule; nothing outside the table.
    ///
    /// ```
    /// use arrears::calendar::Date;
    /// use arrears::policy::tables::{RestDays, WorkingDays};
    /// let days = WorkingDays::builtin().unwrap();
    /// let saturday = Date::parse("2026-01-31").unwrap();
    /// assert_eq!(days.moved(saturday, RestDays::Following), Date::parse("2026-02-02").ok());
    /// assert_eq!(days.moved(saturday, RestDays::ModifiedFollowing), Date::parse("2026-01-30").ok());
    /// ```
    #[must_use]
    pub fn moved(&self, due_on: Date, rule: RestDays) -> Option<Date> {
        match rule {
            RestDays::Stay => Some(due_on),
            RestDays::Following => self.on_or_after(due_on),
            RestDays::Preceding => self.on_or_before(due_on),
            RestDays::ModifiedFollowing => {
                let next = self.on_or_after(due_on)?;
                if next.month() == due_on.month() { Some(next) } else { self.on_or_before(due_on) }
            }
        }
    }

    /// The day so many working days after a day, which is itself not counted. With 0, as
    /// [`Self::on_or_after`]. Nothing when the first or the last day lies outside the table.
    #[must_use]
    pub fn after(&self, from: Date, count: u32) -> Option<Date> {
        self.is_working(from)?;
        if count == 0 {
            return self.on_or_after(from);
        }
        let mut day = from;
        let mut left = count;
        while left > 0 {
            day = day.plus_days(1);
            left = left.saturating_sub(u32::from(self.is_working(day)?));
        }
        Some(day)
    }
}

/// Which of the two loan prime rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// One year.
    OneYear,
    /// Five years and more.
    FiveYears,
}

impl Term {
    /// Every term, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("1y", Self::OneYear), ("5y", Self::FiveYears)];
}

/// A loan prime rate as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The rate a year.
    pub rate: Rate,
    /// The day of its publication, which is the first on which it holds.
    pub published_on: Date,
}

/// The loan prime rate (LPR) by date.
///
/// ```
/// use arrears::calendar::Date;
/// use arrears::policy::tables::{Lpr, Term};
/// let lpr = Lpr::builtin().unwrap();
/// let published = lpr.on(Date::parse("2025-11-22").unwrap(), Term::OneYear).unwrap();
/// assert_eq!(published.rate.to_string(), "0.03");
/// assert_eq!(lpr.on(Date::parse("2026-09-21").unwrap(), Term::OneYear), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lpr {
    reach: Reach,
    publications: Vec<Publication>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Publication {
    on: Date,
    one_year: Rate,
    five_years: Rate,
}

impl Lpr {
    /// The rates that ship with the engine.
    ///
    /// # Errors
    /// `engine` when the embedded file is damaged, which a test rules out.
    pub fn builtin() -> Result<Self, Failure> {
        let reach = reach("lpr")?;
        let mut publications = Vec::new();
        rows(LPR, "date,lpr_1y,lpr_5y", &mut |on, one_year, five_years| {
            publications.push(Publication { on, one_year: percent(one_year)?, five_years: percent(five_years)? });
            Some(())
        })?;
        Ok(Self { reach, publications })
    }

    /// The days that the table holds, and its source.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The rate that holds on a day: the last published on it or before. Nothing outside the table.
    #[must_use]
    pub fn on(&self, on: Date, term: Term) -> Option<Published> {
        if !self.reach.holds(on) {
            return None;
        }
        let count = self.publications.partition_point(|publication| publication.on <= on);
        let last = self.publications.get(count.checked_sub(1)?)?;
        let rate = match term {
            Term::OneYear => last.one_year,
            Term::FiveYears => last.five_years,
        };
        Some(Published { rate, published_on: last.on })
    }
}

/// A rate that is written as a number of per cent.
fn percent(cell: &str) -> Option<Rate> {
    Rate::parse(&format!("{cell}%")).ok()
}

/// Reads the rows of a table of three columns under the header that it must have. The first holds days, which
/// must rise, so that they can be searched by halving.
fn rows(file: &str, header: &str, read: &mut dyn FnMut(Date, &str, &str) -> Option<()>) -> Result<(), Failure> {
    let mut lines = file.lines();
    if lines.next() != Some(header) {
        return Err(damaged(header));
    }
    let mut before = None;
    for line in lines {
        let row = three(line).filter(|(on, _, _)| Some(*on) > before);
        row.and_then(|(on, second, third)| read(on, second, third)).ok_or_else(|| damaged(line))?;
        before = row.map(|(on, _, _)| on);
    }
    Ok(())
}

fn three(line: &str) -> Option<(Date, &str, &str)> {
    let (on, rest) = line.split_once(',')?;
    let (second, third) = rest.split_once(',')?;
    Some((Date::parse(on).ok()?, second, third)).filter(|_| !third.contains(','))
}

fn damaged(what: &str) -> Failure {
    Failure::one(FailureCode::Engine, Problem::new(ProblemCode::NotData, String::new(), what, ""))
}

fn reach(name: &str) -> Result<Reach, Failure> {
    let notes = json::parse(NOTES).map_err(|error| damaged(&error.to_string()))?.value;
    let mut problems = Problems::new();
    let reach = read_reach(&notes, name, &mut problems);
    problems.finish(reach, FailureCode::Engine)
}

fn read_reach(notes: &Value, name: &str, problems: &mut Problems) -> Option<Reach> {
    let path = Path::Root;
    let notes = Fields::open(notes, path, &["documents", "workingDays", "lpr"], problems)?;
    let mut documents = Vec::new();
    for document in notes.get("documents").and_then(Value::as_array).into_iter().flatten() {
        documents.extend(text(document, path, problems));
    }
    let path = path.field(name);
    let fields = Fields::open(notes.get(name)?, path, &["validFrom", "validThrough", "source"], problems)?;
    let first = date(fields.get("validFrom")?, path, problems);
    let last = date(fields.get("validThrough")?, path, problems);
    let source = parse::source(fields.get("source")?, &documents, path.field("source"), problems);
    Some(Reach { first: first?, last: last?, source: source? })
}
