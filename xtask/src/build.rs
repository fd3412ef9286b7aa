//! The build: engine, npm package folder, page. A step whose inputs did not change is skipped.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::command::{checked, command};
use crate::layout::Layout;
use crate::likeness;
use crate::setup::{self, EngineTools, TARGET, npm};
use crate::sizes::Sizes;
use crate::stamp::{self, Inputs};

/// Small first: calls are not folded into their callers, nothing is kept in a local that may be worked out again, and no
/// run of zeros is left out of the data. All make the module larger and its compressed form smaller, since like stays
/// like.
const SMALL: [&str; 8] = [
    "-Oz",
    "--one-caller-inline-max-function-size",
    "0",
    "--always-inline-max-function-size",
    "0",
    "--converge",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
];

/// Functions stand in the order of the names that they were given for it.
const BY_NAME: &str = "--reorder-functions-by-name";

/// The features that every engine with WebAssembly support of the last years has, and rustc assumes; and nothing
/// that only a debugger reads.
const WASM_FEATURES: [&str; 8] = [
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Fingerprints are taken of a few documents and not of streams: the short form of SHA-256 is enough.
const SHORT_SHA: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// How large a function may be that is folded into its callers. At its own bound for size, the compiler leaves calls
/// of three instructions; at 25 a call of the engine took a seventh less time, and at 15 it takes no longer than at 25.
const FOLDED: &str = "-Cllvm-args=-inline-threshold=15";

/// What the npm package takes from outside its own folder.
const PACKAGE_FILES: [&str; 7] = [
    "pkg.json",
    "Cargo.toml",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "docs/npm.md",
    "xtask/tools/package-lock.json",
];

/// Builds everything.
pub(crate) fn run(layout: &Layout) -> Result<()> {
    let tools = setup::engine_tools(layout)?;
    let _lock = lock(layout)?;
    engines(layout, &tools)?;
    schemas(layout)?;
    package(layout, &tools)?;
    setup::site_packages(layout)?;
    site(layout)
}

/// Two builds in one checkout wait for each other; the lock goes with the file handle.
fn lock(layout: &Layout) -> Result<File> {
    fs::create_dir_all(layout.target())?;
    let file = File::create(layout.target().join(".build-lock"))?;
    file.lock().context("could not lock the build folder")?;
    Ok(file)
}

/// One of the two engines that the package holds.
struct Engine {
    /// What the build calls it.
    name: &'static str,
    /// The profile of Cargo that it is compiled with.
    profile: &'static str,
    /// The features of the library that it has.
    features: &'static str,
    /// What else the compiler is told.
    flags: &'static [&'static str],
    /// How wasm-opt works on it.
    optimize: &'static [&'static str],
    /// Where it goes.
    folder: fn(&Layout) -> PathBuf,
}

const ENGINES: [Engine; 2] = [
    Engine {
        name: "engine",
        profile: "engine",
        features: "calls",
        flags: &[SHORT_SHA, FOLDED],
        optimize: &SMALL,
        folder: Layout::wasm,
    },
    Engine {
        name: "bulk engine",
        profile: "bulk",
        features: "portfolio",
        flags: &[SHORT_SHA],
        optimize: &[
            "-O3",
            "--skip-pass=local-cse",
            "--skip-pass=memory-packing",
            "--one-caller-inline-max-function-size",
            "0",
        ],
        folder: Layout::wasm_portfolio,
    },
];

fn engines(layout: &Layout, tools: &EngineTools) -> Result<()> {
    ENGINES.iter().try_for_each(|engine| build_engine(layout, tools, engine))
}

fn build_engine(layout: &Layout, tools: &EngineTools, engine: &Engine) -> Result<()> {
    let start = Instant::now();
    let compiled = compile(layout, tools, engine)?;
    let folder = (engine.folder)(layout);
    let optimize: Vec<&str> = engine.optimize.iter().chain(&WASM_FEATURES).copied().collect();
    let inputs = Inputs::default()
        .file(&compiled)?
        .text("wasm-bindgen", &tools.bindgen_version)
        .text("options", &optimize.join(" "))
        .text("order", include_str!("likeness.rs"))
        .file(&layout.root.join("xtask/tools/package-lock.json"))?;
    let done = step(layout, engine.name, inputs, &folder.join("arrears_bg.wasm"), || {
        replace(&folder, |folder| bind_and_optimize(tools, &compiled, &optimize, folder))
    })?;
    report(engine.name, done, start);
    println!("{:<16}{}", format!("{} size", engine.name), Sizes::of(&fs::read(folder.join("arrears_bg.wasm"))?)?);
    Ok(())
}

fn compile(layout: &Layout, tools: &EngineTools, engine: &Engine) -> Result<PathBuf> {
    let target = layout.target();
    let words = ["build", "--profile", engine.profile, "--lib", "--locked", "--package", "arrears"];
    let words =
        [words.as_slice(), &["--no-default-features", "--features", engine.features, "--target", TARGET]].concat();
    let flags = [without_local_paths(layout), engine.flags.iter().copied().map(str::to_owned).collect()].concat();
    let cargo = tools.library.cargo(&tools.toolchain, &words, &flags);
    let cargo = cargo.env("CARGO_TARGET_DIR", &target).dir(&layout.root);
    checked(&cargo, "compile the engine")?;
    Ok(target.join(TARGET).join(engine.profile).join("arrears.wasm"))
}

/// Messages of a panic name source files; the same source has to give the same bytes in any folder.
fn without_local_paths(layout: &Layout) -> Vec<String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = [(Some(layout.root.clone()), "/arrears"), (cargo_home, "/cargo")];
    let flag = |(from, to): (Option<PathBuf>, &str)| Some(format!("--remap-path-prefix={}={to}", from?.display()));
    folders.into_iter().filter_map(flag).filter(|flag| !flag.contains(' ')).collect()
}

fn bind_and_optimize(tools: &EngineTools, compiled: &Path, optimize: &[&str], folder: &Path) -> Result<()> {
    let bindgen = command(
        tools.bindgen.join("wasm-bindgen"),
        ["--target", "bundler", "--out-dir"].map(Path::new).into_iter().chain([folder, compiled]),
    );
    checked(&bindgen, "bind the engine")?;
    let engine = folder.join("arrears_bg.wasm");
    let optimizer = tools.npm_tools.join("binaryen/bin/wasm-opt");
    let words = [optimizer.as_path(), engine.as_path(), Path::new("-o"), engine.as_path()];
    checked(&command("node", words.into_iter().chain(optimize.iter().map(Path::new))), "optimize the engine")?;
    fs::write(&engine, likeness::named(&fs::read(&engine)?)?)?;
    let words = words.into_iter().chain([BY_NAME].iter().chain(&WASM_FEATURES).map(Path::new));
    checked(&command("node", words), "put the engine's functions in order")?;
    Ok(())
}

/// Makes a folder anew beside the old one, so that a failure leaves the old one whole.
fn replace(folder: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let fresh = folder.with_extension("new");
    remove(&fresh)?;
    fs::create_dir_all(&fresh)?;
    make(&fresh)?;
    remove(folder)?;
    fs::rename(&fresh, folder).with_context(|| format!("could not put `{}` in place", folder.display()))
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove `{}`", folder.display()))?;
    }
    Ok(())
}

/// The JSON Schemas, which the engine's own types give.
fn schemas(layout: &Layout) -> Result<()> {
    let start = Instant::now();
    let root = &layout.root;
    let mut inputs = Inputs::default().folder(&root.join("src"), &["npm", "bin"])?;
    for name in ["Cargo.toml", "Cargo.lock", "examples/write_schemas.rs"] {
        inputs = inputs.file(&root.join(name))?;
    }
    let folder = layout.schemas();
    let done = step(layout, "schemas", inputs, &folder.join("answer.schema.json"), || {
        let words = ["run", "--locked", "--quiet", "--package", "schemas", "--"].map(Path::new);
        let cargo = command("cargo", words.into_iter().chain([folder.as_path()])).dir(root);
        checked(&cargo, "write the JSON Schemas").map(|_| ())
    })?;
    report("schemas", done, start);
    Ok(())
}

fn package(layout: &Layout, tools: &EngineTools) -> Result<()> {
    let start = Instant::now();
    let root = &layout.root;
    let mut inputs = Inputs::default();
    let own = ["src/npm", "src/policy/builtin"].map(|folder| root.join(folder));
    for folder in [layout.wasm(), layout.wasm_portfolio(), layout.schemas()].into_iter().chain(own) {
        inputs = inputs.folder(&folder, &[])?;
    }
    for name in PACKAGE_FILES {
        inputs = inputs.file(&root.join(name))?;
    }
    let done = step(layout, "package", inputs, &layout.npm().join("package.json"), || {
        // The script finds its bundler here when neither `www/` nor `tests/` has one.
        let script = command("node", ["src/npm/build.mjs"]).dir(root).env("NODE_PATH", &tools.npm_tools);
        checked(&script, "put the npm package together").map(|_| ())
    })?;
    report("npm package", done, start);
    Ok(())
}

fn site(layout: &Layout) -> Result<()> {
    let start = Instant::now();
    let www = layout.root.join("www");
    let inputs = Inputs::default().folder(&www, &["node_modules", "dist"])?.folder(&layout.npm(), &[])?;
    let done = step(layout, "site", inputs, &layout.site().join("index.html"), || {
        checked(&npm(&["run", "build"])?.dir(&www), "build the page").map(|_| ())
    })?;
    report("page", done, start);
    Ok(())
}

/// Runs a step unless its inputs are those of its last success and its product is there; says whether it ran.
fn step(
    layout: &Layout,
    name: &str,
    inputs: Inputs,
    product: &Path,
    make: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let mark = layout.target().join("stamps").join(name);
    let digest = inputs.digest();
    if product.is_file() && stamp::is_fresh(&mark, &digest) {
        return Ok(false);
    }
    make()?;
    if !product.is_file() {
        bail!("the step `{name}` left no `{}`", product.display());
    }
    stamp::write(&mark, &digest)?;
    Ok(true)
}

fn report(what: &str, done: bool, start: Instant) {
    println!("{what:<15} {:<9} {:.1} s", if done { "built" } else { "unchanged" }, start.elapsed().as_secs_f64());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(name: &str) -> Layout {
        let root = env::temp_dir().join(format!("arrears-build-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join("target")).unwrap();
        Layout { cache: root.join("cache"), root }
    }

    #[test]
    fn a_step_runs_again_when_an_input_changes_or_its_product_is_gone() {
        let layout = layout("step");
        let product = layout.target().join("product");
        let run = |input: &str| {
            step(&layout, "one", Inputs::default().text("input", input), &product, || Ok(fs::write(&product, input)?))
        };
        assert!(run("a").unwrap());
        assert!(!run("a").unwrap());
        assert!(run("b").unwrap());
        fs::remove_file(&product).unwrap();
        assert!(run("b").unwrap());
        fs::remove_dir_all(&layout.root).unwrap();
    }

    #[test]
    fn a_step_that_leaves_no_product_fails() {
        let layout = layout("none");
        let product = layout.target().join("product");
        assert!(step(&layout, "one", Inputs::default(), &product, || Ok(())).is_err());
        fs::remove_dir_all(&layout.root).unwrap();
    }

    #[test]
    fn a_failed_rebuild_keeps_the_old_folder() {
        let layout = layout("replace");
        let folder = layout.wasm();
        replace(&folder, |fresh| Ok(fs::write(fresh.join("a"), "old")?)).unwrap();
        assert!(replace(&folder, |_| bail!("no")).is_err());
        assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "old");
        fs::remove_dir_all(&layout.root).unwrap();
    }
}
