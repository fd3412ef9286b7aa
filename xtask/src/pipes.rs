//! The command line at the end of a pipe: the checks of `integrations/`.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use duct::Expression;

use crate::command::{checked, command};
use crate::layout::Layout;
use crate::setup::{self, PipeTools, SparkTools};

/// Runs the commands of the page with shells, `split`, `xargs` and `DuckDB`.
pub(crate) fn on_a_machine(layout: &Layout, tools: &PipeTools) -> Result<Expression> {
    let program = built(layout, "dev", "debug")?;
    let words = [OsString::from("tests/pipes/agree.py"), program.into(), tools.duckdb.join("bin/duckdb").into()];
    Ok(script(layout, &command(setup::python()?, words)))
}

/// Runs the example on a cluster of Spark, with the program as it ships.
pub(crate) fn on_spark(layout: &Layout, tools: &SparkTools) -> Result<Expression> {
    spark_script(layout, tools, "tests/spark/agree.py")
}

/// Prints what a million cases cost, with and without Spark.
pub(crate) fn measured_on_spark(layout: &Layout, tools: &SparkTools) -> Result<Expression> {
    spark_script(layout, tools, "integrations/spark/measure.py")
}

fn spark_script(layout: &Layout, tools: &SparkTools, file: &str) -> Result<Expression> {
    let program = built(layout, "release", "release")?;
    let words = [OsString::from(file), program.into()];
    Ok(script(layout, &command(tools.environment.join("bin/python"), words)).env("JAVA_HOME", &tools.java))
}

/// The built program.
fn built(layout: &Layout, profile: &str, folder: &str) -> Result<PathBuf> {
    let words = ["build", "--locked", "--quiet", "--package", "arrears-cli", "--profile", profile];
    checked(&command("cargo", words).dir(&layout.root), "build the command line")?;
    Ok(layout.target().join(folder).join("arrears").with_extension(std::env::consts::EXE_EXTENSION))
}

fn script(layout: &Layout, program: &Expression) -> Expression {
    program.dir(&layout.root).env("PYTHONDONTWRITEBYTECODE", "1")
}
