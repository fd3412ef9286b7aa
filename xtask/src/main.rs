//! The tasks of the workspace: `cargo xtask setup | build | serve | test | pack | bench | consumers | pages |
//! fuzz | mutants`.

mod bench;
mod budgets;
mod build;
mod command;
mod consumers;
mod floods;
mod fuzz;
mod headers;
mod layout;
mod likeness;
mod mutants;
mod pack;
mod pipes;
mod serve;
mod setup;
mod sizes;
mod stamp;
mod suites;
mod test;
mod test_output;
mod until_failure;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::layout::Layout;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "The tasks of the arrears workspace")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Bring every tool that is missing, once; one line of output for each.
    Setup {
        /// What the tools are wanted for.
        #[arg(long = "for", value_enum, default_value_t = Purpose::Test)]
        purpose: Purpose,
    },
    /// Build the engine, the npm package folder and the page.
    Build,
    /// Set up, build and serve the page on 127.0.0.1 until interrupted.
    Serve {
        /// The port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run every check; the last line is `N passed, N failed`.
    Test {
        /// Run the consumers that need more downloads, and more property cases.
        #[arg(long)]
        full: bool,
        /// Run only the set-up and the suites whose name contains this.
        #[arg(long, value_name = "PART")]
        only: Option<String>,
    },
    /// Build and pack the npm package; the last line is the tarball's path.
    Pack,
    /// Run the benchmarks.
    Bench {
        /// Also those that take long: ten million rows.
        #[arg(long)]
        full: bool,
    },
    /// Write anew what pages say about the package (sizes, consumers), and the report of what it offers.
    Pages,
    /// Feed the engine with inputs that nobody would write; those that break a law are kept as regressions.
    Fuzz {
        /// How many minutes, over all targets.
        #[arg(long, default_value_t = 60)]
        minutes: u64,
        /// One target alone.
        #[arg(long)]
        target: Option<String>,
        /// Keep anew, in `tests/fuzz/corpus`, a small set of inputs that reaches what was reached.
        #[arg(long)]
        keep: bool,
    },
    /// Change the rules in one place at a time and see that a test notices; goes on where it was stopped.
    Mutants {
        /// A part of the changes, such as 1/8, counted from 0.
        #[arg(long, value_name = "K/N")]
        shard: Option<mutants::Shard>,
    },
    /// Run a binary of tests until one fails, the quick ones first, within bounds: the runner of `mutants`.
    #[command(hide = true)]
    UntilFailure(until_failure::Arguments),
    /// Install the packed tarball in empty projects and use it there.
    Consumers {
        /// Also the consumers that need more downloads, on Linux x64.
        #[arg(long)]
        all: bool,
    },
}

/// What a set-up is for: serving needs neither a browser nor fonts nor test packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Purpose {
    /// Building and serving the page.
    Serve,
    /// Everything, the tests included.
    Test,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> anyhow::Result<ExitCode> {
    let layout = Layout::find()?;
    match task {
        Task::Setup { purpose } => setup::run(&layout, *purpose).map(|()| ExitCode::SUCCESS),
        Task::Build => build::run(&layout).map(|()| ExitCode::SUCCESS),
        Task::Serve { port } => serve::run(&layout, *port).map(|()| ExitCode::SUCCESS),
        Task::Test { full, only } => Ok(test::run(&layout, *full, only.as_deref())),
        Task::Pack => pack::run(&layout).map(|_| ExitCode::SUCCESS),
        Task::Bench { full } => bench::run(&layout, *full).map(|()| ExitCode::SUCCESS),
        Task::Pages => consumers::write_pages(&layout).map(|()| ExitCode::SUCCESS),
        Task::Fuzz { minutes, target, keep } => {
            let time = std::time::Duration::from_secs(minutes.saturating_mul(60));
            fuzz::run(&layout, &fuzz::Wanted { time, target: target.as_deref(), keep: *keep })
        }
        Task::Mutants { shard } => mutants::run(&layout, *shard),
        Task::Consumers { all } => consumers::run(&layout, *all),
        Task::UntilFailure(arguments) => until_failure::run(arguments),
    }
}
