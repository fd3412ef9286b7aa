//! House rules as tests: what may know what, what may not be named, and how long things may grow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use arrears::policy::builtin::{DOCUMENTS, FINGERPRINTS};
use arrears::policy::parse;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const FILE_LINES_MAX: usize = 700;
const FUNCTION_LINES_MAX: usize = 70;

/// The modules from the bottom to the top: each may use only those above it in this list, and
/// modules of one row none of each other. A module that is not listed yet fails the test.
const ROWS: &[&[&str]] = &[
    &["limits", "locale", "json"],
    &["error"],
    &["money"],
    &["calendar"],
    &["reader"],
    &["policy"],
    &["case"],
    &["condition"],
    &["decision"],
    &["rules"],
    &["assess"],
    &["change"],
    &["key_dates", "actions", "tracking"],
    &["compare"],
    &["portfolio"],
    &["names"],
    &["explain"],
    &["api"],
    &["wasm"],
];

/// What the core may not name, and why.
const BANNED: &[(&[&str], &str)] = &[
    (&["f32"], "amounts are whole fen: use `money`"),
    (&["f64"], "amounts are whole fen: use `money`"),
    (&["std", "time"], "the as-of date is an argument"),
    (&["std", "fs"], "the core does no input or output"),
    (&["std", "env"], "the core reads no environment"),
    (&["std", "net"], "the core does no input or output"),
    (&["std", "io"], "the core does no input or output"),
    (&["std", "thread"], "the same request gives the same bytes everywhere"),
    (&["std", "process"], "the core does no input or output"),
    (&["HashMap"], "its order is random: use `BTreeMap`"),
    (&["HashSet"], "its order is random: use `BTreeSet`"),
    (&["rand"], "the core has no randomness"),
    (&["getrandom"], "the core has no randomness"),
    (&["thread_local"], "the core has no global state"),
    (&["static", "mut"], "the core has no global state"),
    (&["OnceLock"], "the core has no global state"),
    (&["LazyLock"], "the core has no global state"),
    (&["Mutex"], "the core has no global state"),
    (&["println"], "the core does no input or output"),
    (&["eprintln"], "the core does no input or output"),
    (&["todo"], "no stubs"),
    (&["unimplemented"], "no stubs"),
];

/// What a trait from elsewhere makes a module name after all, each word this often: the writer of JSON has to
/// say what it would do with a floating number, since serde asks every writer.
const NAMED: [(&str, &str, usize); 2] = [("json", "f32", 1), ("json", "f64", 1)];

/// Crates that only one module may know.
const CONFINED: [(&str, &str); 4] =
    [("rust_decimal", "money"), ("chrono", "calendar"), ("wasm_bindgen", "wasm"), ("serde_wasm_bindgen", "wasm")];

/// One source file of the core.
struct Source {
    /// Its path under `src`, such as `rules/ledger.rs`.
    name: String,
    text: String,
    tokens: TokenStream,
    tree: syn::File,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Every source file of the core; the command line, which may do what the core may not, is left out.
fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
    let named = files.iter().map(|path| (name(path), path)).filter(|(name, _)| !name.starts_with("bin/"));
    let sources: Vec<Source> = named.map(|(name, path)| source(name, fs::read_to_string(path).unwrap())).collect();
    assert!(sources.len() > 15, "only {} source files were found", sources.len());
    sources
}

fn source(name: String, text: String) -> Source {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    Source { name, text, tokens, tree }
}

impl Source {
    /// The top module that the file belongs to; empty for the front page.
    fn module(&self) -> &str {
        let first = self.name.split('/').next().unwrap();
        let module = first.strip_suffix(".rs").unwrap_or(first);
        if module == "lib" { "" } else { module }
    }

    /// The rule that the file holds, if it is one.
    fn rule(&self) -> Option<&str> {
        let rest = self.name.strip_prefix("rules/")?;
        Some(rest.split('/').next()?.trim_end_matches(".rs")).filter(|rule| *rule != "mod")
    }
}

/// The words of a file, flat: identifiers, and `::` between them left out. Comments and texts are
/// not among them.
fn words(tokens: TokenStream, out: &mut Vec<(String, usize)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => words(group.stream(), out),
            TokenTree::Ident(ident) => out.push((ident.to_string(), ident.span().start().line)),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Punct(punct) => out.push((punct.to_string(), 0)),
            TokenTree::Literal(_) => out.push((String::new(), 0)),
        }
    }
}

/// Every path that begins with `crate`, in `use` and elsewhere, as its segments.
#[derive(Default)]
struct CratePaths {
    found: BTreeSet<Vec<String>>,
}

impl CratePaths {
    fn of(source: &Source) -> BTreeSet<Vec<String>> {
        let mut paths = Self::default();
        paths.visit_file(&source.tree);
        paths.found
    }

    fn add_tree(&mut self, tree: &syn::UseTree, so_far: &[String]) {
        let longer = |name: &syn::Ident| [so_far, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&path.tree, &longer(&path.ident)),
            syn::UseTree::Name(name) => self.add(&longer(&name.ident)),
            syn::UseTree::Rename(rename) => self.add(&longer(&rename.ident)),
            syn::UseTree::Glob(_) => self.add(so_far),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_tree(item, so_far)),
        }
    }

    fn add(&mut self, segments: &[String]) {
        // `crate` alone is the visibility `pub(crate)`.
        if segments.len() > 1 && segments[0] == "crate" {
            self.found.insert(segments[1..].to_vec());
        }
    }
}

impl<'ast> Visit<'ast> for CratePaths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

fn layering(source: &Source) -> Vec<String> {
    if source.module().is_empty() {
        return Vec::new();
    }
    let Some(own) = row(source.module()) else {
        return vec![format!("{}: give the module `{}` a row in this test", source.name, source.module())];
    };
    let mut wrong = Vec::new();
    for path in CratePaths::of(source) {
        let used = path.first().map_or("", String::as_str);
        let below = row(used).is_none_or(|used_row| used_row > own || (used_row == own && used != source.module()));
        if below {
            wrong.push(format!("{} uses crate::{}, which does not stand above it", source.name, path.join("::")));
        }
        let other_rule = path.get(1).filter(|rule| used == "rules" && source.rule().is_some_and(|own| own != *rule));
        if let Some(other) = other_rule {
            wrong.push(format!("{} uses the rule {other}; only `assess` strings rules together", source.name));
        }
    }
    wrong
}

fn banned(source: &Source) -> Vec<String> {
    let mut all = Vec::new();
    words(source.tokens.clone(), &mut all);
    for (_, name, count) in NAMED.iter().filter(|(module, ..)| *module == source.module()) {
        let mut seen = 0;
        all.retain(|(word, _)| {
            seen += usize::from(word == name);
            word != name || seen > *count
        });
    }
    let mut wrong = Vec::new();
    for (names, reason) in BANNED {
        for window in all.windows(names.len()) {
            if window.iter().map(|(word, _)| word.as_str()).eq(names.iter().copied()) {
                wrong.push(format!("{}:{} names `{}`: {reason}", source.name, window[0].1, names.join("::")));
            }
        }
    }
    for (name, owner) in CONFINED.iter().filter(|(_, owner)| *owner != source.module()) {
        let found = all.iter().filter(|(word, _)| word == name);
        wrong.extend(found.map(|(_, line)| format!("{}:{line} names `{name}`, which only {owner} knows", source.name)));
    }
    wrong
}

#[derive(Default)]
struct Functions {
    long: Vec<(String, usize)>,
    count: usize,
}

impl Functions {
    fn measure(&mut self, name: &syn::Ident, span: proc_macro2::Span) {
        let lines = span.end().line - span.start().line + 1;
        self.count += 1;
        if lines > FUNCTION_LINES_MAX {
            self.long.push((name.to_string(), lines));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig.ident, function.sig.span().join(function.block.span()).unwrap());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig.ident, function.sig.span().join(function.block.span()).unwrap());
        visit::visit_impl_item_fn(self, function);
    }
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modules_use_only_what_stands_above_them() {
    none(&sources().iter().flat_map(layering).collect::<Vec<_>>());
}

#[test]
fn the_layering_test_sees_a_use_and_an_inline_path() {
    let of = |name: &str, text: &str| layering(&source(name.to_owned(), text.to_owned())).len();
    assert_eq!(of("rules/ledger.rs", "use crate::money::Money;"), 0);
    assert_eq!(of("rules/ledger.rs", "use crate::rules::{contact, ledger};"), 1);
    assert_eq!(of("rules/ledger.rs", "fn f() -> crate::assess::Answer { crate::api::g() }"), 2);
    assert_eq!(of("money.rs", "use crate::{calendar::Date, limits::A};"), 1);
    assert_eq!(of("novelty.rs", ""), 1);
    assert_eq!(of("lib.rs", "pub use crate::api::A;"), 0);
    assert_eq!(of("money.rs", "pub(crate) const A: u8 = 0;"), 0);
}

#[test]
fn the_core_names_nothing_that_is_banned() {
    none(&sources().iter().flat_map(banned).collect::<Vec<_>>());
}

#[test]
fn the_ban_sees_code_and_not_comments() {
    let of = |text: &str| banned(&source("case.rs".to_owned(), text.to_owned())).len();
    assert_eq!(of("//! f64 and std::time\nconst A: &str = \"f64 rand\";"), 0);
    assert_eq!(of("fn f() -> f64 { todo!() }"), 2);
    assert_eq!(of("use std::time::Instant; static mut A: u8 = 0;"), 2);
    assert_eq!(of("use rust_decimal::Decimal;"), 1);
    let in_json = |text: &str| banned(&source("json.rs".to_owned(), text.to_owned())).len();
    assert_eq!(in_json("fn f(number: f64) {}"), 0);
    assert_eq!(in_json("fn f(number: f64) -> f64 { number }"), 1);
}

#[test]
fn files_stay_short() {
    let lines = |source: &Source| source.text.lines().count();
    let long =
        |source: &Source| (lines(source) > FILE_LINES_MAX).then(|| format!("{}: {}", source.name, lines(source)));
    none(&sources().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn function_lengths_are_measured() {
    let body = "    let _ = 1;\n".repeat(FUNCTION_LINES_MAX);
    let tree = syn::parse_file(&format!("fn short() {{}}\nfn long() {{\n{body}}}\n")).unwrap();
    let mut functions = Functions::default();
    functions.visit_file(&tree);
    assert_eq!((functions.count, functions.long), (2, vec![("long".to_owned(), FUNCTION_LINES_MAX + 2)]));
}

#[test]
fn every_version_is_the_same() {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(root().join("pkg.json")).unwrap()).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(arrears::api::VERSION, env!("CARGO_PKG_VERSION"));
}

/// A released version of a policy never changes; a correction is a new version.
#[test]
fn the_built_in_policies_are_those_that_were_released() {
    let text = fs::read_to_string(root().join("tests/vectors/released/fingerprints.json")).unwrap();
    let pinned: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let mut shipped = BTreeMap::new();
    for ((id, document), fingerprint) in DOCUMENTS.into_iter().zip(FINGERPRINTS) {
        let policy = parse::policy(document).unwrap();
        assert_eq!(&policy.id, id);
        assert_eq!(
            parse::released(document, fingerprint).unwrap(),
            policy,
            "its fingerprint is {}",
            policy.fingerprint
        );
        assert!(shipped.insert(format!("{id} {}", policy.version), policy.fingerprint).is_none(), "{id} stands twice");
    }
    let pretty = serde_json::to_string_pretty(&shipped).unwrap();
    assert_eq!(pinned, shipped, "a policy that is released gets a new version; the shipped ones are now\n{pretty}");
}

#[test]
fn functions_stay_short() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for source in sources() {
        let mut functions = Functions::default();
        functions.visit_file(&source.tree);
        count += functions.count;
        let long = functions.long.iter();
        wrong.extend(long.map(|(name, lines)| format!("{}: `{name}` has {lines} lines", source.name)));
    }
    assert!(count > 200, "only {count} functions were found");
    none(&wrong);
}
