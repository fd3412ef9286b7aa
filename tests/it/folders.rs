//! The drawing of the folders in ARCHITECTURE.md: every path in it exists, and it leaves no module out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::documents::{Part, none, page, parts, root};

/// The paths that a drawing of folders names: the first word of a row, below the rows that it is indented under, and
/// in what is said of it every word that looks like a path, which may lie there or beside it.
fn drawn(tree: &str) -> Vec<Vec<PathBuf>> {
    let (mut above, mut paths) = (Vec::<(usize, PathBuf)>::new(), Vec::new());
    for line in tree.lines() {
        let row = line.trim_start();
        let indent = line.len() - row.len();
        let (name, said) = if indent < 8 { row.split_once(' ').unwrap_or((row, "")) } else { ("", row) };
        if !name.is_empty() {
            above.retain(|(outer, _)| *outer < indent);
            let path = above.last().map_or_else(PathBuf::new, |(_, outer)| outer.clone()).join(name);
            paths.push(vec![path.clone()]);
            above.push((indent, path));
        }
        let words = said.split([' ', ',', ';']).map(|word| word.trim_matches(['(', ')', '`', ':']));
        for word in words.filter(|word| looks_like_a_path(word)) {
            let mut places = vec![PathBuf::from(word)];
            places.extend(above.iter().map(|(_, outer)| outer.join(word)));
            places.extend(above.iter().filter_map(|(_, outer)| Some(outer.parent()?.join(word))));
            paths.push(places);
        }
    }
    paths
}

fn looks_like_a_path(word: &str) -> bool {
    let extension = Path::new(word).extension().and_then(|extension| extension.to_str());
    word.len() > 1
        && (word.ends_with('/') || extension.is_some_and(|own| ["rs", "js", "ts", "md", "json"].contains(&own)))
}

fn architecture() -> Vec<Vec<PathBuf>> {
    let tree = parts(&page("ARCHITECTURE.md")).into_iter().find_map(|(_, part)| match part {
        Part::Block(_, text) if text.starts_with("src/") => Some(text),
        _ => None,
    });
    drawn(&tree.unwrap())
}

#[test]
fn every_path_of_the_architecture_exists() {
    let paths = architecture();
    assert!(paths.len() > 70, "only {} paths were found", paths.len());
    let lost = paths.iter().filter(|places| !places.iter().any(|place| root().join(place).exists()));
    none(&lost.map(|places| format!("{} does not exist", places[0].display())).collect::<Vec<_>>());
}

#[test]
fn the_architecture_leaves_nothing_out() {
    let drawn: BTreeSet<PathBuf> = architecture().into_iter().flatten().collect();
    let entries = |folder: &str| -> Vec<PathBuf> {
        fs::read_dir(root().join(folder))
            .unwrap()
            .map(|entry| Path::new(folder).join(entry.unwrap().file_name()))
            .collect()
    };
    let modules = entries("src");
    let folders = entries("www/src").into_iter().filter(|path| root().join(path).is_dir());
    let all: Vec<PathBuf> = modules.into_iter().chain(folders).collect();
    assert!(all.len() > 30, "only {} entries were found", all.len());
    let left_out = all.iter().filter(|path| !drawn.contains(*path));
    none(&left_out.map(|path| format!("{} is left out", path.display())).collect::<Vec<_>>());
}

#[test]
fn a_path_that_does_not_exist_is_found_out() {
    let lost = |tree: &str| {
        let exists = |places: &Vec<PathBuf>| places.iter().any(|place| root().join(place).exists());
        drawn(tree).iter().filter(|places| !exists(places)).count()
    };
    assert_eq!(lost("src/  the core\n  money/   amounts; exact.rs\n  lib.rs\n          money/fixed.rs\n"), 0);
    assert_eq!(lost("src/  the core\n  moneys/   amounts; inexact.rs\n"), 2);
    assert_eq!(lost("src/  the core\n  json/  money.rs and tape.rs, one / another\n"), 1);
}
