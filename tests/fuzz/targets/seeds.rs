//! Writes what fuzzing starts from into a folder: a file for each seed, in a folder for each target, and beside each
//! folder a dictionary of the words that its inputs are made of.

use std::{env, fs, io};

use arrears_fuzz::seeds;

fn main() -> io::Result<()> {
    let out = env::args_os().nth(1).ok_or_else(|| io::Error::other("give the folder to write into"))?;
    let out = std::path::PathBuf::from(out);
    for target in arrears_fuzz::TARGETS {
        let folder = out.join(target.name);
        fs::create_dir_all(&folder)?;
        for (index, seed) in seeds::of(target.name)?.iter().enumerate() {
            fs::write(folder.join(format!("{index:04}")), seed)?;
        }
        fs::write(out.join(format!("{}.dict", target.name)), seeds::dictionary(target.name)?)?;
    }
    Ok(())
}
