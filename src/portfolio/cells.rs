//! The cells of one row.

use memchr::{memchr, memchr_iter};

/// The cells of one row, kept from row to row so that nothing is allocated for most.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Where each cell stands in its row, or in the text without quotes.
    places: Vec<(usize, usize)>,
    /// The row without its quotes, where it has any.
    plain: Vec<u8>,
}

/// One row of cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r> {
    text: &'r [u8],
    places: &'r [(usize, usize)],
}

impl<'r> Row<'r> {
    /// How many cells there are.
    pub(super) fn len(self) -> usize {
        self.places.len()
    }

    /// Whether the row is a line with nothing on it but spaces.
    pub(super) fn is_blank(self) -> bool {
        self.places.len() == 1 && self.text.trim_ascii().is_empty()
    }

    /// The cell in a column; nothing where there is none.
    pub(super) fn cell(self, column: usize) -> &'r [u8] {
        let place = self.places.get(column).and_then(|(start, end)| self.text.get(*start..*end));
        place.unwrap_or_default()
    }

    /// The cells from the first to the last.
    pub(super) fn cells(self) -> impl Iterator<Item = &'r [u8]> {
        self.places.iter().map(move |(start, end)| self.text.get(*start..*end).unwrap_or_default())
    }
}

/// A row that was read, how many bytes and lines it took, and the column of a quoted cell that goes on behind its quote.
#[derive(Debug)]
pub(super) struct Read<'r> {
    pub(super) row: Row<'r>,
    pub(super) taken: usize,
    pub(super) lines: u64,
    pub(super) wrong: Option<usize>,
}

impl Cells {
    /// Reads the row that the bytes begin with. A quote that is not closed ends with the bytes.
    pub(super) fn read<'r>(&'r mut self, bytes: &'r [u8], delimiter: u8) -> Read<'r> {
        self.places.clear();
        let end = memchr(b'\n', bytes).unwrap_or(bytes.len());
        let line = bytes.get(..end).unwrap_or(bytes);
        if memchr(b'"', line).is_some() {
            let (taken, wrong) = self.read_quoted(bytes, delimiter);
            let lines = memchr_iter(b'\n', bytes.get(..taken).unwrap_or(bytes)).count();
            let lines = u64::try_from(lines).unwrap_or(u64::MAX);
            return Read { row: Row { text: &self.plain, places: &self.places }, taken, lines, wrong };
        }
        let text = line.strip_suffix(b"\r").unwrap_or(line);
        let mut start = 0;
        for (at, byte) in text.iter().enumerate() {
            if *byte == delimiter {
                self.places.push((start, at));
                start = at.saturating_add(1);
            }
        }
        self.places.push((start, text.len()));
        let taken = end.saturating_add(1).min(bytes.len());
        Read { row: Row { text, places: &self.places }, taken, lines: 1, wrong: None }
    }

    fn read_quoted(&mut self, bytes: &[u8], delimiter: u8) -> (usize, Option<usize>) {
        self.plain.clear();
        let (mut at, mut wrong): (usize, _) = (0, None);
        loop {
            let start = self.plain.len();
            if bytes.get(at) == Some(&b'"') {
                at = self.quoted(bytes, at.saturating_add(1));
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().position(|byte| *byte == delimiter || *byte == b'\n').unwrap_or(rest.len());
            let (open, sign) = (rest.get(..length).unwrap_or(rest), rest.get(length));
            let open = if sign == Some(&delimiter) { open } else { open.strip_suffix(b"\r").unwrap_or(open) };
            if !open.is_empty() && at > 0 && bytes.get(at.saturating_sub(1)) == Some(&b'"') && wrong.is_none() {
                wrong = Some(self.places.len());
            }
            self.plain.extend_from_slice(open);
            self.places.push((start, self.plain.len()));
            at = at.saturating_add(length).saturating_add(1);
            if sign != Some(&delimiter) {
                return (at.min(bytes.len()), wrong);
            }
        }
    }

    /// Copies a quoted cell, of which the first quote has been passed; gives the byte behind the last.
    fn quoted(&mut self, bytes: &[u8], mut at: usize) -> usize {
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = memchr(b'"', rest).unwrap_or(rest.len());
            self.plain.extend_from_slice(rest.get(..length).unwrap_or(rest));
            at = at.saturating_add(length).saturating_add(1);
            if bytes.get(at) != Some(&b'"') {
                return at.min(bytes.len());
            }
            self.plain.push(b'"');
            at = at.saturating_add(1);
        }
    }
}
