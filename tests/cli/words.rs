//! What is said of the input: of its columns, rows and files, in every language.

use super::*;

/// Words are in the language that is asked for, those of the line of names and of a policy as well.
#[test]
fn problems_of_a_portfolio_are_told_in_the_language_that_is_asked_for() {
    let folder = folder("language");
    let broken = write(&folder, "broken.json", "{}");
    let before = write(&folder, "before.json", "{}");
    let table = "id,dueOn,principal\n";
    for (arguments, input, words) in [
        (&["portfolio"][..], "id\n", "没有 `dueOn` 这一列，现有的列：`id`"),
        (&["portfolio", "--policy", &broken], table, "请填写这一项"),
        (&["portfolio", "--against", &broken], table, "请填写这一项"),
        (
            &["portfolio", "--previous", &before],
            table,
            "这里应该是以前一次运行给出的汇总，现在是没有写明 schema 的对象",
        ),
        (&["assess", "--policy", &broken], CASE, "请填写这一项"),
    ] {
        let (code, said) = fails(&[arguments, &["--locale", "zh-Hans"]].concat(), input);
        assert!(code == 1 && said.contains(words), "{arguments:?}: {said}");
    }
    let (_, said) = fails(&["portfolio", "--previous", &before], table);
    assert!(
        said.contains(
            "before.json: expected the summary that an earlier run gave, found an object that names no schema"
        ),
        "{said}"
    );
    let cut = write(&folder, "cut.json", "{\n \"schema\":");
    let (code, said) = fails(&["portfolio", "--previous", &cut], table);
    assert!(code == 1 && said.contains("cut.json") && said.contains("expected a value at line 2 column 11"), "{said}");
}

/// Whoever brings a table of their own is told which column is missed, which there are, and which is meant.
#[test]
fn a_line_of_names_that_cannot_be_used_says_why() {
    let gbk = b"id,\xb5\xbd\xc6\xda\xc8\xd5,principal\n";
    let said_of = |arguments: &[&str], input: &[u8]| {
        let file = write(&folder("names"), "cases.csv", input);
        let (code, said) = fails(&[&["portfolio", &file], arguments].concat(), "");
        assert_eq!(code, 1, "{said}");
        said
    };
    let said = said_of(&[], b"id, Due On,principal\n");
    assert_eq!(
        said,
        "line of names: no column is `dueOn`; the columns are `id`, ` Due On`, `principal` \
        (if ` Due On` is it, call it `dueOn` or map it)\n"
    );
    let said = said_of(&[], "合同号,到期日,principal\n".as_bytes());
    assert_eq!(
        said,
        "line of names: no column is `dueOn`; the columns are `合同号`, `到期日`, `principal` \
        (call a column `dueOn`, or map one to it)\n"
    );
    for (delimiter, name) in [(";", ";"), ("\t", "tab"), ("|", "|")] {
        let said = said_of(&[], format!("id{delimiter}dueOn{delimiter}principal\n").as_bytes());
        assert!(said.contains(&format!("if `{name}` stands between cells, set the delimiter to it")), "{said}");
    }
    assert!(said_of(&[], gbk).contains("no text in UTF-8 (it looks like GB18030: save it as UTF-8"));
    let wide: Vec<u8> = "\u{feff}id,dueOn,principal\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(said_of(&[], &wide).contains("it looks like UTF-16"));
    assert!(said_of(&[], b"").starts_with("line of names: there is no line of names, and so no column `dueOn`\n"));
    let said =
        said_of(&["--column", "合同号=id", "--column", "客户=annualRate"], "合同号,dueOn,principal,客户 \n".as_bytes());
    assert_eq!(
        said,
        "--column 客户: there is no column `客户`; the columns are `合同号`, `dueOn`, `principal`, `客户 ` \
        (did you mean `客户 `?)\n"
    );
    // Columns that no fact needs may be called as they like, and a mark before UTF-8 is nothing.
    let others = [b"\xef\xbb\xbfdueOn,principal,\xb5\xbd,note\n2025-08-15,1,\xb5\xbd,x\n".as_slice()].concat();
    let output = run(&["portfolio", &write(&folder("names"), "x.csv", others), "--as-of", "2025-11-22"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        text(&output.stderr).contains("columns passed over, which are no facts of a case:"),
        "{}",
        text(&output.stderr)
    );
    assert!(text(&output.stderr).contains("`note`") && text(&output.stderr).lines().count() == 1);
}

/// Which two columns come to one fact is said, whether they are mapped or called so.
#[test]
fn two_columns_of_one_fact_are_named() {
    let one = "到期日,dueOn,principal\n";
    let (code, said) = fails(&["portfolio", "--column", "到期日=dueOn"], one);
    let expected = "line of names, column 2: two columns are `dueOn`: `到期日` (1), `dueOn` (2) \
        (map or call only one of them `dueOn`)\n";
    assert_eq!((code, said.as_str()), (1, expected));
    let (code, said) = fails(&["portfolio", "--locale", "zh-Hans"], "dueOn,principal,interest,fees,interest\n");
    let expected = "列名行第 5 列: 有两列都是 `interest`：`interest` (3), `interest` (5) \
        (只让其中一列对应 `interest`，另一列改名)\n";
    assert_eq!((code, said.as_str()), (1, expected));
    let (code, said) = fails(&["portfolio", "--header", "dueOn,principal,dueOn"], "2025-08-15,1,2025-08-15\n");
    assert!(code == 2 && said.contains("two columns are `dueOn`: `dueOn` (1), `dueOn` (3)"), "{said}");
}

/// What is said of rows, columns and files is in the language that is asked for as well.
#[test]
fn rows_and_columns_are_told_in_three_languages() {
    let table = "id,dueOn,principl,principal,x\nA,2025-08-15,1,1,1\nB,x,1,1,1\n";
    let told = |arguments: &[&str], input: &str| fails(&[&["portfolio"], arguments].concat(), input).1;
    let dated = ["--as-of", "2025-11-22"];
    assert_eq!(
        told(&dated, table),
        "column `principl` was passed over: did you mean `principal`?\n\
         columns passed over, which are no facts of a case: `x`\n\
         line 3:2 dueOn: `x` is not a date of the calendar (write the date as `YYYY-MM-DD`)\n\
         1 of 2 rows could not be read\n"
    );
    assert_eq!(
        told(&[&dated[..], &["--locale", "zh-Hans"]].concat(), table),
        "没有使用 `principl` 这一列：是不是 `principal`？\n\
         没有使用这些与案件无关的列：`x`\n\
         第 3 行第 2 列 dueOn: 日历上没有 `x` 这一天 (日期写成 `YYYY-MM-DD`)\n\
         2 行中有 1 行无法读取\n"
    );
    assert_eq!(
        told(&[&dated[..], &["--locale", "zh-Hant"]].concat(), table),
        "沒有使用 `principl` 這一欄：是不是 `principal`？\n\
         沒有使用這些與案件無關的欄：`x`\n\
         第 3 行第 2 欄 dueOn: 日曆上沒有 `x` 這一天 (日期寫成 `YYYY-MM-DD`)\n\
         2 行中有 1 行無法讀取\n"
    );
    let names: Vec<String> = (0..12).map(|column| format!("column{column}")).collect();
    let wide = format!("dueOn,principal,{}\n2025-08-15,1{}\n", names.join(","), ",".repeat(12));
    let said = told(&["--locale", "zh-Hant"], &wide);
    assert!(said.contains("`column9`，另有 2 欄\n第 2 行 /asOf: 請填寫這一項 (請給出 `--as-of"), "{said}");
    let gbk = write(&folder("three"), "gbk.json", b"{\n\xba\xcf");
    for (arguments, input, words) in [
        (&["assess"][..], " ", "arrears: 标准输入是空的：这里应该是 JSON"),
        (&["assess", &gbk], "", "从第 2 行起不是 UTF-8 编码的文字"),
        (&["explain", "--policy", &gbk], CASE, "从第 2 行起不是 UTF-8 编码的文字"),
        (&["assess"], "{", "输入不是 JSON"),
        (&["portfolio"], "", "列名行: 没有列名行，因此没有 `dueOn` 这一列"),
        (&["check", "-"], "", "输入不是 JSON"),
    ] {
        let output = run(&[arguments, &["--locale", "zh-Hans"]].concat(), input);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains(words), "{arguments:?}: {said}");
    }
    assert!(well(&["check", "cn-bank-loan", "--locale", "zh-Hant"], "").ends_with(" 個警告\n"));
    let many = format!("{{{}}}", (0..150).map(|field| format!("\"f{field}\":1")).collect::<Vec<_>>().join(","));
    assert!(fails(&["assess", "--locale", "zh-Hans"], &many).1.contains("\n另有 "));
    assert!(fails(&["assess"], &many).1.contains("\nand "));
}

/// What people bring: nothing, a line of names alone, blank lines, other line ends, bytes that are no text.
#[test]
fn odd_inputs_say_what_they_are() {
    let base = ["portfolio", "--as-of", "2025-11-22"];
    let said = |input: &str| {
        let output = run(&base, input);
        (output.status.code().unwrap(), text(&output.stdout).lines().count(), text(&output.stderr))
    };
    let names = "id,dueOn,principal";
    for input in [names.to_owned(), format!("{names}\n"), format!("\n\r\n{names}\r\n\r\n  \n \t \n")] {
        assert_eq!(said(&input), (0, 1, String::new()), "{input:?}");
    }
    for end in ["\n", "\r\n", ""] {
        let input =
            [names, "A,2025-08-15,1", "", "   ", "B,2025-08-15,1"].join(if end.is_empty() { "\n" } else { end }) + end;
        assert_eq!(said(&input), (0, 3, String::new()), "{input:?}");
    }
    let told = [
        (
            "id,dueOn,principal\rA,2025-08-15,1\r",
            "lines end with a carriage return alone: save the file with LF or CRLF",
        ),
        (
            "id,dueOn,principal,interest\rA,2025-08-15,60000,1\rB,2025-08-15,1,1\r",
            "line of names: a carriage return stands alone outside of quotes (lines end with a carriage return alone: ",
        ),
        ("[{\"dueOn\":\"2025-08-15\"}]", "it looks like a list in JSON: give one object a line"),
        ("id,dueOn,principal\nA,2025-08-15,60,000.00\n", "goes in double quotes, such as \"60,000.00\""),
        ("id,dueOn,principal\nA,2025-08-15,1\0\n", "line 2:3 principal: `1\u{fffd}` is not an amount"),
        ("id,dueOn,principal\nA,2025-08-15,\"1\n", "line 2: a quote is not closed"),
        ("\"id,dueOn,principal\n", "line of names: a quote is not closed"),
        ("id,dueOn,principal\nA,,1\n", "line 2:2 dueOn: this fact is required"),
        ("{ \"id\": \"1\" }", "line 1 /arrears: this fact is required"),
    ];
    for (input, message) in told {
        let (code, _, said) = said(input);
        assert!(code == 1 && said.contains(message), "{input:?}: {said}");
    }
    let quoted = run(&base, "id,dueOn,principal\n\"A\nx\",2025-08-15,\"1\"");
    assert_eq!((quoted.status.code(), text(&quoted.stderr)), (Some(0), String::new()));
    let wide: Vec<String> = (0..10_000).map(|column| format!("c{column}")).collect();
    let (code, _, told) = said(&format!("{names},{}\n", wide.join(",")));
    assert_eq!((code, told.as_str()), (1, "line of names: 10003 entries are more than 1000\n"));
    let (code, _, told) = said(&format!("{names},{}\n", wide[..900].join(",")));
    assert!(code == 0 && told.ends_with("`c9` and 890 more\n") && told.lines().count() == 1, "{told}");
    let (code, told) = fails(&["portfolio"], "dueOn,principal\n2025-08-15,1\n");
    assert_eq!(code, 1);
    assert!(
        told.starts_with("line 2 /asOf: this fact is required (give `--as-of YYYY-MM-DD`, or a column `asOf`)\n"),
        "{told}"
    );
    // What begins with its own subject is not told with it twice, and a message of the whole input still has one.
    let (_, told) = fails(&["assess"], "{");
    assert_eq!(told, "the input is not JSON: expected a name in quotes at line 1 column 2\n");
    let both = r#"{"asOf":"2025-11-22","arrears":[],"history":{}}"#;
    let (_, told) = fails(&["assess"], both);
    assert!(
        told.lines().any(|line| line.starts_with("the input: `arrears` and `history` are given together")),
        "{told}"
    );
    for command in ["assess", "explain"] {
        let (code, told) = fails(&[command], " \n");
        assert_eq!((code, told.as_str()), (1, "arrears: standard input is empty: JSON is expected\n"));
    }
    let folder = folder("odd");
    let (code, told) = fails(&["portfolio", folder.to_str().unwrap()], "");
    assert!(code == 2 && told.contains("is a folder"), "{told}");
}
