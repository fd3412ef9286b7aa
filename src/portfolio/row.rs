//! The line of a result: what one case came to, or why nothing could be said of it.

use serde::Serialize;

use crate::assess::{Outcomes, Reasons};
use crate::calendar::Date;
use crate::decision::OutcomeWord;
use crate::error::{Place, Problem, ProblemCode};
use crate::json;
use crate::money::Money;
use crate::policy::model::{Class, RiskTier};
use crate::portfolio::against::{Flipped, Moved};
use crate::portfolio::settings::Format;

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
    pub blocking: &'r [&'r str],
    /// JSON pointers to the facts that figures and undetermined decisions lack.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub missing: &'r [String],
    /// What a second policy changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<&'r Moved>,
}

impl<'r> Line<'r> {
    pub(super) fn of(
        id: &'r str,
        as_of: Date,
        outcomes: &Outcomes,
        reasons: &'r Reasons<'r>,
        moved: Option<&'r Moved>,
    ) -> Self {
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
            blocking: &reasons.blocking,
            missing: &reasons.missing,
            moved,
        }
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
pub(super) fn write_line(line: &Line<'_>, format: Format, width: Width, out: &mut Vec<u8>) {
    match format {
        Format::Csv => {
            write_cells(line, out);
            if width == Width::Compared {
                write_moved(line.moved, out);
            }
        }
        Format::Ndjson => out.extend_from_slice(json::text(line).as_bytes()),
    }
    out.push(b'\n');
}

fn write_moved(moved: Option<&Moved>, out: &mut Vec<u8>) {
    let flips = moved.map_or(&[][..], |moved| &moved.flips);
    let word = |flip: &Flipped| format!("{}/{}/{}", flip.decision, flip.before.name(), flip.after.name());
    write_list(&flips.iter().map(word).collect::<Vec<_>>(), out);
    write_money(moved.and_then(|moved| moved.due), out);
    write_money(moved.map(|moved| moved.waiver), out);
}

/// Writes a row of which nothing can be said.
pub(super) fn write_bad(row: &BadRow, format: Format, width: Width, out: &mut Vec<u8>) {
    match format {
        Format::Csv => {
            write_text(&row.id, out);
            out.resize(out.len().saturating_add(COLUMNS.len()).saturating_sub(3), b',');
            write_number(row.line, 1, out);
            out.push(b',');
            if let Some(column) = row.column {
                write_number(column, 1, out);
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

fn write_cells(line: &Line<'_>, out: &mut Vec<u8>) {
    write_text(line.id, out);
    out.push(b',');
    write_date(line.as_of, out);
    out.push(b',');
    out.extend_from_slice(line.class.map_or("", Class::name).as_bytes());
    out.push(b',');
    out.extend_from_slice(line.risk_tier.map_or("", tier_name).as_bytes());
    out.push(b',');
    write_number(line.days_past_due.into(), 1, out);
    for amount in [line.due, line.penalty, line.compound] {
        write_money(amount, out);
    }
    write_word(line.waiver, out);
    write_money(line.waiver_max, out);
    write_word(line.installments, out);
    out.push(b',');
    if let Some(periods) = line.shortest {
        write_number(periods.into(), 1, out);
    }
    let steps = [(line.litigation, line.litigation_opens_on), (line.agency, line.agency_opens_on)];
    for (outcome, opens_on) in steps {
        write_word(outcome, out);
        out.push(b',');
        if let Some(opens_on) = opens_on {
            write_date(opens_on, out);
        }
    }
    write_list(line.blocking, out);
    write_list(line.missing, out);
    out.extend_from_slice(b",,,");
}

/// The name of a tier on the wire.
fn tier_name(tier: RiskTier) -> &'static str {
    RiskTier::NAMES.iter().find(|(_, known)| *known == tier).map_or("normal", |(name, _)| name)
}

fn write_word(outcome: OutcomeWord, out: &mut Vec<u8>) {
    out.push(b',');
    out.extend_from_slice(outcome.name().as_bytes());
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

fn write_money(amount: Option<Money>, out: &mut Vec<u8>) {
    out.push(b',');
    let Some(fen) = amount.map(Money::fen) else { return };
    if fen < 0 {
        out.push(b'-');
    }
    match u64::try_from(fen.unsigned_abs()) {
        Ok(fen) => {
            write_number(fen / 100, 1, out);
            out.push(b'.');
            write_number(fen % 100, 2, out);
        }
        Err(_) => out.extend_from_slice(Money::from_fen(fen.saturating_abs()).to_string().as_bytes()),
    }
}

fn write_date(date: Date, out: &mut Vec<u8>) {
    write_number(date.year().unsigned_abs().into(), 4, out);
    out.push(b'-');
    write_number(date.month().into(), 2, out);
    out.push(b'-');
    write_number(date.day().into(), 2, out);
}

/// Writes a number with zeros before it up to so many digits.
fn write_number(mut number: u64, least: usize, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 20];
    let mut count = 0;
    for place in digits.iter_mut().rev() {
        if number == 0 && count >= least {
            break;
        }
        *place = u8::try_from(number % 10).map_or(b'0', |digit| b'0'.saturating_add(digit));
        number /= 10;
        count = count.saturating_add(1);
    }
    out.extend_from_slice(digits.get(digits.len().saturating_sub(count)..).unwrap_or_default());
}

/// Writes a text as a cell: in quotes where it would not stay one cell without, and so that no spreadsheet takes
/// it for a formula. A number below zero stays a number.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !is_number(text);
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
