//! Answers one request a line: `{"operation": …, "policy": …, "facts": …, "options": …}` in, the reply out.
//!
//! `cargo run --example replies < requests.ndjson > replies.ndjson`
//!
//! A request may `set` values of the policy, by JSON pointer; the same values make one policy.
//!
//! A failure is a line `{"failure": …}`, so that the lines of both files stay in step.

use std::collections::HashMap;
use std::io::{self, BufRead, BufWriter, Write};

use arrears::api::{self, Engine};
use serde_json::{Value, json};

const BANK_LOAN: &str = include_str!("../src/policy/builtin/cn-bank-loan.json");

fn main() -> io::Result<()> {
    let engines = ["cn-bank-loan", "cn-home-mortgage"].map(|id| (id, Engine::builtin(id)));
    let mut variants: HashMap<String, Engine> = HashMap::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let request: Value = serde_json::from_str(&line)?;
        if let Some(set) = request.get("set") {
            let key = set.to_string();
            if !variants.contains_key(&key) {
                variants.insert(key.clone(), variant(set)?);
            }
            let engine = variants.get(&key).ok_or_else(|| io::Error::other("no variant"))?;
            writeln!(out, "{}", reply(engine, &request))?;
            continue;
        }
        let wanted = request.get("policy").and_then(Value::as_str).unwrap_or("cn-bank-loan");
        let engine = engines.iter().find(|(id, _)| *id == wanted).and_then(|(_, engine)| engine.as_ref().ok());
        let engine = engine.ok_or_else(|| io::Error::other(format!("no policy `{wanted}`")))?;
        writeln!(out, "{}", reply(engine, &request))?;
    }
    out.flush()
}

/// The policy for bank loans with some of its values set anew.
fn variant(set: &Value) -> io::Result<Engine> {
    let mut policy: Value = serde_json::from_str(BANK_LOAN)?;
    for (pointer, value) in set.as_object().into_iter().flatten() {
        let place = pointer.rsplit_once('/').and_then(|(section, name)| Some((policy.pointer_mut(section)?, name)));
        let (section, name) = place.ok_or_else(|| io::Error::other(format!("no `{pointer}`")))?;
        let fields = section.as_object_mut().ok_or_else(|| io::Error::other(format!("no `{pointer}`")))?;
        fields.insert(name.to_owned(), value.clone());
    }
    Engine::compile(&policy.to_string()).map_err(|failure| io::Error::other(failure.to_json()))
}

fn reply(engine: &Engine, request: &Value) -> String {
    let operation = request.get("operation").and_then(Value::as_str).unwrap_or_default();
    let text = |name| request.get(name).unwrap_or(&Value::Null).to_string();
    let (facts, options) = (text("facts"), text("options"));
    match api::call_text(engine, operation, &facts, &options) {
        Ok(reply) => reply,
        Err(failure) => json!({ "failure": failure }).to_string(),
    }
}
