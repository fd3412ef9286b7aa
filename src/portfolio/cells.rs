//! The cells of one row.

use memchr::{memchr, memchr_iter, memchr2};

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
        let Some(end) = self.read_plain(bytes, delimiter) else {
            self.places.clear();
            let (taken, wrong) = self.read_quoted(bytes, delimiter);
            let lines = memchr_iter(b'\n', bytes.get(..taken).unwrap_or(bytes)).count();
            let lines = u64::try_from(lines).unwrap_or(u64::MAX);
            return Read { row: Row { text: &self.plain, places: &self.places }, taken, lines, wrong };
        };
        let line = bytes.get(..end).unwrap_or(bytes);
        let text = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some((_, last)) = self.places.last_mut() {
            *last = text.len();
        }
        let taken = end.saturating_add(1).min(bytes.len());
        Read { row: Row { text, places: &self.places }, taken, lines: 1, wrong: None }
    }

    /// Reads the places of the cells of a line without quotes, and where it ends; nothing where it has one.
    ///
    /// Eight bytes are looked at in one step; a bit of each tells whether it is the delimiter.
    fn read_plain(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        let end = memchr2(b'\n', b'"', bytes).unwrap_or(bytes.len());
        if bytes.get(end) == Some(&b'"') {
            return None;
        }
        let (words, rest) = bytes.get(..end).unwrap_or(bytes).as_chunks::<8>();
        let (mut start, mut at) = (0, 0_usize);
        for word in words {
            let mut marks = bytes_of(u64::from_le_bytes(*word), delimiter);
            while marks != 0 {
                let index = usize::try_from(marks.trailing_zeros() >> 3).unwrap_or(0);
                self.push(&mut start, at.saturating_add(index));
                marks &= marks.wrapping_sub(1);
            }
            at = at.saturating_add(8);
        }
        for (byte, place) in rest.iter().zip(at..) {
            if *byte == delimiter {
                self.push(&mut start, place);
            }
        }
        self.places.push((start, end));
        Some(end)
    }

    fn push(&mut self, start: &mut usize, end: usize) {
        self.places.push((*start, end));
        *start = end.saturating_add(1);
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

/// Whether a carriage return stands outside of quotes in bytes that were cut where a line feed ends a row, other than
/// before that line feed: then the lines of the input end with it alone, and what was cut is not one row.
pub(super) fn has_lone_return(bytes: &[u8], delimiter: u8) -> bool {
    let row = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    // At the beginning of a cell a quote opens; right behind the one that closes, it goes on.
    let (mut opens, mut quoted) = (true, false);
    for byte in row {
        match byte {
            b'"' if quoted => (opens, quoted) = (true, false),
            b'"' if opens => quoted = true,
            b'\r' if !quoted => return true,
            _ => opens = *byte == delimiter,
        }
    }
    false
}

/// The highest bit of each of eight bytes that is this one; no other bit.
fn bytes_of(eight: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let other = eight ^ u64::from_le_bytes([byte; 8]);
    // INVARIANT: no sum of two numbers of seven bits carries into the next byte.
    !((other & LOW).wrapping_add(LOW) | other | LOW)
}

#[cfg(test)]
mod tests {
    use super::bytes_of;

    #[test]
    fn each_byte_is_told_by_itself() {
        for byte in [0, b',', 0x7f, 0x80, 0xff] {
            for other in 0..=u8::MAX {
                for place in 0..8_u32 {
                    let eight =
                        u64::from_le_bytes([other; 8]) & !(0xff << (place * 8)) | u64::from(byte) << (place * 8);
                    let all = if other == byte { 0x8080_8080_8080_8080 } else { 0x80 << (place * 8) };
                    assert_eq!(bytes_of(eight, byte), all, "{byte} among {other}");
                }
            }
        }
    }
}
