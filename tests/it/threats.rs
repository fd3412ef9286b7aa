//! The threat notes of SECURITY.md: every test that they name exists. And what they say of the packages that all is
//! built from: few, pinned by their contents, without unsafe code of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::documents::{none, page, parsed, root};

/// What stands between backticks, also between two where it has some itself.
fn quoted(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while let Some(start) = text.find('`') {
        let fence = &text[start..start + text[start..].chars().take_while(|letter| *letter == '`').count()];
        let rest = &text[start + fence.len()..];
        let Some(end) = rest.find(fence) else { break };
        found.push(rest[..end].trim());
        text = &rest[end + fence.len()..];
    }
    found
}

/// The tests that a cell names: a file, then the tests in it, then perhaps another file.
fn references(cell: &str) -> Vec<(&str, &str)> {
    let is_file = |word: &str| word.contains('/') && !word.contains(' ');
    let mut file = "";
    let mut found = Vec::new();
    for word in quoted(cell) {
        if is_file(word) { file = word } else { found.push((file, word)) }
    }
    found
}

fn has_test(text: &str, file: &str, name: &str) -> bool {
    let forms = if Path::new(file).extension().is_some_and(|extension| extension == "rs") {
        vec![format!("fn {name}(")]
    } else {
        ["'", "\"", "`"].map(|quote| format!("{quote}{name}{quote}")).to_vec()
    };
    forms.iter().any(|form| text.contains(form.as_str()))
}

/// The rows of the tables of threats whose last cell names no test that exists.
fn unheld(page: &str) -> (usize, Vec<String>) {
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    let claims = rows.iter().filter(|row| !row.starts_with("| what an attacker may try |"));
    let mut wrong = Vec::new();
    for row in claims.clone() {
        let held_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let named = references(held_by);
        if named.is_empty() {
            wrong.push(format!("nothing holds: {row}"));
        }
        for (file, name) in named {
            if !fs::read_to_string(root().join(file)).is_ok_and(|text| has_test(&text, file, name)) {
                wrong.push(format!("{file} has no test `{name}`"));
            }
        }
    }
    (claims.count(), wrong)
}

#[test]
fn every_test_that_the_threat_notes_name_exists() {
    let (claims, wrong) = unheld(&page("SECURITY.md"));
    none(&wrong);
    assert!(claims > 20, "only {claims} claims were found");
}

#[test]
fn a_test_that_does_not_exist_is_found_out() {
    let found = |cell: &str| unheld(&format!("| a | b | {cell} |\n")).1.len();
    assert_eq!(found("`tests/it/limits.rs`: `amounts`, `rates`"), 0);
    assert_eq!(found("`tests/it/limits.rs`: `amounts`, `rate`; `tests/it/nowhere.rs`: `rates`"), 2);
    assert_eq!(found("care"), 1);
    assert_eq!(quoted("`` a `b` c `` and `d`"), ["a `b` c", "d"]);
}

/// The lines of a section of a manifest, up to the next one.
fn section(manifest: &str, heading: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != heading).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// No crate that matches patterns is among them, nor one that reads a clock, a file or the network.
#[test]
fn the_engine_depends_on_few_crates() {
    let manifest = page("Cargo.toml");
    let names = |heading: &str| -> Vec<String> {
        section(&manifest, heading).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(names("[dependencies]"), ["chrono", "memchr", "rust_decimal", "serde", "sha2", "strsim"]);
    let wasm = names("[target.'cfg(target_arch = \"wasm32\")'.dependencies]");
    assert_eq!(wasm, ["js-sys", "serde-wasm-bindgen", "wasm-bindgen"]);
    let native = names("[target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]");
    assert_eq!(native, ["schemars", "serde_json"]);
}

/// Every lock file of npm packages that is ours, and none of those that came with a package.
fn npm_locks(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "package-lock.json" {
            found.push(path.strip_prefix(root()).unwrap().to_string_lossy().into_owned());
        } else if path.is_dir() && !path.is_symlink() && !["node_modules", "target", ".git"].contains(&name.as_str()) {
            npm_locks(&path, found);
        }
    }
}

fn npm_packages(lock: &str) -> Vec<(String, Value)> {
    let lock = parsed(&page(lock));
    let all = lock["packages"].as_object().unwrap().iter().filter(|(place, _)| !place.is_empty());
    all.map(|(place, package)| (place.clone(), package.clone())).collect()
}

#[test]
fn every_package_is_pinned_by_its_contents() {
    let lock = page("Cargo.lock");
    let crates: Vec<&str> = lock.split("[[package]]\n").skip(1).collect();
    let ours = ["arrears", "arrears-cli", "arrears-fuzz", "schemas", "xtask"];
    let mut wrong = Vec::new();
    for package in &crates {
        let name = package.split('"').nth(1).unwrap();
        let pinned = package.contains("registry+https://github.com/rust-lang/crates.io-index")
            && package.contains("\nchecksum = ");
        if !pinned && !ours.contains(&name) {
            wrong.push(name.to_owned());
        }
    }
    let mut count = crates.len();
    let mut locks = Vec::new();
    npm_locks(&root(), &mut locks);
    assert!(locks.iter().any(|lock| lock.starts_with("www")), "{locks:?}");
    for lock in &locks {
        for (place, package) in npm_packages(lock) {
            count += 1;
            let pinned = package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-"));
            // An address may be left out; one that stands there is that of the public registry.
            let resolved = package["resolved"].as_str();
            let registry = resolved.is_none_or(|from| from.starts_with("https://registry.npmjs.org/"));
            if !pinned || !registry {
                wrong.push(format!("{lock}: {place}"));
            }
        }
    }
    none(&wrong);
    assert!(count > 500, "only {count} packages were found");
}

#[test]
fn nothing_that_goes_into_the_page_runs_on_installation() {
    let packages = npm_packages("www/package-lock.json");
    assert!(packages.len() > 20, "only {} packages were found", packages.len());
    let runs = packages.iter().filter(|(_, package)| package["hasInstallScript"] == true);
    none(&runs.map(|(place, _)| place.clone()).collect::<Vec<_>>());
    let manifest = parsed(&page("pkg.json"));
    assert_eq!((&manifest["scripts"], &manifest["dependencies"]), (&Value::Null, &Value::Null));
}

/// The first text of each line of a list in `deny.toml`.
fn listed(name: &str) -> Vec<String> {
    let page = page("deny.toml");
    let list = page.split(&format!("\n{name} = [\n")).nth(1).unwrap().split("\n]").next().unwrap();
    list.lines().map(|line| line.split('"').nth(1).unwrap().to_owned()).collect()
}

/// Whether a licence expression can be met by these licences alone.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    let is_allowed = |licence: &str| allowed.iter().any(|own| own == licence.trim());
    // Between brackets there are only alternatives, so that each part of a conjunction can be looked at by itself.
    expression.split(" AND ").all(|part| part.split(" OR ").any(is_allowed))
}

/// What cargo says of the crates that are built here.
fn built_packages() -> Vec<Value> {
    let cargo = |arguments: &[&str]| {
        let done = std::process::Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let version = cargo(&["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let wanted = ["metadata", "--locked", "--format-version", "1", "--all-features", "--filter-platform", host];
    parsed(&cargo(&wanted))["packages"].as_array().unwrap().clone()
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let allowed = listed("allow");
    let packages = built_packages();
    assert!(allowed.len() > 5 && packages.len() > 100, "{allowed:?}, {} packages", packages.len());
    let wrong = packages.iter().filter(|package| !is_met(package["license"].as_str().unwrap_or("none"), &allowed));
    none(&wrong.map(|package| format!("{}: {}", package["name"], package["license"])).collect::<Vec<_>>());
}

#[test]
fn an_expression_of_licences_is_understood() {
    let allowed = ["MIT".to_owned(), "NCSA".to_owned()];
    let met = |expression: &str| is_met(expression, &allowed);
    assert!(met("MIT") && met("MIT OR GPL-3.0") && met("GPL-3.0/MIT") && met("(MIT OR Apache-2.0) AND NCSA"));
    assert!(!met("GPL-3.0") && !met("MIT AND GPL-3.0") && !met("MITX") && !met("none"));
}

/// Two versions of a crate are two to keep up to date: each such pair stands in `deny.toml` with its reason.
#[test]
fn no_crate_is_built_in_two_versions_but_those_that_are_named() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in page("Cargo.lock").split("[[package]]\n").skip(1) {
        let mut texts = package.split('"').skip(1).step_by(2).map(str::to_owned);
        versions.entry(texts.next().unwrap()).or_default().insert(texts.next().unwrap());
    }
    let twice: Vec<&String> = versions.iter().filter(|(_, own)| own.len() > 1).map(|(name, _)| name).collect();
    let named = listed("skip");
    let named: BTreeSet<&str> = named.iter().filter_map(|name| name.split_once('@')).map(|(name, _)| name).collect();
    assert_eq!(twice, named.into_iter().collect::<Vec<_>>());
}

#[test]
fn no_crate_of_ours_may_have_unsafe_code() {
    let root_manifest = page("Cargo.toml");
    let members = section(&root_manifest, "[workspace]").into_iter().find(|line| line.starts_with("members")).unwrap();
    let members: Vec<String> = members.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(members.len() > 2, "{members:?}");
    let forbids = |manifest: &str| manifest.contains("\nunsafe_code = \"forbid\"\n");
    assert!(forbids(&root_manifest));
    let wrong = members.iter().filter(|member| {
        let manifest = page(&format!("{member}/Cargo.toml"));
        !forbids(&manifest) && !manifest.contains("[lints]\nworkspace = true")
    });
    none(&wrong.cloned().collect::<Vec<_>>());
}
