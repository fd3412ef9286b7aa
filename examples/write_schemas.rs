//! Writes the JSON Schemas of a policy, of the facts of a case and of an answer to a folder.
//!
//! `cargo run --example write_schemas -- target/schemas`

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).map_or_else(|| PathBuf::from("target/schemas"), PathBuf::from);
    for path in write(&folder)? {
        println!("{}", path.display());
    }
    Ok(())
}

/// Writes one file for each schema and gives their paths.
pub(crate) fn write(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let schemas = arrears::api::schema::all().into_iter();
    schemas
        .map(|(name, schema)| {
            let path = folder.join(format!("{name}.schema.json"));
            fs::write(&path, format!("{schema:#}\n"))?;
            Ok(path)
        })
        .collect()
}
