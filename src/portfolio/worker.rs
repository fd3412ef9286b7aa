//! From whole rows to result rows.

use crate::assess::{Outcomes, Position};
use crate::calendar::Date;
use crate::case::Case;
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::limits::PORTFOLIO_ROW_BYTES_MAX;
use crate::policy::model::Policy;
use crate::policy::select::in_force;
use crate::portfolio::Terms;
use crate::portfolio::against::Moved;
use crate::portfolio::careful::{Careful, column_of, read_cells, read_line};
use crate::portfolio::cells::{Cells, Row, has_lone_return};
use crate::portfolio::fast::{Beside, Filled, text};
use crate::portfolio::intake::Batch;
use crate::portfolio::layout::Layout;
use crate::portfolio::records::Piece;
use crate::portfolio::row::{Assessed, BadRow, Width, write_bad, write_line, write_names};
use crate::portfolio::ruled::Ruled;
use crate::portfolio::settings::Settings;
use crate::portfolio::tally::Tally;
use crate::portfolio::written::Words;

/// Works on batches, and counts what they come to.
#[derive(Debug)]
pub struct Worker {
    terms: Terms,
    cells: Cells,
    filled: Filled,
    ruled: Ruled,
    words: Words,
    tally: Tally,
}

/// Where result rows go and what they are counted in.
struct Results<'w> {
    policies: &'w [Policy],
    against: Option<&'w [Policy]>,
    settings: &'w Settings,
    ruled: &'w mut Ruled,
    words: &'w Words,
    tally: &'w mut Tally,
    out: &'w mut Vec<u8>,
}

impl Worker {
    /// A worker that has counted nothing.
    #[must_use]
    pub fn new(terms: Terms) -> Self {
        let (filled, ruled) = (Filled::new(Date::LAST), Ruled::new(&terms.policies));
        Self { terms, cells: Cells::default(), filled, ruled, words: Words::default(), tally: Tally::default() }
    }

    /// What it has counted.
    #[must_use]
    pub fn into_tally(self) -> (Terms, Tally) {
        (self.terms, self.tally)
    }

    /// Works on the rows of a batch and writes their result rows.
    pub fn work(&mut self, batch: &Batch, out: &mut Vec<u8>) {
        let Self { terms, cells, filled, ruled, words, tally } = self;
        let settings = &*terms.settings;
        if batch.leads {
            write_names(settings.output, width(terms.against.as_deref()), out);
        }
        let against = terms.against.as_deref();
        let mut results = Results { policies: &terms.policies, against, settings, ruled, words, tally, out };
        match (batch.cut.piece, &batch.layout) {
            (Piece::Rows, Some(layout)) => work_cells(batch, layout, terms, cells, filled, &mut results),
            (Piece::Rows, None) => work_lines(batch, terms, &mut results),
            (Piece::Unclosed, _) => {
                results.give_bad(bad("", batch.cut.line, None, &broken(ProblemCode::QuoteBroken, "", "")));
            }
            (Piece::TooLong, _) => results.give_too_long(batch.cut.line),
        }
    }
}

fn width(against: Option<&[Policy]>) -> Width {
    if against.is_some() { Width::Compared } else { Width::Own }
}

fn work_cells(
    batch: &Batch,
    layout: &Layout,
    terms: &Terms,
    cells: &mut Cells,
    filled: &mut Filled,
    results: &mut Results<'_>,
) {
    let settings = &*terms.settings;
    let (mut rest, mut line) = (batch.cut.bytes.as_slice(), batch.cut.line);
    while !rest.is_empty() {
        let read = cells.read(rest, settings.delimiter);
        let (row, taken, lines) = (read.row, read.taken, read.lines);
        if taken > PORTFOLIO_ROW_BYTES_MAX.saturating_add(1) {
            results.give_too_long(line);
        } else if let Some(column) = read.wrong {
            let column = (column, layout.name(column).to_owned());
            results.give_bad(bad(row_id(row, layout), line, Some(column), &broken(ProblemCode::QuoteBroken, "", "")));
        } else if row.len() != layout.width() && !row.is_blank() {
            let (given, wanted) = (row.len().to_string(), layout.width().to_string());
            let own = rest.get(..taken).unwrap_or_default();
            let ends = has_lone_return(own, settings.delimiter);
            let code = if ends { ProblemCode::CarriageReturnAlone } else { ProblemCode::CellCount };
            let failure = broken(code, &given, &wanted);
            results.give_bad(bad(row_id(row, layout), line, None, &failure));
        } else if !row.is_blank() {
            results.give_row(row, line, layout, terms, filled);
        }
        line = line.saturating_add(lines);
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn work_lines(batch: &Batch, terms: &Terms, results: &mut Results<'_>) {
    for (line, own) in (batch.cut.line..).zip(batch.cut.bytes.split_inclusive(|byte| *byte == b'\n')) {
        let long = own.len() > PORTFOLIO_ROW_BYTES_MAX.saturating_add(1);
        let own = own.trim_ascii();
        if long {
            results.give_too_long(line);
        } else if !own.is_empty() {
            let careful = read_line(own, terms.settings.as_of, terms.facts);
            results.give_careful(careful, line, &mut |_| None);
        }
    }
}

/// The id of a row, as far as it is a text.
fn row_id<'r>(row: Row<'r>, layout: &Layout) -> &'r str {
    layout.id.and_then(|column| text(row.cell(column))).unwrap_or_default()
}

impl Results<'_> {
    fn give_row(&mut self, row: Row<'_>, line: u64, layout: &Layout, terms: &Terms, filled: &mut Filled) {
        let as_of = self.settings.as_of;
        let id = layout.id.map_or(Some(""), |column| text(row.cell(column)));
        if let Some(id) = id.filter(|_| filled.fill(row, layout, as_of).is_some())
            && self.give(id, line, &filled.case, &filled.beside).is_ok()
        {
            return;
        }
        let careful = read_cells(row, layout, as_of, terms.facts);
        self.give_careful(careful, line, &mut |path| {
            column_of(path, row, layout).map(|column| (column, layout.name(column).to_owned()))
        });
    }

    /// Gives a case that was read carefully, or its problems.
    fn give_careful(
        &mut self,
        careful: Careful,
        line: u64,
        column_of: &mut dyn FnMut(&str) -> Option<(usize, String)>,
    ) {
        let Careful { id, case, beside, problems, column } = careful;
        let case = problems.finish(case, FailureCode::InvalidFacts);
        let given = case.and_then(|case| self.give(&id, line, &case, &beside));
        if let Err(failure) = given {
            let first = failure.problems().first().and_then(|problem| column_of(problem.path()));
            let first = first.or(column.map(|column| (column, String::new())));
            self.give_bad(bad(&id, line, first, &failure));
        }
    }

    /// Gives what a case comes to.
    fn give(&mut self, id: &str, line: u64, case: &Case, beside: &Beside) -> Result<(), Failure> {
        let (version, policy) = deciding(self.policies, self.settings, case)?;
        // It is large, so that it stays where it is made.
        let position = Position::new(case, policy);
        let position = position.as_ref().map_err(Clone::clone)?;
        let (ruling, outcomes) = self.ruled.rule(position, version);
        let moved = match self.against {
            Some(against) => {
                let moved = moved(against, self.settings, case, &outcomes);
                self.tally.movement.add(id, line, moved.as_ref());
                moved
            }
            None => None,
        };
        self.tally.add(&outcomes, beside);
        let result =
            Assessed { id, as_of: case.as_of, outcomes: &outcomes, words: self.words, ruling, moved: moved.as_ref() };
        write_line(&result, self.settings.output, width(self.against), self.out);
        Ok(())
    }

    fn give_bad(&mut self, row: BadRow) {
        let problems = row.problems.into_iter().map(|problem| problem.localised(self.settings.locale)).collect();
        let row = BadRow { problems, ..row };
        write_bad(&row, self.settings.output, width(self.against), self.out);
        self.tally.add_bad(row);
    }

    fn give_too_long(&mut self, line: u64) {
        let failure = broken(ProblemCode::InputTooLarge, "", &PORTFOLIO_ROW_BYTES_MAX.to_string());
        self.give_bad(bad("", line, None, &failure));
    }
}

/// What a second policy changes; none where it cannot answer the case.
fn moved(against: &[Policy], settings: &Settings, case: &Case, before: &Outcomes) -> Option<Moved> {
    let (_, policy) = deciding(against, settings, case).ok()?;
    let after = Position::new(case, policy).ok()?.outcomes();
    Some(Moved::of(before, &after))
}

/// The version of a policy that decides a case, with its place.
fn deciding<'p>(policies: &'p [Policy], settings: &Settings, case: &Case) -> Result<(usize, &'p Policy), Failure> {
    let policy = match settings.policy_date {
        Some(day) => in_force(policies, day, "/policyDate"),
        None => in_force(policies, case.as_of, "/asOf"),
    }?;
    let place = policies.iter().position(|version| std::ptr::eq(version, policy));
    Ok((place.unwrap_or(policies.len()), policy))
}

fn bad(id: &str, line: u64, column: Option<(usize, String)>, failure: &Failure) -> BadRow {
    let (column, name) = column.unzip();
    let column = column.and_then(|column| u64::try_from(column.saturating_add(1)).ok());
    let problem_count = failure.problem_count();
    BadRow {
        id: id.to_owned(),
        line,
        column,
        name: name.filter(|name| !name.is_empty()),
        problems: failure.problems().to_vec(),
        problem_count,
    }
}

fn broken(code: ProblemCode, given: &str, wanted: &str) -> Failure {
    Failure::one(FailureCode::InvalidFacts, Problem::new(code, String::new(), given, wanted))
}
