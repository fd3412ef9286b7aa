//! The command `portfolio`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use arrears::calendar::Date;
use arrears::error::{Failure, Problem, ProblemCode};
use arrears::locale::Locale;
use arrears::portfolio::{Ignored, Settings, Summary, summary};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::input::{self, PolicyArgs};
use crate::output::{WrongData, WrongUse, say};
use crate::pipeline::{self, Stopped};
use crate::values::{self, Source};
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
    #[arg(long, value_name = "ID|FILE", value_parser = values::policy)]
    against: Option<Source>,
    /// The day to assess for, where a row names none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    as_of: Option<Date>,
    /// The day whose version of the policy decides, in place of each case's own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    policy_date: Option<Date>,
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
    #[arg(long, value_name = "NAME=FACT", value_parser = values::column)]
    column: Vec<(String, String)>,
    /// The names of the columns, where the input has no line of names
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    header: Option<Vec<String>>,
    /// Write no line of names, as for a part of a larger file
    #[arg(long)]
    no_names: bool,
    /// What stands between cells: `,`, `;`, `|` or `tab`
    #[arg(long, default_value = ",", value_parser = values::delimiter)]
    delimiter: &'static str,
    /// The number of the first line, for a part of a larger file
    #[arg(long, value_name = "LINE", default_value_t = 1, value_parser = values::first_line())]
    first_line: u32,
    /// The language of problems in the summary: en, zh-Hans, zh-Hant
    #[arg(long, default_value = "en", value_parser = values::locale)]
    locale: Locale,
    /// How many threads work; all that there are where it is not said
    #[arg(long, value_name = "COUNT", value_parser = values::threads())]
    threads: Option<u64>,
    /// End with 0 even where some rows could not be read
    #[arg(long)]
    accept_bad_rows: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    quiet: bool,
}

const HELP: &str = "\
Columns are called as the facts of a case are; the last word will do. Other columns are passed over, and named once on
standard error. `dueOn` and `principal` have to be there; a column that `--column` names and the file lacks is an error.
  id  asOf  annualRate  startedOn  maturesOn  outstandingPrincipal  misused  waived
  dueOn  principal  interest  fees       of the oldest arrear; arrears.1.dueOn … of the next
  monthlyIncome  livingCosts  otherDebtPayments  firstArrear  cameForward  refusedToPay
  lastReachedOn  failedAttempts  highRisk  approvals.waiver  approvals.restructure
  collected  cost  classBefore           for the indicators of the summary
An empty cell is not known. What a cell may be written like:
  dates      2025-08-15, also 2025/8/15, 2025-8-15, 2025年8月15日
  amounts    60000 or 60000.00, also 60,000.00, ￥60000, CNY 60000, 60000元
  rates      0.06 or 6%
  answers    true or false, also yes/no, 1/0, 是/否
What could be read in two ways (8/15/2025, 1.234,56) makes a bad row, as do 6万 and digits of full width. The text is
UTF-8; a file in GBK is told as such. Loans with a history, a contact log or an agreed plan come as JSON.

Examples:
  arrears portfolio < cases.csv > results.csv
  arrears portfolio cases.csv -o results.csv --summary summary.json --previous last-month.json
  arrears portfolio cases.csv --as-of 2025-11-30 --column 合同号=id --column 到期日=dueOn --column 本金=principal
  arrears portfolio cases.csv --against mine.json --summary comparison.json
  duckdb loans.db -c \"copy loans to '/dev/stdout' (format csv, header)\" | arrears portfolio --as-of 2025-11-30
  tail -n +2 cases.csv | split -l 100000 --filter='arrears portfolio --accept-bad-rows --no-names --header …'

When the reader of the results goes away, as `head` does, the run ends quietly with 0; no summary is written then, and
one that is there stays as it is.

Exit codes:
  0  every row was read (with `--accept-bad-rows`, or not)
  1  problems in the data: rows, the line of names, a policy or an earlier summary that cannot be used
  2  wrong use: an option or value that does not exist, a file that cannot be read or written";

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
        self.policy.leaves_standard_input(self.file.as_deref())?;
        let settings = match Settings::parse(&self.settings()?) {
            Ok(settings) => settings,
            Err(failure) => return Ok(self.failure(&failure)),
        };
        let engine = match self.policy.engine()? {
            Ok(engine) => engine,
            Err(failure) => return Ok(output::failure(&failure.localised(self.locale))),
        };
        let against = self.against.as_ref().map(input::engine).transpose()?.transpose();
        let terms = match against {
            Ok(Some(after)) => engine.terms_against(&after, settings),
            Ok(None) => engine.terms(settings),
            Err(failure) => return Ok(output::failure(&failure.localised(self.locale))),
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
                if self.header.is_some() {
                    let said: Vec<String> = failure.problems().iter().map(values::said).collect();
                    return Err(WrongUse(format!("invalid value for '--header <NAMES>': {}", said.join("; "))).into());
                }
                Ok(self.failure(&failure))
            }
        }
    }

    /// Says what is wrong with the line of names, or with an earlier summary, by the name of where it stands.
    fn failure(&self, failure: &Failure) -> Ended {
        let previous = self.previous.as_deref().map(|file| file.display().to_string()).unwrap_or_default();
        output::failure_in(failure, &|problem| {
            let path = problem.path();
            if let Some(rest) = path.strip_prefix("/previous") {
                return if rest.is_empty() { previous.clone() } else { format!("{previous}: {rest}") };
            }
            if let Some(name) = path.strip_prefix("/columns/") {
                return format!("--column {}", name.replace("~1", "/").replace("~0", "~"));
            }
            let column = path.strip_prefix("/header/").and_then(|column| column.parse::<usize>().ok());
            column.map_or_else(|| "line of names".to_owned(), |column| format!("line of names, column {}", column + 1))
        })
    }

    fn settings(&self) -> Result<String> {
        let mut columns = Map::new();
        for (name, fact) in &self.column {
            if columns.insert(name.clone(), json!(fact)).is_some_and(|before| before != json!(fact)) {
                let message = format!("invalid value for '--column <NAME=FACT>': `{name}` is given two facts");
                return Err(WrongUse(message).into());
            }
        }
        Ok(json!({
            "input": self.input_format.map(Format::name), "output": self.format.name(), "asOf": self.as_of,
            "policyDate": self.policy_date, "columns": columns, "header": self.header, "namesFirst": !self.no_names,
            "delimiter": self.delimiter, "firstLine": self.first_line, "locale": self.locale.tag(),
            "previous": self.previous()?,
        })
        .to_string())
    }

    /// The earlier summary. One that is empty, or an end of one, is data that cannot be used.
    fn previous(&self) -> Result<Option<Value>> {
        let Some(file) = &self.previous else { return Ok(None) };
        let text = input::text(Some(file))?;
        if let Err(error) = arrears::json::parse(&text) {
            let message = Problem::new(ProblemCode::NotJson, String::new(), "", &error.to_string());
            let message = message.localised(self.locale).message();
            return Err(WrongData(format!("`--previous {}`: {message}", file.display())).into());
        }
        Ok(serde_json::from_str(&text)?)
    }

    fn thread_count(&self) -> usize {
        let there_are = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let wanted = |count| usize::try_from(count).unwrap_or(THREADS_MAX);
        self.threads.map_or_else(there_are, wanted).min(THREADS_MAX)
    }

    fn results(&self) -> Result<Box<dyn Write + Send>> {
        let Some(path) = &self.output else { return Ok(Box::new(BufWriter::with_capacity(1 << 16, io::stdout()))) };
        let path = self.part().unwrap_or_else(|| path.clone());
        let mut how = File::options();
        // A part that is there already is not ours: it may be anything, the input too.
        let how = if self.part().is_some() { how.write(true).create_new(true) } else { how.write(true).create(true) };
        let file = how.open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => WrongUse(format!(
                "`{}` is there already: results wait in it until they are whole; move it away, or choose another --output",
                path.display()
            ))
            .into(),
            _ => anyhow::Error::new(error).context(format!("cannot write `{}`", path.display())),
        })?;
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
        let Some(summary) = &self.summary else { return Ok(()) };
        let same = |other: Option<&PathBuf>| other.is_some_and(|other| one_file(summary, other));
        if same(self.output.as_ref()) || same(self.file.as_ref()) || same(self.part().as_ref()) {
            return Err(WrongUse("'--summary <FILE>' names the file of the cases or of the results".to_owned()).into());
        }
        Ok(())
    }

    fn tell(&self, summary: &Summary) -> Result<Ended> {
        if let Some(path) = &self.summary {
            let text = format!("{}\n", arrears::json::text(summary));
            std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        if !self.quiet {
            tell(summary);
        }
        let bad = summary.with_problems > 0 && !self.accept_bad_rows;
        Ok(if bad { Ended::WithProblems } else { Ended::Well })
    }
}

/// Whether two paths lead to one file, or would if it were there.
fn one_file(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        path.canonicalize().ok().or_else(|| Some(folder.canonicalize().ok()?.join(path.file_name()?)))
    };
    one == other || place(one).is_some_and(|one| place(other) == Some(one))
}

/// More threads than any machine has work for; each takes memory of its own.
const THREADS_MAX: usize = 256;

/// How many bad rows are told one by one.
const TOLD_MAX: usize = 5;

/// What to do where rows name no day.
const NO_DAY: &str = " (give `--as-of YYYY-MM-DD`, or a column `asOf`)";

/// How many columns that were passed over are named.
const COLUMNS_TOLD_MAX: usize = 10;

/// Says on standard error what a person should know: columns that were passed over, and rows that could not be read.
fn tell(summary: &Summary) {
    tell_ignored(&summary.ignored_columns);
    if summary.with_problems == 0 {
        return;
    }
    for row in summary.problems.listed.iter().take(TOLD_MAX) {
        let column = row.column.map(|column| format!(":{column}")).unwrap_or_default();
        let Some(problem) = row.problems.first() else { continue };
        // What stands in no column is called by its place in a case.
        let path = Some(problem.path()).filter(|path| !path.is_empty());
        let name = row.name.as_deref().map(shown).or(path.map(str::to_owned));
        let name = name.map(|name| format!(" {name}")).unwrap_or_default();
        let day = if problem.path() == "/asOf" && problem.code() == ProblemCode::Required { NO_DAY } else { "" };
        say(&format!("line {}{column}{name}: {}{day}", row.line, values::said(problem)));
    }
    say(&format!("{} of {} rows could not be read", summary.with_problems, summary.rows));
}

fn tell_ignored(ignored: &[Ignored]) {
    let near = |ignored: &Ignored| ignored.nearest.clone().map(|nearest| (shown(&ignored.name), nearest));
    for (name, nearest) in ignored.iter().filter_map(near).take(COLUMNS_TOLD_MAX) {
        say(&format!("column `{name}` was passed over: did you mean `{nearest}`?"));
    }
    let others: Vec<&Ignored> = ignored.iter().filter(|ignored| ignored.nearest.is_none()).collect();
    if others.is_empty() {
        return;
    }
    let names: Vec<String> =
        others.iter().take(COLUMNS_TOLD_MAX).map(|ignored| format!("`{}`", shown(&ignored.name))).collect();
    let more = others.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    say(&format!("columns passed over, which are no facts of a case: {}{more}", names.join(", ")));
}

/// A name as a line of text can show it.
fn shown(name: &str) -> String {
    name.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
