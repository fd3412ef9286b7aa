//! From bytes to batches of whole rows, each with the layout of its columns.

use std::sync::Arc;

use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::limits::PORTFOLIO_ROW_BYTES_MAX;
use crate::portfolio::cells::{Cells, has_lone_return};
use crate::portfolio::encoding::encoding_of;
use crate::portfolio::layout::{Ignored, Layout};
use crate::portfolio::records::{Cut, Piece, Records};
use crate::portfolio::settings::{Format, Settings};

/// The mark that some programs put before a text in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A piece of the input that can be worked on by itself.
#[derive(Debug)]
pub struct Batch {
    /// The columns; none where rows are JSON.
    pub(super) layout: Option<Arc<Layout>>,
    pub(super) cut: Cut,
    /// Whether the line of names goes before its result rows.
    pub(super) leads: bool,
}

impl Batch {
    /// How many bytes of the input it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cut.bytes.len()
    }

    /// Whether it holds no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cut.bytes.is_empty()
    }
}

/// Takes the input in pieces and gives batches of whole rows.
#[derive(Debug)]
pub struct Intake {
    settings: Arc<Settings>,
    state: State,
    ignored: Vec<Ignored>,
    /// Whether the line of names is still to be written.
    leads: bool,
}

#[derive(Debug)]
enum State {
    /// The first bytes, of which it cannot be told yet what they are.
    Begins(Vec<u8>),
    /// Rows of cells, of which the line of names has not come yet.
    Unnamed(Records),
    /// Rows, with their columns where they are of cells.
    Rows(Records, Option<Arc<Layout>>),
}

impl Intake {
    /// An input of which nothing has come.
    #[must_use]
    pub fn new(settings: Arc<Settings>) -> Self {
        let leads = settings.names_first;
        Self { settings, state: State::Begins(Vec::new()), ignored: Vec::new(), leads }
    }

    /// Takes more of the input and gives what of it is whole.
    ///
    /// # Errors
    /// What is wrong with the line of names.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Vec<Batch>, Failure> {
        let mut cuts = Vec::new();
        match &mut self.state {
            State::Begins(bytes) => {
                bytes.extend_from_slice(chunk);
                let stated = self.settings.input.filter(|_| is_begun(bytes));
                let Some(format) = stated.or_else(|| format_of(bytes)) else { return Ok(Vec::new()) };
                let bytes = std::mem::take(bytes);
                self.begin(format, &bytes, &mut cuts)?;
            }
            State::Unnamed(records) | State::Rows(records, _) => records.push(chunk, &mut cuts),
        }
        self.batches(cuts)
    }

    /// The input has ended: gives what is left.
    ///
    /// # Errors
    /// What is wrong with the line of names.
    pub fn finish(&mut self) -> Result<Vec<Batch>, Failure> {
        let mut cuts = Vec::new();
        if let State::Begins(bytes) = &mut self.state {
            let bytes = std::mem::take(bytes);
            self.begin(self.settings.input.unwrap_or(Format::Csv), &bytes, &mut cuts)?;
        }
        if let State::Unnamed(records) | State::Rows(records, _) = &mut self.state {
            records.finish(&mut cuts);
        }
        let mut batches = self.batches(cuts)?;
        if matches!(self.state, State::Unnamed(_)) {
            self.layout(Vec::new())?;
        }
        if self.leads {
            batches.push(self.batch(None, Cut { piece: Piece::Rows, bytes: Vec::new(), line: 0 }));
        }
        Ok(batches)
    }

    /// The columns that were passed over.
    #[must_use]
    pub fn ignored(&self) -> Vec<Ignored> {
        self.ignored.clone()
    }

    fn begin(&mut self, format: Format, bytes: &[u8], cuts: &mut Vec<Cut>) -> Result<(), Failure> {
        let delimiter = (format == Format::Csv).then_some(self.settings.delimiter);
        let mut records = Records::new(delimiter, self.settings.first_line);
        records.push(bytes.strip_prefix(MARK).unwrap_or(bytes), cuts);
        let header = self.settings.header.clone();
        self.state = match (format, header) {
            (Format::Ndjson, _) => State::Rows(records, None),
            (Format::Csv, None) => State::Unnamed(records),
            (Format::Csv, Some(names)) => {
                let layout = self.layout(names)?;
                State::Rows(records, Some(layout))
            }
        };
        Ok(())
    }

    fn layout(&mut self, names: Vec<String>) -> Result<Arc<Layout>, Failure> {
        let layout = Layout::of(names, &self.settings).map_err(|failure| failure.localised(self.settings.locale))?;
        self.ignored = layout.ignored();
        Ok(Arc::new(layout))
    }

    fn batches(&mut self, cuts: Vec<Cut>) -> Result<Vec<Batch>, Failure> {
        let mut batches = Vec::with_capacity(cuts.len());
        for mut cut in cuts {
            if matches!(self.state, State::Unnamed(_)) && !self.take_names(&mut cut)? {
                continue;
            }
            let layout = if let State::Rows(_, layout) = &self.state { layout.clone() } else { None };
            batches.push(self.batch(layout, cut));
        }
        Ok(batches)
    }

    fn batch(&mut self, layout: Option<Arc<Layout>>, cut: Cut) -> Batch {
        Batch { layout, cut, leads: std::mem::take(&mut self.leads) }
    }

    /// Takes the line of names off the front; whether there are rows behind it.
    fn take_names(&mut self, cut: &mut Cut) -> Result<bool, Failure> {
        let locale = self.settings.locale;
        let delimiter = self.settings.delimiter;
        if cut.piece != Piece::Rows {
            let ends = line_ends(&cut.bytes, delimiter);
            return Err(ends.unwrap_or_else(|| unreadable(cut.piece)).localised(locale));
        }
        let mut cells = Cells::default();
        loop {
            let read = cells.read(&cut.bytes, delimiter);
            let blank = read.row.is_blank();
            let names: Vec<String> = read.row.cells().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
            let (taken, lines) = (read.taken, read.lines);
            let line = cut.bytes.get(..taken).unwrap_or_default();
            let (encoding, ends) = (other_encoding(line), line_ends(line, delimiter));
            cut.bytes = cut.bytes.split_off(taken);
            cut.line = cut.line.saturating_add(lines);
            if !blank {
                let layout = ends.map_or_else(|| self.layout(names), Err);
                let layout = layout.map_err(|failure| encoding.unwrap_or(failure).localised(locale))?;
                let begun = std::mem::replace(&mut self.state, State::Begins(Vec::new()));
                if let State::Unnamed(records) = begun {
                    self.state = State::Rows(records, Some(layout));
                }
                return Ok(!cut.bytes.is_empty());
            }
            if cut.bytes.is_empty() {
                return Ok(false);
            }
        }
    }
}

fn unreadable(piece: Piece) -> Failure {
    let code = match piece {
        Piece::TooLong => ProblemCode::InputTooLarge,
        Piece::Rows | Piece::Unclosed => ProblemCode::QuoteBroken,
    };
    let problem = Problem::new(code, "/header".to_owned(), "", &PORTFOLIO_ROW_BYTES_MAX.to_string());
    Failure::one(FailureCode::InvalidFacts, problem)
}

/// That lines end with a carriage return alone, so that the line of names goes on with the rows behind it; nothing
/// where they do not.
fn line_ends(line: &[u8], delimiter: u8) -> Option<Failure> {
    let problem = || Problem::new(ProblemCode::CarriageReturnAlone, "/header".to_owned(), "", "");
    has_lone_return(line, delimiter).then(|| Failure::one(FailureCode::InvalidFacts, problem()))
}

/// That a line of names is no text in UTF-8; nothing where it is one. It matters where a column is missed: others may
/// be called as they like.
fn other_encoding(line: &[u8]) -> Option<Failure> {
    let encoding = encoding_of(line);
    let is_other = str::from_utf8(line).is_err() || encoding == "UTF-16";
    let problem = || Problem::new(ProblemCode::NotUtf8, "/header".to_owned(), "", encoding);
    is_other.then(|| Failure::one(FailureCode::InvalidFacts, problem()))
}

/// Whether so much has come that it can be told whether a mark stands before the text.
fn is_begun(bytes: &[u8]) -> bool {
    bytes.len() >= MARK.len() || !MARK.starts_with(bytes)
}

/// What an input is by its first character; none where that has not come yet.
fn format_of(bytes: &[u8]) -> Option<Format> {
    let rest = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let first = rest.iter().find(|byte| !byte.is_ascii_whitespace()).filter(|_| is_begun(bytes));
    let long = (rest.len() > PORTFOLIO_ROW_BYTES_MAX).then_some(Format::Csv);
    first.map(|first| if *first == b'{' { Format::Ndjson } else { Format::Csv }).or(long)
}
