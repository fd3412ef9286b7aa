//! Writes the JSON Schemas of a policy, of the facts of a case and of an answer to a folder.
//!
//! `cargo run --example write_schemas -- target/schemas`

use std::path::PathBuf;
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/schemas".to_owned()));
    fs::create_dir_all(&folder)?;
    for (name, schema) in arrears::api::schema::all() {
        let path = folder.join(format!("{name}.schema.json"));
        fs::write(&path, format!("{schema:#}\n"))?;
        println!("{}", path.display());
    }
    Ok(())
}
