//! The suites of the test run, in their order.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use duct::Expression;

use crate::budgets;
use crate::command::{command, find, output};
use crate::layout::Layout;
use crate::setup::{self, Browser, EngineTools, PipeTools, TARGET};
use crate::test_output::{self, Counts};
use crate::{consumers, floods, fuzz, mutants, pack, pipes, serve};

/// More cases of each property in a full run than proptest's own 256.
const FULL_PROPERTY_CASES: &str = "4096";
/// What the ordinary tests draw their cases from, so that a change is judged by the same cases each time; `--full`, the
/// fuzz targets and `cargo test` draw new ones.
const PROPERTY_SEED: &str = "20251122";

/// A suite: a name, and what runs it.
#[derive(Debug)]
pub(crate) struct Suite {
    /// The name in the table.
    pub(crate) name: &'static str,
    /// In which runs it is.
    pub(crate) when: When,
    /// Runs it; an error counts as one failed check.
    pub(crate) run: fn(&mut Context) -> Result<Outcome>,
}

/// In which runs a suite is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// In every run.
    Always,
    /// In a full run.
    Full,
}

/// Requests that the engine and the second calculation both answer, ordinarily and in a full run.
const ORACLE_REQUESTS: [&str; 2] = ["100000", "1000000"];

/// The name of the suite that brings what the others need.
pub(crate) const SET_UP: &str = "set-up";

/// Every suite. Later ones use what earlier ones brought, and fail by themselves if it is not there.
pub(crate) const SUITES: [Suite; 18] = [
    Suite { name: SET_UP, when: When::Always, run: set_up },
    Suite { name: "format", when: When::Always, run: format },
    Suite { name: "lint", when: When::Always, run: lint },
    Suite { name: "lint, wasm", when: When::Always, run: lint_wasm },
    Suite { name: "native", when: When::Always, run: native },
    Suite { name: "oracle", when: When::Always, run: oracle },
    Suite { name: "fuzz", when: When::Always, run: fuzz },
    Suite { name: "pipes", when: When::Always, run: pipes },
    Suite { name: "wasm in Node", when: When::Always, run: wasm_in_node },
    Suite { name: "wasm in Chromium", when: When::Always, run: wasm_in_chromium },
    Suite { name: "build and pack", when: When::Always, run: build_and_pack },
    Suite { name: "npm package", when: When::Always, run: npm_package },
    Suite { name: "npm consumers", when: When::Always, run: npm_consumers },
    Suite { name: "page", when: When::Always, run: page },
    Suite { name: "spark", when: When::Full, run: spark },
    Suite { name: "crates", when: When::Full, run: crates },
    Suite { name: "floods", when: When::Full, run: floods },
    Suite { name: "mutants", when: When::Full, run: mutated },
];

/// What a suite gave.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// How many checks passed and failed.
    pub(crate) counts: Counts,
    /// What to show if one failed.
    pub(crate) log: String,
}

impl Outcome {
    /// One failed check.
    pub(crate) fn failed(log: String) -> Self {
        Self { counts: Counts::one(false), log }
    }

    fn passed() -> Self {
        Self { counts: Counts::one(true), log: String::new() }
    }
}

/// What the suites share.
#[derive(Debug)]
pub(crate) struct Context {
    layout: Layout,
    full: bool,
    tools: Option<EngineTools>,
    browser: Option<Browser>,
    pipe_tools: Option<PipeTools>,
    tarball: Option<PathBuf>,
}

impl Context {
    /// Nothing is brought or built yet.
    pub(crate) fn new(layout: Layout, full: bool) -> Self {
        Self { layout, full, tools: None, browser: None, pipe_tools: None, tarball: None }
    }

    fn tools(&self) -> Result<&EngineTools> {
        self.tools.as_ref().context("the set-up did not bring the tools for wasm")
    }

    /// What is packed already, or packed now where only a part of the suites is run.
    fn tarball(&mut self) -> Result<PathBuf> {
        let tarball = match self.tarball.take() {
            Some(tarball) => tarball,
            None => pack::run(&self.layout)?,
        };
        self.tarball = Some(tarball.clone());
        Ok(tarball)
    }

    fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("the set-up did not bring a browser")
    }

    fn cargo(&self, arguments: &[&str]) -> Expression {
        command("cargo", arguments).dir(&self.layout.root)
    }

    /// `cargo test` of the wasm tests, run by wasm-bindgen's runner.
    fn wasm_tests(&self) -> Result<Expression> {
        let tools = self.tools()?;
        let cargo =
            tools.toolchain.cargo(&["test", "--locked", "--no-fail-fast", "--target", TARGET, "--test", "wasm"]);
        let runner = tools.bindgen.join("wasm-bindgen-test-runner");
        Ok(cargo.dir(&self.layout.root).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner))
    }
}

fn set_up(context: &mut Context) -> Result<Outcome> {
    context.tools = Some(setup::engine_tools(&context.layout)?);
    setup::site_packages(&context.layout)?;
    context.browser = Some(setup::test_tools(&context.layout)?);
    context.pipe_tools = Some(setup::pipe_tools(&context.layout)?);
    Ok(Outcome::passed())
}

fn format(context: &mut Context) -> Result<Outcome> {
    check(&context.cargo(&["fmt", "--all", "--check"]))
}

fn lint(context: &mut Context) -> Result<Outcome> {
    check(&context.cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn lint_wasm(context: &mut Context) -> Result<Outcome> {
    let arguments = ["clippy", "--locked", "--target", TARGET, "--lib", "--test", "wasm", "--", "-D", "warnings"];
    check(&context.tools()?.toolchain.cargo(&arguments).dir(&context.layout.root))
}

fn native(context: &mut Context) -> Result<Outcome> {
    let cargo = context.cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
    counted(&if context.full {
        cargo.env("PROPTEST_CASES", FULL_PROPERTY_CASES)
    } else {
        cargo.env("PROPTEST_RNG_SEED", PROPERTY_SEED)
    })
}

/// The engine against a second calculation in Python, on random requests.
fn oracle(context: &mut Context) -> Result<Outcome> {
    let python = setup::python()?;
    let built = output(&context.cargo(&["build", "--locked", "--example", "replies"]))?;
    if !built.success {
        return Ok(Outcome::failed(built.text));
    }
    let program = context.layout.target().join("debug/examples/replies");
    let [ordinarily, fully] = ORACLE_REQUESTS;
    let words = [
        OsString::from("tests/oracle/agree.py"),
        program.into(),
        "--count".into(),
        if context.full { fully } else { ordinarily }.into(),
    ];
    let done = output(&command(python, words).dir(&context.layout.root).env("PYTHONDONTWRITEBYTECODE", "1"))?;
    print!("{}", done.text);
    Ok(Outcome { counts: test_output::last_line(&done.text, done.success), log: done.text })
}

/// Every fuzz target by the clock; one check each.
fn fuzz(context: &mut Context) -> Result<Outcome> {
    let [ordinarily, fully] = fuzz::TIMES;
    let time = if context.full { fully } else { ordinarily };
    let runs = fuzz::run_targets(&context.layout, &fuzz::Wanted { time, target: None, keep: false })?;
    let failed = runs.iter().filter(|run| !run.passed);
    let log = failed.flat_map(|run| [run.line.as_str(), run.log.as_str()]).collect::<Vec<_>>().join("\n");
    let counts = runs.iter().fold(Counts::default(), |sum, run| sum.and(Counts::one(run.passed)));
    Ok(Outcome { counts, log })
}

/// The page about pipes, command by command, and what it shows.
fn pipes(context: &mut Context) -> Result<Outcome> {
    let tools = context.pipe_tools.as_ref().context("the set-up did not bring DuckDB")?;
    scripted(&pipes::on_a_machine(&context.layout, tools)?)
}

/// The example for Spark, on a cluster of two executors. What it needs is half a gigabyte, which this suite alone brings.
fn spark(context: &mut Context) -> Result<Outcome> {
    scripted(&pipes::on_spark(&context.layout, &setup::spark_tools(&context.layout)?)?)
}

/// Licences, duplicates and sources of every crate, by cargo-deny. Its advisories come from a repository of their own
/// and are not asked for.
fn crates(context: &mut Context) -> Result<Outcome> {
    let deny = setup::deny_tool(&context.layout)?;
    let words = ["--locked", "--workspace", "check", "licenses", "bans", "sources"];
    check(&command(deny, words).dir(&context.layout.root))
}

/// More input than a machine has room for.
fn floods(context: &mut Context) -> Result<Outcome> {
    let flood = floods::run(&context.layout)?;
    println!("{}", flood.line);
    Ok(Outcome { counts: Counts::one(flood.passed), log: flood.line })
}

/// Every change of the rules that has not been noticed yet: each that is noticed is a check that passed.
fn mutated(context: &mut Context) -> Result<Outcome> {
    let found = mutants::try_all(&context.layout, None)?;
    println!("{}", found.line());
    let passed = u32::try_from(found.caught + found.equivalent)?;
    let counts = Counts { passed, failed: u32::try_from(found.missed.len())? };
    Ok(Outcome { counts, log: found.missed.join("\n") })
}

fn wasm_in_node(context: &mut Context) -> Result<Outcome> {
    counted(&context.wasm_tests()?)
}

fn wasm_in_chromium(context: &mut Context) -> Result<Outcome> {
    let browser = context.browser()?;
    let target = context.layout.target();
    fs::create_dir_all(&target)?;
    let capabilities = target.join("webdriver.json");
    fs::write(&capabilities, format!("{:#}\n", browser.capabilities()))?;
    let tests = context
        .wasm_tests()?
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("CHROMEDRIVER", &browser.driver);
    counted(&tests)
}

fn build_and_pack(context: &mut Context) -> Result<Outcome> {
    context.tarball = Some(pack::run(&context.layout)?);
    let budgets = budgets::measure(&context.layout)?;
    let mut outcome = Outcome::passed();
    for budget in budgets {
        let (name, size, max) = (budget.name, budget.size, budget.max);
        println!("budget          {name}: {size} of {max} B");
        outcome.counts = outcome.counts.and(Counts::one(budget.is_kept()));
        if !budget.is_kept() {
            writeln!(outcome.log, "{name} takes {size} B, which is more than {max} B")?;
        }
    }
    Ok(outcome)
}

/// What the package holds and does, in this machine's Node.
fn npm_package(context: &mut Context) -> Result<Outcome> {
    let tarball = context.tarball()?;
    let done = output(&consumers::checks(&context.layout, &tarball))?;
    Ok(Outcome { counts: test_output::last_line(&done.text, done.success), log: done.text })
}

/// The package in runtimes, bundlers and frameworks; the matrix is shown.
fn npm_consumers(context: &mut Context) -> Result<Outcome> {
    let tarball = context.tarball()?;
    let chromium = &context.browser()?.chromium;
    let done = output(&consumers::matrix(&context.layout, &tarball, chromium, context.full))?;
    print!("{}", matrix_lines(&done.text));
    Ok(Outcome { counts: test_output::last_line(&done.text, done.success), log: done.text })
}

/// The lines of the matrix alone: those with bars.
fn matrix_lines(text: &str) -> String {
    text.lines()
        .filter(|line| line.contains(" | ") && !line.starts_with("not ok"))
        .fold(String::new(), |all, line| all + line + "\n")
}

fn page(context: &mut Context) -> Result<Outcome> {
    let browser = context.browser()?;
    context.tarball.as_ref().context("the page is not built")?;
    let server = serve::start(&context.layout, 0)?;
    let report = context.layout.target().join("playwright.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let config = context.layout.root.join("tests/web/playwright.config.ts").to_string_lossy().into_owned();
    let npx = find("npx").context("`npx` was not found on the path")?;
    let words = ["--no-install", "playwright", "test", "--config", &config, "--reporter=list,json"];
    let playwright = command(npx, words)
        .dir(context.layout.root.join("tests"))
        .env("ARREARS_SITE_URL", &server.url)
        .env("CHROMIUM_PATH", &browser.chromium)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("FORCE_COLOR", "0");
    let done = output(&playwright)?;
    let counts = match fs::read_to_string(&report) {
        Ok(report) => test_output::playwright(&report, done.success)?,
        Err(_) => Counts::one(false),
    };
    Ok(Outcome { counts, log: done.text })
}

/// A program that is one check by itself.
fn check(program: &Expression) -> Result<Outcome> {
    let done = output(program)?;
    Ok(Outcome { counts: Counts::one(done.success), log: done.text })
}

/// A script whose last line counts its checks.
fn scripted(program: &Expression) -> Result<Outcome> {
    let done = output(program)?;
    Ok(Outcome { counts: test_output::last_line(&done.text, done.success), log: done.text })
}

/// A run of `cargo test`.
fn counted(program: &Expression) -> Result<Outcome> {
    let done = output(program)?;
    Ok(Outcome { counts: test_output::cargo_test(&done.text, done.success), log: done.text })
}
