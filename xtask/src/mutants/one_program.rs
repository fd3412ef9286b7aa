//! The program that holds most changes at once: a copy of the package with the changes placed in it, those left out with
//! which it does not compile, built once.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::PROPERTY_CASES;
use super::list::Change;
use super::messages::{self, Built};
use super::place::{self, Placed};
use crate::command::{command, last_lines, output};

/// What the tests are compiled from and read, and what says which are run. The members of the workspace and the benchmarks
/// are among it since cargo wants to see them.
const COPIED: [&str; 8] =
    ["Cargo.toml", "Cargo.lock", ".cargo/mutants.toml", "src", "tests", "examples", "xtask", "benches"];

/// What is in there and no test reads: packages from elsewhere, and which changes are let pass.
const LEFT_OUT: [&str; 3] = ["node_modules", "target", "tests/mutants.txt"];

/// Behind this the switch is written.
const FRONT_PAGE: &str = "src/lib.rs";

/// The switch that every change asks.
const SWITCH: &str = include_str!("switch.rs");

/// What the cases of laws are drawn from.
const PROPERTY_SEED: &str = "7";

/// An error can hide others, so that what does not compile is found in a few turns.
const TURNS_MAX: usize = 20;

/// The program.
#[derive(Debug)]
pub(crate) struct Program {
    /// The binary of the integration tests.
    pub(crate) binary: PathBuf,
    /// This program, which runs it: asked for at once, since it may be built anew meanwhile.
    pub(crate) runner: PathBuf,
    /// The copy that it was built from, where it finds what it reads.
    pub(crate) tree: PathBuf,
    /// The changes in it.
    pub(crate) placed: BTreeSet<usize>,
    /// Tells it from the programs of other sources, tests or changes.
    pub(crate) digest: String,
}

/// Something that is kept beside a program, and holds for that one alone.
#[derive(Debug, Serialize, Deserialize)]
struct Kept<T> {
    digest: String,
    what: T,
}

/// What was kept for the program of that digest.
pub(crate) fn kept<T: serde::de::DeserializeOwned>(path: &Path, digest: &str) -> Option<T> {
    let kept: Kept<T> = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    (kept.digest == digest).then_some(kept.what)
}

/// Keeps something for the program of that digest.
pub(crate) fn keep<T: Serialize>(path: &Path, digest: &str, what: T) -> Result<()> {
    let text = serde_json::to_string(&Kept { digest: digest.to_owned(), what })?;
    fs::write(path, text).with_context(|| format!("could not write {}", path.display()))
}

/// The contents of files by their paths from the root, with `/` between folders.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds the program with those of the changes that can stand in it, in folders of its own below `out`.
pub(crate) fn build(root: &Path, changes: &[Change], out: &Path) -> Result<Program> {
    let runner = env::current_exe().context("could not find this program itself")?;
    let files = files(root)?;
    let (digest, compiled) = (digest(&files, changes, |_| true), digest(&files, changes, is_compiled));
    let (tree, left_out) = (out.join("one"), out.join("one-left-out.json"));
    let mut dropped: BTreeSet<usize> = kept(&left_out, &compiled).unwrap_or_default();
    for turn in 1..=TURNS_MAX {
        let placed = place_all(&files, changes, &dropped)?;
        mirror(&with_changes(files.clone(), &placed)?, &tree)?;
        let numbers: BTreeSet<usize> = placed.values().flat_map(Placed::numbers).collect();
        println!("mutants: compiling {} changes into one program, turn {turn}", numbers.len());
        let built = compile(&tree, out, &placed, changes)?;
        if let Some(binary) = built.binary {
            keep(&left_out, &compiled, &dropped)?;
            return Ok(Program { binary, runner, tree, placed: numbers, digest });
        }
        if built.blamed.is_empty() {
            let errors = built.other_errors.join("\n");
            bail!("the program with all changes does not compile, and no change is to blame:\n{errors}");
        }
        dropped.extend(built.blamed);
    }
    bail!("after {TURNS_MAX} turns the program with all changes still does not compile")
}

/// Reads what is copied.
fn files(root: &Path) -> Result<Files> {
    let relative = |path: &Path| -> Result<String> {
        let parts = path.strip_prefix(root)?.iter().map(|part| part.to_string_lossy().into_owned());
        Ok(parts.collect::<Vec<_>>().join("/"))
    };
    let is_copied = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !LEFT_OUT.iter().any(|left_out| name == *left_out || entry.path() == root.join(left_out))
    };
    let mut files = Files::new();
    for copied in COPIED.iter().map(|copied| root.join(copied)).filter(|copied| copied.exists()) {
        for entry in WalkDir::new(copied).into_iter().filter_entry(is_copied) {
            let entry = entry?;
            if entry.file_type().is_file() {
                files.insert(relative(entry.path())?, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

/// Whether it bears on which changes compile: the sources, and what places changes in them.
fn is_compiled(path: &str) -> bool {
    ["src/", "Cargo.", "xtask/src/mutants/"].iter().any(|start| path.starts_with(start))
}

/// What a result is about: the changes, and of what is copied, what places and tries them among it, what has a say.
fn digest(files: &Files, changes: &[Change], has_say: impl Fn(&str) -> bool) -> String {
    let mut digest = Sha256::new();
    let names = changes.iter().map(|change| (change.name.as_str(), [].as_slice()));
    let files = files.iter().map(|(path, content)| (path.as_str(), content.as_slice()));
    let files = files.filter(|(path, _)| has_say(path));
    for (name, content) in files.chain(names) {
        for part in [name.as_bytes(), content] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
    }
    digest.finalize().iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Places every change but those in their files.
fn place_all(files: &Files, changes: &[Change], dropped: &BTreeSet<usize>) -> Result<BTreeMap<String, Placed>> {
    let mut by_file: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes.iter().filter(|change| !dropped.contains(&change.number)) {
        by_file.entry(&change.file).or_default().push(change);
    }
    let place = |(file, changes): (&str, Vec<&Change>)| {
        let text = files.get(file).with_context(|| format!("`{file}` is changed and was not copied"))?;
        let placed = place::place(std::str::from_utf8(text)?, &changes).with_context(|| format!("in `{file}`"))?;
        Ok((file.to_owned(), placed))
    };
    by_file.into_iter().map(place).collect()
}

/// The copy as it is compiled: with the changes, the switch, and no library of C, which would be linked for nothing.
fn with_changes(mut files: Files, placed: &BTreeMap<String, Placed>) -> Result<Files> {
    for (file, placed) in placed {
        files.insert(file.clone(), placed.text.clone().into_bytes());
    }
    files.get_mut(FRONT_PAGE).context("there is no front page")?.extend(format!("\n{SWITCH}").into_bytes());
    let manifest = files.get_mut("Cargo.toml").context("there is no manifest")?;
    *manifest = String::from_utf8(manifest.clone())?.replace(r#"["cdylib", "rlib"]"#, r#"["rlib"]"#).into_bytes();
    Ok(files)
}

/// Makes a folder hold these files and no others. What is the same is not touched, so that it is not compiled again.
fn mirror(files: &Files, tree: &Path) -> Result<()> {
    fs::create_dir_all(tree)?;
    for entry in WalkDir::new(tree).min_depth(1).contents_first(true) {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree)?;
        let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        if entry.file_type().is_dir() {
            // One that still holds something stays.
            let _ = fs::remove_dir(entry.path());
        } else if !files.contains_key(&path.join("/")) {
            fs::remove_file(entry.path())?;
        }
    }
    for (path, content) in files {
        let path = tree.join(path);
        if fs::read(&path).ok().as_ref() != Some(content) {
            fs::create_dir_all(path.parent().context("a file has no folder")?)?;
            fs::write(&path, content).with_context(|| format!("could not write {}", path.display()))?;
        }
    }
    Ok(())
}

/// Builds the tests, or finds what keeps them from being built. What says that the changed text is odd is no error.
fn compile(tree: &Path, out: &Path, placed: &BTreeMap<String, Placed>, changes: &[Change]) -> Result<Built> {
    let words = ["test", "--locked", "--package", "arrears", "--test", "it", "--no-run", "--message-format", "json"];
    let cargo = command("cargo", words)
        .dir(tree)
        .env("CARGO_TARGET_DIR", out.join("one-build"))
        // It is run more often than it is compiled: without it tests take eight times as long.
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "--cap-lints=allow");
    let done = output(&cargo)?;
    let mut built = messages::read(&done.text, placed, changes);
    if !done.success {
        // Tests of an earlier turn may have been there.
        built.binary = None;
        let said: Vec<&str> = done.text.lines().filter(|line| !line.starts_with('{')).collect();
        built.other_errors.push(last_lines(&said.join("\n"), 20));
    }
    Ok(built)
}

impl Program {
    /// Runs another program where the tests find what they read, with few cases of each law, the same ones each time: so a
    /// test that does not reach a change cannot notice it.
    pub(crate) fn beside(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.tree)
            .env("CARGO_MANIFEST_DIR", &self.tree)
            .env("PROPTEST_CASES", PROPERTY_CASES)
            .env("PROPTEST_RNG_SEED", PROPERTY_SEED)
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .env("RUST_BACKTRACE", "0")
            .env("RUST_TEST_THREADS", "1")
            .env_remove("ARREARS_CHANGE")
            .env_remove("ARREARS_REACHED");
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::list::tests::change;

    fn scratch(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("arrears-one-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn of(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_tests_need_is_copied_and_nothing_else() {
        let root = scratch("copied");
        let all = of(&[
            ("Cargo.toml", "[package]"),
            ("src/a/b.rs", "1"),
            ("tests/it/main.rs", "2"),
            ("tests/mutants.txt", "3"),
            ("tests/node_modules/a.js", "4"),
            ("target/debug/it", "5"),
            ("README.md", "6"),
        ]);
        mirror(&all, &root).unwrap();
        let copied = files(&root).unwrap();
        assert_eq!(copied, of(&[("Cargo.toml", "[package]"), ("src/a/b.rs", "1"), ("tests/it/main.rs", "2")]));
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_copy_holds_what_it_should_and_what_is_the_same_is_not_written() {
        let tree = scratch("mirror");
        mirror(&of(&[("a/old.rs", "1"), ("b/same.rs", "2"), ("b/other.rs", "3")]), &tree).unwrap();
        let written = |path: &str| fs::metadata(tree.join(path)).unwrap().modified().unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        for path in ["b/same.rs", "b/other.rs"] {
            fs::File::options().write(true).open(tree.join(path)).unwrap().set_modified(long_ago).unwrap();
        }
        mirror(&of(&[("b/same.rs", "2"), ("b/other.rs", "4"), ("c.rs", "5")]), &tree).unwrap();
        assert_eq!((written("b/same.rs"), tree.join("a").exists()), (long_ago, false));
        assert_eq!(fs::read_to_string(tree.join("b/other.rs")).unwrap(), "4");
        assert!(written("b/other.rs") > long_ago && tree.join("c.rs").exists());
        fs::remove_dir_all(&tree).unwrap();
    }

    #[test]
    fn another_text_or_change_is_another_program() {
        let text = "fn f() { a + b }";
        let minus = change(1, "BinaryOperator", text, "+", "-");
        let first = of(&[("src/a.rs", text)]);
        let of_all = |files: &Files, change: &Change| digest(files, std::slice::from_ref(change), |_| true);
        let own = of_all(&first, &minus);
        assert_eq!(own, of_all(&first.clone(), &minus));
        assert_ne!(own, of_all(&of(&[("src/a.rs", "fn f() { a + c }")]), &minus));
        assert_ne!(own, of_all(&of(&[("src/b.rs", text)]), &minus));
        assert_ne!(own, of_all(&first, &change(1, "BinaryOperator", text, "+", "*")));
    }

    #[test]
    fn other_tests_leave_what_compiles_as_it_is() {
        let text = "fn f() { a + b }";
        let minus = [change(1, "BinaryOperator", text, "+", "-")];
        let both = |source: &str, test: &str| of(&[("src/a.rs", source), ("tests/it/a.rs", test)]);
        let [all, compiled] = [|_: &str| true, is_compiled].map(|has_say| {
            [both(text, "1"), both(text, "2"), both("", "1")].map(|files| digest(&files, &minus, has_say))
        });
        assert!(all[0] != all[1] && all[0] != all[2]);
        assert!(compiled[0] == compiled[1] && compiled[0] != compiled[2]);
    }

    #[test]
    fn what_was_dropped_stays_out_and_the_switch_is_there() {
        let text = "fn f() { a + b - c }";
        let changes = [change(1, "BinaryOperator", text, "+", "*"), change(2, "BinaryOperator", text, "-", "*")];
        let manifest = "crate-type = [\"cdylib\", \"rlib\"]";
        let files = of(&[("src/a.rs", text), ("src/lib.rs", "mod a;\n"), ("Cargo.toml", manifest)]);
        let placed = place_all(&files, &changes, &[1].into()).unwrap();
        let all = with_changes(files.clone(), &placed).unwrap();
        let text = |path: &str| String::from_utf8(all[path].clone()).unwrap();
        assert_eq!(text("src/a.rs"), "fn f() { (if crate::change_is_on(2) { a + b * c } else { a + b - c }) }");
        assert!(
            text("src/lib.rs").starts_with("mod a;\n\n") && text("src/lib.rs").contains("pub(crate) fn change_is_on(")
        );
        assert_eq!(text("Cargo.toml"), "crate-type = [\"rlib\"]");
        assert!(place_all(&of(&[]), &changes, &[].into()).is_err());
    }

    /// Else a library of C would be linked each time.
    #[test]
    fn the_manifest_and_the_front_page_are_as_expected() {
        let layout = crate::layout::Layout::find().unwrap();
        let files = files(&layout.root).unwrap();
        assert!(String::from_utf8_lossy(&files["Cargo.toml"]).contains(r#"["cdylib", "rlib"]"#));
        for needed in [FRONT_PAGE, "tests/it/main.rs", ".cargo/mutants.toml", "xtask/src/mutants/place.rs"] {
            assert!(files.contains_key(needed), "{needed}");
        }
        assert!(!files.keys().any(|path| path == "tests/mutants.txt" || path.contains("node_modules")));
    }

    #[test]
    fn what_is_kept_holds_for_one_program() {
        let folder = scratch("kept");
        let path = folder.join("kept.json");
        assert_eq!(kept::<BTreeSet<usize>>(&path, "a"), None);
        keep(&path, "a", BTreeSet::from([7])).unwrap();
        assert_eq!(kept::<BTreeSet<usize>>(&path, "a"), Some([7].into()));
        assert_eq!(kept::<BTreeSet<usize>>(&path, "b"), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
