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
        let Assessed { id, as_of, outcomes, ruling, moved } = *result;
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
    /// Why, and what its row shares with others.
    pub(super) ruling: &'r Ruling,
    /// What a second policy changes.
    pub(super) moved: Option<&'r Moved>,
}

/// What the rows of all cases have in common whose decisions are alike: everything behind the amount of compound
/// interest but for the amount of a waiver and the days on which the steps of escalation open, which stand between.
#[derive(Debug, Default)]
pub(super) struct Frame {
    before_amount: Vec<u8>,
    before_days: [Vec<u8>; 2],
    rest: Vec<u8>,
}

impl Frame {
    pub(super) fn of(outcomes: &Outcomes, blocking: &[String], missing: &[String]) -> Self {
        let word = |outcome: OutcomeWord| outcome.name();
        let shortest = outcomes.shortest.map(|periods| periods.to_string()).unwrap_or_default();
        let mut rest = Vec::new();
        write_list(blocking, &mut rest);
        write_list(missing, &mut rest);
        rest.extend_from_slice(b",,,");
        let plans = word(outcomes.installments);
        Self {
            before_amount: format!(",{}", word(outcomes.waiver)).into_bytes(),
            before_days: [
                format!(",{plans},{shortest},{},", word(outcomes.litigation.outcome)).into_bytes(),
                format!(",{},", word(outcomes.agency.outcome)).into_bytes(),
            ],
            rest,
        }
    }

    fn write(&self, outcomes: &Outcomes, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.before_amount);
        write_money(outcomes.waiver_max, out);
        let opens_on = [outcomes.litigation.opens_on, outcomes.agency.opens_on];
        for (before, opens_on) in self.before_days.iter().zip(opens_on) {
            out.extend_from_slice(before);
            if let Some(opens_on) = opens_on {
                write_date(opens_on, out);
            }
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
    write_money(moved.map(|moved| moved.waiver), out);
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
    out.push(b',');
    out.extend_from_slice(standing.class.map_or("", Class::name).as_bytes());
    out.push(b',');
    out.extend_from_slice(standing.risk_tier.map_or("", tier_name).as_bytes());
    out.push(b',');
    write_number(standing.days_past_due.into(), out);
    for amount in [outcomes.total, outcomes.penalty, outcomes.compound] {
        write_money(amount.known(), out);
    }
    result.ruling.frame.write(outcomes, out);
}

/// The name of a tier on the wire.
fn tier_name(tier: RiskTier) -> &'static str {
    RiskTier::NAMES.iter().find(|(_, known)| *known == tier).map_or("normal", |(name, _)| name)
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
    let Some(fen) = amount.map(Money::fen) else { return out.push(b',') };
    match u64::try_from(fen.unsigned_abs()) {
        Ok(size) => {
            let mut text = Text::default();
            text.pair(size % 100);
            text.sign(b'.');
            text.number(size / 100);
            if fen < 0 {
                text.sign(b'-');
            }
            text.sign(b',');
            out.extend_from_slice(text.bytes());
        }
        Err(_) => out.extend_from_slice(format!(",{}", Money::from_fen(fen)).as_bytes()),
    }
}

fn write_date(date: Date, out: &mut Vec<u8>) {
    let year = u64::from(date.year().unsigned_abs());
    if year > 9_999 {
        return out.extend_from_slice(date.to_string().as_bytes());
    }
    let mut text = Text::default();
    text.pair(date.day().into());
    text.sign(b'-');
    text.pair(date.month().into());
    text.sign(b'-');
    text.pair(year % 100);
    text.pair(year / 100);
    out.extend_from_slice(text.bytes());
}

/// Writes a whole number.
fn write_number(number: u64, out: &mut Vec<u8>) {
    let mut text = Text::default();
    text.number(number);
    out.extend_from_slice(text.bytes());
}

/// The two digits of a number below a hundred.
fn pair(number: u64) -> [u8; 2] {
    const PAIRS: &[[u8; 2]] =
        b"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243\
        44454647484950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798\
        99"
        .as_chunks::<2>()
        .0;
    usize::try_from(number).ok().and_then(|place| PAIRS.get(place)).copied().unwrap_or(*b"00")
}

/// A short text of digits and signs that is put together from its end, two digits at a time.
struct Text {
    bytes: [u8; Self::ROOM],
    start: usize,
}

impl Default for Text {
    fn default() -> Self {
        Self { bytes: [0; Self::ROOM], start: Self::ROOM }
    }
}

impl Text {
    /// The digits of a number of 64 bits, and the signs of an amount.
    const ROOM: usize = 24;

    fn pair(&mut self, number: u64) {
        let start = self.start.saturating_sub(2);
        if let Some(place) = self.bytes.get_mut(start..self.start) {
            place.copy_from_slice(&pair(number));
            self.start = start;
        }
    }

    fn sign(&mut self, sign: u8) {
        let start = self.start.saturating_sub(1);
        if let Some(place) = self.bytes.get_mut(start) {
            *place = sign;
            self.start = start;
        }
    }

    fn number(&mut self, mut number: u64) {
        while number >= 100 {
            self.pair(number % 100);
            number /= 100;
        }
        if number >= 10 {
            self.pair(number);
        } else {
            let [_, digit] = pair(number);
            self.sign(digit);
        }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        out.into_iter().map(char::from).collect()
    }

    #[test]
    fn figures_are_written_as_they_are_shown() {
        let powers = (0..38_u32).map(|places| 10_i128.saturating_pow(places));
        let edges = powers.flat_map(|power| [power, power.saturating_sub(1), power.saturating_add(1)]);
        let ends = [u64::MAX.into(), i128::from(u64::MAX).saturating_add(1), i128::MAX];
        for size in edges.chain(0..12_345).chain(ends) {
            for fen in [size, size.saturating_neg()] {
                let money = Money::from_fen(fen);
                assert_eq!(written(|out| write_money(Some(money), out)), format!(",{money}"));
            }
            if let Ok(number) = u64::try_from(size) {
                assert_eq!(written(|out| write_number(number, out)), number.to_string());
            }
        }
        assert_eq!(written(|out| write_money(None, out)), ",");
    }

    #[test]
    fn days_are_written_as_they_are_shown() {
        let first = Date::parse("1900-01-01").unwrap_or(Date::LAST);
        for days in (0..110_000).chain([3_000_000]) {
            let date = first.plus_days(days);
            assert_eq!(written(|out| write_date(date, out)), date.to_string());
        }
        assert_eq!(written(|out| write_date(Date::LAST, out)), Date::LAST.to_string());
    }
}
