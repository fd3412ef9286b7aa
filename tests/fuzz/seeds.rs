//! What fuzzing starts from: the vectors and the examples of this repository, and the words that they are made of.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use arrears::policy::builtin;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::sound::SEPARATOR;

/// Words that are longer take more room in a dictionary than they are worth.
const WORD_BYTES_MAX: usize = 40;

const TABLES: [&str; 5] = [
    "id,dueOn,principal,interest,annualRate,monthlyIncome\nA-1,2025-08-15,60000,900,6%,21000\nA-2,yesterday,1,1,6%,\n",
    "id;arrears.0.dueOn;arrears.0.principal;arrears.1.dueOn;arrears.1.principal\r\n\"=1+1\";2025-08-15;\"1\";;\r\n",
    "c,b,a\n\"one\n\"\"two\"\"\",2025-08-15,0.01\n\nunclosed,\"2025-08-15,1\nnext,2025-08-15,2\n",
    "\u{feff}asOf,dueOn,principal,fees,refusedToPay,failedAttempts,collected,cost,classBefore\n\
     2025-11-22,2025-08-15,49999.99,0.01,yes,3,1,2,mild\n2025-11-22,2025-08-15,50000,,no,4,,,severe\n",
    "dueOn,principal,borrower.firstArrear,loan.annualRate,waived\n2025-11-22,1,true,0.0001,0\n2025-11-21,1,false,1,9\n",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[derive(Deserialize)]
struct Vector {
    operation: Option<String>,
    input: Option<Box<RawValue>>,
    text: Option<String>,
    options: Option<Box<RawValue>>,
}

impl Vector {
    fn facts(&self) -> &str {
        self.input.as_deref().map(RawValue::get).or(self.text.as_deref()).unwrap_or_default()
    }

    fn is_assessed(&self) -> bool {
        self.operation.as_deref().unwrap_or("assess") == "assess"
    }

    /// The facts alone, or with the options behind them.
    fn case(&self) -> String {
        let options = self.options.as_deref().map_or(String::new(), |options| format!("{SEPARATOR}{}", options.get()));
        format!("{}{options}", self.facts())
    }

    fn call(&self) -> String {
        let operation = self.operation.as_deref().unwrap_or("assess");
        let options = self.options.as_deref().map_or("{}", RawValue::get);
        format!("{operation}{SEPARATOR}{}{SEPARATOR}{options}", self.facts())
    }
}

/// What a target starts from.
///
/// # Errors
/// When the files of the repository cannot be read.
pub fn of(target: &str) -> io::Result<Vec<Vec<u8>>> {
    let texts: Vec<String> = match target {
        "case" => vectors()?.iter().filter(|vector| vector.is_assessed()).map(Vector::case).collect(),
        "calculator" => vectors()?.iter().filter(|vector| !vector.is_assessed()).map(Vector::call).collect(),
        "policy" => policies(),
        "csv" => headed(TABLES.map(str::to_owned).as_slice()),
        "ndjson" => headed(&lines()?),
        _ => return Ok(patterns()),
    };
    Ok(texts.into_iter().map(String::into_bytes).collect())
}

/// The words that inputs of a target are made of, in the form that libFuzzer reads.
///
/// # Errors
/// When the files of the repository cannot be read.
pub fn dictionary(target: &str) -> io::Result<String> {
    let mut words = BTreeSet::from(["\u{1e}", "\"\"", "\r\n", "{\"include\":[\"changes\"]}"].map(str::to_owned));
    match target {
        "history" => {}
        "policy" => builtin::DOCUMENTS.iter().for_each(|(_, text)| {
            let document = serde_json::from_str(text).unwrap_or_default();
            collect(&document, &mut words);
            words.extend(pointers(&document).into_iter().map(|(pointer, _)| pointer));
        }),
        _ => {
            let texts = vectors()?;
            let trees = texts.iter().filter_map(|vector| serde_json::from_str(vector.facts()).ok());
            trees.for_each(|tree: Value| collect(&tree, &mut words));
        }
    }
    let mut dictionary = String::new();
    for word in words.iter().filter(|word| !word.is_empty() && word.len() <= WORD_BYTES_MAX) {
        dictionary.push('"');
        for byte in word.bytes() {
            // A text takes whatever is written into it.
            let _ = write!(dictionary, "\\x{byte:02x}");
        }
        dictionary.push_str("\"\n");
    }
    Ok(dictionary)
}

/// Every vector of the repository.
fn vectors() -> io::Result<Vec<Vector>> {
    let mut vectors = Vec::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("tests/vectors"))?.flatten().map(|one| one.path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|one| one.path()).collect();
        files.sort();
        for file in files {
            // Some folders hold other things than lists of vectors.
            let text = fs::read_to_string(file)?;
            vectors.extend(serde_json::from_str::<Vec<Vector>>(&text).unwrap_or_default());
        }
    }
    Ok(vectors)
}

/// The policies that ship, as they are and with one place changed.
fn policies() -> Vec<String> {
    let mut texts = vec!["{}".to_owned(), "[]".to_owned()];
    for (which, (_, text)) in builtin::DOCUMENTS.iter().enumerate() {
        let document: Value = serde_json::from_str(text).unwrap_or_default();
        texts.push(document.to_string());
        texts.push(format!("@{which}\n"));
        let places = pointers(&document).into_iter().step_by(11);
        texts.extend(places.map(|(pointer, value)| format!("@{which}\n{pointer} {value}\n")));
    }
    texts
}

/// The names and the short texts of a tree.
fn collect(tree: &Value, words: &mut BTreeSet<String>) {
    match tree {
        Value::Object(fields) => {
            words.extend(fields.keys().map(|name| format!("\"{name}\"")));
            fields.values().for_each(|field| collect(field, words));
        }
        Value::Array(list) => list.iter().for_each(|entry| collect(entry, words)),
        Value::String(text) => drop(words.insert(text.clone())),
        _ => {}
    }
}

/// The pointers to a tree's leaves, each with a value that could stand there as well.
fn pointers(document: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(fields) => {
                open.extend(fields.iter().map(|(name, field)| (format!("{pointer}/{name}"), field)));
            }
            Value::Array(list) => {
                open.extend(list.iter().enumerate().map(|(index, entry)| (format!("{pointer}/{index}"), entry)));
            }
            Value::Number(_) => found.push((pointer, "7".to_owned())),
            Value::Bool(is) => found.push((pointer, (!is).to_string())),
            leaf => found.push((pointer, leaf.to_string())),
        }
    }
    found
}

fn lines() -> io::Result<Vec<String>> {
    let examples = fs::read_to_string(root().join("examples/node-batch/cases.ndjson"))?;
    let on_one_line = |vector: &Vector| serde_json::from_str::<Value>(vector.facts()).ok().map(|tree| tree.to_string());
    let vectors = vectors()?;
    let cases: Vec<String> = vectors.iter().filter(|vector| vector.is_assessed()).filter_map(on_one_line).collect();
    let first = examples.lines().take(6).collect::<Vec<_>>().join("\n");
    Ok(iter::once(first).chain(cases.chunks(3).step_by(2).map(|some| some.join("\n"))).collect())
}

/// Each text behind the two bytes that say how it is read and in what pieces it comes.
fn headed(texts: &[String]) -> Vec<String> {
    let manners = ["\u{4}\u{1}", "\u{6}\u{7}", "\u{e}\u{9}", "\u{16}Q", "$,", "DC", "\u{7}\u{3}"];
    let headed = |(index, text): (usize, &String)| format!("{}{text}", manners[index % manners.len()]);
    let many = texts.len() < manners.len();
    let times = if many { manners.len() } else { 1 };
    (0..times)
        .flat_map(|turn| texts.iter().enumerate().map(move |(index, text)| headed((index + turn, text))))
        .collect()
}

/// Bytes that look random, from which loans are made.
fn patterns() -> Vec<Vec<u8>> {
    let pattern = |seed: u64| {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let byte = move |_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        };
        (0..40 + 12 * seed).map(byte).collect()
    };
    (0..40).map(pattern).collect()
}
