//! The command `portfolio`.

use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use arrears::api::Engine;
use arrears::calendar::Date;
use arrears::error::{Failure, Problem, ProblemCode};
use arrears::locale::Locale;
use arrears::portfolio::{BadRow, Ignored, Settings, Summary, Terms, is_same_fact, summary};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::files::{Whole, is_one_file, part_of};
use crate::input::{self, PolicyArgs};
use crate::output::{WrongData, WrongUse, say};
use crate::pipeline::{self, Stopped};
use crate::values::{self, Source};
use crate::words::{self, filled};
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
    /// Where the results go, in place of standard output; may be the file of the cases, whose place it takes once every
    /// row is done
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
    /// The language of problems and of the summary: en, zh-Hans, zh-Hant
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
UTF-8, in lines that end with LF or CRLF; a file in GBK is told as such, and one with CR alone. Loans with a history, a
contact log or an agreed plan come as JSON.

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
        let Some(terms) = self.terms(settings)? else { return Ok(Ended::WithProblems) };
        let (from, size) = input::open(self.file.as_deref())?;
        // Both files are opened before anything is written, and neither takes its place before both are there.
        let mut results = self.output.as_deref().map(|path| Whole::open(path, "output")).transpose()?;
        let summed = self.summary.as_deref().map(|path| Whole::open(path, "summary")).transpose()?;
        match self.work(&terms, (from, size), results.as_mut()) {
            Ok(summary) => {
                self.keep(&summary, results, summed)?;
                Ok(self.tell(&summary))
            }
            Err(Stopped::Outside(error)) => Err(error),
            Err(Stopped::Input(failure)) if self.header.is_some() => {
                let said: Vec<String> = failure.problems().iter().map(values::said).collect();
                Err(WrongUse(format!("invalid value for '--header <NAMES>': {}", said.join("; "))).into())
            }
            Err(Stopped::Input(failure)) => Ok(self.failure(&failure)),
        }
    }

    /// What rows are worked on with; nothing where a policy is none, which has been said of each.
    fn terms(&self, settings: Settings) -> Result<Option<Terms>> {
        let read = |policy: &Source| -> Result<Option<Engine>> {
            let engine = input::engine(policy, self.locale)?;
            Ok(engine.map_err(|failure| output::failure_of(&failure, self.locale, policy)).ok())
        };
        let engine = read(self.policy.source())?;
        Ok(match self.against.as_ref().map(read).transpose()? {
            Some(after) => engine.zip(after).map(|(engine, after)| engine.terms_against(&after, settings)),
            None => engine.map(|engine| engine.terms(settings)),
        })
    }

    /// Works through the input: results go to their file, or to standard output where there is none.
    fn work(
        &self,
        terms: &Terms,
        (mut from, size): (Box<dyn Read + Send>, Option<u64>),
        results: Option<&mut Whole>,
    ) -> Result<Summary, Stopped> {
        let mut to: Box<dyn Write + Send + '_> = match results {
            Some(results) => Box::new(results),
            None => Box::new(BufWriter::with_capacity(1 << 16, io::stdout())),
        };
        let bar = progress::bar(size, !self.quiet, self.locale);
        let counted = pipeline::run(terms, self.thread_count(), &mut from, &mut to, &|bytes| bar.inc(bytes));
        bar.finish_and_clear();
        let counted = counted?;
        Ok(summary(terms, counted.tally, counted.ignored)?)
    }

    /// Puts both files in their places.
    fn keep(&self, summary: &Summary, results: Option<Whole>, summed: Option<Whole>) -> Result<()> {
        let mut summed = summed;
        if let (Some(file), Some(path)) = (&mut summed, &self.summary) {
            let written = writeln!(file, "{}", arrears::json::text(summary)).and_then(|()| file.flush());
            written.with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        results.into_iter().chain(summed).try_for_each(Whole::keep)
    }

    /// Says what is wrong with the line of names, or with an earlier summary, by the name of where it stands.
    fn failure(&self, failure: &Failure) -> Ended {
        let previous = self.previous.as_deref().map(|file| file.display().to_string()).unwrap_or_default();
        output::failure_in(failure, self.locale, &|problem| {
            let path = problem.path();
            if let Some(rest) = path.strip_prefix("/previous") {
                return if rest.is_empty() { previous.clone() } else { format!("{previous}: {rest}") };
            }
            if let Some(name) = path.strip_prefix("/columns/") {
                return format!("--column {}", name.replace("~1", "/").replace("~0", "~"));
            }
            let column = path.strip_prefix("/header/").and_then(|column| column.parse::<usize>().ok());
            let of = |column: usize| filled(words::NAMES_COLUMN, self.locale, &[("column", &(column + 1).to_string())]);
            column.map_or_else(|| words::NAMES.of(self.locale).to_owned(), of)
        })
    }

    fn settings(&self) -> Result<String> {
        let mut columns = Map::new();
        for (name, fact) in &self.column {
            let mut others = self.column.iter().take_while(|(other, _)| other != name);
            if let Some((other, _)) = others.find(|(_, others)| is_same_fact(others, fact)) {
                let message =
                    format!("invalid value for '--column <NAME=FACT>': `{other}` and `{name}` are both `{fact}`");
                return Err(WrongUse(message).into());
            }
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
        let text = input::text(Some(file), self.locale)?;
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

    /// A summary must not take the place of what it sums up, and nothing that of a policy.
    fn files_differ(&self) -> Result<()> {
        for policy in [Some(self.policy.source()), self.against.as_ref()].into_iter().flatten() {
            let Source::File(policy) = policy else { continue };
            let policy = Path::new(policy);
            let written = [("output", &self.output), ("summary", &self.summary)];
            let lost = written.iter().find(|(_, file)| file.as_ref().is_some_and(|file| is_one_file(file, policy)));
            if let Some((option, _)) = lost {
                return Err(WrongUse(format!("'--{option} <FILE>' names the file of a policy")).into());
            }
        }
        let Some(summary) = &self.summary else { return Ok(()) };
        let same = |other: Option<&PathBuf>| other.is_some_and(|other| is_one_file(summary, other));
        let part = self.output.as_deref().and_then(part_of);
        let own_part = part_of(summary);
        let meets_part = own_part.zip(self.output.as_ref()).is_some_and(|(part, output)| is_one_file(&part, output));
        if same(self.output.as_ref()) || same(self.file.as_ref()) || same(part.as_ref()) || meets_part {
            return Err(WrongUse("'--summary <FILE>' names the file of the cases or of the results".to_owned()).into());
        }
        Ok(())
    }

    fn tell(&self, summary: &Summary) -> Ended {
        if !self.quiet {
            tell(summary, self.locale);
        }
        let bad = summary.with_problems > 0 && !self.accept_bad_rows;
        if bad { Ended::WithProblems } else { Ended::Well }
    }
}

/// More threads than any machine has work for; each takes memory of its own.
const THREADS_MAX: usize = 256;

/// How many bad rows are told one by one.
const TOLD_MAX: usize = 5;

/// How many columns that were passed over are named.
const COLUMNS_TOLD_MAX: usize = 10;

/// Says on standard error what a person should know: columns that were passed over, and rows that could not be read.
fn tell(summary: &Summary, locale: Locale) {
    tell_ignored(&summary.ignored_columns, locale);
    if summary.with_problems == 0 {
        return;
    }
    for row in summary.problems.listed.iter().take(TOLD_MAX) {
        let Some(problem) = row.problems.first() else { continue };
        // What stands in no column is called by its place in a case.
        let path = Some(problem.path()).filter(|path| !path.is_empty());
        let name = row.name.as_deref().map(shown).or(path.map(str::to_owned));
        let name = name.map(|name| format!(" {name}")).unwrap_or_default();
        let lacks_day = problem.path() == "/asOf" && problem.code() == ProblemCode::Required;
        let day = if lacks_day { words::NO_DAY.of(locale) } else { "" };
        say(&format!("{}{name}: {}{day}", place(row, locale), values::said(problem)));
    }
    let counts =
        [("bad", summary.with_problems), ("rows", summary.rows)].map(|(name, count)| (name, count.to_string()));
    say(&filled(words::UNREAD, locale, &counts.each_ref().map(|(name, count)| (*name, count.as_str()))));
}

/// Where a bad row stands, with its column or character where that is known.
fn place(row: &BadRow, locale: Locale) -> String {
    let line = row.line.to_string();
    match row.column.map(|column| column.to_string()) {
        Some(column) => filled(words::CELL, locale, &[("line", &line), ("column", &column)]),
        None => filled(words::ROW, locale, &[("line", &line)]),
    }
}

fn tell_ignored(ignored: &[Ignored], locale: Locale) {
    let near = |ignored: &Ignored| ignored.nearest.clone().map(|nearest| (shown(&ignored.name), nearest));
    for (name, nearest) in ignored.iter().filter_map(near).take(COLUMNS_TOLD_MAX) {
        say(&filled(words::PASSED_OVER_NEAR, locale, &[("name", &name), ("nearest", &nearest)]));
    }
    let others: Vec<&Ignored> = ignored.iter().filter(|ignored| ignored.nearest.is_none()).collect();
    if others.is_empty() {
        return;
    }
    let names: Vec<String> =
        others.iter().take(COLUMNS_TOLD_MAX).map(|ignored| format!("`{}`", shown(&ignored.name))).collect();
    let more = others.len() - names.len();
    let words = if more > 0 { words::PASSED_OVER_MORE } else { words::PASSED_OVER };
    say(&filled(words, locale, &[("names", &names.join(", ")), ("count", &more.to_string())]));
}

/// A name as a line of text can show it.
fn shown(name: &str) -> String {
    name.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
