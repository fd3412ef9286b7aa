//! Tries again what fuzzing has kept: the corpus, which reaches what there is to reach, and every input that once broke
//! a law. Also every seed.

use std::fs;
use std::path::{Path, PathBuf};

use arrears_fuzz::{TARGETS, seeds};

const FILES_MAX: usize = 300;
const BYTES_MAX: u64 = 1024 * 1024;

fn own(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn replay(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let kept = files(&own("corpus").join(name));
    let regressions = files(&own("regressions").join(name));
    for file in kept.iter().chain(&regressions) {
        println!("{}", file.display());
        (target.run)(&fs::read(file).unwrap());
    }
    let seeds = seeds::of(name).unwrap();
    assert!(seeds.len() >= 10, "only {} seeds of {name}", seeds.len());
    for seed in seeds {
        println!("{}", String::from_utf8_lossy(&seed));
        (target.run)(&seed);
    }
    assert!(kept.len() >= 10, "only {} inputs of {name} are kept", kept.len());
}

macro_rules! targets {
    ($($target:ident),+) => {
        const REPLAYED: &[&str] = &[$(stringify!($target)),+];
        $(#[test] fn $target() { replay(stringify!($target)); })+
    };
}

targets![case, calculator, policy, csv, ndjson, history];

#[test]
fn every_target_and_every_folder_is_replayed() {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, REPLAYED);
    let folders = files(&own("corpus")).into_iter().chain(files(&own("regressions")));
    for folder in folders.filter(|folder| folder.is_dir()) {
        assert!(
            REPLAYED.contains(&folder.file_name().unwrap().to_str().unwrap()),
            "{} is not replayed",
            folder.display()
        );
    }
}

#[test]
fn what_is_kept_is_small() {
    let folders = files(&own("corpus"));
    let kept: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder)).collect();
    let bytes: u64 = kept.iter().map(|file| file.metadata().unwrap().len()).sum();
    assert!(kept.len() <= FILES_MAX && bytes <= BYTES_MAX, "{} files of {bytes} bytes", kept.len());
}
