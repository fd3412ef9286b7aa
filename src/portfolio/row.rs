//! The line of a result: what one case came to, or why nothing could be said of it.

use serde::Serialize;

use crate::assess::Outcomes;
use crate::calendar::Date;
use crate::decision::OutcomeWord;
use crate::error::{Place, Problem, ProblemCode};
use crate::json;
use crate::money::Money;
use crate::policy::model::{Class, RiskTier};
use crate::portfolio::against::{Flipped, Moved};
use crate::portfolio::ruled::Ruling;
use crate::portfolio::settings::Format;
use crate::portfolio::written::{Short, Words, write_date, write_money, write_number};

/// The columns of results, in their order.
pub const COLUMNS: [&str; 21] = [
    "id",
    "asOf",
    "class",
    "riskTier",
    "daysPastDue",
    "due",
    "penalty",
    "compound",
    "waiver",
    "waiverMax",
    "installments",
    "shortest",
    "litigation",
    "litigationOpensOn",
    "agency",
    "agencyOpensOn",
    "blocking",
    "missing",
    "line",
    "column",
    "problem",
];

/// The columns that stand behind them where a second policy is compared with.
pub const COLUMNS_AGAINST: [&str; 3] = ["flips", "dueMoved", "waiverMoved"];

/// What one case came to. Amounts that a missing fact leaves open are absent.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line<'r> {
    /// The id that the row has.
    pub id: &'r str,
    /// The day that the case is assessed for.
    pub as_of: Date,
    /// The class; absent where an unknown amount could make it worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// The regulator's tier; absent before the tiers were in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_tier: Option<RiskTier>,
    /// Days past due.
    pub days_past_due: u32,
    /// Everything due, less what was waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Money>,
    /// Penalty interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub penalty: Option<Money>,
    /// Compound interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compound: Option<Money>,
    /// Whether penalty interest may be waived.
    pub waiver: OutcomeWord,
    /// The most that may be waived, where the outcome is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver_max: Option<Money>,
    /// Whether a plan is feasible.
    pub installments: OutcomeWord,
    /// Periods of the shortest feasible plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortest: Option<u32>,
    /// Whether the loan may go to court.
    pub litigation: OutcomeWord,
    /// The day on which it may, where only time is lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub litigation_opens_on: Option<Date>,
    /// Whether the loan may go to an agency.
    pub agency: OutcomeWord,
    /// The day on which it may, where only time is lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency_opens_on: Option<Date>,
    /// Ids of the clauses that block what the outcome is `no` for.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub blocking: &'r [String],
    /// JSON pointers to the facts that figures and undetermined decisions lack.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub missing: &'r [String],
    /// What a second policy changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<&'r Moved>,
}

impl<'r> Line<'r> {
    fn of(result: &Assessed<'r>) -> Self {
        let Assessed { id, as_of, outcomes, ruling, moved, words: _ } = *result;
        let Outcomes { standing, penalty, compound, total, .. } = outcomes;
        Self {
            id,
            as_of,
            class: standing.class,
            risk_tier: standing.risk_tier,
            days_past_due: standing.days_past_due,
            due: total.known(),
            penalty: penalty.known(),
            compound: compound.known(),
            waiver: outcomes.waiver,
            waiver_max: outcomes.waiver_max,
            installments: outcomes.installments,
            shortest: outcomes.shortest,
            litigation: outcomes.litigation.outcome,
            litigation_opens_on: outcomes.litigation.opens_on,
            agency: outcomes.agency.outcome,
            agency_opens_on: outcomes.agency.opens_on,
            blocking: &ruling.blocking,
            missing: &ruling.missing,
            moved,
        }
    }
}

/// What one case came to, as it is handed to what writes its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assessed<'r> {
    /// The id that the row has.
    pub(super) id: &'r str,
    /// The day that the case is assessed for.
    pub(super) as_of: Date,
    /// What it comes to.
    pub(super) outcomes: &'r Outcomes,
    /// The words of classes and tiers.
    pub(super) words: &'r Words,
    /// Why, and what its row shares with others.
    pub(super) ruling: &'r Ruling,
    /// What a second policy changes.
    pub(super) moved: Option<&'r Moved>,
}

/// What the rows of all cases have in common whose decisions are alike: everything behind the amount of compound
/// interest but for the amount of a waiver and the days on which the steps of escalation open, which stand between.
#[derive(Debug, Default)]
pub(super) struct Frame {
    before_amount: Short<16>,
    before_litigation: Short<48>,
    before_agency: Short<16>,
    rest: Vec<u8>,
}

impl Frame {
    pub(super) fn of(outcomes: &Outcomes, blocking: &[String], missing: &[String]) -> Self {
        let word = |outcome: OutcomeWord| outcome.name().as_bytes();
        let shortest = outcomes.shortest.map(|periods| periods.to_string()).unwrap_or_default();
        let mut rest = Vec::new();
        write_list(blocking, &mut rest);
        write_list(missing, &mut rest);
        rest.extend_from_slice(b",,,");
        let plans = word(outcomes.installments);
        let litigation = word(outcomes.litigation.outcome);
        Self {
            before_amount: Short::of(&[b",", word(outcomes.waiver)]),
            before_litigation: Short::of(&[b",", plans, b",", shortest.as_bytes(), b",", litigation, b","]),
            before_agency: Short::of(&[b",", word(outcomes.agency.outcome), b","]),
            rest,
        }
    }

    fn write(&self, outcomes: &Outcomes, out: &mut Vec<u8>) {
        self.before_amount.write(out);
        write_money(outcomes.waiver_max, out);
        self.before_litigation.write(out);
        if let Some(opens_on) = outcomes.litigation.opens_on {
            write_date(opens_on, out);
        }
        self.before_agency.write(out);
        if let Some(opens_on) = outcomes.agency.opens_on {
            write_date(opens_on, out);
        }
        out.extend_from_slice(&self.rest);
    }
}

/// A row of which nothing can be said, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BadRow {
    /// The id that the row has, where it could be read.
    pub id: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The column of the first problem, from 1, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The name of that column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its problems; of many the first hundred.
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub problem_count: usize,
}

impl BadRow {
    pub(super) fn code(&self) -> Option<ProblemCode> {
        self.problems.first().map(Problem::code)
    }

    /// The place of the first problem as editors count, where it fits.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let column = self.column.and_then(|column| u32::try_from(column).ok())?;
        Some(Place { line: u32::try_from(self.line).ok()?, column })
    }
}

/// How many columns results have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Those of one policy.
    Own,
    /// Those of a comparison as well.
    Compared,
}

/// Writes the line of names that results begin with.
pub(super) fn write_names(format: Format, width: Width, out: &mut Vec<u8>) {
    if format == Format::Csv {
        let further = if width == Width::Compared { COLUMNS_AGAINST.as_slice() } else { &[] };
        out.extend_from_slice([&COLUMNS, further].concat().join(",").as_bytes());
        out.push(b'\n');
    }
}

/// Writes what a case came to.
pub(super) fn write_line(result: &Assessed<'_>, format: Format, width: Width, out: &mut Vec<u8>) {
    match format {
        Format::Csv => {
            write_cells(result, out);
            if width == Width::Compared {
                write_moved(result.moved, out);
            }
        }
        Format::Ndjson => out.extend_from_slice(json::text(&Line::of(result)).as_bytes()),
    }
    out.push(b'\n');
}

fn write_moved(moved: Option<&Moved>, out: &mut Vec<u8>) {
    let flips = moved.map_or(&[][..], |moved| &moved.flips);
    let word = |flip: &Flipped| format!("{}/{}/{}", flip.decision, flip.before.name(), flip.after.name());
    write_list(&flips.iter().map(word).collect::<Vec<_>>(), out);
    write_money(moved.and_then(|moved| moved.due), out);
    write_money(moved.and_then(|moved| moved.waiver), out);
}

/// Writes a row of which nothing can be said.
pub(super) fn write_bad(row: &BadRow, format: Format, width: Width, out: &mut Vec<u8>) {
    match format {
        Format::Csv => {
            write_text(&row.id, out);
            out.resize(out.len().saturating_add(COLUMNS.len()).saturating_sub(3), b',');
            write_number(row.line, out);
            out.push(b',');
            if let Some(column) = row.column {
                write_number(column, out);
            }
            out.push(b',');
            out.extend_from_slice(row.code().map(code_name).unwrap_or_default().as_bytes());
            if width == Width::Compared {
                write_moved(None, out);
            }
        }
        Format::Ndjson => out.extend_from_slice(json::text(row).as_bytes()),
    }
    out.push(b'\n');
}

/// The name of a code on the wire.
pub(super) fn code_name(code: ProblemCode) -> String {
    json::text(&code).trim_matches('"').to_owned()
}

fn write_cells(result: &Assessed<'_>, out: &mut Vec<u8>) {
    let (outcomes, standing) = (result.outcomes, &result.outcomes.standing);
    write_text(result.id, out);
    out.push(b',');
    write_date(result.as_of, out);
    result.words.write(standing, out);
    write_number(standing.days_past_due.into(), out);
    for amount in [outcomes.total, outcomes.penalty, outcomes.compound] {
        write_money(amount.known(), out);
    }
    result.ruling.frame.write(outcomes, out);
}

/// Words with spaces between them.
fn write_list(words: &[impl AsRef<str>], out: &mut Vec<u8>) {
    out.push(b',');
    let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"./-_".contains(&byte));
    if !words.iter().all(|word| is_plain(word.as_ref()))
        || words.first().is_some_and(|word| word.as_ref().starts_with('-'))
    {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        return write_text(&words.join(" "), out);
    }
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word.as_ref().as_bytes());
    }
}

/// Writes a text as a cell: in quotes where it would not stay one cell without, and so that no spreadsheet takes
/// it for a formula. A number below zero stays a number.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let is_plain = text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    let formula =
        !is_plain && text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !is_number(text);
    let quoted = text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if quoted {
        out.push(b'"');
    }
    if formula {
        out.push(b'\'');
    }
    if quoted {
        for byte in text.bytes() {
            out.extend_from_slice(if byte == b'"' { b"\"\"" } else { std::slice::from_ref(&byte) });
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// Whether a text is digits with an optional point, below zero or not.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_words_have_room() {
        let longest = OutcomeWord::ALL.iter().map(|(name, _)| name.as_bytes()).max_by_key(|name| name.len());
        let (word, periods) = (longest.unwrap_or_default(), u32::MAX.to_string());
        let mut out = Vec::new();
        let frame = Frame {
            before_amount: Short::of(&[b",", word]),
            before_litigation: Short::of(&[b",", word, b",", periods.as_bytes(), b",", word, b","]),
            before_agency: Short::of(&[b",", word, b","]),
            rest: Vec::new(),
        };
        frame.before_amount.write(&mut out);
        frame.before_litigation.write(&mut out);
        frame.before_agency.write(&mut out);
        let expected = [b",", word, b",", word, b",", periods.as_bytes(), b",", word, b",,", word, b","].concat();
        assert_eq!(out, expected);
    }
}
