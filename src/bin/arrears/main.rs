//! The command line: one case, a million cases, policies.
//!
//! Exit codes: 0 when all is well, 1 for problems in the data (also when two policies differ), 2 for a command
//! that cannot be carried out: a wrong option or value, a file that cannot be read or written.

mod files;
mod input;
mod output;
mod pipeline;
mod policies;
mod portfolio;
mod progress;
mod single;
mod values;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::output::{WrongData, WrongUse};

/// Exact figures and explained decisions for overdue loans.
///
/// A case or a portfolio goes in, with a policy; answers come out. What is not known is never taken for zero or no:
/// the answer says what is missing.
#[derive(Debug, Parser)]
#[command(name = "arrears", version, max_term_width = 100, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  arrears assess case.json                       one case, the whole answer as JSON
  arrears explain case.json --locale zh-Hans     the same in words
  arrears portfolio < cases.csv > results.csv    many cases
  arrears check policy.json                      what is wrong or doubtful about a policy
  arrears diff cn-bank-loan mine.json            where two policies differ
  arrears fee 250000                             what a court charges

A file `-`, or none, is standard input.

Exit codes:
  0  all is well, or whoever reads the output has gone, as `head` does
  1  problems in the data: a case, a policy or rows that cannot be used; two policies that differ
  2  wrong use: an option or value that does not exist, a file that cannot be read or written";

#[derive(Debug, Subcommand)]
enum Command {
    /// Assess one case
    Assess(single::Assess),
    /// Assess many cases: rows in, result rows out
    Portfolio(Box<portfolio::Args>),
    /// Check a policy: what is wrong, and what is doubtful
    Check(policies::Check),
    /// Compare two policies, over cases where they are given
    Diff(policies::Diff),
    /// Say the answer to a case in words
    Explain(single::Explain),
    /// Print the JSON Schema of facts, of an answer or of a policy
    Schema(single::Schema),
    /// Work out what a court charges
    Fee(single::Fee),
    /// Run any operation of the engine on JSON
    Call(single::Call),
    /// Print completions for a shell
    ///
    /// For bash: `arrears completions bash > ~/.local/share/bash-completion/completions/arrears`.
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How a command ended that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// All is well.
    Well,
    /// Something is wrong with the input, and has been said.
    WithProblems,
    /// The command line is wrong, and that has been said.
    WithWrongUse,
}

fn main() -> ExitCode {
    let ended = match Cli::try_parse() {
        Ok(cli) => run(cli.command),
        Err(told) => tell(&told),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithProblems) => ExitCode::from(1),
        Ok(Ended::WithWrongUse) => ExitCode::from(2),
        // Whoever reads the output has seen enough, as `head` has.
        Err(error) if output::is_closed(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<WrongUse>() => {
            // Nobody may be there to read it.
            let _ = Cli::command().error(ErrorKind::ValueValidation, error).print();
            ExitCode::from(2)
        }
        Err(error) => {
            output::say(&format!("arrears: {error:#}"));
            ExitCode::from(if error.is::<WrongData>() { 1 } else { 2 })
        }
    }
}

/// Shows the help or the version that was asked for, or what is wrong with the command line.
fn tell(told: &clap::Error) -> anyhow::Result<Ended> {
    let printed = told.print().and_then(|()| io::stdout().flush());
    if told.use_stderr() {
        return Ok(Ended::WithWrongUse);
    }
    printed.context("cannot write to standard output").map(|()| Ended::Well)
}

fn run(command: Command) -> anyhow::Result<Ended> {
    match command {
        Command::Assess(args) => args.run(),
        Command::Portfolio(args) => args.run(),
        Command::Check(args) => args.run(),
        Command::Diff(args) => args.run(),
        Command::Explain(args) => args.run(),
        Command::Schema(args) => args.run(),
        Command::Fee(args) => args.run(),
        Command::Call(args) => args.run(),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "arrears", &mut text);
            output::bytes(&text)?;
            Ok(Ended::Well)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
