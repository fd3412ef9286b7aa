//! The command `portfolio`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result};
use arrears::portfolio::{Settings, Summary, summary};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::input::{self, PolicyArgs};
use crate::pipeline::{self, Stopped};
use crate::{Ended, output, progress};

/// Assess many cases: rows in, result rows out
///
/// Reads CSV with a line of names, or one JSON object a line, and writes one result row for every case, in the same
/// order. A row that cannot be read never stops the run: its result row says line, column and code. Memory does not
/// grow with the number of rows, and the results are the same bytes whatever the number of threads.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// The cases
    file: Option<PathBuf>,
    /// Where the results go, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
    /// A second policy to compare with: which outcomes flip, how much money moves, which cases move most
    #[arg(long, value_name = "ID|FILE")]
    against: Option<String>,
    /// The day to assess for, where a row names none
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// The day whose version of the policy decides, in place of each case's own
    #[arg(long, value_name = "YYYY-MM-DD")]
    policy_date: Option<String>,
    /// How results are written
    #[arg(long, default_value = "csv")]
    format: Format,
    /// How cases are written; told by their first character where it is not said
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,
    /// Where the summary goes, as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// An earlier summary to tell the change on, such as last month's
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// What a column is: `--column 到期日=dueOn`
    #[arg(long, value_name = "NAME=FACT")]
    column: Vec<String>,
    /// The names of the columns, where the input has no line of names
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    header: Option<Vec<String>>,
    /// Write no line of names, as for a part of a larger file
    #[arg(long)]
    no_names: bool,
    /// What stands between cells: `,`, `;`, `|` or `tab`
    #[arg(long, default_value = ",")]
    delimiter: String,
    /// The number of the first line, for a part of a larger file
    #[arg(long, default_value_t = 1)]
    first_line: u32,
    /// The language of problems in the summary: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en")]
    locale: String,
    /// How many threads work; all that there are where it is not said
    #[arg(long, value_name = "COUNT")]
    threads: Option<NonZeroUsize>,
    /// End with 0 even where some rows could not be read
    #[arg(long)]
    accept_bad_rows: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    quiet: bool,
}

const HELP: &str = "\
Columns are called as the facts of a case are; the last word will do. Other columns are passed over.
  id  asOf  annualRate  startedOn  maturesOn  outstandingPrincipal  misused  waived
  dueOn  principal  interest  fees       of the oldest arrear; arrears.1.dueOn … of the next
  monthlyIncome  livingCosts  otherDebtPayments  firstArrear  cameForward  refusedToPay
  lastReachedOn  failedAttempts  highRisk  approvals.waiver  approvals.restructure
  collected  cost  classBefore           for the indicators of the summary
An empty cell is not known. Dates are YYYY-MM-DD, amounts digits with a point, rates 0.06 or 6%, answers true or false
(also yes/no, 1/0, 是/否). Loans with a history, a contact log or an agreed plan come as JSON.

Examples:
  arrears portfolio < cases.csv > results.csv
  arrears portfolio cases.csv -o results.csv --summary summary.json --previous last-month.json
  arrears portfolio cases.csv --as-of 2025-11-30 --column 合同号=id --column 到期日=dueOn --column 本金=principal
  arrears portfolio cases.csv --against mine.json --summary comparison.json
  duckdb -csv -c 'from loans' | arrears portfolio --as-of 2025-11-30 | duckdb -c \"from read_csv('/dev/stdin')\"
  tail -n +2 cases.csv | split -l 100000 --filter='arrears portfolio --accept-bad-rows --no-names --header …'

Exit codes: 0 well, 1 some rows could not be read, 2 wrong use.";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Rows of cells
    Csv,
    /// One JSON object a line
    Ndjson,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }
}

impl Args {
    pub(crate) fn run(&self) -> Result<Ended> {
        self.files_differ()?;
        let settings = match Settings::parse(&self.settings()?) {
            Ok(settings) => settings,
            Err(failure) => return Ok(output::failure(&failure)),
        };
        let engine = match self.policy.engine()? {
            Ok(engine) => engine,
            Err(failure) => return Ok(output::failure(&failure)),
        };
        let against = self.against.as_deref().map(input::engine).transpose()?.transpose();
        let terms = match against {
            Ok(Some(after)) => engine.terms_against(&after, settings),
            Ok(None) => engine.terms(settings),
            Err(failure) => return Ok(output::failure(&failure)),
        };
        let (mut from, size) = input::open(self.file.as_deref())?;
        let bar = progress::bar(size, !self.quiet);
        let counted = {
            let mut to = self.results()?;
            pipeline::run(&terms, self.thread_count(), &mut from, &mut to, &|bytes| bar.inc(bytes))
        };
        bar.finish_and_clear();
        let summary = match counted {
            Ok(counted) => summary(&terms, counted.tally, counted.ignored),
            Err(Stopped::Input(failure)) => Err(failure),
            Err(Stopped::Outside(error)) => {
                self.discard();
                return Err(error);
            }
        };
        match summary {
            Ok(summary) => {
                self.keep()?;
                self.tell(&summary)
            }
            Err(failure) => {
                self.discard();
                Ok(output::failure(&failure))
            }
        }
    }

    fn settings(&self) -> Result<String> {
        let mut columns = Map::new();
        for column in &self.column {
            let (name, fact) =
                column.rsplit_once('=').with_context(|| format!("`--column {column}` is no NAME=FACT"))?;
            columns.insert(name.to_owned(), json!(fact));
        }
        let previous = self.previous.as_deref().map(|file| input::text(Some(file))).transpose()?;
        let previous: Option<Value> =
            previous.map(|text| serde_json::from_str(&text)).transpose().context("`--previous` is no JSON")?;
        let delimiter = if self.delimiter == "tab" { "\t" } else { &self.delimiter };
        Ok(json!({
            "input": self.input_format.map(Format::name), "output": self.format.name(), "asOf": self.as_of,
            "policyDate": self.policy_date, "columns": columns, "header": self.header, "namesFirst": !self.no_names,
            "delimiter": delimiter, "firstLine": self.first_line, "locale": self.locale, "previous": previous,
        })
        .to_string())
    }

    fn thread_count(&self) -> usize {
        let there_are = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.threads.map_or_else(there_are, NonZeroUsize::get).min(THREADS_MAX)
    }

    fn results(&self) -> Result<Box<dyn Write + Send>> {
        let Some(path) = &self.output else { return Ok(Box::new(BufWriter::with_capacity(1 << 16, io::stdout()))) };
        let path = self.part().unwrap_or_else(|| path.clone());
        let file = File::create(&path).with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
    }

    /// Where results wait until all of them are there: what was in the file before, which may be the input itself, is
    /// lost to a whole result only. A device or a pipe is written at once.
    fn part(&self) -> Option<PathBuf> {
        let path = self.output.as_ref()?;
        let is_ours = path.metadata().map_or(true, |there_is| there_is.is_file());
        let mut name = path.file_name()?.to_owned();
        name.push(".part");
        is_ours.then(|| path.with_file_name(name))
    }

    fn keep(&self) -> Result<()> {
        let (Some(path), Some(part)) = (&self.output, self.part()) else { return Ok(()) };
        std::fs::rename(&part, path).with_context(|| format!("cannot write `{}`", path.display()))
    }

    fn discard(&self) {
        // A part that cannot be removed harms nobody.
        let _ = self.part().map(std::fs::remove_file);
    }

    /// A summary must not take the place of what it sums up.
    fn files_differ(&self) -> Result<()> {
        let same = |other: &Option<PathBuf>| self.summary.is_some() && self.summary == *other;
        if same(&self.output) || same(&self.file) {
            anyhow::bail!("`--summary` names the file of the cases or of the results");
        }
        Ok(())
    }

    fn tell(&self, summary: &Summary) -> Result<Ended> {
        if let Some(path) = &self.summary {
            let text = format!("{}\n", arrears::json::text(summary));
            std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        if !self.quiet {
            tell_bad_rows(summary);
        }
        let bad = summary.with_problems > 0 && !self.accept_bad_rows;
        Ok(if bad { Ended::WithProblems } else { Ended::Well })
    }
}

/// More threads than any machine has work for; each takes memory of its own.
const THREADS_MAX: usize = 256;

/// How many bad rows are told one by one.
const TOLD_MAX: usize = 5;

/// Says on standard error what a person should know: columns that may be misspelt, and rows that could not be read.
fn tell_bad_rows(summary: &Summary) {
    for ignored in &summary.ignored_columns {
        if let Some(nearest) = &ignored.nearest {
            eprintln!("column `{}` was passed over: did you mean `{nearest}`?", ignored.name);
        }
    }
    if summary.with_problems == 0 {
        return;
    }
    for row in summary.problems.listed.iter().take(TOLD_MAX) {
        let column = row.column.map(|column| format!(":{column}")).unwrap_or_default();
        let name = row.name.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        let message = row.problems.first().map(arrears::error::Problem::message).unwrap_or_default();
        eprintln!("line {}{column}{name}: {message}", row.line);
    }
    eprintln!("{} of {} rows could not be read", summary.with_problems, summary.rows);
}
