//! Where results go: whole or not at all, and never lost without a word.

use super::*;

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder("closed");
    let file = write(&folder, "cases.csv", table(&rows(60_000)));
    for threads in ["1", "2"] {
        let mut command = arrears(&["portfolio", &file, "--threads", threads]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    }
    // A summary of what nobody saw to its end is not written, and what was there stays.
    let summary = write(&folder, "summary.json", "before");
    let mut child = arrears(&["portfolio", &file, "--summary", &summary])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(fs::read_to_string(&summary).unwrap(), "before");
}

/// Whoever reads neither results nor errors is no reason to end otherwise.
#[test]
fn errors_that_nobody_reads_change_nothing() {
    for (arguments, code) in
        [(&["portfolio"][..], 1), (&["assess", "--locale", "x"], 2), (&["assess", "no-such.json"], 2)]
    {
        let mut command = arrears(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        drop(child.stdin.take().unwrap().write_all(b"dueOn,principal\nx,y\n"));
        assert_eq!(child.wait().unwrap().code(), Some(code), "{arguments:?}");
    }
}

/// What a file holds is lost to a whole result only, and a wrong option is no reason to lose it.
#[test]
fn results_take_a_files_place_when_all_of_them_are_there() {
    let folder = folder("in-place");
    let table = "id,dueOn,principal\nA,2025-08-15,60000\n";
    let file = write(&folder, "cases.csv", table);
    for wrong in [&["--column", "x=nofact"][..], &["--header", "id"], &["--summary", &file]] {
        let output = run(&[&["portfolio", &file, "-o", &file, "--as-of", "2025-11-22"], wrong].concat(), "");
        assert_ne!(output.status.code(), Some(0), "{wrong:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), table, "{wrong:?}");
    }
    well(&["portfolio", &file, "-o", &file, "--as-of", "2025-11-22"], "");
    assert!(fs::read_to_string(&file).unwrap().contains("A,2025-11-22,severe,"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "a part was left behind");
    well(&["portfolio", "-o", "/dev/null", "--as-of", "2025-11-22"], table);
}

#[test]
fn no_file_that_is_there_is_lost_to_a_part_or_a_summary() {
    let folder = folder("kept-files");
    let table = "id,dueOn,principal\nA,2025-08-15,60000\n";
    let base = ["portfolio", "--as-of", "2025-11-22"];
    let part = write(&folder, "results.csv.part", table);
    let results = folder.join("results.csv").display().to_string();
    let output = run(&[&base[..], &[&part, "-o", &results]].concat(), "");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("is there already"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&part).unwrap(), table);
    fs::remove_file(&part).unwrap();
    let cases = write(&folder, "cases.csv", table);
    let round = folder.join("../kept-files/cases.csv").display().to_string();
    let dotted = folder.join("./results.csv").display().to_string();
    for (summary, output) in [(&round, &results), (&dotted, &results), (&part, &results)] {
        let output = run(&[&base[..], &[&cases, "-o", output, "--summary", summary]].concat(), "");
        assert_eq!(output.status.code(), Some(2), "{summary}: {}", text(&output.stderr));
    }
    assert_eq!(fs::read_to_string(&cases).unwrap(), table);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "something was left behind");
    let document =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policy/builtin/cn-bank-loan.json")).unwrap();
    let policy = write(&folder, "policy.json", &document);
    for taken in [["--policy", &policy], ["--against", &policy]] {
        for written in ["--output", "--summary"] {
            let output = run(&[&base[..], &[&cases, written, &policy], &taken].concat(), "");
            assert_eq!(output.status.code(), Some(2), "{taken:?} {written}: {}", text(&output.stderr));
            assert_eq!(fs::read_to_string(&policy).unwrap(), document, "{taken:?} {written}");
        }
    }
}

/// Neither of two files is written where the other cannot be.
#[test]
fn results_and_summary_are_both_there_or_neither_is() {
    let folder = folder("both");
    let table = "id,dueOn,principal\nA,2025-08-15,60000\n";
    let cases = write(&folder, "cases.csv", table);
    let [results, summary] = ["d.csv", "s.json"].map(|name| folder.join(name).display().to_string());
    let nowhere = folder.join("no/such/folder/x").display().to_string();
    let entries = || fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let base = ["portfolio", &cases, "--as-of", "2025-11-22"];
    let is_folder = folder.display().to_string();
    for files in [
        ["-o", &results, "--summary", &nowhere],
        ["-o", &nowhere, "--summary", &summary],
        ["-o", &results, "--summary", &is_folder],
        ["-o", &format!("{summary}.part"), "--summary", &summary],
    ] {
        let output = run(&[&base[..], &files].concat(), "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{files:?}");
        assert_eq!(entries(), ["cases.csv"], "{files:?}: {}", text(&output.stderr));
    }
    let output = run(&[&base[..], &["--summary", &nowhere]].concat(), "");
    assert_eq!(
        (output.status.code(), output.stdout.len()),
        (Some(2), 0),
        "nothing is written before it is known where"
    );
    assert!(text(&output.stderr).contains(&format!("cannot write `{nowhere}`")), "{}", text(&output.stderr));
    fs::write(&results, "before").unwrap();
    fs::write(&summary, "before").unwrap();
    assert_eq!(run(&["portfolio", "-o", &results, "--summary", &summary], "id\n").status.code(), Some(1));
    assert_eq!([&results, &summary].map(|file| fs::read_to_string(file).unwrap()), ["before", "before"]);
    well(&[&base[..], &["-o", &results, "--summary", &summary]].concat(), "");
    assert!(fs::read_to_string(&results).unwrap().contains("A,2025-11-22,severe,"));
    assert_eq!(json_of(&fs::read_to_string(&summary).unwrap())["rows"], 1);
    assert_eq!(entries().len(), 3, "a part was left behind");
}

/// A file that a link leads to is written, and the link stays; what is held open by others is written at once.
#[cfg(unix)]
#[test]
fn links_stay_and_devices_are_written_at_once() {
    let folder = folder("links");
    let table = "id,dueOn,principal\nA,2025-08-15,60000\n";
    let [results, link] = ["results.csv", "link.csv"].map(|name| folder.join(name));
    fs::write(&results, "before").unwrap();
    std::os::unix::fs::symlink(&results, &link).unwrap();
    let base = ["portfolio", "--as-of", "2025-11-22", "--quiet"];
    well(&[&base[..], &["-o", link.to_str().unwrap()]].concat(), table);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&results).unwrap().contains("A,2025-11-22,severe,"));
    let said = well(&[&base[..], &["-o", "/dev/null", "--summary", "/dev/stdout"]].concat(), table);
    assert_eq!(json_of(&said)["rows"], 1);
    // Where standard output is a file, that file holds both.
    let both = fs::File::create(folder.join("both")).unwrap();
    let mut command = arrears(&[&base[..], &["--summary", "/dev/stdout"]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(both).spawn().unwrap();
    child.stdin.take().unwrap().write_all(table.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let both = fs::read_to_string(folder.join("both")).unwrap();
    assert!(both.starts_with("id,asOf,") && json_of(both.lines().last().unwrap())["rows"] == 1, "{both}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
}

/// What cannot be written is an error, whatever it is.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = folder("full");
    let case = write(&folder, "case.json", CASE);
    let table = write(&folder, "cases.csv", "id,asOf,dueOn,principal\nA,2025-11-22,2025-08-15,1\n");
    let lpr = write(&folder, "lpr.json", r#"{ "on": "2025-11-22", "term": "1y" }"#);
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["--version"],
        &["help"],
        &["help", "fee"],
        &["portfolio", "--help"],
        &["completions", "bash"],
        &["assess", &case],
        &["explain", &case],
        &["portfolio", &table],
        &["portfolio", &table, "--threads", "3"],
        &["portfolio", &table, "-o", "/dev/full"],
        &["portfolio", &table, "-o", "/dev/null", "--summary", "/dev/full"],
        &["check", "cn-bank-loan"],
        &["check", "cn-bank-loan", "--json"],
        &["diff", "cn-bank-loan", "cn-bank-loan"],
        &["schema"],
        &["schema", "case"],
        &["fee", "5"],
        &["fee", "5", "--json"],
        &["call", "lpr", &lpr],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = arrears(arguments).stdin(Stdio::null()).stdout(full).output().unwrap();
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("cannot write"), "{arguments:?}: {said}");
        // A reader that has gone is none.
        if !arguments.contains(&"/dev/full") {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let output = arrears(arguments).stdin(Stdio::null()).stdout(writer).output().unwrap();
            assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{arguments:?}");
        }
    }
    let output = run(&["portfolio", &table, "-o", folder.join("d").to_str().unwrap(), "--summary", "/dev/full"], "");
    assert!(output.status.code() == Some(2) && !folder.join("d").exists(), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3, "something was left behind");
}
