//! Where one row ends and the next begins, in whatever pieces the bytes come.
//!
//! A quote opens only at the beginning of a cell, two quotes inside of one are a quote, and a line break inside of
//! one belongs to it (RFC 4180). A quote that is never closed would swallow the rows behind it: where a row takes
//! more lines than [`PORTFOLIO_ROW_LINES_MAX`], or several and more bytes than [`PORTFOLIO_ROW_BYTES_MAX`], or where
//! text follows the quote of a later line that would close it, its first line alone is taken for the row, and reading
//! goes on with the next. Each line is therefore looked at a bounded number of times, and no more than one row is
//! held.

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::limits::{PORTFOLIO_ROW_BYTES_MAX, PORTFOLIO_ROW_LINES_MAX};

/// What a piece of the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Whole rows.
    Rows,
    /// The first line of a row of which a quote is never closed.
    Unclosed,
    /// The beginning of a line that is longer than a row may be; the rest of it is gone.
    TooLong,
}

/// A piece of the input that holds no half rows.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) piece: Piece,
    pub(super) bytes: Vec<u8>,
    /// The number of its first line.
    pub(super) line: u64,
}

/// Where the end of a row stands.
enum End {
    /// Behind this byte.
    At(usize),
    /// Not in the bytes there are.
    Open,
    /// Nowhere near: a quote is not closed.
    Unclosed,
}

/// Cuts a stream of bytes between rows.
#[derive(Debug)]
pub(super) struct Records {
    /// What stands between two cells; none where every line is a row.
    delimiter: Option<u8>,
    rest: Vec<u8>,
    line: u64,
    /// Whether what comes belongs to a line that was too long.
    skipping: bool,
}

impl Records {
    pub(super) fn new(delimiter: Option<u8>, first_line: u64) -> Self {
        Self { delimiter, rest: Vec::new(), line: first_line, skipping: false }
    }

    /// Takes more of the input and gives what of it is whole.
    pub(super) fn push(&mut self, chunk: &[u8], cuts: &mut Vec<Cut>) {
        let chunk = if self.skipping { self.skip(chunk) } else { chunk };
        self.rest.extend_from_slice(chunk);
        self.cut(cuts);
    }

    /// The input has ended: what is left is the last row.
    pub(super) fn finish(&mut self, cuts: &mut Vec<Cut>) {
        if !self.rest.is_empty() {
            self.rest.push(b'\n');
            self.cut(cuts);
        }
        while !self.rest.is_empty() {
            let end = line_end(&self.rest);
            let rest = self.rest.split_off(end);
            let line = std::mem::replace(&mut self.rest, rest);
            self.give(Piece::Unclosed, line, cuts);
            self.cut(cuts);
        }
    }

    fn skip<'c>(&mut self, chunk: &'c [u8]) -> &'c [u8] {
        match memchr(b'\n', chunk) {
            Some(end) => {
                self.skipping = false;
                self.line = self.line.saturating_add(1);
                chunk.get(end.saturating_add(1)..).unwrap_or_default()
            }
            None => &[],
        }
    }

    fn cut(&mut self, cuts: &mut Vec<Cut>) {
        let bytes = std::mem::take(&mut self.rest);
        let mut start = 0;
        loop {
            let rest = bytes.get(start..).unwrap_or_default();
            let (whole, end) = self.whole_rows(rest);
            if whole > 0 {
                self.give(Piece::Rows, rest.get(..whole).unwrap_or_default().to_vec(), cuts);
                start = start.saturating_add(whole);
            }
            let rest = rest.get(whole..).unwrap_or_default();
            match end {
                End::Open if rest.len() > PORTFOLIO_ROW_BYTES_MAX && memchr(b'\n', rest).is_none() => {
                    start = start.saturating_add(self.give_too_long(rest, cuts));
                }
                End::Open if rest.len() <= PORTFOLIO_ROW_BYTES_MAX => {
                    self.rest = rest.to_vec();
                    return;
                }
                End::Open | End::At(_) | End::Unclosed => {
                    let line = rest.get(..line_end(rest)).unwrap_or_default();
                    self.give(Piece::Unclosed, line.to_vec(), cuts);
                    start = start.saturating_add(line.len());
                }
            }
        }
    }

    fn give(&mut self, piece: Piece, bytes: Vec<u8>, cuts: &mut Vec<Cut>) {
        let lines = u64::try_from(memchr_iter(b'\n', &bytes).count()).unwrap_or(u64::MAX);
        cuts.push(Cut { piece, bytes, line: self.line });
        self.line = self.line.saturating_add(lines);
    }

    /// Gives the beginning of a line that is too long and has not ended yet; its end will be passed over. How many
    /// bytes of it are here.
    fn give_too_long(&mut self, rest: &[u8], cuts: &mut Vec<Cut>) -> usize {
        let bytes = rest.get(..SHOWN_BYTES.min(rest.len())).unwrap_or_default().to_vec();
        cuts.push(Cut { piece: Piece::TooLong, bytes, line: self.line });
        self.skipping = true;
        rest.len()
    }

    /// How many bytes whole rows have, and how the row behind them ends.
    fn whole_rows(&self, bytes: &[u8]) -> (usize, End) {
        let quoted = self.delimiter.filter(|_| memchr(b'"', bytes).is_some());
        let Some(delimiter) = quoted else {
            return (memrchr(b'\n', bytes).map_or(0, |end| end.saturating_add(1)), End::Open);
        };
        let mut whole: usize = 0;
        loop {
            match end_of_row(bytes.get(whole..).unwrap_or_default(), delimiter) {
                End::At(end) => {
                    let row = bytes.get(whole..).and_then(|rest| rest.get(..end.saturating_sub(1))).unwrap_or_default();
                    if row.len() > PORTFOLIO_ROW_BYTES_MAX && memchr(b'\n', row).is_some() {
                        return (whole, End::Unclosed);
                    }
                    whole = whole.saturating_add(end);
                }
                open => return (whole, open),
            }
        }
    }
}

/// The first byte behind a line.
fn line_end(bytes: &[u8]) -> usize {
    memchr(b'\n', bytes).map_or(bytes.len(), |end| end.saturating_add(1))
}

/// How much of a line that is too long is kept, to show where it stands.
const SHOWN_BYTES: usize = 4_096;

/// Where a row of cells ends that begins with these bytes.
fn end_of_row(row: &[u8], delimiter: u8) -> End {
    let mut at: usize = 0;
    loop {
        let rest = row.get(at..).unwrap_or_default();
        let Some(found) = memchr2(b'\n', b'"', rest).map(|found| at.saturating_add(found)) else { return End::Open };
        if row.get(found) == Some(&b'\n') {
            return End::At(found.saturating_add(1));
        }
        let before = found.checked_sub(1).and_then(|before| row.get(before));
        at = found.saturating_add(1);
        if before.is_none_or(|before| *before == delimiter) {
            match end_of_quoted(row, at) {
                Some(end) if takes_too_much(row.get(..end).unwrap_or(row)) => return End::Unclosed,
                Some(end) if goes_on_elsewhere(row, end, delimiter) => return End::Unclosed,
                Some(end) => at = end,
                None if takes_too_much(row) => return End::Unclosed,
                None => return End::Open,
            }
        }
    }
}

/// The byte behind the quote that closes a cell, which begins behind its first quote.
fn end_of_quoted(row: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let quote = memchr(b'"', row.get(at..)?)?.saturating_add(at);
        at = quote.saturating_add(1);
        match row.get(at) {
            Some(b'"') => at = at.saturating_add(1),
            Some(_) => return Some(at),
            None => return None,
        }
    }
}

/// Whether a quote on a later line seems to close a cell but has text behind it: then it opens one of its own, and
/// the one before was never closed.
fn goes_on_elsewhere(row: &[u8], end: usize, delimiter: u8) -> bool {
    let ends = row.get(end).is_some_and(|next| *next == delimiter || matches!(next, b'\n' | b'\r'));
    !ends && row.get(..end).is_some_and(|before| memchr(b'\n', before).is_some())
}

fn takes_too_much(row: &[u8]) -> bool {
    row.len() > PORTFOLIO_ROW_BYTES_MAX || memchr_iter(b'\n', row).count() >= PORTFOLIO_ROW_LINES_MAX
}
