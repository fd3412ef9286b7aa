//! Answers one request a line: `{"operation": …, "policy": …, "facts": …, "options": …}` in, the reply out.
//!
//! `cargo run --example replies < requests.ndjson > replies.ndjson`
//!
//! A failure is a line `{"failure": …}`, so that the lines of both files stay in step.

use std::io::{self, BufRead, BufWriter, Write};

use arrears::api::{self, Engine};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let engines = ["cn-bank-loan", "cn-home-mortgage"].map(|id| (id, Engine::builtin(id)));
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let request: Value = serde_json::from_str(&line)?;
        let wanted = request.get("policy").and_then(Value::as_str).unwrap_or("cn-bank-loan");
        let engine = engines.iter().find(|(id, _)| *id == wanted).and_then(|(_, engine)| engine.as_ref().ok());
        let engine = engine.ok_or_else(|| io::Error::other(format!("no policy `{wanted}`")))?;
        writeln!(out, "{}", reply(engine, &request))?;
    }
    out.flush()
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
